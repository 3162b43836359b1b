//! The tag tables of an FDX file. Owns numbers and identifiers: the same tags give the same identifiers on every run.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::escaped;
use crate::screenplay::Screenplay;
use crate::text::Span;

/// A breakdown element to be written as a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Category as Final Draft names it (`Props`, `Set Dressing`).
    pub category: String,
    /// Identifier of the category; taken from Final Draft's own list by the name where it is `None`.
    pub category_id: Option<String>,
    /// Label.
    pub name: String,
    /// Tagged text, spans of `Screenplay::text`.
    pub spans: Vec<Span>,
}

impl Tag {
    /// The tags that the file came with.
    #[must_use]
    pub fn imported(screenplay: &Screenplay) -> Vec<Self> {
        screenplay
            .imported
            .iter()
            .map(|element| Self {
                category: element.category.clone(),
                category_id: element.category_id.clone(),
                name: element.name.clone(),
                spans: element.spans.clone(),
            })
            .collect()
    }
}

/// Final Draft's own categories: number, name, colour, identifier.
fn standard() -> impl Iterator<Item = [&'static str; 4]> {
    include_str!("../categories.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut columns = line.split('\t');
        Some([columns.next()?, columns.next()?, columns.next()?, columns.next()?])
    })
}

/// Tags with the boundaries that they cut the text at.
pub(super) struct Tables<'a> {
    tags: &'a [Tag],
    /// Spans with the index of their tag, by start.
    places: Vec<(Span, usize)>,
    /// Longest span, so that a look-up knows how far back to search.
    longest: usize,
    /// Sets of tags in order of first use; the number of a set is its position and one.
    sets: BTreeMap<Vec<usize>, usize>,
}

impl<'a> Tables<'a> {
    pub(super) fn new(tags: &'a [Tag]) -> Self {
        let mut places: Vec<(Span, usize)> =
            tags.iter().enumerate().flat_map(|(at, tag)| tag.spans.iter().map(move |span| (*span, at))).collect();
        places.sort_unstable();
        let longest = places.iter().map(|(span, _)| span.len()).max().unwrap_or(0);
        Self { tags, places, longest, sets: BTreeMap::new() }
    }

    /// Cuts a span where tags begin and end; each piece with the number of its set of tags.
    pub(super) fn cut(&mut self, span: Span) -> Vec<(Span, Option<usize>)> {
        let from = self.places.partition_point(|(place, _)| place.start + self.longest < span.start);
        let touching: Vec<(Span, usize)> = self
            .places
            .iter()
            .skip(from)
            .take_while(|(place, _)| place.start < span.end)
            .filter(|(place, _)| place.overlaps(span))
            .copied()
            .collect();
        let mut edges: Vec<usize> = touching.iter().flat_map(|(place, _)| [place.start, place.end]).chain([span.start, span.end]).collect();
        edges.retain(|edge| (span.start..=span.end).contains(edge));
        edges.sort_unstable();
        edges.dedup();
        let pieces = edges.iter().zip(edges.iter().skip(1)).map(|(start, end)| Span::new(*start, *end));
        pieces
            .map(|piece| {
                let mut set: Vec<usize> = touching.iter().filter(|(place, _)| place.overlaps(piece)).map(|(_, tag)| *tag).collect();
                set.sort_unstable();
                set.dedup();
                (piece, self.number(set))
            })
            .collect()
    }

    fn number(&mut self, set: Vec<usize>) -> Option<usize> {
        if set.is_empty() {
            return None;
        }
        let next = self.sets.len() + 1;
        Some(*self.sets.entry(set).or_insert(next))
    }

    /// The `TagData` element; empty when nothing is tagged.
    pub(super) fn xml(&self) -> String {
        if self.sets.is_empty() {
            return String::new();
        }
        let mut out = String::from("  <TagData>\n    <TagCategories>\n");
        let ids: Vec<String> = self.tags.iter().map(category_id).collect();
        for [number, name, colour, id] in standard() {
            let _ = writeln!(out, "      <TagCategory Color=\"{colour}\" Id=\"{id}\" Name=\"{name}\" Number=\"{number}\" Style=\"Bold\"/>");
        }
        let own: BTreeMap<&str, &str> = self.tags.iter().zip(&ids).map(|(tag, id)| (id.as_str(), tag.category.as_str())).collect();
        let own = own.into_iter().filter(|(id, _)| standard().all(|[.., known]| known != *id));
        for (at, (id, name)) in own.enumerate() {
            let (id, name) = (escaped(id), escaped(name));
            let _ = writeln!(
                out,
                "      <TagCategory Color=\"#707080809090\" Id=\"{id}\" Name=\"{name}\" Number=\"{}\" Style=\"Bold\"/>",
                at + 23
            );
        }
        out.push_str("    </TagCategories>\n    <TagDefinitions>\n");
        for (at, (tag, id)) in self.tags.iter().zip(&ids).enumerate() {
            let (category, label) = (escaped(id), escaped(&tag.name));
            let _ = writeln!(
                out,
                "      <TagDefinition CatId=\"{category}\" Id=\"{}\" Label=\"{label}\" Number=\"{}\"/>",
                definition_id(tag, at),
                at + 1
            );
        }
        out.push_str("    </TagDefinitions>\n    <Tags>\n");
        let mut sets: Vec<(&Vec<usize>, &usize)> = self.sets.iter().collect();
        sets.sort_by_key(|(_, number)| **number);
        for (set, number) in sets {
            let _ = write!(out, "      <Tag Number=\"{number}\">");
            for (at, tag) in set.iter().filter_map(|at| Some((at, self.tags.get(*at)?))) {
                let _ = write!(out, "<DefId>{}</DefId>", definition_id(tag, *at));
            }
            out.push_str("</Tag>\n");
        }
        out.push_str("    </Tags>\n  </TagData>\n");
        out
    }
}

fn category_id(tag: &Tag) -> String {
    let known = || standard().find(|[_, name, ..]| name.eq_ignore_ascii_case(&tag.category)).map(|[.., id]| id.to_owned());
    tag.category_id.clone().or_else(known).unwrap_or_else(|| identifier(&tag.category, 0))
}

fn definition_id(tag: &Tag, at: usize) -> String {
    identifier(&format!("{}\u{1f}{}", tag.category, tag.name), at)
}

/// An identifier in the form of a UUID, made of the words alone (FNV-1a, twice with different seeds).
fn identifier(words: &str, salt: usize) -> String {
    let hash = |seed: u64| {
        words.bytes().chain(salt.to_le_bytes()).fold(seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    };
    let (high, low) = (hash(0xcbf2_9ce4_8422_2325), hash(0x6c62_272e_07bb_0142));
    let hex = format!("{high:016x}{low:016x}");
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("{}-{}-4{}-a{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}
