//! Properties of the salience analysis: contributions add up, runs are the same, the ranking is stable, twins in Arabic and English rank alike,
//! scripts of every shape have typed results, and the viewer's read speaks of people and scenes only.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test binary fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use mashhad_engine::salience::document::{Band, Coverage, SalienceDocument, TurningPointSearch};
use mashhad_engine::salience::{InvalidCriteria, SalienceOptions, TurningPointMode, assess};
use mashhad_engine::screenplay::Screenplay;
use mashhad_engine::{AnalyzeError, Cancel, Format, Input, Options, Silent, parse_input};
use proptest::prelude::*;

const ARABIC: &str = include_str!("fixtures/salience/bakery_ar.txt");
const ENGLISH: &str = include_str!("fixtures/salience/bakery_en.txt");
const FERRY_ARABIC: &str = include_str!("fixtures/salience/ferry_ar.txt");
const FERRY_ENGLISH: &str = include_str!("fixtures/salience/ferry_en.txt");

fn parse(text: &str) -> Screenplay {
    let input = Input { format: Some(Format::Plain), ..Input::new(text.as_bytes()) };
    parse_input(&input, &Options::default(), &Silent).unwrap()
}

fn salience(text: &str) -> SalienceDocument {
    salience_with(text, &SalienceOptions::default())
}

fn salience_with(text: &str, options: &SalienceOptions) -> SalienceDocument {
    assess(&parse(text), options, &Silent, &Cancel::new()).unwrap()
}

fn millionths(value: f64) -> i64 {
    (value * 1e6).round() as i64
}

fn assert_adds_up(document: &SalienceDocument) {
    for scene in &document.scenes {
        let sum: i64 = scene.factors.iter().map(|factor| millionths(factor.contribution)).sum();
        assert_eq!(sum, millionths(scene.score.get()), "scene {}", scene.ordinal);
        for factor in &scene.factors {
            assert!((factor.weight * factor.excess - factor.contribution).abs() < 5e-6, "{} of scene {}", factor.signal, scene.ordinal);
        }
    }
}

/// Spearman's correlation of two rankings without ties.
fn correlation(a: &[u32], b: &[u32]) -> f64 {
    let n = a.len() as f64;
    let squares: f64 = a.iter().zip(b).map(|(x, y)| (f64::from(*x) - f64::from(*y)).powi(2)).sum();
    1.0 - 6.0 * squares / (n * (n * n - 1.0))
}

fn ranks(document: &SalienceDocument) -> Vec<u32> {
    document.scenes.iter().map(|scene| scene.rank).collect()
}

/// A script of many scenes that differ in length, cast and matter; made by counting, the same on every run.
fn long_script(scenes: usize) -> Vec<String> {
    const CAST: [&str; 9] = ["IVY", "TOBIAS", "MARLOW", "PETRA", "QUENTIN", "ODETTE", "RUFUS", "SELMA", "VICTOR"];
    const MATTER: [&str; 12] = [
        "The bridge is closed and the river rises.",
        "Somebody stole the map of the mine.",
        "A letter from the city lies on the table.",
        "The horse limps, the wheel is broken.",
        "They argue about the harvest and the price of grain.",
        "A shot rings out behind the mill!",
        "The judge reads the verdict and the room falls silent.",
        "Children sing in the yard.",
        "Smoke over the forest, the bell tolls.",
        "The mine collapses and two men are trapped.",
        "She finds the map under the floor and weeps.",
        "He promises to return before the snow.",
    ];
    let pick = |seed: usize, of: usize| (seed.wrapping_mul(2_654_435_761) >> 7) % of;
    let scene = |at: usize| {
        let mut text = format!(
            "{} {} - {}\n\n",
            ["INT.", "EXT."][pick(at, 2)],
            ["MILL", "COURT", "RIVER", "FARM"][pick(at + 7, 4)],
            ["DAY", "NIGHT"][pick(at + 3, 2)]
        );
        for line in 0..1 + pick(at * 3 + 1, 7) {
            let matter = MATTER[pick(at * 5 + line * 11, MATTER.len())];
            if line % 2 == 0 {
                write!(text, "{matter}\n\n").unwrap();
            } else {
                let who = CAST[pick(at * 7 + line * 13, CAST.len()).min(pick(at + line, CAST.len()))];
                write!(text, "{who}\n{matter} Tell {} to wait.\n\n", CAST[pick(line + at, CAST.len())]).unwrap();
            }
        }
        text
    };
    (0..scenes).map(scene).collect()
}

