//! Arabic plain text: headings of one, two or three lines, cues with a colon or alone, speeches, directions, transitions. Owns the walk
//! over the lines; what a line looks like by itself say `heading`, `cue` and `words`.

mod cue;
mod heading;
mod layout;
mod words;

use super::source::SourceLine;
use crate::parse::{ParsedHeading, ParsedLine};
use crate::screenplay::LineType;
use cue::{Cue, Names};
use layout::Layout;

/// Types every line; also the title where the title page states one.
pub(super) fn read(text: &str, source: &[SourceLine]) -> (Vec<ParsedLine>, Option<String>) {
    let headings = heading::find(text, source);
    let names = Names::collect(text, source, &headings);
    let cues = names.cues(text, source, &headings);
    let layout = Layout::of(source, &headings, &cues);
    let mut walk = Walk {
        text,
        source,
        headings: &headings,
        names: &names,
        cues: &cues,
        layout,
        lines: Vec::with_capacity(source.len()),
        speech: None,
    };
    let first_heading = headings.iter().position(|role| *role == heading::HeadingRole::First).unwrap_or(0);
    for at in 0..source.len() {
        let line = walk.line(at, at < first_heading);
        walk.lines.push(line);
    }
    let lines = walk.lines;
    let title = title_of(text, &lines);
    (lines, title)
}

/// Where the walk stands inside a speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct SpeechState {
    /// Lines of speech so far.
    spoken: usize,
}

struct Walk<'a> {
    text: &'a str,
    source: &'a [SourceLine],
    headings: &'a [heading::HeadingRole],
    names: &'a Names,
    cues: &'a [Option<Cue>],
    layout: Layout,
    lines: Vec<ParsedLine>,
    speech: Option<SpeechState>,
}

impl Walk<'_> {
    fn words(&self, at: usize) -> &str {
        self.source.get(at).map_or("", |line| line.span.of(self.text))
    }

    fn has_cue(&self, at: usize) -> bool {
        self.cues.get(at).is_some_and(Option::is_some)
    }

    fn line(&mut self, at: usize, before_first_heading: bool) -> ParsedLine {
        let Some(line) = self.source.get(at).copied() else { return ParsedLine::new(crate::text::Span::new(0, 0), LineType::Action) };
        let plain = |kind| ParsedLine::new(line.span, kind);
        match self.headings.get(at) {
            Some(heading::HeadingRole::First) => {
                self.speech = None;
                return ParsedLine { heading: Some(ParsedHeading::default()), ..plain(LineType::SceneHeading) };
            }
            Some(heading::HeadingRole::More) => return plain(LineType::SceneHeading),
            _ => {}
        }
        let words = line.span.of(self.text);
        if before_first_heading && words::is_basmala(words) {
            return plain(LineType::TitlePage);
        }
        if words::is_furniture(words) {
            return plain(LineType::Meta);
        }
        if words::is_transition(words) {
            self.speech = None;
            return plain(LineType::Transition);
        }
        if let Some(found) = self.cues.get(at).and_then(Option::as_ref) {
            return self.cue(at, found);
        }
        if before_first_heading {
            return plain(LineType::TitlePage);
        }
        let kind = self.body(at);
        plain(kind)
    }

    fn cue(&mut self, at: usize, found: &Cue) -> ParsedLine {
        let spoken = usize::from(found.parsed.speech.is_some_and(|speech| speech.len() > 2));
        self.speech = Some(SpeechState { spoken });
        let kind = if found.parsed.speech.is_some() { LineType::Dialogue } else { LineType::Character };
        let span = self.source.get(at).map_or(found.parsed.name, |line| line.span);
        ParsedLine { cue: Some(found.parsed.clone()), ..ParsedLine::new(span, kind) }
    }

    /// Action, speech or direction.
    fn body(&mut self, at: usize) -> LineType {
        let words = self.words(at);
        let Some(state) = self.speech else { return self.outside(at) };
        if words::is_bracketed(words) {
            return LineType::Parenthetical;
        }
        if state.spoken == 0 || self.goes_on(at) {
            self.speech = Some(SpeechState { spoken: state.spoken + 1 });
            return LineType::Dialogue;
        }
        self.speech = None;
        self.outside(at)
    }

    /// A manner of speaking in front of a cue is a direction for the speech; everything else is action.
    fn outside(&self, at: usize) -> LineType {
        let cue_follows = self.has_cue(at + 1);
        if cue_follows && words::is_manner(self.words(at)) { LineType::Parenthetical } else { LineType::Action }
    }

    /// Whether a speech that has begun goes on with this line.
    fn goes_on(&self, at: usize) -> bool {
        let Some(line) = self.source.get(at) else { return false };
        let words = self.words(at);
        if line.blanks_before > self.layout.blanks_inside_speech || words::opens_action(words, self.names) {
            return false;
        }
        let cue_follows = self.has_cue(at + 1);
        if cue_follows && words::is_manner(words) {
            return false;
        }
        if let Some(indented) = self.layout.speech_indent {
            return line.indent.abs_diff(indented) <= 2;
        }
        if self.layout.wrapped { !words::is_narration(words) } else { words::sounds_spoken(words) && !words::is_narration(words) }
    }
}

fn title_of(text: &str, lines: &[ParsedLine]) -> Option<String> {
    let page = lines.iter().take_while(|line| line.heading.is_none()).filter(|line| line.kind == LineType::TitlePage);
    let labelled = page.clone().find_map(|line| words::labelled_title(line.span.of(text)));
    labelled
        .or_else(|| page.map(|line| line.span.of(text)).find(|words| !words::is_basmala(words) && !words::is_credit(words)))
        .filter(|title| title.chars().count() <= 60)
        .map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "))
}
