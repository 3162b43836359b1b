//! Pattern: music is played or sung on camera.

use super::PatternRule;
use crate::breakdown::Category;
use crate::breakdown::department::Department;
use crate::breakdown::document::PatternKind;
use crate::breakdown::triggers::{Lines, Trigger};

pub(super) const RULE: PatternRule = PatternRule {
    kind: PatternKind::Playback,
    departments: &[Department::Music, Department::Sound],
    fires: ("موسيقى تُعزف أو تُغنى أمام الكاميرا", "music is played or sung on camera"),
    note: ("بلاي باك: تسجيل قبل التصوير ومكبرات في الموقع.", "Playback: recording before the shoot, speakers on set."),
    triggers: &[
        Trigger::Elements(&[Category::Music], &[]),
        Trigger::Words {
            ar: &["يغني", "تغني", "يغنون", "يرقص", "ترقص", "يرقصون", "يعزف", "تعزف", "فرقة موسيقية", "زفة", "دي جي"],
            en: &["sings", "singing", "dances", "dancing", "plays the piano", "plays guitar", "band plays", "choir", "karaoke", "jukebox"],
            lines: Lines::Seen,
        },
    ],
};
