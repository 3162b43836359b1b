//! Sentences: their words in folded letters with the place of each, and the characters named in them. Owns the cutting.

use crate::continuity::entities::People;
use crate::language::{Language, is_letter_or_digit};
use crate::screenplay::{CharacterIndex, Screenplay, Voice};
use crate::text::{Span, fold};

/// Where a statement stands; only action is fact, speech is a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Source {
    /// A heading.
    Heading,
    /// Action.
    Action,
    /// A cue.
    Cue,
    /// A direction inside a speech.
    Parenthetical,
    /// Spoken words: what somebody says, true or not.
    Dialogue,
}

/// A word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Folded letters, without the English possessive.
    pub(crate) text: String,
    /// Where it stands.
    pub(crate) span: Span,
    /// The English `'s`.
    pub(crate) possessive: bool,
    /// A mark that parts phrases (comma, bracket, dash) stands in front of it.
    pub(crate) parted: bool,
}

/// A character named in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Who.
    pub(crate) character: CharacterIndex,
    /// First word.
    pub(crate) start: usize,
    /// One past the last word.
    pub(crate) end: usize,
    /// `Salma's`.
    pub(crate) possessive: bool,
}

/// A sentence of action or speech.
#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    pub(crate) scene: usize,
    /// Position in its scene.
    pub(crate) order: usize,
    pub(crate) paragraph: usize,
    pub(crate) source: Source,
    pub(crate) speaker: Option<(CharacterIndex, Voice)>,
    pub(crate) span: Span,
    pub(crate) words: Vec<Word>,
    pub(crate) mentions: Vec<Mention>,
    /// Ends with a question mark.
    pub(crate) question: bool,
}

/// What all sentences of a line share.
pub(super) struct Place {
    pub(super) scene: usize,
    pub(super) paragraph: usize,
    pub(super) source: Source,
    pub(super) speaker: Option<(CharacterIndex, Voice)>,
    /// The line goes on with the sentence before it.
    pub(super) joined: bool,
}

impl Sentence {
    /// Folded word at a position.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.text.as_str())
    }

    /// Span of a range of words.
    pub(crate) fn span_of(&self, start: usize, end: usize) -> Span {
        let words = self.words.get(start..end.max(start)).unwrap_or_default();
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => self.span,
        }
    }
}

/// Cuts a line into sentences and appends them; a line that goes on with the last sentence lengthens it.
pub(super) fn split(screenplay: &Screenplay, people: &People, sentences: &mut Vec<Sentence>, place: &Place, line: Span) {
    let text = line.of(&screenplay.text);
    let mut start = 0;
    let mut joined = place.joined && sentences.last().is_some_and(|last| !ends_sentence(last.span.of(&screenplay.text)));
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), '\n'))) {
        let stop = matches!(c, '.' | '!' | '?' | '؟' | '…' | '\n' | '؛' | ';');
        if !stop || (c == '.' && is_abbreviation(text, at)) {
            continue;
        }
        let end = at + if c == '\n' { 0 } else { c.len_utf8() };
        let part = Span::new(start, end).shifted(line.start).trimmed(&screenplay.text);
        start = end;
        if part.of(&screenplay.text).chars().any(is_letter_or_digit) {
            let question = matches!(c, '?' | '؟');
            append(screenplay, people, sentences, place, Part { span: part, question, joined });
            joined = false;
        }
    }
}

#[derive(Clone, Copy)]
struct Part {
    span: Span,
    question: bool,
    joined: bool,
}

fn append(screenplay: &Screenplay, people: &People, sentences: &mut Vec<Sentence>, place: &Place, part: Part) {
    let words = words_of(&screenplay.text, part.span);
    match sentences.last_mut().filter(|_| part.joined) {
        Some(last) => {
            last.span = last.span.cover(part.span);
            last.question |= part.question;
            last.words.extend(words);
            last.mentions = people.mentions(&screenplay.text, screenplay.language, &last.words);
        }
        None => sentences.push(Sentence {
            scene: place.scene,
            order: 0,
            paragraph: place.paragraph,
            source: place.source,
            speaker: place.speaker,
            span: part.span,
            mentions: people.mentions(&screenplay.text, screenplay.language, &words),
            words,
            question: part.question,
        }),
    }
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', '؟', '…', ':', '"', '”'])
}

/// `Mr.`, `3.30`, `J.` do not end a sentence.
fn is_abbreviation(text: &str, dot: usize) -> bool {
    let before = text.get(..dot).unwrap_or_default();
    let after = text.get(dot + 1..).unwrap_or_default().chars().next();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let digits = word.chars().next_back().is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit());
    let title = matches!(
        word,
        "Mr" | "Mrs" | "Ms" | "Dr" | "St" | "Lt" | "Sgt" | "Capt" | "Prof" | "Jr" | "Sr" | "MR" | "MRS" | "DR" | "a" | "p" | "د"
    );
    digits || title || (word.chars().count() == 1 && word.chars().all(char::is_uppercase) && after.is_some_and(char::is_alphanumeric))
}

/// The words of a span with their places.
pub(crate) fn words_of(text: &str, span: Span) -> Vec<Word> {
    let folded = fold(span.of(text));
    let mut words = Vec::new();
    let mut last_end = 0;
    for part in folded.text.split(|c: char| !is_letter_or_digit(c) && c != '\'' && c != '’') {
        let clean = part.trim_matches(['\'', '’']);
        let Some(range) = Span::of_part(&folded.text, clean).filter(|range| !range.is_empty()) else { continue };
        let bare = clean.strip_suffix("'s").or_else(|| clean.strip_suffix("’s")).unwrap_or(clean);
        let gap = Span::new(last_end, range.start).of(&folded.text);
        words.push(Word {
            text: bare.to_owned(),
            span: folded.original(range).shifted(span.start),
            possessive: bare.len() != clean.len(),
            parted: gap.contains([',', '،', '(', ')', '–', '—', ':', '"']) || gap.contains("--") || gap.contains(" - "),
        });
        last_end = range.end;
    }
    words
}

/// Whether a word is written with a capital, as English names are.
pub(crate) fn is_capital(text: &str, language: Language, word: &Word) -> bool {
    language == Language::Ar || word.span.of(text).chars().next().is_some_and(char::is_uppercase)
}
