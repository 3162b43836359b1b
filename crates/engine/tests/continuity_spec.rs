//! Literate specs of the continuity rules: `tests/spec/continuity/<rule>.md` holds scripts in both languages and the findings of that rule.
//! `BLESS=1` rewrites the expectations.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing, reason = "a test runner reads its specs")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use mashhad_engine::continuity::{ContinuityOptions, catalogue};
use mashhad_engine::{Cancel, Component, Input, Options, Silent, analyze};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/continuity")
}

fn specs() -> BTreeMap<String, String> {
    fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap()))
        .collect()
}

/// Findings of one rule, one line each; every excerpt is checked against the text on the way.
fn findings(rule: &str, script: &str) -> String {
    let options = Options {
        components: BTreeSet::from([Component::Continuity]),
        continuity: ContinuityOptions { rules: BTreeMap::from([(rule.to_owned(), true)]), ..ContinuityOptions::default() },
        ..Options::default()
    };
    let document = analyze(&Input::new(script.as_bytes()), &options, &Silent, &Cancel::new()).unwrap();
    let units: Vec<u16> = script.encode_utf16().collect();
    let mut lines = String::new();
    for finding in document.continuity.unwrap().findings.iter().filter(|finding| finding.rule == rule) {
        for place in &finding.evidence {
            assert_eq!(String::from_utf16_lossy(&units[place.quote.start as usize..place.quote.end as usize]), place.quote.excerpt);
        }
        let places: Vec<String> = finding
            .evidence
            .iter()
            .map(|place| format!("{}: {}", place.scene, place.quote.excerpt.split_whitespace().collect::<Vec<_>>().join(" ")))
            .collect();
        let severity = serde_json::to_value(finding.severity).unwrap();
        let class = serde_json::to_value(finding.class).unwrap();
        writeln!(lines, "{} {} | {}", severity.as_str().unwrap(), class.as_str().unwrap(), places.join(" | ")).unwrap();
    }
    lines
}

/// The spec with the findings of today.
fn rendered(rule: &str, spec: &str) -> String {
    let mut out = String::new();
    let mut script = String::new();
    let mut block: Option<&str> = None;
    for line in spec.lines() {
        match (block, line) {
            (None, "```script") => {
                script.clear();
                block = Some("script");
            }
            (None, "```findings") => {
                out.push_str("```findings\n");
                out.push_str(&findings(rule, &script));
                block = Some("findings");
                continue;
            }
            (Some(_), "```") => block = None,
            (Some("script"), line) => {
                script.push_str(line);
                script.push('\n');
            }
            (Some(_), _) => continue,
            (None, _) => {}
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[test]
fn every_spec_holds() {
    let mut wrong = Vec::new();
    for (rule, spec) in specs() {
        let now = rendered(&rule, &spec);
        if now != spec {
            if std::env::var_os("BLESS").is_some() {
                fs::write(folder().join(format!("{rule}.md")), &now).unwrap();
            } else {
                wrong.push(format!("{rule}:\n{now}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} specs differ (BLESS=1 rewrites):\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_has_its_spec_and_every_spec_its_rule() {
    let rules: BTreeSet<String> = catalogue().iter().map(|rule| rule.id.to_owned()).collect();
    let specs: BTreeSet<String> = specs().into_keys().collect();
    assert_eq!(rules, specs);
}

/// A case says in its title whether something is found: the blessed findings must agree, so that blessing cannot hide a dead rule.
#[test]
fn titles_and_findings_agree() {
    for (rule, spec) in specs() {
        for case in spec.split("\n## ").skip(1) {
            let (title, rest) = case.split_once('\n').unwrap();
            let found = rest.split_once("```findings\n").unwrap().1;
            let silent = found.starts_with("```");
            assert_eq!(title.contains("silent"), silent, "{rule}: {title}");
        }
    }
}
