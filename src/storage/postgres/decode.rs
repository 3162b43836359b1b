//! Parameters and rows of PostgreSQL.

use sqlx::postgres::{PgArguments, PgRow};
use sqlx::query::Query;
use sqlx::{Column as _, Postgres, Row as _, TypeInfo as _};

use crate::storage::error::Result;
use crate::storage::sql::{Row, Value};

pub(super) fn bind(mut query: Query<'_, Postgres, PgArguments>, args: Vec<Value>) -> Query<'_, Postgres, PgArguments> {
    for value in args {
        query = match value {
            Value::Int(value) => query.bind(value),
            Value::Text(value) => query.bind(value),
            Value::Blob(value) => query.bind(value),
        };
    }
    query
}

pub(super) fn row(row: &PgRow) -> Result<Row> {
    let mut values = Vec::with_capacity(row.len());
    for (at, column) in row.columns().iter().enumerate() {
        values.push(match column.type_info().name() {
            "BYTEA" => Value::Blob(row.try_get(at)?),
            "INT8" => Value::Int(row.try_get(at)?),
            "INT4" => Value::Int(row.try_get::<Option<i32>, _>(at)?.map(i64::from)),
            "BOOL" => Value::Int(row.try_get::<Option<bool>, _>(at)?.map(i64::from)),
            _ => Value::Text(row.try_get(at)?),
        });
    }
    Ok(Row::new(values))
}
