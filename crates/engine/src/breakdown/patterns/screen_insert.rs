//! Pattern: a screen or a text is read.

use super::PatternRule;
use crate::breakdown::department::Department;
use crate::breakdown::document::PatternKind;
use crate::breakdown::triggers::{Lines, Trigger};

pub(super) const RULE: PatternRule = PatternRule {
    kind: PatternKind::ScreenInsert,
    departments: &[Department::VisualEffects, Department::Art, Department::Props],
    fires: ("شاشة أو نص يُقرأ", "a screen or a text is read"),
    note: ("إنسرت أو شاشة: جهّز المحتوى وحقوقه قبل التصوير.", "Insert or screen: prepare the content and its rights before the shoot."),
    triggers: &[Trigger::Words {
        ar: &[
            "شاشة التليفزيون",
            "شاشة التلفزيون",
            "على الشاشة",
            "شاشة الكمبيوتر",
            "شاشة الموبايل",
            "شاشة الهاتف",
            "رسالة على",
            "إنسرت",
            "لقطة تفصيلية للرسالة",
            "عنوان الجريدة",
        ],
        en: &[
            "insert",
            "on screen",
            "on the screen",
            "computer screen",
            "tv screen",
            "the screen",
            "monitor",
            "headline reads",
            "text message",
            "reads the letter",
        ],
        lines: Lines::Seen,
    }],
};
