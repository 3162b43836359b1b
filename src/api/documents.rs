//! Which documents are executed: any, any with automatic persisted queries (APQ), or only those of a manifest. Owns finding the text of a
//! document by its id; limits on the text are `guard`'s.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::execute::{Parameters, RequestError};
use super::guard::LIMITS;

/// Most documents that clients may have stored.
const MAX_STORED: usize = 1_000;
/// Most bytes of them.
const MAX_STORED_BYTES: usize = 8 * 1024 * 1024;

/// Which documents are executed.
#[derive(Debug, Clone)]
pub enum Documents {
    /// Any; there are no persisted documents.
    Any,
    /// Any; clients may store theirs under its SHA-256 and send the hash from then on.
    Automatic(Arc<Mutex<Stored>>),
    /// Only those of the manifest, by id or by their exact text.
    Trusted(Arc<BTreeMap<String, String>>),
}

/// Documents that clients stored, the longest unused given up first.
#[derive(Debug, Default)]
pub struct Stored {
    by_hash: BTreeMap<String, (String, u64)>,
    bytes: usize,
    uses: u64,
}

impl Stored {
    fn get(&mut self, hash: &str) -> Option<String> {
        self.uses += 1;
        let (text, used) = self.by_hash.get_mut(hash)?;
        *used = self.uses;
        Some(text.clone())
    }

    fn put(&mut self, hash: &str, text: &str) {
        self.uses += 1;
        if self.by_hash.insert(hash.to_owned(), (text.to_owned(), self.uses)).is_none() {
            self.bytes += text.len();
        }
        while self.bytes > MAX_STORED_BYTES || self.by_hash.len() > MAX_STORED {
            let oldest = self.by_hash.iter().min_by_key(|(_, (_, used))| *used).map(|(hash, _)| hash.clone());
            let Some((text, _)) = oldest.and_then(|hash| self.by_hash.remove(&hash)) else { return };
            self.bytes -= text.len();
        }
    }
}

/// Why a manifest cannot be used.
#[derive(Debug, Error)]
pub enum ManifestError {
    /// The file cannot be read.
    #[error("cannot read the manifest {path}")]
    Unreadable {
        /// Which file.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// Neither an Apollo manifest nor an object of texts by id.
    #[error("{path} is no manifest of documents")]
    Malformed {
        /// Which file.
        path: String,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// An id is no text of 1 to 200 characters, or a document is larger than the limit.
    #[error("{path}: the document `{id}` has no usable id or is too large")]
    Document {
        /// Which file.
        path: String,
        /// Which document.
        id: String,
    },
}

/// `apollo-persisted-query-manifest` version 1, or an object of texts by id.
#[derive(Deserialize)]
#[serde(untagged)]
enum Manifest {
    Apollo { operations: Vec<ManifestOperation> },
    Plain(BTreeMap<String, String>),
}

#[derive(Deserialize)]
struct ManifestOperation {
    id: String,
    body: String,
}

impl Documents {
    /// Clients may store their documents.
    #[must_use]
    pub fn automatic() -> Self {
        Self::Automatic(Arc::default())
    }

    /// Only the documents of a manifest file.
    ///
    /// # Errors
    /// A file that cannot be read or is no manifest.
    pub fn trusted(path: &Path) -> Result<Self, ManifestError> {
        let shown = || path.display().to_string();
        let text = std::fs::read(path).map_err(|source| ManifestError::Unreadable { path: shown(), source })?;
        let manifest = serde_json::from_slice(&text).map_err(|source| ManifestError::Malformed { path: shown(), source })?;
        let documents: BTreeMap<String, String> = match manifest {
            Manifest::Apollo { operations } => operations.into_iter().map(|operation| (operation.id, operation.body)).collect(),
            Manifest::Plain(documents) => documents,
        };
        let usable = |id: &str, text: &str| (1..=200).contains(&id.len()) && text.len() <= LIMITS.bytes;
        match documents.iter().find(|(id, text)| !usable(id, text)) {
            Some((id, _)) => Err(ManifestError::Document { path: shown(), id: id.clone() }),
            None => Ok(Self::Trusted(Arc::new(documents))),
        }
    }

    /// The text to execute.
    ///
    /// # Errors
    /// No text, an unknown id, a hash of another text, or a text that is not trusted.
    pub fn text(&self, parameters: &Parameters) -> Result<String, RequestError> {
        let query = parameters.query.as_deref().filter(|query| !query.trim().is_empty());
        match self {
            Self::Any => match (query, parameters.persisted_id()) {
                (Some(query), _) => Ok(query.to_owned()),
                (None, Some(_)) => Err(RequestError::new("PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported")),
                (None, None) => Err(missing()),
            },
            Self::Automatic(stored) => automatic(stored, query, parameters.persisted_id()),
            Self::Trusted(documents) => trusted(documents, query, parameters.persisted_id()),
        }
    }
}

fn automatic(stored: &Mutex<Stored>, query: Option<&str>, hash: Option<&str>) -> Result<String, RequestError> {
    let mut stored = stored.lock().unwrap_or_else(PoisonError::into_inner);
    match (query, hash) {
        (Some(query), None) => Ok(query.to_owned()),
        (Some(query), Some(hash)) if query.len() <= LIMITS.bytes => {
            if sha256(query) != hash.to_ascii_lowercase() {
                return Err(RequestError::new("BAD_REQUEST", "the hash is not the SHA-256 of the document"));
            }
            stored.put(hash, query);
            Ok(query.to_owned())
        }
        // Too large: the guard says so.
        (Some(query), Some(_)) => Ok(query.to_owned()),
        (None, Some(hash)) => stored.get(hash).ok_or_else(|| RequestError::new("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")),
        (None, None) => Err(missing()),
    }
}

fn trusted(documents: &BTreeMap<String, String>, query: Option<&str>, id: Option<&str>) -> Result<String, RequestError> {
    let not_trusted = || RequestError::new("DOCUMENT_NOT_TRUSTED", "this server executes the documents of its manifest only");
    match (query, id) {
        (None, None) => Err(missing()),
        (None, Some(id)) => documents.get(id).cloned().ok_or_else(not_trusted),
        (Some(query), Some(id)) => documents.get(id).filter(|text| *text == query).cloned().ok_or_else(not_trusted),
        (Some(query), None) => documents.values().find(|text| *text == query).cloned().ok_or_else(not_trusted),
    }
}

fn missing() -> RequestError {
    RequestError::new("BAD_REQUEST", "the parameter `query` is missing")
}

fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn ask(documents: &Documents, body: serde_json::Value) -> Result<String, &'static str> {
        documents.text(&serde_json::from_value(body).unwrap()).map_err(|error| error.code)
    }

