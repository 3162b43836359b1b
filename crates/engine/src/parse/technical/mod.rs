//! The technical read: notes about the form of the script, each with what to do. Owns the list of checks and their order; every check has
//! its own file. Adding a check costs its file and a line in [`CHECKS`].

mod damaged_text;
mod empty_scene;
mod heading_parts;
mod name_spelling;
mod orphan_speech;
mod place_spelling;
mod scene_numbers;
mod suspicious_lines;

use crate::language::Bilingual;
use crate::screenplay::{Diagnostic, Screenplay, Severity};
use crate::text::Span;

/// One check of the technical read.
type Check = fn(&Screenplay, &mut Vec<Diagnostic>);

/// All checks.
const CHECKS: &[Check] = &[
    scene_numbers::check,
    heading_parts::check,
    empty_scene::check,
    orphan_speech::check,
    name_spelling::check,
    place_spelling::check,
    damaged_text::check,
    suspicious_lines::check,
];

/// Runs all checks; notes are ordered by place and code.
pub(super) fn read(screenplay: &mut Screenplay) {
    let mut notes = std::mem::take(&mut screenplay.diagnostics);
    for check in CHECKS {
        check(screenplay, &mut notes);
    }
    notes.sort_by_key(|note| (note.span, note.code));
    screenplay.diagnostics = notes;
}

/// A note with its message in both languages.
fn note(code: &'static str, severity: Severity, span: Span, ar: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic { code, severity, span, message: Bilingual::new(ar, en) }
}
