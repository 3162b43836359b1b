//! Shapes of single lines: heading, transition, shot, cue, and whether words sound spoken or narrated. Owns no context.

use std::sync::LazyLock;

use crate::language::is_arabic_letter;
use crate::parse::slugline::signs;
use crate::parse::vocabulary::Vocabulary;
use crate::text::{Span, fold_key};

static WORDS: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::load(include_str!("words.tsv")));

/// How much of a heading a line is by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum HeadingShape {
    /// Nothing of a heading.
    None,
    /// Capitals with a time of day behind a dash: a heading where others stand alike.
    Timed,
    /// The same scene number in both margins.
    Numbered,
    /// INT. or EXT.
    Full,
}

/// What a cue looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CueShape {
    /// It carries an extension such as (V.O.) or (CONT'D).
    pub(super) extended: bool,
    /// Words of the name.
    pub(super) words: usize,
}

/// The line without revision asterisks at its edges and HTML tags.
pub(super) fn core(text: &str, line: Span) -> Span {
    let mut words = line.of(text);
    loop {
        let before = words;
        words = words.trim();
        if let Some(rest) = words.strip_prefix('<').and_then(|rest| rest.split_once('>')).filter(|(tag, _)| is_tag(tag)) {
            words = rest.1;
        }
        if let Some((rest, _)) = words.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')).filter(|(_, tag)| is_tag(tag)) {
            words = rest;
        }
        if let Some(rest) = words.strip_suffix('*').filter(|rest| rest.ends_with([' ', '\t', '*'])) {
            words = rest;
        }
        if let Some(rest) = words.strip_prefix('*').filter(|rest| rest.starts_with([' ', '\t'])) {
            words = rest;
        }
        if words == before {
            break;
        }
    }
    Span::of_part(text, words).filter(|span| !span.is_empty()).unwrap_or(line)
}

fn is_tag(tag: &str) -> bool {
    tag.len() <= 40 && tag.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic())
}

/// No lower-case letter outside brackets (extensions are often small), at least one letter; `Mc` and a lone plural `s` do not count.
pub(super) fn is_caps(words: &str) -> bool {
    let mut depth = 0_u32;
    let (mut upper, mut lower) = (0_usize, 0_usize);
    for c in words.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 && c.is_uppercase() => upper += 1,
            c if depth == 0 && c.is_lowercase() => lower += 1,
            _ => {}
        }
    }
    if upper + lower == 0 {
        let letters = || words.chars().filter(|c| c.is_alphabetic());
        return letters().next().is_some() && letters().all(char::is_uppercase);
    }
    upper >= 1 && (lower == 0 || (lower == 1 && upper >= 4))
}

/// See [`HeadingShape`].
pub(super) fn heading(text: &str, core: Span, words: &str, caps: bool) -> HeadingShape {
    let mostly_caps = caps || {
        let letters = words.chars().filter(|c| c.is_alphabetic()).count();
        words.chars().filter(|c| c.is_uppercase()).count() * 10 >= letters * 6
    };
    if words.chars().take(8).any(is_arabic_letter) {
        let seen = signs(text, core);
        let heading =
            (seen.scene_word && (seen.number || seen.int_ext)) || (seen.int_ext && (seen.time || seen.number) && seen.other_words <= 8);
        return if heading { HeadingShape::Full } else { HeadingShape::None };
    }
    let dotted = starts_dotted(words);
    if !mostly_caps && !dotted || words.chars().count() > 110 {
        return HeadingShape::None;
    }
    if opens_full(words) || dotted {
        return HeadingShape::Full;
    }
    if !caps || is_continued(words) {
        return HeadingShape::None;
    }
    if margin_numbers(text, core).is_some() {
        return HeadingShape::Numbered;
    }
    let has_dash = words.contains(" - ") || words.contains("--") || words.contains(" – ") || words.contains(" — ");
    if has_dash && !words.ends_with(['-', '!', '?', '"']) {
        let seen = signs(text, core);
        if seen.time && seen.other_words >= 1 && seen.other_words <= 8 {
            return HeadingShape::Timed;
        }
    }
    HeadingShape::None
}

/// `Int. kitchen`, `EXT.Street`: with a full stop behind, small letters are a heading too.
fn starts_dotted(words: &str) -> bool {
    if !words.starts_with(['I', 'E']) {
        return false;
    }
    let head: String = words.chars().take(9).collect::<String>().to_lowercase();
    ["int.", "ext.", "int/ext", "ext/int", "i/e.", "int./ext"].iter().any(|start| head.starts_with(start))
        && words.starts_with(|c: char| c.is_uppercase())
}

/// The first word, behind a scene number, is INT, EXT or I/E.
fn opens_full(words: &str) -> bool {
    let mut parts =
        words.split(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | '/' | ':' | ',' | '(' | ')')).filter(|part| !part.is_empty());
    let mut next = || parts.next().map(fold_key).unwrap_or_default();
    for _ in 0..4 {
        let part = next();
        match part.as_str() {
            "int" | "ext" | "interior" | "exterior" | "lnt" | "1nt" => return true,
            "i" => return matches!(next().as_str(), "e") && words.contains("I/E"),
            "scene" | "sc" | "flashback" | "dream" => {}
            part if part.len() <= 5 && part.contains(|c: char| c.is_ascii_digit()) => {}
            _ => return false,
        }
    }
    false
}

