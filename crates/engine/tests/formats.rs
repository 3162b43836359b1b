//! Runs the literate specs of the file formats: `tests/spec/{fountain,fdx}/*.md`. Each case is a heading, a fenced block in the language of the
//! format, and a fenced block `lines` with the element stream. `BLESS=1` rewrites the expectations; the diff is then read by a person.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test runner reads and writes its spec files and fails loudly"
)]

use std::fmt::Write as _;
use std::path::PathBuf;

use mashhad_engine::parse::parse;
use mashhad_engine::screenplay::{Eighths, PageMethod, Screenplay, Voice};
use mashhad_engine::{Format, Input};

/// One line for each element: type, words, and behind a bar what the format says beyond the words.
fn stream(screenplay: &Screenplay) -> String {
    let mut out = String::new();
    for line in &screenplay.lines {
        let mut facts: Vec<String> = Vec::new();
        if let Some(scene) = screenplay.scenes.iter().find(|scene| scene.heading.start == line.span.start && !scene.heading.is_empty()) {
            facts.extend(scene.number.iter().map(|number| format!("number {number}")));
            if screenplay.page_method == PageMethod::MeasuredFdx && scene.eighths > Eighths(0) {
                facts.push(format!("length {}", scene.eighths));
            }
            facts.extend(scene.flags.iter().map(|flag| format!("{flag:?}")));
        }
        let speech = screenplay.scenes.iter().flat_map(|scene| &scene.speeches).find(|speech| line.span.contains(speech.cue));
        if let Some(speech) = speech {
            facts.push(format!("cue {}", speech.name));
            facts.extend((speech.voice != Voice::OnCamera).then(|| format!("{:?}", speech.voice)));
            facts.extend(speech.continued.then(|| "continued".to_owned()));
            facts.extend(speech.dual.then(|| "dual".to_owned()));
        }
        let kind = serde_json::to_value(line.kind).unwrap();
        let bar = if facts.is_empty() { String::new() } else { format!(" | {}", facts.join(", ")) };
        writeln!(out, "{:<13} {}{bar}", kind.as_str().unwrap(), screenplay.slice(line.span)).unwrap();
    }
    if let Some(title) = &screenplay.title {
        writeln!(out, "title: {title}").unwrap();
    }
    for note in &screenplay.diagnostics {
        if note.code.starts_with("FOUNTAIN") || note.code.starts_with("FDX") {
            writeln!(out, "note: {}", note.code).unwrap();
        }
    }
    for element in &screenplay.imported {
        let places: Vec<&str> = element.spans.iter().map(|span| screenplay.slice(*span)).collect();
        writeln!(out, "tag: {} / {} / {}", element.category, element.name, places.join(" + ")).unwrap();
    }
    out
}

/// Rewrites every `lines` block of a spec from the source block in front of it.
fn render(spec: &str, language: &str, format: Format) -> String {
    let mut out = String::new();
    let mut source: Option<String> = None;
    let mut lines = spec.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let Some(block) = line.strip_prefix("```").filter(|block| !block.is_empty()) else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let body = body.join("\n");
        if block == language {
            out.push_str(&body);
            out.push('\n');
            source = Some(body.replace('␠', " "));
        } else {
            assert_eq!(block, "lines");
            let bytes = source.take().expect("a source block in front of the lines").into_bytes();
            let screenplay = parse(&Input { bytes: &bytes, name: None, format: Some(format) }).unwrap();
            out.push_str(&stream(&screenplay));
        }
        out.push_str("```\n");
    }
    out
}

fn run(language: &str, format: Format) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/spec").join(language);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        let spec = std::fs::read_to_string(&file).unwrap();
        let rendered = render(&spec, language, format);
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&file, &rendered).unwrap();
        }
        assert!(spec == rendered || std::env::var_os("BLESS").is_some(), "{}\n{}", file.display(), difference(&spec, &rendered));
    }
}

fn difference(expected: &str, actual: &str) -> String {
    let pairs = expected.lines().zip(actual.lines()).enumerate();
    let first = pairs.into_iter().find(|(_, (expected, actual))| expected != actual);
    first.map_or_else(
        || "one is longer than the other".to_owned(),
        |(line, (expected, actual))| format!("line {}\nexpected: {expected}\nactual:   {actual}", line + 1),
    )
}

#[test]
fn fountain_specs() {
    run("fountain", Format::Fountain);
}

#[test]
fn fdx_specs() {
    run("fdx", Format::Fdx);
}
