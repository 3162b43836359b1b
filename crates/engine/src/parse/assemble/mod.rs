//! From the element stream of any format to the screenplay: scenes, speeches, characters, lengths, the technical read. Owns the order of
//! these steps; each step has its own file.

mod carry;
mod eighths;
mod identity;
mod presence;
mod scenes;
mod speeches;

use std::collections::BTreeMap;

use super::{Format, ParsedScript, cast, technical};
use crate::language::Language;
use crate::screenplay::{Line, Screenplay, story_day};

/// Builds the screenplay.
pub(super) fn assemble(parsed: ParsedScript, format: Format) -> Screenplay {
    let mut drafts = scenes::cut(&parsed);
    carry::carry(&mut drafts);
    let cast = cast::collect(&parsed);
    let mut scenes: Vec<_> = drafts.into_iter().map(|draft| draft.scene).collect();
    for scene in &mut scenes {
        scene.speeches = speeches::gather(&parsed, scene, &cast);
    }
    presence::fill(&parsed, &mut scenes, &cast);
    let language = Language::of(&parsed.text);
    let pages = eighths::measure(&parsed, &mut scenes, language);
    let characters = cast.into_characters(&scenes);
    let mut screenplay = Screenplay {
        language,
        title: parsed.title,
        format,
        lines: parsed.lines.iter().map(|line| Line { span: line.span, kind: line.kind }).collect(),
        scenes,
        characters,
        diagnostics: parsed.diagnostics,
        pages,
        page_method: parsed.page_method,
        imported: parsed.imported,
        text: parsed.text,
    };
    story_day::fill(&mut screenplay, &BTreeMap::new());
    technical::read(&mut screenplay);
    screenplay
}
