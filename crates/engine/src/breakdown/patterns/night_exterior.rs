//! Pattern: the scene plays outside at night.

use super::PatternRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::PatternKind;
use crate::breakdown::triggers::Trigger;
use crate::screenplay::{IntExt, Scene, TimeOfDay};

pub(super) const RULE: PatternRule = PatternRule {
    kind: PatternKind::NightExterior,
    departments: &[Department::Lighting, Department::Camera, Department::Production],
    fires: ("المشهد خارجي ليلاً", "the scene plays outside at night"),
    note: ("ليل خارجي: إضاءة وموافقة سكان ومواعيد راحة.", "Night exterior: lighting package, neighbours, turnaround."),
    triggers: &[Trigger::Heading(night_exterior)],
};

fn night_exterior(scene: &Scene) -> bool {
    matches!(scene.slugline.int_ext, IntExt::Ext | IntExt::IntExt)
        && matches!(scene.slugline.time_of_day, TimeOfDay::Night | TimeOfDay::Evening)
}
