//! Forms of writing that need clearance whatever they say: telephone numbers, licence plates, street addresses, URLs and handles, titles in quotation
//! marks behind the word song, film, book or painting. Owns the forms.

use super::words::{Line, Word};
use super::{Hit, Hits, Trigger, all};
use crate::breakdown::candidate::SceneContext;
use crate::evidence::Quoter;
use crate::language::Bilingual;
use crate::text::Span;

/// What a quoted title names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TitleKind {
    Song,
    ScreenWork,
    Book,
    Artwork,
}

/// A form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    PhoneNumber,
    LicencePlate,
    Address,
    UrlOrHandle,
    Title(TitleKind),
}

/// Adds the hits of one line.
pub(super) fn matches(context: &SceneContext<'_>, line: &Line, quoter: &Quoter<'_>, hits: &mut Hits) {
    if line.heading {
        return;
    }
    for (owner, trigger) in all() {
        let Trigger::Form(form) = trigger else { continue };
        let spans = match form {
            Form::PhoneNumber => phone_numbers(context, line),
            Form::LicencePlate => plates(line),
            Form::Address => addresses(line),
            Form::UrlOrHandle => urls(context.screenplay.slice(line.span), line.span.start),
            Form::Title(kind) => titles(line, *kind),
        };
        for span in spans {
            let subject = context.screenplay.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
            let rationale = Bilingual::new("صيغة الكتابة", "The form of writing");
            hits.add(owner, Hit { subject, quote: quoter.quote(span), rationale, detector: "form" });
        }
    }
}

fn cover(line: &Line, from: usize, to: usize) -> Option<Span> {
    Some(Span::new(line.words.get(from)?.span.start, line.words.get(to)?.span.end))
}

/// Seven digits or more in groups that only spaces, dashes, dots, brackets or a plus sign part; no years, no amounts of money.
fn phone_numbers(context: &SceneContext<'_>, line: &Line) -> Vec<Span> {
    let is_number = |word: &Word| word.whole().chars().all(|c| c.is_ascii_digit());
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.words.len() {
        let Some(length) = line.words.get(at..).map(|rest| rest.iter().take_while(|word| is_number(word)).count()).filter(|n| *n > 0)
        else {
            at += 1;
            continue;
        };
        let group = line.words.get(at..at + length).unwrap_or_default();
        let digits: usize = group.iter().map(|word| word.whole().len()).sum();
        if let Some(span) = cover(line, at, at + length - 1).filter(|_| (7..=15).contains(&digits)) {
            let joined =
                context.screenplay.slice(span).chars().all(|c| c.is_numeric() || matches!(c, ' ' | '-' | '.' | '(' | ')' | '+' | '–'));
            let unit = line
                .words
                .get(at + length)
                .is_some_and(|word| word.is(&["جنيه", "دولار", "ريال", "درهم", "دينار", "dollar", "euro", "pound"]));
            let money = context.screenplay.text.get(..span.start).is_some_and(|before| before.trim_end().ends_with(['$', '€', '£']));
            found.extend(Some(span).filter(|_| joined && !unit && !money));
        }
        at += length;
    }
    found
}

/// A number or letters behind the word plate; Egyptian plates are three letters apart and up to four digits.
fn plates(line: &Line) -> Vec<Span> {
    const WORDS: [&str; 7] = ["لوحه", "لوحات", "نمره", "plate", "license", "licence", "tag"];
    let mut found = Vec::new();
    for at in 0..line.words.len() {
        let Some(word) = line.words.get(at).filter(|word| word.is(&WORDS)) else { continue };
        let near = (at + 1)..(at + 6).min(line.words.len());
        let number = near.clone().find(|place| {
            line.words.get(*place).is_some_and(|word| {
                let text = word.whole();
                text.chars().any(|c| c.is_ascii_digit()) && text.chars().count() >= 2
            })
        });
        let about_a_car = word.is(&["plate", "license", "licence"])
            || (at.saturating_sub(4)..(at + 5).min(line.words.len())).any(|place| {
                line.words
                    .get(place)
                    .is_some_and(|word| word.is(&["سياره", "عربيه", "معدنيه", "ارقام", "مرور", "رقم", "تاكسي", "ميكروباص"]))
            });
        found.extend(number.filter(|_| about_a_car).and_then(|number| cover(line, at, number)));
    }
    found
}

