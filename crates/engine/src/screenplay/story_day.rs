//! Story days: which day of the story a scene plays on, derived step by step with the reason and the words that prove it. A day set by a
//! person overrules the derivation and everything behind it follows. Owns days and tracks (present, flashback, dream); owns no rule about them.
//!
//! Practice followed: days are numbered in story order, days without a scene are not numbered, scenes outside of the story's present
//! get `X` days of their own (yamdu "script days", scriptsuper.wordpress.com). The order of evidence: a person, a day label or caption,
//! a link in the heading, the order of the parts of the day.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::heading_time::{Band, Link, band_of, link_of};
use super::{LineType, Scene, SceneFlag, Screenplay};
use crate::language::Bilingual;
use crate::text::{Span, fold};

/// How sure a derived day is; the first two hold until somebody objects, the last one should be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Certainty {
    /// Two places, no shared cast, no word about time.
    Uncertain,
    /// Follows from the parts of the day.
    Likely,
    /// The script or a person says so.
    Stated,
}

/// Why a scene is on its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DayReason {
    /// First scene of the story.
    Start,
    /// A person has set the day.
    Person,
    /// A label such as DAY 3 or D3 in the heading.
    Label,
    /// A caption or heading says how much time has passed.
    Elapsed,
    /// A caption gives another date than before.
    Date,
    /// The heading ties the scene to the one before.
    Link,
    /// The time of day goes on or stays.
    SameDay,
    /// The time of day goes backwards, so a night lies between.
    NewDay,
    /// Flashback, flash-forward or dream: outside of the count.
    Apart,
    /// Nothing is stated.
    Carried,
}

impl DayReason {
    /// The reason in words.
    #[must_use]
    pub fn sentence(self) -> Bilingual {
        let (ar, en) = match self {
            Self::Start => ("أول مشهد في الحكاية", "the first scene of the story"),
            Self::Person => ("حدّد اليوم شخص من الفريق", "set by a person"),
            Self::Label => ("رأس المشهد يذكر رقم اليوم", "the heading names the day"),
            Self::Elapsed => ("النص يذكر مرور الوقت", "the script says that time has passed"),
            Self::Date => ("تاريخ جديد مكتوب على الشاشة", "a caption gives another date"),
            Self::Link => ("رأس المشهد يربطه بما قبله", "the heading ties it to the scene before"),
            Self::SameDay => ("الوقت يتقدّم داخل اليوم نفسه", "the time of day goes on or stays"),
            Self::NewDay => ("الوقت رجع إلى الوراء فبدأ يوم جديد", "the time of day starts again, so a new day begins"),
            Self::Apart => ("خارج حاضر الحكاية (فلاش باك أو حلم)", "outside of the story's present (flashback, dream)"),
            Self::Carried => ("لا شيء مذكور، فبقي يوم المشهد السابق", "nothing is stated, so the day is carried over"),
        };
        Bilingual::new(ar, en)
    }
}

/// The derivation of one scene.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayReading {
    /// Day of the story's present, from 1; none outside of the present.
    pub day: Option<u32>,
    /// 0 for the present; each stretch of flashback or dream has its own number.
    pub track: u32,
    /// Rises with every stated jump of more than about a month or with every new date.
    pub era: u32,
    /// `D3`, `N3`, `X2`.
    pub label: String,
    /// How sure.
    pub certainty: Certainty,
    /// Why.
    pub reason: DayReason,
    /// The words that prove it, where there are any.
    pub evidence: Option<Span>,
}

/// Fills `Scene::story_day`; days in `pins` (scene ordinal to day) were set by a person.
pub fn fill(screenplay: &mut Screenplay, pins: &BTreeMap<u32, u32>) {
    let readings = derive(screenplay, pins);
    for (scene, reading) in screenplay.scenes.iter_mut().zip(readings) {
        scene.story_day = reading.day;
        scene.inferred.retain(|field| *field != "storyDay");
        if reading.day.is_some() && reading.reason != DayReason::Person {
            scene.inferred.push("storyDay");
            scene.inferred.sort_unstable();
        }
    }
}

