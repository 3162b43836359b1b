//! Literate specs of the signals: `tests/spec/salience/<signal>.md` holds excerpts (```` ```screenplay ````) each followed by what the signal reads in
//! every scene (```` ```reading ````): the raw number, and for numbers above 0 both sentences and the quotations. `BLESS=1` rewrites the
//! readings. A tidy check keeps the list of signals, their files and their specs the same.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test binary: the runner reads and rewrites spec files and fails by panicking"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use mashhad_engine::salience::readings;
use mashhad_engine::{Input, Options, Silent, parse_input};

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Names of the files in a folder without their ending.
fn stems(path: &str, ending: &str) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder(path)).unwrap().map(|entry| entry.unwrap().path());
    entries
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect()
}

fn registered() -> BTreeSet<String> {
    let script = parse_input(&Input::new(b"INT. ROOM - DAY\n\nA door opens.\n\nANNA\nHello.\n"), &Options::default(), &Silent).unwrap();
    readings(&script).into_iter().map(|reading| reading.signal.to_owned()).collect()
}

/// What the signal reads in each scene of an excerpt.
fn reading(signal: &str, excerpt: &str) -> String {
    let script = parse_input(&Input::new(excerpt.as_bytes()), &Options::default(), &Silent).unwrap();
    let all = readings(&script);
    let reading = all.iter().find(|reading| reading.signal == signal).unwrap_or_else(|| panic!("no signal {signal}"));
    let mut out = String::new();
    for (at, (raw, explained)) in reading.raw.iter().zip(&reading.explained).enumerate() {
        writeln!(out, "{}: {raw:.3}", at + 1).unwrap();
        if *raw > 0.0 {
            writeln!(out, "   ar: {}\n   en: {}", explained.text.ar, explained.text.en).unwrap();
            for quote in &explained.quotes {
                let utf16: Vec<u16> = script.text.encode_utf16().collect();
                let found = String::from_utf16(&utf16[quote.start as usize..quote.end as usize]).unwrap();
                assert_eq!(found, quote.excerpt, "offsets and excerpt agree");
                writeln!(out, "   > {}", quote.excerpt.replace('\n', " ⏎ ")).unwrap();
            }
        }
    }
    out
}

/// The spec with fresh readings.
fn rewritten(signal: &str, spec: &str) -> String {
    let mut out = String::new();
    let mut rest = spec;
    let mut cases = 0;
    while let Some((before, after)) = rest.split_once("```screenplay\n") {
        let (excerpt, after) = after.split_once("```\n").unwrap_or_else(|| panic!("{signal}: the excerpt is not closed"));
        let (between, after) = after.split_once("```reading\n").unwrap_or_else(|| panic!("{signal}: the excerpt has no reading"));
        let (_, after) = after.split_once("```").unwrap_or_else(|| panic!("{signal}: the reading is not closed"));
        write!(out, "{before}```screenplay\n{excerpt}```\n{between}```reading\n{}```", reading(signal, excerpt)).unwrap();
        rest = after;
        cases += 1;
    }
    assert!(cases > 0, "{signal}: the spec has no excerpt");
    out + rest
}

#[test]
fn signals_read_what_their_specs_say() {
    let mut wrong = Vec::new();
    for signal in stems("tests/spec/salience", "md") {
        let path = folder("tests/spec/salience").join(format!("{signal}.md"));
        let spec = std::fs::read_to_string(&path).unwrap();
        let fresh = rewritten(&signal, &spec);
        if std::env::var("BLESS").is_ok() {
            std::fs::write(&path, &fresh).unwrap();
        } else if fresh != spec {
            let differs = fresh.lines().zip(spec.lines()).find(|(new, old)| new != old);
            wrong.push(format!("{signal}: {differs:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_signal_has_its_file_and_its_spec() {
    let mut files = stems("src/salience/signals", "rs");
    assert!(files.remove("mod"));
    assert_eq!(registered(), files, "the list of signals and src/salience/signals/");
    assert_eq!(files, stems("tests/spec/salience", "md"), "src/salience/signals/ and tests/spec/salience/");
}
