//! Lexicon words in Arabic action lines: which noun phrases name a thing. Owns the choice among readings and the extent and name of the
//! phrase; who touches the thing is decided in `handling`.

use std::collections::BTreeSet;

use super::scene_text::{ActionLine, lexicon_ar};
use super::token::{Stem, Word};
use super::words;
use crate::lexicon::{Entry, Match, Reading, Token, is_arabic_qualifier};
use crate::text::Span;

/// Below this a word is too likely something else.
const LEAST_BELIEF: f64 = 0.32;

/// A single word as a look-up token.
pub(super) struct Probe<'a>(pub(super) &'a str);

impl Token for Probe<'_> {
    fn forms(&self) -> impl Iterator<Item = (&str, f64)> {
        std::iter::once((self.0, 1.0))
    }
}

/// Whether the lexicon knows the word as a thing.
pub(super) fn is_noun(probe: &[Probe<'_>]) -> bool {
    lexicon_ar().longest(probe, |found| found.tokens == 1).is_some()
}

/// A thing named in a line.
#[derive(Debug, Clone)]
pub(super) struct Mention<'a> {
    /// The lexicon's entry.
    pub(super) entry: &'static Entry,
    /// First word.
    pub(super) at: usize,
    /// One past the last word of the noun phrase.
    pub(super) end: usize,
    /// Analysis of the first word.
    pub(super) stem: Stem<'a>,
    /// The noun phrase without its conjunction and preposition.
    pub(super) span: Span,
    /// Canonical name.
    pub(super) name: String,
    /// Folded qualifiers.
    pub(super) qualifiers: BTreeSet<String>,
    /// How many; `None` for a plural without a number.
    pub(super) quantity: Option<u32>,
    /// Belief that the word means the thing.
    pub(super) belief: f64,
}

/// Things of one line in text order.
pub(super) fn mentions<'a>(line: &ActionLine<'a>) -> Vec<Mention<'a>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.words.len() {
        let next = at + 1;
        if line.name(at).is_some() {
            at = next;
            continue;
        }
        let rest = line.words.get(at..).unwrap_or_default();
        let best = lexicon_ar().matches(rest).into_iter().find_map(|matched| belief(line, at, &matched).map(|belief| (matched, belief)));
        at = match best {
            Some((matched, _)) if matched.entry.category == Reading::Nothing => {
                let end = at + matched.tokens;
                end + line.words.get(end..).map_or(0, |rest| rest.iter().take_while(|word| is_arabic_qualifier(word.folded)).count())
            }
            Some((matched, belief)) => {
                let mention = mention(line, at, &matched, belief).filter(|mention| !is_place_name(line, mention));
                let end = mention.as_ref().map_or(at + matched.tokens, |mention| mention.end);
                found.extend(mention.filter(|mention| !line.is_denied(mention.at) && !line.is_compared(mention.at)));
                end
            }
            None => next,
        };
    }
    found
}

/// غرفة المكتب, مكتب المدير: furniture that only names a room.
fn is_place_name(line: &ActionLine<'_>, mention: &Mention<'_>) -> bool {
    let names_room = line.words.get(mention.at.wrapping_sub(1)).is_some_and(|before| {
        before.stems.iter().any(|stem| matches!(stem.text, "غرفه" | "اوضه" | "حجره" | "قاعه" | "مدخل" | "صاله") && !stem.has_article)
    });
    let is_office = mention.entry.lemma == "مكتب"
        && mention.stem.pronoun.is_empty()
        && !mention.stem.has_article
        && line
            .words
            .get(mention.at + 1)
            .is_some_and(|next| next.stems.iter().any(|stem| crate::lexicon::arabic_role(stem.text, |_, _| false).is_some()));
    let is_behind_door =
        line.words.get(mention.at.wrapping_sub(1)).is_some_and(|before| before.stems.iter().any(|stem| stem.text == "باب"));
    names_room || is_office || is_behind_door && mention.entry.lemma.starts_with("مكتب")
}

