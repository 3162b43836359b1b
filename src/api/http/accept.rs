//! Content negotiation of GraphQL over HTTP (draft 2025, §6): which media type an answer has. Owns nothing else.

use axum::http::{HeaderMap, header};

/// Media type of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// `application/graphql-response+json`: the status tells request errors.
    GraphqlResponse,
    /// `application/json`: every well-formed request is answered with 200.
    Json,
    /// `text/event-stream`: a subscription over SSE.
    EventStream,
    /// `text/html`: a browser that opened the endpoint.
    Html,
}

impl Media {
    /// Value of the Content-Type header.
    #[must_use]
    pub fn content_type(self) -> &'static str {
        match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
            Self::EventStream => "text/event-stream",
            Self::Html => "text/html; charset=utf-8",
        }
    }
}

/// Every media type that the client accepts and the server can produce, best first; empty when none is acceptable (406).
#[must_use]
pub fn acceptable(headers: &HeaderMap) -> Vec<Media> {
    let header = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect::<Vec<_>>().join(",");
    if header.trim().is_empty() {
        return vec![Media::Json];
    }
    let mut wanted: Vec<(u32, usize, Media)> = Vec::new();
    for (position, range) in header.split(',').enumerate() {
        let mut parts = range.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_ascii_lowercase();
        let quality = parts.find_map(|part| part.strip_prefix("q=")).and_then(|q| q.parse::<f32>().ok()).unwrap_or(1.0);
        let Some(media) = named(&name) else { continue };
        if quality > 0.0 {
            wanted.push((thousandths(quality), position, media));
        }
    }
    wanted.sort_by_key(|(quality, position, _)| (std::cmp::Reverse(*quality), *position));
    wanted.into_iter().map(|(_, _, media)| media).collect()
}

fn named(name: &str) -> Option<Media> {
    match name {
        "application/graphql-response+json" => Some(Media::GraphqlResponse),
        "application/json" | "application/*" | "*/*" => Some(Media::Json),
        "text/event-stream" => Some(Media::EventStream),
        "text/html" => Some(Media::Html),
        _ => None,
    }
}

fn thousandths(quality: f32) -> u32 {
    // At most 1000, never negative: the loop above keeps only positive qualities, and the specification allows three decimals.
    (0..=1000).rev().find(|step| f64::from(*step) <= f64::from(quality.min(1.0)) * 1000.0 + 1e-3).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(accept: &str) -> Vec<Media> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, accept.parse().unwrap());
        acceptable(&headers)
    }

    #[test]
    fn quality_and_order_decide() {
        assert_eq!(of("application/json;q=0.5, application/graphql-response+json"), [Media::GraphqlResponse, Media::Json]);
        assert_eq!(of("application/json, application/graphql-response+json"), [Media::Json, Media::GraphqlResponse]);
        assert_eq!(of("*/*"), [Media::Json]);
        assert_eq!(of("text/event-stream"), [Media::EventStream]);
        assert_eq!(of("image/png"), []);
        assert_eq!(of("application/json;q=0"), []);
        assert_eq!(acceptable(&HeaderMap::new()), [Media::Json]);
    }
}
