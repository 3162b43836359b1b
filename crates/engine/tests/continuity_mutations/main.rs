//! The mutation catalogue: one known fault in a copy of a clean script, in both languages, each state fault in two wordings. The first wording
//! was at hand while the rules were written, the second one only measures. Prints recall for each fault (`--nocapture`); asserts that the clean scripts raise
//! nothing at WARNING, that the controls are silent and that faults of form are all found with both places.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test binary fails by panicking")]

mod controls;
mod form;
mod state;

use std::collections::{BTreeMap, BTreeSet};

use controls::CONTROLS;
use form::FORM;
use mashhad_engine::continuity::document::Finding;
use mashhad_engine::screenplay::Severity;
use mashhad_engine::{Cancel, Component, Input, Options, Silent, analyze};
use state::STATE;

const LIGHTHOUSE: &str = include_str!("../fixtures/continuity/lighthouse_en.txt");
const BAKERY: &str = include_str!("../fixtures/continuity/bakery_en.txt");
const WORKSHOP: &str = include_str!("../fixtures/continuity/workshop_ar.txt");

fn findings(script: &str) -> Vec<Finding> {
    let options = Options { components: BTreeSet::from([Component::Continuity]), ..Options::default() };
    analyze(&Input::new(script.as_bytes()), &options, &Silent, &Cancel::new()).unwrap().continuity.unwrap().findings
}

/// A planted fault: lines put below the headings of two scenes (by the words of the heading), or words replaced once.
struct Fault {
    code: &'static str,
    rule: &'static str,
    script: &'static str,
    edits: &'static [(&'static str, &'static str)],
    held_out: bool,
}

/// Replaces the last occurrence of the first part by the second.
fn planted(fault: &Fault) -> String {
    let mut text = fault.script.to_owned();
    for (from, to) in fault.edits {
        let at = text.rfind(from).unwrap_or_else(|| panic!("{}: {from} is not in the script", fault.code));
        text.replace_range(at..at + from.len(), to);
    }
    text
}

const fn form(code: &'static str, rule: &'static str, script: &'static str, edits: &'static [(&'static str, &'static str)]) -> Fault {
    Fault { code, rule, script, edits, held_out: false }
}

const fn held(code: &'static str, rule: &'static str, script: &'static str, edits: &'static [(&'static str, &'static str)]) -> Fault {
    Fault { code, rule, script, edits, held_out: true }
}

/// Found by its rule, and at how many different places.
fn places(fault: &Fault) -> Option<usize> {
    let found = findings(&planted(fault)).into_iter().find(|finding| finding.rule == fault.rule)?;
    Some(found.evidence.len())
}

#[test]
fn clean_scripts_raise_no_warning() {
    for (name, script) in [("lighthouse", LIGHTHOUSE), ("bakery", BAKERY), ("workshop", WORKSHOP)] {
        let loud: Vec<_> = findings(script)
            .into_iter()
            .filter(|finding| finding.severity > Severity::Info)
            .map(|finding| (finding.rule, finding.subject))
            .collect();
        assert!(loud.is_empty(), "{name}: {loud:?}");
    }
}

#[test]
fn controls_are_silent() {
    for control in CONTROLS {
        assert_eq!(places(control), None, "{}", control.code);
    }
}

#[test]
fn faults_of_form_are_found_at_both_places() {
    for fault in FORM {
        assert!(places(fault).is_some_and(|places| places >= 2), "{}", fault.code);
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "the figures are the point; see docs/en/accuracy.md")]
fn recall_of_state_faults() {
    let mut table: BTreeMap<(&str, bool), (u32, u32)> = BTreeMap::new();
    for fault in STATE {
        let cell = table.entry((fault.rule, fault.held_out)).or_default();
        cell.0 += 1;
        let is_found = places(fault).is_some_and(|places| places >= 2);
        cell.1 += u32::from(is_found);
        if !is_found {
            println!("missed: {} ({})", fault.code, fault.edits.first().map_or("", |(_, to)| to));
        }
    }
    for ((rule, held_out), (planted, found)) in &table {
        println!("{rule:28} {:9} {found}/{planted}", if *held_out { "held out" } else { "at hand" });
    }
    let at_hand: Vec<_> = table.iter().filter(|((_, held_out), _)| !held_out).map(|(_, cell)| *cell).collect();
    let (planted, found) = at_hand.iter().fold((0, 0), |sum, cell| (sum.0 + cell.0, sum.1 + cell.1));
    assert!(found * 10 >= planted * 8, "{found} of {planted} faults in the wordings at hand are found");
}

/// The same script gives the same bytes; a dismissal by fingerprint survives a draft with scenes moved down.
#[test]
fn fingerprints_survive_a_new_draft() {
    let faulty = planted(&FORM[0]);
    let first: BTreeSet<String> = findings(&faulty).into_iter().map(|finding| finding.fingerprint).collect();
    let longer = format!("0 EXT. OPEN SEA - DAY 0\n\nA gull.\n\n{faulty}");
    let second: BTreeSet<String> = findings(&longer).into_iter().map(|finding| finding.fingerprint).collect();
    assert!(!first.is_empty() && first.is_subset(&second), "{first:?} {second:?}");
}