/// Belief in a match, or `None` when the word is more likely something else.
fn belief(line: &ActionLine<'_>, at: usize, matched: &Match<'_>) -> Option<f64> {
    let word = line.words.get(at)?;
    let stem = word.stems.get(matched.form)?;
    let is_marked = stem.has_article || !stem.pronoun.is_empty() || stem.preposition().is_some();
    if (matched.is_construct && stem.pronoun.is_empty() && !stem.is_dual) || stem.preposition() == Some('ك') {
        return None;
    }
    if matched.tokens == 1
        && (words::is_function(word.folded) || (stem.text.chars().count() < 3 && !is_marked && !stem.proclitic.is_empty()))
    {
        return None;
    }
    let is_described = matched.tokens == 1 && is_arabic_qualifier(stem.text) && is_behind_noun(line, at);
    if is_described || super::people::is_aged(line, at) {
        return None;
    }
    let describes = line.verb(at).is_some_and(|verb| verb.is_participle)
        && matches!(line.letters(at + 1), "عليه" | "عليها" | "فيه" | "فيها" | "به" | "بها");
    if describes || line.before(at, 1) == "غير" {
        return None;
    }
    let nounness = if stem.has_article || !stem.pronoun.is_empty() || matched.tokens > 1 { 1.0 } else { matched.entry.noun };
    let is_verb = !stem.has_article && line.verb(at).is_some_and(|verb| !verb.is_participle) && matched.tokens == 1;
    let verbness = if is_verb && (at == 0 || matched.entry.noun < 0.9) { 0.3 } else { 1.0 };
    let belief = matched.entry.sense * matched.belief * nounness * verbness;
    (belief >= LEAST_BELIEF).then_some(belief)
}

/// فوانيس معلقة, اللوحة المعلقة: behind a noun the word describes it.
fn is_behind_noun(line: &ActionLine<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| line.words.get(before)) else { return false };
    let is_tied = line.words.get(at).is_some_and(|word| word.after_mark || word.folded.starts_with('و'));
    !is_tied && !words::is_function(before.folded) && line.verb(at - 1).is_none() && line.name(at - 1).is_none()
}

fn mention<'a>(line: &ActionLine<'a>, at: usize, matched: &Match<'static>, belief: f64) -> Option<Mention<'a>> {
    let word = line.words.get(at)?;
    let stem = *word.stems.get(matched.form)?;
    let known_end = at + matched.tokens;
    let end = phrase_end(line, at, known_end, &stem);
    let last = line.words.get(end.checked_sub(1)?)?;
    let head_span = line.folded.noun_span(word, &stem);
    let qualifiers: BTreeSet<String> = (known_end..end).map(|place| bare(line.letters(place)).to_owned()).collect();
    let count = words::numeral(line.before(at, 1)).filter(|count| *count > 0);
    let is_plural = !matched.is_lemma && !stem.is_dual && is_plural_form(stem.text, matched.entry);
    let quantity = if stem.is_dual { Some(2) } else { count.or(if is_plural { None } else { Some(1) }) };
    let head = if matched.tokens > 1 && line.verb(at).is_some() {
        line.span(at, known_end)
            .map_or_else(|| matched.entry.lemma.clone(), |span| line.folded.text_of(span).trim_start_matches(['و', 'ف']).to_owned())
    } else if matched.tokens > 1 && !matched.is_lemma {
        (at..known_end)
            .map(|place| if place == at { line.folded.written(word, &stem).to_owned() } else { written(line, place) })
            .collect::<Vec<_>>()
            .join(" ")
    } else if matched.is_construct || matched.tokens > 1 && stem.is_dual {
        matched.entry.lemma.clone()
    } else if matched.is_lemma {
        spelled(line, (at, known_end), &stem, &matched.entry.lemma)
    } else {
        line.folded.written(word, &stem).to_owned()
    };
    let name = std::iter::once(head).chain((known_end..end).map(|place| written(line, place))).collect::<Vec<_>>().join(" ");
    Some(Mention { entry: matched.entry, at, end, stem, span: head_span.cover(last.span), name, qualifiers, quantity, belief })
}

