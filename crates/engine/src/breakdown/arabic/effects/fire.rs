//! Fire, shots, explosions and light that fails, as verb phrases. Owns practical effects that no noun names alone.

use super::phrase;
use crate::breakdown::Category;
use crate::breakdown::arabic::scene_text::ActionLine;
use crate::breakdown::candidate::Candidate;
use crate::language::Bilingual;
use crate::lexicon::VerbClasses;

/// Things that burn only as fire: the effect is theirs, not the match's.
pub(super) fn fire(line: &ActionLine<'_>, at: usize) -> Option<Candidate> {
    let verb = line.verb(at).filter(|verb| !verb.is_participle && verb.classes.any(VerbClasses::FIRE))?;
    let shoots =
        (1..=3).any(|ahead| matches!(line.letters(at + ahead), "النار" | "الرصاص" | "رصاصه" | "رصاصات" | "طلقه" | "طلقات" | "نيران"));
    let burns = !verb.classes.any(VerbClasses::HAND) && !line.letters(at).contains("طلق") && !line.letters(at).contains("هطل");
    if line.is_denied(at)
        || !(shoots || burns)
        || matches!(line.letters(at + 1), "سيجاره" | "السيجاره" | "غضبا" | "باكيا" | "في" if !shoots)
    {
        return None;
    }
    let rationale = Bilingual::new("نار أو طلقات أو انفجار ينفذها قسم المؤثرات", "fire, shots or an explosion for the effects department");
    phrase(line, (at, at + 2), Category::SpecialEffects, "نار", rationale)
}

/// The light goes out or flickers.
pub(super) fn light(line: &ActionLine<'_>, at: usize) -> Option<Candidate> {
    const VERBS: &[&str] = &["ينقطع", "تنقطع", "ينطفي", "ينطفئ", "تنطفي", "يرتعش", "ترتعش", "يومض", "تومض", "يخفت", "انقطع", "انقطاع"];
    const LIGHTS: &[&str] = &["النور", "الكهرباء", "الاضاءه", "الضوء", "التيار", "الانوار", "الاضواء", "اللمبه", "ضوءه", "ضوءها"];
    let bare = line.letters(at).trim_start_matches(['و', 'ف']);
    // تنقطع الكهرباء, or الكهرباء تنقطع.
    let subject_first = at > 0 && LIGHTS.contains(&line.letters(at - 1));
    if !VERBS.contains(&bare) || !(subject_first || LIGHTS.contains(&line.letters(at + 1))) {
        return None;
    }
    let rationale = Bilingual::new("الإضاءة تتغير على الشاشة", "practical light changes on camera");
    let (from, to) = if subject_first { (at - 1, at + 1) } else { (at, at + 2) };
    phrase(line, (from, to), Category::SpecialEffects, "نور", rationale)
}
