//! The lines of a Fountain file and what of each is visible: notes `[[ ]]` and boneyards `/* */` are found here. Owns no line type.

use crate::language::Bilingual;
use crate::screenplay::{Diagnostic, Severity};
use crate::text::{LineIndex, Span};

/// What a line is before any rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// Nothing, or white space; two spaces or more keep a speech going.
    Blank {
        /// Whether it has two spaces or more.
        kept: bool,
    },
    /// Only note or boneyard.
    Hidden,
    /// Words; the span is what is left without notes and boneyards at both ends.
    Words(Span),
}

/// One line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SourceLine {
    /// Without surrounding white space; empty for blank lines.
    pub(super) span: Span,
    /// What it holds.
    pub(super) content: Content,
    /// White space stands behind the last letter.
    pub(super) trailing_space: bool,
    /// Begins with three spaces or more, or a tab.
    pub(super) indented: bool,
}

/// Cuts the text into lines; unclosed marks become diagnostics.
pub(super) fn lines(text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<SourceLine> {
    let index = LineIndex::new(text);
    let hidden = hidden(text, &index, diagnostics);
    let mut next = 0;
    index
        .lines()
        .map(|line| {
            while hidden.get(next).is_some_and(|region| region.end <= line.start) {
                next += 1;
            }
            source_line(text, line, hidden.get(next..).unwrap_or_default())
        })
        .collect()
}

fn source_line(text: &str, line: Span, hidden: &[Span]) -> SourceLine {
    let raw = line.of(text);
    let span = line.trimmed(text);
    let content = if !span.is_empty() {
        visible(text, span, hidden).map_or(Content::Hidden, Content::Words)
    } else if hidden.first().is_some_and(|region| region.start < line.start) {
        Content::Hidden
    } else {
        Content::Blank { kept: raw.chars().count() >= 2 }
    };
    SourceLine { span, content, trailing_space: span.end < line.end, indented: raw.starts_with("   ") || raw.starts_with('\t') }
}

/// The line without hidden regions at its ends; `None` when nothing is left.
fn visible(text: &str, line: Span, hidden: &[Span]) -> Option<Span> {
    let mut core = line;
    let inside: Vec<Span> = hidden.iter().take_while(|region| region.start < line.end).copied().collect();
    for region in &inside {
        if region.start <= core.start {
            core = Span::new(region.end.clamp(core.start, core.end), core.end).trimmed(text);
        }
    }
    for region in inside.iter().rev() {
        if region.end >= core.end && region.start < core.end {
            core = Span::new(core.start, region.start.max(core.start)).trimmed(text);
        }
    }
    (!core.is_empty()).then_some(core)
}

/// Notes and boneyards in order, none inside another.
pub(super) fn hidden_regions(text: &str) -> Vec<Span> {
    hidden(text, &LineIndex::new(text), &mut Vec::new())
}

fn hidden(text: &str, index: &LineIndex, diagnostics: &mut Vec<Diagnostic>) -> Vec<Span> {
    let boneyards = boneyards(text, diagnostics);
    let mut regions = notes(text, index, &boneyards, diagnostics);
    regions.extend(boneyards);
    regions.sort_unstable();
    regions.dedup_by(|later, earlier| {
        later.start < earlier.end && {
            earlier.end = earlier.end.max(later.end);
            true
        }
    });
    regions
}

/// Boneyards may be nested when the marks are balanced; an open mark too many ends at the first closing mark.
fn boneyards(text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Span> {
    let marks: Vec<(usize, bool)> = text
        .match_indices(['/', '*'])
        .filter_map(|(at, _)| match text.get(at..at + 2) {
            Some("/*") => Some((at, true)),
            Some("*/") => Some((at, false)),
            _ => None,
        })
        .collect();
    let partner = partners(&marks);
    let mut regions: Vec<Span> = Vec::new();
    let mut end = 0;
    for (n, &(at, opens)) in marks.iter().enumerate() {
        if !opens || at < end {
            continue;
        }
        let first_close = || marks.iter().skip(n + 1).find(|(close, opens)| !opens && *close >= at + 2).map(|(close, _)| *close);
        match partner.get(n).copied().flatten().or_else(first_close) {
            Some(close) => {
                end = close + 2;
                regions.push(Span::new(at, end));
            }
            None => {
                diagnostics.push(note(
                    "FOUNTAIN_BONEYARD_OPEN",
                    Span::new(at, at + 2),
                    "فُتح قسم محذوف بالعلامة /* ولم يُغلق؛ أغلقه بالعلامة */ أو احذف العلامة.",
                    "A boneyard is opened with /* and never closed; close it with */ or delete the mark.",
                ));
                break;
            }
        }
    }
    regions
}

/// For each opening mark the place of the closing mark that balances it.
fn partners(marks: &[(usize, bool)]) -> Vec<Option<usize>> {
    let mut partner = vec![None; marks.len()];
    let mut open: Vec<usize> = Vec::new();
    let mut end_of_open = 0;
    for (n, &(at, opens)) in marks.iter().enumerate() {
        if opens {
            open.push(n);
            end_of_open = at + 2;
        } else if at >= end_of_open
            && let Some(slot) = open.pop().and_then(|opener| partner.get_mut(opener))
        {
            *slot = Some(at);
        }
    }
    partner
}

/// Notes may run over several lines, not over a blank line unless that line holds two spaces.
fn notes(text: &str, index: &LineIndex, boneyards: &[Span], diagnostics: &mut Vec<Diagnostic>) -> Vec<Span> {
    let mut regions = Vec::new();
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| rest.find("[[")).map(|at| at + from) {
        if let Some(boneyard) = boneyards.iter().find(|region| region.start <= open && open < region.end) {
            from = boneyard.end;
            continue;
        }
        let paragraph = paragraph_end(text, index, open);
        match text.get(open..paragraph).and_then(|inside| inside.find("]]")) {
            Some(close) => {
                from = open + close + 2;
                regions.push(Span::new(open, from));
            }
            None => {
                from = paragraph.max(open + 2);
                diagnostics.push(note(
                    "FOUNTAIN_NOTE_OPEN",
                    Span::new(open, open + 2),
                    "ملاحظة فُتحت بالعلامة [[ ولم تُغلق قبل السطر الفارغ؛ أغلقها بالعلامة ]] أو ضع مسافتين في السطر الفارغ.",
                    "A note is opened with [[ and not closed before the blank line; close it with ]] or put two spaces on the blank line.",
                ));
            }
        }
    }
    regions
}

fn paragraph_end(text: &str, index: &LineIndex, from: usize) -> usize {
    let first = index.line_of(from);
    (first..index.count())
        .filter_map(|line| index.line(line))
        .find(|line| line.of(text).trim().is_empty() && line.of(text).chars().count() < 2)
        .map_or(text.len(), |line| line.start)
}

/// A diagnostic of this reader.
pub(super) fn note(code: &'static str, span: Span, ar: &str, en: &str) -> Diagnostic {
    Diagnostic { code, severity: Severity::Warning, span, message: Bilingual::new(ar, en) }
}
