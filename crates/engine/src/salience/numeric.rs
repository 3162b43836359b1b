//! Arithmetic that gives the same bits on every machine: ranks, least squares, means. Logarithm and exponential are computed from
//! the four basic operations, because the platforms' own differ in the last bits. Owns no meaning.

/// Percentile 0..=1 of each value among all, equal values sharing their mean; one value alone stands at 0.5.
pub(crate) fn percentiles(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = values.iter().copied().enumerate().collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    let last = count(values.len().saturating_sub(1));
    let mut ranks = vec![0.5; values.len()];
    if last == 0.0 {
        return ranks;
    }
    let mut start = 0;
    for group in order.chunk_by(|a, b| a.1 == b.1) {
        let middle = (count(start) + count(start + group.len() - 1)) / 2.0;
        for (at, _) in group {
            if let Some(rank) = ranks.get_mut(*at) {
                *rank = middle / last;
            }
        }
        start += group.len();
    }
    ranks
}

/// Arithmetic mean; 0 for no values.
pub(crate) fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / count(values.len()) }
}

/// Standard deviation of the values themselves; 0 for no values.
pub(crate) fn deviation(values: &[f64]) -> f64 {
    let middle = mean(values);
    mean(&values.iter().map(|value| (value - middle) * (value - middle)).collect::<Vec<_>>()).sqrt()
}

/// What is left of `values` after the least-squares line on `by` is taken out; sums to 0. A constant `by` only takes out the mean.
pub(crate) fn residuals(values: &[f64], by: &[f64]) -> Vec<f64> {
    let (mean_value, mean_by) = (mean(values), mean(by));
    let cross: f64 = values.iter().zip(by).map(|(value, x)| (value - mean_value) * (x - mean_by)).sum();
    let square: f64 = by.iter().map(|x| (x - mean_by) * (x - mean_by)).sum();
    let slope = if square > 0.0 { cross / square } else { 0.0 };
    values.iter().zip(by).map(|(value, x)| value - mean_value - slope * (x - mean_by)).collect()
}

/// A count as a number; exact up to 2⁵³.
#[expect(clippy::cast_precision_loss, reason = "counts of words and scenes stay far below 2^53")]
pub(crate) fn count(value: usize) -> f64 {
    value as f64
}

/// `part / whole`, 0 where there is no whole.
pub(crate) fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// Six decimals, as printed; minus zero becomes zero.
pub(crate) fn six(value: f64) -> f64 {
    (value * 1e6).round() / 1e6 + 0.0
}

/// Natural logarithm of a positive number (0 otherwise): mantissa by the series of the inverse hyperbolic tangent.
pub(crate) fn ln(value: f64) -> f64 {
    if value <= 0.0 || !value.is_finite() {
        return 0.0;
    }
    let (mut mantissa, mut exponent) = (value, 0.0);
    while mantissa > 1.5 {
        mantissa /= 2.0;
        exponent += 1.0;
    }
    while mantissa < 0.75 {
        mantissa *= 2.0;
        exponent -= 1.0;
    }
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let (square, mut power, mut sum, mut odd) = (ratio * ratio, ratio, 0.0, 1.0);
    while odd < 41.0 {
        sum += power / odd;
        power *= square;
        odd += 2.0;
    }
    exponent * std::f64::consts::LN_2 + 2.0 * sum
}

/// Exponential of a number up to 0 (likelihoods against the greatest); by halving and squaring.
pub(crate) fn exp_negative(value: f64) -> f64 {
    if value < -60.0 {
        return 0.0;
    }
    let small = value.min(0.0) / 65536.0;
    let mut power = 1.0 + small * (1.0 + small / 2.0 * (1.0 + small / 3.0 * (1.0 + small / 4.0 * (1.0 + small / 5.0))));
    for _ in 0..16 {
        power *= power;
    }
    power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_share_ties() {
        assert_eq!(percentiles(&[3.0, 1.0, 3.0]), [0.75, 0.0, 0.75]);
        assert_eq!(percentiles(&[7.0]), [0.5]);
        assert!(percentiles(&[]).is_empty());
    }

    #[test]
    fn residuals_do_not_correlate_with_length() {
        let by = [1.0, 2.0, 3.0, 4.0];
        let rest = residuals(&[2.0, 4.1, 5.9, 8.0], &by);
        assert!(rest.iter().zip(by).map(|(r, x)| r * x).sum::<f64>().abs() < 1e-9);
        assert_eq!(residuals(&[1.0, 3.0], &[2.0, 2.0]), [-1.0, 1.0]);
    }

    #[test]
    fn own_logarithm_and_exponential_agree_with_the_platform() {
        for value in [0.001, 0.4, 1.0, 2.5, 1234.5, 1e9] {
            assert!((ln(value) - value.ln()).abs() < 1e-12, "{value}");
        }
        for value in [-0.0, -0.3, -4.0, -31.0, -59.0] {
            assert!((exp_negative(value) / value.exp() - 1.0).abs() < 1e-9, "{value}");
        }
        assert_eq!(exp_negative(-1000.0), 0.0);
    }
}
