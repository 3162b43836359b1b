//! Reading the words of a slugline, Arabic and English, for all formats. Owns what a heading states (number, inside or outside, time,
//! place and sub-places, marks such as flashback); deciding that a line is a heading belongs to the readers, which ask [`signs`].
//!
//! The walk: `tokens` cuts the heading lines into words with the break before each, `roles` gives every word its role,
//! `places` makes places of the words that are left over.

mod marks;
mod places;
mod roles;
mod tokens;
mod words;

pub(crate) use marks::Marks;

use crate::screenplay::{IntExt, Slugline, TimeOfDay};
use crate::text::Span;
use roles::{Role, Roles};

/// What the words of a heading say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Scene number as printed.
    pub(crate) number: Option<Span>,
    /// Inside or outside, time, places.
    pub(crate) slugline: Slugline,
    /// Flashback, montage and so on.
    pub(crate) marks: Marks,
}

/// Reads a slugline from its lines, in order.
pub(crate) fn read(text: &str, lines: &[Span]) -> Reading {
    let tokens = tokens::cut(text, lines);
    let roles = roles::assign(text, &tokens);
    let (location, sub_locations) = places::gather(text, &tokens, &roles);
    let slugline = Slugline { int_ext: roles.int_ext(), time_of_day: roles.time_of_day(), time: roles.time, location, sub_locations };
    Reading { number: roles.number, slugline, marks: roles.marks }
}

/// Signs of a heading in one line, for readers that must decide whether the line is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Signs {
    /// The word for scene stands first.
    pub(crate) scene_word: bool,
    /// A scene number.
    pub(crate) number: bool,
    /// A word for inside or outside.
    pub(crate) int_ext: bool,
    /// A word for a time of day.
    pub(crate) time: bool,
    /// A mark such as flashback or montage.
    pub(crate) mark: bool,
    /// Words that are none of these: a place, a title, or prose.
    pub(crate) other_words: usize,
    /// Words left over behind the first word for inside, outside or time: the place stands on this line.
    pub(crate) place_behind: bool,
    /// A label such as `موقع:` stands first.
    pub(crate) label: bool,
}

/// Looks for the signs of a heading in one line.
pub(crate) fn signs(text: &str, line: Span) -> Signs {
    let tokens = tokens::cut(text, &[line]);
    let roles = roles::assign(text, &tokens);
    let first_key = roles.of.iter().position(|role| matches!(role, Role::IntExt(_) | Role::Time(_)));
    Signs {
        scene_word: roles.scene_word,
        number: roles.number.is_some(),
        int_ext: roles.int_ext() != IntExt::Unknown,
        time: roles.time_of_day() != TimeOfDay::Unknown,
        mark: roles.marks != Marks::default(),
        other_words: roles.of.iter().filter(|role| **role == Role::Word).count(),
        place_behind: first_key.is_some_and(|key| roles.of.iter().skip(key).any(|role| *role == Role::Word)),
        label: roles.of.first() == Some(&Role::Label),
    }
}

impl Roles {
    fn int_ext(&self) -> IntExt {
        self.of.iter().fold(IntExt::Unknown, |so_far, role| match (so_far, role) {
            (IntExt::Unknown, Role::IntExt(new)) => *new,
            (old, Role::IntExt(new)) if old != *new => IntExt::IntExt,
            (old, _) => old,
        })
    }

    /// The first word of light, else the first relation to the scene before (`CONTINUOUS`, `LATER`, `SAME`).
    fn time_of_day(&self) -> TimeOfDay {
        let times = || self.of.iter().filter_map(|role| if let Role::Time(time) = role { Some(*time) } else { None });
        times().find(|time| !words::is_relation(*time)).or_else(|| times().next()).unwrap_or(TimeOfDay::Unknown)
    }
}
