//! Intake of screenplays: hashing, reading by the engine, headline facts. Owns no storage; what comes out is stored as it is.

use mashhad_engine::screenplay::document::ScreenplayDocument;
use mashhad_engine::{Format, Input, Options, Silent, parse_input};

use crate::ids::ScreenplayId;
use crate::storage::{NewScreenplay, ReadFacts, Reading};

/// A file that somebody hands in.
#[derive(Debug, Clone)]
pub struct Intake {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its name.
    pub file_name: Option<String>,
    /// The format, where the caller knows better than detection.
    pub forced_format: Option<Format>,
    /// Title, where the caller gives one.
    pub title: Option<String>,
    /// The draft it follows.
    pub previous: Option<ScreenplayId>,
}

/// Reads a file. Costs CPU: runs on a blocking thread.
#[must_use]
pub(crate) fn read(intake: Intake) -> NewScreenplay {
    let input = Input { bytes: &intake.bytes, name: intake.file_name.as_deref(), format: intake.forced_format };
    let (reading, document, own_title) = match parse_input(&input, &Options::default(), &Silent) {
        Ok(screenplay) => {
            let document = ScreenplayDocument::new(&screenplay, true);
            let facts = ReadFacts {
                format: document.format,
                language: document.language,
                length: i64::from(document.length),
                eighths: i64::from(document.pages.eighths.0),
                scenes: i64::try_from(document.scenes.len()).unwrap_or(i64::MAX),
            };
            let title = document.title.clone();
            (Reading::Read(facts), serde_json::to_string(&document).ok(), title)
        }
        Err(refusal) => (Reading::Refused(refusal), None, None),
    };
    let title = [intake.title, own_title, intake.file_name.as_deref().map(stem)]
        .into_iter()
        .flatten()
        .map(|title| title.trim().to_owned())
        .find(|title| !title.is_empty())
        .unwrap_or_else(|| "—".to_owned());
    NewScreenplay {
        bytes: intake.bytes,
        title,
        file_name: intake.file_name,
        forced_format: intake.forced_format,
        previous: intake.previous,
        reading,
        document,
    }
}

/// The file's name without folder and ending.
fn stem(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}
