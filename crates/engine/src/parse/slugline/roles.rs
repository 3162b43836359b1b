//! Which word of a heading is what: number, inside or outside, time, mark, note, or a word of a place. Owns where each kind of word may
//! stand; the words themselves are in `words`, the marks in `marks`.

use super::marks::{self, Marks};
use super::tokens::{Break, Token};
use super::words;
use crate::language::is_arabic_letter;
use crate::screenplay::{IntExt, TimeOfDay};
use crate::text::{Span, fold_key};

/// Role of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The scene number.
    Number,
    /// Inside or outside.
    IntExt(IntExt),
    /// A word of a time phrase; each word carries the time of its phrase.
    Time(TimeOfDay),
    /// Flashback, montage, a remark, the word for scene: read, and no place.
    Note,
    /// `موقع:` in front of a place.
    Label,
    /// Anything else.
    Word,
}

/// Roles of all words and what was read from them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Roles {
    pub(super) of: Vec<Role>,
    pub(super) number: Option<Span>,
    pub(super) time: Option<Span>,
    pub(super) marks: Marks,
    pub(super) scene_word: bool,
}

/// Gives every word its role.
pub(super) fn assign(text: &str, tokens: &[Token]) -> Roles {
    let roles = Roles { of: vec![Role::Word; tokens.len()], number: None, time: None, marks: Marks::default(), scene_word: false };
    let mut reader = Reader { text, tokens, roles };
    reader.number();
    reader.labels();
    let pieces = reader.pieces();
    for piece in &pieces {
        reader.peel_front(piece.clone());
    }
    reader.marks();
    for piece in &pieces {
        reader.whole_time(piece.clone());
    }
    for piece in &pieces {
        reader.peel_back(piece.clone());
    }
    reader.lone_letters();
    reader.asides();
    reader.roles
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    roles: Roles,
}

type Piece = std::ops::Range<usize>;

