//! Lines of a scene as comparison words, the same for both languages: folded, with the forms that are left when Arabic clitics or English endings
//! are taken off. Owns cutting and forms; no word list.

use crate::breakdown::candidate::SceneContext;
use crate::screenplay::LineType;
use crate::text::{Span, fold};

/// A word of a line.
#[derive(Debug)]
pub(super) struct Word {
    /// Bytes of the screenplay.
    pub(super) span: Span,
    /// Comparison forms, the whole word first.
    pub(super) forms: Vec<String>,
    /// The first letter is a capital, or has no case.
    pub(super) could_be_name: bool,
    /// A quotation mark stands right before the word.
    pub(super) after_quote: bool,
    /// A quotation mark stands right behind the word.
    pub(super) before_quote: bool,
    /// A sentence mark stands between the word before and this one.
    pub(super) after_stop: bool,
}

impl Word {
    /// Whether one of the forms is in the list.
    pub(super) fn is(&self, list: &[&str]) -> bool {
        self.forms.iter().any(|form| list.contains(&form.as_str()))
    }

    /// Whether the word as written is this one: an English name has no plural.
    pub(super) fn begins(&self, name: &str) -> bool {
        self.whole() == name
    }

    /// The folded word itself.
    pub(super) fn whole(&self) -> &str {
        self.forms.first().map_or("", String::as_str)
    }
}

/// A line with its words.
#[derive(Debug)]
pub(super) struct Line {
    /// Bytes of the screenplay.
    pub(super) span: Span,
    /// Words in order.
    pub(super) words: Vec<Word>,
    /// Spoken or sung.
    pub(super) said: bool,
    /// A scene heading.
    pub(super) heading: bool,
}

/// Lines of the scene that can set something off.
pub(super) fn lines(context: &SceneContext<'_>) -> Vec<Line> {
    let lines = context.screenplay.lines_of(context.scene).iter();
    lines
        .filter_map(|line| {
            let said = match line.kind {
                LineType::Dialogue | LineType::Lyrics => true,
                LineType::Action | LineType::Shot | LineType::Parenthetical | LineType::SceneHeading | LineType::Centered => false,
                _ => return None,
            };
            let words = words(context.screenplay.slice(line.span), line.span.start);
            Some(Line { span: line.span, words, said, heading: line.kind == LineType::SceneHeading })
        })
        .collect()
}

/// Apostrophes are left out: they are inside words.
const QUOTES: [char; 6] = ['"', '«', '»', '“', '”', '„'];

fn words(text: &str, start: usize) -> Vec<Word> {
    let folded = fold(text);
    let mut found: Vec<Word> = Vec::new();
    let (mut at, mut gap) = (0, String::new());
    while let Some(rest) = folded.text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        if let Some(word) = rest.get(..length).filter(|word| !word.is_empty()) {
            let span = folded.original(Span::new(at, at + length));
            let first = span.of(text).chars().next().unwrap_or(' ');
            let after_quote = gap.trim_end().ends_with(QUOTES) && !gap.ends_with(char::is_whitespace);
            if let Some(before) = found.last_mut() {
                before.before_quote = gap.starts_with(QUOTES);
            }
            found.push(Word {
                span: span.shifted(start),
                forms: forms(word, span.of(text).ends_with('ة')),
                could_be_name: !first.is_lowercase(),
                after_quote,
                before_quote: false,
                after_stop: found.is_empty() || gap.contains(['.', '!', '?', '؟', '\n', ':', ';']),
            });
            gap.clear();
        }
        let mark = rest.get(length..).and_then(|rest| rest.chars().next());
        gap.extend(mark);
        at += length + mark.map_or(0, char::len_utf8);
    }
    if let Some(last) = found.last_mut() {
        last.before_quote = gap.starts_with(QUOTES);
    }
    found
}

fn forms(word: &str, ends_in_ta_marbuta: bool) -> Vec<String> {
    if word.is_ascii() { english_forms(word) } else { arabic_forms(word, ends_in_ta_marbuta) }
}

/// The word and its possible singulars.
fn english_forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if word.len() > 3 {
        forms.extend(word.strip_suffix("ies").map(|stem| format!("{stem}y")));
        forms.extend(word.strip_suffix("es").map(str::to_owned));
        forms.extend(word.strip_suffix('s').filter(|stem| !stem.ends_with('s')).map(str::to_owned));
    }
    forms
}

/// The word without conjunction, preposition and article, then without a pronoun of the third person.
fn arabic_forms(word: &str, ends_in_ta_marbuta: bool) -> Vec<String> {
    const LEAST: usize = 3;
    let long = |stem: &str| stem.chars().count() >= LEAST;
    let mut stems = vec![word.to_owned()];
    let conjoined = word.strip_prefix(['و', 'ف']).filter(|stem| long(stem));
    for base in std::iter::once(word).chain(conjoined) {
        stems.push(base.to_owned());
        stems.extend(base.strip_prefix("ال").filter(|stem| long(stem)).map(str::to_owned));
        stems.extend(base.strip_prefix("لل").filter(|stem| long(stem)).into_iter().flat_map(|stem| [format!("ال{stem}"), stem.to_owned()]));
        stems.extend(base.strip_prefix("كال").filter(|stem| long(stem)).map(str::to_owned));
        if let Some(stem) = base.strip_prefix(['ب', 'ل']).filter(|stem| long(stem)) {
            stems.push(stem.to_owned());
            stems.extend(stem.strip_prefix("ال").filter(|stem| long(stem)).map(str::to_owned));
        }
    }
    if !ends_in_ta_marbuta {
        let owned: Vec<String> = stems.iter().flat_map(|stem| without_pronoun(stem)).collect();
        stems.extend(owned);
    }
    let mut seen = std::collections::BTreeSet::new();
    stems.retain(|stem| seen.insert(stem.clone()));
    stems
}

/// `سيجارته` is `سيجاره` and `مسدسه` is `مسدس`.
fn without_pronoun(stem: &str) -> Vec<String> {
    let Some(bare) = ["هما", "هم", "ها", "ه"].iter().find_map(|pronoun| stem.strip_suffix(pronoun)) else { return Vec::new() };
    if bare.chars().count() < 3 {
        return Vec::new();
    }
    let mut found = vec![bare.to_owned()];
    found.extend(bare.strip_suffix('ت').map(|root| format!("{root}ه")));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clitics_leave_the_dictionary_form() {
        for (word, stem) in
            [("والمسدس", "مسدس"), ("للمسجد", "مسجد"), ("سيجارته", "سيجاره"), ("بالاهرام", "الاهرام"), ("guns", "gun"), ("parties", "party")]
        {
            assert!(forms(word, false).iter().any(|form| form == stem), "{word}: {:?}", forms(word, false));
        }
        assert!(!forms("جامعه", true).iter().any(|form| form == "جامع"), "a university is no mosque");
    }

    #[test]
    fn words_know_their_place_and_quotation_marks() {
        let found = words("يغني «تملي معاك» بصوت", 0);
        let texts: Vec<_> = found.iter().map(Word::whole).collect();
        assert_eq!(texts, ["يغني", "تملي", "معاك", "بصوت"]);
        assert!(found[1].after_quote && !found[1].before_quote && found[2].before_quote && !found[3].after_quote);
    }
}
