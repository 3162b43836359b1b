//! Who is in a scene and how: those who speak, those whose names stand in the action, those who are only talked about.

use std::collections::BTreeMap;

use crate::parse::ParsedScript;
use crate::parse::cast::{Cast, Manner};
use crate::screenplay::{CharacterIndex, LineType, Presence, PresenceKind, Scene};
use crate::text::Span;

/// Fills `Scene::presence`, in order of first evidence.
pub(super) fn fill(parsed: &ParsedScript, scenes: &mut [Scene], cast: &Cast) {
    for scene in scenes {
        let mut found: BTreeMap<CharacterIndex, Presence> = BTreeMap::new();
        for speech in &scene.speeches {
            let words = speech.dialogue.iter().map(|span| span.of(&parsed.text).split_whitespace().count()).sum::<usize>();
            add(&mut found, speech.character, PresenceKind::Speaks, speech.cue);
            if let Some(presence) = found.get_mut(&speech.character) {
                presence.words += u32::try_from(words).unwrap_or(u32::MAX);
            }
        }
        for line in parsed.lines.get(scene.lines.clone()).unwrap_or_default() {
            let (kind, part) = match line.kind {
                LineType::Action | LineType::Shot => (PresenceKind::Silent, Some(line.span)),
                LineType::Dialogue => (PresenceKind::Mentioned, line.cue.as_ref().map_or(Some(line.span), |cue| cue.speech)),
                _ => continue,
            };
            for (character, span, manner) in part.map(|part| cast.names_in(&parsed.text, part)).unwrap_or_default() {
                let kind = if manner == Manner::Belonging { PresenceKind::Mentioned } else { kind };
                add(&mut found, character, kind, span);
            }
        }
        let mut presence: Vec<Presence> = found.into_values().collect();
        presence.sort_by_key(|presence| (presence.spans.first().map_or(0, |span| span.start), presence.character));
        scene.presence = presence;
    }
}

/// The strongest kind wins and keeps only its own spans.
fn add(found: &mut BTreeMap<CharacterIndex, Presence>, character: CharacterIndex, kind: PresenceKind, span: Span) {
    let presence = found.entry(character).or_insert_with(|| Presence { character, kind, spans: Vec::new(), words: 0 });
    if kind > presence.kind {
        presence.kind = kind;
        presence.spans.clear();
    }
    if kind == presence.kind {
        presence.spans.push(span);
    }
}
