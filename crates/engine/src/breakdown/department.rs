//! Departments of a production, as alerts and hints address them. Owns the list and its labels.

use serde::{Deserialize, Serialize};

use crate::language::Bilingual;

/// A department.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the names are the departments' own")]
pub enum Department {
    Production,
    Direction,
    Legal,
    Locations,
    Casting,
    Camera,
    Lighting,
    Sound,
    Music,
    Art,
    Props,
    Wardrobe,
    Makeup,
    Stunts,
    Armoury,
    SpecialEffects,
    VisualEffects,
    Animals,
    Transport,
    Safety,
}

impl Department {
    /// Label for people.
    #[must_use]
    pub fn label(self) -> Bilingual {
        let (ar, en) = match self {
            Self::Production => ("الإنتاج", "Production"),
            Self::Direction => ("الإخراج", "Direction"),
            Self::Legal => ("الشؤون القانونية", "Legal"),
            Self::Locations => ("مواقع التصوير", "Locations"),
            Self::Casting => ("الكاستنج", "Casting"),
            Self::Camera => ("التصوير", "Camera"),
            Self::Lighting => ("الإضاءة", "Lighting"),
            Self::Sound => ("الصوت", "Sound"),
            Self::Music => ("الموسيقى", "Music"),
            Self::Art => ("الديكور", "Art Department"),
            Self::Props => ("الإكسسوار", "Props"),
            Self::Wardrobe => ("الملابس", "Wardrobe"),
            Self::Makeup => ("الماكياج والشعر", "Make-up and Hair"),
            Self::Stunts => ("المشاهد الخطرة", "Stunts"),
            Self::Armoury => ("الأسلحة", "Armoury"),
            Self::SpecialEffects => ("المؤثرات الخاصة", "Special Effects"),
            Self::VisualEffects => ("المؤثرات البصرية", "Visual Effects"),
            Self::Animals => ("الحيوانات", "Animals"),
            Self::Transport => ("النقل والمركبات", "Transport"),
            Self::Safety => ("السلامة", "Safety"),
        };
        Bilingual::new(ar, en)
    }
}
