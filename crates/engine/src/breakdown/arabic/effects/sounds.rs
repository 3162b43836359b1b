//! Sounds from off and music: knocks, rings, voices and noises, songs. Owns verb phrases and `صوت …`; sound nouns are lexicon words.

use super::phrase;
use crate::breakdown::Category;
use crate::breakdown::arabic::scene_text::ActionLine;
use crate::breakdown::arabic::words;
use crate::breakdown::candidate::Candidate;
use crate::language::Bilingual;
use crate::lexicon::VerbClasses;

const DOORS: &[&str] = &["الباب", "باب", "بابها", "بابه", "النافذه", "الشباك"];

/// A knock at a door.
pub(super) fn knock(line: &ActionLine<'_>, at: usize) -> Option<Candidate> {
    let verb = line.verb(at)?;
    let door = (at + 1..at + 5).find(|place| DOORS.contains(&line.letters(*place)));
    let is_noun =
        line.words.get(at).is_some_and(|word| word.stems.iter().any(|stem| matches!(stem.text, "طرق" | "طرقات" | "خبط" | "دق" | "دقات")));
    let door = door.filter(|_| verb.classes.any(VerbClasses::KNOCK) || is_noun)?;
    let rationale = Bilingual::new("طرق على الباب يُسمع", "a knock that is heard");
    phrase(line, (at, door + 1), Category::Sound, "طرق", rationale)
}

/// Something rings, barks, blows.
pub(super) fn ring(line: &ActionLine<'_>, at: usize) -> Option<Candidate> {
    let verb = line.verb(at).filter(|verb| !verb.is_participle)?;
    let is_sound = verb.classes.any(VerbClasses::SOUND) && !verb.classes.any(VerbClasses::ACT) && !verb.classes.any(VerbClasses::KNOCK);
    let rings_bell = verb.classes.any(VerbClasses::KNOCK) && (1..=2).any(|ahead| line.letters(at + ahead).contains("جرس"));
    let is_muted = (at..line.words.len()).any(|place| line.letters(place).contains("صامت"));
    if !(is_sound || rings_bell) || is_muted || line.is_denied(at) {
        return None;
    }
    let last = if line.letters(at + 1).contains("جرس") { at + 3 } else { at + 2 };
    let key = line.letters(at + 1).trim_start_matches("ال").to_owned();
    let rationale = Bilingual::new("صوت يحتاجه المشهد", "a sound that the scene needs");
    phrase(line, (at, last), Category::Sound, &key, rationale)
}

/// صوت طلقات، يُسمع صوت …; not a manner (بصوت عال) and not somebody's voice (صوته).
pub(super) fn voice(line: &ActionLine<'_>, at: usize) -> Option<Candidate> {
    const NOUNS: &[&str] =
        &["صوت", "اصوات", "رنين", "ضوضاء", "ضجيج", "ضوضا", "دوي", "نباح", "صهيل", "صفير", "صدي", "همهمه", "هرج", "جلبه", "صراخ"];
    let word = line.words.get(at)?;
    let stem = word.stems.iter().find(|stem| NOUNS.contains(&stem.text))?;
    if stem.preposition().is_some() || !stem.pronoun.is_empty() || line.is_denied(at) {
        return None;
    }
    let next = line.letters(at + 1);
    let is_manner = matches!(next, "عال" | "عالي" | "منخفض" | "خفيض" | "واطي" | "مرتفع" | "هامس" | "خافت")
        && stem.text == "صوت"
        && line.verb(at.wrapping_sub(1)).is_some();
    let is_person = line.name(at + 1).is_some() || crate::lexicon::is_arabic_given_name(next);
    let has_content = !next.is_empty() && !words::is_function(next) && line.verb(at + 1).is_none() && !is_person || stem.text != "صوت";
    if is_manner || !has_content || (stem.text == "صوت" && stem.has_article) {
        return None;
    }
    let rationale = Bilingual::new("صوت يُسمع في المشهد", "a sound heard in the scene");
    let key = if stem.text == "صوت" { next.trim_start_matches("ال") } else { stem.text };
    phrase(line, (at, at + if stem.text == "صوت" { 2 } else { 1 }), Category::Sound, key, rationale)
}

/// A song or somebody who sings or plays.
pub(super) fn music(line: &ActionLine<'_>, at: usize) -> Option<Candidate> {
    let word = line.words.get(at)?;
    let is_noun = word
        .stems
        .iter()
        .any(|stem| matches!(stem.text, "اغنيه" | "غنوه" | "اغاني" | "موسيقي" | "مزيكا" | "لحن" | "انغام" | "كوبليه" | "موال" | "نشيد"));
    let sings = line.verb(at).is_some_and(|verb| verb.classes.any(VerbClasses::MUSIC) && !verb.is_participle)
        || matches!(word.folded, "مغنيا" | "مغنيه" | "وهو_يغني");
    if !(is_noun || sings) || line.is_denied(at) {
        return None;
    }
    let length = if is_noun {
        1 + (1..4)
            .take_while(|ahead| {
                line.words
                    .get(at + ahead)
                    .is_some_and(|word| !word.after_mark && !words::is_function(word.folded) && line.verb(at + ahead).is_none())
            })
            .count()
    } else {
        3
    };
    let rationale = Bilingual::new("موسيقى أو غناء داخل المشهد", "music or singing in the scene");
    phrase(line, (at, at + length), Category::Music, "موسيقي", rationale)
}

/// A broadcast that is heard: تذيع بيانا, تذيع نشرة الأخبار.
pub(super) fn broadcast(line: &ActionLine<'_>, at: usize) -> Option<Candidate> {
    let is_broadcast = ["يذيع", "تذيع", "يذاع", "تذاع", "يبث", "تبث"].contains(&line.letters(at).trim_start_matches(['و', 'ف']));
    let next = line.letters(at + 1);
    if !is_broadcast || next.is_empty() || next.contains("اغني") || words::is_function(next) {
        return None;
    }
    let rationale = Bilingual::new("إذاعة تُسمع من جهاز", "a broadcast heard from a device");
    phrase(line, (at + 1, at + 3), Category::Sound, next, rationale)
}
