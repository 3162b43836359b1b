//! Keys by content: what makes two submissions the same work and two results the same document. Everything that can change the
//! answer is part of a key; nothing else is.

use mashhad_engine::{Component, Options};

use super::JobKind;
use crate::hash::sha256_hex_parts;
use crate::storage::DocumentKind;

/// What is read: the bytes and the format that the caller forced.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Content<'a> {
    /// SHA-256 of the bytes.
    pub(crate) hash: &'a str,
    /// Name of the forced format; empty when it is detected.
    pub(crate) forced_format: &'a str,
}

/// Key of a job: equal keys of one owner are the same work.
pub(crate) fn work_key(kind: JobKind, content: Content<'_>, options: &Options, engine_version: &str) -> String {
    let options = canonical(options);
    sha256_hex_parts([
        kind.as_str().as_bytes(),
        content.hash.as_bytes(),
        content.forced_format.as_bytes(),
        options.as_bytes(),
        engine_version.as_bytes(),
    ])
}

/// Key of a document: it depends on the options of its own component and on what the reading of the script depends on.
pub(crate) fn document_key(kind: DocumentKind, content: Content<'_>, options: &Options, engine_version: &str) -> String {
    let mut relevant = Options { language: options.language, story_days: options.story_days.clone(), ..Options::default() };
    relevant.components.clear();
    match kind {
        DocumentKind::Screenplay => {}
        DocumentKind::Breakdown => relevant.breakdown = options.breakdown.clone(),
        DocumentKind::Salience => relevant.salience = options.salience.clone(),
        DocumentKind::Continuity => relevant.continuity = options.continuity.clone(),
    }
    let relevant = canonical(&relevant);
    let name = format!("{kind:?}");
    sha256_hex_parts([
        name.as_bytes(),
        content.hash.as_bytes(),
        content.forced_format.as_bytes(),
        relevant.as_bytes(),
        engine_version.as_bytes(),
    ])
}

/// Documents that a kind of job produces, in the order of its components, the screenplay first.
pub(crate) fn documents_of(kind: JobKind) -> impl Iterator<Item = DocumentKind> {
    let components: &'static [Component] = kind.spec().components;
    std::iter::once(DocumentKind::Screenplay).chain(components.iter().map(|component| DocumentKind::from(*component)))
}

/// Options hold ordered maps and sets only, so their JSON is the same for the same options.
fn canonical(options: &Options) -> String {
    serde_json::to_string(options).unwrap_or_default()
}

/// Rank of an engine version, so that an older worker leaves the jobs of a newer release alone: `major · 10¹² + minor · 10⁶ + patch`.
pub(crate) fn engine_rank(version: &str) -> i64 {
    version
        .split(['-', '+'])
        .next()
        .unwrap_or_default()
        .split('.')
        .take(3)
        .fold((1_000_000_000_000_i64, 0), |(unit, sum), part| {
            (unit / 1_000_000, sum + unit.saturating_mul(part.parse::<i64>().unwrap_or(0).min(999_999)))
        })
        .1
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: Content<'_> = Content { hash: "h", forced_format: "" };

    #[test]
    fn a_document_does_not_depend_on_the_options_of_other_components() {
        let plain = Options::default();
        let mut weighted = Options::default();
        weighted.salience.criteria.insert("plotAdvancement".to_owned(), 0.9);
        let key = |kind, options| document_key(kind, SCRIPT, options, "1.0.0");
        assert_eq!(key(DocumentKind::Breakdown, &plain), key(DocumentKind::Breakdown, &weighted));
        assert_ne!(key(DocumentKind::Salience, &plain), key(DocumentKind::Salience, &weighted));
        assert_ne!(key(DocumentKind::Breakdown, &plain), key(DocumentKind::Salience, &plain));
    }

    #[test]
    fn everything_that_changes_the_answer_changes_the_key() {
        let options = Options::default();
        let mut days = Options::default();
        days.story_days.insert(1, 2);
        let base = work_key(JobKind::Full, SCRIPT, &options, "1.0.0");
        assert_ne!(base, work_key(JobKind::Breakdown, SCRIPT, &options, "1.0.0"));
        assert_ne!(base, work_key(JobKind::Full, SCRIPT, &options, "1.0.1"));
        assert_ne!(base, work_key(JobKind::Full, SCRIPT, &days, "1.0.0"));
        assert_ne!(base, work_key(JobKind::Full, Content { forced_format: "PDF", ..SCRIPT }, &options, "1.0.0"));
    }

    #[test]
    fn versions_are_ranked_by_their_numbers() {
        assert!(engine_rank("0.10.0") > engine_rank("0.9.9"));
        assert!(engine_rank("1.0.0") > engine_rank("0.999999.999999"));
        assert_eq!(engine_rank("1.2.3-rc.1"), engine_rank("1.2.3"));
    }
}
