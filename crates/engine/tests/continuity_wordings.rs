//! Many wordings of the same faults: each is planted in a small clean script, and the rule must find it. Prints recall for each rule and language
//! (`--nocapture`); asserts the whole recall, so that a widened class never loses another. The wordings are in `fixtures/continuity/wordings.tsv`.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a test binary fails by panicking and prints its figures")]

use std::collections::{BTreeMap, BTreeSet};

use mashhad_engine::{Cancel, Component, Input, Options, Silent, analyze};

const WORDINGS: &str = include_str!("fixtures/continuity/wordings.tsv");

/// A place for two plantings and speeches of both people in every scene.
const ENGLISH: &str = "INT. KITCHEN - NIGHT\n\nTOBIAS stirs a pot. GRETA waits.\n\n{1}\n\nGRETA\nIs it ready?\n\nINT. HALL - {LINK}\n\nTwo chairs, no fire.\n\n{2}\n\nTOBIAS\nSit down.\n\nGRETA\nLater.\n\nINT. HALL - DAY\n\nThe chairs are empty.\n\nTOBIAS\nWhere is everybody?\n\nGRETA\nHere.\n";
const ARABIC: &str = "مشهد 1\t\tليل-داخلي\nالمطبخ\nتوفيق يقف أمام الموقد وكوثر تنتظر.\n{1}\nكوثر :\nجهز؟\n\nمشهد 2\t\t{LINK}\nالصالة\nكرسيان.\n{2}\nتوفيق :\nاقعدي.\nكوثر :\nبعدين.\n\nمشهد 3\t\tنهار-داخلي\nالصالة\nالكراسي خالية.\nتوفيق :\nفين الناس؟\nكوثر :\nهنا.\n";

/// `{x|y}` for a man, and the name.
fn told(wording: &str, name: &str) -> String {
    let mut text = wording.replace("\\n", "\n").replace("{A}", name);
    while let Some((from, to)) = text.find('{').and_then(|from| Some((from, from + text.get(from..)?.find('}')?))) {
        let choice = text.get(from + 1..to).unwrap().split('|').next().unwrap().to_owned();
        text.replace_range(from..=to, &choice);
    }
    text
}

fn script(rule: &str, language: &str, first: &str, second: &str) -> String {
    let (base, name) = if language == "en" { (ENGLISH, "TOBIAS") } else { (ARABIC, "توفيق") };
    // A change of clothes is a fault only where the scene goes on.
    let link = match (rule, language) {
        ("clothes_jump_in_chain", "en") => "NIGHT - CONTINUOUS",
        ("clothes_jump_in_chain", _) => "ليل-داخلي - مستمر",
        (_, "en") => "NIGHT",
        _ => "ليل-داخلي",
    };
    base.replace("{LINK}", link).replace("{1}", &told(first, name)).replace("{2}", &told(second, name))
}

fn rules_found(script: &str) -> BTreeSet<String> {
    let options = Options { components: BTreeSet::from([Component::Continuity]), ..Options::default() };
    let analysis = analyze(&Input::new(script.as_bytes()), &options, &Silent, &Cancel::new()).unwrap();
    analysis.continuity.unwrap().findings.into_iter().map(|finding| finding.rule).collect()
}

#[test]
fn the_clean_scripts_raise_nothing() {
    for language in ["en", "ar"] {
        assert_eq!(rules_found(&script("", language, "", "")), BTreeSet::new(), "{language}");
    }
}

#[test]
fn many_wordings_of_a_fault_are_found() {
    let mut told: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    let mut missed = Vec::new();
    for line in WORDINGS.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [rule, language, first, second] = columns.as_slice() else { continue };
        let found = rules_found(&script(rule, language, first, second)).contains(*rule);
        let count = told.entry((rule, language)).or_default();
        count.0 += usize::from(found);
        count.1 += 1;
        missed.extend((!found).then_some(line));
    }
    let (found, all) = told.values().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    for ((rule, language), (found, all)) in &told {
        eprintln!("{rule} {language}: {found} of {all}");
    }
    eprintln!("together {found} of {all}; missed:\n{}", missed.join("\n"));
    assert!(all >= 120, "the wordings are there");
    assert!(found * 100 >= all * 85, "{found} of {all} wordings are found");
}
