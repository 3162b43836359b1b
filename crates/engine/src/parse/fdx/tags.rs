//! `TagData`: what a person has tagged in Final Draft. Owns the chain run → tag → definition → category; the elements keep provenance IMPORTED.

use std::collections::BTreeMap;

use crate::parse::xml::Element;
use crate::screenplay::ImportedElement;
use crate::text::Span;

/// A tagged range of the script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TaggedSpan {
    /// `TagNumber` of the run.
    pub(super) number: String,
    /// Where in the script.
    pub(super) span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Definition {
    category: String,
    label: String,
}

/// The tables of the file.
#[derive(Debug, Default)]
pub(super) struct Tags {
    /// Category id to its name.
    categories: BTreeMap<String, String>,
    definitions: BTreeMap<String, Definition>,
    /// Tag number to the definitions it stands for.
    tags: BTreeMap<String, Vec<String>>,
    open: Option<String>,
}

impl Tags {
    /// Takes an element of `TagData`.
    pub(super) fn open(&mut self, element: &Element<'_>) {
        let get = |name: &str| element.attribute(name).unwrap_or_default();
        match element.name() {
            "TagCategory" => {
                self.categories.insert(get("Id"), get("Name"));
            }
            "TagDefinition" => {
                self.definitions.insert(get("Id"), Definition { category: get("CatId"), label: get("Label") });
            }
            "Tag" => {
                self.open = Some(get("Number"));
                if let Some(definition) = element.attribute("DefId") {
                    self.define(&definition);
                }
            }
            _ => {}
        }
    }

    /// A definition of the open tag.
    pub(super) fn define(&mut self, definition: &str) {
        if let Some(number) = &self.open {
            self.tags.entry(number.clone()).or_default().push(definition.trim().to_owned());
        }
    }

    /// One element for each definition that tags something, in order of its first place.
    pub(super) fn elements(&self, tagged: &[TaggedSpan], text: &str) -> Vec<ImportedElement> {
        let mut spans: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
        for tag in tagged {
            for definition in self.tags.get(&tag.number).into_iter().flatten() {
                let places = spans.entry(definition).or_default();
                match places.last_mut().filter(|last| last.end == tag.span.start) {
                    Some(last) => last.end = tag.span.end,
                    None => places.push(tag.span),
                }
            }
        }
        let mut elements: Vec<ImportedElement> = spans
            .into_iter()
            .filter_map(|(id, places)| {
                let definition = self.definitions.get(id)?;
                let spans: Vec<Span> = places.into_iter().map(|span| span.trimmed(text)).filter(|span| !span.is_empty()).collect();
                let first = spans.first()?.of(text);
                Some(ImportedElement {
                    category: self.categories.get(&definition.category).cloned().unwrap_or_default(),
                    category_id: Some(definition.category.clone()).filter(|id| !id.is_empty()),
                    name: if definition.label.is_empty() { first.to_owned() } else { definition.label.clone() },
                    spans,
                })
            })
            .collect();
        elements.sort_by(|a, b| (a.spans.first(), &a.name).cmp(&(b.spans.first(), &b.name)));
        elements
    }
}
