//! Quotations: a span of the screenplay turned into what the API and the contract show (UTF-16 offsets and the exact excerpt).
//! Owns the conversion from byte spans; what a quotation proves is said by whoever makes it.

use serde::{Deserialize, Serialize};

use crate::language::Bilingual;
use crate::screenplay::Screenplay;
use crate::text::{Span, Utf16Index};

/// An exact quotation: `text.slice(start, end) === excerpt` in JavaScript.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Quote {
    /// First UTF-16 code unit.
    pub start: u32,
    /// One past the last UTF-16 code unit.
    pub end: u32,
    /// The quoted text.
    pub excerpt: String,
}

/// A quotation with the reason why it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Where.
    #[serde(flatten)]
    pub quote: Quote,
    /// Why, in one short sentence.
    pub rationale: Bilingual,
}

/// Makes quotations of one text; built once for each analysis.
#[derive(Debug)]
pub struct Quoter<'a> {
    text: &'a str,
    index: Utf16Index,
}

impl<'a> Quoter<'a> {
    /// A quoter of the screenplay's text.
    #[must_use]
    pub fn new(screenplay: &'a Screenplay) -> Self {
        Self::of_text(&screenplay.text)
    }

    /// A quoter of any text.
    #[must_use]
    pub fn of_text(text: &'a str) -> Self {
        Self { text, index: Utf16Index::new(text) }
    }

    /// UTF-16 offsets of a span.
    #[must_use]
    pub fn offsets(&self, span: Span) -> (u32, u32) {
        (self.index.utf16(self.text, span.start), self.index.utf16(self.text, span.end))
    }

    /// The quotation of a span.
    #[must_use]
    pub fn quote(&self, span: Span) -> Quote {
        let (start, end) = self.offsets(span);
        Quote { start, end, excerpt: span.of(self.text).to_owned() }
    }

    /// The quotation of a span with its reason.
    #[must_use]
    pub fn evidence(&self, span: Span, rationale: Bilingual) -> Evidence {
        Evidence { quote: self.quote(span), rationale }
    }
}
