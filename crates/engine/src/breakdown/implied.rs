//! What a scene needs without saying it: a handler for its animals, an armourer for weapons that fire. Owns these conclusions; they are
//! marked `explicit: false` and kept apart from what the text states.

use super::Category;
use super::candidate::{Candidate, Clue};
use crate::language::{Bilingual, Language};

/// Implied candidates of what was found.
pub(super) fn implied(language: Language, found: &[Candidate]) -> Vec<Candidate> {
    let name = |ar: &str, en: &str| Bilingual::new(ar, en).get(language).to_owned();
    let mut implied = Vec::new();
    let has_handler = found.iter().any(|candidate| candidate.category == Category::AnimalWranglers);
    if let Some(animal) = found.iter().find(|candidate| candidate.category == Category::Animals).filter(|_| !has_handler) {
        let reason = Bilingual::new("حيوان أمام الكاميرا يحتاج إلى مدرب", "an animal on camera needs a handler");
        implied.extend(conclude(animal, Category::AnimalWranglers, name("مدرب حيوانات", "animal handler"), &reason));
    }
    let is_weapon = |candidate: &&Candidate| candidate.attributes.contains("WEAPON") || candidate.attributes.contains("FIREARM");
    let fires = found.iter().any(|candidate| candidate.category == Category::SpecialEffects && candidate.attributes.contains("GUNFIRE"));
    if let Some(weapon) = found.iter().find(is_weapon).filter(|weapon| fires || weapon.attributes.contains("FIREARM")) {
        let reason = Bilingual::new("سلاح ناري في الكادر يحتاج إلى مسؤول أسلحة", "a firearm on camera needs an armourer");
        implied.extend(conclude(weapon, Category::AdditionalLabor, name("مسؤول أسلحة", "armourer"), &reason));
    }
    implied
}

fn conclude(from: &Candidate, category: Category, name: String, reason: &Bilingual) -> Option<Candidate> {
    let clue = Clue { span: from.clues.first()?.span, rationale: reason.clone() };
    let mut candidate = Candidate::new(category, name.clone(), name, clue, "implied");
    candidate.explicit = false;
    candidate.belief = from.belief * 0.7;
    Some(candidate)
}
