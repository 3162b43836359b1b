//! Relay paging: arguments with limits, pages over lists in memory. Owns limits and cursors of lists; pages over tables come from `storage`.

use async_graphql::connection::{Connection, Edge, EmptyFields};
use async_graphql::{OutputType, SimpleObject};
use mashhad_engine::Bilingual;

use super::error::{ErrorCode, error_saying};
use crate::storage::{Cursor, PageRequest};

/// Largest page.
pub const MAX_PAGE: usize = 100;
/// Page size when none is asked for.
pub const DEFAULT_PAGE: usize = 25;

/// What every connection of ours tells beside the page.
#[derive(Debug, Clone, Copy, SimpleObject)]
pub struct TotalCount {
    /// Number of all matches, not only of this page.
    pub total_count: u64,
}

/// A page with its total.
pub type Page<T> = Connection<String, T, TotalCount, EmptyFields>;

/// Arguments of a connection as given by the client.
#[derive(Debug, Clone, Default)]
pub struct PageArguments {
    /// Number of edges from the start.
    pub first: Option<i32>,
    /// Start behind this cursor.
    pub after: Option<String>,
    /// Number of edges from the end.
    pub last: Option<i32>,
    /// End before this cursor.
    pub before: Option<String>,
}

/// Checked arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Number of edges, 1..=100.
    pub size: usize,
    /// Counted from the end.
    pub backwards: bool,
    /// Start behind this cursor.
    pub after: Option<String>,
    /// End before this cursor.
    pub before: Option<String>,
}

/// Static cost of a connection: what one edge selects, times the size of the page. Sizes out of range are refused later; here they cost as the
/// nearest allowed one.
#[must_use]
pub fn page_cost(first: Option<i32>, last: Option<i32>, of_each: usize) -> usize {
    let size = first.or(last).map_or(DEFAULT_PAGE, |size| usize::try_from(size).unwrap_or(0).clamp(1, MAX_PAGE));
    of_each.saturating_mul(size).saturating_add(1)
}

impl PageArguments {
    /// Checks the limits.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for sizes out of range and for `first` together with `last`.
    pub fn check(self) -> async_graphql::Result<Window> {
        let (size, backwards) = match (self.first, self.last) {
            (Some(_), Some(_)) => return Err(bad("استعمل first أو last لا كليهما.", "Use `first` or `last`, not both.")),
            (first, None) => (first, false),
            (None, last) => (last, true),
        };
        let size = size.map_or(Some(DEFAULT_PAGE), |size| usize::try_from(size).ok().filter(|size| (1..=MAX_PAGE).contains(size)));
        let size = size.ok_or_else(|| bad("حجم الصفحة من 1 إلى 100.", "The page size must be between 1 and 100."))?;
        Ok(Window { size, backwards, after: self.after, before: self.before })
    }
}

/// The same window in storage's terms.
///
/// # Errors
/// `BAD_USER_INPUT` for a cursor that this server has not made.
pub fn request(window: &Window) -> async_graphql::Result<PageRequest> {
    let cursor = |text: &Option<String>| text.as_deref().map(Cursor::decode).transpose().map_err(|_| bad_cursor());
    Ok(PageRequest {
        size: u32::try_from(window.size).unwrap_or(1),
        from_end: window.backwards,
        after: cursor(&window.after)?,
        before: cursor(&window.before)?,
    })
}

/// `BAD_USER_INPUT` for a cursor that this server has not made.
#[must_use]
pub fn bad_cursor() -> async_graphql::Error {
    bad("المؤشر غير صالح.", "The cursor is not valid.")
}

fn bad(ar: &str, en: &str) -> async_graphql::Error {
    error_saying(ErrorCode::BadUserInput, &Bilingual::new(ar, en))
}

/// The page of a list; the cursor of an item is its position.
///
/// # Errors
/// `BAD_USER_INPUT` for bad arguments.
pub fn page_of<T: OutputType>(items: Vec<T>, arguments: PageArguments) -> async_graphql::Result<Page<T>> {
    let window = arguments.check()?;
    let total = items.len();
    let position = |cursor: Option<&String>| cursor.map(|cursor| cursor.parse::<usize>().map_err(|_| bad_cursor())).transpose();
    let from = position(window.after.as_ref())?.map_or(0, |after| after.saturating_add(1)).min(total);
    let to = position(window.before.as_ref())?.unwrap_or(total).min(total).max(from);
    let (from, to) =
        if window.backwards { (to.saturating_sub(window.size).max(from), to) } else { (from, from.saturating_add(window.size).min(to)) };
    let mut page = Page::with_additional_fields(from > 0, to < total, TotalCount { total_count: total as u64 });
    page.edges.extend(items.into_iter().enumerate().skip(from).take(to - from).map(|(at, item)| Edge::new(at.to_string(), item)));
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(first: Option<i32>, after: Option<&str>, last: Option<i32>, before: Option<&str>) -> Result<(Vec<i32>, bool, bool), String> {
        let arguments = PageArguments { first, after: after.map(str::to_owned), last, before: before.map(str::to_owned) };
        let page = page_of((0..10).collect(), arguments).map_err(|error| error.message)?;
        Ok((page.edges.iter().map(|edge| edge.node).collect(), page.has_previous_page, page.has_next_page))
    }

    #[test]
    fn pages_go_both_ways() {
        assert_eq!(page(Some(3), None, None, None), Ok((vec![0, 1, 2], false, true)));
        assert_eq!(page(Some(3), Some("2"), None, None), Ok((vec![3, 4, 5], true, true)));
        assert_eq!(page(None, None, Some(2), None), Ok((vec![8, 9], true, false)));
        assert_eq!(page(None, None, Some(2), Some("8")), Ok((vec![6, 7], true, true)));
        assert_eq!(page(Some(5), Some("99"), None, None), Ok((vec![], true, false)));
    }

    #[test]
    fn bad_arguments_are_told() {
        for (first, last, after) in
            [(Some(0), None, None), (Some(101), None, None), (Some(-1), None, None), (Some(1), Some(1), None), (None, None, Some("x"))]
        {
            assert!(page(first, after, last, None).is_err(), "{first:?} {last:?} {after:?}");
        }
    }
}
