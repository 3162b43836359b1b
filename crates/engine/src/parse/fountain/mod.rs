//! Fountain 1.1, with Arabic Fountain beside it. Owns the walk over the lines: blank lines, speeches, what stands where. The look of a single line is
//! in `rules`, notes and boneyards are in `source`, the proof of names without capitals is in `names`. Source: fountain.io/syntax.

mod names;
pub(crate) mod rules;
mod source;
mod title_page;

use super::{Format, ParsedCue, ParsedHeading, ParsedLine, ParsedScript, Reader, cue, slugline};
use crate::refusal::Refusal;
use crate::screenplay::{Diagnostic, LineType, PageMethod};
use crate::text::{Span, decode};
use names::Names;
use source::{Content, SourceLine};

pub(crate) const READER: Reader = Reader { format: Format::Fountain, read };

fn read(bytes: &[u8]) -> Result<ParsedScript, Refusal> {
    Ok(read_text(decode(bytes)?.text))
}

/// Reads Fountain text.
pub(crate) fn read_text(text: String) -> ParsedScript {
    let mut diagnostics = Vec::new();
    let source = source::lines(&text, &mut diagnostics);
    let page = title_page::find(&text, &source);
    let names = Names::collect(&text, &source);
    let walk = Walk {
        text: &text,
        source: &source,
        names: &names,
        lines: Vec::new(),
        diagnostics,
        speech: None,
        speech_end: 0,
        apart: true,
        place_may_follow: false,
    };
    let (lines, diagnostics) = walk.run(page.first, page.end);
    let title = page.title;
    ParsedScript { text, title, lines, diagnostics, imported: Vec::new(), page_method: PageMethod::EstimatedLines }
}

/// Notes and boneyards of a Fountain text, in order.
pub(crate) fn hidden_regions(text: &str) -> Vec<Span> {
    source::hidden_regions(text)
}

/// Whether a line could be a name in a script without capitals.
pub(crate) fn may_be_caseless_name(words: &str) -> bool {
    names::is_caseless_name(words)
}

/// Whether a line has the form `Key: value` of a title page.
pub(crate) fn title_key(text: &str, line: Option<Span>) -> bool {
    line.is_some_and(|line| title_page::key_value(text, line).is_some())
}

/// Marks that only Fountain files have; anything less stays plain text.
pub(crate) fn looks_like(text: &str) -> bool {
    let mut marks = 0_usize;
    for (at, line) in text.lines().enumerate().take(4000) {
        let words = line.trim();
        let forced = rules::is_forced_heading(words) || (words.starts_with('@') && words.len() > 1) || rules::is_centered(words);
        let number = words.ends_with('#') && rules::split_number(words, Span::new(0, words.len())).1.is_some();
        let outline = words.starts_with("# ") || words.starts_with("## ") || words.starts_with("= ") || rules::is_page_break(words);
        let title = at < 3 && (words.starts_with("Title:") || words.starts_with("العنوان:"));
        marks += usize::from(forced || outline)
            + 2 * usize::from(number || title)
            + usize::from(words.contains("[[") || words.starts_with("/*"));
    }
    marks >= 2
}

/// What the last line of a speech was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Speech {
    /// The cue.
    Cue,
    /// A direction that is closed.
    Parenthetical,
    /// A direction that goes on on the next line.
    OpenParenthetical,
    /// Words.
    Words,
}

struct Walk<'a> {
    text: &'a str,
    source: &'a [SourceLine],
    names: &'a Names,
    lines: Vec<ParsedLine>,
    diagnostics: Vec<Diagnostic>,
    speech: Option<Speech>,
    /// Number of lines up to the end of the last speech.
    speech_end: usize,
    /// A blank line, or an element that stands by itself, is in front of the next line.
    apart: bool,
    /// The last line is an Arabic heading whose place stands on the next line.
    place_may_follow: bool,
}

