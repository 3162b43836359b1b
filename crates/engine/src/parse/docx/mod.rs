//! Word documents (DOCX): zip, XML, paragraphs with their looks; then the rules of plain text on the laid-out lines, corrected by what only Word knows:
//! the styles of a screenplay template, cue cells of tables, names in bold. Owns the order of the steps. Headers, footers, comments, foot- and
//! endnotes are not read; tracked insertions are kept, deletions dropped; automatic numbers are written where they stand on the page.

mod body;
mod layout;
mod numbering;
mod package;
mod properties;

use super::fountain::rules;
use super::xml::Ending;
use super::{Format, ParsedHeading, ParsedLine, ParsedScript, Reader, cue, plain, slugline};
use crate::language::Bilingual;
use crate::refusal::{Refusal, RefusalCode};
use crate::screenplay::{Diagnostic, LineType, Severity};
use crate::text::{Span, fold_key};
use layout::{Laid, LaidLine};

pub(crate) const READER: Reader = Reader { format: Format::Docx, read };

/// Words of a bold name.
const NAME_WORDS: usize = 4;

fn read(bytes: &[u8]) -> Result<ParsedScript, Refusal> {
    let package = package::unpack(bytes)?;
    let styles = properties::Styles::read(&package.styles)?;
    let mut numbering = numbering::Numbering::read(&package.numbering)?;
    let (paragraphs, ending) = body::read(&package.document, &styles, &mut numbering)?;
    if paragraphs.iter().all(|paragraph| paragraph.text.trim().is_empty()) {
        let code = if ending == Ending::Broken { RefusalCode::DamagedFile } else { RefusalCode::EmptyFile };
        return Err(Refusal::new(code).seeing("paragraphs", paragraphs.len()));
    }
    let laid = layout::lay(&paragraphs);
    let mut script = (plain::READER.read)(laid.text.as_bytes())?;
    correct(&mut script, &laid);
    if ending == Ending::Broken {
        script.diagnostics.push(broken(script.text.len()));
    }
    Ok(script)
}

fn broken(end: usize) -> Diagnostic {
    Diagnostic {
        code: "DOCX_TRUNCATED",
        severity: Severity::Error,
        span: Span::new(end, end),
        message: Bilingual::new(
            "ملف وورد مقطوع أو تالف بعد هذا الموضع؛ احفظه من جديد.",
            "The Word file is cut off or damaged behind this place; save it again.",
        ),
    }
}

/// Puts what Word says over what the words alone say.
fn correct(script: &mut ParsedScript, laid: &Laid) {
    let bold_names = bold_names(script, laid);
    let mut after_cue = false;
    let mut after_heading = false;
    let ParsedScript { text, lines, .. } = script;
    for line in lines.iter_mut() {
        let Some(own) = line_at(&laid.lines, line.span.start) else { continue };
        let by_word = if laid.styled { Some(own.kind.unwrap_or(LineType::Action)) } else { own.kind };
        let by_word = by_word.or_else(|| bold_names.contains(&line.span).then_some(LineType::Character));
        match by_word {
            Some(kind) => set(text, line, kind, after_heading),
            None if after_cue && line.kind == LineType::Action && !own.bold => line.kind = LineType::Dialogue,
            None => {}
        }
        after_heading = line.kind == LineType::SceneHeading;
        after_cue = bold_names.contains(&line.span) || after_cue && matches!(line.kind, LineType::Parenthetical);
    }
}

/// Types a line; what the plain reader found out about a line of the same type stays.
fn set(text: &str, line: &mut ParsedLine, kind: LineType, after_heading: bool) {
    let kept = match kind {
        LineType::Action => keeps_its_type(line.kind),
        LineType::Centered => rules::stays_when_centred(line.kind, line.span.of(text)),
        _ => false,
    };
    if kept || line.kind == kind && kind != LineType::Character {
        return;
    }
    line.kind = kind;
    line.cue = (kind == LineType::Character).then(|| cue::read(text, line.span));
    // A second line of the same heading style continues the heading, unless it begins a scene of its own.
    let continues = after_heading && !begins_scene(text, line.span);
    line.heading = (kind == LineType::SceneHeading && !continues).then(ParsedHeading::default);
}

/// In a styled document an unstyled line is action, except what is unmistakable by its words.
fn keeps_its_type(kind: LineType) -> bool {
    matches!(kind, LineType::Transition | LineType::TitlePage | LineType::Centered | LineType::Meta)
}

fn begins_scene(text: &str, span: Span) -> bool {
    let signs = slugline::signs(text, span);
    signs.int_ext || signs.scene_word
}

fn line_at(lines: &[LaidLine], byte: usize) -> Option<&LaidLine> {
    let at = lines.partition_point(|line| line.start <= byte).checked_sub(1)?;
    lines.get(at).filter(|line| byte < line.end)
}

/// Bold lines that are names: short, taken for action by their words, followed by a line that is not bold; a bold cue that the words prove, or two bold
/// names that are the same, show that the writer sets cues so. Arabic
/// scripts set cues in bold where English ones use capitals.
fn bold_names(script: &ParsedScript, laid: &Laid) -> Vec<Span> {
    let is_bold = |line: &ParsedLine| line_at(&laid.lines, line.span.start).is_some_and(|own| own.bold);
    let candidates: Vec<(String, Span)> = script
        .lines
        .iter()
        .zip(script.lines.iter().skip(1))
        .filter(|(line, next)| line.kind == LineType::Action && is_bold(line) && !is_bold(next))
        .filter(|(line, next)| {
            is_name(line.span.of(&script.text)) && matches!(next.kind, LineType::Action | LineType::Parenthetical | LineType::Dialogue)
        })
        .map(|(line, _)| (fold_key(line.span.of(&script.text)), line.span))
        .collect();
    let proved = script.lines.iter().any(|line| line.kind == LineType::Character && is_bold(line));
    let repeated = proved || candidates.iter().any(|(name, span)| candidates.iter().any(|(other, place)| name == other && span != place));
    if repeated { candidates.into_iter().map(|(_, span)| span).collect() } else { Vec::new() }
}

fn is_name(words: &str) -> bool {
    let count = words.split_whitespace().count();
    (1..=NAME_WORDS).contains(&count) && !words.ends_with(['.', '!', '؟', '?', '،', ',']) && !words.chars().any(char::is_numeric)
}
