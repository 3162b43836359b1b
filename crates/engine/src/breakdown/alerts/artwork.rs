//! Alert: a painting, sculpture, poster or mural of an artist is seen.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Form, Gazetteer, TitleKind, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::Artwork,
    family: AlertFamily::Clearance,
    severity: Severity::Warning,
    department: Department::Art,
    fires: ("تظهر لوحة أو تمثال أو ملصق أو جدارية لفنان", "a painting, sculpture, poster or mural of an artist is seen"),
    message: (
        "«{}» عمل فني: تصويره قد يحتاج إذن الفنان أو ورثته.",
        "“{}” is a work of art: showing it may need the leave of the artist or the estate.",
    ),
    action: ("استأذن صاحب الحق أو نفّذ عملاً بديلاً بعقد.", "Clear it with the owner of the rights, or have a replacement made under contract."),
    triggers: &[Trigger::Names(Gazetteer::Artworks), Trigger::Form(Form::Title(TitleKind::Artwork))],
};
