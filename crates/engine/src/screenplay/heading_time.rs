//! How a heading ties its scene to the scene before: the link words and the place of the scene in the day. Owns the terms; what follows for
//! the story day is decided in `story_day`.

use std::sync::LazyLock;

use regex::Regex;

use super::{Scene, Screenplay, TimeOfDay};
use crate::text::{Span, fold};

/// How a scene is tied to the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Link {
    /// Nothing is said.
    None,
    /// Without a break: CONTINUOUS, مستمر.
    Continuous,
    /// A breath later: MOMENTS LATER, بعد لحظات.
    Moments,
    /// Later on the same day.
    Later,
    /// At the same time: SAME, نفس الوقت.
    Same,
}

/// Part of the day, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Band {
    /// Dawn.
    Dawn,
    /// Morning.
    Morning,
    /// Day, noon.
    Day,
    /// Afternoon.
    Afternoon,
    /// Dusk, evening.
    Evening,
    /// Night.
    Night,
}

/// The stated band of a time of day.
pub(crate) fn band_of(time: TimeOfDay) -> Option<Band> {
    match time {
        TimeOfDay::Dawn => Some(Band::Dawn),
        TimeOfDay::Morning => Some(Band::Morning),
        TimeOfDay::Day | TimeOfDay::Noon => Some(Band::Day),
        TimeOfDay::Afternoon => Some(Band::Afternoon),
        TimeOfDay::Dusk | TimeOfDay::Evening => Some(Band::Evening),
        TimeOfDay::Night => Some(Band::Night),
        TimeOfDay::Continuous | TimeOfDay::Later | TimeOfDay::Same | TimeOfDay::Unknown => None,
    }
}

static LINKS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?P<moments>\bmoments?\ later\b|\ba\ (?:moment|beat|minute)\ later\b|\b(?:seconds|minutes)\ later\b|بعد\ لحظ(?:ات|ه)|بعد\ قليل|بعد\ دقائق)
        |(?P<continuous>\bcontinuous\b|\bcont\.?\ from\b|مستمر|استكمال|متصل)
        |(?P<same>\bsame(?:\ time)?\b|\bmeanwhile\b|نفس\ (?:الوقت|اللحظه|الليله|اليوم|التوقيت)|(?:الوقت|اللحظه)\ (?:نفسها?|ذاته|ذاتها))
        |(?P<later>\blater\b|لاحقا|فيما\ بعد)",
    )
    .ok()
});

/// The link that a heading states, with its words.
pub(crate) fn link_of(screenplay: &Screenplay, scene: &Scene) -> (Link, Option<Span>) {
    let folded = fold(screenplay.slice(scene.heading));
    let Some(found) = LINKS.as_ref().and_then(|links| links.captures_iter(&folded.text).last()) else {
        return (by_time(scene), scene.slugline.time);
    };
    let link = if found.name("moments").is_some() {
        Link::Moments
    } else if found.name("continuous").is_some() {
        Link::Continuous
    } else if found.name("same").is_some() {
        Link::Same
    } else {
        Link::Later
    };
    let span = found.get(0).map(|whole| folded.original(Span::new(whole.start(), whole.end())).shifted(scene.heading.start));
    (link, span)
}

fn by_time(scene: &Scene) -> Link {
    match scene.slugline.time_of_day {
        TimeOfDay::Continuous => Link::Continuous,
        TimeOfDay::Later => Link::Later,
        TimeOfDay::Same => Link::Same,
        _ => Link::None,
    }
}
