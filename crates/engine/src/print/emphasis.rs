//! Emphasis marks of Fountain as runs of style: `*italic*`, `**bold**`, `***both***`, `_underline_`, backslash escapes. Owns the rule that a mark opens
//! before a letter and closes behind one, never over a line break.

use crate::text::Span;

/// Style of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Style {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) underline: bool,
}

impl Style {
    /// The `Style` attribute of FDX; `None` for plain text.
    pub(super) fn fdx(self) -> Option<String> {
        let names = [(self.bold, "Bold"), (self.italic, "Italic"), (self.underline, "Underline")];
        let names: Vec<&str> = names.into_iter().filter(|(set, _)| *set).map(|(_, name)| name).collect();
        (!names.is_empty()).then(|| names.join("+"))
    }
}

/// The four marks, the longest first.
const MARKS: [(&str, Style); 4] = [
    ("***", Style { bold: true, italic: true, underline: false }),
    ("**", Style { bold: true, italic: false, underline: false }),
    ("*", Style { bold: false, italic: true, underline: false }),
    ("_", Style { bold: false, italic: false, underline: true }),
];

/// The runs of one part of the text; marks and the backslashes of escapes are left out.
pub(super) fn runs(text: &str, part: Span) -> Vec<(Span, Style)> {
    let mut runs: Vec<(Span, Style)> = Vec::new();
    let mut start = part.start;
    for line in part.of(text).split_inclusive('\n') {
        line_runs(text, Span::new(start, start + line.len()), &mut runs);
        start += line.len();
    }
    runs
}

/// A mark that has been matched: where it stands, how long it is, and what it turns on or off.
struct Mark {
    at: usize,
    length: usize,
    style: Style,
}

fn line_runs(text: &str, line: Span, runs: &mut Vec<(Span, Style)>) {
    let marks = matched(line.of(text));
    let mut style = Style::default();
    let mut from = line.start;
    for mark in marks {
        push(runs, Span::new(from, line.start + mark.at), style);
        style.bold ^= mark.style.bold;
        style.italic ^= mark.style.italic;
        style.underline ^= mark.style.underline;
        from = line.start + mark.at + mark.length;
    }
    push(runs, Span::new(from, line.end), style);
}

fn push(runs: &mut Vec<(Span, Style)>, span: Span, style: Style) {
    if span.is_empty() {
        return;
    }
    match runs.last_mut().filter(|(last, before)| last.end == span.start && *before == style) {
        Some((last, _)) => last.end = span.end,
        None => runs.push((span, style)),
    }
}

/// The matched marks of a line and its escapes, in order.
fn matched(line: &str) -> Vec<Mark> {
    let mut open: [Option<usize>; 4] = [None; 4];
    let mut marks: Vec<Mark> = Vec::new();
    let mut at = 0;
    let mut before = ' ';
    while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(c) = rest.chars().next() else { break };
        if c == '\\' && rest.get(1..).is_some_and(|next| next.starts_with(['*', '_', '\\', '[', '~', '!', '@', '>', '#', '='])) {
            marks.push(Mark { at, length: 1, style: Style::default() });
            before = 'x';
            at += 2;
            continue;
        }
        let found = MARKS.iter().enumerate().find(|(_, (mark, _))| rest.starts_with(mark));
        let Some((kind, (mark, style))) = found else {
            before = c;
            at += c.len_utf8();
            continue;
        };
        let after = rest.get(mark.len()..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        match open.get_mut(kind) {
            Some(slot @ Some(_)) if !before.is_whitespace() => {
                if let Some(opened) = slot.take() {
                    marks.push(Mark { at: opened, length: mark.len(), style: *style });
                    marks.push(Mark { at, length: mark.len(), style: *style });
                }
            }
            Some(slot @ None) if !after.is_whitespace() && !before.is_alphanumeric() => *slot = Some(at),
            _ => {}
        }
        before = '*';
        at += mark.len();
    }
    marks.sort_by_key(|mark| mark.at);
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> String {
        let mark = |style: Style| match style.fdx() {
            Some(name) => format!("<{name}>"),
            None => String::new(),
        };
        runs(line, Span::new(0, line.len())).into_iter().map(|(span, style)| format!("{}{}|", mark(style), span.of(line))).collect()
    }

    #[test]
    fn marks_open_before_a_letter_and_close_behind_one() {
        assert_eq!(shown("a *b* **c** ***d*** _e_"), "a |<Italic>b| |<Bold>c| |<Bold+Italic>d| |<Underline>e|");
        assert_eq!(shown("_the *Leupold 4* scope_."), "<Underline>the |<Italic+Underline>Leupold 4|<Underline> scope|.|");
        assert_eq!(shown("dial *69 and *23, then"), "dial *69 and *23, then|");
        assert_eq!(shown("code **\\*97\\***"), "code |<Bold>*97|<Bold>*|");
        assert_eq!(shown("_69 and 23 _, then"), "_69 and 23 _, then|");
        assert_eq!(shown("dial *69 and 23*, then"), "dial |<Italic>69 and 23|, then|");
        assert_eq!(shown("dial *69 and 23\\*, then"), "dial *69 and 23|*, then|");
        assert_eq!(shown("_all **bold** in_ it"), "<Underline>all |<Bold+Underline>bold|<Underline> in| it|");
        assert_eq!(shown("*open\nclose*"), "*open\nclose*|");
        assert_eq!(shown("snake_case_name 2*3*4"), "snake_case_name 2*3*4|");
    }
}
