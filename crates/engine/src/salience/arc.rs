//! Emotional arcs: mean word valence in a moving window over the words of the script. Always an estimate: valence of a single scene is noise,
//! only long windows say something. Owns the smoothing and the arcs of the document.
//!
//! Source: Reagan et al., "The emotional arcs of stories" (EPJ Data Science 2016).

use super::document::{Arc, ArcMethod, ArcPoint};
use super::numeric::{count, share, six};
use super::story::{SceneWords, Story};
use super::words::{Token, Vocabulary};
use crate::document::Score;
use crate::screenplay::CharacterIndex;
use crate::screenplay::document::character_id;

/// Half of the window, share of the script's words.
const HALF_WINDOW: f64 = 0.04;
/// Characters with an arc of their own.
const LEADS: usize = 5;
/// Emotional words that a character must speak for an arc.
const ENOUGH: usize = 25;
/// Words before an emotional word in which a negation turns it.
const NEGATION_REACH: usize = 3;

const NEGATIONS: [&str; 16] =
    ["not", "never", "no", "don't", "doesn't", "didn't", "isn't", "wasn't", "can't", "won't", "لا", "لم", "لن", "مش", "ليس", "ليست"];

/// An emotional word: its place as a share of the words, its valence −1..1, its character position for look-ups.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Charged {
    place: f64,
    valence: f64,
    start: usize,
}

/// Smoothed mood at a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Mood {
    /// Mean valence, −1..1.
    pub(crate) valence: f64,
    /// Half width of the 95% interval of the mean.
    pub(crate) spread: f64,
}

/// All emotional words in script order; negated ones turned.
pub(crate) fn charged_words(scenes: &[SceneWords], vocabulary: &Vocabulary) -> Vec<Charged> {
    let total = count(scenes.iter().map(|scene| scene.tokens.len()).sum());
    let mut before = 0;
    let mut words = Vec::new();
    for scene in scenes {
        for (at, valence) in &scene.charged {
            let Some(token) = scene.tokens.get(*at) else { continue };
            let sign = if is_negated(&scene.tokens, *at, vocabulary) { -0.74 } else { 1.0 };
            words.push(Charged { place: share(count(before + at), total), valence: sign * valence / 4.0, start: token.span.start });
        }
        before += scene.tokens.len();
    }
    words
}

/// The factor −0.74 is VADER's for negation.
fn is_negated(tokens: &[Token], at: usize, vocabulary: &Vocabulary) -> bool {
    let before = tokens.get(at.saturating_sub(NEGATION_REACH)..at).unwrap_or_default();
    before.iter().filter_map(|token| vocabulary.word(token.word)).any(|word| NEGATIONS.contains(&word.form.as_str()))
}

/// Mood at each place; nothing where the window holds no emotional word.
pub(crate) fn moods(words: &[Charged], places: &[f64]) -> Vec<Option<Mood>> {
    let mut sums = vec![(0.0, 0.0)];
    for word in words {
        let (sum, square) = sums.last().copied().unwrap_or_default();
        sums.push((sum + word.valence, square + word.valence * word.valence));
    }
    let mood = |place: &f64| {
        let from = words.partition_point(|word| word.place < place - HALF_WINDOW);
        let to = words.partition_point(|word| word.place <= place + HALF_WINDOW);
        let found = count(to.saturating_sub(from));
        let (start, end) = (sums.get(from)?, sums.get(to)?);
        if found == 0.0 {
            return None;
        }
        let valence = (end.0 - start.0) / found;
        let variance = ((end.1 - start.1) / found - valence * valence).max(0.0);
        Some(Mood { valence, spread: 1.96 * (variance / found).sqrt() })
    };
    places.iter().map(mood).collect()
}

/// The story's arc and those of the leading characters who speak enough emotional words.
pub(crate) fn arcs(story: &Story<'_>) -> Vec<Arc> {
    let whole = points(story, &story.arc, |_| true);
    let mut arcs = vec![Arc { character: None, method: ArcMethod::LexiconEstimate, points: whole }];
    let all = charged_words(&story.scenes, &story.vocabulary);
    for who in story.cast.by_prominence().into_iter().take(LEADS) {
        let spoken = spoken_by(story, who, &all);
        if spoken.len() < ENOUGH {
            continue;
        }
        let speaks = |scene: usize| {
            story.screenplay.scenes.get(scene).is_some_and(|scene| scene.speeches.iter().any(|speech| speech.character == who))
        };
        let points = points(story, &moods(&spoken, &story.middles), speaks);
        arcs.push(Arc { character: Some(character_id(who)), method: ArcMethod::LexiconEstimate, points });
    }
    arcs.retain(|arc| !arc.points.is_empty());
    arcs
}

fn spoken_by(story: &Story<'_>, who: CharacterIndex, all: &[Charged]) -> Vec<Charged> {
    let speeches = story.screenplay.scenes.iter().flat_map(|scene| &scene.speeches).filter(|speech| speech.character == who);
    let mut spoken = Vec::new();
    for span in speeches.flat_map(|speech| &speech.dialogue) {
        let from = all.partition_point(|word| word.start < span.start);
        spoken.extend(all.iter().skip(from).take_while(|word| word.start < span.end));
    }
    spoken
}

fn points(story: &Story<'_>, moods: &[Option<Mood>], is_wanted: impl Fn(usize) -> bool) -> Vec<ArcPoint> {
    let point = |(at, (mood, position)): (usize, (&Option<Mood>, &f64))| {
        let mood = (*mood).filter(|_| is_wanted(at))?;
        let ordinal = u32::try_from(at + 1).ok()?;
        Some(ArcPoint { ordinal, position: Score::new(*position), valence: six(mood.valence), spread: six(mood.spread) })
    };
    moods.iter().zip(&story.middles).enumerate().filter_map(point).collect()
}
