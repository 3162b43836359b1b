//! Word documents: templates with styles, indents, bold names, tables, tracked changes, automatic numbers, damage. Each document is written here part by part.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test binary fails by panicking")]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use mashhad_engine::screenplay::{LineType, Screenplay};
use mashhad_engine::{Format, Input, Options, RefusalCode, Silent, parse_input};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn document(body: &str) -> Vec<u8> {
    with_parts(body, "<w:styles/>", "<w:numbering/>")
}

fn with_parts(body: &str, styles: &str, numbering: &str) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\"?><w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>");
    package(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &document),
        ("word/styles.xml", styles),
        ("word/numbering.xml", numbering),
    ])
}

/// A paragraph with its properties.
fn p(properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
}

fn bold(words: &str) -> String {
    format!("<w:p><w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t>{words}</w:t></w:r></w:p>")
}

fn read(bytes: &[u8]) -> Screenplay {
    parse_input(&Input::new(bytes), &Options::default(), &Silent).unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

fn refused(bytes: &[u8]) -> RefusalCode {
    parse_input(&Input { format: Some(Format::Docx), ..Input::new(bytes) }, &Options::default(), &Silent).unwrap_err().code
}

/// One line each: type and words.
fn stream(script: &Screenplay) -> String {
    let mut out = String::new();
    for line in &script.lines {
        writeln!(out, "{:?} | {}", line.kind, script.slice(line.span)).unwrap();
    }
    out
}

#[test]
fn a_template_with_styles_types_every_line() {
    let styles = ["SceneHeading:Scene Heading", "Char:Character", "Dia:Dialogue", "Paren:Parenthetical", "Act:Action", "Trans:Transition"]
        .iter()
        .filter_map(|style| style.split_once(':'))
        .map(|(id, name)| format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/></w:style>"))
        .collect::<String>();
    let style = |id: &str, words: &str| p(&format!("<w:pStyle w:val=\"{id}\"/>"), words);
    let body = [
        style("SceneHeading", "INT. BOILER ROOM - NIGHT"),
        style("Act", "Steam. MONA wipes a gauge."),
        style("Char", "Mona (O.S.)"),
        style("Paren", "(to herself)"),
        style("Dia", "Four degrees more and we fly."),
        style("Char", "Hany"),
        style("Dia", "Then stop at three."),
        style("Trans", "CUT TO:"),
    ]
    .concat();
    let script = read(&with_parts(&body, &format!("<w:styles {W}>{styles}</w:styles>"), "<w:numbering/>"));
    let expected = "SceneHeading | INT. BOILER ROOM - NIGHT\nAction | Steam. MONA wipes a gauge.\nCharacter | Mona (O.S.)\n\
        Parenthetical | (to herself)\nDialogue | Four degrees more and we fly.\nCharacter | Hany\nDialogue | Then stop at three.\nTransition | CUT TO:\n";
    assert_eq!(stream(&script), expected);
    assert_eq!(script.scenes[0].speaking(), ["Mona", "Hany"]);
}

#[test]
fn indents_of_an_unstyled_script_are_its_columns() {
    let body = [
        p("", "EXT. HARBOUR - DAWN"),
        p("", ""),
        p("", "Nets dry on the wall. A gull waits."),
        p("", ""),
        p("<w:ind w:left=\"3168\"/>", "SALEM"),
        p("<w:ind w:left=\"2304\"/>", "(whispering)"),
        p("<w:ind w:left=\"1440\"/>", "The boat is late again."),
        p("", ""),
        p("<w:jc w:val=\"right\"/>", "CUT TO:"),
    ]
    .concat();
    let script = read(&document(&body));
    let kinds: Vec<LineType> = script.lines.iter().map(|line| line.kind).collect();
    use LineType::{Action, Character, Dialogue, Parenthetical, SceneHeading, Transition};
    assert_eq!(kinds, [SceneHeading, Action, Character, Parenthetical, Dialogue, Transition], "{}", stream(&script));
}

#[test]
fn bold_names_of_an_arabic_script_are_cues() {
    let body = [
        p("", "مشهد 1			نهار-داخلي"),
        p("", "ورشة النجارة"),
        p("", "رائحة خشب ونشارة على الأرض."),
        bold("الأسطى عوض"),
        p("", "هات المبرد من عندك."),
        bold("بلية"),
        p("", "حاضر يا أسطى."),
        bold("الأسطى عوض"),
        p("", "واقفل الباب وراك."),
    ]
    .concat();
    let script = read(&document(&body));
    assert_eq!(script.scenes[0].speaking(), ["الأسطى عوض", "بلية"], "{}", stream(&script));
    assert_eq!(script.lines.iter().filter(|line| line.kind == LineType::Dialogue).count(), 3, "{}", stream(&script));
}

#[test]
fn a_table_of_names_and_speeches_is_a_conversation() {
    let row = |name: &str, speech: &str| format!("<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", p("", name), p("", speech));
    let rows = [row("ليلى", "القطر فات؟"), row("حسام", "فات من ساعة."), row("ليلى", "يبقى نمشي.")].concat();
    let body = format!("{}{}<w:tbl>{rows}</w:tbl>", p("", "مشهد 7			ليل-خارجي"), p("", "محطة صغيرة"));
    let script = read(&document(&body));
    assert_eq!(script.scenes[0].speaking(), ["ليلى", "حسام"], "{}", stream(&script));
    assert_eq!(script.scenes[0].speeches.len(), 3);
}

#[test]
fn what_is_not_on_the_page_is_not_read() {
    let words = "<w:p><w:r><w:t>INT. ATTIC - </w:t></w:r><w:del><w:r><w:delText>DAY</w:delText></w:r></w:del><w:ins><w:r><w:t>NIGHT</w:t></w:r></w:ins></w:p>\
        <w:p><w:r><w:t>Dust</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> and a hidden note</w:t></w:r><w:r><w:t>. A trunk</w:t><w:br/><w:t>stands open.</w:t></w:r>\
        <w:moveFrom><w:r><w:t>Moved away.</w:t></w:r></w:moveFrom><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>\
        <w:p><mc:AlternateContent xmlns:mc=\"x\"><mc:Fallback><w:r><w:t>twice</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>";
    let script = read(&document(words));
    assert_eq!(stream(&script), "SceneHeading | INT. ATTIC - NIGHT\nAction | Dust. A trunk\nAction | stands open.\n");
}

#[test]
fn numbers_that_word_counts_are_scene_numbers() {
    let numbering = format!(
        "<w:numbering {W}><w:abstractNum w:abstractNumId=\"4\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"11\"/><w:numFmt w:val=\"decimal\"/>\
        <w:lvlText w:val=\"مشهد %1\"/></w:lvl></w:abstractNum><w:num w:numId=\"2\"><w:abstractNumId w:val=\"4\"/></w:num></w:numbering>"
    );
    let heading = |words: &str| p("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr>", words);
    let body =
        [heading("نهار-داخلي"), p("", "المطبخ"), p("", "تغلي القهوة."), heading("ليل-خارجي"), p("", "السطح"), p("", "غسيل يطير.")].concat();
    let script = read(&with_parts(&body, "<w:styles/>", &numbering));
    let numbers: Vec<_> = script.scenes.iter().filter_map(|scene| scene.number.as_deref()).collect();
    assert_eq!(numbers, ["11", "12"], "{}", stream(&script));
}

#[test]
fn damage_locks_and_bombs_get_their_refusals() {
    assert_eq!(refused(b"not a zip at all"), RefusalCode::DamagedFile);
    assert_eq!(refused(b"PK\x03\x04broken"), RefusalCode::DamagedFile);
    assert_eq!(refused(&package(&[("xl/workbook.xml", "<x/>")])), RefusalCode::UnknownFormat);
    assert_eq!(refused(&document("")), RefusalCode::EmptyFile);
    assert_eq!(refused(&package(&[("word/document.xml", "<!DOCTYPE d [<!ENTITY a \"b\">]><d>&a;</d>")])), RefusalCode::Bomb);
    assert_eq!(refused(&package(&[("word/document.xml", &" ".repeat(65 * 1024 * 1024))])), RefusalCode::Bomb);
    let letter = document(&p("", "Dear Sir, thank you for the chairs. They are comfortable and we shall order more in spring."));
    assert_eq!(refused(&letter), RefusalCode::NotAScreenplay);
}

/// A small generator (splitmix64) so that every run tries the same damage.
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    usize::try_from((z ^ (z >> 27)) >> 33).unwrap()
}

#[test]
fn truncated_and_altered_documents_never_panic() {
    let body: String = (0..20).map(|n| p("<w:ind w:left=\"720\"/>", &format!("INT. ROOM {n} - DAY"))).collect();
    let whole = document(&body);
    let mut state = 7;
    for _ in 0..500 {
        let mut bytes = whole.clone();
        for _ in 0..=next(&mut state) % 6 {
            let at = next(&mut state) % bytes.len();
            bytes[at] = u8::try_from(next(&mut state) % 256).unwrap();
        }
        bytes.truncate(bytes.len() - next(&mut state) % (bytes.len() / 2));
        let _ = parse_input(&Input { format: Some(Format::Docx), ..Input::new(&bytes) }, &Options::default(), &Silent);
    }
    let xml = format!("<w:document {W}><w:body>{body}");
    for _ in 0..500 {
        let cut = (0..=next(&mut state) % xml.len()).rev().find(|at| xml.is_char_boundary(*at)).unwrap();
        let bytes = package(&[("word/document.xml", &xml[..cut])]);
        let _ = parse_input(&Input::new(&bytes), &Options::default(), &Silent);
    }
}
