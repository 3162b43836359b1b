//! The five turning points: where they most likely are, with band and runner-up. Owns the prior, the search in order and the guides.
//!
//! Sources: the five turning points of Hauge as annotated in TRIPOD (Papalampidi et al. 2019); positions by words measured on 32 produced
//! films (mean and standard deviation below). Three turning points in four are not hit within one scene, hence the band.

use super::TurningPointMode;
use super::document::{Guide, TurningPoint, TurningPointKind, TurningPointSearch};
use super::numeric::{exp_negative, share};
use super::score::Scored;
use super::story::Story;
use crate::document::Score;
use crate::language::Bilingual;

/// Words of the shortest feature; episodes of a series stay below.
const FEATURE: usize = 12_000;
/// Weight of the standardised score against the prior, chosen inside leave-one-film-out.
const PULL: f64 = 1.5;

/// Kind, mean, standard deviation, observed median and textbook mark, shares of the words.
const PRIORS: [(TurningPointKind, f64, f64, f64, f64); 5] = [
    (TurningPointKind::Opportunity, 0.151, 0.106, 0.13, 0.10),
    (TurningPointKind::ChangeOfPlans, 0.372, 0.137, 0.37, 0.25),
    (TurningPointKind::PointOfNoReturn, 0.678, 0.132, 0.69, 0.50),
    (TurningPointKind::MajorSetback, 0.872, 0.074, 0.88, 0.75),
    (TurningPointKind::Climax, 0.966, 0.027, 0.97, 0.945),
];

/// Looks for the turning points.
pub(crate) fn find(story: &Story<'_>, scored: &Scored, mode: TurningPointMode) -> (TurningPointSearch, Vec<TurningPoint>) {
    let words: usize = story.scenes.iter().map(|scene| scene.tokens.len()).sum();
    let search = match mode {
        TurningPointMode::Off => TurningPointSearch::Off,
        _ if story.scenes.len() <= PRIORS.len() => TurningPointSearch::TooFewScenes,
        TurningPointMode::Auto if words < FEATURE => TurningPointSearch::TooShort,
        TurningPointMode::Auto | TurningPointMode::On => TurningPointSearch::Done,
    };
    if search != TurningPointSearch::Done {
        return (search, Vec::new());
    }
    let standard = scored.standardised();
    let likelihoods: Vec<Vec<f64>> = PRIORS
        .iter()
        .map(|(_, mean, sd, _, _)| {
            let fit = |(place, z): (&f64, &f64)| PULL * z - (place - mean) * (place - mean) / (2.0 * sd * sd);
            story.middles.iter().zip(&standard).map(fit).collect()
        })
        .collect();
    let chosen = in_order(&likelihoods);
    let points = PRIORS.iter().zip(&likelihoods).enumerate().filter_map(|(at, (prior, fits))| {
        let bounds = (at.checked_sub(1).and_then(|before| chosen.get(before)), chosen.get(at + 1));
        describe(story, prior.0, fits, *chosen.get(at)?, bounds)
    });
    (search, points.collect())
}

/// Grey guide marks for a drawing.
pub(crate) fn guides() -> Vec<Guide> {
    let guide = |(kind, _, _, observed, textbook): &(TurningPointKind, f64, f64, f64, f64)| Guide {
        kind: *kind,
        textbook: Score::new(*textbook),
        observed: Score::new(*observed),
    };
    PRIORS.iter().map(guide).collect()
}

