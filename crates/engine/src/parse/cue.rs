//! A cue that stands alone on its line, as Fountain, Final Draft and Word write it: name, extensions, dual mark. Owns the meaning of the
//! extensions (`V.O.`, `خارج الكادر`, `CONT'D`); deciding that a line is a cue belongs to the readers. Source: Final Draft's list of
//! extensions (V.O., O.S., O.C., SUBTITLE), the Fountain page on characters, the Arabic forms of Egyptian scripts.

use super::ParsedCue;
use crate::screenplay::Voice;
use crate::text::{Span, fold_key};

/// Reads the words of a cue line (forcing marks already cut off).
pub(super) fn read(text: &str, words: Span) -> ParsedCue {
    let mut name = words.trimmed(text);
    let dual = cut_end(text, &mut name, "^");
    let mut extensions = String::new();
    while let Some((before, inside)) = last_bracket(text, name) {
        extensions = format!("{} {extensions}", fold_key(inside.of(text)));
        name = before;
    }
    while [":", "：", "^"].iter().any(|mark| cut_end(text, &mut name, mark)) {}
    let key = fold_key(name.of(text));
    let said_off = key.starts_with("صوت ") || key.starts_with("voice of ") || key.ends_with("'s voice");
    let voice = match voice(&extensions) {
        Voice::OnCamera if said_off => Voice::OffScreen,
        voice => voice,
    };
    ParsedCue { name, voice, continued: is_continued(&extensions), dual, speech: None }
}

fn cut_end(text: &str, span: &mut Span, mark: &str) -> bool {
    let Some(rest) = span.of(text).strip_suffix(mark) else { return false };
    *span = Span::new(span.start, span.start + rest.len()).trimmed(text);
    true
}

/// The bracket at the end of a cue: what stands before it and what is inside.
fn last_bracket(text: &str, name: Span) -> Option<(Span, Span)> {
    let words = name.of(text);
    let body = words.strip_suffix([')', '）', ']'])?;
    let open = body.rfind(['(', '（', '['])?;
    let (before, inside) = body.split_at_checked(open)?;
    let before = Span::new(name.start, name.start + before.len()).trimmed(text);
    (!before.is_empty()).then(|| (before, Span::new(name.start + open, name.start + open + inside.len())))
}

/// Extensions of a voice over, without dots and spaces.
const VOICE_OVER: &[&str] = &["vo", "voiceover", "narration", "narrating", "prelap", "تعليقصوتي", "صخ", "خارجالمشهد", "راوي"];
/// Extensions of somebody who is there and not in the picture.
const OFF_SCREEN: &[&str] = &["os", "oc", "offscreen", "offcamera", "offstage", "خش", "خك", "خارجالشاشه", "خارجالكادر", "خارجالكامير"];
/// Extensions of a voice through an apparatus.
const FILTERED: &[&str] = &[
    "filter",
    "onphone",
    "onthephone",
    "overphone",
    "radio",
    "intercom",
    "ontv",
    "ontelevision",
    "onscreen",
    "هاتف",
    "تليفون",
    "تلفون",
    "راديو",
    "لاسلكي",
    "موبايل",
];
/// Extensions of a speech that goes on.
const CONTINUED: &[&str] = &["contd", "cont'd", "cont’d", "continued", "continuing", "تابع", "يتابع", "استمرار"];

fn voice(extensions: &str) -> Voice {
    let joined: String = extensions.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace()).collect();
    let words: Vec<&str> = joined.split_whitespace().collect();
    let glued = words.concat();
    let says = |forms: &[&str]| {
        forms
            .iter()
            .any(|form| if form.chars().count() <= 2 { words.contains(form) || spelt_out(&words, form) } else { glued.contains(form) })
    };
    if says(VOICE_OVER) {
        Voice::VoiceOver
    } else if says(OFF_SCREEN) {
        Voice::OffScreen
    } else if says(FILTERED) {
        Voice::Filtered
    } else {
        Voice::OnCamera
    }
}

/// `O. S.` has become the two words `o` and `s`.
fn spelt_out(words: &[&str], form: &str) -> bool {
    words.windows(2).any(|pair| pair.concat() == form && pair.iter().all(|word| word.chars().count() == 1))
}

fn is_continued(extensions: &str) -> bool {
    CONTINUED.iter().any(|form| extensions.contains(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_names_extensions_and_dual_marks() {
        let read = |text: &str| {
            let cue = read(text, Span::new(0, text.len()));
            (cue.name.of(text).to_owned(), cue.voice, cue.continued, cue.dual)
        };
        assert_eq!(read("NADIA (V.O.) (CONT'D) ^"), ("NADIA".into(), Voice::VoiceOver, true, true));
        assert_eq!(read("MOTHER (O. S.)"), ("MOTHER".into(), Voice::OffScreen, false, false));
        assert_eq!(read("PILOT (on the radio)"), ("PILOT".into(), Voice::Filtered, false, false));
        assert_eq!(read("LEO^"), ("LEO".into(), Voice::OnCamera, false, true));
        assert_eq!(read("BOSS (to Vera)"), ("BOSS".into(), Voice::OnCamera, false, false));
        assert_eq!(read("هالة (خارج الكادر) :"), ("هالة (خارج الكادر)".into(), Voice::OnCamera, false, false).clone());
    }
}
