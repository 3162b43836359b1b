//! What all signals read: the scenes with their words, the cast and the shared vocabulary, built once for each script.
//! Owns counting; what a count means belongs to the signals.

use super::arc::{Mood, charged_words, moods};
use super::cast::Cast;
use super::numeric::{count, share};
use super::terms::Terms;
use super::word_list::WordLists;
use super::words::{Part, Token, Vocabulary, Word};
use crate::screenplay::{Scene, Screenplay};
use crate::text::Span;

/// One scene with its words.
#[derive(Debug)]
pub(crate) struct SceneWords {
    /// All words in order.
    pub(crate) tokens: Vec<Token>,
    /// Emotional charge of each token that has one: position in `tokens`, valence −4..4.
    pub(crate) charged: Vec<(usize, f64)>,
    /// Exclamation marks in speech and action, runs counted once.
    pub(crate) exclamations: Vec<Span>,
    /// Words of action lines.
    pub(crate) action: usize,
    /// Spoken words.
    pub(crate) speech: usize,
}

/// The script as the signals see it.
#[derive(Debug)]
pub(crate) struct Story<'a> {
    /// The script.
    pub(crate) screenplay: &'a Screenplay,
    /// Word lists in use.
    pub(crate) lists: &'static WordLists,
    /// Its vocabulary.
    pub(crate) vocabulary: Vocabulary,
    /// Scenes in order.
    pub(crate) scenes: Vec<SceneWords>,
    /// Terms by scene.
    pub(crate) terms: Terms,
    /// Characters by scene.
    pub(crate) cast: Cast,
    /// Middle of each scene, share of the words.
    pub(crate) middles: Vec<f64>,
    /// Start of each scene, share of the words.
    pub(crate) starts: Vec<f64>,
    /// Smoothed mood around each scene; nothing where no emotional word is near.
    pub(crate) arc: Vec<Option<Mood>>,
}

impl<'a> Story<'a> {
    /// Reads the script once.
    pub(crate) fn new(screenplay: &'a Screenplay, lists: &'static WordLists) -> Self {
        let mut vocabulary = Vocabulary::new(screenplay);
        let tokens: Vec<Vec<Token>> = screenplay.scenes.iter().map(|scene| vocabulary.tokens_of(screenplay, scene)).collect();
        let valence: Vec<Option<f64>> =
            vocabulary.words.iter().map(|word| content(word).and_then(|form| lists.emotion.weight(form))).collect();
        let scenes: Vec<SceneWords> =
            screenplay.scenes.iter().zip(tokens).map(|(scene, tokens)| scene_words(screenplay, scene, tokens, &valence)).collect();
        let lengths: Vec<usize> = scenes.iter().map(|scene| scene.tokens.len()).collect();
        let total = count(lengths.iter().sum());
        let mut before = 0;
        let (mut starts, mut middles) = (Vec::new(), Vec::new());
        for length in &lengths {
            starts.push(share(count(before), total));
            middles.push(share(count(before) + count(*length) / 2.0, total));
            before += length;
        }
        let terms = Terms::new(&scenes, &vocabulary);
        let arc = moods(&charged_words(&scenes, &vocabulary), &middles);
        Self { screenplay, lists, vocabulary, scenes, terms, cast: Cast::new(screenplay), middles, starts, arc }
    }

    /// One number for each scene.
    pub(crate) fn each(&self, measure: impl FnMut(&SceneWords) -> f64) -> Vec<f64> {
        self.scenes.iter().map(measure).collect()
    }

    /// The words of a scene that say what happens, with their places: no names, numbers or closed classes.
    pub(crate) fn content_of<'b>(&'b self, scene: &'b SceneWords) -> impl Iterator<Item = (Token, &'b Word)> {
        scene
            .tokens
            .iter()
            .filter(|token| matches!(token.part, Part::Action | Part::Speech))
            .filter_map(|token| Some((*token, self.vocabulary.word(token.word)?)))
            .filter(|(_, word)| !word.is_empty)
    }

    /// A scene of the script and its words.
    pub(crate) fn scene(&self, at: usize) -> Option<(&Scene, &SceneWords)> {
        Some((self.screenplay.scenes.get(at)?, self.scenes.get(at)?))
    }
}

fn content(word: &Word) -> Option<&str> {
    (!word.is_empty).then_some(word.form.as_str())
}

fn scene_words(screenplay: &Screenplay, scene: &Scene, tokens: Vec<Token>, valence: &[Option<f64>]) -> SceneWords {
    let charged = tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| matches!(token.part, Part::Action | Part::Speech))
        .filter_map(|(at, token)| Some((at, (*valence.get(token.word as usize)?)?)))
        .collect();
    let of = |part| tokens.iter().filter(|token| token.part == part).count();
    SceneWords { charged, exclamations: exclamations(screenplay, scene), action: of(Part::Action), speech: of(Part::Speech), tokens }
}

fn exclamations(screenplay: &Screenplay, scene: &Scene) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for (at, _) in screenplay.slice(scene.span).match_indices('!') {
        let span = Span::new(scene.span.start + at, scene.span.start + at + 1);
        match found.last_mut().filter(|last| last.end == span.start) {
            Some(last) => *last = last.cover(span),
            None => found.push(span),
        }
    }
    found
}
