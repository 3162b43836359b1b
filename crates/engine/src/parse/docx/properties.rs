//! What a paragraph or run looks like: style, indent, alignment, spacing, bold, capitals, list. Owns reading of `w:pPr` and `w:rPr` and what styles
//! hand down; owns no meaning for a screenplay.

use std::collections::BTreeMap;

use crate::parse::xml::{self, Element, Piece};
use crate::refusal::Refusal;

/// Alignment that matters for layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Alignment {
    #[default]
    Start,
    Centre,
    End,
}

/// Looks of a paragraph with those of its style under them. Lengths in twentieths of a point.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Looks {
    /// Left indent, first line included.
    pub(super) indent: Option<i64>,
    pub(super) alignment: Option<Alignment>,
    pub(super) before: Option<i64>,
    pub(super) after: Option<i64>,
    pub(super) bold: Option<bool>,
    pub(super) capitals: Option<bool>,
    pub(super) hidden: Option<bool>,
    /// List and level of an automatic number.
    pub(super) list: Option<(String, usize)>,
    list_id: Option<String>,
    list_level: usize,
    first_line: i64,
}

impl Looks {
    /// Takes one element inside `w:pPr` or `w:rPr`.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        let number = |name: &str| element.attribute(name).and_then(|value| value.trim().parse::<i64>().ok());
        match element.name() {
            "ind" => {
                let start = number("left").or_else(|| number("start")).unwrap_or(0);
                self.first_line = number("firstLine").unwrap_or(0) - number("hanging").unwrap_or(0);
                self.indent = Some(start + self.first_line);
            }
            "jc" => {
                self.alignment = element.attribute("val").map(|value| match value.as_str() {
                    "center" => Alignment::Centre,
                    "right" | "end" => Alignment::End,
                    _ => Alignment::Start,
                });
            }
            "spacing" => {
                self.before = number("before").or(self.before);
                self.after = number("after").or(self.after);
            }
            "b" | "bCs" => self.bold = Some(is_on(element)),
            "caps" => self.capitals = Some(is_on(element)),
            "vanish" => self.hidden = Some(is_on(element)),
            "numId" => self.list_id = element.attribute("val"),
            "ilvl" => self.list_level = number("val").and_then(|level| usize::try_from(level).ok()).unwrap_or(0),
            _ => {}
        }
        self.list = self.list_id.clone().filter(|id| id != "0").map(|id| (id, self.list_level));
    }

    /// These looks with `under` where they say nothing.
    pub(super) fn over(self, under: &Self) -> Self {
        Self {
            indent: self.indent.or(under.indent),
            alignment: self.alignment.or(under.alignment),
            before: self.before.or(under.before),
            after: self.after.or(under.after),
            bold: self.bold.or(under.bold),
            capitals: self.capitals.or(under.capitals),
            hidden: self.hidden.or(under.hidden),
            list: self.list.or_else(|| under.list.clone()),
            ..Self::default()
        }
    }
}

fn is_on(element: &Element<'_>) -> bool {
    element.attribute("val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}

/// A paragraph style.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// Name as Word shows it, lower case.
    pub(super) name: String,
    based_on: Option<String>,
    looks: Looks,
}

/// All styles by id.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

/// Longest chain of styles that is followed.
const MAX_CHAIN: usize = 20;

impl Styles {
    /// Reads `styles.xml`.
    ///
    /// # Errors
    /// A DTD.
    pub(super) fn read(xml: &str) -> Result<Self, Refusal> {
        let mut styles = Self::default();
        let mut open: Option<(String, Style)> = None;
        let mut path: Vec<String> = Vec::new();
        xml::walk(xml, |piece| match piece {
            Piece::Open(element) => {
                match (element.name(), &mut open) {
                    ("style", _) => open = Some((element.attribute("styleId").unwrap_or_default(), Style::default())),
                    ("name", Some((_, style))) => style.name = element.attribute("val").unwrap_or_default().to_lowercase(),
                    ("basedOn", Some((_, style))) => style.based_on = element.attribute("val"),
                    (_, Some((_, style))) if path.iter().any(|name| name == "pPr" || name == "rPr") => style.looks.take(&element),
                    _ => {}
                }
                path.push(element.name().to_owned());
            }
            Piece::Close => {
                if path.pop().as_deref() == Some("style")
                    && let Some((id, style)) = open.take()
                {
                    styles.0.insert(id, style);
                }
            }
            Piece::Text(_) => {}
        })?;
        Ok(styles)
    }

    /// Name of a style; the id itself when there is none.
    pub(super) fn name(&self, id: &str) -> String {
        self.0.get(id).map_or_else(|| id.to_lowercase(), |style| style.name.clone())
    }

    /// Looks of a style with those it is based on under them.
    pub(super) fn looks(&self, id: &str) -> Looks {
        let mut looks = Looks::default();
        let mut next = Some(id.to_owned());
        for _ in 0..MAX_CHAIN {
            let Some(style) = next.and_then(|id| self.0.get(&id)) else { break };
            looks = looks.over(&style.looks);
            next = style.based_on.clone();
        }
        looks
    }
}
