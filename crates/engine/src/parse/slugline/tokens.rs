//! Cutting heading lines into words. Owns the breaks between words (gap, dash, slash, line …), no meaning.

use crate::language::is_arabic_letter;
use crate::text::{Span, fold_key, is_hidden};

/// What stands before a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// One or a few blanks.
    Space,
    /// A hyphen between Latin letters without blanks (`X-WING`).
    Hyphen,
    /// A full stop.
    Dot,
    /// A comma or semicolon.
    Comma,
    /// A slash with blanks around it between Latin words.
    WideSlash,
    /// A slash.
    Slash,
    /// A colon.
    Colon,
    /// A dash, a vertical bar, or a hyphen in Arabic.
    Dash,
    /// A tab or four blanks and more: the columns of a heading.
    Gap,
    /// The start of a heading line.
    Line,
}

impl Break {
    /// Whether the break always ends a segment.
    pub(super) fn is_strong(self) -> bool {
        self >= Self::Slash
    }
}

/// One word of a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Where, brackets included.
    pub(super) span: Span,
    /// Folded word; for an aside its folded content.
    pub(super) key: String,
    /// What stands before it.
    pub(super) before: Break,
    /// A bracketed remark, kept as one word.
    pub(super) aside: bool,
    /// Between two `#`: a forced scene number.
    pub(super) forced_number: bool,
}

/// Cuts the lines into words.
pub(super) fn cut(text: &str, lines: &[Span]) -> Vec<Token> {
    let mut tokens = Vec::new();
    for line in lines {
        Cutter { text, line: *line, before: Break::Line, blanks: 0, behind_arabic: false, tokens: &mut tokens }.run();
    }
    tokens
}

struct Cutter<'a> {
    text: &'a str,
    line: Span,
    before: Break,
    blanks: usize,
    behind_arabic: bool,
    tokens: &'a mut Vec<Token>,
}

impl Cutter<'_> {
    fn run(&mut self) {
        let content = self.line.of(self.text);
        let mut rest = content.char_indices().peekable();
        let mut word: Option<usize> = None;
        let mut skip_to = 0;
        let mut previous = ' ';
        while let Some((at, c)) = rest.next() {
            if at < skip_to {
                continue;
            }
            let next = rest.peek().map_or(' ', |(_, next)| *next);
            if let Some(end) = enclosure(content, at, c) {
                self.end_word(&mut word, at);
                self.push_enclosed(at, end, c);
                skip_to = end;
                previous = ' ';
                continue;
            }
            match break_of(c, previous, next, self.behind_arabic) {
                None if is_hidden(c) || c == '*' || c == '#' => {}
                None => {
                    word.get_or_insert(at);
                }
                Some(found) => {
                    self.end_word(&mut word, at);
                    self.note_break(found, c);
                }
            }
            previous = c;
            if c.is_alphabetic() {
                self.behind_arabic = is_arabic_letter(c);
            }
        }
        self.end_word(&mut word, content.len());
    }

    fn note_break(&mut self, found: Break, c: char) {
        if c == '\t' {
            self.before = self.before.max(Break::Gap);
        } else if found == Break::Space {
            self.blanks += 1;
            if self.blanks >= 4 {
                self.before = self.before.max(Break::Gap);
            }
        } else {
            self.before = self.before.max(found);
        }
    }

    fn end_word(&mut self, word: &mut Option<usize>, end: usize) {
        if let Some(start) = word.take() {
            let span = Span::new(self.line.start + start, self.line.start + end);
            let key = fold_key(span.of(self.text).trim_matches(is_quote));
            self.push(span, key, false, false);
        }
    }

    fn push_enclosed(&mut self, start: usize, end: usize, open: char) {
        let span = Span::new(self.line.start + start, self.line.start + end);
        let inside = span.of(self.text).trim_matches(|c: char| "()[]{}#".contains(c) || c.is_whitespace());
        let key = fold_key(inside);
        let numbered = open == '#' && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | ' '));
        self.push(span, key, !numbered, numbered);
    }

    fn push(&mut self, span: Span, key: String, aside: bool, forced_number: bool) {
        if !key.is_empty() {
            self.tokens.push(Token { span, key, before: self.before, aside, forced_number });
            self.before = Break::Space;
        }
        self.blanks = 0;
    }
}

/// End of a bracketed remark or of a `#…#` number that opens here. A `#` with a letter or digit behind it opens the next one (`#tag #tag`).
fn enclosure(content: &str, at: usize, c: char) -> Option<usize> {
    let close = match c {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '#' => '#',
        _ => return None,
    };
    let inside = content.get(at + c.len_utf8()..)?;
    let end = inside.find(close)?;
    let opens_another = c == '#' && inside.get(end + 1..).is_some_and(|behind| behind.starts_with(char::is_alphanumeric));
    (!opens_another).then_some(at + c.len_utf8() + end + close.len_utf8())
}

fn break_of(c: char, previous: char, next: char, behind_arabic: bool) -> Option<Break> {
    let latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, '\'' | '’' | '"' | '.');
    match c {
        '-' | '‐' | '‑' if latin(previous) && latin(next) => Some(Break::Hyphen),
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '_' | '|' | '•' | '·' => Some(Break::Dash),
        '/' | '\\' if previous == ' ' && next.is_ascii() && !behind_arabic => Some(Break::WideSlash),
        '/' | '\\' => Some(Break::Slash),
        ':' if previous.is_ascii_digit() && next.is_ascii_digit() => None,
        ':' | '：' => Some(Break::Colon),
        ',' | '،' | ';' | '؛' => Some(Break::Comma),
        '.' | '…' => Some(Break::Dot),
        c if c.is_whitespace() => Some(Break::Space),
        _ => None,
    }
}

/// Quotation marks around a word do not count when it is compared.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '«' | '»' | '\'' | '’' | '‘' | '?' | '!' | '؟')
}
