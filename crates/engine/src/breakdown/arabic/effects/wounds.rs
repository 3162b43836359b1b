//! Wounds by verb: somebody cuts a finger, bleeds. Owns make-up that no noun names; wounds as nouns are lexicon words.

use super::phrase;
use crate::breakdown::Category;
use crate::breakdown::arabic::scene_text::ActionLine;
use crate::breakdown::candidate::Candidate;
use crate::language::Bilingual;
use crate::lexicon::VerbClasses;

/// Parts of a body on folded text, before a pronoun is taken off.
const BODY: &[&str] = &[
    "يد",
    "يدا",
    "يدي",
    "ايدي",
    "عين",
    "عينا",
    "ابهام",
    "اصبع",
    "اصابع",
    "وجه",
    "راس",
    "ذراع",
    "صدر",
    "بطن",
    "رجل",
    "ساق",
    "كتف",
    "رقبه",
    "رقبت",
    "جبين",
    "جبهت",
    "انف",
    "شفت",
    "فم",
    "ظهر",
    "قدم",
    "جسد",
    "جسم",
    "كف",
    "عنق",
    "خد",
];

/// What a part of a body is when it is hurt, masculine; the feminine adds `ه`.
const HURT: &[&str] =
    &["مجروح", "مشقوق", "متورم", "مكدوم", "محروق", "مكسور", "مبتور", "مضمد", "نازف", "منتفخ", "مشوه", "مسلوخ", "مخيط", "ملتهب", "متقرح"];

/// جبينه مجروح, شفته مشقوقة: a part of a body and the word that describes it.
pub(super) fn hurt(line: &ActionLine<'_>, at: usize) -> Option<Candidate> {
    let word = line.words.get(at).filter(|word| !word.after_mark)?;
    let bare = word.folded.strip_suffix('ه').unwrap_or(word.folded);
    let body = at.checked_sub(1).filter(|before| HURT.contains(&bare) && is_body(line, *before))?;
    let rationale = Bilingual::new("جرح ظاهر على جسد ممثل: ماكياج خاص", "a wound that shows on an actor: special make-up");
    make_up(line, (body, at + 1), rationale)
}

/// A wound made or bleeding on camera.
pub(super) fn wound(line: &ActionLine<'_>, at: usize) -> Option<Candidate> {
    let verb = line.verb(at).filter(|verb| verb.classes.any(VerbClasses::WOUND))?;
    if line.is_denied(at) || line.is_compared(at) || line.words.get(at).is_some_and(|word| word.folded.starts_with("ال")) {
        return None;
    }
    let body = (at + 1..at + 5).find(|place| is_body(line, *place));
    if body.is_none() && verb.is_participle {
        return None;
    }
    let rationale = Bilingual::new("جرح أو نزيف على جسد ممثل: ماكياج خاص", "a wound or bleeding on an actor: special make-up");
    let to = body.map_or(at + 2, |body| body + 1);
    make_up(line, (at, to), rationale)
}

fn make_up(line: &ActionLine<'_>, words: (usize, usize), rationale: Bilingual) -> Option<Candidate> {
    let mut candidate = phrase(line, words, Category::MakeupHair, "جرح", rationale)?;
    candidate.attributes.extend(["SPECIAL_MAKEUP".to_owned(), "WOUND".to_owned()]);
    Some(candidate)
}

/// Whether a word is a part of somebody's body.
pub(in crate::breakdown::arabic) fn is_body(line: &ActionLine<'_>, at: usize) -> bool {
    line.words.get(at).is_some_and(|word| word.stems.iter().any(|stem| BODY.contains(&stem.text)))
}