/// A number beside a named street.
fn addresses(line: &Line) -> Vec<Span> {
    const EN: [&str; 11] = ["street", "avenue", "road", "boulevard", "lane", "drive", "st", "ave", "blvd", "rd", "court"];
    let is_number =
        |at: usize| line.words.get(at).is_some_and(|word| word.whole().chars().all(|c| c.is_ascii_digit()) && word.whole().len() <= 5);
    let mut found = Vec::new();
    for at in 0..line.words.len() {
        if is_number(at) {
            // 221 Baker Street
            let street = (at + 2..at + 5).find(|place| line.words.get(*place).is_some_and(|word| word.is(&EN) && word.could_be_name));
            let named = |street: usize| {
                (at + 1..street).all(|place| line.words.get(place).is_some_and(|word| word.could_be_name && !word.after_stop))
            };
            found.extend(street.filter(|street| named(*street)).and_then(|street| cover(line, at, street)));
            // ١٥ شارع طلعت حرب
            if line.words.get(at + 1).is_some_and(|word| word.is(&["شارع", "حاره", "عطفه"])) {
                found.extend(cover(line, at, (at + 3).min(line.words.len().saturating_sub(1))));
            }
        }
    }
    found
}

/// Addresses of the net, mail addresses and handles.
fn urls(text: &str, start: usize) -> Vec<Span> {
    const ENDINGS: [&str; 12] = [".com", ".org", ".net", ".edu", ".gov", ".co.uk", ".eg", ".sa", ".ae", ".tv", ".info", ".io"];
    let mut found = Vec::new();
    let mut at = 0;
    for part in text.split(char::is_whitespace) {
        let bare = part.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '@' | '#' | '_' | '/'));
        let lower = bare.to_lowercase();
        let is_url = lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www.");
        let is_host =
            ENDINGS.iter().any(|ending| lower.find(ending).is_some_and(|place| place > 1 && is_end(&lower, place + ending.len())));
        let is_handle = lower
            .strip_prefix('@')
            .is_some_and(|name| name.len() >= 3 && name.is_ascii() && name.chars().all(|c| c.is_alphanumeric() || c == '_'));
        if (is_url || is_host || is_handle) && bare.is_ascii() {
            let offset = part.find(bare).unwrap_or(0);
            found.push(Span::new(start + at + offset, start + at + offset + bare.len()));
        }
        at += part.len();
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    found
}

fn is_end(text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
}

/// A title in quotation marks with the word for its kind at most three words before, or right behind.
fn titles(line: &Line, kind: TitleKind) -> Vec<Span> {
    let heads: &[&str] = match kind {
        TitleKind::Song => &[
            "اغنيه",
            "اغنيته",
            "يغني",
            "تغني",
            "يدندن",
            "تدندن",
            "song",
            "sings",
            "singing",
            "hums",
            "humming",
            "plays",
            "playing",
            "track",
            "tune",
        ],
        TitleKind::ScreenWork => &["فيلم", "مسلسل", "مسرحيه", "film", "movie", "series", "sitcom", "episode"],
        TitleKind::Book => &["كتاب", "روايه", "قصيده", "ديوان", "book", "novel", "poem"],
        TitleKind::Artwork => &["لوحه", "تمثال", "painting", "sculpture"],
    };
    let mut found = Vec::new();
    for open in (0..line.words.len()).filter(|at| line.words.get(*at).is_some_and(|word| word.after_quote)) {
        let Some(close) = (open..(open + 8).min(line.words.len())).find(|at| line.words.get(*at).is_some_and(|word| word.before_quote))
        else {
            continue;
        };
        let before = open.saturating_sub(3)..open;
        let is_named = before.chain(close + 1..close + 2).any(|at| line.words.get(at).is_some_and(|word| word.is(heads)));
        found.extend(cover(line, open, close).filter(|_| is_named));
    }
    found
}
