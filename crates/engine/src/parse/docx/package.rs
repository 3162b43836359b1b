//! The zip of a Word document: finds the parts and unpacks them within limits. Owns the refusals for what is no zip, no Word document, locked, or a bomb.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::refusal::{Refusal, RefusalCode};

/// Most bytes that one part may unpack to.
const UNPACKED: u64 = 64 * 1024 * 1024;
/// Most files in the zip; a Word document has a few dozen.
const MAX_FILES: usize = 10_000;

/// The parts that are read, as text.
#[derive(Debug, Default)]
pub(super) struct Package {
    pub(super) document: String,
    pub(super) styles: String,
    pub(super) numbering: String,
}

/// Unpacks the parts.
///
/// # Errors
/// `DAMAGED_FILE`, `ENCRYPTED`, `BOMB`, `UNKNOWN_FORMAT` for a zip without a Word document.
pub(super) fn unpack(bytes: &[u8]) -> Result<Package, Refusal> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refusal_of(&error))?;
    if zip.len() > MAX_FILES {
        return Err(Refusal::new(RefusalCode::Bomb).seeing("files", zip.len()).seeing("limit", MAX_FILES));
    }
    let main = main_part(&zip).ok_or_else(|| Refusal::new(RefusalCode::UnknownFormat).seeing("container", "zip"))?;
    let folder = main.rsplit_once('/').map_or("word", |(folder, _)| folder).to_owned();
    let document = part(&mut zip, &main)?.unwrap_or_default();
    let styles = part(&mut zip, &format!("{folder}/styles.xml"))?.unwrap_or_default();
    let numbering = part(&mut zip, &format!("{folder}/numbering.xml"))?.unwrap_or_default();
    Ok(Package { document, styles, numbering })
}

fn main_part(zip: &ZipArchive<Cursor<&[u8]>>) -> Option<String> {
    let usual = zip.file_names().find(|name| name.eq_ignore_ascii_case("word/document.xml"));
    usual.or_else(|| zip.file_names().find(|name| name.starts_with("word/document") && name.ends_with(".xml"))).map(str::to_owned)
}

/// One part as text; `None` when the zip has none of that name.
fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, Refusal> {
    let file = match zip.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(refusal_of(&error)),
    };
    let mut bytes = Vec::new();
    file.take(UNPACKED + 1).read_to_end(&mut bytes).map_err(|_| Refusal::new(RefusalCode::DamagedFile).seeing("part", name))?;
    if bytes.len() as u64 > UNPACKED {
        return Err(Refusal::new(RefusalCode::Bomb).seeing("part", name).seeing("limit", UNPACKED));
    }
    Ok(Some(text(&bytes)))
}

/// UTF-8, or UTF-16 with its mark; bytes that are neither become replacement letters.
fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn refusal_of(error: &ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(why) if why.to_lowercase().contains("password") => Refusal::new(RefusalCode::Encrypted),
        ZipError::InvalidPassword => Refusal::new(RefusalCode::Encrypted),
        _ => Refusal::new(RefusalCode::DamagedFile),
    }
}
