//! The signals: one file each, one shape, one list. A signal is a pure function of the parsed script; it measures every scene and explains
//! one. Owns the list, the inner weights and what the explanations share; combining signals is `score`'s.
//!
//! The inner weights say what a signal counts inside its criterion and sum to 1 there. They are a fit on films with human labels, held to
//! be positive and drawn to the hand-chosen weights of an earlier study, then rounded (docs/en/accuracy.md tells how, and what the same
//! procedure gives on films that it has not seen).

mod action_words;
mod arc_slope;
mod capitalised_cues;
mod event_words;
mod exclamations;
mod exteriors;
mod first_appearances;
mod last_appearances;
mod length;
mod lexicon_mass;
mod main_presence;
mod nearness_to_end;
mod neighbour_similarity;
mod new_pairs;
mod payoff;
mod people_present;
mod setup;
mod shared_cast;
mod strongest_pair;
mod strongest_word;
mod talked_about;
mod text_centrality;
mod topic_boundary;

use super::criteria::Criterion;
use super::story::Story;
use crate::language::Bilingual;
use crate::screenplay::{CharacterIndex, PresenceKind};
use crate::text::Span;

/// One signal.
pub(crate) struct Signal {
    /// Stable name, also the name of its file and of its spec.
    pub(crate) id: &'static str,
    /// Criterion that it speaks for; `None` for length.
    pub(crate) criterion: Option<Criterion>,
    /// Weight inside the criterion, 0..=1.
    pub(crate) inner: f64,
    /// Arabic and English name.
    pub(crate) title: (&'static str, &'static str),
    /// One raw number for each scene; only their order inside the script counts.
    pub(crate) measure: fn(&Story<'_>) -> Vec<f64>,
    /// The reason for one scene, with what proves it.
    pub(crate) explain: fn(&Story<'_>, usize) -> Explanation,
}

/// Why a scene stands out in a signal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Explanation {
    /// The sentence.
    pub(crate) text: Bilingual,
    /// Spans that prove it, in script order.
    pub(crate) exhibits: Vec<(Span, Bilingual)>,
}

impl Signal {
    /// Name for people.
    pub(crate) fn name(&self) -> Bilingual {
        Bilingual::new(self.title.0, self.title.1)
    }
}

/// All signals: length first, then by criterion. The order is the order of every scene's factors.
pub(crate) const SIGNALS: &[Signal] = &[
    length::SIGNAL,
    main_presence::SIGNAL,
    shared_cast::SIGNAL,
    strongest_pair::SIGNAL,
    new_pairs::SIGNAL,
    first_appearances::SIGNAL,
    last_appearances::SIGNAL,
    text_centrality::SIGNAL,
    event_words::SIGNAL,
    talked_about::SIGNAL,
    payoff::SIGNAL,
    setup::SIGNAL,
    neighbour_similarity::SIGNAL,
    topic_boundary::SIGNAL,
    nearness_to_end::SIGNAL,
    lexicon_mass::SIGNAL,
    strongest_word::SIGNAL,
    exclamations::SIGNAL,
    arc_slope::SIGNAL,
    action_words::SIGNAL,
    people_present::SIGNAL,
    exteriors::SIGNAL,
    capitalised_cues::SIGNAL,
];

/// Spans quoted for one reason; more would bury it.
const QUOTED: usize = 5;

impl Explanation {
    /// A reason with its proofs: each span once, in script order, at most [`QUOTED`].
    pub(crate) fn new(text: Bilingual, mut exhibits: Vec<(Span, Bilingual)>) -> Self {
        exhibits.sort();
        exhibits.dedup();
        exhibits.truncate(QUOTED);
        Self { text, exhibits }
    }
}

/// Name of a character.
fn name(story: &Story<'_>, who: CharacterIndex) -> String {
    story.screenplay.character(who).map(|character| character.name.clone()).unwrap_or_default()
}

/// Up to three names as a list in both languages.
fn names(story: &Story<'_>, people: &[CharacterIndex]) -> Bilingual {
    let names: Vec<String> = people.iter().take(3).map(|who| name(story, *who)).collect();
    Bilingual::new(names.join(" و"), names.join(", "))
}

/// Where a character first shows in a scene.
fn place_of(story: &Story<'_>, scene: usize, who: CharacterIndex) -> Option<Span> {
    let (scene, _) = story.scene(scene)?;
    let presence = scene.presence.iter().find(|presence| presence.character == who && presence.kind != PresenceKind::Mentioned)?;
    presence.spans.first().copied().or_else(|| scene.speeches.iter().find(|speech| speech.character == who).map(|speech| speech.cue))
}

/// Evidence for people: where each shows first.
fn people(story: &Story<'_>, scene: usize, people: &[CharacterIndex], why: &Bilingual) -> Vec<(Span, Bilingual)> {
    people.iter().take(3).filter_map(|who| Some((place_of(story, scene, *who)?, why.clone()))).collect()
}

/// Evidence for words: their places in the scene.
fn words(spans: impl IntoIterator<Item = Span>, why: &Bilingual) -> Vec<(Span, Bilingual)> {
    spans.into_iter().map(|span| (span, why.clone())).collect()
}

/// Quoted words as a list in both languages.
fn quoted(story: &Story<'_>, spans: &[Span]) -> Bilingual {
    let mut seen: Vec<&str> = Vec::new();
    for span in spans {
        let word = story.screenplay.slice(*span);
        if !seen.contains(&word) && seen.len() < 3 {
            seen.push(word);
        }
    }
    let join =
        |open: &str, close: &str, comma: &str| seen.iter().map(|word| format!("{open}{word}{close}")).collect::<Vec<_>>().join(comma);
    Bilingual::new(join("«", "»", "، "), join("\"", "\"", ", "))
}

/// Heading of a scene, as evidence that speaks of the scene as a whole.
fn heading(story: &Story<'_>, scene: usize, why: &Bilingual) -> Vec<(Span, Bilingual)> {
    story.scene(scene).filter(|(scene, _)| !scene.heading.is_empty()).map(|(scene, _)| (scene.heading, why.clone())).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_weights_sum_to_one_in_each_criterion() {
        for criterion in Criterion::ALL {
            let sum: f64 = SIGNALS.iter().filter(|signal| signal.criterion == Some(criterion)).map(|signal| signal.inner).sum();
            assert!((sum - 1.0).abs() < 1e-9, "{criterion:?} sums to {sum}");
        }
        assert_eq!(SIGNALS.iter().filter(|signal| signal.criterion.is_none()).count(), 1);
    }
}