/// Days that a person has set, as `fill` left them in the screenplay.
#[must_use]
pub fn pins(screenplay: &Screenplay) -> BTreeMap<u32, u32> {
    let pinned = |scene: &&Scene| !scene.inferred.contains(&"storyDay");
    screenplay.scenes.iter().filter(pinned).filter_map(|scene| Some((scene.index.ordinal(), scene.story_day?))).collect()
}

/// Derives the day of every scene.
#[must_use]
pub fn derive(screenplay: &Screenplay, pins: &BTreeMap<u32, u32>) -> Vec<DayReading> {
    let mut clock = Clock { day: 0, era: 0, band: None, date: None, track: 0, before: None, apart: None };
    screenplay.scenes.iter().map(|scene| clock.read(screenplay, scene, pins)).collect()
}

struct Clock<'a> {
    day: u32,
    era: u32,
    band: Option<Band>,
    date: Option<String>,
    /// Number of the last stretch outside of the present.
    track: u32,
    /// Last scene of the present.
    before: Option<&'a Scene>,
    /// Flag of the stretch that is running.
    apart: Option<SceneFlag>,
}

impl<'a> Clock<'a> {
    fn read(&mut self, screenplay: &Screenplay, scene: &'a Scene, pins: &BTreeMap<u32, u32>) -> DayReading {
        let apart =
            scene.flags.iter().copied().find(|flag| matches!(flag, SceneFlag::Flashback | SceneFlag::Flashforward | SceneFlag::Dream));
        if let Some(flag) = apart.filter(|_| !pins.contains_key(&scene.index.ordinal())) {
            if self.apart != Some(flag) {
                self.track += 1;
            }
            self.apart = Some(flag);
            let label = format!("X{}", self.track);
            return DayReading {
                day: None,
                track: self.track,
                era: self.era,
                label,
                certainty: Certainty::Stated,
                reason: DayReason::Apart,
                evidence: None,
            };
        }
        self.apart = None;
        let (reason, certainty, evidence) = self.step(screenplay, scene, pins);
        let stated = band_of(scene.slugline.time_of_day);
        self.band = stated.or(self.band);
        self.before = Some(scene);
        let night = matches!(self.band, Some(Band::Night | Band::Evening));
        let label = format!("{}{}", if night { "N" } else { "D" }, self.day);
        DayReading { day: Some(self.day), track: 0, era: self.era, label, certainty, reason, evidence }
    }

    fn step(&mut self, screenplay: &Screenplay, scene: &Scene, pins: &BTreeMap<u32, u32>) -> (DayReason, Certainty, Option<Span>) {
        let captions = captions(screenplay, scene);
        let date = captions.date.clone();
        let new_date = date.as_ref().is_some_and(|(date, _)| self.date.as_ref().is_some_and(|before| before != date));
        self.date = date.as_ref().map(|(date, _)| date.clone()).or(self.date.take());
        self.era += u32::from(new_date || captions.elapsed.is_some_and(|(long, _)| long));
        if let Some(day) = pins.get(&scene.index.ordinal()) {
            self.day = *day;
            return (DayReason::Person, Certainty::Stated, None);
        }
        if self.day == 0 {
            self.day = captions.label.map_or(1, |(day, _)| day);
            return (DayReason::Start, Certainty::Stated, None);
        }
        if let Some((day, span)) = captions.label {
            self.day = day;
            return (DayReason::Label, Certainty::Stated, Some(span));
        }
        if let Some((_, span)) = captions.elapsed {
            self.day += 1;
            return (DayReason::Elapsed, Certainty::Stated, Some(span));
        }
        if new_date {
            self.day += 1;
            return (DayReason::Date, Certainty::Stated, date.map(|(_, span)| span));
        }
        let (link, span) = link_of(screenplay, scene);
        if link != Link::None {
            return (DayReason::Link, Certainty::Stated, span);
        }
        self.by_band(scene)
    }

