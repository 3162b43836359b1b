//! Parameters and rows of SQLite.

use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Row as _, Sqlite, TypeInfo as _, ValueRef as _};

use crate::storage::error::Result;
use crate::storage::sql::{Row, Value};

pub(super) fn bind(mut query: Query<'_, Sqlite, SqliteArguments>, args: Vec<Value>) -> Query<'_, Sqlite, SqliteArguments> {
    for value in args {
        query = match value {
            Value::Int(value) => query.bind(value),
            Value::Text(value) => query.bind(value),
            Value::Blob(value) => query.bind(value),
        };
    }
    query
}

pub(super) fn row(row: &SqliteRow) -> Result<Row> {
    let mut values = Vec::with_capacity(row.len());
    for at in 0..row.len() {
        let raw = row.try_get_raw(at)?;
        let (null, blob, text) = (raw.is_null(), raw.type_info().name() == "BLOB", raw.type_info().name() == "TEXT");
        values.push(match () {
            () if null => Value::Int(None),
            () if blob => Value::Blob(Some(row.try_get(at)?)),
            () if text => Value::Text(Some(row.try_get(at)?)),
            () => Value::Int(Some(row.try_get(at)?)),
        });
    }
    Ok(Row::new(values))
}
