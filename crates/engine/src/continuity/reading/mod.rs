//! The script as the extractors read it: sentences of action and of speech with folded words and the characters named in them. Owns
//! paragraphs, sentences and words; what a sentence says is decided in `facts`.

mod matching;
mod sentence;

pub(crate) use matching::{Found, Matching};
pub use sentence::Source;
pub(crate) use sentence::{Mention, Sentence, Word, is_capital};

use rayon::prelude::*;

use super::entities::People;
use crate::language::Language;
use crate::screenplay::{CharacterIndex, LineType, Scene, Screenplay, Voice};
use crate::text::Span;

/// All sentences of the script, by scene.
#[derive(Debug)]
pub(crate) struct Reading {
    scenes: Vec<Vec<Sentence>>,
}

impl Reading {
    /// Reads the whole script; scenes in parallel, order kept.
    pub(crate) fn new(screenplay: &Screenplay, people: &People) -> Self {
        Self { scenes: screenplay.scenes.par_iter().enumerate().map(|(at, scene)| read_scene(screenplay, people, at, scene)).collect() }
    }

    /// Sentences of a scene in order.
    pub(crate) fn scene(&self, scene: usize) -> &[Sentence] {
        self.scenes.get(scene).map_or(&[], Vec::as_slice)
    }

    /// Sentences of all scenes.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Sentence> {
        self.scenes.iter().flatten()
    }

    /// Who a phrase at `word` of a sentence is about: the name matched in it, else the last name before it in the paragraph. A person
    /// without a name in between (`a man`, `رجل`) takes the phrase for himself.
    pub(crate) fn subject(&self, sentence: &Sentence, found: &Found, unnamed: impl Fn(&Word) -> bool) -> Option<CharacterIndex> {
        if found.person.is_some() {
            return found.person;
        }
        // Arabic puts the subject right behind its verb.
        let behind = sentence.mentions.iter().find(|mention| mention.start == found.end && !sentence.word(found.start).is_ascii());
        if let Some(mention) = behind {
            return Some(mention.character);
        }
        let before = |sentence: &Sentence, until: usize| {
            let mention = sentence.mentions.iter().rev().find(|mention| mention.end <= until);
            let from = mention.map_or(0, |mention| mention.end);
            let taken = sentence.words.get(from..until).unwrap_or_default().iter().any(&unnamed);
            if taken { Some(None) } else { mention.map(|mention| Some(mention.character)) }
        };
        if let Some(decided) = before(sentence, found.start) {
            return decided;
        }
        let earlier =
            self.scene(sentence.scene).iter().rev().filter(|other| other.paragraph == sentence.paragraph && other.order < sentence.order);
        earlier.filter_map(|other| before(other, other.words.len())).next().flatten()
    }
}

fn read_scene(screenplay: &Screenplay, people: &People, at: usize, scene: &Scene) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut paragraph = 0;
    let mut last_action: Option<Span> = None;
    let mut speech = scene.speeches.iter().peekable();
    let mut speaker: Option<(CharacterIndex, Voice)> = None;
    for line in screenplay.lines_of(scene) {
        while let Some(next) = speech.peek().filter(|speech| speech.cue.start < line.span.end) {
            speaker = Some((next.character, next.voice));
            speech.next();
        }
        let (source, span) = match line.kind {
            LineType::Action | LineType::Shot | LineType::Centered => (Source::Action, line.span),
            LineType::Parenthetical => (Source::Parenthetical, line.span),
            LineType::Dialogue | LineType::Lyrics => (Source::Dialogue, spoken(scene, line.span)),
            _ => continue,
        };
        let joined = screenplay.language == Language::En
            && source != Source::Parenthetical
            && last_action.is_some_and(|before| touches(screenplay, before, span))
            && sentences.last().is_some_and(|sentence: &Sentence| sentence.source == source);
        if !joined {
            paragraph += 1;
        }
        let speaker = if source == Source::Action { None } else { speaker };
        sentence::split(screenplay, people, &mut sentences, &sentence::Place { scene: at, paragraph, source, speaker, joined }, span);
        last_action = Some(span);
    }
    for (order, sentence) in sentences.iter_mut().enumerate() {
        sentence.order = order;
    }
    sentences
}

/// The spoken part of a line that may carry its cue.
fn spoken(scene: &Scene, line: Span) -> Span {
    scene.speeches.iter().flat_map(|speech| &speech.dialogue).copied().find(|part| line.contains(*part)).unwrap_or(line)
}

/// Whether two lines follow each other without a blank line, as the lines of one typed paragraph do.
fn touches(screenplay: &Screenplay, before: Span, after: Span) -> bool {
    Span::new(before.end, after.start).of(&screenplay.text).bytes().filter(|byte| *byte == b'\n').count() == 1
}