    fn by_band(&mut self, scene: &Scene) -> (DayReason, Certainty, Option<Span>) {
        let time = scene.slugline.time;
        match (self.band, band_of(scene.slugline.time_of_day)) {
            (Some(before), Some(now)) if now < before => {
                self.day += 1;
                (DayReason::NewDay, Certainty::Likely, time)
            }
            (Some(before), Some(now)) => {
                let apart = before == now && self.before.is_some_and(|other| place(other) != place(scene) && !shares_cast(other, scene));
                (DayReason::SameDay, if apart { Certainty::Uncertain } else { Certainty::Likely }, time)
            }
            _ => (DayReason::Carried, Certainty::Uncertain, None),
        }
    }
}

fn place(scene: &Scene) -> Option<&str> {
    scene.slugline.location.as_ref().map(|place| place.text.as_str())
}

fn shares_cast(a: &Scene, b: &Scene) -> bool {
    a.presence.iter().any(|one| b.presence.iter().any(|other| one.character == other.character))
}

/// What headings and captions of a scene say about time.
#[derive(Debug, Default)]
pub(crate) struct Captions {
    /// A day label with its words.
    pub(crate) label: Option<(u32, Span)>,
    /// Time has passed; whether it is more than about a month.
    pub(crate) elapsed: Option<(bool, Span)>,
    /// A date or year.
    pub(crate) date: Option<(String, Span)>,
}

static ELAPSED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        \b(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|several|some|many|a\ few|few|the)?\ ?
          (?P<unit>days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies))\ (?:later|after|pass)\b
        |\b(?:the\ )?(?:next|following)\ (?:day|morning|afternoon|evening|night|week)\b
        |(?:^|\s)بعد\ (?:مرور\ )?(?:\d+\ |عده\ |ثلاثه?\ |تلات\ |اربعه?\ |خمسه?\ |سته?\ |سبعه?\ |عشره?\ )?
          (?P<ar>يومين|يوم|ايام|اسبوعين|اسبوع|اسابيع|شهرين|شهر|شهور|اشهر|سنتين|سنه|سنين|سنوات|عامين|عام|اعوام)(?:\s|$)
        |(?:اليوم|الصباح)\ التالي|تاني\ يوم",
    )
    .ok()
});
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\((?:day|d|n|night) ?(\d{1,3})\)|(?:^|[\s\-–—/])(?:d|n)(\d{1,3})(?:\s|$)|(?:^|[\s\-–—/(])(?:يوم|ليله) (\d{1,3})(?:[\s)]|$)|story day (\d{1,3})").ok()
});
static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|december|يناير|فبراير|مارس|ابريل|مايو|يونيو|يونيه|يوليو|يوليه|اغسطس|سبتمبر|اكتوبر|نوفمبر|ديسمبر)[ ,]*(?:\d{1,2}(?:st|nd|rd|th)?[ ,]+)?)?(?:1[5-9]|20)\d{2}",
    )
    .ok()
});
static SCREEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?:super(?:impose[ds]?)?|title|caption|chyron|legend|on[ -]screen|subtitle|card)\b|على الشاشه|كتاب[هه] علي|يظهر علي الشاشه|علي الشاشه").ok()
});

