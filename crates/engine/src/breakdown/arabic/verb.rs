//! Verbs of action lines: which word is a verb and of which classes. Owns conjugation by affixes; the verbs are in
//! `lexicon/ar/verbs/*.tsv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::{VerbClasses, arabic_verbs};

/// A verb at a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verb {
    /// What it does.
    pub(super) classes: VerbClasses,
    /// Third person feminine singular or second person (`تـ`).
    pub(super) starts_with_ta: bool,
    /// An active participle or verbal noun.
    pub(super) is_participle: bool,
    /// Object pronoun on the verb (يمسكها).
    pub(super) has_object: bool,
}

#[derive(Debug, Default)]
struct Forms {
    present: FxHashMap<Box<str>, VerbClasses>,
    past: FxHashMap<Box<str>, VerbClasses>,
    participle: FxHashMap<Box<str>, VerbClasses>,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let mut forms = Forms::default();
    for verb in arabic_verbs() {
        for present in &verb.present {
            let stem: String = present.chars().skip(1).collect();
            *forms.present.entry(stem.into()).or_default() |= verb.classes;
        }
        for past in &verb.past {
            *forms.past.entry(past.as_str().into()).or_default() |= verb.classes;
        }
        for participle in &verb.participles {
            *forms.participle.entry(participle.as_str().into()).or_default() |= verb.classes;
        }
    }
    forms
});

/// Endings of the present: number and gender, then object pronouns.
const ENDINGS: [&str; 8] = ["", "ون", "وا", "ان", "ين", "ن", "و", "ا"];
const OBJECTS: [&str; 8] = ["", "ه", "ها", "هم", "هما", "هن", "وه", "وها"];
/// Conjunctions, the jussive or final `ل`, future marks and the Egyptian present mark before the person letter.
const LEADS: [&str; 15] = ["", "و", "ف", "ل", "ول", "فل", "س", "وس", "فس", "ب", "وب", "ه", "ح", "وه", "ا"];

/// Words before a past verb; without one of them a past form is too often a noun (صورة، رنا), as action is written in the present.
const BEFORE_PAST: [&str; 14] = ["", "قد", "وقد", "لقد", "فقد", "الذي", "التي", "الذين", "حتي", "ثم", "كان", "كانت", "كما", "بعدما"];

/// The verb that a folded word is behind the word `before`, if any.
pub(super) fn verb(folded: &str, before: &str) -> Option<Verb> {
    present(folded).or_else(|| participle(folded)).or_else(|| if BEFORE_PAST.contains(&before) { past(folded) } else { None })
}

fn present(folded: &str) -> Option<Verb> {
    LEADS.iter().find_map(|lead| {
        let rest = folded.strip_prefix(lead)?;
        let person = rest.chars().next().filter(|letter| matches!(letter, 'ي' | 'ت' | 'ن'))?;
        let stem = rest.strip_prefix(person)?;
        let (classes, has_object) = without_endings(stem, &FORMS.present)?;
        Some(Verb { classes, starts_with_ta: person == 'ت', is_participle: false, has_object })
    })
}

fn without_endings(stem: &str, forms: &FxHashMap<Box<str>, VerbClasses>) -> Option<(VerbClasses, bool)> {
    OBJECTS.iter().find_map(|object| {
        let rest = stem.strip_suffix(object)?;
        let found = ENDINGS.iter().find_map(|ending| {
            let bare = rest.strip_suffix(ending)?;
            forms.get(bare).or_else(|| if ending.is_empty() { None } else { weak(bare, forms) })
        });
        found.map(|classes| (*classes, !object.is_empty()))
    })
}

/// A final weak letter drops before the plural ending (يرمي, يرمون).
fn weak<'a>(bare: &str, forms: &'a FxHashMap<Box<str>, VerbClasses>) -> Option<&'a VerbClasses> {
    if bare.chars().count() < 2 {
        return None;
    }
    ["ي", "ا", "و"].iter().find_map(|letter| forms.get(format!("{bare}{letter}").as_str()))
}

fn participle(folded: &str) -> Option<Verb> {
    ["", "و", "ف", "ال", "وال", "ب", "لل", "ل"].iter().find_map(|lead| {
        let rest = folded.strip_prefix(lead)?;
        ["", "ه", "ان", "ين", "ون", "ات", "تان", "تين", "ها", "تها", "هما"].iter().find_map(|ending| {
            let bare = rest.strip_suffix(ending)?;
            let classes = *FORMS.participle.get(bare)?;
            Some(Verb {
                classes,
                starts_with_ta: ending.starts_with('ه') || ending.starts_with('ت'),
                is_participle: true,
                has_object: false,
            })
        })
    })
}

fn past(folded: &str) -> Option<Verb> {
    ["", "و", "ف"].iter().find_map(|lead| {
        let rest = folded.strip_prefix(lead)?;
        ["", "ت", "وا", "ا", "تا", "ن", "ه", "ها", "ته", "تها"].iter().find_map(|ending| {
            let bare = rest.strip_suffix(ending)?;
            let classes = *FORMS.past.get(bare)?;
            Some(Verb {
                classes,
                starts_with_ta: ending.starts_with('ت'),
                is_participle: false,
                has_object: ending.ends_with('ه') || ending.ends_with("ها"),
            })
        })
    })
}
