//! Stunts: falls, crashes, chases, fights, attacks on a person. Owns which verb phrases need a stunt coordinator.

use super::phrase;
use crate::breakdown::Category;
use crate::breakdown::arabic::people::is_somebody;
use crate::breakdown::arabic::scan::{Probe, is_noun};
use crate::breakdown::arabic::scene_text::{ActionLine, lexicon_ar};
use crate::breakdown::candidate::Candidate;
use crate::language::Bilingual;
use crate::lexicon::VerbClasses;

/// Subjects whose fall is no stunt: eyes, tears, looks, light, silence, things.
const HARMLESS: &[&str] = &[
    "عين",
    "عينه",
    "عينها",
    "عيناه",
    "عيناها",
    "عينيه",
    "عينيها",
    "نظره",
    "نظرها",
    "نظر",
    "نظراته",
    "نظراتها",
    "دموعه",
    "دموعها",
    "دمعه",
    "دموع",
    "راسه",
    "راسها",
    "يده",
    "يدها",
    "قلبه",
    "قلبها",
    "النور",
    "الضوء",
    "الصمت",
    "المطر",
    "الامطار",
    "الثلج",
    "الشمس",
    "قلب",
    "علي",
    "عليه",
    "عليها",
    "نقطه",
    "قطره",
    "قطرات",
    "ارضا",
    "بالحبل",
    "الحبل",
];

/// Nouns that name a stunt by themselves.
const NOUNS: &[&str] =
    &["مطارده", "عراك", "خناقه", "شجار", "اشتباك", "مشاجره", "معركه", "مبارزه", "انقلاب السياره", "تصادم", "حادث", "مصارعه"];

/// A stunt at a word.
pub(super) fn stunt(line: &ActionLine<'_>, at: usize) -> Option<Candidate> {
    let word = line.words.get(at)?;
    if line.is_denied(at) || line.is_compared(at) {
        return None;
    }
    if word.stems.iter().any(|stem| NOUNS.contains(&stem.text) && stem.belief > 0.75) {
        return candidate(line, at, at + 1, word.stems.iter().find(|stem| NOUNS.contains(&stem.text)).map_or("", |stem| stem.text));
    }
    if throws_oneself(line, at) {
        return candidate(line, at, at + 3, "القاء");
    }
    let verb = line.verb(at)?;
    if verb.is_participle {
        return None;
    }
    let is_moving = verb.classes.any(VerbClasses::STUNT) && falls(line, at, verb.has_object);
    let is_attack = verb.classes.any(VerbClasses::ATTACK) && attacks_person(line, at, verb.has_object);
    if !(is_moving || is_attack) {
        return None;
    }
    candidate(line, at, at + 2, word.folded)
}

fn candidate(line: &ActionLine<'_>, from: usize, to: usize, key: &str) -> Option<Candidate> {
    let rationale = Bilingual::new("فعل يحتاج إلى منسق مشاهد خطرة", "an action that needs a stunt coordinator");
    phrase(line, (from, to), Category::Stunts, key, rationale)
}

/// Pushing is violence only where it says so: يدفعها فوق الكاونتر pushes a coin, يدفعه أرضاً a man.
fn is_push(line: &ActionLine<'_>, at: usize) -> bool {
    line.letters(at).contains("دفع")
}

fn is_violent(line: &ActionLine<'_>, at: usize) -> bool {
    const SIGNS: &[&str] =
        &["بقوه", "بعنف", "ارضا", "بشده", "بغضب", "بغلظه", "الارض", "الحائط", "الحيط", "الخلف", "الوراء", "السلم", "الشرفه", "النافذه"];
    is_somebody(line, at + 1) || (at + 1..at + 6).any(|place| SIGNS.contains(&line.letters(place)))
}

/// يلقي بنفسه: a person throws himself somewhere.
fn throws_oneself(line: &ActionLine<'_>, at: usize) -> bool {
    let letters = line.letters(at).trim_start_matches(['و', 'ف']);
    ["لقي", "رمي", "قذف"].iter().any(|stem| letters.contains(stem))
        && (at + 1..at + 3).any(|place| matches!(line.letters(place), "بنفسه" | "بنفسها" | "نفسه" | "نفسها" | "بانفسهم"))
}

/// A person or vehicle falls, jumps, crashes; a thing that drops is none.
fn falls(line: &ActionLine<'_>, at: usize, has_object: bool) -> bool {
    let subject = line.letters(at + 1);
    if HARMLESS.contains(&subject)
        || HARMLESS.contains(&line.letters(at + 2)) && is_somebody(line, at + 1) && line.letters(at + 2).ends_with("ه")
    {
        return false;
    }
    has_object
        || is_somebody(line, at + 1)
        || is_somebody(line, at.wrapping_sub(1))
        || is_vehicle(line, at + 1)
        || is_vehicle(line, at.wrapping_sub(1))
        || matches!(subject, "من" | "علي" | "في" | "الي" | "ارضا" | "فوق") && is_last_named_a_person(line, at)
}

/// Going back from the verb, the first noun is a person and not a thing (يطير الخاتم ويقع).
fn is_last_named_a_person(line: &ActionLine<'_>, at: usize) -> bool {
    const REACH: usize = 6;
    let named = (at.saturating_sub(REACH)..at).rev().find(|place| is_somebody(line, *place) || is_thing(line, *place));
    named.is_some_and(|place| is_somebody(line, place))
}

fn is_thing(line: &ActionLine<'_>, at: usize) -> bool {
    line.words.get(at).is_some_and(|word| word.stems.iter().any(|stem| is_noun(&[Probe(stem.text)])))
}

fn is_vehicle(line: &ActionLine<'_>, at: usize) -> bool {
    line.words.get(at).is_some_and(|word| {
        word.stems.iter().any(|stem| {
            lexicon_ar()
                .longest(&[Probe(stem.text)], |found| found.tokens == 1)
                .is_some_and(|found| found.entry.category.category() == Some(Category::Vehicles))
        })
    })
}

/// Somebody is hit: an object pronoun, or a second person behind the verb.
fn attacks_person(line: &ActionLine<'_>, at: usize, has_object: bool) -> bool {
    if matches!(line.letters(at + 1), "بيده" | "بيدها" | "كفا" | "جرس")
        || matches!(line.letters(at + 2), "بيده" | "بيدها" | "الباب" | "الجرس")
    {
        return false;
    }
    const WORKED: &[&str] = &["زر", "زرار", "ازرار", "مفتاح", "مفاتيح", "كيبورد", "المكتب", "الطاوله", "المنضده", "الارض"];
    if (1..=4).any(|ahead| line.words.get(at + ahead).is_some_and(|word| word.stems.iter().any(|stem| WORKED.contains(&stem.text))))
        && !has_object
    {
        return false;
    }
    // يدفعان نقالة: the thing behind the verb is what is pushed.
    if !has_object && is_thing(line, at + 1) && !is_somebody(line, at + 1) {
        return false;
    }
    if is_push(line, at) && !is_violent(line, at) {
        return false;
    }
    let people = (at + 1..at + 5).filter(|place| is_somebody(line, *place)).count();
    has_object || people >= 2 || people == 1 && at > 0 && is_somebody(line, at - 1)
}
