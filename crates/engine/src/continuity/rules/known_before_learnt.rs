//! DI6: somebody says what they learn only later.
//!
//! What it finds: the action says that a character learns of a death, a relation or a name, and the same character has said it in an earlier scene
//! Why it matters on set: the actor plays the discovery; the earlier line takes it away
//! Example: scene 2: SALMA: Karim is dead, we both know it. Scene 7: Salma learns that Karim is dead.
//! Silent: flashbacks and other tracks of time; what is asked; a lie that the action names

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Value};
use crate::continuity::rule::{Draft, Rule, RuleInfo};
use crate::language::Bilingual;

pub(super) struct KnownBeforeLearnt;

static INFO: RuleInfo = RuleInfo {
    id: "known_before_learnt",
    code: "DI6",
    precision: 0.3,
    finds: "the action says that a character learns of a death, a relation or a name, and the same character has said it in an earlier scene",
    matters: "the actor plays the discovery; the earlier line takes it away",
    example: "scene 2: SALMA: Karim is dead, we both know it. Scene 7: Salma learns that Karim is dead.",
    silent: "flashbacks and other tracks of time; what is asked; a lie that the action names",
    ..RuleInfo::QUESTION
};

impl Rule for KnownBeforeLearnt {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        for person in case.persons() {
            let learnt = case.facts.about(person, Attribute::Learns).find_map(|learns| {
                let said = case.facts.about(person, Attribute::Says).find(|says| {
                    says.value == learns.value
                        && says.scene < learns.scene
                        && case.same_track(says.scene, learns.scene)
                        && !case.is_apart(says.scene)
                })?;
                Some((said, learns))
            });
            let Some((said, learns)) = learnt else { continue };
            let Value::About(_, about) = learns.value else { continue };
            let (name, other) = (case.name(person), case.name(about));
            let message = Bilingual::new(
                format!(
                    "{name} يعرف عن {other} في المشهد {} ما لا يعلمه إلا في المشهد {}",
                    case.number(said.scene),
                    case.number(learns.scene)
                ),
                format!(
                    "{name} says about {other} in scene {} what is learnt only in scene {}",
                    case.number(said.scene),
                    case.number(learns.scene)
                ),
            );
            let suggestion =
                Bilingual::new("احذف الإشارة المبكرة أو قدّم مشهد المعرفة", "Take out the early line, or let the discovery come first");
            found.push(
                Draft::new(&INFO, name, message, suggestion).stating(other).at(said.scene, said.span, "يقولها هنا", "said here").at(
                    learns.scene,
                    learns.span,
                    "ولا يعلمها إلا هنا",
                    "learnt only here",
                ),
            );
        }
    }
}
