//! The seam between tables and drivers: typed parameters in, decoded rows out, and the few words in which the two dialects differ.
//! Owns no statement; those live in `tables/`, each in plain sight and written once for both databases.

use std::borrow::Cow;
use std::str::FromStr;

use super::error::{Result, StoreError};

/// Text of a statement. Only ever put together from constants of this crate; values travel as [`Value`]s.
pub(crate) type Sql = Cow<'static, str>;

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Database {
    /// SQLite in a file.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

impl Database {
    /// The words of this database where the two differ.
    pub(crate) fn choose(self, sqlite: &'static str, postgres: &'static str) -> &'static str {
        match self {
            Self::Sqlite => sqlite,
            Self::Postgres => postgres,
        }
    }
}

/// A parameter or a column; absent values keep their type, which PostgreSQL wants to know.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Blob(Option<Vec<u8>>),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Int(Some(i64::from(value)))
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Int(Some(i64::from(value)))
    }
}

impl From<Option<i64>> for Value {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(Some(value))
    }
}

impl From<Option<String>> for Value {
    fn from(value: Option<String>) -> Self {
        Self::Text(value)
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Blob(Some(value))
    }
}

macro_rules! value_from_id {
    ($($id:ident),+) => {$(
        impl From<crate::ids::$id> for Value {
            fn from(id: crate::ids::$id) -> Self {
                Self::Text(Some(id.to_string()))
            }
        }

        impl From<Option<crate::ids::$id>> for Value {
            fn from(id: Option<crate::ids::$id>) -> Self {
                Self::Text(id.map(|id| id.to_string()))
            }
        }
    )+};
}

value_from_id!(
    UserId,
    ScreenplayId,
    WorkId,
    JobId,
    BatchId,
    UploadId,
    ResultId,
    WorkerId,
    DismissalId,
    DecisionId,
    AuditId,
    SessionId,
    ApiTokenId
);

/// The parameters of a statement, in order of `$1`, `$2`, ….
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::storage::sql::Value::from($value)),*] };
}
pub(crate) use args;

/// A decoded row, read from the left.
#[derive(Debug)]
pub(crate) struct Row {
    values: std::vec::IntoIter<Value>,
    at: usize,
}

impl Row {
    pub(crate) fn new(values: Vec<Value>) -> Self {
        Self { values: values.into_iter(), at: 0 }
    }

    fn damaged(&self, what: impl std::fmt::Display) -> StoreError {
        StoreError::damaged(format!("column {} of the row", self.at), what)
    }

    fn value(&mut self) -> Result<Value> {
        self.at += 1;
        self.values.next().ok_or_else(|| self.damaged("missing"))
    }

    pub(crate) fn opt_int(&mut self) -> Result<Option<i64>> {
        match self.value()? {
            Value::Int(value) => Ok(value),
            Value::Text(None) | Value::Blob(None) => Ok(None),
            _ => Err(self.damaged("not a number")),
        }
    }

    pub(crate) fn int(&mut self) -> Result<i64> {
        self.opt_int()?.ok_or_else(|| self.damaged("null"))
    }

    pub(crate) fn count(&mut self) -> Result<u32> {
        let value = self.int()?;
        u32::try_from(value).map_err(|_| self.damaged("out of range"))
    }

    pub(crate) fn flag(&mut self) -> Result<bool> {
        Ok(self.int()? != 0)
    }

    pub(crate) fn opt_text(&mut self) -> Result<Option<String>> {
        match self.value()? {
            Value::Text(value) => Ok(value),
            Value::Int(None) | Value::Blob(None) => Ok(None),
            _ => Err(self.damaged("not a text")),
        }
    }

    pub(crate) fn text(&mut self) -> Result<String> {
        self.opt_text()?.ok_or_else(|| self.damaged("null"))
    }

    pub(crate) fn blob(&mut self) -> Result<Vec<u8>> {
        match self.value()? {
            Value::Blob(Some(bytes)) => Ok(bytes),
            _ => Err(self.damaged("not bytes")),
        }
    }

    /// A text with a narrower type: an id, a state, a kind.
    pub(crate) fn parsed<T: FromStr<Err: std::fmt::Display>>(&mut self) -> Result<T> {
        let text = self.text()?;
        text.parse().map_err(|error| self.damaged(error))
    }

    pub(crate) fn opt_parsed<T: FromStr<Err: std::fmt::Display>>(&mut self) -> Result<Option<T>> {
        let text = self.opt_text()?;
        text.map(|text| text.parse().map_err(|error| self.damaged(error))).transpose()
    }

