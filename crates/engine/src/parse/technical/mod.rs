//! The technical read: notes about the form of the script, each with what to do. Owns the list of checks and their order; every check has
//! its own file.

use crate::screenplay::{Diagnostic, Screenplay};

/// One check of the technical read.
type Check = fn(&Screenplay, &mut Vec<Diagnostic>);

/// All checks.
const CHECKS: &[Check] = &[];

/// Runs all checks; notes are ordered by place and code.
pub(super) fn read(screenplay: &mut Screenplay) {
    let mut notes = std::mem::take(&mut screenplay.diagnostics);
    for check in CHECKS {
        check(screenplay, &mut notes);
    }
    notes.sort_by_key(|note| (note.span, note.code));
    screenplay.diagnostics = notes;
}