/// The same scene number at both ends, and the words between.
pub(super) fn margin_numbers(text: &str, line: Span) -> Option<(&str, Span)> {
    let words = line.of(text);
    let (first, rest) = words.split_once(char::is_whitespace)?;
    let (between, last) = rest.rsplit_once(char::is_whitespace)?;
    let same = first == last && first.len() <= 6 && first.contains(|c: char| c.is_ascii_digit());
    let between = Span::of_part(text, between)?.trimmed(text);
    (same && !between.is_empty()).then_some((first, between))
}

/// CONTINUED in the margins of a page.
pub(super) fn is_continued(words: &str) -> bool {
    let letters: String = words.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_uppercase();
    matches!(letters.as_str(), "CONTINUED" | "CONT" | "CONTD" | "MORE" | "CONTINUES")
}

pub(super) fn is_transition(words: &str, caps: bool) -> bool {
    if words.len() > 44 || !(caps || words.ends_with(':')) {
        return false;
    }
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    let key = fold_key(bare);
    if WORDS.has("transition", &key) {
        return true;
    }
    let closes = words.ends_with(':') && (key.ends_with(" to") || key.ends_with(" in") || key.ends_with(" cut") || key.ends_with(" with"));
    let opens = ["cut to ", "fade to ", "dissolve to ", "fade in ", "fade out ", "smash cut to ", "match cut to "]
        .iter()
        .any(|start| key.starts_with(start));
    (closes && key.split(' ').count() <= 6) || (opens && words.ends_with([':', '.']) && key.split(' ').count() <= 5)
}

/// ANGLE ON, INSERT, SOMEONE'S POV, LATER: a shot or a cut in time, no scene of its own.
pub(super) fn is_shot(words: &str) -> bool {
    let key = fold_key(words.trim_matches(|c: char| !c.is_alphanumeric()));
    if WORDS.has("shot", &key) || key.ends_with(" pov") || key.contains("'s pov") {
        return true;
    }
    let mut parts = key.split([' ', ':', ',']).filter(|part| !part.is_empty() && *part != "-" && *part != "--");
    let first = parts.next().unwrap_or_default();
    let second = parts.next().unwrap_or_default();
    (WORDS.has("shot", first) && !matches!(first, "on" | "title" | "close" | "wide" | "flash" | "back") && !second.is_empty())
        || WORDS.has("shot", &format!("{first} {second}"))
}

/// A short line in capitals that could name a speaker.
pub(super) fn cue(words: &str) -> Option<CueShape> {
    let (name, extension) = split_extension(words);
    let count = name.split_whitespace().count();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let sentence = name.ends_with(['!', '?', ':', ';', ',']) && !name.ends_with(":")
        || (name.ends_with('.') && !name.ends_with("JR.") && !name.ends_with("SR."));
    let fits = is_caps(name)
        && (1..=6).contains(&count)
        && name.chars().count() <= 38
        && letters >= 1
        && !sentence
        && !name.starts_with(['(', '"', '-', '*', '.']);
    let starts_well = name.starts_with(|c: char| c.is_alphanumeric() || c == '\'' || c == '#');
    (fits && starts_well && !name.contains("--") && !name.contains("...") && !name.ends_with(')'))
        .then_some(CueShape { extended: extension.is_some_and(is_extension), words: count })
}

/// The name and the bracketed extension behind it.
pub(super) fn split_extension(words: &str) -> (&str, Option<&str>) {
    match words.find('(').filter(|at| *at > 0) {
        Some(at) => words.split_at_checked(at).map_or((words, None), |(name, extension)| (name.trim_end(), Some(extension))),
        None => (words.trim_end(), None),
    }
}

/// V.O., O.S., O.C., CONT'D and their neighbours.
fn is_extension(extension: &str) -> bool {
    let letters: String = extension.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_uppercase();
    [
        "VO",
        "OS",
        "OC",
        "CONTD",
        "CONT",
        "CONTINUED",
        "CONTINUING",
        "OFF",
        "OVER",
        "FILTERED",
        "FILTER",
        "ONPHONE",
        "PRELAP",
        "SUBTITLED",
        "INTOPHONE",
        "ONTV",
        "ONRADIO",
    ]
    .iter()
    .any(|known| letters.starts_with(known) || letters.ends_with(known))
}

/// Positive for words of speech (first and second person, contractions, questions), negative for words of narration.
pub(super) fn spoken(words: &str) -> i32 {
    let mut score = 0;
    let key = words.to_lowercase().replace('’', "'");
    let mut parts = key.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|part| !part.is_empty());
    let first = parts.next().unwrap_or_default();
    if WORDS.has("spoken", first) {
        score += 2;
    }
    let second_names_action = WORDS.has("narrator", first) && !WORDS.has("spoken", first);
    for (at, part) in parts.take(12).enumerate() {
        if WORDS.has("spoken", part) {
            score += 2;
        } else if at < 4 && WORDS.has("stage_verb", part) && !matches!(part, "is" | "are" | "has") {
            score -= 3;
        }
    }
    score -= i32::from(second_names_action);
    score += 3 * i32::from(words.contains('?')) + i32::from(words.contains('!'));
    score.clamp(-6, 6)
}

/// Folded lines of a title page that name the writer or the draft.
pub(super) fn is_credit(words: &str) -> bool {
    let key = fold_key(words.trim_matches(|c: char| !c.is_alphanumeric()));
    WORDS.has("credit", &key)
        || ["written by ", "screenplay by ", "story by ", "by "].iter().any(|start| key.starts_with(start)) && key.split(' ').count() <= 8
}
