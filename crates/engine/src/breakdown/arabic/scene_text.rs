//! The words of one scene as the Arabic rules see them: action lines cut into words, with verbs, characters and roles marked.
//! Owns the marking; what follows from it is decided rule by rule.

use super::token::{FoldedLine, Word};
use super::verb::{Verb, verb};
use super::words;
use crate::breakdown::candidate::SceneContext;
use crate::language::Language;
use crate::lexicon::{Lexicon, is_arabic_given_name, lexicon};
use crate::screenplay::{CharacterIndex, LineType, Screenplay};
use crate::text::Span;

/// A line of action with its words.
#[derive(Debug)]
pub(super) struct ActionLine<'a> {
    /// The folded text behind the words.
    pub(super) folded: &'a FoldedLine<'a>,
    /// Words in order.
    pub(super) words: Vec<Word<'a>>,
    /// The verb at each word.
    pub(super) verbs: Vec<Option<Verb>>,
    /// The character whose name covers each word.
    pub(super) names: Vec<Option<CharacterIndex>>,
    /// The line is a heading.
    pub(super) is_heading: bool,
}

impl ActionLine<'_> {
    /// Folded letters of a word; empty outside of the line.
    pub(super) fn letters(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.folded)
    }

    /// Folded letters of the word `back` places before.
    pub(super) fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.letters(at))
    }

    /// The verb at a word.
    pub(super) fn verb(&self, at: usize) -> Option<Verb> {
        self.verbs.get(at).copied().flatten()
    }

    /// The character at a word.
    pub(super) fn name(&self, at: usize) -> Option<CharacterIndex> {
        self.names.get(at).copied().flatten()
    }

    /// Span of a range of words, clitics included.
    pub(super) fn span(&self, from: usize, to: usize) -> Option<Span> {
        Some(self.words.get(from)?.span.cover(self.words.get(to.checked_sub(1)?)?.span))
    }

    /// The nearest verb before a word in the same clause: its place and the verb. Participles are verbs here (ممسكا، حاملا).
    pub(super) fn governing_verb(&self, at: usize) -> Option<(usize, Verb)> {
        const REACH: usize = 8;
        (at.saturating_sub(REACH)..at).rev().find_map(|place| {
            let verb = self.verb(place).filter(|_| self.name(place).is_none())?;
            // الملثم الأول بعتلة: a participle with its article is a person, unless the thing follows at once (المرتدي بدلة).
            let is_person = verb.is_participle && self.letters(place).starts_with("ال") && place + 1 < at;
            (!is_person).then_some((place, verb))
        })
    }

    /// Whether the word is denied: a negation right before it, or before its verb.
    pub(super) fn is_denied(&self, at: usize) -> bool {
        let near = (1..=2).any(|back| {
            let word = self.before(at, back);
            (words::is_negation(word) && !matches!(word, "لا" | "لم" | "لن") || word == "لا" && back == 1)
                || (word == "غير" && matches!(self.before(at, back + 1), "من"))
                || (matches!(word, "يوجد" | "توجد") && matches!(self.before(at, back + 1), "لا" | "ولا" | "فلا"))
        });
        near || self.governing_verb(at).is_some_and(|(place, _)| {
            matches!(self.before(place, 1), "لا" | "لم" | "لن" | "ولا" | "ولم" | "فلا" | "فلم" | "دون" | "بدون" | "مش")
                || (matches!(self.before(place, 1), "ان") && matches!(self.before(place, 2), "دون" | "بدون"))
        })
    }

    /// Whether the word stands in a comparison (كأنه أسد).
    pub(super) fn is_compared(&self, at: usize) -> bool {
        (1..=2).any(|back| words::is_comparison(self.before(at, back)) && !matches!(self.before(at, back), "كان"))
    }
}

/// All folded lines of a scene; keeps the text that the words borrow.
pub(super) fn folded_lines<'s>(context: &SceneContext<'s>) -> Vec<(FoldedLine<'s>, bool)> {
    let heading = context.scene.heading;
    let lines = context.screenplay.lines_of(context.scene);
    let before = std::iter::once(None).chain(lines.iter().map(|line| Some(line.kind)));
    lines
        .iter()
        .zip(before)
        .filter(|(line, before)| match line.kind {
            LineType::Action | LineType::Shot | LineType::Parenthetical | LineType::SceneHeading => true,
            LineType::Dialogue => *before == Some(LineType::Dialogue) && is_direction(context.screenplay, line.span),
            _ => false,
        })
        .filter(|(line, _)| !line.span.is_empty() && !is_closing(context.screenplay.slice(line.span)))
        .map(|(line, _)| {
            (FoldedLine::new(context.screenplay, line.span), line.kind == LineType::SceneHeading && heading.overlaps(line.span))
        })
        .collect()
}

