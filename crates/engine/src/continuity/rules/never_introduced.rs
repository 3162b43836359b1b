//! CH10: a speaking part that the action never names.
//!
//! What it finds: a character with ten speeches or more whose name never stands in the action of the whole script
//! Why it matters on set: nobody knows who it is: no age, no look, no entrance for costume and casting
//! Example: TARIQ speaks fourteen times and no action line names him
//! Silent: voices, generic cues, characters of scripts that never name people in action

use crate::continuity::case::Case;
use crate::continuity::reading::Source;
use crate::continuity::rule::{Draft, Rule, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::CharacterIndex;
use crate::text::Span;
use std::collections::BTreeSet;

pub(super) struct NeverIntroduced;

static INFO: RuleInfo = RuleInfo {
    id: "never_introduced",
    code: "CH10",
    precision: 0.6,
    finds: "a character with ten speeches or more whose name never stands in the action of the whole script",
    matters: "nobody knows who it is: no age, no look, no entrance for costume and casting",
    example: "TARIQ speaks fourteen times and no action line names him",
    silent: "voices, generic cues, characters of scripts that never name people in action",
    ..RuleInfo::QUESTION
};

impl Rule for NeverIntroduced {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let named: BTreeSet<CharacterIndex> = case
            .reading
            .all()
            .filter(|sentence| sentence.source != Source::Dialogue)
            .flat_map(|sentence| sentence.mentions.iter().map(|mention| mention.character))
            .collect();
        for person in case.persons().filter(|person| !named.contains(person)) {
            let spoken: Vec<(usize, Span)> =
                (0..case.count()).filter_map(|at| case.speaks(at, person).map(|speech| (at, speech.cue))).collect();
            let speeches = case.screenplay.character(person).map_or(0, |character| character.speeches);
            if let (Some(first), Some(last), true) = (spoken.first(), spoken.last(), speeches >= 10) {
                let name = case.name(person);
                let message = Bilingual::new(
                    format!("{name} يتكلم {speeches} مرة ولا يقدّمه الوصف أبدًا"),
                    format!("{name} speaks {speeches} times and is never introduced in the action"),
                );
                let suggestion =
                    Bilingual::new("قدّم الشخصية في الوصف عند أول ظهور", "Introduce the character in the action at the first appearance");
                found.push(Draft::new(&INFO, name, message, suggestion).at(first.0, first.1, "أول كلام", "the first speech").at(
                    last.0,
                    last.1,
                    "آخر كلام",
                    "the last speech",
                ));
            }
        }
    }
}
