//! Cues in scripts without capitals (Arabic, Chinese, Japanese): `@name`, `name:`, and the bare name where the document proves it. Owns that proof. A
//! bare line is a name when it is forced or stands with a colon somewhere else, when it comes again in the same position, or when a
//! direction in brackets follows it.

use std::collections::BTreeMap;

use super::rules;
use super::source::{Content, SourceLine};
use crate::language::is_arabic_letter;
use crate::parse::ParsedCue;
use crate::text::{Span, fold_key};

/// Words in front of a colon that are no name, folded.
const NO_NAMES: &[&str] = &[
    "ملاحظه",
    "ملحوظه",
    "تنويه",
    "علي الشاشه",
    "مكتوب",
    "يكتب",
    "نقرا",
    "لافته",
    "عنوان",
    "كابشن",
    "تعليق",
    "المكان",
    "الزمان",
    "الوقت",
    "موقع",
    "مشهد",
    "الشخصيات",
    "قطع الي",
    "مزج الي",
    "تلاشي الي",
];

/// The names that the document proves.
#[derive(Debug, Default)]
pub(super) struct Names {
    known: BTreeMap<String, usize>,
    inline: BTreeMap<String, usize>,
}

impl Names {
    /// Collects the names of the document.
    pub(super) fn collect(text: &str, lines: &[SourceLine]) -> Self {
        let mut names = Self::default();
        let mut bare: BTreeMap<String, usize> = BTreeMap::new();
        let mut after_blank = true;
        for (at, line) in lines.iter().enumerate() {
            let Content::Words(core) = line.content else {
                after_blank = true;
                continue;
            };
            let follower = words_at(lines, at + 1);
            names.meet(text, core, follower, after_blank, &mut bare);
            after_blank = false;
        }
        for (name, _) in bare.into_iter().filter(|(_, count)| *count >= 2) {
            names.known.entry(name).or_insert(1);
        }
        names
    }

    fn meet(&mut self, text: &str, core: Span, follower: Option<Span>, after_blank: bool, bare: &mut BTreeMap<String, usize>) {
        let words = core.of(text);
        if let Some(forced) = words.strip_prefix('@') {
            let name = crate::parse::cue::read(text, Span::new(core.end - forced.len(), core.end)).name;
            *self.known.entry(fold_key(name.of(text))).or_default() += 1;
        } else if let Some((name, speech)) = at_colon(text, core) {
            let key = fold_key(crate::parse::cue::read(text, name).name.of(text));
            let list = if speech.is_empty() && follower.is_some() { &mut self.known } else { &mut self.inline };
            *list.entry(key).or_default() += 1;
        } else if let Some(next) = follower.filter(|_| after_blank && is_caseless_name(words) && !rules::is_heading(text, core)) {
            let proof = if rules::is_parenthetical(next.of(text)) { 2 } else { 1 };
            let name = crate::parse::cue::read(text, core).name;
            *bare.entry(fold_key(name.of(text))).or_default() += proof;
        }
    }

    /// Whether a bare line is a known name (with or without extensions).
    pub(super) fn is_bare_cue(&self, text: &str, core: Span) -> bool {
        let words = core.of(text);
        is_caseless_name(words) && self.known.contains_key(&fold_key(crate::parse::cue::read(text, core).name.of(text)))
    }

    /// `name:` alone, or with its speech where the name is known or comes again; outside a speech a short name is enough (`قال لي: تعال` is
    /// spoken).
    pub(super) fn colon_cue(&self, text: &str, core: Span, in_speech: bool) -> Option<ParsedCue> {
        let (name, speech) = at_colon(text, core)?;
        let mut cue = crate::parse::cue::read(text, name);
        let key = fold_key(cue.name.of(text));
        let seen = self.known.contains_key(&key) || self.inline.get(&key).is_some_and(|count| *count >= 2);
        let proved = seen || (!in_speech && key.split(' ').count() <= 2);
        if !speech.is_empty() {
            cue.speech = Some(speech);
        }
        (speech.is_empty() || proved).then_some(cue)
    }
}

/// The words of a line, if it has any.
pub(super) fn words_at(lines: &[SourceLine], at: usize) -> Option<Span> {
    match lines.iter().skip(at).find(|line| line.content != Content::Hidden)?.content {
        Content::Words(core) => Some(core),
        _ => None,
    }
}

/// An Arabic name in front of a colon, and what stands behind it.
fn at_colon(text: &str, core: Span) -> Option<(Span, Span)> {
    let words = core.of(text);
    let at = words.find([':', '：'])?;
    let colon = words.get(at..)?.chars().next()?.len_utf8();
    let name = Span::new(core.start, core.start + at).trimmed(text);
    let bare = name.of(text).trim_start_matches(|c: char| matches!(c, '•' | '-' | '–' | '*' | '·') || c.is_whitespace());
    let name = Span::of_part(text, bare)?;
    let speech = Span::new(core.start + at + colon, core.end).trimmed(text);
    let chain = speech.of(text).ends_with([':', '：']) || speech.of(text).starts_with('~');
    (!chain && is_caseless_name(bare) && bare.chars().any(is_arabic_letter) && !NO_NAMES.contains(&fold_key(bare).as_str()))
        .then_some((name, speech))
}

/// Short, without small or capital letters, without the punctuation of sentences.
pub(super) fn is_caseless_name(words: &str) -> bool {
    let bare = words.split(['(', '（']).next().unwrap_or(words).trim_end_matches(['^', ' ']);
    bare.chars().any(char::is_alphabetic)
        && !bare.chars().any(|c| c.is_lowercase() || c.is_uppercase())
        && bare.starts_with(char::is_alphabetic)
        && bare.chars().count() <= 30
        && bare.split_whitespace().count() <= 4
        && !bare.contains(['؟', '?', '!', '.', '،', ',', '"', '«', '…', '。', '、', '=', ':', '：', '！', '？'])
        && !rules::is_transition(bare)
}
