//! Dictionary forms of English nouns and verbs: the exception lists of WordNet first, then its suffix rules (`morphy`). A form that no rule
//! touches is its own lemma. Owns no check that the lemma exists beyond the tagger's word list.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::tagger::is_known;

type Exceptions = FxHashMap<&'static str, &'static str>;

static NOUNS: LazyLock<Exceptions> = LazyLock::new(|| exceptions(include_str!("data/noun_exceptions.tsv")));
static VERBS: LazyLock<Exceptions> = LazyLock::new(|| exceptions(include_str!("data/verb_exceptions.tsv")));

fn exceptions(list: &'static str) -> Exceptions {
    list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect()
}

/// Endings of nouns in the plural, the first that fits counts.
const NOUN_RULES: [(&str, &str); 8] =
    [("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x"), ("zzes", "zz"), ("ies", "y"), ("men", "man"), ("s", "")];

/// Endings of verbs; every one is tried until the result is a word.
const VERB_RULES: [(&str, &str); 8] =
    [("ies", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")];

/// Words that end like a plural and are none.
const NOT_PLURAL: [&str; 6] = ["ss", "us", "is", "'s", "ous", "news"];

/// Singular of a lower-case noun; `None` when the form is a singular already.
#[must_use]
pub(crate) fn noun_lemma(form: &str) -> Option<String> {
    if let Some(lemma) = NOUNS.get(form) {
        return (*lemma != form).then(|| (*lemma).to_owned());
    }
    if form.len() < 4 || NOT_PLURAL.iter().any(|end| form.ends_with(end)) {
        return None;
    }
    NOUN_RULES.iter().find_map(|(end, with)| form.strip_suffix(end).map(|stem| format!("{stem}{with}"))).filter(|lemma| lemma.len() > 2)
}

/// Base form of a lower-case verb; the form itself when no rule fits.
#[must_use]
pub(crate) fn verb_lemma(form: &str) -> String {
    if let Some(lemma) = VERBS.get(form) {
        return (*lemma).to_owned();
    }
    let candidates = VERB_RULES.iter().filter_map(|(end, with)| form.strip_suffix(end).map(|stem| (stem, *with)));
    let mut fallback = None;
    for (stem, with) in candidates.filter(|(stem, _)| stem.chars().any(|c| "aeiouy".contains(c)) && stem.len() > 1) {
        let lemma = format!("{stem}{with}");
        if is_known(&lemma) {
            return lemma;
        }
        if let Some(single) = undoubled(stem).filter(|single| with.is_empty() && is_known(single)) {
            return single.to_owned();
        }
        if with.is_empty() && fallback.is_none() {
            fallback = Some(undoubled(stem).map_or(lemma, str::to_owned));
        }
    }
    fallback.unwrap_or_else(|| form.to_owned())
}

/// `grabb` without its doubled last letter; `ll`, `ss` and `zz` stay.
fn undoubled(stem: &str) -> Option<&str> {
    let mut last = stem.chars().rev();
    let (a, b) = (last.next()?, last.next()?);
    (a == b && !"lszaeiou".contains(a)).then(|| stem.get(..stem.len() - a.len_utf8())).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_find_their_singular() {
        for (form, lemma) in [
            ("knives", "knife"),
            ("glasses", "glass"),
            ("policemen", "policeman"),
            ("watches", "watch"),
            ("candies", "candy"),
            ("children", "child"),
            ("envelopes", "envelope"),
            ("boxes", "box"),
        ] {
            assert_eq!(noun_lemma(form).as_deref(), Some(lemma), "{form}");
        }
        for form in ["bus", "glass", "gun", "necklace", "chassis"] {
            assert_eq!(noun_lemma(form), None, "{form}");
        }
    }

    #[test]
    fn verbs_find_their_base() {
        for (form, lemma) in [
            ("grabbed", "grab"),
            ("takes", "take"),
            ("driving", "drive"),
            ("carries", "carry"),
            ("threw", "throw"),
            ("pouring", "pour"),
            ("slips", "slip"),
            ("watches", "watch"),
            ("pulls", "pull"),
        ] {
            assert_eq!(verb_lemma(form), lemma, "{form}");
        }
    }
}