/// نهاية الحلقة, نهاية الفصل, تيتر النهاية: marks of the script, not action.
fn is_closing(line: &str) -> bool {
    ["نهاية ", "نهايه ", "تيتر ", "تتر ", "النهاية"].iter().any(|mark| line.starts_with(mark)) && line.split_whitespace().count() <= 4
}

/// A direction that follows a speech without a mark: it starts with a verb of the third person in the written present (ينظر، لا يأتيه),
/// which spoken Egyptian says with `بـ`.
fn is_direction(screenplay: &Screenplay, span: Span) -> bool {
    let line = FoldedLine::new(screenplay, span);
    let words = line.words(screenplay);
    let first = words.iter().find(|word| !matches!(word.folded, "لا" | "ثم" | "وهو" | "وهي" | "بينما")).map_or("", |word| word.folded);
    let is_third = first.starts_with('ي') || first.starts_with("في") && first.chars().count() > 3;
    let is_feminine = first.starts_with('ت')
        && words.iter().skip(1).take(2).any(|word| {
            matches!(word.folded, "له" | "لها" | "لهم" | "حولها" | "اليه" | "اليها" | "عليه" | "وتنظر") || is_arabic_given_name(word.folded)
        });
    let has_colon = screenplay.slice(span).contains(':');
    !has_colon && (is_third || is_feminine) && verb(first, "").is_some_and(|verb| !verb.is_participle)
}

/// The lines with everything marked.
pub(super) fn action_lines<'a>(context: &SceneContext<'_>, folded: &'a [(FoldedLine<'a>, bool)]) -> Vec<ActionLine<'a>> {
    let known = known_names(context);
    folded
        .iter()
        .map(|(folded, is_heading)| {
            let words = folded.words(context.screenplay);
            let names = names(&known, &words);
            let before = std::iter::once("").chain(words.iter().map(|word| word.folded));
            let verbs = words.iter().zip(before).map(|(word, before)| verb(word.folded, before)).collect();
            ActionLine { folded, words, verbs, names, is_heading: *is_heading }
        })
        .collect()
}

/// Names of the scene's characters as folded words; a full name also answers to its first word when that is a given name.
fn known_names(context: &SceneContext<'_>) -> Vec<(CharacterIndex, Vec<String>)> {
    let mut known: Vec<(CharacterIndex, Vec<String>)> = Vec::new();
    for index in context.scene.presence.iter().map(|presence| presence.character) {
        let Some(character) = context.screenplay.character(index) else { continue };
        for name in std::iter::once(&character.name).chain(&character.aliases) {
            let words: Vec<String> = crate::text::fold_key(name).split(' ').map(str::to_owned).collect();
            if let [first, _, ..] = words.as_slice()
                && is_arabic_given_name(first)
            {
                known.push((index, vec![first.clone()]));
            }
            known.push((index, words));
        }
    }
    known.sort_by_key(|(_, words)| std::cmp::Reverse(words.len()));
    known
}

/// Marks the words that are names of characters; the longest name first.
fn names(known: &[(CharacterIndex, Vec<String>)], words: &[Word<'_>]) -> Vec<Option<CharacterIndex>> {
    let mut names = vec![None; words.len()];
    for at in 0..words.len() {
        let fits = |name: &[String]| {
            name.iter().enumerate().all(|(n, part)| words.get(at + n).is_some_and(|word| is_name_word(word, part, n == 0)))
        };
        let Some((index, name)) = known.iter().find(|(_, name)| fits(name)) else { continue };
        for place in names.iter_mut().skip(at).take(name.len()).filter(|place| place.is_none()) {
            *place = Some(*index);
        }
    }
    names
}

/// A word of a name: as it is, or the first word behind a conjunction or preposition.
fn is_name_word(word: &Word<'_>, part: &str, is_first: bool) -> bool {
    word.folded == part
        || is_first
            && word.stems.iter().any(|stem| {
                stem.text == part && stem.pronoun.is_empty() && !stem.is_dual && !stem.has_article && stem.text.chars().count() > 2
            })
}

/// The Arabic word lists.
pub(super) fn lexicon_ar() -> &'static Lexicon {
    lexicon(Language::Ar)
}
