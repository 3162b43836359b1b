//! Acts and sections cut by the turning points. Owns the names and the cuts; without turning points there are none.
//!
//! Source: the six-stage reading of Hauge: setup, new situation, progress, complications, final push, aftermath; act one ends with the change
//! of plans, act two with the major setback.

use super::document::{Act, Section, TurningPoint};
use super::story::Story;
use crate::document::Score;
use crate::language::Bilingual;

/// Sections in order with their act and names.
const SECTIONS: [(Section, u32, &str, &str); 6] = [
    (Section::Setup, 1, "التأسيس", "Setup"),
    (Section::NewSituation, 1, "الوضع الجديد", "New situation"),
    (Section::Progress, 2, "التقدّم", "Progress"),
    (Section::Complications, 2, "التعقيدات", "Complications"),
    (Section::FinalPush, 3, "الدفعة الأخيرة", "Final push"),
    (Section::Aftermath, 3, "ما بعد الذروة", "Aftermath"),
];

/// Sections that have at least one scene. Each starts with its turning point; the climax belongs to the final push.
pub(crate) fn acts(story: &Story<'_>, points: &[TurningPoint]) -> Vec<Act> {
    if points.is_empty() {
        return Vec::new();
    }
    let scenes = u32::try_from(story.scenes.len()).unwrap_or(u32::MAX);
    let mut starts = vec![1];
    starts.extend(points.iter().map(|point| point.ordinal));
    if let Some(last) = starts.last_mut() {
        *last += 1;
    }
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(scenes + 1));
    let place = |ordinal: u32| story.starts.get((ordinal as usize).saturating_sub(1)).copied().unwrap_or(1.0);
    SECTIONS
        .iter()
        .zip(starts.iter().zip(ends))
        .filter(|(_, (first, next))| *first < next)
        .map(|((section, act, ar, en), (first, next))| Act {
            act: *act,
            section: *section,
            title: Bilingual::new(*ar, *en),
            first: *first,
            last: next - 1,
            start: Score::new(place(*first)),
            end: Score::new(place(next)),
        })
        .collect()
}
