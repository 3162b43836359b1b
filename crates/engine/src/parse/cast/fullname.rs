//! Full names from the action: `Osbourne Cox`, `نور توفيق`. A second name is taken when it keeps company with the cue name: it stands behind
//! it at least twice and nearly never elsewhere. Owns that measure; names in cues are merged by `merge`.

use std::collections::BTreeMap;

use super::{Cast, WORDS, names};
use crate::language::is_arabic_letter;
use crate::parse::ParsedScript;
use crate::screenplay::LineType;
use crate::text::{Span, fold_key};

/// Fills `full_name` of members whose cue name is one word.
pub(super) fn find(parsed: &ParsedScript, cast: &mut Cast) {
    let mut all: BTreeMap<String, usize> = BTreeMap::new();
    let mut behind: BTreeMap<(String, String), (usize, Span)> = BTreeMap::new();
    let kinds = [LineType::Action, LineType::SceneHeading];
    for line in parsed.lines.iter().filter(|line| kinds.contains(&line.kind)) {
        let words: Vec<&str> = line.span.of(&parsed.text).split_whitespace().collect();
        let mut before: Option<(String, &str)> = None;
        for word in words {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let key = fold_key(bare);
            *all.entry(key.clone()).or_default() += 1;
            if let Some((name, first)) = before.take()
                && may_be_second_name(bare, &key)
                && let (Some(start), Some(end)) = (Span::of_part(&parsed.text, first), Span::of_part(&parsed.text, bare))
            {
                let slot = behind.entry((name, key.clone())).or_insert((0, start.cover(end)));
                slot.0 += 1;
            }
            let ends_clause = !word.ends_with(char::is_alphanumeric);
            before = (!ends_clause && cast.by_key.contains_key(&key)).then_some((key, bare));
        }
    }
    let mut best: BTreeMap<usize, (usize, Span)> = BTreeMap::new();
    for ((name, second), (count, span)) in behind {
        let everywhere = all.get(&second).copied().unwrap_or(0);
        let keeps_company = count >= 2 && count * 10 >= everywhere * 8 && !cast.by_key.contains_key(&second);
        if let Some(index) = cast.by_key.get(&name).filter(|_| keeps_company) {
            let slot = best.entry(index.0 as usize).or_insert((count, span));
            if count > slot.0 {
                *slot = (count, span);
            }
        }
    }
    for (at, (_, span)) in best {
        if let Some(member) =
            cast.members.get_mut(at).filter(|member| member.spellings.iter().all(|spelling| !names::without_voice(spelling).contains(' ')))
        {
            member.full_name = Some(names::as_written(span.of(&parsed.text)));
        }
    }
}

/// Capitalised in Latin script; in Arabic without article, clitic, pronoun or prefix of a verb.
fn may_be_second_name(word: &str, key: &str) -> bool {
    let letters = key.chars().count();
    if letters < 3 || !key.chars().all(char::is_alphabetic) {
        return false;
    }
    if WORDS.has("no_second_name", key) {
        return false;
    }
    if key.starts_with(is_arabic_letter) {
        let clitic = key.starts_with(['و', 'ف', 'ب', 'ل', 'ك']) && letters >= 5;
        let verb = key.starts_with(['ي', 'ت']) && letters >= 4;
        let suffixed = key.ends_with('ا') || ["ها", "هم", "ني", "نا", "ته", "مه", "ده"].iter().any(|ending| key.ends_with(ending));
        return !(clitic || verb || suffixed || key.starts_with("ال"));
    }
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}
