//! Who touches a thing: the rule that makes a prop of it or leaves it to the set dressing. Owns the grammar of touching (verb, preposition,
//! pronoun, hand phrases). Source: the practice of breakdown that what is touched or carried is a prop, the rest is dressing.

use super::scan::Mention;
use super::scene_text::ActionLine;
use super::words;
use crate::language::Bilingual;
use crate::lexicon::VerbClasses;

/// How a thing is dealt with in its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Touch {
    /// Nothing says that anybody touches it.
    Untouched,
    /// It lies, stands or hangs somewhere.
    Located,
    /// It belongs to somebody (هاتفه).
    Possessed,
    /// The story points at it (يجد، ينظر إلى).
    Pointed,
    /// It is in a hand or pocket.
    Held,
    /// It is eaten, drunk or smoked.
    Consumed,
    /// A device that is used.
    Used,
    /// It is taken, opened, given, put.
    Handled,
}

impl Touch {
    /// The thing is a prop by the rule of touch.
    pub(super) fn makes_prop(self) -> bool {
        self >= Self::Possessed
    }

    /// Attribute of the element.
    pub(super) fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Handled | Self::Held => Some("HANDLED"),
            Self::Consumed => Some("CONSUMED"),
            Self::Used => Some("INTERACTIVE"),
            Self::Pointed => Some("POINTED_AT"),
            Self::Possessed => Some("PERSONAL"),
            Self::Untouched | Self::Located => None,
        }
    }

    /// Why, for the evidence.
    pub(super) fn rationale(self) -> Bilingual {
        let (ar, en) = match self {
            Self::Handled => ("شخصية تتعامل معه بيدها", "a character handles it"),
            Self::Held => ("في يد شخصية أو معها", "in a character's hand or with them"),
            Self::Consumed => ("يؤكل أو يُشرب أو يُدخَّن", "it is eaten, drunk or smoked"),
            Self::Used => ("جهاز يستخدمه شخص", "a device that somebody uses"),
            Self::Pointed => ("الحدث يلفت النظر إليه", "the story points at it"),
            Self::Possessed => ("غرض شخصي لشخصية", "a character's own thing"),
            Self::Located => ("موجود في المكان دون أن يُلمس", "it is in the place, untouched"),
            Self::Untouched => ("مذكور دون أن يُلمس", "mentioned, not touched"),
        };
        Bilingual::new(ar, en)
    }
}

/// How the thing of a mention is dealt with.
pub(super) fn touch(line: &ActionLine<'_>, mention: &Mention<'_>) -> Touch {
    if is_in_hand(line, mention) {
        return Touch::Held;
    }
    if is_taken_up(line, mention) {
        return Touch::Handled;
    }
    // مسحراتي بطبلة, رجل بحقيبة: a person with a thing.
    let is_with = mention.stem.preposition() == Some('ب') && !mention.stem.has_article;
    if is_with && mention.at > 0 && super::people::is_somebody(line, mention.at - 1) {
        return Touch::Held;
    }
    let by_verb = by_verb(line, mention);
    let possessed = if mention.stem.pronoun.is_empty() { Touch::Untouched } else { Touch::Possessed };
    by_verb.max(possessed)
}

/// في يده، بيدها، معه، من جيبه، على ذراعه: right before the thing or right behind it.
fn is_in_hand(line: &ActionLine<'_>, mention: &Mention<'_>) -> bool {
    const WITH: &[&str] = &["معه", "معها", "ومعه", "ومعها", "معهم", "بيده", "بيدها", "وبيده", "وبيدها", "بيديه", "بيديها"];
    const HANDS: &[&str] = &[
        "يده",
        "يدها",
        "يديه",
        "يديها",
        "يداه",
        "يداها",
        "يدهم",
        "ايديهم",
        "ايدهم",
        "ايده",
        "ايدها",
        "كفه",
        "كفها",
        "جيبه",
        "جيبها",
        "حضنه",
        "حضنها",
        "ذراعه",
        "ذراعها",
        "كتفه",
        "كتفها",
        "فمه",
        "فمها",
        "اصابعه",
        "اصابعها",
        "ظهره",
        "ظهرها",
    ];
    let before = (1..=3).any(|back| {
        let word = line.before(mention.at, back);
        WITH.contains(&word) && back == 1
            || HANDS.contains(&word)
                && matches!(line.before(mention.at, back + 1), "في" | "وفي" | "من" | "بين" | "وبين" | "علي" | "وعلي" | "تحت")
    });
    let behind = (0..2).any(|ahead| {
        let at = mention.end + ahead;
        WITH.contains(&line.letters(at)) && ahead == 0
            || HANDS.contains(&line.letters(at + 1)) && matches!(line.letters(at), "في" | "من" | "بين" | "علي" | "تحت")
    });
    before || behind
}

/// The next verb deals with it by a pronoun: يتجه إلى الشاشة ويشعلها.
fn is_taken_up(line: &ActionLine<'_>, mention: &Mention<'_>) -> bool {
    const REACH: usize = 4;
    let next = (mention.end..mention.end + REACH).find_map(|at| line.verb(at));
    next.is_some_and(|verb| verb.has_object && verb.classes.any(VerbClasses::HAND) && !verb.is_participle)
}

fn by_verb(line: &ActionLine<'_>, mention: &Mention<'_>) -> Touch {
    let Some((place, verb)) = line.governing_verb(mention.at) else { return Touch::Untouched };
    let before = line.before(mention.at, 1);
    let behind_place = words::is_place(before) && !matches!(before, "في" | "داخل");
    let is_with = mention.stem.preposition() == Some('ب');
    let classes = verb.classes;
    if classes.any(VerbClasses::BE) {
        return Touch::Located;
    }
    if classes.any(VerbClasses::CONSUME) && !behind_place {
        return Touch::Consumed;
    }
    if classes.any(VerbClasses::DEVICE) && (matches!(before, "في" | "علي" | "عبر") || classes.any(VerbClasses::HAND) || is_with) {
        return Touch::Used;
    }
    if classes.any(VerbClasses::MOVE) && is_with && !mention.stem.has_article {
        return Touch::Held;
    }
    // The tool of the action: يدق بالمطرقة, يضربه بعصا.
    if is_with && (classes.any(VerbClasses::KNOCK) || classes.any(VerbClasses::ATTACK)) {
        return Touch::Handled;
    }
    let is_machine = mention.entry.attributes.iter().any(|name| matches!(name.as_str(), "ELECTRONIC" | "APPLIANCE" | "PHONE"));
    if is_machine && before == "علي" && classes.any(VerbClasses::ACT) {
        return Touch::Used;
    }
    let is_near = mention.at - place <= 5 || (mention.stem.proclitic.starts_with('و') && mention.at - place <= 8);
    if classes.any(VerbClasses::HAND) && is_near {
        let takes_place = classes.any(VerbClasses::DEVICE) && before == "علي";
        let far_landmark = behind_place || matches!(before, "في" | "داخل") && classes.any(VerbClasses::MOVE);
        return if far_landmark && !takes_place { Touch::Located } else { Touch::Handled };
    }
    if classes.any(VerbClasses::POINT) && !behind_place && is_near {
        return Touch::Pointed;
    }
    if behind_place { Touch::Located } else { Touch::Untouched }
}
