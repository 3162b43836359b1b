//! The engine without the service: `cargo run -p mashhad-engine --example analyze -- analyze FILE --with-text` prints the analysis document. Takes the same
//! flags as `mashhad analyze`, so the measuring scripts can run it with `--bin target/release/examples/analyze`.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a command-line example reads a file and prints"
)]

use std::collections::BTreeSet;
use std::process::ExitCode;

use mashhad_engine::screenplay::document::ScreenplayDocument;
use mashhad_engine::{AnalyzeError, Cancel, Component, Format, Input, Language, Options, Silent, analyze_screenplay, parse_input};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "analyze").collect();
    let flag = |name: &str| arguments.iter().position(|argument| argument == name).and_then(|at| arguments.get(at + 1)).cloned();
    let Some(path) = arguments.first() else {
        eprintln!("usage: analyze FILE [--format F] [--components a,b] [--language ar|en] [--with-text]");
        return ExitCode::from(2);
    };
    let Ok(bytes) = std::fs::read(path) else { return ExitCode::from(2) };
    let format = flag("--format").and_then(|name| serde_json::from_value::<Format>(name.to_uppercase().into()).ok());
    let mut options = Options {
        language: flag("--language").and_then(|name| serde_json::from_value::<Language>(name.into()).ok()),
        ..Options::default()
    };
    if let Some(names) = flag("--components") {
        options.components = names
            .split(',')
            .filter_map(|name| serde_json::from_value::<Component>(name.to_uppercase().into()).ok())
            .collect::<BTreeSet<_>>();
    }
    for pair in flag("--criteria").unwrap_or_default().split(',') {
        if let Some((name, weight)) = pair.split_once('=') {
            options.salience.criteria.insert(name.to_owned(), weight.parse().unwrap_or(f64::NAN));
        }
    }
    let input = Input { bytes: &bytes, name: Some(path), format };
    let run = || {
        let screenplay = parse_input(&input, &options, &Silent)?;
        let mut document = analyze_screenplay(&screenplay, &options, &Silent, &Cancel::new())?;
        document.screenplay = ScreenplayDocument::new(&screenplay, arguments.iter().any(|argument| argument == "--with-text"));
        Ok::<_, AnalyzeError>(document)
    };
    match run() {
        Ok(document) => {
            println!("{}", serde_json::to_string(&document).unwrap_or_default());
            ExitCode::SUCCESS
        }
        Err(AnalyzeError::Refused(refusal)) => {
            println!("{}", serde_json::json!({ "refusal": refusal }));
            ExitCode::from(3)
        }
        Err(AnalyzeError::InvalidCriteria(error)) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
        Err(AnalyzeError::Cancelled) => ExitCode::FAILURE,
    }
}
