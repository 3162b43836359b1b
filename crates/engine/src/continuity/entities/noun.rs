//! Things as noun phrases: the head and what qualifies it, so that "the red letter" is found again and "the white letter" is another one.
//! Owns the cutting of a phrase next to a verb; no full grammar is tried, what is unclear is no phrase.

use crate::continuity::lexicon::Lexicon;
use crate::continuity::reading::{Sentence, Word};
use crate::language::Language;
use crate::text::Span;

/// A thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NounPhrase {
    /// Head word, folded, without the Arabic article.
    pub(crate) head: String,
    /// Qualifying words, folded, without the Arabic article.
    pub(crate) modifiers: Vec<String>,
    /// Where the phrase stands.
    pub(crate) span: Span,
    /// `the`, a possessive, `ال` or a genitive: a thing already known.
    pub(crate) definite: bool,
}

impl NounPhrase {
    /// Whether both phrases can mean the same thing.
    pub(crate) fn matches(&self, other: &Self) -> bool {
        self.head == other.head
            && (self.modifiers.is_empty() || other.modifiers.is_empty() || self.modifiers.iter().any(|word| other.modifiers.contains(word)))
    }

    /// Key for the subject of a finding.
    pub(crate) fn key(&self) -> String {
        std::iter::once(&self.head).chain(&self.modifiers).cloned().collect::<Vec<_>>().join(" ")
    }
}

/// Longest phrase, in words.
const LONGEST: usize = 4;

/// The cutter of one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Nouns {
    pub(crate) lexicon: &'static Lexicon,
    pub(crate) language: Language,
}

impl Nouns {
    /// The phrase that starts at a position or right behind a name or adverb there.
    pub(crate) fn after(&self, sentence: &Sentence, at: usize) -> Option<NounPhrase> {
        match self.language {
            Language::En => (at..at + 3)
                .take_while(|from| *from == at || sentence.words.get(*from).is_some_and(|word| !word.parted))
                .find_map(|from| self.english(sentence, from)),
            Language::Ar => {
                let from = sentence.mentions.iter().find(|mention| mention.start == at).map_or(at, |mention| mention.end);
                self.arabic(sentence, from)
            }
        }
    }

    /// The phrase that ends right before a position.
    pub(crate) fn before(&self, sentence: &Sentence, at: usize) -> Option<NounPhrase> {
        let from = at.saturating_sub(LONGEST + 1);
        match self.language {
            Language::En => (from..at).rev().filter_map(|start| self.english(sentence, start)).find(|phrase| ends_at(sentence, phrase, at)),
            Language::Ar => (from..at)
                .rev()
                .filter_map(|start| self.arabic(sentence, start))
                .filter(|phrase| phrase.definite)
                .find(|phrase| ends_at(sentence, phrase, at)),
        }
    }

    /// Every definite phrase of a sentence, in order.
    pub(crate) fn all(&self, sentence: &Sentence) -> Vec<NounPhrase> {
        let mut phrases: Vec<NounPhrase> = Vec::new();
        for at in 0..sentence.words.len() {
            let phrase = match self.language {
                Language::En => self.english(sentence, at),
                Language::Ar => {
                    self.arabic(sentence, at).filter(|_| sentence.word(at).starts_with("ال") || self.prefixed(sentence.word(at)))
                }
            };
            if let Some(phrase) =
                phrase.filter(|phrase| phrase.definite && phrases.last().is_none_or(|last| !last.span.overlaps(phrase.span)))
            {
                phrases.push(phrase);
            }
        }
        phrases
    }

    fn prefixed(&self, word: &str) -> bool {
        ["بال", "وال", "لل", "فال"].iter().any(|prefix| word.starts_with(prefix))
    }

    fn english(&self, sentence: &Sentence, at: usize) -> Option<NounPhrase> {
        let first = sentence.words.get(at)?;
        let owner = sentence.mentions.iter().find(|mention| mention.start == at && mention.possessive);
        let definite = owner.is_some() || self.lexicon.value("det", &first.text)? == "d";
        let from = owner.map_or(at + 1, |mention| mention.end);
        let words: Vec<&Word> = sentence
            .words
            .iter()
            .skip(from)
            .enumerate()
            .take(LONGEST)
            .take_while(|(n, word)| *n == 0 && !self.is_stop(&word.text) || *n > 0 && !self.ends_phrase(word))
            .map(|(_, word)| word)
            .collect();
        let (head, modifiers) = words.split_last()?;
        if head.possessive || self.lexicon.is("no_prop", &head.text) || head.text.chars().count() < 3 {
            return None;
        }
        Some(NounPhrase {
            head: head.text.clone(),
            modifiers: modifiers.iter().map(|word| word.text.clone()).collect(),
            span: words.first()?.span.cover(head.span),
            definite,
        })
    }

    /// Whether a word behind the first one no longer belongs to the phrase.
    fn ends_phrase(&self, word: &Word) -> bool {
        word.parted || self.is_stop(&word.text) || self.lexicon.is("verbish", &word.text)
    }

    fn is_stop(&self, word: &str) -> bool {
        self.lexicon.is("stop", word) || self.lexicon.is("det", word) || (word.ends_with("ly") && word.len() > 4)
    }

    fn arabic(&self, sentence: &Sentence, at: usize) -> Option<NounPhrase> {
        let first = sentence.words.get(at)?;
        let head = self.stem(&first.text);
        let with_article = head.len() != first.text.len();
        if self.lexicon.is("stop", &first.text)
            || self.lexicon.is("no_prop", head)
            || head.chars().count() < 3
            || first.text.parse::<u32>().is_ok()
        {
            return None;
        }
        let next = sentence.words.get(at + 1).filter(|word| !word.parted && !self.lexicon.is("stop", &word.text));
        let mentioned = sentence.mentions.iter().find(|mention| mention.start == at + 1).filter(|_| !with_article);
        let genitive = !with_article && next.is_some_and(|word| word.text.starts_with("ال"));
        let modifiers: Vec<&Word> = sentence
            .words
            .iter()
            .skip(at + 1)
            .take(LONGEST - 1)
            .take_while(|word| !word.parted && word.text.starts_with("ال") && !self.lexicon.is("stop", &word.text))
            .take(if genitive { 1 } else { LONGEST })
            .collect();
        let end = modifiers.last().map_or(first.span, |word| word.span);
        let suffix = |word: &str| word.ends_with("ها") || word.ends_with("هم");
        let (head, owned) =
            if suffix(head) && head.chars().count() > 4 { (head.get(..head.len() - 4).unwrap_or(head), true) } else { (head, false) };
        Some(NounPhrase {
            head: head.to_owned(),
            modifiers: modifiers.iter().map(|word| self.stem(&word.text).to_owned()).collect(),
            span: first.span.cover(end),
            definite: with_article || genitive || mentioned.is_some() || owned,
        })
    }

    /// The word without article and the prepositions written together with it.
    fn stem<'a>(&self, word: &'a str) -> &'a str {
        ["ال", "بال", "وال", "فال", "كال", "لل"]
            .into_iter()
            .find_map(|prefix| word.strip_prefix(prefix))
            .filter(|stem| stem.chars().count() >= 2)
            .unwrap_or(word)
    }
}

fn ends_at(sentence: &Sentence, phrase: &NounPhrase, at: usize) -> bool {
    at.checked_sub(1).and_then(|last| sentence.words.get(last)).is_some_and(|word| word.span.end == phrase.span.end)
}
