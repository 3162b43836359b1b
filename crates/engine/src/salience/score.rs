//! The score: a sum whose parts are shown. Length is one visible part; what the signals say beyond length is the rest.
//!
//! For each signal, scenes are ranked inside the script (percentiles 0..=1) and the least-squares line on the percentile of length is taken
//! out: the *excess*. A criterion is the weighted sum of its signals' excesses, scaled to the spread that length has, so that a user's weights
//! mean what they say. The sum is mapped onto 0..=1 inside the script, which moves a constant into the *script's average*:
//!
//! `score = average + length weight × (percentile of length − ½) + Σ weight × excess`
//!
//! Everything is linear, so contributions add up. They are rounded by running sums: each contribution is the difference of two rounded
//! running sums, in millionths, so their sum is the score to the last digit.
//!
//! Owns the combination; what signals measure and what reasons say is theirs.

use super::criteria::{Criterion, Weights};
use super::numeric::{count, deviation, percentiles, residuals};
use super::signals::{SIGNALS, Signal};
use super::story::Story;

/// Fewer scenes cannot be ranked.
pub(crate) const FEWEST: usize = 3;

/// Name of the constant part.
pub(crate) const AVERAGE: &str = "script_average";

/// A signal measured on all scenes.
pub(crate) struct Measured {
    /// The signal.
    pub(crate) signal: &'static Signal,
    /// As measured.
    pub(crate) raw: Vec<f64>,
    /// Percentile inside the script.
    pub(crate) percentile: Vec<f64>,
    /// Beyond what length explains; for length itself, beyond the middle.
    pub(crate) excess: Vec<f64>,
    /// Score for one whole unit of excess.
    pub(crate) weight: f64,
}

/// All scenes scored.
pub(crate) struct Scored {
    /// Signals in the order of the list.
    pub(crate) signals: Vec<Measured>,
    /// Part of the score that all scenes share.
    pub(crate) average: f64,
    /// Scores in millionths (whole numbers).
    pub(crate) millionths: Vec<f64>,
    /// For each scene, contributions in millionths: the average, then the signals in order.
    pub(crate) parts: Vec<Vec<f64>>,
    /// Percentile of each criterion by scene.
    pub(crate) criteria: Vec<(Criterion, Vec<f64>)>,
    /// Scenes by falling score, equal ones in script order.
    pub(crate) order: Vec<usize>,
}

/// Measures and scores all scenes.
pub(crate) fn score(story: &Story<'_>, weights: &Weights) -> Scored {
    let scenes = story.scenes.len();
    let mut signals: Vec<Measured> = SIGNALS.iter().map(|signal| measure(signal, story)).collect();
    let length = signals.first().map(|length| length.percentile.clone()).unwrap_or_default();
    for measured in &mut signals {
        let is_length = measured.signal.criterion.is_none();
        measured.excess = if is_length { length.iter().map(|rank| rank - 0.5).collect() } else { residuals(&measured.percentile, &length) };
        measured.weight = if is_length { weights.length } else { 0.0 };
    }
    let criteria = weigh(&mut signals, weights, scenes);
    let average = stretch(&mut signals, scenes);
    let parts: Vec<Vec<f64>> = (0..scenes).map(|scene| rounded_parts(average, &signals, scene)).collect();
    let millionths: Vec<f64> = parts.iter().map(|parts| parts.iter().sum()).collect();
    let mut order: Vec<usize> = (0..scenes).collect();
    let of = |scene: usize| millionths.get(scene).copied().unwrap_or(0.0);
    order.sort_by(|a, b| of(*b).total_cmp(&of(*a)).then(a.cmp(b)));
    Scored { signals, average, millionths, parts, criteria, order }
}

fn measure(signal: &'static Signal, story: &Story<'_>) -> Measured {
    let raw = (signal.measure)(story);
    let percentile = percentiles(&raw);
    Measured { signal, raw, percentile, excess: Vec::new(), weight: 0.0 }
}

/// Gives each signal its weight and each criterion its percentiles.
fn weigh(signals: &mut [Measured], weights: &Weights, scenes: usize) -> Vec<(Criterion, Vec<f64>)> {
    /// Spread of percentiles: the standard deviation of a uniform variable, 1/√12.
    const SPREAD: f64 = 0.288_675_134_594_812_9;
    let mut criteria = Vec::new();
    for criterion in Criterion::ALL {
        let mut sums = vec![0.0; scenes];
        for measured in signals.iter().filter(|measured| measured.signal.criterion == Some(criterion)) {
            for (sum, excess) in sums.iter_mut().zip(&measured.excess) {
                *sum += measured.signal.inner * excess;
            }
        }
        let spread = deviation(&sums);
        let scale = if spread > 1e-9 { SPREAD / spread } else { 0.0 };
        for measured in signals.iter_mut().filter(|measured| measured.signal.criterion == Some(criterion)) {
            measured.weight = weights.of(criterion) * scale * measured.signal.inner;
        }
        criteria.push((criterion, percentiles(&sums)));
    }
    criteria
}

/// Maps the sums onto 0..=1; gives the constant. Scripts whose scenes cannot be told apart keep every scene at one half.
fn stretch(signals: &mut [Measured], scenes: usize) -> f64 {
    let mut sums = vec![0.0; scenes];
    for measured in signals.iter() {
        for (sum, excess) in sums.iter_mut().zip(&measured.excess) {
            *sum += measured.weight * excess;
        }
    }
    let (low, high) = sums.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), sum| (low.min(*sum), high.max(*sum)));
    let range = high - low;
    let is_flat = scenes < FEWEST || range < 1e-9;
    for measured in signals.iter_mut() {
        measured.weight = if is_flat { 0.0 } else { measured.weight / range };
    }
    if is_flat { 0.5 } else { -low / range }
}

/// Contributions in millionths by rounded running sums; the last running sum is the score, kept inside 0..=1.
fn rounded_parts(average: f64, signals: &[Measured], scene: usize) -> Vec<f64> {
    let of = |measured: &Measured| measured.weight * measured.excess.get(scene).copied().unwrap_or(0.0);
    let (mut exact, mut told) = (0.0, 0.0);
    std::iter::once(average)
        .chain(signals.iter().map(of))
        .map(|part| {
            exact += part;
            let whole = (exact * 1e6).round();
            let step = whole - told;
            told = whole;
            step + 0.0
        })
        .collect()
}

impl Scored {
    /// Score of a scene, 0..=1.
    pub(crate) fn score_of(&self, scene: usize) -> f64 {
        self.millionths.get(scene).copied().unwrap_or(0.0) / 1e6
    }

    /// Scores standardised over the script: mean 0, standard deviation 1.
    pub(crate) fn standardised(&self) -> Vec<f64> {
        let (spread, middle) = (deviation(&self.millionths), self.millionths.iter().sum::<f64>() / count(self.millionths.len().max(1)));
        self.millionths.iter().map(|value| if spread > 0.0 { (value - middle) / spread } else { 0.0 }).collect()
    }

    /// A measured signal by name.
    pub(crate) fn signal(&self, id: &str) -> Option<&Measured> {
        self.signals.iter().find(|measured| measured.signal.id == id)
    }
}