impl Reader<'_> {
    fn key(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.key.as_str())
    }

    fn before(&self, at: usize) -> Break {
        self.tokens.get(at).map_or(Break::Line, |token| token.before)
    }

    fn span(&self, at: usize) -> Span {
        self.tokens.get(at).map_or(Span::new(0, 0), |token| token.span)
    }

    fn role(&self, at: usize) -> Option<Role> {
        self.roles.of.get(at).copied()
    }

    fn set(&mut self, range: Piece, role: Role) {
        for slot in self.roles.of.iter_mut().take(range.end).skip(range.start) {
            *slot = role;
        }
    }

    /// End of the first line's words.
    fn first_line(&self) -> usize {
        self.tokens.iter().skip(1).position(|token| token.before == Break::Line).map_or(self.tokens.len(), |at| at + 1)
    }

    fn number(&mut self) {
        if let Some(at) = self.tokens.iter().position(|token| token.forced_number) {
            let inside = self.span(at).of(self.text).trim_matches('#');
            self.roles.number = Span::of_part(self.text, inside).map(|span| span.trimmed(self.text));
            self.set(at..at + 1, Role::Number);
        }
        let first = self.key(0).to_owned();
        if words::SCENE.contains(&first.as_str()) {
            self.roles.scene_word = true;
            self.set(0..1, Role::Note);
            self.number_behind_scene_word();
        } else if let Some(glued) = glued_number(self.text, self.span(0), &first) {
            self.roles.scene_word = true;
            self.set(0..1, Role::Number);
            self.roles.number = Some(glued);
            self.number_suffix(1);
        } else if words::SCENE_SHORT.contains(&first.as_str()) && words::is_number(self.key(1)) && self.before(1) != Break::Line {
            self.roles.scene_word = true;
            self.set(0..1, Role::Note);
            self.take_number(1);
        } else if words::is_number(&first) && words::int_ext(&first).is_none() && self.first_line() > 1 {
            self.take_number(0);
        }
        self.margin_number();
    }

    fn number_behind_scene_word(&mut self) {
        let mut at = 1;
        while words::NUMBER_WORDS.contains(&self.key(at)) {
            self.set(at..at + 1, Role::Note);
            at += 1;
        }
        if self.before(at) == Break::Line {
            return;
        }
        if words::is_number(self.key(at)) {
            self.take_number(at);
            return;
        }
        let ordinals = (at..self.first_line()).take_while(|at| words::ordinal(self.key(*at))).count();
        if ordinals > 0 {
            self.set(at..at + ordinals, Role::Number);
            self.roles.number = Some(self.span(at).cover(self.span(at + ordinals - 1)));
        }
    }

    fn take_number(&mut self, at: usize) {
        self.set(at..at + 1, Role::Number);
        let span = self.span(at);
        let inside = span.of(self.text).trim_matches(|c: char| "()[]{}#".contains(c) || c.is_whitespace());
        self.roles.number = self.roles.number.or(Span::of_part(self.text, inside));
        self.number_suffix(at + 1);
    }

    /// `12 أ`, `12-15`.
    fn number_suffix(&mut self, at: usize) {
        let letter = self.before(at) == Break::Space
            && matches!(self.key(at), "ا" | "ب" | "ج" | "a" | "b" | "c" | "مكرر")
            && (self.before(at + 1).is_strong() || at + 1 >= self.tokens.len() || words::int_ext(self.key(at + 1)).is_some());
        let range = self.before(at) == Break::Hyphen && words::is_number(self.key(at));
        if at < self.first_line() && (letter || range) {
            self.set(at..at + 1, Role::Number);
            self.roles.number = self.roles.number.map(|number| number.cover(self.span(at)));
        }
    }

    /// The number printed again in the right margin, or only there.
    fn margin_number(&mut self) {
        let Some(last) = self.first_line().checked_sub(1).filter(|last| *last > 0) else { return };
        if self.role(last) != Some(Role::Word) || !words::is_number(self.key(last)) {
            return;
        }
        let same = self.roles.number.is_some_and(|number| fold_key(number.of(self.text)) == self.key(last));
        if same {
            self.set(last..last + 1, Role::Note);
        } else if self.roles.number.is_none() && self.before(last) == Break::Gap {
            self.take_number(last);
        }
    }

    fn labels(&mut self) {
        for at in 0..self.tokens.len() {
            let label = words::PLACE_LABELS.contains(&self.key(at)) && self.before(at) >= Break::Gap && self.before(at + 1) == Break::Colon;
            if label {
                self.set(at..at + 1, Role::Label);
            }
        }
    }

    /// Runs of words without any break but blanks; a hyphen splits only in front of a lone keyword (`HALLWAY-SUNSET`).
    fn pieces(&self) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        for at in 0..self.tokens.len() {
            let joined = match self.before(at) {
                Break::Space => true,
                Break::Hyphen => {
                    !(self.is_keyword(at) && self.before(at + 1) > Break::Space || at > 0 && words::int_ext(self.key(at - 1)).is_some())
                }
                _ => false,
            };
            match pieces.last_mut() {
                Some(last) if joined => last.end = at + 1,
                _ => pieces.push(at..at + 1),
            }
        }
        pieces
    }

    fn is_keyword(&self, at: usize) -> bool {
        words::int_ext(self.key(at)).is_some() || words::time(self.key(at)).is_some()
    }

    /// Whether inside, outside or a number stands on the line of this word: the line of a heading that is not only its place.
    fn on_keyword_line(&self, at: usize) -> bool {
        let start = (0..=at).rev().find(|at| self.before(*at) == Break::Line).unwrap_or(0);
        let end = (at + 1..self.tokens.len()).find(|at| self.before(*at) == Break::Line).unwrap_or(self.tokens.len());
        (start..end).any(|at| matches!(self.role(at), Some(Role::IntExt(_) | Role::Number)) || words::int_ext(self.key(at)).is_some())
            || start == 0 && self.roles.scene_word
    }

    fn is_aside(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.aside)
    }

    /// Inside, outside and Arabic times at the front of a piece, in any order.
    fn peel_front(&mut self, piece: Piece) {
        let mut at = piece.start;
        while at < piece.end {
            if self.role(at) != Some(Role::Word) || self.is_aside(at) {
                at += 1;
                continue;
            }
            let taken = self.int_ext_at(at, &piece).or_else(|| self.arabic_time_at(at, &piece));
            let Some((length, role)) = taken else { break };
            self.take(at..at + length, role);
            at += length;
        }
    }

    fn int_ext_at(&self, at: usize, piece: &Piece) -> Option<(usize, Role)> {
        let alone = piece.len() == 1 || (at > piece.start && at + 1 == piece.end);
        words::int_ext(self.key(at))
            .or_else(|| alone.then(|| words::lone_int_ext(self.key(at))).flatten().filter(|_| self.key(at).chars().count() > 1))
            .map(|int_ext| (1, Role::IntExt(int_ext)))
    }

    fn arabic_time_at(&self, at: usize, piece: &Piece) -> Option<(usize, Role)> {
        if !self.key(at).starts_with(is_arabic_letter) || !self.on_keyword_line(at) {
            return None;
        }
        let rest: Vec<&str> = (at..piece.end).map(|at| self.key(at)).collect();
        (1..=rest.len().min(4)).rev().find_map(|length| Some((length, Role::Time(whole_time(rest.get(..length)?)?))))
    }

    fn take(&mut self, range: Piece, role: Role) {
        if matches!(role, Role::Time(_)) && self.roles.time.is_none() {
            self.roles.time = Some(self.span(range.start).cover(self.span(range.end.saturating_sub(1))));
        }
        self.set(range, role);
    }

    /// Runs of left-over words between strong breaks that are a mark.
    fn marks(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            let mut end = at + 1;
            while end < self.tokens.len() && !self.before(end).is_strong() && self.role(end) == Some(Role::Word) && !self.is_aside(end) {
                end += 1;
            }
            if self.role(at) == Some(Role::Word) && !self.is_aside(at) {
                let phrase = (at..end).map(|at| self.key(at)).collect::<Vec<_>>().join(" ");
                let repeats_scene_word = at > 0 && words::SCENE.contains(&self.key(at)) && words::is_number(self.key(end - 1));
                if let Some(found) = marks::of_phrase(&phrase) {
                    self.roles.marks.add(found);
                    self.set(at..end, Role::Note);
                } else if repeats_scene_word {
                    self.set(at..end, Role::Note);
                }
            }
            at = end;
        }
    }

    /// A piece that is nothing but a time phrase.
    fn whole_time(&mut self, piece: Piece) {
        let left: Vec<usize> = piece.clone().filter(|at| self.role(*at) == Some(Role::Word) && !self.is_aside(*at)).collect();
        let (Some(&start), Some(&last)) = (left.first(), left.last()) else { return };
        let on_place_line = self.before(start) == Break::Line && start > 0 && last + 1 == self.tokens.len();
        let keys: Vec<&str> = left.iter().map(|at| self.key(*at)).collect();
        if last + 1 - start == left.len()
            && !on_place_line
            && let Some(time) = whole_time(&keys)
        {
            self.take(start..last + 1, Role::Time(time));
        }
    }

    /// A time phrase, or an Arabic word for inside or outside, at the end of a piece, where the heading has none yet.
    fn peel_back(&mut self, piece: Piece) {
        let left: Vec<usize> = piece.clone().filter(|at| self.role(*at) == Some(Role::Word) && !self.is_aside(*at)).collect();
        let (Some(&start), Some(&last)) = (left.first(), left.last()) else { return };
        if last + 1 - start != left.len() || !self.on_keyword_line(start) {
            return;
        }
        let mut end = last + 1;
        if let Some(int_ext) = words::int_ext(self.key(last)).filter(|_| !self.has(|role| matches!(role, Role::IntExt(_)))) {
            self.take(last..end, Role::IntExt(int_ext));
            end = last;
        }
        if self.has(|role| matches!(role, Role::Time(_))) {
            return;
        }
        let keys: Vec<&str> = (start..end).map(|at| self.key(at)).collect();
        if let Some((from, time)) = tail_time(&keys) {
            self.take(start + from..end, Role::Time(time));
        }
    }

    fn has(&self, wanted: impl Fn(&Role) -> bool) -> bool {
        self.roles.of.iter().any(wanted)
    }

    /// Single letters for inside, outside and time (`د/خ`, `ن`), only where the heading shows itself otherwise.
    fn lone_letters(&mut self) {
        let shown =
            self.roles.number.is_some() || self.roles.scene_word || self.has(|role| matches!(role, Role::IntExt(_) | Role::Time(_)));
        for at in 0..self.tokens.len() {
            let single = |at: usize| self.key(at).chars().count() == 1;
            let neighbour = |at: usize| self.before(at) == Break::Slash && single(at);
            let alone =
                self.before(at) > Break::Space && (self.before(at + 1) > Break::Space || neighbour(at) && single(at.saturating_sub(1)));
            if self.role(at) != Some(Role::Word) || !alone || !single(at) {
                continue;
            }
            if !shown && !neighbour(at) && !neighbour(at + 1) {
                continue;
            }
            if let Some(int_ext) = words::lone_int_ext(self.key(at)) {
                self.take(at..at + 1, Role::IntExt(int_ext));
            } else if let Some(time) = words::lone_time(self.key(at)).filter(|_| !self.has(|role| matches!(role, Role::Time(_)))) {
                self.take(at..at + 1, Role::Time(time));
            }
        }
    }

    /// Bracketed remarks: a time, inside or outside, a mark; behind a place word they stay with the place, else they are notes.
    fn asides(&mut self) {
        for at in 0..self.tokens.len() {
            if !self.is_aside(at) || self.role(at) != Some(Role::Word) {
                continue;
            }
            let key = self.key(at).to_owned();
            let keys: Vec<&str> = key.split(' ').collect();
            let behind_place = at > 0 && self.role(at - 1) == Some(Role::Word) && self.before(at) == Break::Space;
            if let Some(found) = marks::of_phrase(&key) {
                self.roles.marks.add(found);
                self.set(at..at + 1, Role::Note);
            } else if let Some(time) = whole_time(&keys) {
                self.take(at..at + 1, Role::Time(time));
            } else if let Some(int_ext) = words::int_ext(&key) {
                self.take(at..at + 1, Role::IntExt(int_ext));
            } else if !behind_place || key.starts_with("old sc") {
                self.set(at..at + 1, Role::Note);
            }
        }
    }
}

