//! One look-up for all words and names of all rules: a map from the first word to the phrases that begin with it. Owns building and matching, the guards
//! against negation, comparison and names of characters.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::words::{Line, Word};
use super::{Context, Gazetteer, Hit, Hits, Lines, Owner, Trigger, all};
use crate::breakdown::candidate::SceneContext;
use crate::evidence::Quoter;
use crate::language::Bilingual;
use crate::lexicon::gazetteer;
use crate::text::{Span, fold_key};

/// What a phrase sets off.
#[derive(Debug, Clone, Copy)]
struct Target {
    owner: Owner,
    /// `None` for a word of the language.
    name: Option<NameGuard>,
    lines: Lines,
}

/// What a name needs.
#[derive(Debug, Clone, Copy)]
struct NameGuard {
    gazetteer: Gazetteer,
    needs: Option<Context>,
}

#[derive(Debug)]
struct Phrase {
    first: String,
    rest: Vec<String>,
    target: Target,
}

static INDEX: LazyLock<FxHashMap<String, Vec<Phrase>>> = LazyLock::new(build);

fn build() -> FxHashMap<String, Vec<Phrase>> {
    let mut index: FxHashMap<String, Vec<Phrase>> = FxHashMap::default();
    let mut insert = |text: &str, target: Target| {
        let key = fold_key(text).replace(|c: char| !c.is_alphanumeric(), " ");
        let mut words = key.split_whitespace().map(str::to_owned);
        if let Some(first) = words.next() {
            index.entry(first.clone()).or_default().push(Phrase { first, rest: words.collect(), target });
        }
    };
    for (owner, trigger) in all() {
        match trigger {
            Trigger::Words { ar, en, lines } => {
                ar.iter().chain(*en).for_each(|word| insert(word, Target { owner, name: None, lines: *lines }));
            }
            Trigger::Names(list) => {
                for name in gazetteer::names(list.file()) {
                    let needs = name.needs.as_deref().and_then(Context::named);
                    let target = Target { owner, name: Some(NameGuard { gazetteer: *list, needs }), lines: Lines::SeenOrSaid };
                    insert(&name.name, target);
                    name.forms.iter().for_each(|form| insert(form, target));
                }
            }
            Trigger::Elements(..) | Trigger::Form(_) | Trigger::Heading(_) => {}
        }
    }
    index
}

impl Gazetteer {
    /// Its list in `lexicon/gazetteer`.
    pub(super) fn file(self) -> &'static str {
        match self {
            Self::Persons => "persons",
            Self::Brands => "brands",
            Self::Songs => "songs",
            Self::ScreenWorks => "screen_works",
            Self::Artworks => "artworks",
            Self::Books => "books",
            Self::Institutions => "institutions",
            Self::Places => "places",
        }
    }
}

/// Adds the hits of one line; of phrases with the same owner that begin at the same word the longest counts.
pub(super) fn matches(context: &SceneContext<'_>, line: &Line, quoter: &Quoter<'_>, hits: &mut Hits) {
    for at in 0..line.words.len() {
        let Some(word) = line.words.get(at) else { continue };
        let mut best: Vec<(Owner, usize)> = Vec::new();
        let mut found: Vec<(&Target, usize)> = Vec::new();
        for phrase in word.forms.iter().filter_map(|form| INDEX.get(form)).flatten() {
            let end = at + 1 + phrase.rest.len();
            let inflected = phrase.target.name.is_some() && word.whole().is_ascii() && !word.begins(&phrase.first);
            let fits = !inflected
                && phrase.rest.iter().enumerate().all(|(n, part)| line.words.get(at + 1 + n).is_some_and(|word| is_part(word, part)));
            if fits && counts(context, line, at, end, &phrase.target) {
                found.push((&phrase.target, end));
            }
        }
        found.sort_by_key(|(_, end)| std::cmp::Reverse(*end));
        for (target, end) in found {
            if best.iter().any(|(owner, _)| *owner == target.owner) {
                continue;
            }
            best.push((target.owner, end));
            if let Some(hit) = hit(context, line, at, end, target, quoter) {
                hits.add(target.owner, hit);
            }
        }
    }
}

fn is_part(word: &Word, part: &str) -> bool {
    word.forms.iter().any(|form| form == part)
}

fn counts(context: &SceneContext<'_>, line: &Line, at: usize, end: usize, target: &Target) -> bool {
    if line.said && target.lines == Lines::Seen {
        return false;
    }
    match target.name {
        None => !is_denied_or_compared(line, at),
        Some(guard) => {
            let written = line.words.get(at..end).unwrap_or_default();
            written.first().is_some_and(|word| word.could_be_name)
                && guard.needs.is_none_or(|needs| needs.is_near(line, at, end))
                && !(is_of_people(guard.gazetteer) && names_a_character(context, written))
        }
    }
}

/// Lists whose names a script may give to its own characters.
fn is_of_people(list: Gazetteer) -> bool {
    !matches!(list, Gazetteer::Institutions | Gazetteer::Places)
}

/// Nothing is there when the text says that it is not, or that something else looks like it.
fn is_denied_or_compared(line: &Line, at: usize) -> bool {
    const DENIALS: [&str; 13] = ["لا", "لم", "ليس", "ليست", "بدون", "دون", "غير", "مفيش", "no", "not", "without", "never", "t"];
    const COMPARISONS: [&str; 9] = ["كانه", "كانها", "كان", "مثل", "زي", "like", "as", "resembling", "resembles"];
    (1..=2).filter_map(|back| at.checked_sub(back)).filter_map(|at| line.words.get(at)).any(|word| {
        let whole = word.whole();
        DENIALS.contains(&whole) || (COMPARISONS.contains(&whole) && whole != "كان")
    })
}

/// A character of the script who happens to have the name: the script's own person.
fn names_a_character(context: &SceneContext<'_>, written: &[Word]) -> bool {
    context.screenplay.characters.iter().any(|character| {
        std::iter::once(&character.name).chain(&character.aliases).any(|name| {
            let own = fold_key(name);
            let own: Vec<&str> = own.split(' ').collect();
            written.iter().all(|word| word.forms.iter().any(|form| own.contains(&form.as_str())))
        })
    })
}

fn hit(context: &SceneContext<'_>, line: &Line, at: usize, end: usize, target: &Target, quoter: &Quoter<'_>) -> Option<Hit> {
    let (first, last) = (line.words.get(at)?, line.words.get(end.checked_sub(1)?)?);
    let span = Span::new(first.span.start, last.span.end);
    let (rationale, detector) = match target.name {
        None => (Bilingual::new("الكلمة في النص", "The words are in the text"), "word"),
        Some(_) => (Bilingual::new("اسم معروف في القائمة", "A known name of the list"), "gazetteer"),
    };
    let subject = context.screenplay.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Hit { subject, quote: quoter.quote(span), rationale, detector })
}
