//! Alert: a book, play or poem is named or quoted.

use super::AlertRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::{AlertFamily, AlertKind};
use crate::breakdown::triggers::{Form, Gazetteer, TitleKind, Trigger};
use crate::screenplay::Severity;

pub(super) const RULE: AlertRule = AlertRule {
    kind: AlertKind::Book,
    family: AlertFamily::Clearance,
    severity: Severity::Info,
    department: Department::Legal,
    fires: ("يُذكر كتاب أو مسرحية أو قصيدة أو يُقتبس منها", "a book, play or poem is named or quoted"),
    message: (
        "«{}» كتاب أو نص أدبي: ظهور الغلاف أو الاقتباس يحتاج مراجعة.",
        "“{}” is a book or text: showing the cover or quoting it needs a check.",
    ),
    action: ("استأذن الناشر أو اطبع غلافاً من تصميم الفيلم.", "Ask the publisher, or print a cover designed for the film."),
    triggers: &[Trigger::Names(Gazetteer::Books), Trigger::Form(Form::Title(TitleKind::Book))],
};
