//! Names that may belong to one person: one letter apart, or with and without article. Owns no merging: a person decides.

use super::{Member, names};
use crate::language::Bilingual;
use crate::screenplay::AliasSuggestion;

/// Shortest name that is compared; shorter ones differ by one letter too often.
const SHORTEST: usize = 4;

/// Suggestions for every member, in its order.
pub(super) fn look_alikes(members: &[Member]) -> Vec<Vec<AliasSuggestion>> {
    let keys: Vec<String> = members.iter().map(|member| names::person_key(member.spellings.first().map_or("", String::as_str))).collect();
    let suggest = |at: usize| {
        let mine = keys.get(at).map_or("", String::as_str);
        members
            .iter()
            .zip(&keys)
            .enumerate()
            .filter(|(other, (_, key))| *other != at && is_look_alike(mine, key))
            .map(|(_, (member, _))| AliasSuggestion {
                name: member.spellings.first().cloned().unwrap_or_default(),
                reason: Bilingual::new(
                    "اسمان لا يفرق بينهما إلا حرف واحد أو أداة التعريف",
                    "The two names differ only in one letter or in the article",
                ),
                spans: member.cues.clone(),
            })
            .collect()
    };
    (0..members.len()).map(suggest).collect()
}

/// One letter changed, added, lost or swapped, or only the article; digits that count people (`رجل 1`) are differences.
pub(in crate::parse) fn is_look_alike(a: &str, b: &str) -> bool {
    if a == b || a.chars().any(|c| c.is_ascii_digit()) || b.chars().any(|c| c.is_ascii_digit()) {
        return false;
    }
    let bare = |name: &str| name.strip_prefix("ال").or_else(|| name.strip_prefix("the ")).unwrap_or(name).to_owned();
    if bare(a) == bare(b) {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    a.len().min(b.len()) >= SHORTEST && one_edit(&a, &b)
}

fn one_edit(a: &[char], b: &[char]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let rest = |letters: &'_ [char], from: usize| letters.get(from..).unwrap_or_default().to_vec();
    if long.len() > short.len() {
        return rest(short, same) == rest(long, same + 1);
    }
    let swapped =
        short.get(same) == long.get(same + 1) && short.get(same + 1) == long.get(same) && rest(short, same + 2) == rest(long, same + 2);
    swapped || rest(short, same + 1) == rest(long, same + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_or_the_article() {
        assert!(is_look_alike("اميره", "اميرو"));
        assert!(is_look_alike("ضابط", "الضابط"));
        assert!(is_look_alike("marian", "marain"));
        assert!(!is_look_alike("رجل 1", "رجل 2"));
        assert!(!is_look_alike("نور", "نوح"));
    }
}
