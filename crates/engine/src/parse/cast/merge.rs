//! Which cue names are certainly one person. A merge must be the only possible one in the script: two Smiths, or two full names with
//! the same first name, stay apart.

use std::collections::BTreeMap;

use super::Member;
use super::WORDS;
use super::names;

/// Unites the members; each comes with all of its keys, in order of first appearance.
pub(super) fn unite(found: BTreeMap<String, (usize, Member)>) -> Vec<(Vec<String>, Member)> {
    let keys: Vec<String> = found.keys().cloned().collect();
    let mut target: BTreeMap<String, String> = BTreeMap::new();
    for key in &keys {
        let untitled = without_title(key);
        if untitled != key && found.contains_key(untitled) && only(&keys, |other| other != untitled && without_title(other) == untitled) {
            target.insert(key.clone(), untitled.to_owned());
        }
    }
    for key in keys.iter().filter(|key| !key.contains(' ') && key.chars().count() >= 3) {
        let mut longer = keys.iter().filter(|other| is_full_name_of(other, key));
        if let (Some(full), None) = (longer.next(), longer.next())
            && !target.contains_key(full)
        {
            target.insert(full.clone(), key.clone());
        }
    }
    let mut united: BTreeMap<String, (usize, Vec<String>, Member)> = BTreeMap::new();
    for (key, (order, member)) in found {
        let root = target.get(&key).cloned().unwrap_or_else(|| key.clone());
        let slot =
            united.entry(root).or_insert_with(|| (order, Vec::new(), Member { spellings: Vec::new(), cues: Vec::new(), full_name: None }));
        let earlier = order < slot.0;
        slot.0 = slot.0.min(order);
        slot.1.push(key);
        absorb(&mut slot.2, member, earlier);
    }
    let mut ordered: Vec<(usize, Vec<String>, Member)> = united.into_values().collect();
    ordered.sort_by_key(|(order, _, _)| *order);
    ordered.into_iter().map(|(_, keys, member)| (keys, member)).collect()
}

fn absorb(into: &mut Member, other: Member, earlier: bool) {
    let (first, second) = if earlier {
        (other.spellings, std::mem::take(&mut into.spellings))
    } else {
        (std::mem::take(&mut into.spellings), other.spellings)
    };
    into.spellings = first;
    for spelling in second {
        if !into.spellings.contains(&spelling) {
            into.spellings.push(spelling);
        }
    }
    into.cues.extend(other.cues);
    into.cues.sort_unstable();
}

/// Exactly one key passes.
fn only(keys: &[String], test: impl Fn(&str) -> bool) -> bool {
    keys.iter().filter(|key| test(key)).count() == 1
}

fn without_title(key: &str) -> &str {
    key.split_once(' ').filter(|(title, _)| names::is_title(title)).map_or(key, |(_, rest)| rest)
}

/// `نور توفيق` for `نور`, `JOHN SMITH` for `JOHN`; no roles with numbers and no second half that is a trade (`POLICE OFFICER`).
fn is_full_name_of(full: &str, first: &str) -> bool {
    let Some(rest) = full.strip_prefix(first).and_then(|rest| rest.strip_prefix(' ')) else { return false };
    let words: Vec<&str> = rest.split(' ').collect();
    let plain =
        |word: &&str| word.chars().count() >= 3 && word.chars().all(char::is_alphabetic) && !word.starts_with("ال") && !is_role(word);
    words.len() <= 2 && words.iter().all(plain) && !is_role(first) && !names::is_title(first)
}

/// Words that make a role, not a person's name.
fn is_role(word: &str) -> bool {
    WORDS.has("role", word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_second_name_makes_a_full_name() {
        assert!(is_full_name_of("نور توفيق", "نور"));
        assert!(is_full_name_of("john smith", "john"));
        assert!(!is_full_name_of("man 2", "man"));
        assert!(!is_full_name_of("police officer", "police"));
        assert!(!is_full_name_of("سكرتير التحرير", "سكرتير"));
        assert_eq!(without_title("dr hale"), "hale");
    }
}