#[test]
fn contributions_add_up_to_the_score() {
    for text in [ARABIC, ENGLISH, &long_script(60).concat()] {
        let document = salience(text);
        assert_adds_up(&document);
        assert!(
            document.scenes.iter().any(|scene| scene.score.get() == 1.0) && document.scenes.iter().any(|scene| scene.score.get() == 0.0)
        );
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    let bytes = || serde_json::to_string(&salience(ARABIC)).unwrap();
    assert_eq!(bytes(), bytes());
    let read: SalienceDocument = serde_json::from_str(&bytes()).unwrap();
    assert_eq!(read, salience(ARABIC));
}

#[test]
fn twins_in_arabic_and_english_rank_alike() {
    for (arabic, english) in [(ARABIC, ENGLISH), (FERRY_ARABIC, FERRY_ENGLISH)] {
        let (a, b) = (ranks(&salience(arabic)), ranks(&salience(english)));
        let alike = correlation(&a, &b);
        assert!(alike >= 0.85, "{alike}: {a:?} {b:?}");
        let top = |ranks: &[u32]| ranks.iter().enumerate().filter(|(_, rank)| **rank <= 4).map(|(at, _)| at).collect::<Vec<_>>();
        let shared = top(&a).into_iter().filter(|scene| top(&b).contains(scene)).count();
        assert!(shared >= 3, "{a:?} {b:?}");
    }
}

/// Contributions add up to the score, so the score without the signals that read a word list is the sum of the others.
#[test]
fn without_any_word_list_the_ranking_stays_nearly_the_same() {
    const LISTS: [&str; 5] = ["lexicon_mass", "strongest_word", "event_words", "action_words", "arc_slope"];
    for text in [ARABIC, ENGLISH, FERRY_ARABIC, FERRY_ENGLISH, &long_script(60).concat()] {
        let document = salience(text);
        assert!(LISTS.iter().all(|list| document.signals.iter().any(|signal| signal.id == *list)), "a signal has another name now");
        let without = |scene: &mashhad_engine::salience::document::SceneSalience| -> f64 {
            scene.factors.iter().filter(|factor| !LISTS.contains(&factor.signal.as_str())).map(|factor| factor.contribution).sum()
        };
        let bare: Vec<f64> = document.scenes.iter().map(without).collect();
        let rank = |score: f64| u32::try_from(1 + bare.iter().filter(|other| **other > score).count()).unwrap();
        let bare_ranks: Vec<u32> = bare.iter().map(|score| rank(*score)).collect();
        let alike = correlation(&ranks(&document), &bare_ranks);
        assert!(alike >= 0.9, "{alike}: {:?} {bare_ranks:?}", ranks(&document));
    }
}

/// A criterion says what length does not explain: over a script its percentiles hardly follow the words.
#[test]
fn criteria_do_not_follow_length() {
    let scenes = long_script(120);
    let document = salience(&scenes.concat());
    let by = |values: Vec<f64>| -> Vec<u32> {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|a, b| values[*b].total_cmp(&values[*a]).then(a.cmp(b)));
        let mut ranks = vec![0; values.len()];
        order.into_iter().enumerate().for_each(|(rank, at)| ranks[at] = u32::try_from(rank + 1).unwrap());
        ranks
    };
    let words = by(scenes.iter().map(|scene| scene.split_whitespace().count() as f64).collect());
    let criteria: Vec<_> = document.scenes[0].criteria.keys().copied().collect();
    assert_eq!(criteria.len(), 4);
    for criterion in criteria {
        let values = by(document.scenes.iter().map(|scene| scene.criteria[&criterion].get()).collect());
        let follows = correlation(&words, &values).abs();
        assert!(follows <= 0.25, "{criterion:?} follows length: {follows}");
    }
}

