//! The words of a script: tokens with their place, kind of line and folded form, one vocabulary for the whole script.
//! Names of characters are marked, so that a renamed character changes no count but its own. Owns no weight.

use rustc_hash::{FxHashMap, FxHashSet};

use super::stem::{is_stop, stem};
use crate::screenplay::{LineType, Scene, Screenplay};
use crate::text::{Folded, Span, fold, fold_key};

/// Kind of line that a word stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Heading.
    Heading,
    /// Action and shots.
    Action,
    /// Spoken or sung.
    Speech,
    /// Cue, parenthetical, transition and everything else.
    Other,
}

/// A word at a place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    /// Where.
    pub(crate) span: Span,
    /// Position in [`Vocabulary::words`].
    pub(crate) word: u32,
    /// Kind of its line.
    pub(crate) part: Part,
}

/// A written form.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Folded.
    pub(crate) form: String,
    /// Number of its stem, shared by all forms of the word.
    pub(crate) stem: u32,
    /// Closed class, number, or part of a character's name: it says nothing about what happens.
    pub(crate) is_empty: bool,
}

/// All written forms of the script.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// In order of first use.
    pub(crate) words: Vec<Word>,
    /// Number of stems.
    pub(crate) stems: u32,
    forms: FxHashMap<String, u32>,
    stem_ids: FxHashMap<String, u32>,
    names: FxHashSet<String>,
}

impl Vocabulary {
    /// An empty vocabulary that knows the names of the characters.
    pub(crate) fn new(screenplay: &Screenplay) -> Self {
        let names = screenplay
            .characters
            .iter()
            .flat_map(|character| std::iter::once(&character.name).chain(&character.aliases))
            .flat_map(|name| fold_key(name).split(' ').map(str::to_owned).collect::<Vec<_>>())
            .collect();
        Self { names, ..Self::default() }
    }

    /// A word by its number.
    pub(crate) fn word(&self, id: u32) -> Option<&Word> {
        self.words.get(id as usize)
    }

    fn intern(&mut self, form: &str) -> u32 {
        if let Some(id) = self.forms.get(form) {
            return *id;
        }
        let root = stem(form);
        let stem = match self.stem_ids.get(root) {
            Some(id) => *id,
            None => {
                self.stem_ids.insert(root.to_owned(), self.stems);
                self.stems += 1;
                self.stems - 1
            }
        };
        let is_number = form.chars().next().is_some_and(|c| c.is_ascii_digit());
        let is_empty = is_number || is_stop(form) || self.names.contains(form) || self.names.contains(root);
        let id = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(Word { form: form.to_owned(), stem, is_empty });
        self.forms.insert(form.to_owned(), id);
        id
    }

    /// Adds the words of a span.
    pub(crate) fn read(&mut self, text: &str, span: Span, part: Part, tokens: &mut Vec<Token>) {
        let folded = fold(span.of(text));
        for piece in pieces(&folded.text) {
            let Some(place) = Span::of_part(&folded.text, piece) else { continue };
            let word = self.intern(piece);
            tokens.push(Token { span: original(&folded, place).shifted(span.start), word, part });
        }
    }

    /// Tokens of a scene in script order.
    pub(crate) fn tokens_of(&mut self, screenplay: &Screenplay, scene: &Scene) -> Vec<Token> {
        let mut tokens = Vec::new();
        let cues: Vec<Span> = scene.speeches.iter().map(|speech| speech.cue).collect();
        for line in screenplay.lines_of(scene) {
            let part = match line.kind {
                LineType::SceneHeading => Part::Heading,
                LineType::Action | LineType::Shot => Part::Action,
                LineType::Dialogue | LineType::Lyrics => Part::Speech,
                LineType::Meta | LineType::PageBreak | LineType::Note => continue,
                _ => Part::Other,
            };
            let from = tokens.len();
            self.read(&screenplay.text, line.span, part, &mut tokens);
            if part == Part::Speech {
                let first = cues.partition_point(|cue| cue.end <= line.span.start);
                if let Some(cue) = cues.get(first).filter(|cue| cue.overlaps(line.span)) {
                    for token in tokens.iter_mut().skip(from).filter(|token| cue.contains(token.span)) {
                        token.part = Part::Other;
                    }
                }
            }
        }
        tokens
    }
}

/// Runs of letters and digits with apostrophes inside; the typographic apostrophe counts as a break that `don’t` survives as two words.
fn pieces(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric() && c != '\'').map(|piece| piece.trim_matches('\'')).filter(|piece| !piece.is_empty())
}

fn original(folded: &Folded, place: Span) -> Span {
    folded.original(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_place_and_share_stems() {
        let text = "يفتحُ البابَ، ثم الأبواب! He doesn't stop; she stopped.";
        let mut vocabulary = Vocabulary::default();
        let mut tokens = Vec::new();
        vocabulary.read(text, Span::new(0, text.len()), Part::Action, &mut tokens);
        let written: Vec<&str> = tokens.iter().map(|token| token.span.of(text)).collect();
        assert_eq!(written, ["يفتحُ", "البابَ", "ثم", "الأبواب", "He", "doesn't", "stop", "she", "stopped"]);
        let stem = |at: usize| vocabulary.word(tokens[at].word).unwrap().stem;
        assert_eq!(stem(6), stem(8));
        assert!(vocabulary.word(tokens[2].word).unwrap().is_empty);
    }
}
