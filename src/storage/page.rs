//! Pages by keyset: where a page starts, how long it is, which way it goes. Owns cursors; each list owns its orders and filters.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Direction of an ordering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// Smallest or oldest first.
    Ascending,
    /// Largest or newest first.
    #[default]
    Descending,
}

/// A part of an ordered list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRequest {
    /// Most items, 1..=100 (the API checks the range).
    pub size: u32,
    /// Whether the page is taken from the end of the list (`last`); items still come in list order.
    pub from_end: bool,
    /// Only items behind this position.
    pub after: Option<Cursor>,
    /// Only items before this position.
    pub before: Option<Cursor>,
}

impl PageRequest {
    /// The first `size` items.
    #[must_use]
    pub fn first(size: u32) -> Self {
        Self { size, from_end: false, after: None, before: None }
    }
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// Items in list order, each with its position.
    pub items: Vec<(Cursor, T)>,
    /// Whether more items follow.
    pub has_next: bool,
    /// Whether items precede.
    pub has_previous: bool,
}

impl<T> Page<T> {
    /// The items alone.
    #[must_use]
    pub fn into_items(self) -> Vec<T> {
        self.items.into_iter().map(|(_, item)| item).collect()
    }
}

/// A position in a list: the sort key of an item and its id as the tie-break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Sort key.
    pub(crate) key: SortKey,
    /// Id of the item.
    pub(crate) id: String,
}

/// Value of the sort column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SortKey {
    Number(i64),
    Text(String),
}

/// A text that is no cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor")]
pub struct InvalidCursor;

impl Cursor {
    /// The opaque text that clients hand back.
    #[must_use]
    pub fn encode(&self) -> String {
        let (kind, key) = match &self.key {
            SortKey::Number(number) => ('n', number.to_string()),
            SortKey::Text(text) => ('t', text.clone()),
        };
        URL_SAFE_NO_PAD.encode(format!("{kind}{}:{key}", self.id))
    }

    /// Reads the opaque text.
    ///
    /// # Errors
    /// [`InvalidCursor`] for anything that [`Cursor::encode`] did not make.
    pub fn decode(text: &str) -> std::result::Result<Self, InvalidCursor> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| InvalidCursor)?;
        let text = String::from_utf8(bytes).map_err(|_| InvalidCursor)?;
        let (kind, rest) = text.split_at_checked(1).ok_or(InvalidCursor)?;
        let (id, key) = rest.split_once(':').ok_or(InvalidCursor)?;
        let key = match kind {
            "n" => SortKey::Number(key.parse().map_err(|_| InvalidCursor)?),
            "t" => SortKey::Text(key.to_owned()),
            _ => return Err(InvalidCursor),
        };
        Ok(Self { key, id: id.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_went() {
        for key in [SortKey::Number(-7), SortKey::Text("ظل: الحارة".to_owned())] {
            let cursor = Cursor { key, id: "abc".to_owned() };
            assert_eq!(Cursor::decode(&cursor.encode()), Ok(cursor));
        }
        assert_eq!(Cursor::decode("%%%"), Err(InvalidCursor));
        assert_eq!(Cursor::decode(""), Err(InvalidCursor));
        assert_eq!(Cursor::decode(&URL_SAFE_NO_PAD.encode("nabc:seven")), Err(InvalidCursor));
    }
}
