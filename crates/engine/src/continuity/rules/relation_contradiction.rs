//! CH6: one speaker claims two family relations to one person.
//!
//! What it finds: the same speaker calls the same character by two relations that exclude each other, such as brother and son
//! Why it matters on set: the family tree in everybody's head, and the casting of likenesses, hang on it
//! Example: scene 3: my brother Karim. Scene 14: my son Karim.
//! Silent: relations that go together (husband and cousin), questions, hedged or negated words, forms of address

use crate::continuity::case::Case;
use crate::continuity::facts::{Attribute, Subject, Value};
use crate::continuity::rule::{Draft, Rule, RuleInfo};
use crate::language::Bilingual;

pub(super) struct RelationContradiction;

static INFO: RuleInfo = RuleInfo {
    id: "relation_contradiction",
    code: "CH6",
    precision: 0.4,
    finds: "the same speaker calls the same character by two relations that exclude each other, such as brother and son",
    matters: "the family tree in everybody's head, and the casting of likenesses, hang on it",
    example: "scene 3: my brother Karim. Scene 14: my son Karim.",
    silent: "relations that go together (husband and cousin), questions, hedged or negated words, forms of address",
    ..RuleInfo::QUESTION
};

impl Rule for RelationContradiction {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let claims: Vec<_> = case.facts.of(Attribute::Relation).collect();
        for (n, first) in claims.iter().enumerate() {
            let later = claims.iter().skip(n + 1).find(|later| {
                later.subject == first.subject
                    && later.speaker == first.speaker
                    && excludes(&first.value, &later.value)
                    && case.same_track(first.scene, later.scene)
            });
            if let (Some(later), Subject::Person(person)) = (later, &first.subject) {
                let name = case.name(*person);
                let message = Bilingual::new(
                    format!("صلة القرابة بـ{name} تختلف بين جملتين للمتكلم نفسه"),
                    format!("The same speaker gives two relations to {name}"),
                );
                let suggestion = Bilingual::new("راجع صلة القرابة مع الكاتب", "Ask the writer which relation holds");
                found.push(
                    Draft::new(&INFO, name, message, suggestion)
                        .stating(format!("{:?} {:?}", first.value, later.value))
                        .at(first.scene, first.span, "الصلة الأولى", "the first relation")
                        .at(later.scene, later.span, "الصلة الثانية", "the second relation"),
                );
            }
        }
    }
}

/// Blood relations of different kinds exclude each other; a cousin can be a husband or a fiancé.
fn excludes(a: &Value, b: &Value) -> bool {
    const BLOOD: &[&str] =
        &["parent_m", "parent_f", "sibling_m", "sibling_f", "child_m", "child_f", "grand_m", "grand_f", "spouse_m", "spouse_f"];
    match (a, b) {
        (Value::Feature(a, _), Value::Feature(b, _)) => a != b && BLOOD.contains(a) && BLOOD.contains(b),
        _ => false,
    }
}
