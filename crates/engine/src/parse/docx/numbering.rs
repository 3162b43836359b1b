//! Numbers that Word makes itself (`w:numPr`): many writers number scenes with a list, so the number stands on the page and nowhere in the text. Owns
//! counting and the pattern of a level; bullets and letters give nothing.

use std::collections::BTreeMap;

use crate::parse::xml::{self, Piece};
use crate::refusal::Refusal;

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    pattern: String,
    counts: bool,
}

/// All lists with their counters.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Abstract list of each list.
    lists: BTreeMap<String, String>,
    levels: BTreeMap<(String, usize), Level>,
    counters: BTreeMap<(String, usize), u32>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    ///
    /// # Errors
    /// A DTD.
    pub(super) fn read(xml: &str) -> Result<Self, Refusal> {
        let mut numbering = Self::default();
        let (mut definition, mut list, mut level) = (String::new(), String::new(), 0_usize);
        xml::walk(xml, |piece| {
            let Piece::Open(element) = piece else { return };
            let value = || element.attribute("val").unwrap_or_default();
            match element.name() {
                "abstractNum" => definition = element.attribute("abstractNumId").unwrap_or_default(),
                "num" => list = element.attribute("numId").unwrap_or_default(),
                "abstractNumId" => {
                    numbering.lists.insert(list.clone(), value());
                }
                "lvl" => {
                    level = element.attribute("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
                    numbering.levels.insert((definition.clone(), level), Level { start: 1, ..Level::default() });
                }
                "start" | "numFmt" | "lvlText" => {
                    let Some(level) = numbering.levels.get_mut(&(definition.clone(), level)) else { return };
                    match element.name() {
                        "start" => level.start = value().parse().unwrap_or(1),
                        "numFmt" => level.counts = matches!(value().as_str(), "decimal" | "decimalZero" | "hindiNumbers" | "arabicAbjad"),
                        _ => level.pattern = value(),
                    }
                }
                _ => {}
            }
        })?;
        Ok(numbering)
    }

    /// The number of the next paragraph of a list, as it stands on the page; `None` for a bullet.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let definition = self.lists.get(list)?.clone();
        let own = self.levels.get(&(definition.clone(), level)).filter(|own| own.counts)?.clone();
        let counter = self.counters.entry((definition.clone(), level)).or_insert_with(|| own.start.saturating_sub(1));
        *counter = counter.saturating_add(1);
        let number = *counter;
        self.counters.retain(|(other, deeper), _| *other != definition || *deeper <= level);
        let shown = own.pattern.replace(&format!("%{}", level + 1), &number.to_string());
        let parent = |at: usize| self.counters.get(&(definition.clone(), at)).copied().unwrap_or(1).to_string();
        Some((0..level).fold(shown, |shown, at| shown.replace(&format!("%{}", at + 1), &parent(at))).trim().to_owned())
    }
}
