//! Page lengths in eighths. One page is eight eighths; fractions are never reduced (half a page is 4/8).
//! Source: masteringfilm.com "The mathematics of your script"; Final Draft `SceneProperties Length`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A page length in eighths of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Eighths(pub u32);

/// How lengths were obtained; printed with every page count because Arabic has no monospaced standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PageMethod {
    /// Read from the FDX scene properties.
    MeasuredFdx,
    /// Measured on PDF pages.
    MeasuredPdf,
    /// Estimated from printed lines.
    EstimatedLines,
}

impl fmt::Display for Eighths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 8, self.0 % 8) {
            (0, eighths) => write!(f, "{eighths}/8"),
            (pages, 0) => write!(f, "{pages}"),
            (pages, eighths) => write!(f, "{pages} {eighths}/8"),
        }
    }
}

impl std::iter::Sum for Eighths {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        Self(lengths.map(|length| length.0).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_never_reduced() {
        assert_eq!([0, 4, 8, 10].map(|n| Eighths(n).to_string()), ["0/8", "4/8", "1", "1 2/8"]);
    }
}
