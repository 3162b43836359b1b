//! The runs of a paragraph: pieces of one style and one set of tags. Owns the cutting; hidden notes and boneyards of a Fountain source are left out.

use super::tags::Tables;
use crate::parse::fountain::title_key;
use crate::print::element::Element;
use crate::print::emphasis::{self, Style};
use crate::text::Span;

/// One run.
pub(super) struct Run {
    pub(super) span: Span,
    pub(super) style: Style,
    pub(super) tag: Option<usize>,
}

/// What runs are cut from.
pub(super) struct Runs<'a> {
    pub(super) text: &'a str,
    /// Notes and boneyards, in order.
    pub(super) hidden: &'a [Span],
    /// The source has emphasis marks.
    pub(super) marked: bool,
}

impl Runs<'_> {
    /// The runs of one part of a paragraph.
    pub(super) fn of(&self, part: Span, tables: &mut Tables<'_>) -> Vec<Run> {
        let mut runs = Vec::new();
        for (span, style) in self.styled(part) {
            for (span, tag) in tables.cut(span) {
                runs.push(Run { span, style, tag });
            }
        }
        runs
    }

    fn styled(&self, part: Span) -> Vec<(Span, Style)> {
        let styled = if self.marked { emphasis::runs(self.text, part) } else { vec![(part, Style::default())] };
        let hidden = self.hidden_in(part);
        let mut visible = Vec::new();
        for (span, style) in styled {
            let mut from = span.start;
            for region in hidden.iter().filter(|region| region.overlaps(span)) {
                visible.push((Span::new(from, region.start.max(from)), style));
                from = region.end.min(span.end).max(from);
            }
            visible.push((Span::new(from, span.end), style));
        }
        visible.retain(|(span, _)| !span.is_empty());
        visible
    }

    fn hidden_in(&self, part: Span) -> &[Span] {
        let first = self.hidden.partition_point(|region| region.end <= part.start);
        let end = self.hidden.partition_point(|region| region.start < part.end);
        self.hidden.get(first..end.max(first)).unwrap_or_default()
    }

    /// The words of the notes in a part of the text; boneyards are no notes.
    pub(super) fn notes(&self, part: Span) -> impl Iterator<Item = &str> {
        self.hidden_in(part).iter().filter(move |region| region.start >= part.start).filter_map(|region| {
            let words = region.of(self.text);
            words.strip_prefix("[[").map(|words| words.strip_suffix("]]").unwrap_or(words))
        })
    }

    /// A line of the title page without its key and emphasis marks.
    pub(super) fn title_value(&self, element: &Element<'_>) -> String {
        let mut words: String = element.parts.iter().flat_map(|part| self.styled(*part)).map(|(span, _)| span.of(self.text)).collect();
        if self.marked && title_key(self.text, element.parts.first().copied()) {
            words = words.split_once([':', '：']).map(|(_, value)| value.to_owned()).unwrap_or_default();
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
