//! Speeches of a scene: a cue and the lines that belong to it. Owns the grouping; whose speech it is says `cast`.

use crate::parse::cast::Cast;
use crate::parse::{ParsedLine, ParsedScript};
use crate::screenplay::{LineType, Scene, Speech};

/// Speeches in order.
pub(super) fn gather(parsed: &ParsedScript, scene: &Scene, cast: &Cast) -> Vec<Speech> {
    let mut speeches: Vec<Speech> = Vec::new();
    let mut open = false;
    for line in parsed.lines.get(scene.lines.clone()).unwrap_or_default() {
        if let Some(speech) = begin(parsed, line, cast) {
            speeches.push(speech);
            open = true;
            continue;
        }
        let current = speeches.last_mut().filter(|_| open);
        match (line.kind, current) {
            (LineType::Dialogue | LineType::Lyrics, Some(speech)) => speech.dialogue.push(line.span),
            (LineType::Parenthetical, Some(speech)) => speech.parentheticals.push(line.span),
            (LineType::Meta | LineType::PageBreak | LineType::Note, _) => {}
            _ => open = false,
        }
    }
    speeches
}

fn begin(parsed: &ParsedScript, line: &ParsedLine, cast: &Cast) -> Option<Speech> {
    let cue = line.cue.as_ref()?;
    let name = cue.name.of(&parsed.text).split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Speech {
        cue: cue.name,
        character: cast.of_cue(&name)?,
        name,
        voice: cue.voice,
        continued: cue.continued,
        dual: cue.dual,
        dialogue: cue.speech.into_iter().collect(),
        parentheticals: Vec::new(),
    })
}
