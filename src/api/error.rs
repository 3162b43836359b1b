//! Errors of the API: top-level errors with a stable code, expected failures as `userErrors`. Owns codes and the words for them in both
//! languages; the one place where an unexpected error is logged.

use async_graphql::{Enum, ErrorExtensions as _, SimpleObject};
use mashhad_engine::{Bilingual, Language, Refusal, RefusalCode};

use crate::storage::StoreError;

/// Stable codes in `errors[].extensions.code`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorCode {
    /// No token, or one that is not accepted.
    Unauthenticated,
    /// The token does not permit this.
    Forbidden,
    /// No such object, or not visible.
    NotFound,
    /// Malformed argument.
    BadUserInput,
    /// Too long in execution.
    Timeout,
    /// The database cannot be reached at the moment.
    Unavailable,
    /// A bug.
    Internal,
}

impl ErrorCode {
    /// Name in `extensions.code`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Forbidden => "FORBIDDEN",
            Self::NotFound => "NOT_FOUND",
            Self::BadUserInput => "BAD_USER_INPUT",
            Self::Timeout => "TIMEOUT",
            Self::Unavailable => "UNAVAILABLE",
            Self::Internal => "INTERNAL",
        }
    }

    fn message(self) -> Bilingual {
        match self {
            Self::Unauthenticated => {
                Bilingual::new("سجّل الدخول: رمز الدخول غائب أو غير مقبول.", "Authenticate: the access token is missing or not accepted.")
            }
            Self::Forbidden => Bilingual::new("رمز الدخول لا يسمح بهذا الطلب.", "The access token does not permit this."),
            Self::NotFound => Bilingual::new("لا يوجد عنصر بهذا المعرّف.", "There is no such object."),
            Self::BadUserInput => Bilingual::new("قيمة غير صالحة.", "A value is not valid."),
            Self::Timeout => Bilingual::new("استغرق الطلب وقتاً أطول من المسموح.", "The request took longer than allowed."),
            Self::Unavailable => Bilingual::new(
                "قاعدة البيانات غير متاحة الآن؛ حاول بعد قليل.",
                "The database is not available at the moment; try again shortly.",
            ),
            Self::Internal => Bilingual::new("حدث خطأ داخلي.", "An internal error occurred."),
        }
    }
}

/// A top-level error with code and message in both languages.
#[must_use]
pub fn error(code: ErrorCode) -> async_graphql::Error {
    error_saying(code, &code.message())
}

/// A top-level error with a message of its own.
#[must_use]
pub fn error_saying(code: ErrorCode, message: &Bilingual) -> async_graphql::Error {
    let message = message.clone();
    async_graphql::Error::new(message.en.clone()).extend_with(|_, extensions| {
        extensions.set("code", code.name());
        extensions.set("messageAr", message.ar.as_str());
    })
}

/// An unexpected storage failure: logged once here, told neutrally.
#[must_use]
pub fn from_storage(failure: &StoreError) -> async_graphql::Error {
    tracing::error!(error = failure as &dyn std::error::Error, "storage failed");
    error(if failure.is_transient() { ErrorCode::Unavailable } else { ErrorCode::Internal })
}

/// Stable codes of expected failures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum UserErrorCode {
    /// Missing or blank.
    Required,
    /// Malformed.
    Invalid,
    /// Outside its range.
    OutOfRange,
    /// More than the limit.
    TooLarge,
    /// No such object, or not visible.
    NotFound,
    /// The state forbids it.
    Conflict,
    /// Same idempotency key, other input.
    IdempotencyMismatch,
    /// A limit of the user is reached.
    QuotaExceeded,
    /// Login or password are wrong, or there were too many attempts.
    InvalidCredentials,
    /// The refresh token is not valid any more.
    SessionOver,
    /// The password is too short, too long or easy to guess.
    WeakPassword,
    /// The file is empty.
    EmptyFile,
    /// The file is neither text nor a known document.
    Binary,
    /// The encoding of the text could not be decided.
    UnknownEncoding,
    /// The format cannot be read.
    UnknownFormat,
    /// The file is damaged.
    DamagedFile,
    /// The file expands without bound.
    Bomb,
    /// The file is protected by a password.
    Encrypted,
    /// The PDF has no text layer.
    ScannedPdf,
    /// The text is no screenplay.
    NotAScreenplay,
}

impl From<RefusalCode> for UserErrorCode {
    fn from(code: RefusalCode) -> Self {
        match code {
            RefusalCode::EmptyFile => Self::EmptyFile,
            RefusalCode::TooLarge => Self::TooLarge,
            RefusalCode::Binary => Self::Binary,
            RefusalCode::UnknownEncoding => Self::UnknownEncoding,
            RefusalCode::UnknownFormat => Self::UnknownFormat,
            RefusalCode::DamagedFile => Self::DamagedFile,
            RefusalCode::Bomb => Self::Bomb,
            RefusalCode::Encrypted => Self::Encrypted,
            RefusalCode::ScannedPdf => Self::ScannedPdf,
            RefusalCode::NotAScreenplay => Self::NotAScreenplay,
        }
    }
}

/// An expected failure of a mutation.
#[derive(Debug, Clone, SimpleObject)]
pub struct UserError {
    /// Path of the input field at fault, for example `["input", "source"]`; null when none is.
    field: Option<Vec<String>>,
    /// Stable code.
    code: UserErrorCode,
    /// Message in the language asked for by Accept-Language or the `language` argument of the client; English by default.
    message: String,
    /// Message in Arabic.
    message_ar: String,
    /// Message in English.
    message_en: String,
}

impl UserError {
    /// A failure of one input field, said in both languages.
    #[must_use]
    pub fn new(code: UserErrorCode, field: &[&str], message: &Bilingual, language: Language) -> Self {
        let field = (!field.is_empty()).then(|| field.iter().map(|part| (*part).to_owned()).collect());
        Self { field, code, message: message.get(language).to_owned(), message_ar: message.ar.clone(), message_en: message.en.clone() }
    }

    /// A refusal of a file.
    #[must_use]
    pub fn refused(refusal: &Refusal, field: &[&str], language: Language) -> Self {
        Self::new(refusal.code.into(), field, &refusal.message, language)
    }

    /// No such object, or one that belongs to somebody else: both look the same.
    #[must_use]
    pub fn not_found(field: &[&str], language: Language) -> Self {
        Self::new(UserErrorCode::NotFound, field, &Bilingual::new("لا يوجد عنصر بهذا المعرّف.", "There is no such object."), language)
    }
}
