//! The viewer's read: what an audience would follow. Sentences are made of fixed words, names of characters, scene positions and shares only,
//! so no prop, costume or effect can enter them. Owns the sentences; their numbers come from the other parts of the document.

use super::document::{Arc, Band, CharacterProminence, Network, Pacing, SceneSalience, TurningPoint, ViewerNote, ViewerTopic};
use crate::language::Bilingual;

/// Key scenes named in one note.
const NAMED: usize = 5;
/// Prominence from which a character carries the story together with the leading one.
const LEADING: f64 = 0.5;

/// The parts that the notes speak of.
pub(crate) struct Seen<'a> {
    /// Scored scenes.
    pub(crate) scenes: &'a [SceneSalience],
    /// Characters, most prominent first.
    pub(crate) characters: &'a [CharacterProminence],
    /// Co-presence graph.
    pub(crate) network: &'a Network,
    /// Turning points.
    pub(crate) points: &'a [TurningPoint],
    /// Arcs, the story's first.
    pub(crate) arcs: &'a [Arc],
    /// Pacing by sequence.
    pub(crate) pacing: &'a [Pacing],
}

/// All notes in the order of the topics.
pub(crate) fn notes(seen: &Seen<'_>) -> Vec<ViewerNote> {
    let mut notes: Vec<ViewerNote> = [lead(seen), relationship(seen), key_scenes(seen)].into_iter().flatten().collect();
    notes.extend(seen.points.iter().map(turn));
    notes.extend(moods(seen));
    notes.extend(pace(seen));
    notes
}

fn lead(seen: &Seen<'_>) -> Option<ViewerNote> {
    let leading: Vec<&CharacterProminence> =
        seen.characters.iter().take(4).filter(|character| character.prominence.get() >= LEADING).collect();
    let first = leading.first()?;
    let names: Vec<&str> = leading.iter().map(|character| character.name.as_str()).collect();
    let (scenes, all) = (first.scenes, seen.scenes.len());
    let text = Bilingual::new(
        format!("يحمل القصة: {}؛ {} في {scenes} من {all} مشهداً.", names.join(" و"), first.name),
        format!("The story is carried by {}; {} is in {scenes} of {all} scenes.", names.join(", "), first.name),
    );
    Some(ViewerNote { topic: ViewerTopic::Lead, text, ordinals: Vec::new() })
}

fn relationship(seen: &Seen<'_>) -> Option<ViewerNote> {
    let edge = seen.network.edges.iter().filter(|edge| edge.scenes > 1).reduce(|a, b| if b.scenes > a.scenes { b } else { a })?;
    let name = |id: &str| seen.network.nodes.iter().find(|node| node.id == id).map(|node| node.name.clone());
    let (a, b, together) = (name(&edge.a)?, name(&edge.b)?, edge.scenes);
    let text = Bilingual::new(
        format!("العلاقة التي تعود إليها القصة: {a} و{b}، معاً في {together} مشهداً، من المشهد {} إلى المشهد {}.", edge.first, edge.last),
        format!(
            "The relation that the story returns to: {a} and {b}, together in {together} scenes, from scene {} to scene {}.",
            edge.first, edge.last
        ),
    );
    Some(ViewerNote { topic: ViewerTopic::Relationship, text, ordinals: vec![edge.first, edge.last] })
}

fn key_scenes(seen: &Seen<'_>) -> Option<ViewerNote> {
    let mut key: Vec<&SceneSalience> = seen.scenes.iter().filter(|scene| scene.band == Band::Key).collect();
    key.sort_by_key(|scene| scene.rank);
    let mut ordinals: Vec<u32> = key.iter().take(NAMED).map(|scene| scene.ordinal).collect();
    ordinals.sort_unstable();
    let list = |comma: &str| ordinals.iter().map(u32::to_string).collect::<Vec<_>>().join(comma);
    let text = Bilingual::new(
        format!("المشاهد التي تحمل القصة أكثر من غيرها: {}.", list("، ")),
        format!("The scenes that carry the story more than others: {}.", list(", ")),
    );
    (!ordinals.is_empty()).then_some(ViewerNote { topic: ViewerTopic::KeyScenes, text, ordinals })
}

fn turn(point: &TurningPoint) -> ViewerNote {
    let percent = (point.position.get() * 100.0).round();
    let text = Bilingual::new(
        format!(
            "{}: الأرجح قرب المشهد {} ({percent}% من العمل)، بين المشهدين {} و{}.",
            point.title.ar, point.ordinal, point.band_first, point.band_last
        ),
        format!(
            "{}: likely near scene {} ({percent}% of the script), between scenes {} and {}.",
            point.title.en, point.ordinal, point.band_first, point.band_last
        ),
    );
    ViewerNote { topic: ViewerTopic::Turn, text, ordinals: vec![point.ordinal] }
}

fn moods(seen: &Seen<'_>) -> Vec<ViewerNote> {
    let Some(arc) = seen.arcs.iter().find(|arc| arc.character.is_none()) else { return Vec::new() };
    let dark = arc.points.iter().reduce(|a, b| if b.valence < a.valence { b } else { a });
    let bright = arc.points.iter().reduce(|a, b| if b.valence > a.valence { b } else { a });
    let (Some(dark), Some(bright)) = (dark, bright) else { return Vec::new() };
    if bright.valence - bright.spread <= dark.valence + dark.spread {
        return Vec::new();
    }
    let note = |ordinal: u32, ar: &str, en: &str| ViewerNote {
        topic: ViewerTopic::Mood,
        text: Bilingual::new(format!("{ar} حول المشهد {ordinal} (تقدير)."), format!("{en} around scene {ordinal} (an estimate).")),
        ordinals: vec![ordinal],
    };
    vec![note(dark.ordinal, "أشد الأجواء قتامة", "The mood is darkest"), note(bright.ordinal, "أكثر الأجواء إشراقاً", "The mood is brightest")]
}

fn pace(seen: &Seen<'_>) -> Vec<ViewerNote> {
    let fast = seen.pacing.iter().reduce(|a, b| if b.cut_rate > a.cut_rate { b } else { a });
    let slow = seen.pacing.iter().reduce(|a, b| if b.cut_rate < a.cut_rate { b } else { a });
    let (Some(fast), Some(slow)) = (fast, slow) else { return Vec::new() };
    if fast.cut_rate < 1.5 * slow.cut_rate {
        return Vec::new();
    }
    let note = |part: &Pacing, ar: &str, en: &str| ViewerNote {
        topic: ViewerTopic::Pace,
        text: Bilingual::new(
            format!("{ar} بين المشهدين {} و{}.", part.first, part.last),
            format!("{en} between scenes {} and {}.", part.first, part.last),
        ),
        ordinals: vec![part.first, part.last],
    };
    vec![note(fast, "أسرع إيقاع", "The pace is fastest"), note(slow, "أبطأ إيقاع", "The pace is slowest")]
}
