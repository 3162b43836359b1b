//! Literate specs of reading: `tests/spec/parse/*.md`. A fenced block `script` (or `script fountain`, …) is read; the fenced blocks behind it
//! (`scenes`, `lines`, `characters`, `notes`, `refusal`) say what must come out. `BLESS=1` rewrites the expectations.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test binary: the runner reads and rewrites spec files and fails by panicking"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use mashhad_engine::parse::parse;
use mashhad_engine::screenplay::{PresenceKind, Scene, Screenplay};
use mashhad_engine::{Format, Input, Refusal};

#[test]
fn every_spec_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/parse");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut cases, mut failures) = (0, String::new());
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let checked = check(&text);
        cases += checked.cases;
        if checked.text != text {
            if std::env::var("BLESS").is_ok() {
                std::fs::write(&file, &checked.text).unwrap();
            } else {
                writeln!(failures, "== {}\n{}", file.display(), checked.differences).unwrap();
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(cases >= 20, "only {cases} cases were found");
}

struct Checked {
    text: String,
    differences: String,
    cases: usize,
}

/// Copies the spec, with every expectation replaced by what is read.
fn check(text: &str) -> Checked {
    let mut checked = Checked { text: String::new(), differences: String::new(), cases: 0 };
    let mut read: Option<(Result<Screenplay, Refusal>, usize)> = None;
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        writeln!(checked.text, "{line}").unwrap();
        let Some(kind) = line.strip_prefix("```").filter(|kind| !kind.is_empty()) else { continue };
        let block: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
        let content = if let Some(format) = kind.strip_prefix("script") {
            read = Some((read_script(&unescape(&block.join("\n")), format.trim()), number + 1));
            block.join("\n")
        } else {
            let (screenplay, script_line) = read.as_ref().expect("an expectation needs a script");
            checked.cases += 1;
            let found = render(kind, screenplay);
            if found != block.join("\n") {
                writeln!(
                    checked.differences,
                    "script in line {script_line}, {kind}:\n-- expected\n{}\n-- found\n{found}\n",
                    block.join("\n")
                )
                .unwrap();
            }
            found
        };
        if !content.is_empty() {
            writeln!(checked.text, "{content}").unwrap();
        }
        writeln!(checked.text, "```").unwrap();
    }
    checked
}

/// Specs show tabs as `⇥`.
fn unescape(script: &str) -> String {
    script.replace('⇥', "\t")
}

fn read_script(script: &str, format: &str) -> Result<Screenplay, Refusal> {
    let format = match format {
        "" => Some(Format::Plain),
        "detect" => None,
        name => serde_json::from_value(name.to_uppercase().into()).unwrap(),
    };
    parse(&Input { bytes: script.as_bytes(), name: None, format })
}

fn render(kind: &str, read: &Result<Screenplay, Refusal>) -> String {
    let screenplay = match read {
        Ok(screenplay) => screenplay,
        Err(refusal) => return format!("{:?}", refusal.code),
    };
    let rows: Vec<String> = match kind {
        "scenes" => screenplay.scenes.iter().map(|scene| scene_row(screenplay, scene)).collect(),
        "lines" => screenplay.lines.iter().map(|line| format!("{} | {}", name(line.kind), screenplay.slice(line.span))).collect(),
        "characters" => screenplay.characters.iter().enumerate().map(|(at, _)| character_row(screenplay, at)).collect(),
        "notes" => screenplay
            .diagnostics
            .iter()
            .map(|note| format!("{} | {} | {}", note.code, name(note.severity), screenplay.slice(note.span)))
            .collect(),
        "refusal" => vec!["read".to_owned()],
        other => panic!("unknown block {other}"),
    };
    rows.join("\n")
}

fn name<T: serde::Serialize>(value: T) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

/// `number | INT NIGHT | place / sub-place | flags | speakers; silent`.
fn scene_row(screenplay: &Screenplay, scene: &Scene) -> String {
    let slugline = &scene.slugline;
    let places: Vec<&str> = slugline.location.iter().chain(&slugline.sub_locations).map(|place| place.text.as_str()).collect();
    let flags: Vec<String> = scene.flags.iter().map(name).collect();
    let silent: Vec<&str> = scene
        .presence
        .iter()
        .filter(|presence| presence.kind == PresenceKind::Silent)
        .filter_map(|presence| screenplay.character(presence.character).map(|character| character.name.as_str()))
        .collect();
    let silent = if silent.is_empty() { String::new() } else { format!("; {}", silent.join(", ")) };
    format!(
        "{} | {} {} | {} | {} | {}{silent}",
        scene.number.as_deref().unwrap_or("-"),
        name(slugline.int_ext),
        name(slugline.time_of_day),
        places.join(" / "),
        flags.join(" "),
        scene.speaking().join(", "),
    )
}

/// `name = aliases | speeches, words | scenes | maybe others`.
fn character_row(screenplay: &Screenplay, at: usize) -> String {
    let character = &screenplay.characters[at];
    let scenes: Vec<String> = character.scenes.iter().map(|scene| scene.ordinal().to_string()).collect();
    let maybe: Vec<&str> = character.suggestions.iter().map(|suggestion| suggestion.name.as_str()).collect();
    format!(
        "{} = {} | {} speeches, {} words | scenes {} | maybe {}",
        character.name,
        character.aliases.join(", "),
        character.speeches,
        character.words,
        scenes.join(" "),
        maybe.join(", ")
    )
}
