//! Typed refusals: why a file is not analysed, what was seen in it and what its owner can do. Owns the codes and their
//! messages; deciding that something is no screenplay belongs to `parse`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::language::Bilingual;

/// The decision behind a refusal; clients switch on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RefusalCode {
    /// No bytes, or only white space.
    EmptyFile,
    /// More bytes than the limit.
    TooLarge,
    /// Not text and not a known container.
    Binary,
    /// Text in an encoding that could not be decided.
    UnknownEncoding,
    /// A container or extension that no reader knows.
    UnknownFormat,
    /// A known container whose inside is broken beyond reading.
    DamagedFile,
    /// XML with a DTD or entities, or an archive that unpacks beyond all measure.
    Bomb,
    /// Protected by a password.
    Encrypted,
    /// A PDF of page images without a text layer.
    ScannedPdf,
    /// Readable text that is not a screenplay.
    NotAScreenplay,
}

/// A refusal, serialised as the contract's `refusal` object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("refused: {code:?}")]
pub struct Refusal {
    /// What was decided.
    pub code: RefusalCode,
    /// What to tell the user, remedy included.
    pub message: Bilingual,
    /// Counts and names that explain the decision (never script text).
    pub seen: BTreeMap<String, String>,
}

impl Refusal {
    /// A refusal with its standard message.
    #[must_use]
    pub fn new(code: RefusalCode) -> Self {
        Self { code, message: message(code), seen: BTreeMap::new() }
    }

    /// Adds one observation.
    #[must_use]
    pub fn seeing(mut self, what: &str, value: impl std::fmt::Display) -> Self {
        self.seen.insert(what.to_owned(), value.to_string());
        self
    }
}

fn message(code: RefusalCode) -> Bilingual {
    match code {
        RefusalCode::EmptyFile => Bilingual::new("الملف فارغ؛ أرسل نص السيناريو.", "The file is empty; send the text of the screenplay."),
        RefusalCode::TooLarge => Bilingual::new(
            "الملف أكبر من الحد المسموح؛ قسّمه أو احذف الصور منه.",
            "The file is larger than the limit; split it or remove its images.",
        ),
        RefusalCode::Binary => Bilingual::new(
            "الملف ليس نصاً ولا مستنداً معروفاً؛ أرسل Fountain أو FDX أو DOCX أو PDF أو نصاً عادياً.",
            "The file is neither text nor a known document; send Fountain, FDX, DOCX, PDF or plain text.",
        ),
        RefusalCode::UnknownEncoding => {
            Bilingual::new("تعذّر تحديد ترميز النص؛ احفظه بترميز UTF-8.", "The encoding of the text could not be decided; save it as UTF-8.")
        }
        RefusalCode::UnknownFormat => Bilingual::new(
            "صيغة الملف غير مدعومة؛ صدّره Fountain أو FDX أو DOCX أو PDF أو نصاً عادياً.",
            "The file format is not supported; export it as Fountain, FDX, DOCX, PDF or plain text.",
        ),
        RefusalCode::DamagedFile => {
            Bilingual::new("الملف تالف ولا يمكن فتحه؛ صدّره من جديد.", "The file is damaged and cannot be opened; export it again.")
        }
        RefusalCode::Bomb => Bilingual::new(
            "رُفض الملف لأنه يحتوي تعريفات أو ضغطاً يتضخم بلا حد.",
            "The file was refused because it contains entity definitions or compression that expand without bound.",
        ),
        RefusalCode::Encrypted => Bilingual::new(
            "الملف محمي بكلمة مرور؛ أزل الحماية ثم أعد إرساله.",
            "The file is protected by a password; remove the protection and send it again.",
        ),
        RefusalCode::ScannedPdf => Bilingual::new(
            "صفحات هذا الـ PDF صور بلا نص؛ مرّره على برنامج تعرّف ضوئي (مثل ocrmypdf بلغة ara) أو أرسل ملف الكتابة الأصلي.",
            "The pages of this PDF are images without text; run OCR on it (for example ocrmypdf with language ara or eng) or send the writing program's own file.",
        ),
        RefusalCode::NotAScreenplay => Bilingual::new(
            "هذا النص لا يبدو سيناريو: لا رؤوس مشاهد فيه ولا حوار. ابدأ كل مشهد برأس مثل «مشهد 1 - داخلي - المكتب - نهار».",
            "This text does not look like a screenplay: it has no scene headings and no dialogue. Start each scene with a heading such as \"INT. OFFICE - DAY\".",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_the_contract_object() {
        let json = serde_json::to_value(Refusal::new(RefusalCode::ScannedPdf).seeing("pages", 3)).unwrap();
        assert_eq!(json["code"], "SCANNED_PDF");
        assert_eq!(json["seen"]["pages"], "3");
        assert!(json["message"]["ar"].as_str().unwrap().contains("ocrmypdf"));
    }
}