#[test]
fn the_strength_of_a_character_over_time_adds_up_to_the_whole() {
    let document = salience(FERRY_ENGLISH);
    assert!(!document.network.nodes.is_empty());
    for node in &document.network.nodes {
        assert_eq!(node.strength_over_time.iter().sum::<u32>(), node.strength, "{}", node.name);
    }
}

#[test]
fn a_renamed_character_changes_no_number() {
    for (text, from, to) in [(ARABIC, "منصور", "شكري"), (ENGLISH, "MANSOUR", "TOBIAS"), (ENGLISH, "HASSAN", "HOPE")] {
        let lower = |name: &str| name.chars().take(1).chain(name.to_lowercase().chars().skip(1)).collect::<String>();
        let renamed = text.replace(from, to).replace(&lower(from), &lower(to));
        let (before, after) = (salience(text), salience(&renamed));
        let scores = |document: &SalienceDocument| document.scenes.iter().map(|scene| scene.score).collect::<Vec<_>>();
        assert_eq!(scores(&before), scores(&after), "{from} to {to}");
    }
}

#[test]
fn removing_a_supporting_scene_moves_the_others_little() {
    let scenes = long_script(60);
    let whole = salience(&scenes.concat());
    assert_eq!(whole.scenes.len(), 60);
    for removed in whole.scenes.iter().filter(|scene| scene.band == Band::Supporting).map(|scene| scene.ordinal as usize - 1).step_by(4) {
        let rest: String = scenes.iter().enumerate().filter(|(at, _)| *at != removed).map(|(_, scene)| scene.as_str()).collect();
        let after = ranks(&salience(&rest));
        let mut before: Vec<(usize, u32)> = ranks(&whole).into_iter().enumerate().filter(|(at, _)| *at != removed).collect();
        let lost = whole.scenes[removed].rank;
        for (_, rank) in &mut before {
            *rank -= u32::from(*rank > lost);
        }
        let mut moves: Vec<u32> = before.iter().zip(&after).map(|((_, a), b)| a.abs_diff(*b)).collect();
        moves.sort_unstable();
        assert!(moves[moves.len() / 2] <= 2, "without scene {}: {moves:?}", removed + 1);
    }
}

#[test]
fn weights_move_the_list() {
    let only = |name: &str| {
        let names = ["characterDevelopment", "plotAdvancement", "emotionalImpact", "visualComplexity"];
        let criteria: BTreeMap<String, f64> =
            names.iter().map(|known| ((*known).to_owned(), f64::from(u8::from(*known == name)))).collect();
        ranks(&salience_with(&long_script(60).concat(), &SalienceOptions { criteria, length_weight: 0.5, ..SalienceOptions::default() }))
    };
    let (people, pictures) = (only("characterDevelopment"), only("visualComplexity"));
    assert!(correlation(&people, &pictures) < 0.8);
    let bad = SalienceOptions { criteria: BTreeMap::from([("humour".to_owned(), 1.0)]), ..SalienceOptions::default() };
    let error = assess(&parse(ENGLISH), &bad, &Silent, &Cancel::new()).unwrap_err();
    assert!(matches!(error, AnalyzeError::InvalidCriteria(InvalidCriteria::Unknown { name }) if name == "humour"));
}

#[test]
fn length_alone_ranks_by_words_when_all_criteria_are_off() {
    let criteria =
        ["characterDevelopment", "plotAdvancement", "emotionalImpact", "visualComplexity"].map(|name| (name.to_owned(), 0.0)).into();
    let document = salience_with(ENGLISH, &SalienceOptions { criteria, ..SalienceOptions::default() });
    assert_adds_up(&document);
    assert!(document.scenes.iter().all(|scene| scene.reasons.is_empty() && scene.factors.len() <= 2));
}

