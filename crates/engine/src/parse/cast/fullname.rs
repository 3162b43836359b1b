//! Full names from the action: `Osbourne Cox`, `نور توفيق`. A second name is taken when it keeps company with the cue name: it stands behind
//! it at least twice and nearly never elsewhere. Owns that measure; names in cues are merged by `merge`.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{Cast, WORDS, names};
use crate::language::{is_arabic_letter, is_word_letter};
use crate::parse::ParsedScript;
use crate::screenplay::LineType;
use crate::text::{Span, fold};

/// Fills `full_name` of members whose cue name is one word.
pub(super) fn find(parsed: &ParsedScript, cast: &mut Cast) {
    let mut all: FxHashMap<String, usize> = FxHashMap::default();
    let mut behind: BTreeMap<(String, String), (usize, Span)> = BTreeMap::new();
    let kinds = [LineType::Action, LineType::SceneHeading];
    for line in parsed.lines.iter().filter(|line| kinds.contains(&line.kind)) {
        let words = line.span.of(&parsed.text);
        let folded = fold(words).text;
        let mut before: Option<(&str, &str)> = None;
        for (word, folded) in words.split_whitespace().zip(folded.split_whitespace()) {
            let bare = word.trim_matches(|c: char| !is_word_letter(c));
            let key = folded.trim_matches(|c: char| !is_word_letter(c));
            count(&mut all, key);
            if let Some((name, first)) = before.take()
                && may_be_second_name(bare, key)
                && let (Some(start), Some(end)) = (Span::of_part(&parsed.text, first), Span::of_part(&parsed.text, bare))
            {
                behind.entry((name.to_owned(), key.to_owned())).or_insert((0, start.cover(end))).0 += 1;
            }
            let ends_clause = !word.ends_with(is_word_letter);
            before = (!ends_clause && cast.by_key.contains_key(key)).then_some((key, bare));
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

fn count(all: &mut FxHashMap<String, usize>, key: &str) {
    match all.get_mut(key) {
        Some(count) => *count += 1,
        None => {
            all.insert(key.to_owned(), 1);
        }
    }
}

/// Capitalised in Latin script; in Arabic without article, clitic, pronoun or prefix of a verb.
fn may_be_second_name(word: &str, key: &str) -> bool {
    let letters = key.chars().count();
    if letters < 3 || !key.chars().all(|c| is_word_letter(c) && !c.is_ascii_digit()) {
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
