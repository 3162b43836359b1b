//! Literate specs of the breakdown: `tests/spec/breakdown_english/*.md` and `tests/spec/breakdown_arabic/*.md` hold scenes (```` ```screenplay ````), each followed by its
//! stated elements (```` ```elements ````), one a line: category, quotation. `BLESS=1` rewrites the elements.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test binary: the runner reads and rewrites spec files and fails by panicking"
)]

use std::fmt::Write as _;
use std::path::Path;

use mashhad_engine::breakdown::{BreakdownOptions, break_down};
use mashhad_engine::{Cancel, Input, Options, Silent, parse_input};

/// Stated elements of every scene, each with its first quotation.
fn elements(text: &str) -> String {
    let script = parse_input(&Input::new(text.as_bytes()), &Options::default(), &Silent).unwrap();
    let document = break_down(&script, &BreakdownOptions::default(), &Silent, &Cancel::new()).unwrap();
    let mut out = String::new();
    for element in document.scenes.iter().flat_map(|scene| &scene.elements).filter(|element| element.explicit) {
        let quote = element.evidence.first().map_or("", |evidence| evidence.quote.excerpt.as_str());
        writeln!(out, "{} | {quote}", element.category).unwrap();
    }
    out
}

/// The spec with fresh elements.
fn rewritten(spec: &str) -> String {
    let (mut out, mut scene, mut block) = (String::new(), String::new(), "");
    for line in spec.lines() {
        match (block, line) {
            ("", "```screenplay") => (scene, block) = (String::new(), "screenplay"),
            ("", "```elements") => {
                block = "elements";
                writeln!(out, "```elements\n{}```", elements(&scene)).unwrap();
                continue;
            }
            ("elements", "```") => {
                block = "";
                continue;
            }
            ("elements", _) => continue,
            ("screenplay", "```") => block = "",
            ("screenplay", text) => writeln!(scene, "{text}").unwrap(),
            _ => {}
        }
        writeln!(out, "{line}").unwrap();
    }
    out
}

fn hold(folder: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec").join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 2, "the specs are there");
    let blesses = std::env::var_os("BLESS").is_some();
    for path in files {
        let spec = std::fs::read_to_string(&path).unwrap();
        assert!(spec.matches("```elements").count() >= 5, "{}: expects something", path.display());
        let fresh = rewritten(&spec);
        if blesses {
            std::fs::write(&path, &fresh).unwrap();
        }
        for (at, (expected, found)) in spec.lines().zip(fresh.lines()).enumerate() {
            assert!(blesses || found == expected, "{}:{}: {found:?} for {expected:?}", path.display(), at + 1);
        }
        assert!(blesses || fresh.lines().count() == spec.lines().count(), "{}", path.display());
    }
}

#[test]
fn english_specs_hold() {
    hold("breakdown_english");
}

#[test]
fn arabic_specs_hold() {
    hold("breakdown_arabic");
}