/// The best scenes in strictly rising order, one for each row; linear in scenes (running maxima). Ties take the earlier scene.
fn in_order(rows: &[Vec<f64>]) -> Vec<usize> {
    let mut best: Vec<f64> = Vec::new();
    let mut ways: Vec<Vec<Option<usize>>> = Vec::new();
    for (depth, row) in rows.iter().enumerate() {
        let (mut next, mut way) = (Vec::with_capacity(row.len()), Vec::with_capacity(row.len()));
        let mut running: Option<(f64, usize)> = None;
        for (scene, fit) in row.iter().enumerate() {
            match (depth, running) {
                (0, _) => {
                    next.push(*fit);
                    way.push(None);
                }
                (_, Some((sum, from))) => {
                    next.push(sum + fit);
                    way.push(Some(from));
                }
                (_, None) => {
                    next.push(f64::NEG_INFINITY);
                    way.push(None);
                }
            }
            if let Some(before) = best.get(scene).filter(|sum| sum.is_finite())
                && running.is_none_or(|(sum, _)| *before > sum)
            {
                running = Some((*before, scene));
            }
        }
        best = next;
        ways.push(way);
    }
    let mut end = (0..best.len()).reduce(|a, b| if best.get(b) > best.get(a) { b } else { a });
    let mut chosen = Vec::new();
    for way in ways.iter().rev() {
        let Some(scene) = end else { break };
        chosen.push(scene);
        end = way.get(scene).copied().flatten();
    }
    chosen.reverse();
    chosen
}

fn describe(
    story: &Story<'_>,
    kind: TurningPointKind,
    fits: &[f64],
    chosen: usize,
    (after, before): (Option<&usize>, Option<&usize>),
) -> Option<TurningPoint> {
    let top = fits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mass: Vec<f64> = fits.iter().map(|fit| exp_negative(fit - top)).collect();
    let total: f64 = mass.iter().sum();
    let mean = share(mass.iter().zip(&story.middles).map(|(mass, place)| mass * place).sum(), total);
    let variance = share(mass.iter().zip(&story.middles).map(|(mass, place)| mass * (place - mean) * (place - mean)).sum(), total);
    let sd = variance.sqrt();
    let near: f64 = mass.iter().skip(chosen.saturating_sub(1)).take(if chosen == 0 { 2 } else { 3 }).sum();
    let in_band = |scene: usize| story.middles.get(scene).is_some_and(|place| (place - mean).abs() <= sd) || scene == chosen;
    let first = (0..fits.len()).find(|scene| in_band(*scene))?;
    let last = (0..fits.len()).rev().find(|scene| in_band(*scene))?;
    let is_free = |scene: &usize| *scene != chosen && after.is_none_or(|after| scene > after) && before.is_none_or(|before| scene < before);
    let runner_up = (0..fits.len()).filter(is_free).reduce(|a, b| if fits.get(b) > fits.get(a) { b } else { a });
    Some(TurningPoint {
        kind,
        title: title(kind),
        ordinal: ordinal(chosen),
        score: Score::new(share(near, total)),
        runner_up: runner_up.map(ordinal),
        band_first: ordinal(first),
        band_last: ordinal(last),
        position: Score::new(story.middles.get(chosen).copied().unwrap_or(0.0)),
    })
}

fn ordinal(scene: usize) -> u32 {
    u32::try_from(scene + 1).unwrap_or(u32::MAX)
}

/// Name for people.
pub(crate) fn title(kind: TurningPointKind) -> Bilingual {
    match kind {
        TurningPointKind::Opportunity => Bilingual::new("الفرصة", "Opportunity"),
        TurningPointKind::ChangeOfPlans => Bilingual::new("تغيّر الخطط", "Change of plans"),
        TurningPointKind::PointOfNoReturn => Bilingual::new("نقطة اللاعودة", "Point of no return"),
        TurningPointKind::MajorSetback => Bilingual::new("الانتكاسة الكبرى", "Major setback"),
        TurningPointKind::Climax => Bilingual::new("الذروة", "Climax"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_search_keeps_the_order_even_against_the_greatest_fits() {
        let rows = vec![vec![0.0, 0.0, 5.0, 0.0], vec![0.0, 4.0, 0.0, 1.0], vec![0.0, 0.0, 0.0, 0.5]];
        assert_eq!(in_order(&rows), [0, 1, 3]);
        assert_eq!(in_order(&[vec![1.0, 1.0]]), [0]);
        assert!(in_order(&[]).is_empty());
    }
}