/// Reads the captions of a scene: its heading, and action lines that are written on the screen or are as short as a caption.
pub(crate) fn captions(screenplay: &Screenplay, scene: &Scene) -> Captions {
    let mut captions = Captions::default();
    let heading = fold(screenplay.slice(scene.heading));
    let at = |folded: &crate::text::Folded, range: std::ops::Range<usize>, base: usize| {
        folded.original(Span::new(range.start, range.end)).shifted(base)
    };
    if let Some(found) = LABEL.as_ref().and_then(|label| label.captures(&heading.text)) {
        let number = found.iter().skip(1).flatten().next().and_then(|digits| digits.as_str().parse().ok());
        let span = found.get(0).map(|whole| at(&heading, whole.range(), scene.heading.start));
        captions.label = number.filter(|day| *day > 0).zip(span);
    }
    let lines = screenplay
        .lines_of(scene)
        .iter()
        .filter(|line| matches!(line.kind, LineType::Action | LineType::Centered | LineType::Shot | LineType::Transition));
    let texts = std::iter::once((scene.heading, heading)).chain(lines.take(6).map(|line| (line.span, fold(screenplay.slice(line.span)))));
    for (at_line, (span, folded)) in texts.enumerate() {
        let short = folded.text.split_whitespace().count() <= 6;
        let screen = SCREEN.as_ref().is_some_and(|screen| screen.is_match(&folded.text));
        if at_line > 0 && !(short && at_line <= 2) && !screen {
            continue;
        }
        if captions.elapsed.is_none()
            && let Some(found) = ELAPSED.as_ref().and_then(|elapsed| elapsed.captures(&folded.text))
            && let Some(whole) = found.get(0)
        {
            let unit = found.name("unit").or_else(|| found.name("ar")).map_or("day", |unit| unit.as_str());
            let long = unit.starts_with("year")
                || unit.starts_with("month")
                || unit.starts_with("decade")
                || unit.starts_with("centur")
                || is_long(unit);
            captions.elapsed = Some((long, at(&folded, whole.range(), span.start)));
        }
        if captions.date.is_none()
            && (screen || at_line > 0)
            && let Some(found) = DATE.as_ref().and_then(|date| date.find(&folded.text))
        {
            let date = found.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
            captions.date = Some((spaced(&date), at(&folded, found.range(), span.start)));
        }
    }
    captions
}

fn is_long(unit: &str) -> bool {
    ["شهر", "شهور", "اشهر", "سنه", "سنين", "سنوات", "عام", "اعوام", "سنتين"].iter().any(|long| unit.starts_with(long))
}

/// `فبراير1986` and `فبراير 1986` are one date.
fn spaced(date: &str) -> String {
    let digits = date.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    date.split_at_checked(digits).map_or_else(|| date.to_owned(), |(month, rest)| format!("{} {rest}", month.trim()).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Input, parse::parse};

    fn days(script: &str) -> Vec<(String, DayReason)> {
        let screenplay = parse(&Input::new(script.as_bytes())).unwrap();
        derive(&screenplay, &BTreeMap::new()).into_iter().map(|reading| (reading.label, reading.reason)).collect()
    }

    #[test]
    fn english_links_bands_and_captions() {
        let script = "INT. HOUSE - DAY\n\nMONA sits.\n\nMONA\nYes.\n\nINT. KITCHEN - CONTINUOUS\n\nMona eats.\n\nMONA\nGood.\n\nEXT. ROAD - NIGHT\n\nMona runs.\n\nMONA\nHelp!\n\nEXT. ROAD - DAY\n\nMona walks.\n\nMONA\nAgain.\n\nINT. HOUSE - DAY\n\nSUPER: THREE DAYS LATER\n\nMona sleeps.\n\nMONA\nNo.\n\nINT. HOUSE - DAY - FLASHBACK\n\nMona laughs.\n\nMONA\nHa.\n\nINT. HOUSE - DAY\n\nMona wakes.\n\nMONA\nOh.\n";
        let labels: Vec<String> = days(script).into_iter().map(|day| day.0).collect();
        assert_eq!(labels, ["D1", "D1", "N1", "D2", "D3", "X1", "D3"]);
    }

    #[test]
    fn arabic_captions_and_pins() {
        let scene =
            |n: u32, time: &str, more: &str| format!("مشهد {n}\t\t{time}-داخلي\nشقة هالة – الصالة\n{more}تجلس هالة\nهالة :\nنعم\nقطع\n");
        let script =
            [scene(1, "ليل", "يكتب على الشاشة يونيو 2009\n"), scene(2, "نهار", ""), scene(3, "نهار", "بعد أسبوعين\n"), scene(4, "ليل", "")]
                .concat();
        assert_eq!(days(&script).into_iter().map(|day| day.0).collect::<Vec<_>>(), ["N1", "D2", "D3", "N3"]);
        let mut screenplay = parse(&Input::new(script.as_bytes())).unwrap();
        fill(&mut screenplay, &BTreeMap::from([(2, 7)]));
        assert_eq!(screenplay.scenes.iter().map(|scene| scene.story_day).collect::<Vec<_>>(), [Some(1), Some(7), Some(8), Some(8)]);
        assert_eq!(pins(&screenplay), BTreeMap::from([(2, 7)]));
    }
}