#[test]
fn scripts_without_scenes_with_one_and_with_two_have_typed_results() {
    let mut script = parse(ENGLISH);
    script.scenes.clear();
    let none = assess(&script, &SalienceOptions::default(), &Silent, &Cancel::new()).unwrap();
    assert_eq!(none.coverage, Coverage::NoScenes);
    assert!(none.scenes.is_empty() && none.pacing.is_empty() && none.recommendations.is_empty() && none.turning_points.is_empty());
    for scenes in 1..=2 {
        let document = salience(&long_script(scenes).concat());
        assert_eq!(document.coverage, Coverage::TooFewScenes);
        assert_eq!(document.scenes.len(), scenes);
        assert_adds_up(&document);
        assert!(document.scenes.iter().all(|scene| scene.band == Band::Unranked && scene.score.get() == 0.5 && scene.reasons.is_empty()));
        assert!(!document.notes.is_empty());
    }
}

#[test]
fn scripts_without_dialogue_or_without_action_have_typed_results() {
    let mute = "INT. MINE - NIGHT\n\nA lamp goes out.\n\nEXT. FIELD - DAY\n\nA man digs. A crow lands on the spade and looks at him.\n\nEXT. ROAD - DAY\n\nHe walks away.\n";
    let document = salience(mute);
    assert_eq!(document.coverage, Coverage::NoDialogue);
    assert_adds_up(&document);
    assert_eq!(document.scenes[1].rank, 1);
    let talk = "INT. MINE - NIGHT\n\nIVY\nWho is there?\n\nTOBIAS\nNobody.\n\nEXT. FIELD - DAY\n\nTOBIAS\nGo back to sleep, Ivy, there is nobody here.\n\nEXT. ROAD - DAY\n\nIVY\nI heard him, Tobias.\n";
    let document = salience(talk);
    assert_eq!(document.coverage, Coverage::NoAction);
    assert_adds_up(&document);
}

#[test]
fn three_thousand_scenes_are_ranked() {
    let document = salience(&long_script(3000).concat());
    assert_eq!(document.scenes.len(), 3000);
    assert_adds_up(&document);
    assert_eq!(document.scenes.iter().filter(|scene| scene.band == Band::Key).count(), 300);
    assert_eq!(document.turning_point_search, TurningPointSearch::Done);
}

#[test]
fn turning_points_keep_their_order_and_are_off_for_short_scripts() {
    assert_eq!(salience(ARABIC).turning_point_search, TurningPointSearch::TooShort);
    let asked = salience_with(ARABIC, &SalienceOptions { turning_points: TurningPointMode::On, ..SalienceOptions::default() });
    assert_eq!(asked.turning_points.len(), 5);
    assert!(asked.turning_points.windows(2).all(|pair| pair[0].ordinal < pair[1].ordinal));
    for point in &asked.turning_points {
        assert!(point.band_first <= point.ordinal && point.ordinal <= point.band_last && point.runner_up != Some(point.ordinal));
    }
    let covered: u32 = asked.acts.iter().map(|act| act.last - act.first + 1).sum();
    assert_eq!(covered, 12, "acts cover every scene once");
    assert!(asked.acts.windows(2).all(|pair| pair[0].last + 1 == pair[1].first));
    let off = salience_with(ARABIC, &SalienceOptions { turning_points: TurningPointMode::Off, ..SalienceOptions::default() });
    assert!(off.turning_points.is_empty() && off.acts.is_empty());
}