    fn by_hash(hash: &str) -> serde_json::Value {
        json!({ "extensions": { "persistedQuery": { "version": 1, "sha256Hash": hash } } })
    }

    #[test]
    fn a_hash_without_a_text_is_told_apart_by_mode() {
        assert_eq!(ask(&Documents::Any, by_hash("x")), Err("PERSISTED_QUERY_NOT_SUPPORTED"));
        assert_eq!(ask(&Documents::automatic(), by_hash("x")), Err("PERSISTED_QUERY_NOT_FOUND"));
        assert_eq!(ask(&Documents::Trusted(Arc::default()), by_hash("x")), Err("DOCUMENT_NOT_TRUSTED"));
    }

    #[test]
    fn clients_store_documents_under_their_own_hash_only() {
        let documents = Documents::automatic();
        let mut store = by_hash(&sha256("{ a }"));
        store["query"] = json!("{ b }");
        assert_eq!(ask(&documents, store.clone()), Err("BAD_REQUEST"));
        store["query"] = json!("{ a }");
        assert_eq!(ask(&documents, store), Ok("{ a }".to_owned()));
        assert_eq!(ask(&documents, by_hash(&sha256("{ a }"))), Ok("{ a }".to_owned()));
    }

    #[test]
    fn what_clients_store_is_bounded() {
        let mut stored = Stored::default();
        for n in 0..(MAX_STORED + 50) {
            stored.put(&n.to_string(), &"x".repeat(20_000));
        }
        assert!(stored.by_hash.len() <= MAX_STORED && stored.bytes <= MAX_STORED_BYTES);
        assert_eq!(stored.bytes, stored.by_hash.values().map(|(text, _)| text.len()).sum::<usize>());
        assert!(stored.get("0").is_none() && stored.get(&(MAX_STORED + 49).to_string()).is_some());
    }

    #[test]
    fn a_manifest_decides_what_is_trusted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("manifest.json");
        let apollo = json!({ "format": "apollo-persisted-query-manifest", "version": 1,
            "operations": [{ "id": "one", "name": "A", "type": "query", "body": "query A { a }" }] });
        for manifest in [apollo, json!({ "one": "query A { a }" })] {
            std::fs::write(&path, manifest.to_string()).unwrap();
            let documents = Documents::trusted(&path).unwrap();
            for good in [json!({ "documentId": "one" }), by_hash("one"), json!({ "query": "query A { a }" })] {
                assert_eq!(ask(&documents, good), Ok("query A { a }".to_owned()));
            }
            for bad in [json!({ "documentId": "two" }), json!({ "query": "{ b }" }), json!({ "query": "{ b }", "documentId": "one" })] {
                assert_eq!(ask(&documents, bad), Err("DOCUMENT_NOT_TRUSTED"));
            }
        }
        std::fs::write(&path, "[]").unwrap();
        assert!(matches!(Documents::trusted(&path), Err(ManifestError::Malformed { .. })));
    }
}
