//! One row of a word list: parsing and the checks that a row must pass. Owns the columns; see the module for their meaning.

use std::collections::{BTreeMap, BTreeSet};

use crate::breakdown::Category;

/// What a word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// An element of the category.
    Element(Category),
    /// Nothing to find or make: an idiom, an abstract word, a trap.
    Nothing,
}

impl Reading {
    /// The category, unless the word stands for nothing.
    #[must_use]
    pub fn category(self) -> Option<Category> {
        match self {
            Self::Element(category) => Some(category),
            Self::Nothing => None,
        }
    }
}

/// A lemma with its forms.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Dictionary form.
    pub lemma: String,
    /// Other written forms.
    pub forms: Vec<String>,
    /// Reading when the context does not decide.
    pub category: Reading,
    /// Reading when nobody touches it, where different.
    pub untouched: Option<Reading>,
    /// Finer kinds.
    pub attributes: BTreeSet<String>,
    /// 0..1: how often the word means this thing.
    pub sense: f64,
    /// 0..1: how often the form is a noun.
    pub noun: f64,
}

/// A row that does not keep the format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct RowError {
    /// One-based line of the file.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

/// Header fields and rows of a list.
pub(super) fn parse_list(text: &str) -> (BTreeMap<String, String>, Result<Vec<Entry>, RowError>) {
    let header = text
        .lines()
        .filter_map(|line| line.strip_prefix("# ")?.split_once(':'))
        .map(|(field, value)| (field.trim().to_owned(), value.trim().to_owned()))
        .collect();
    let rows = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    (header, rows.map(|(at, line)| parse_row(line).map_err(|reason| RowError { line: at + 1, reason })).collect())
}

fn parse_row(line: &str) -> Result<Entry, String> {
    let cells: Vec<&str> = line.split('\t').collect();
    let &[lemma, forms, category, untouched, attributes, sense, noun] = cells.as_slice() else {
        return Err(format!("{} columns instead of 7", cells.len()));
    };
    let attributes: BTreeSet<String> = attributes.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let entry = Entry {
        lemma: lemma.trim().to_owned(),
        forms: forms.split('|').map(str::trim).filter(|form| !form.is_empty()).map(str::to_owned).collect(),
        category: reading(category)?,
        untouched: if untouched.trim().is_empty() { None } else { Some(reading(untouched)?) },
        sense: share(sense)?,
        noun: share(noun)?,
        attributes,
    };
    if entry.lemma.is_empty() {
        return Err("no lemma".to_owned());
    }
    match entry.attributes.iter().find(|name| !name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_'))
    {
        Some(name) => Err(format!("attribute {name} is not upper case")),
        None => Ok(entry),
    }
}

fn reading(cell: &str) -> Result<Reading, String> {
    match cell.trim() {
        "NONE" => Ok(Reading::Nothing),
        code => Category::from_code(code).map(Reading::Element).ok_or_else(|| format!("unknown category {code:?}")),
    }
}

fn share(cell: &str) -> Result<f64, String> {
    let number = cell.trim().parse::<f64>().map_err(|_| format!("{cell:?} is no number"))?;
    if (0.0..=1.0).contains(&number) { Ok(number) } else { Err(format!("{number} is outside of 0..1")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_checked() {
        let (header, rows) = parse_list("# id: test\n# title: a: b\nظرف\tظروف|أظرف\tPROPS\tSET_DRESSING\t\t0.9\t1\n");
        assert_eq!(header["title"], "a: b");
        let rows = rows.unwrap();
        assert_eq!(rows[0].forms, ["ظروف", "أظرف"]);
        assert_eq!(rows[0].untouched, Some(Reading::Element(Category::SetDressing)));
        for (bad, reason) in [
            ("a\tb", "line 1: 2 columns instead of 7"),
            ("a\t\tPROP\t\t\t1\t1", "line 1: unknown category \"PROP\""),
            ("a\t\tPROPS\t\t\t2\t1", "line 1: 2 is outside of 0..1"),
            ("a\t\tPROPS\t\tweapon\t1\t1", "line 1: attribute weapon is not upper case"),
        ] {
            assert_eq!(parse_list(bad).1.unwrap_err().to_string(), reason);
        }
    }
}
