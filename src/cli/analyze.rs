//! `mashhad analyze FILE`: the analysis document on standard output, exit 0; a refusal as JSON, exit 3; wrong usage, exit 2. Owns the flags of the
//! contract (docs/en/analysis-document.md).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use mashhad_engine::drawing::salience_svg;
use mashhad_engine::screenplay::document::ScreenplayDocument;
use mashhad_engine::{AnalysisDocument, AnalyzeError, Cancel, Component, Format, Input, Language, Options, Refusal, RefusalCode, Silent};
use mashhad_engine::{analyze_screenplay, parse_input};
use serde::de::DeserializeOwned;

use super::write_out;

/// Arguments of `analyze`.
#[derive(Debug, Args)]
pub(super) struct AnalyzeArguments {
    /// The screenplay.
    file: PathBuf,
    /// auto, plain, fountain, fdx, docx or pdf.
    #[arg(long, default_value = "auto")]
    format: String,
    /// breakdown, salience, continuity; comma-separated.
    #[arg(long, default_value = "breakdown,salience,continuity")]
    components: String,
    /// auto, ar or en.
    #[arg(long, default_value = "auto")]
    language: String,
    /// Weights of salience criteria, for example characterDevelopment=0.3,plotAdvancement=0.4.
    #[arg(long, default_value = "")]
    criteria: String,
    /// Indent the document.
    #[arg(long)]
    pretty: bool,
    /// Include the text that the offsets refer to.
    #[arg(long)]
    with_text: bool,
    /// Draw instead of printing the document: svg (salience curve, acts and presence matrix).
    #[arg(long)]
    export: Option<Export>,
    /// File of the picture; standard output without it.
    #[arg(long, requires = "export")]
    out: Option<PathBuf>,
}

/// What `--export` makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Export {
    /// The salience curve with acts and the presence matrix.
    Svg,
}

pub(super) fn run(arguments: &AnalyzeArguments) -> ExitCode {
    match prepare(arguments) {
        Ok((bytes, format, options)) => analyze(arguments, &bytes, format, &options),
        Err(problem) => {
            tell(&format!("mashhad analyze: {problem}\n"));
            ExitCode::from(2)
        }
    }
}

fn prepare(arguments: &AnalyzeArguments) -> Result<(Vec<u8>, Option<Format>, Options), String> {
    let format = (arguments.format != "auto").then(|| named::<Format>("format", &arguments.format.to_uppercase())).transpose()?;
    let language = (arguments.language != "auto").then(|| named::<Language>("language", &arguments.language)).transpose()?;
    let components = list(&arguments.components)
        .map(|name| named::<Component>("component", &name.to_uppercase()))
        .collect::<Result<BTreeSet<_>, _>>()?;
    if arguments.export == Some(Export::Svg) && !components.contains(&Component::Salience) {
        return Err("--export svg draws the component `salience`, which --components leaves out".to_owned());
    }
    let mut options = Options { components, language, ..Options::default() };
    for pair in list(&arguments.criteria) {
        let (name, weight) = pair.split_once('=').ok_or_else(|| format!("criterion `{pair}` has no weight"))?;
        options.salience.criteria.insert(name.to_owned(), weight.parse().map_err(|_| format!("weight `{weight}` is not a number"))?);
    }
    let bytes = std::fs::read(&arguments.file).map_err(|error| format!("cannot read {}: {error}", arguments.file.display()))?;
    Ok((bytes, format, options))
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|item| !item.is_empty())
}

/// A name of the contract, read by the type that owns it.
fn named<T: DeserializeOwned>(what: &str, name: &str) -> Result<T, String> {
    serde_json::from_value(name.into()).map_err(|_| format!("unknown {what} `{name}`"))
}

fn analyze(arguments: &AnalyzeArguments, bytes: &[u8], format: Option<Format>, options: &Options) -> ExitCode {
    let name = arguments.file.file_name().and_then(|name| name.to_str());
    match document(&Input { bytes, name, format }, options, arguments.with_text) {
        Ok(document) if arguments.export.is_some() => draw(&document, arguments.out.as_deref()),
        Ok(document) => print(&document, arguments.pretty, ExitCode::SUCCESS),
        Err(AnalyzeError::Refused(refusal)) => print(&serde_json::json!({ "refusal": refusal }), arguments.pretty, ExitCode::from(3)),
        Err(AnalyzeError::InvalidCriteria(problem)) => {
            tell(&format!("mashhad analyze: {problem}\n"));
            ExitCode::from(2)
        }
        Err(AnalyzeError::Cancelled) => ExitCode::FAILURE,
    }
}

fn document(input: &Input<'_>, options: &Options, with_text: bool) -> Result<AnalysisDocument, AnalyzeError> {
    if input.bytes.is_empty() {
        return Err(Refusal::new(RefusalCode::EmptyFile).into());
    }
    let screenplay = parse_input(input, options, &Silent)?;
    let mut document = analyze_screenplay(&screenplay, options, &Silent, &Cancel::new())?;
    document.screenplay = ScreenplayDocument::new(&screenplay, with_text);
    Ok(document)
}

/// Writes the picture to the file, or to standard output.
fn draw(document: &AnalysisDocument, out: Option<&Path>) -> ExitCode {
    let Some(salience) = &document.salience else { return ExitCode::FAILURE };
    let written = salience_svg(&document.screenplay, salience).map_err(anyhow::Error::from).and_then(|svg| match out {
        Some(path) => Ok(std::fs::write(path, svg)?),
        None => write_out(&svg),
    });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            tell(&format!("mashhad analyze: {problem}\n"));
            ExitCode::FAILURE
        }
    }
}

fn print(document: &impl serde::Serialize, pretty: bool, code: ExitCode) -> ExitCode {
    let text = if pretty { serde_json::to_string_pretty(document) } else { serde_json::to_string(document) };
    match text.map_err(anyhow::Error::from).and_then(|text| write_out(&(text + "\n"))) {
        Ok(()) => code,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Usage problems go to standard error, which is not part of the document.
fn tell(problem: &str) {
    use std::io::Write as _;
    // Nobody is left to tell when standard error is closed.
    let _ = std::io::stderr().write_all(problem.as_bytes());
}
