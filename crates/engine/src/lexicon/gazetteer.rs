//! Lists of real names that need clearance: loading and checking. Owns their format; what follows from a name is said by the alerts.
//!
//! `lexicon/gazetteer/<name>.tsv`, UTF-8: header lines with `#` (`# id:`, `# title:`, `# source:`, `# licence:`), then one name a line, three columns:
//! name, other forms separated by `|`, and the context that an ordinary word needs (`performer`, `product`, `screen`, `song`, `book`, `art`, `press`,
//! `club`; empty for a name that is nothing else).

/// A list: its name and its text.
type List = (&'static str, &'static str);

macro_rules! list {
    ($name:literal) => {
        ($name, include_str!(concat!("gazetteer/", $name, ".tsv")))
    };
}

/// All lists, ascending.
pub const LISTS: &[List] = &[
    list!("artworks"),
    list!("books"),
    list!("brands"),
    list!("institutions"),
    list!("persons"),
    list!("places"),
    list!("screen_works"),
    list!("songs"),
];

/// One name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The usual form.
    pub name: String,
    /// Other forms.
    pub forms: Vec<String>,
    /// Context that it needs to count.
    pub needs: Option<String>,
}

/// Names of a list; lines that do not parse are left out here and reported by the test.
pub fn names(list: &str) -> impl Iterator<Item = Name> {
    let text = LISTS.iter().find(|(name, _)| *name == list).map_or("", |(_, text)| *text);
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).filter_map(parse)
}

fn parse(line: &str) -> Option<Name> {
    let mut columns = line.split('\t');
    let name = columns.next().map(str::trim).filter(|name| !name.is_empty())?.to_owned();
    let forms = columns.next()?.split('|').map(str::trim).filter(|form| !form.is_empty()).map(str::to_owned).collect();
    let needs = columns.next().map(str::trim).filter(|needs| !needs.is_empty()).map(str::to_owned);
    columns.next().is_none().then_some(Name { name, forms, needs })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_list_has_its_header_and_well_formed_lines() {
        const NEEDS: [&str; 8] = ["performer", "product", "screen", "song", "book", "art", "press", "club"];
        for (list, text) in LISTS {
            for key in ["# id: gazetteer.", "# title: ", "# source: ", "# licence: "] {
                assert!(text.lines().any(|line| line.starts_with(key)), "{list} lacks `{key}`");
            }
            let lines: Vec<_> = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
            let names: Vec<_> = names(list).collect();
            assert_eq!(names.len(), lines.len(), "{list}: a line has not three columns");
            let mut seen = BTreeSet::new();
            for name in &names {
                assert!(name.needs.as_deref().is_none_or(|needs| NEEDS.contains(&needs)), "{list}: {name:?}");
                for form in std::iter::once(&name.name).chain(&name.forms) {
                    assert!(seen.insert(crate::text::fold_key(form)), "{list}: {form} twice");
                }
            }
        }
    }
}
