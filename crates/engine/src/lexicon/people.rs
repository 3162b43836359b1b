//! People in running text: roles by trade, age and kinship with their plurals, and given names. Owns the format of `ar/people.tsv`
//! (singular forms, plural and collective forms, attributes) and `ar/given_names.tsv` (name, gender).

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::registry::{ARABIC_NAMES, ARABIC_PEOPLE, ARABIC_QUALIFIERS};
use super::verbs::rows;
use crate::text::fold_key;

/// A role noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Singular, as in the list.
    pub lemma: String,
    /// The form found is a plural or a collective.
    pub is_plural: bool,
    /// Finer kinds, upper case.
    pub attributes: Vec<String>,
}

#[derive(Debug, Default)]
struct People {
    /// First word of each form to its other words and the role.
    forms: FxHashMap<String, Vec<(Vec<String>, Role)>>,
    names: FxHashSet<String>,
}

static ARABIC: LazyLock<People> = LazyLock::new(|| {
    let mut people = People::default();
    for (_, line) in ARABIC_PEOPLE.iter().flat_map(|(_, text)| rows(text)) {
        let mut cells = line.split('\t');
        let (singular, plural) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        let attributes: Vec<String> =
            cells.next().unwrap_or_default().split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let lemma = singular.split('|').chain(plural.split('|')).find(|form| !form.is_empty()).unwrap_or_default();
        for (forms, is_plural) in [(singular, false), (plural, true)] {
            for form in forms.split('|').map(fold_key).filter(|form| !form.is_empty()) {
                let mut words = form.split(' ').map(str::to_owned);
                let Some(first) = words.next() else { continue };
                let role = Role { lemma: lemma.to_owned(), is_plural, attributes: attributes.clone() };
                people.forms.entry(first).or_default().push((words.collect(), role));
            }
        }
    }
    add_background(&mut people);
    for (_, line) in ARABIC_NAMES.iter().flat_map(|(_, text)| rows(text)) {
        people.names.insert(fold_key(line.split('\t').next().unwrap_or_default()));
    }
    people
});

/// Roles that only the element lists know: a lemma with other forms is a singular, one without is a collective; the feminine is a singular.
fn add_background(people: &mut People) {
    let background = super::Reading::Element(crate::breakdown::Category::BackgroundActors);
    for entry in
        super::lexicon(crate::language::Language::Ar).entries().iter().filter(|entry| entry.category == background && entry.sense >= 0.5)
    {
        let lemma = fold_key(&entry.lemma);
        let forms = entry.forms.iter().map(|form| fold_key(form)).map(|form| (form.strip_suffix('ه') != Some(lemma.as_str()), form));
        for (is_plural, form) in std::iter::once((entry.forms.is_empty() && entry.attributes.contains("CROWD"), lemma.clone())).chain(forms)
        {
            let mut words = form.split(' ').map(str::to_owned);
            let Some(first) = words.next() else { continue };
            let rest: Vec<String> = words.collect();
            let known = people.forms.entry(first).or_default();
            if !known.iter().any(|(other, _)| *other == rest) {
                let attributes = entry.attributes.iter().cloned().collect();
                known.push((rest, Role { lemma: entry.lemma.clone(), is_plural, attributes }));
            }
        }
    }
}

/// The longest role that starts with `first` and goes on with `rest`; `rest` yields the comparison forms of each following word.
/// Returns the role and the number of words.
pub fn arabic_role(first: &str, rest: impl Fn(usize, &str) -> bool) -> Option<(&'static Role, usize)> {
    let forms = ARABIC.forms.get(first)?;
    let fits = |words: &[String]| words.iter().enumerate().all(|(at, word)| rest(at, word));
    let found = forms.iter().filter(|(words, _)| fits(words)).max_by_key(|(words, _)| words.len());
    found.map(|(words, role)| (role, 1 + words.len()))
}

/// Whether a folded word is a given name.
#[must_use]
pub fn is_arabic_given_name(folded: &str) -> bool {
    ARABIC.names.contains(folded)
}

static QUALIFIERS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let lines = ARABIC_QUALIFIERS.iter().flat_map(|(_, text)| rows(text));
    lines.flat_map(|(_, line)| line.split('|')).map(fold_key).collect()
});

/// Whether a folded word without article is an adjective that matters for a thing (`ar/qualifiers.tsv`: forms separated by `|`).
#[must_use]
pub fn is_arabic_qualifier(folded: &str) -> bool {
    QUALIFIERS.contains(folded)
}
