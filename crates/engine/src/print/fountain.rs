//! A screenplay as Fountain 1.1. Owns the choice of blank lines and forcing marks: an element is forced only where the rules would read it as
//! something else. Lines of a speech are parted from the rest, headings of several lines become one.

use std::fmt::Write as _;

use super::element::{Element, elements};
use crate::language::{Language, is_arabic_letter};
use crate::parse::Format;
use crate::parse::fountain::{may_be_caseless_name, rules, title_key};
use crate::screenplay::{LineType, Screenplay};
use crate::text::Span;

/// Writes the screenplay as Fountain.
#[must_use]
pub fn print(screenplay: &Screenplay) -> String {
    let elements = elements(screenplay);
    let mut printer =
        Printer { screenplay, out: String::with_capacity(screenplay.text.len() + 1024), last: None, in_speech: false, opened: false };
    let (page, body): (Vec<&Element<'_>>, Vec<&Element<'_>>) = elements.iter().partition(|element| element.kind == LineType::TitlePage);
    let before_page = elements.iter().take_while(|element| element.kind != LineType::TitlePage).count();
    for (at, element) in body.iter().enumerate() {
        if at == before_page {
            printer.title_page(&page);
        }
        let after = body.get(at + 1..).unwrap_or_default();
        let after_notes = after.iter().find(|next| next.kind != LineType::Note);
        let speech_goes_on = after_notes.is_some_and(|next| next.is_spoken() && next.kind != LineType::Character);
        printer.element(element, after.first().copied(), speech_goes_on);
    }
    if body.len() <= before_page {
        printer.title_page(&page);
    }
    printer.out.push('\n');
    printer.out
}

struct Printer<'a> {
    screenplay: &'a Screenplay,
    out: String,
    last: Option<LineType>,
    in_speech: bool,
    /// Something other than notes has been written.
    opened: bool,
}

