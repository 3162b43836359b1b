//! The parts of an English cue: name, extension, where the voice comes from.

use super::shapes;
use crate::parse::ParsedCue;
use crate::screenplay::Voice;
use crate::text::Span;

/// Reads a cue.
pub(super) fn read(text: &str, core: Span) -> ParsedCue {
    let (name, extension) = shapes::split_extension(core.of(text));
    let bare = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '*' | '^'));
    let said: String = extension.unwrap_or_default().chars().filter(char::is_ascii_alphabetic).collect::<String>().to_uppercase();
    ParsedCue {
        name: Span::of_part(text, bare).filter(|span| !span.is_empty()).unwrap_or(core),
        voice: voice(&said),
        continued: said.contains("CONT"),
        dual: name.ends_with('^'),
        speech: None,
    }
}

fn voice(said: &str) -> Voice {
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if has(&["PHONE", "FILTER", "RADIO", "TV", "INTERCOM", "SPEAKER", "SCREEN", "COMPUTER"]) && !has(&["INTOPHONE", "ONPHONE", "OFFSCREEN"])
    {
        Voice::Filtered
    } else if has(&["VO", "VOICEOVER", "NARRATI"]) {
        Voice::VoiceOver
    } else if has(&["OS", "OC", "OFFSCREEN", "OFFCAMERA", "OFFSTAGE"]) {
        Voice::OffScreen
    } else {
        Voice::OnCamera
    }
}
