//! Shorten: a long scene that brings less than scenes of its length usually do in this script: nobody new, fewer carried terms and events.

use super::super::document::{Band, Recommendation, RecommendationKind};
use super::{Desk, Kind};
use crate::language::Bilingual;

pub(super) const KIND: Kind = Kind { kind: RecommendationKind::Shorten, find };

/// A long scene is among the longest fifth.
const LONG: f64 = 0.8;
/// How far below scenes of its length it must stand in what carries a story, percentiles.
const BELOW: f64 = -0.15;

fn find(desk: &Desk<'_>) -> Vec<Recommendation> {
    (0..desk.story.scenes.len()).filter_map(|scene| check(desk, scene)).collect()
}

fn check(desk: &Desk<'_>, at: usize) -> Option<Recommendation> {
    let length = desk.scored.signal("length")?.percentile.get(at).copied()?;
    let is_thin = ["payoff", "setup", "event_words"].iter().all(|id| desk.excess(id, at) < BELOW);
    let is_idle = ["first_appearances", "new_pairs"].iter().all(|id| desk.raw(id, at) == 0.0);
    if desk.band(at)? == Band::Key || length < LONG || !is_thin || !is_idle {
        return None;
    }
    let scene = desk.story.screenplay.scenes.get(at)?;
    let (ordinal, pages) = (scene.index.ordinal(), scene.eighths);
    let why = Bilingual::new("من أطول مشاهد العمل", "among the longest scenes of the script");
    Some(Recommendation {
        kind: RecommendationKind::Shorten,
        ordinals: vec![ordinal],
        text: Bilingual::new(
            format!("يمكن أن يقول المشهد {ordinal} ما يقوله في صفحات أقل."),
            format!("Scene {ordinal} could say the same on fewer pages."),
        ),
        reasons: vec![
            Bilingual::new(
                format!("من أطول خُمس في العمل ({pages} صفحة)"),
                format!("Among the longest fifth of the scenes ({pages} pages)"),
            ),
            Bilingual::new("لا شخصية جديدة ولا لقاء أول", "No new character and no first meeting"),
            Bilingual::new(
                "أحداثه وما يزرعه وما يحصده أقل من مشاهد بطوله",
                "Fewer events and less set up or paid off than in scenes of its length",
            ),
        ],
        evidence: vec![desk.quoter.evidence(scene.heading, why)],
    })
}
