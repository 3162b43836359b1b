//! Terms by scene: the sparse tf-idf matrix of the text graph and where each term is first and last used.
//! Owns the matrix and its random walk; the signals decide what counts.
//!
//! Source of the walk: Mihalcea and Tarau, "TextRank" (EMNLP 2004), with cosine similarity of tf-idf vectors as edge weights. The similarity
//! matrix is never written out: with V the normalised scene-by-term matrix, one step is V·(Vᵀ·x) without the diagonal, linear in the words.

use super::numeric::{count, ln, share};
use super::story::SceneWords;
use super::words::{Part, Vocabulary};

/// A sparse matrix by rows (compressed sparse rows).
#[derive(Debug, Default)]
pub(crate) struct Sparse {
    rows: Vec<Vec<(u32, f64)>>,
    columns: usize,
}

/// Terms of all scenes.
#[derive(Debug)]
pub(crate) struct Terms {
    /// Rows of unit length (or empty): tf-idf of each scene.
    pub(crate) matrix: Sparse,
    /// For each stem, in how many scenes it is used.
    pub(crate) scenes_of: Vec<u32>,
    /// For each stem, the first scene that uses it.
    pub(crate) first: Vec<u32>,
    /// For each stem, the last scene that uses it.
    pub(crate) last: Vec<u32>,
}

impl Terms {
    /// Counts the terms of action and speech.
    pub(crate) fn new(scenes: &[SceneWords], vocabulary: &Vocabulary) -> Self {
        let stems = vocabulary.stems as usize;
        let mut terms = Self { matrix: Sparse::default(), scenes_of: vec![0; stems], first: vec![u32::MAX; stems], last: vec![0; stems] };
        let rows: Vec<Vec<(u32, f64)>> = scenes.iter().enumerate().map(|(at, scene)| terms.count_scene(at, scene, vocabulary)).collect();
        let total = count(scenes.len());
        let weighted = rows.into_iter().map(|row| {
            let weighted = row.into_iter().map(|(stem, times)| {
                let used = terms.scenes_of.get(stem as usize).copied().unwrap_or(1);
                (stem, (1.0 + ln(times)) * ln(share(total, f64::from(used))))
            });
            unit(weighted.filter(|(_, weight)| *weight > 0.0).collect())
        });
        terms.matrix = Sparse { rows: weighted.collect(), columns: stems };
        terms
    }

    fn count_scene(&mut self, at: usize, scene: &SceneWords, vocabulary: &Vocabulary) -> Vec<(u32, f64)> {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let words = scene.tokens.iter().filter(|token| matches!(token.part, Part::Action | Part::Speech));
        let mut stems: Vec<u32> =
            words.filter_map(|token| vocabulary.word(token.word)).filter(|word| !word.is_empty).map(|word| word.stem).collect();
        stems.sort_unstable();
        let row: Vec<(u32, f64)> = stems.chunk_by(|a, b| a == b).filter_map(|run| Some((*run.first()?, count(run.len())))).collect();
        for (stem, _) in &row {
            let stem = *stem as usize;
            if let (Some(n), Some(first), Some(last)) = (self.scenes_of.get_mut(stem), self.first.get_mut(stem), self.last.get_mut(stem)) {
                *n += 1;
                *first = (*first).min(at);
                *last = at;
            }
        }
        row
    }

    /// Use of a stem: number of scenes, first and last.
    pub(crate) fn use_of(&self, stem: u32) -> Option<(u32, usize, usize)> {
        let at = stem as usize;
        Some((*self.scenes_of.get(at)?, *self.first.get(at)? as usize, *self.last.get(at)? as usize))
    }
}

/// Scales a row to unit length.
pub(crate) fn unit(mut row: Vec<(u32, f64)>) -> Vec<(u32, f64)> {
    let length = row.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    for (_, weight) in &mut row {
        *weight = share(*weight, length);
    }
    row
}

impl Sparse {
    /// A matrix of rows sorted by column.
    pub(crate) fn new(rows: Vec<Vec<(u32, f64)>>, columns: usize) -> Self {
        Self { rows, columns }
    }

    /// A row; empty outside.
    pub(crate) fn row(&self, at: usize) -> &[(u32, f64)] {
        self.rows.get(at).map(Vec::as_slice).unwrap_or_default()
    }

    /// Dot product of two rows: their cosine, as rows have unit length.
    pub(crate) fn similarity(&self, a: usize, b: usize) -> f64 {
        let (mut left, mut right, mut sum) = (self.row(a), self.row(b), 0.0);
        while let (Some((x, rest_left)), Some((y, rest_right))) = (left.split_first(), right.split_first()) {
            match x.0.cmp(&y.0) {
                std::cmp::Ordering::Less => left = rest_left,
                std::cmp::Ordering::Greater => right = rest_right,
                std::cmp::Ordering::Equal => {
                    sum += x.1 * y.1;
                    (left, right) = (rest_left, rest_right);
                }
            }
        }
        sum
    }

    /// `V·(Vᵀ·x)` without the diagonal: each row's sum of similarities to the others, weighted by `x`.
    fn walk(&self, x: &[f64]) -> Vec<f64> {
        let mut columns = vec![0.0; self.columns];
        for (row, value) in self.rows.iter().zip(x) {
            for (column, weight) in row {
                if let Some(sum) = columns.get_mut(*column as usize) {
                    *sum += weight * value;
                }
            }
        }
        let own = |row: &[(u32, f64)], value: f64| row.iter().map(|(_, weight)| weight * weight).sum::<f64>() * value;
        let total = |row: &[(u32, f64)]| -> f64 {
            row.iter().map(|(column, weight)| weight * columns.get(*column as usize).copied().unwrap_or(0.0)).sum()
        };
        self.rows.iter().zip(x).map(|(row, value)| (total(row) - own(row, *value)).max(0.0)).collect()
    }

    /// PageRank of the rows over their similarities (damping 0.85, power iteration); rows without ties get the base share.
    pub(crate) fn page_rank(&self) -> Vec<f64> {
        const DAMPING: f64 = 0.85;
        const STEPS: usize = 30;
        let size = self.rows.len();
        if size == 0 {
            return Vec::new();
        }
        let degrees = self.walk(&vec![1.0; size]);
        let mut ranks = vec![1.0 / count(size); size];
        for _ in 0..STEPS {
            let sent: Vec<f64> = ranks.iter().zip(&degrees).map(|(rank, degree)| share(*rank, *degree)).collect();
            let lost: f64 = ranks.iter().zip(&degrees).filter(|(_, degree)| **degree <= 0.0).map(|(rank, _)| rank).sum();
            let base = (1.0 - DAMPING + DAMPING * lost) / count(size);
            ranks = self.walk(&sent).into_iter().map(|received| base + DAMPING * received).collect();
        }
        ranks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_row_that_shares_most_ranks_first_and_ranks_sum_to_one() {
        let rows = vec![vec![(0, 1.0), (1, 1.0)], vec![(0, 1.0), (2, 1.0)], vec![(2, 1.0)], vec![(3, 1.0)], Vec::new()];
        let matrix = Sparse::new(rows.into_iter().map(unit).collect(), 4);
        let ranks = matrix.page_rank();
        assert!((ranks.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{ranks:?}");
        assert!(ranks[1] > ranks[0] && ranks[1] > ranks[2] && ranks[0] > ranks[3]);
        assert_eq!(ranks[3], ranks[4]);
        assert!((matrix.similarity(0, 1) - 0.5).abs() < 1e-12);
        assert!(Sparse::default().page_rank().is_empty());
    }
}
