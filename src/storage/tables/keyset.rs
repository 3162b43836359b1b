//! Pages over any list: the condition, order and limit that follow from a cursor, for both directions of reading.

use crate::storage::Store;
use crate::storage::error::Result;
use crate::storage::page::{Cursor, Direction, Page, PageRequest, SortKey};
use crate::storage::sql::{Row, Sql, Value};

/// How a list is ordered and which part of it is wanted.
pub(super) struct Keyset<'a> {
    /// Sort column or expression.
    pub(super) column: &'static str,
    /// Whether the column holds numbers.
    pub(super) numeric: bool,
    pub(super) direction: Direction,
    pub(super) page: &'a PageRequest,
}

impl Keyset<'_> {
    /// Runs `select` + `from` (which ends inside its WHERE clause) with the page's conditions.
    pub(super) async fn fetch<T>(
        &self,
        store: &Store,
        select: Sql,
        from: &'static str,
        mut args: Vec<Value>,
        read: fn(Row) -> Result<T>,
        cursor: impl Fn(&T) -> Cursor,
    ) -> Result<Page<T>> {
        let forward = self.direction == Direction::Ascending;
        let mut sql = format!("{select}{from}");
        for (bound, later) in [(&self.page.after, true), (&self.page.before, false)] {
            if let Some(bound) = bound {
                self.push_bound(&mut sql, &mut args, bound, later == forward);
            }
        }
        let reading_forward = forward != self.page.from_end;
        let way = if reading_forward { "ASC" } else { "DESC" };
        args.push(Value::from(self.page.size.saturating_add(1)));
        let column = self.column;
        sql.push_str(&format!(" ORDER BY {column} {way}, id {way} LIMIT ${}", args.len()));
        let mut items = store.rows(sql, args).await?.into_iter().map(read).collect::<Result<Vec<T>>>()?;
        let size = usize::try_from(self.page.size).unwrap_or(usize::MAX);
        let more = items.len() > size;
        items.truncate(size);
        if self.page.from_end {
            items.reverse();
        }
        let (has_next, has_previous) =
            if self.page.from_end { (self.page.before.is_some(), more) } else { (more, self.page.after.is_some()) };
        Ok(Page { items: items.into_iter().map(|item| (cursor(&item), item)).collect(), has_next, has_previous })
    }

    fn push_bound(&self, sql: &mut String, args: &mut Vec<Value>, bound: &Cursor, greater: bool) {
        let key = match (&bound.key, self.numeric) {
            (SortKey::Number(number), true) => Value::from(*number),
            (SortKey::Text(text), false) => Value::from(text.as_str()),
            // A cursor of another order: nothing lies behind it, so the client notices.
            _ => {
                sql.push_str(" AND 1 = 0");
                return;
            }
        };
        args.push(key);
        args.push(Value::from(bound.id.as_str()));
        let (key, id) = (args.len() - 1, args.len());
        let sign = if greater { '>' } else { '<' };
        let column = self.column;
        sql.push_str(&format!(" AND ({column} {sign} ${key} OR ({column} = ${key} AND id {sign} ${id}))"));
    }
}

/// Counts the rows of `from` up to `cap` + 1.
pub(super) async fn count(store: &Store, from: &'static str, mut args: Vec<Value>, cap: u32) -> Result<i64> {
    args.push(Value::from(cap.saturating_add(1)));
    let sql = format!("SELECT COUNT(*) FROM (SELECT 1{from} LIMIT ${}) matches", args.len());
    store.row(sql, args).await?.map_or(Ok(0), |mut row| row.int())
}