impl Walk<'_> {
    fn run(mut self, page_first: usize, page_end: usize) -> (Vec<ParsedLine>, Vec<Diagnostic>) {
        for (at, line) in self.source.iter().enumerate() {
            match line.content {
                Content::Blank { kept } => self.blank(at, kept),
                Content::Hidden if line.span.is_empty() => {}
                Content::Hidden => {
                    self.push(line.span, LineType::Note);
                    self.apart = true;
                    self.place_may_follow = false;
                }
                Content::Words(_) if (page_first..page_end).contains(&at) => self.push(line.span, LineType::TitlePage),
                Content::Words(core) => self.words(at, line.span, core),
            }
        }
        (self.lines, self.diagnostics)
    }

    /// Two spaces keep a speech going, unless a heading comes next.
    fn blank(&mut self, at: usize, kept: bool) {
        let heading_next = || names::words_at(self.source, at + 1).is_some_and(|next| rules::is_heading(self.text, next));
        if self.speech.is_some() && kept && !heading_next() {
            return;
        }
        self.speech = None;
        self.apart = true;
        self.place_may_follow = false;
    }

    fn push(&mut self, span: Span, kind: LineType) {
        self.lines.push(ParsedLine::new(span, kind));
    }

    fn words(&mut self, at: usize, span: Span, core: Span) {
        if self.speech.is_some() {
            self.spoken(at, span, core);
            return;
        }
        if std::mem::take(&mut self.place_may_follow) && self.is_place(core) {
            self.push(span, LineType::SceneHeading);
            return;
        }
        let kind = self.marked(at, span, core).or_else(|| self.bare(at, span, core));
        let kind = kind.unwrap_or(LineType::Action);
        self.apart = !matches!(kind, LineType::Action | LineType::Lyrics | LineType::Shot);
    }

    /// The second line of an Arabic heading: short, no cue, no sentence.
    fn is_place(&self, core: Span) -> bool {
        let words = core.of(self.text);
        words.split_whitespace().count() <= 10 && !words.ends_with(['.', ':', '؟', '!', '،']) && words.starts_with(char::is_alphanumeric)
    }

    /// A line inside a speech.
    fn spoken(&mut self, at: usize, span: Span, core: Span) {
        let words = core.of(self.text);
        if rules::is_page_break(words) {
            self.speech = None;
            self.apart = true;
            self.push(span, LineType::PageBreak);
            return;
        }
        let in_direction = self.speech == Some(Speech::OpenParenthetical);
        if let Some(cue) = self.names.colon_cue(self.text, core, true).filter(|_| !in_direction) {
            self.cue(span, cue);
            return;
        }
        let (kind, state) = match self.speech {
            Some(Speech::OpenParenthetical) if words.ends_with(')') => (LineType::Parenthetical, Speech::Parenthetical),
            Some(Speech::OpenParenthetical) => (LineType::Parenthetical, Speech::OpenParenthetical),
            _ if words.starts_with('~') => (LineType::Lyrics, Speech::Words),
            Some(Speech::Parenthetical) => (LineType::Dialogue, Speech::Words),
            _ if rules::is_parenthetical(words) => (LineType::Parenthetical, Speech::Parenthetical),
            _ if words.starts_with('(') && self.closes_soon(at) => (LineType::Parenthetical, Speech::OpenParenthetical),
            _ => (LineType::Dialogue, Speech::Words),
        };
        self.speech = Some(state);
        self.push(span, kind);
        self.speech_end = self.lines.len();
    }

    /// A direction that begins on this line ends within the next three.
    fn closes_soon(&self, at: usize) -> bool {
        let open = |line: &SourceLine| matches!(line.content, Content::Words(core) if !core.of(self.text).contains(')'));
        self.source.get(at).is_some_and(open)
            && self
                .source
                .iter()
                .skip(at + 1)
                .take(3)
                .map_while(|line| if let Content::Words(core) = line.content { Some(core.of(self.text)) } else { None })
                .find(|words| words.contains(')'))
                .is_some_and(|words| words.ends_with(')'))
    }

    /// Elements that a mark at the start of the line makes.
    fn marked(&mut self, at: usize, span: Span, core: Span) -> Option<LineType> {
        let words = core.of(self.text);
        let outline = self.apart;
        let kind = match words.chars().next()? {
            '=' if rules::is_page_break(words) => LineType::PageBreak,
            '=' if outline => LineType::Synopsis,
            '#' if outline && words.trim_start_matches('#').starts_with(|c: char| !c.is_whitespace() || words.len() > 1) => {
                LineType::Section
            }
            '>' if rules::is_centered(words) => LineType::Centered,
            '>' => LineType::Transition,
            '~' => LineType::Lyrics,
            '!' if words.starts_with("!!") => LineType::Shot,
            '!' => LineType::Action,
            '@' if self.apart && words.len() > 1 => {
                self.cue(span, cue::read(self.text, Span::new(core.start + 1, core.end)));
                return Some(LineType::Character);
            }
            '.' if self.apart && rules::is_forced_heading(words) => {
                self.heading(at, span, Span::new(core.start + 1, core.end));
                return Some(LineType::SceneHeading);
            }
            _ => return None,
        };
        self.push(span, kind);
        Some(kind)
    }

    /// Elements that their words and the blank lines around them make.
    fn bare(&mut self, at: usize, span: Span, core: Span) -> Option<LineType> {
        let words = core.of(self.text);
        let next = self.source.get(at + 1).and_then(|line| if let Content::Words(core) = line.content { Some(core) } else { None });
        let heading = rules::is_heading(self.text, core);
        if heading && self.apart && next.is_none_or(|next| !rules::is_heading(self.text, next)) {
            self.heading(at, span, core);
            return Some(LineType::SceneHeading);
        }
        if heading && rules::is_latin_heading(words) {
            self.diagnostics.push(source::note(
                "FOUNTAIN_HEADING_NOT_APART",
                core,
                "هذا السطر مكتوب كرأس مشهد لكنه ملتصق بما قبله أو بعده؛ ضع سطراً فارغاً قبله وبعده.",
                "This line reads like a scene heading but stands against its neighbours; put a blank line before and after it.",
            ));
        }
        let closed = next.is_none_or(|next| rules::is_heading(self.text, next) || rules::is_forced_heading(next.of(self.text)));
        let clean = !self.source.get(at).is_some_and(|line| line.trailing_space && core.end == span.end && words.ends_with(':'));
        if self.apart && closed && clean && rules::is_transition(words) {
            self.push(span, LineType::Transition);
            return Some(LineType::Transition);
        }
        if let Some(cue) = self.names.colon_cue(self.text, core, false).filter(|cue| cue.speech.is_some() || next.is_some()) {
            self.cue(span, cue);
            return Some(LineType::Character);
        }
        let follows = names::words_at(self.source, at + 1).is_some();
        if self.apart && follows && !heading && (rules::is_cue(words) || self.names.is_bare_cue(self.text, core)) {
            self.cue(span, cue::read(self.text, core));
            return Some(LineType::Character);
        }
        self.push(span, LineType::Action);
        None
    }

    fn heading(&mut self, at: usize, span: Span, words: Span) {
        let (words, number) = rules::split_number(self.text, words.trimmed(self.text));
        let signs = slugline::signs(self.text, words);
        self.place_may_follow = signs.scene_word && signs.other_words == 0 && names::words_at(self.source, at + 1).is_some();
        let number = number.map(|number| number.of(self.text).to_owned());
        let heading = ParsedHeading { number, words: Some(words), ..ParsedHeading::default() };
        self.lines.push(ParsedLine { heading: Some(heading), ..ParsedLine::new(span, LineType::SceneHeading) });
    }

    /// A mark for the second voice counts only behind another speech.
    fn cue(&mut self, span: Span, mut cue: ParsedCue) {
        let between = self.lines.get(self.speech_end..).unwrap_or_default();
        cue.dual &= self.speech_end > 0 && between.iter().all(|line| line.kind == LineType::Note);
        let kind = if cue.speech.is_some() { LineType::Dialogue } else { LineType::Character };
        self.speech = Some(if cue.speech.is_some() { Speech::Words } else { Speech::Cue });
        self.lines.push(ParsedLine { cue: Some(cue), ..ParsedLine::new(span, kind) });
        self.speech_end = self.lines.len();
    }
}