    /// A JSON text.
    pub(crate) fn json<T: serde::de::DeserializeOwned>(&mut self) -> Result<T> {
        let text = self.text()?;
        serde_json::from_str(&text).map_err(|error| self.damaged(error))
    }

    pub(crate) fn opt_json<T: serde::de::DeserializeOwned>(&mut self) -> Result<Option<T>> {
        let text = self.opt_text()?;
        text.map(|text| serde_json::from_str(&text).map_err(|error| self.damaged(error))).transpose()
    }

    /// A member of a closed set that serialises as its name.
    pub(crate) fn name<T: serde::de::DeserializeOwned>(&mut self) -> Result<T> {
        let text = self.text()?;
        serde_json::from_value(serde_json::Value::String(text)).map_err(|error| self.damaged(error))
    }

    pub(crate) fn opt_name<T: serde::de::DeserializeOwned>(&mut self) -> Result<Option<T>> {
        let text = self.opt_text()?;
        text.map(|text| serde_json::from_value(serde_json::Value::String(text)).map_err(|error| self.damaged(error))).transpose()
    }
}

/// The name under which a member of a closed set is stored.
pub(crate) fn name_of<T: serde::Serialize>(member: &T) -> Result<String> {
    match serde_json::to_value(member) {
        Ok(serde_json::Value::String(name)) => Ok(name),
        _ => Err(StoreError::damaged("a name to store", "it does not serialise as a text")),
    }
}

/// JSON to store.
pub(crate) fn json_of<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| StoreError::damaged("a document to store", error))
}

/// `,A,B,` for the condition `$n LIKE '%,' || column || ',%'`; `None` (all) when empty.
pub(crate) fn any_of<T: ToString>(members: &[T]) -> Value {
    if members.is_empty() {
        return Value::Text(None);
    }
    let mut list = String::from(",");
    for member in members {
        list.push_str(&member.to_string());
        list.push(',');
    }
    Value::Text(Some(list))
}

/// `($3, $4, …)` for a list of ids whose parameters start at `$first`. Lists are filled up to a power of two with their last member, so
/// that few different statements are prepared.
pub(crate) fn in_list<T: Copy>(first: usize, members: &[T]) -> (String, Vec<Value>)
where
    Value: From<T>,
{
    let Some(last) = members.last() else {
        return ("(NULL)".to_owned(), Vec::new());
    };
    let length = members.len().next_power_of_two();
    let values = members.iter().chain(std::iter::repeat(last)).take(length).map(|member| Value::from(*member)).collect();
    (rows_of(first, 1, length), values)
}

/// `sql` with the list in place of `@ids`, and `args` with its values behind them.
pub(crate) fn with_ids<T: Copy>(sql: &str, mut args: Vec<Value>, members: &[T]) -> (String, Vec<Value>)
where
    Value: From<T>,
{
    let (list, values) = in_list(args.len() + 1, members);
    args.extend(values);
    (sql.replace("@ids", &list), args)
}

/// Most rows of one statement; with twelve columns it stays far below the 32,766 parameters that SQLite takes.
const MOST_ROWS: usize = 256;

/// The members in pieces whose lengths are powers of two, the longest first, so that lists of any length need few different statements.
pub(crate) fn pieces<T>(members: &[T]) -> impl Iterator<Item = &[T]> {
    let mut rest = members;
    std::iter::from_fn(move || {
        let (piece, behind) = rest.split_at_checked((rest.len() / 2 + 1).next_power_of_two().min(MOST_ROWS))?;
        rest = behind;
        Some(piece)
    })
}

/// `($1, $2), ($3, $4)` for rows of so many columns, whose parameters start at `$first`.
pub(crate) fn rows_of(first: usize, rows: usize, columns: usize) -> String {
    let row = |at: usize| (0..columns).map(|column| format!("${}", first + at * columns + column)).collect::<Vec<_>>().join(", ");
    (0..rows).map(|at| format!("({})", row(at))).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_powers_of_two_and_leave_nothing_out() {
        for length in 0..600_usize {
            let all: Vec<usize> = (0..length).collect();
            let cut: Vec<&[usize]> = pieces(&all).collect();
            assert!(cut.iter().all(|piece| piece.len().is_power_of_two()), "{length}");
            assert_eq!(cut.concat(), all);
            assert!(cut.len() <= 10, "{length} in {} pieces", cut.len());
        }
    }

    #[test]
    fn rows_are_numbered_through() {
        assert_eq!(rows_of(1, 2, 3), "($1, $2, $3), ($4, $5, $6)");
        assert_eq!(rows_of(2, 2, 2), "($2, $3), ($4, $5)");
    }
}