#[test]
fn reasons_quote_what_stands_in_the_script() {
    for text in [ARABIC, ENGLISH] {
        let document = salience(text);
        let units: Vec<u16> = parse(text).text.encode_utf16().collect();
        let mut reasons = 0;
        for scene in &document.scenes {
            for reason in &scene.reasons {
                let factor = scene.factors.iter().find(|factor| factor.signal == reason.signal).unwrap();
                assert!(factor.excess >= 0.1 && factor.contribution > 0.0 && !factor.evidence.is_empty());
                assert_ne!(reason.signal, "length");
                reasons += 1;
            }
            for quote in scene.factors.iter().flat_map(|factor| &factor.evidence).map(|evidence| &evidence.quote) {
                assert_eq!(String::from_utf16(&units[quote.start as usize..quote.end as usize]).unwrap(), quote.excerpt);
            }
        }
        assert!(reasons >= 12, "{reasons}");
    }
}

#[test]
fn a_neighbour_that_brings_nothing_may_be_merged() {
    let text = "INT. KITCHEN - DAY\n\nIvy peels apples. Tobias reads the letter from the bank.\n\nIVY\nThe bank wants the orchard.\n\nTOBIAS\nThe letter says Friday.\n\n\
        INT. KITCHEN - DAY\n\nTobias pours tea.\n\nIVY\nFriday.\n\nTOBIAS\nYes.\n\n\
        EXT. ORCHARD - DAY\n\nMarlow from the bank walks under the trees with a letter. Ivy runs to him.\n\nMARLOW\nThe orchard is sold. I am sorry, the letter was the last warning.\n\nIVY\nYou will have to carry me out!\n\n\
        EXT. ROAD - NIGHT\n\nTobias and Ivy sit on the cart. The orchard burns behind them.\n\nTOBIAS\nMarlow will find only ash.\n\nIVY\nDrive.\n\n\
        INT. COURT - DAY\n\nMarlow points at Tobias.\n\nMARLOW\nHe burned the orchard!\n\nTOBIAS\nIt was ours to burn.\n";
    let document = salience(text);
    let merges: Vec<&Vec<u32>> = document.recommendations.iter().map(|one| &one.ordinals).collect();
    assert_eq!(merges, [&vec![1, 2]], "{:?}", document.recommendations);
    assert!(document.recommendations[0].reasons.len() == 3 && document.recommendations[0].evidence.len() == 2);
}

#[test]
fn arcs_are_labelled_as_estimates_and_stay_in_range() {
    let document = salience(&long_script(120).concat());
    assert!(document.arcs.iter().any(|arc| arc.character.is_none()));
    for point in document.arcs.iter().flat_map(|arc| &arc.points) {
        assert!((-1.0..=1.0).contains(&point.valence) && point.spread >= 0.0);
    }
    assert!(serde_json::to_string(&document.arcs).unwrap().contains("LEXICON_ESTIMATE"));
}

/// Production words that a script may be full of and the viewer's read never repeats.
const PRODUCTION: [&str; 12] =
    ["revolver", "lantern", "wig", "corset", "explosion", "squib", "bloodstain", "مسدس", "فانوس", "جلباب", "باروكة", "انفجار"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_script_adds_up_and_the_viewer_reads_no_production_word(seed in prop::collection::vec((0_usize..12, 0_usize..4, 1_usize..5), 1..24)) {
        let mut text = String::new();
        for (word, who, lines) in &seed {
            let name = ["IVY", "TOBIAS", "MARLOW", "PETRA"][*who];
            text.push_str("INT. ROOM - DAY\n\n");
            for line in 0..*lines {
                let thing = PRODUCTION[(word + line) % PRODUCTION.len()];
                write!(text, "{name} takes the {thing} and the {thing} again.\n\n{name}\nGive me the {thing}!\n\n").unwrap();
            }
        }
        let document = salience_with(&text, &SalienceOptions { turning_points: TurningPointMode::On, ..SalienceOptions::default() });
        assert_adds_up(&document);
        for note in &document.viewer {
            for word in PRODUCTION {
                prop_assert!(!note.text.en.to_lowercase().contains(word) && !note.text.ar.contains(word), "{:?}", note);
            }
        }
    }
}
