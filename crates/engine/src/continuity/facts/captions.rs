//! Dates that are written on the screen.

use super::{Attribute, Fact, Scope, Subject, Value};
use crate::screenplay::story_day;

pub(super) fn extract(scope: &Scope<'_>, facts: &mut Vec<Fact>) {
    let Some(scene) = scope.screenplay.scenes.get(scope.scene) else { return };
    if let Some((date, span)) = story_day::captions(scope.screenplay, scene).date {
        facts.push(scope.fact(Subject::Scene, Attribute::Date, Value::Text(date), span));
    }
}
