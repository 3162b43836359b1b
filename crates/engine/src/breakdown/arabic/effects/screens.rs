//! Captions and screens: text over the picture, pictures on a screen inside the set. Owns visual effects by wording.

use super::phrase;
use crate::breakdown::Category;
use crate::breakdown::arabic::scene_text::ActionLine;
use crate::breakdown::candidate::Candidate;
use crate::language::Bilingual;

fn on_screen(line: &ActionLine<'_>) -> Option<usize> {
    (0..line.words.len()).find(|at| {
        matches!(line.letters(*at), "الشاشه" | "شاشه" | "شاشته" | "شاشتها") && (1..=2).any(|back| matches!(line.before(*at, back), "علي"))
            || matches!(line.letters(*at), "عالشاشه")
    })
}

/// يكتب على الشاشة …: a title over the picture.
pub(super) fn caption(line: &ActionLine<'_>) -> Option<Candidate> {
    let screen = on_screen(line)?;
    let written = (screen.saturating_sub(4)..screen).find(|at| {
        let letters = line.letters(*at);
        matches!(
            letters.trim_start_matches(['و', 'ف']),
            "يكتب" | "تكتب" | "مكتوب" | "مكتوبا" | "كتابه" | "نكتب" | "عنوان" | "تيتر" | "المكتوب" | "كتب"
        )
    })?;
    let is_device = line.letters(screen) != "الشاشه"
        || (screen.saturating_sub(5)..screen).any(|at| matches!(line.letters(at), "هاتف" | "الهاتف" | "موبايل" | "الموبايل"))
        || line.letters(written).ends_with("مكتوب");
    let rationale = Bilingual::new("كتابة على الشاشة تضاف في المونتاج", "text on the screen, added in post-production");
    let mut candidate = phrase(line, (written, screen + 4), Category::VisualEffects, "كتابه", rationale)?;
    candidate.belief = if is_device { 0.5 } else { 0.9 };
    candidate.attributes.insert(if is_device { "SCREEN_INSERT" } else { "CAPTION" }.to_owned());
    Some(candidate)
}

/// يظهر فلان على الشاشة: a picture that must be made beforehand or put in later.
pub(super) fn screen(line: &ActionLine<'_>) -> Option<Candidate> {
    let screen = on_screen(line)?;
    let from = (screen.saturating_sub(6)..screen).find(|at| {
        let letters = line.letters(*at);
        ["ظهر", "تظهر", "يظهر", "نري", "تعرض", "يعرض", "يذاع", "تذاع"]
            .iter()
            .any(|verb| letters.trim_start_matches(['و', 'ف', 'ل']) == *verb)
    })?;
    let rationale = Bilingual::new("صورة على شاشة داخل الكادر", "a picture on a screen inside the frame");
    let mut candidate = phrase(line, (from, screen + 1), Category::VisualEffects, "شاشه", rationale)?;
    candidate.attributes.insert("SCREEN_INSERT".to_owned());
    candidate.belief = 0.7;
    Some(candidate)
}
