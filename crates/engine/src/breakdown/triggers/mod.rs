//! What sets off an alert or a pattern: elements of the sheet, words of the scene, names of the gazetteers, forms such as telephone numbers. Owns the finding
//! of hits in one pass over the scene; what a hit means is said by the rules in `alerts` and `patterns`.

mod context;
mod forms;
mod index;
mod words;

use crate::evidence::Quote;
use crate::language::Bilingual;

use super::Category;
use super::candidate::SceneContext;
use super::document::Element;
use crate::evidence::Quoter;
use crate::screenplay::Scene;

pub(super) use context::Context;
pub(super) use forms::{Form, TitleKind};

/// Where words must stand to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// What is seen: action, shots, headings, directions.
    Seen,
    /// What is seen and what is said: rights of others are touched by a mention, too.
    SeenOrSaid,
}

/// Lists of real names, each in `lexicon/gazetteer`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gazetteer {
    Persons,
    Brands,
    Songs,
    ScreenWorks,
    Artworks,
    Books,
    Institutions,
    Places,
}

/// One thing that sets a rule off.
pub(super) enum Trigger {
    /// A stated element of one of the categories with one of the attributes (any, when the list is empty).
    Elements(&'static [Category], &'static [&'static str]),
    /// Words in dictionary form, Arabic without the article.
    Words {
        /// Arabic.
        ar: &'static [&'static str],
        /// English.
        en: &'static [&'static str],
        /// Where.
        lines: Lines,
    },
    /// Names of real things.
    Names(Gazetteer),
    /// A form of writing: a number, an address, a title in quotation marks.
    Form(Form),
    /// The scene's heading fields; the heading is the evidence.
    Heading(fn(&Scene) -> bool),
}

/// A hit of a rule.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    /// The thing as written.
    pub(super) subject: String,
    /// Where.
    pub(super) quote: Quote,
    /// Why the words count.
    pub(super) rationale: Bilingual,
    /// Which way of finding.
    pub(super) detector: &'static str,
}

/// Every hit of the scene, by rule: `alerts` by place in their registry, `patterns` in theirs.
#[derive(Debug, Default)]
pub(super) struct Hits {
    pub(super) alerts: Vec<(usize, Hit)>,
    pub(super) patterns: Vec<(usize, Hit)>,
}

/// Whose trigger it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Alert(usize),
    Pattern(usize),
}

impl Hits {
    fn add(&mut self, owner: Owner, hit: Hit) {
        match owner {
            Owner::Alert(rule) => self.alerts.push((rule, hit)),
            Owner::Pattern(rule) => self.patterns.push((rule, hit)),
        }
    }
}

/// Registered triggers of both families with their owners.
fn all() -> impl Iterator<Item = (Owner, &'static Trigger)> {
    let alerts = super::alerts::RULES.iter().enumerate().flat_map(|(at, rule)| rule.triggers.iter().map(move |t| (Owner::Alert(at), t)));
    let patterns =
        super::patterns::RULES.iter().enumerate().flat_map(|(at, rule)| rule.triggers.iter().map(move |t| (Owner::Pattern(at), t)));
    alerts.chain(patterns)
}

/// All hits of one scene. `elements` are its finished elements.
pub(super) fn hits(context: &SceneContext<'_>, elements: &[Element], quoter: &Quoter<'_>) -> Hits {
    let mut hits = Hits::default();
    for (owner, trigger) in all() {
        match trigger {
            Trigger::Elements(categories, attributes) => of_elements(owner, categories, attributes, elements, &mut hits),
            Trigger::Heading(holds) if holds(context.scene) => {
                let quote = quoter.quote(context.scene.heading);
                let rationale = Bilingual::new("رأس المشهد يقول ذلك", "The scene heading says so");
                let subject = quote.excerpt.split_whitespace().collect::<Vec<_>>().join(" ");
                hits.add(owner, Hit { subject, quote, rationale, detector: "heading" });
            }
            Trigger::Heading(_) | Trigger::Words { .. } | Trigger::Names(_) | Trigger::Form(_) => {}
        }
    }
    for line in words::lines(context) {
        index::matches(context, &line, quoter, &mut hits);
        forms::matches(context, &line, quoter, &mut hits);
    }
    hits
}

fn of_elements(owner: Owner, categories: &[Category], attributes: &[&str], elements: &[Element], hits: &mut Hits) {
    let fits = |element: &&Element| {
        element.explicit
            && categories.contains(&element.category)
            && (attributes.is_empty() || element.attributes.iter().any(|own| attributes.contains(&own.as_str())))
    };
    for element in elements.iter().filter(fits) {
        let Some(evidence) = element.evidence.first() else { continue };
        let hit = Hit {
            subject: element.name.clone(),
            quote: evidence.quote.clone(),
            rationale: evidence.rationale.clone(),
            detector: "element",
        };
        hits.add(owner, hit);
    }
}