/// The lemma as the writer spells it: with all its letters when he leaves dots or hamzas out, with his own when they are as many.
fn spelled(line: &ActionLine<'_>, (from, to): (usize, usize), stem: &Stem<'_>, lemma: &str) -> String {
    let own: Vec<String> = (from..to)
        .map(|place| match line.words.get(place) {
            Some(word) if place == from => line.folded.written(word, stem).to_owned(),
            _ => written(line, place),
        })
        .collect();
    let own = own.join(" ");
    let careful = |text: &str| text.chars().filter(|c| matches!(c, 'ة' | 'أ' | 'إ' | 'آ' | 'ئ' | 'ؤ' | 'ء')).count();
    if careful(&own) > careful(lemma) && stem.pronoun.is_empty() && !stem.is_dual { own } else { lemma.to_owned() }
}

/// The written word without its article.
fn written(line: &ActionLine<'_>, at: usize) -> String {
    let Some(word) = line.words.get(at) else { return String::new() };
    let stem = word.stems.iter().find(|stem| stem.proclitic == "ال").or(word.stems.iter().find(|stem| stem.proclitic.is_empty()));
    stem.map_or_else(String::new, |stem| line.folded.written(word, stem).to_owned())
}

fn bare(folded: &str) -> &str {
    folded.strip_prefix("ال").filter(|rest| rest.chars().count() > 1).unwrap_or(folded)
}

/// A form that is neither the lemma nor a spelling variant of it: plurals end in a sound ending or differ in more than the last letter.
fn is_plural_form(form: &str, entry: &Entry) -> bool {
    let lemma = crate::text::fold_key(&entry.lemma);
    form != lemma
        && form.strip_suffix('ت') != lemma.strip_suffix('ه')
        && (form.ends_with("ات")
            || form.ends_with("ين")
            || form.ends_with("ون")
            || !form.starts_with(lemma.get(..lemma.len().min(6)).unwrap_or(&lemma)))
}

/// Adjectives that agree, and the owner or material behind a noun in construct.
fn phrase_end(line: &ActionLine<'_>, at: usize, known_end: usize, stem: &Stem<'_>) -> usize {
    const LONGEST: usize = 2;
    let is_definite = stem.has_article || !stem.pronoun.is_empty();
    let mut end = known_end;
    while end < (known_end + LONGEST).min(line.words.len()) {
        let Some(word) = line.words.get(end).filter(|word| !word.after_mark) else { break };
        let is_owned = end == known_end + 1 && is_owner_name(line, known_end);
        let goes_on = if is_definite || is_owned {
            is_definite_adjective(line, end, word)
        } else {
            is_indefinite_qualifier(line, end, word, end == at + 1)
        };
        if !goes_on {
            break;
        }
        end += 1;
    }
    end
}

fn is_owner_name(line: &ActionLine<'_>, at: usize) -> bool {
    line.name(at).is_some() || crate::lexicon::is_arabic_given_name(line.letters(at)) && !words::is_function(line.letters(at))
}

fn is_definite_adjective(line: &ActionLine<'_>, at: usize, word: &Word<'_>) -> bool {
    let Some(rest) = word.folded.strip_prefix("ال") else { return false };
    let opens_clause = matches!(line.letters(at + 1), "عليه" | "عليها" | "فيه" | "فيها" | "به" | "بها" | "اسفله" | "اسفلها");
    !words::is_function(word.folded)
        && line.name(at).is_none()
        && !opens_clause
        && (is_arabic_qualifier(rest)
            || !is_noun(&[Probe(rest)]) && rest.chars().count() > 2 && line.verb(at).is_none_or(|verb| verb.is_participle))
}

fn is_indefinite_qualifier(line: &ActionLine<'_>, at: usize, word: &Word<'_>, is_next: bool) -> bool {
    is_arabic_qualifier(word.folded)
        || is_next
            && (is_owner_name(line, at) && !word.folded.starts_with("ال")
                || word.folded.starts_with("ال") && !words::is_function(word.folded) && line.verb(at).is_none() && line.name(at).is_none())
}