/// `مشهد25`, `م12`, `scene12`: the digits and what follows, in the original text.
fn glued_number(text: &str, span: Span, key: &str) -> Option<Span> {
    let rest = words::SCENE.iter().chain(words::SCENE_SHORT.iter()).find_map(|word| key.strip_prefix(word))?;
    if !rest.starts_with(|c: char| c.is_ascii_digit()) || !words::is_number(rest) {
        return None;
    }
    let start = span.of(text).find(char::is_numeric)?;
    Some(Span::new(span.start + start, span.end))
}

/// The time of a phrase that is nothing but words of time.
fn whole_time(keys: &[&str]) -> Option<TimeOfDay> {
    if let Some(time) = words::time(&keys.join(" ")) {
        return Some(time);
    }
    let all_time = keys.iter().all(|key| words::time(key).is_some() || words::before_time(key) || words::after_time(key));
    let times = || keys.iter().filter_map(|key| words::time(key));
    if !all_time || keys.first().is_some_and(|first| first.chars().all(|c| c.is_ascii_digit()) && !keys.contains(&"later")) {
        return None;
    }
    times().find(|time| *time == TimeOfDay::Later).or_else(|| times().find(|time| words::is_relation(*time))).or_else(|| times().next())
}

/// Where a time phrase at the end of a piece begins, with its time; something must be left in front of it.
fn tail_time(keys: &[&str]) -> Option<(usize, TimeOfDay)> {
    let fixed = |length: usize| {
        let from = keys.len().checked_sub(length).filter(|from| *from > 0)?;
        words::time(&keys.get(from..)?.join(" ")).map(|time| (from, time))
    };
    if let Some(found) = [3, 2].into_iter().find_map(fixed) {
        return Some(found);
    }
    let last = keys.iter().rposition(|key| words::time(key).is_some())?;
    let closes = keys.iter().skip(last + 1).all(|key| words::after_time(key));
    let belongs = |key: &str| words::time(key).is_some() || words::tail_before_time(key);
    let from = last - keys.iter().take(last).rev().take_while(|key| belongs(key)).count();
    let phrase = keys.get(from..)?;
    (closes && from > 0).then(|| whole_time(phrase).map(|time| (from, time))).flatten()
}
