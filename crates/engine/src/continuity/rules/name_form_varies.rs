//! CH2: one person under several cue forms.
//!
//! What it finds: a cue that is the full name, title or first name of another cue: JIM and JIM HAYES, DR. HAYES and HAYES
//! Why it matters on set: each form becomes a cast member of its own in the breakdown
//! Example: HAYES in scene 3, DR. HAYES in scene 7
//! Silent: both speak in one scene, the short form fits more than one full name, a line says that somebody is also known as …

use std::collections::BTreeMap;

use crate::continuity::case::Case;
use crate::continuity::document::FindingClass;
use crate::continuity::rule::{Draft, Rule, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::CharacterIndex;
use crate::text::{Span, fold_key};

pub(super) struct NameFormVaries;

static INFO: RuleInfo = RuleInfo {
    id: "name_form_varies",
    code: "CH2",
    class: FindingClass::HouseStyle,
    precision: 0.7,
    finds: "a cue that is the full name, title or first name of another cue: JIM and JIM HAYES, DR. HAYES and HAYES",
    matters: "each form becomes a cast member of its own in the breakdown",
    example: "HAYES in scene 3, DR. HAYES in scene 7",
    silent: "both speak in one scene, the short form fits more than one full name, a line says that somebody is also known as …",
    ..RuleInfo::QUESTION
};

impl Rule for NameFormVaries {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        found.extend(case.persons().filter_map(|person| several_forms(case, person)));
        let keys: Vec<(CharacterIndex, Vec<String>)> = case.persons().map(|person| (person, words(case, person))).collect();
        for (short, words) in keys.iter().filter(|(_, words)| words.first().is_some_and(|word| words.len() == 1 && is_a_name(case, word))) {
            let longer: Vec<_> = keys
                .iter()
                .filter(|(_, other)| {
                    other.len() == 2
                        && words.first().is_some_and(|word| other.contains(word))
                        && other.iter().all(|word| is_a_name(case, word))
                })
                .collect();
            if let [(long, _)] = longer.as_slice()
                && let Some((a, b)) = first_cue(case, *short).zip(first_cue(case, *long))
                && !(0..case.count()).any(|at| case.presence(at, *short).is_some() && case.speaks(at, *long).is_some())
            {
                let (one, other) = (case.name(*short), case.name(*long));
                let message =
                    Bilingual::new(format!("«{one}» و«{other}»: هل هما شخص واحد؟"), format!("{one} and {other}: one person or two?"));
                let suggestion = Bilingual::new("اختر شكلًا واحدًا للاسم في كل المشاهد", "Settle on one form of the name in all cues");
                found.push(
                    Draft::new(&INFO, other.clone(), message, suggestion).stating(one).at(a.0, a.1, "الشكل القصير", "the short form").at(
                        b.0,
                        b.1,
                        "الشكل الكامل",
                        "the full form",
                    ),
                );
            }
        }
    }
}

fn words(case: &Case<'_>, person: CharacterIndex) -> Vec<String> {
    fold_key(&case.name(person))
        .split(' ')
        .map(|word| word.trim_matches('.'))
        .filter(|word| !case.lexicon.is("title", word))
        .map(str::to_owned)
        .collect()
}

/// A word that only names people: no common noun of the lists, no possessive, no mark of a voice.
fn is_a_name(case: &Case<'_>, word: &str) -> bool {
    let common = case.lexicon.knows(word) && !case.lexicon.is("name", word);
    !common && word.chars().all(char::is_alphabetic)
}

fn first_cue(case: &Case<'_>, person: CharacterIndex) -> Option<(usize, Span)> {
    (0..case.count()).find_map(|at| case.speaks(at, person).map(|speech| (at, speech.cue)))
}

/// One person whose cues have more than one form, letter classes and voice marks apart.
fn several_forms(case: &Case<'_>, person: CharacterIndex) -> Option<Draft> {
    let mut forms: BTreeMap<String, (usize, Span)> = BTreeMap::new();
    for (at, scene) in case.screenplay.scenes.iter().enumerate() {
        for speech in scene.speeches.iter().filter(|speech| speech.character == person) {
            let key = fold_key(&speech.name);
            let key = key.strip_prefix("صوت ").or_else(|| key.strip_prefix("voice of ")).unwrap_or(&key).to_owned();
            forms.entry(key).or_insert((at, speech.cue));
        }
    }
    if forms.len() < 2 {
        return None;
    }
    let shown = forms.values().map(|(_, span)| case.screenplay.slice(*span)).collect::<Vec<_>>().join("، ");
    let message = Bilingual::new(format!("شخصية واحدة بأكثر من اسم في الحوار: {shown}"), format!("One person under several cues: {shown}"));
    let suggestion = Bilingual::new("اختر شكلًا واحدًا للاسم في كل المشاهد", "Settle on one form of the name in all cues");
    let draft = Draft::new(&INFO, case.name(person), message, suggestion).stating("forms");
    Some(forms.into_values().take(6).fold(draft, |draft, (scene, span)| draft.at(scene, span, "شكل من أشكال الاسم", "one form of the name")))
}
