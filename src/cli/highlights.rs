//! The two other analyses in short, as text for the terminal: the story in a paragraph, the scenes that carry the story, with their reasons, and the continuity findings with
//! their quoted places. Owns the layout; sentences come from the engine's documents.

use mashhad_engine::continuity::document::ContinuityDocument;
use mashhad_engine::outline::StoryOutline;
use mashhad_engine::salience::document::{Band, SalienceDocument, SceneSalience};
use mashhad_engine::screenplay::document::ScreenplayDocument;
use mashhad_engine::{Bilingual, Language};

use super::sheets::{isolated, line};

/// The outline where there is one, key scenes by rank, then all findings in the order of the document.
pub(super) fn render(
    screenplay: &ScreenplayDocument,
    outline: Option<&StoryOutline>,
    salience: &SalienceDocument,
    continuity: &ContinuityDocument,
) -> String {
    let mut text = String::new();
    if let Some(outline) = outline {
        line(&mut text, Bilingual::new("القصة:", "Story:").get(screenplay.language));
        line(&mut text, &outline.text);
        line(&mut text, "");
    }
    key_scenes(&mut text, screenplay, salience);
    findings(&mut text, screenplay.language, continuity);
    text
}

fn key_scenes(text: &mut String, screenplay: &ScreenplayDocument, salience: &SalienceDocument) {
    let language = screenplay.language;
    let mut key: Vec<&SceneSalience> = salience.scenes.iter().filter(|scene| scene.band == Band::Key).collect();
    key.sort_by_key(|scene| scene.rank);
    if key.is_empty() {
        return;
    }
    line(text, Bilingual::new("أهم المشاهد:", "Key scenes:").get(language));
    for scene in key {
        let number = scene_name(screenplay, scene.ordinal);
        let reasons: Vec<&str> = scene.reasons.iter().map(|reason| reason.text.get(language)).collect();
        line(text, &format!("{} {number} · {}", Bilingual::new("مشهد", "Scene").get(language), reasons.join(" · ")));
    }
    line(text, "");
}

fn findings(text: &mut String, language: Language, continuity: &ContinuityDocument) {
    let title = Bilingual::new("ملاحظات الراكور:", "Continuity:");
    if continuity.findings.is_empty() {
        line(text, &format!("{} {}", title.get(language), Bilingual::new("لا شيء", "nothing found").get(language)));
    } else {
        line(text, title.get(language));
    }
    for finding in &continuity.findings {
        line(text, finding.message.get(language));
        for place in &finding.evidence {
            let scene = Bilingual::new("مشهد", "scene");
            line(text, &format!("    {} {}: {}", scene.get(language), place.scene, isolated(&place.quote.excerpt)));
        }
    }
    line(text, "");
}

/// Printed number of the scene, else its position.
fn scene_name(screenplay: &ScreenplayDocument, ordinal: u32) -> String {
    let scene = screenplay.scenes.iter().find(|scene| scene.ordinal == ordinal);
    scene.and_then(|scene| scene.number.clone()).unwrap_or_else(|| ordinal.to_string())
}
