//! Reasons: the sentences that say why a scene stands out, with their evidence. Owns the choice; each sentence is its signal's.

use super::document::{Factor, Reason};
use super::numeric::six;
use super::score::{AVERAGE, Scored};
use super::story::Story;
use crate::document::Score;
use crate::evidence::Quoter;

/// A reason must say at least so much more than the scene's length does, in percentiles.
const CLEAR: f64 = 0.10;
/// Reasons for one scene.
const MOST: usize = 3;

/// The parts of a scene's score in order, and its reasons, strongest first.
pub(crate) fn explain(story: &Story<'_>, scored: &Scored, scene: usize, quoter: &Quoter<'_>) -> (Vec<Factor>, Vec<Reason>) {
    let chosen = choose(scored, scene);
    let mut factors = Vec::new();
    let mut reasons: Vec<(usize, Reason)> = Vec::new();
    let parts = scored.parts.get(scene).map(Vec::as_slice).unwrap_or_default();
    factors.push(Factor {
        signal: AVERAGE.to_owned(),
        value: Score::new(1.0),
        excess: 1.0,
        weight: six(scored.average),
        contribution: six(parts.first().copied().unwrap_or(0.0) / 1e6),
        evidence: Vec::new(),
    });
    for (measured, part) in scored.signals.iter().zip(parts.iter().skip(1)) {
        let id = measured.signal.id;
        let mut evidence = Vec::new();
        if let Some(place) = chosen.iter().position(|name| *name == id) {
            let explanation = (measured.signal.explain)(story, scene);
            evidence = explanation.exhibits.into_iter().map(|(span, why)| quoter.evidence(span, why)).collect();
            if !evidence.is_empty() {
                reasons.push((place, Reason { signal: id.to_owned(), text: explanation.text }));
            }
        }
        if *part != 0.0 {
            factors.push(Factor {
                signal: id.to_owned(),
                value: Score::new(measured.percentile.get(scene).copied().unwrap_or(0.0)),
                excess: six(measured.excess.get(scene).copied().unwrap_or(0.0)),
                weight: six(measured.weight),
                contribution: six(part / 1e6),
                evidence,
            });
        }
    }
    reasons.sort_by_key(|(place, _)| *place);
    (factors, reasons.into_iter().map(|(_, reason)| reason).collect())
}

/// Signals with the greatest contributions that say more than length. Position proves nothing by itself and is never among them.
fn choose(scored: &Scored, scene: usize) -> Vec<&'static str> {
    let parts = scored.parts.get(scene).map(Vec::as_slice).unwrap_or_default();
    let at = |values: &[f64]| values.get(scene).copied().unwrap_or(0.0);
    let mut found: Vec<(f64, &'static str)> = scored
        .signals
        .iter()
        .zip(parts.iter().skip(1))
        .filter(|(measured, part)| {
            measured.signal.criterion.is_some()
                && measured.signal.id != "nearness_to_end"
                && **part > 0.0
                && at(&measured.excess) >= CLEAR
                && at(&measured.raw) > 0.0
        })
        .map(|(measured, part)| (*part, measured.signal.id))
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().take(MOST).map(|(_, id)| id).collect()
}
