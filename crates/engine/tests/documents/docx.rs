//! Word packages, part by part.
#![allow(clippy::unwrap_used, reason = "a test helper fails by panicking")]

use std::io::{Cursor, Write as _};

use mashhad_engine::screenplay::LineType;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::Element;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// A zip of the given parts.
pub(crate) fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The script in the styles of a screenplay template; numbers stand in both margins of a heading, as Word users type them.
pub(crate) fn script(script: &[Element]) -> Vec<u8> {
    let style = |kind: LineType| match kind {
        LineType::SceneHeading => "Scene Heading",
        LineType::Character => "Character",
        LineType::Dialogue => "Dialogue",
        LineType::Parenthetical => "Parenthetical",
        LineType::Transition => "Transition",
        LineType::Shot => "Shot",
        _ => "Action",
    };
    let mut styles = String::new();
    for name in ["Scene Heading", "Character", "Dialogue", "Parenthetical", "Transition", "Shot", "Action"] {
        styles.push_str(&format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{}\"><w:name w:val=\"{name}\"/></w:style>",
            name.replace(' ', "")
        ));
    }
    let body: String = script
        .iter()
        .map(|element| {
            let words = match element.number {
                Some(number) => format!("{number} {} {number}", element.words),
                None => element.words.to_owned(),
            };
            let words = words.replace('&', "&amp;");
            let id = style(element.kind).replace(' ', "");
            let place = if element.kind == LineType::Centered { "<w:jc w:val=\"center\"/>" } else { "" };
            format!("<w:p><w:pPr><w:pStyle w:val=\"{id}\"/>{place}</w:pPr><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
        })
        .collect();
    let document = format!("<?xml version=\"1.0\"?><w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>");
    let styles = format!("<w:styles {W}>{styles}</w:styles>");
    package(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/numbering.xml", b"<w:numbering/>"),
    ])
}