impl Printer<'_> {
    /// Keys and values as they stand; a page of another format gives its title and keeps the rest as notes.
    fn title_page(&mut self, page: &[&Element<'_>]) {
        if page.is_empty() {
            return;
        }
        if self.last.is_some() {
            self.out.push_str("\n\n");
        }
        if self.screenplay.format == Format::Fountain {
            for element in page {
                let keyed = !self.is_indented(element) && title_key(&self.screenplay.text, element.parts.first().copied());
                let _ = writeln!(self.out, "{}{}", if keyed { "" } else { "    " }, element.words);
            }
        } else {
            let (title, notes) =
                if self.screenplay.language == Language::Ar { ("العنوان", "ملاحظات") } else { ("Title", "Notes") };
            let stated = self.screenplay.title.as_deref();
            if let Some(words) = stated {
                let _ = writeln!(self.out, "{title}: {words}");
            }
            let rest: Vec<_> = page.iter().filter(|element| Some(&*element.words) != stated).collect();
            if !rest.is_empty() {
                let _ = writeln!(self.out, "{notes}:");
            }
            for element in rest {
                let _ = writeln!(self.out, "    {}", element.words);
            }
        }
        self.last = Some(LineType::TitlePage);
        self.opened = true;
    }

    fn is_indented(&self, element: &Element<'_>) -> bool {
        let start = element.parts.first().map_or(0, |part| part.start);
        self.screenplay.text.get(..start).is_some_and(|before| before.ends_with([' ', '\t']))
    }

    fn element(&mut self, element: &Element<'_>, next: Option<&Element<'_>>, speech_goes_on: bool) {
        let goes_on = self.goes_on(element, speech_goes_on);
        match self.last {
            None => {}
            Some(_) if goes_on && element.apart && self.in_speech => self.out.push_str("\n  \n"),
            Some(_) if goes_on => self.out.push('\n'),
            Some(LineType::TitlePage) => self.out.push('\n'),
            Some(_) => self.out.push_str("\n\n"),
        }
        let line = self.line(element, next, goes_on);
        self.out.push_str(&line);
        if element.kind != LineType::Note {
            self.in_speech = element.kind == LineType::Character || (self.in_speech && goes_on && element.is_spoken());
            self.opened = true;
        } else if !goes_on {
            self.in_speech = false;
        }
        self.last = Some(element.kind);
    }

    /// Whether the element follows the last one without a blank line.
    fn goes_on(&self, element: &Element<'_>, speech_goes_on: bool) -> bool {
        match element.kind {
            LineType::Dialogue | LineType::Parenthetical => self.in_speech,
            LineType::Lyrics if self.in_speech => true,
            LineType::Action | LineType::Lyrics | LineType::Shot => {
                !element.apart
                    && matches!(self.last, Some(LineType::Action | LineType::Lyrics | LineType::Shot | LineType::Note))
                    && !self.in_speech
            }
            LineType::Note if self.in_speech => speech_goes_on || !element.apart,
            LineType::Note => !element.apart && matches!(self.last, Some(LineType::Action | LineType::Note)),
            LineType::Centered => !element.apart && self.last == Some(LineType::Centered),
            _ => false,
        }
    }

    fn line(&self, element: &Element<'_>, next: Option<&Element<'_>>, goes_on: bool) -> String {
        let words = &element.words;
        if element.verbatim {
            return words.clone().into_owned();
        }
        match element.kind {
            LineType::SceneHeading => heading(element),
            LineType::Character => cue(element, next),
            LineType::Parenthetical if self.screenplay.format == Format::Fountain || words.contains(['(', ')']) => {
                words.clone().into_owned()
            }
            LineType::Parenthetical => format!("({words})"),
            LineType::Dialogue if self.in_speech => words.clone().into_owned(),
            LineType::Lyrics => format!("~{words}"),
            LineType::Transition if rules::is_transition(words) => words.clone().into_owned(),
            LineType::Transition => format!("> {words}"),
            LineType::Centered => format!("> {words} <"),
            LineType::Section => format!("{} {words}", "#".repeat(element.depth.max(1))).trim_end().to_owned(),
            LineType::Synopsis => format!("= {words}").trim_end().to_owned(),
            LineType::Note if words.starts_with("[[") || words.starts_with("/*") || self.screenplay.format == Format::Fountain => {
                words.clone().into_owned()
            }
            LineType::Note => format!("[[{words}]]"),
            LineType::PageBreak => "===".to_owned(),
            LineType::Shot => format!("!!{words}"),
            _ => self.action(element, next, goes_on),
        }
    }

    fn action(&self, element: &Element<'_>, next: Option<&Element<'_>>, goes_on: bool) -> String {
        let words = &element.words;
        let whole = Span::new(0, words.len());
        let followed = next
            .is_some_and(|next| !next.apart && matches!(next.kind, LineType::Action | LineType::Lyrics | LineType::Shot | LineType::Note));
        let marked = words.starts_with(['.', '!', '@', '>', '#', '=', '~']) && !words.starts_with("..");
        let named = (followed && !goes_on && (rules::is_cue(words) || may_be_caseless_name(words)))
            || (words.contains([':', '：']) && words.chars().any(is_arabic_letter));
        let entry = !self.opened && words.contains([':', '：']);
        let lone_parenthesis = element.kind != LineType::Action;
        if marked || named || entry || lone_parenthesis || rules::is_heading(words, whole) || rules::is_transition(words) {
            format!("!{words}")
        } else {
            words.clone().into_owned()
        }
    }
}

/// The words and the number; forced where the rules would not see a heading.
fn heading(element: &Element<'_>) -> String {
    let words = element.words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let dot = if rules::is_heading(words, Span::new(0, words.len())) { "" } else { "." };
    let number = element.scene.and_then(|scene| scene.number.as_deref()).filter(|number| {
        let tail = format!("x #{number}#");
        rules::split_number(&tail, Span::new(0, tail.len())).1.is_some()
    });
    match number {
        Some(number) => format!("{dot}{words} #{number}#"),
        None => format!("{dot}{words}"),
    }
}

/// The name, forced where the rules would not see a cue, with the mark of the second voice.
fn cue(element: &Element<'_>, next: Option<&Element<'_>>) -> String {
    let words = element.words.trim_end_matches(['^', ' ']);
    let followed = next.is_some_and(|next| next.is_spoken() && next.kind != LineType::Character);
    let forced = if followed && rules::is_cue(words) && !rules::is_heading(words, Span::new(0, words.len())) { "" } else { "@" };
    let dual = if element.speech.is_some_and(|speech| speech.dual) { " ^" } else { "" };
    format!("{forced}{words}{dual}")
}
