//! What a run computes: reading and the documents of its components. Owns the call into the engine; the runner owns everything around it,
//! so that tests and benchmarks run it with other analysts.

use mashhad_engine::screenplay::Screenplay;
use mashhad_engine::screenplay::document::ScreenplayDocument;
use mashhad_engine::{AnalyzeError, Cancel, Component, Input, Options, Progress, Refusal, analyze_screenplay, parse_input};

use crate::storage::{DocumentKind, RunFile};

/// Computes documents. Both methods cost CPU and are called on a blocking thread inside the runner's pool.
pub trait Analyst: Send + Sync + 'static {
    /// Version that stamps the documents.
    fn version(&self) -> &str;

    /// Reads the file.
    ///
    /// # Errors
    /// The file is refused.
    fn read(&self, file: &RunFile, options: &Options, progress: &dyn Progress) -> Result<Screenplay, Refusal>;

    /// The JSON of one document.
    ///
    /// # Errors
    /// Cancelled.
    fn document(
        &self,
        screenplay: &Screenplay,
        kind: DocumentKind,
        options: &Options,
        progress: &dyn Progress,
        cancel: &Cancel,
    ) -> Result<String, AnalyzeError>;
}

/// The engine.
#[derive(Debug, Clone, Copy, Default)]
pub struct EngineAnalyst;

impl Analyst for EngineAnalyst {
    fn version(&self) -> &str {
        mashhad_engine::ENGINE_VERSION
    }

    fn read(&self, file: &RunFile, options: &Options, progress: &dyn Progress) -> Result<Screenplay, Refusal> {
        let format = serde_json::from_value(serde_json::Value::String(file.forced_format.clone())).ok();
        parse_input(&Input { bytes: &file.bytes, name: file.file_name.as_deref(), format }, options, progress)
    }

    fn document(
        &self,
        screenplay: &Screenplay,
        kind: DocumentKind,
        options: &Options,
        progress: &dyn Progress,
        cancel: &Cancel,
    ) -> Result<String, AnalyzeError> {
        let component = match kind {
            DocumentKind::Screenplay => return Ok(screenplay_json(screenplay)),
            DocumentKind::Breakdown => Component::Breakdown,
            DocumentKind::Salience => Component::Salience,
            DocumentKind::Continuity => Component::Continuity,
        };
        let mut options = options.clone();
        options.components = [component].into();
        let analysis = analyze_screenplay(screenplay, &options, progress, cancel)?;
        Ok(match component {
            Component::Breakdown => json(&analysis.breakdown),
            Component::Salience => json(&analysis.salience),
            Component::Continuity => json(&analysis.continuity),
        })
    }
}

/// The JSON of a screenplay's document, with its text.
pub(super) fn screenplay_json(screenplay: &Screenplay) -> String {
    json(&ScreenplayDocument::new(screenplay, true))
}

/// Documents consist of texts, numbers and lists, which always serialise.
fn json<T: serde::Serialize>(document: &T) -> String {
    serde_json::to_string(document).unwrap_or_default()
}
