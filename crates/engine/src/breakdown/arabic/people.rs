//! People of an Arabic scene: speaking and silent cast, roles that act, and background with its numbers. Owns who counts as a part and
//! who as background; characters with cues come from the screenplay's presence.

use std::collections::BTreeSet;

use super::scene_text::ActionLine;
use super::words;
use crate::breakdown::Category;
use crate::breakdown::candidate::{Candidate, Clue, SceneContext};
use crate::language::Bilingual;
use crate::lexicon::{Role, VerbClasses, arabic_role, is_arabic_given_name};
use crate::screenplay::{CharacterIndex, Presence, PresenceKind, Voice};
use crate::text::{Span, fold_key};

/// Classes of verbs that a person does.
const PERSONAL: [VerbClasses; 8] = [
    VerbClasses::HAND,
    VerbClasses::MOVE,
    VerbClasses::POSTURE,
    VerbClasses::ACT,
    VerbClasses::WEAR,
    VerbClasses::DRIVE,
    VerbClasses::POINT,
    VerbClasses::DEVICE,
];

/// At most so many quotations for a character.
const CLUES: usize = 4;

/// Cast and background of the scene.
pub(super) fn people(context: &SceneContext<'_>, lines: &[ActionLine<'_>]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = context.scene.presence.iter().filter_map(|presence| present(context, lines, presence)).collect();
    join_shortened(&mut found);
    let cued: BTreeSet<String> = found.iter().map(|candidate| candidate.key.clone()).collect();
    for line in lines.iter().filter(|line| !line.is_heading) {
        for at in 0..line.words.len() {
            if line.name(at).is_some() {
                continue;
            }
            let candidate = role(line, at).or_else(|| uncued_name(line, at)).or_else(|| introduced(line, at));
            found.extend(candidate.filter(|candidate| !is_cued(&cued, candidate)));
        }
    }
    found
}

/// A cue that shortens another one of the same scene (سكرتير beside سكرتير التحرير) is the same part when it is a role.
fn join_shortened(found: &mut Vec<Candidate>) {
    let keys: Vec<String> = found.iter().map(|candidate| candidate.key.clone()).collect();
    let fuller = |key: &str| keys.iter().find(|other| other.strip_prefix(key).is_some_and(|rest| rest.starts_with(' '))).cloned();
    let shortened: Vec<(usize, String)> = found
        .iter()
        .enumerate()
        .filter(|(_, candidate)| is_role_word(&candidate.key))
        .filter_map(|(at, candidate)| Some((at, fuller(&candidate.key)?)))
        .collect();
    for (at, key) in shortened.into_iter().rev() {
        let short = found.remove(at);
        if let Some(full) = found.iter_mut().find(|candidate| candidate.key == key) {
            full.clues.extend(short.clues);
            full.clues.sort_by_key(|clue| clue.span);
        }
    }
}

/// A role that is one of the cued characters (الطبيب, والدتها beside والدة نهال).
fn is_cued(cued: &BTreeSet<String>, candidate: &Candidate) -> bool {
    candidate.category == Category::CastMembers
        && cued.iter().any(|key| {
            key == &candidate.key
                || key.strip_prefix("ال") == Some(candidate.key.as_str())
                || key
                    .split(' ')
                    .next()
                    .is_some_and(|first| first == candidate.key || same_kin(first, &candidate.key) || is_respelt(first, &candidate.key))
        })
}

/// الأم and والدة, الأب and والد name the same person of a family.
fn same_kin(a: &str, b: &str) -> bool {
    [["ام", "والده"], ["اب", "والد"]].iter().any(|pair| pair.contains(&a) && pair.contains(&b))
}

/// يحي and يحيى: names that differ only in a final weak letter are spellings of one name.
fn is_respelt(a: &str, b: &str) -> bool {
    let bare = |name: &str| name.trim_end_matches(['ي', 'ا', 'ه', 'ء']).to_owned();
    a.chars().count().abs_diff(b.chars().count()) <= 1 && a.chars().count() > 2 && bare(a) == bare(b) && !bare(a).is_empty()
}

fn present(context: &SceneContext<'_>, lines: &[ActionLine<'_>], presence: &Presence) -> Option<Candidate> {
    let character = context.screenplay.character(presence.character)?;
    let speeches: Vec<_> = context.scene.speeches.iter().filter(|speech| speech.character == presence.character).collect();
    let seen = mentions(lines, presence.character);
    let (rationale, belief, detector) = match presence.kind {
        PresenceKind::Mentioned => return None,
        PresenceKind::Speaks => (Bilingual::new("له حوار في المشهد", "speaks in the scene"), 0.97, "cue"),
        PresenceKind::Silent if seen.is_empty() => return None,
        PresenceKind::Silent => (Bilingual::new("يظهر في الحركة دون حوار", "in the action without a line"), 0.9, "name"),
    };
    let spans = speeches.iter().map(|speech| speech.cue).take(1).chain(seen.iter().copied());
    let clues: Vec<Clue> = spans.take(CLUES).map(|span| Clue { span, rationale: rationale.clone() }).collect();
    let mut candidate = Candidate::new(Category::CastMembers, &character.name, fold_key(&character.name), clues.first()?.clone(), detector);
    candidate.clues = clues;
    candidate.clues.sort_by_key(|clue| clue.span);
    candidate.belief = belief;
    candidate.character = Some(presence.character);
    candidate.attributes.insert(if presence.kind == PresenceKind::Speaks { "SPEAKING" } else { "SILENT" }.to_owned());
    if seen.is_empty() && !speeches.is_empty() && speeches.iter().all(|speech| speech.voice != Voice::OnCamera) {
        candidate.attributes.insert("VOICE_ONLY".to_owned());
    }
    Some(candidate)
}

/// Where a character stands in the action as a person and not as the owner of a place or thing.
fn mentions(lines: &[ActionLine<'_>], character: CharacterIndex) -> Vec<Span> {
    let mut spans = Vec::new();
    for line in lines.iter().filter(|line| !line.is_heading) {
        for at in 0..line.words.len() {
            if line.name(at) == Some(character) && (at == 0 || line.name(at - 1) != Some(character)) && !is_owner(line, at) {
                let end = (at..line.words.len()).take_while(|place| line.name(*place) == Some(character)).count();
                spans.extend(line.span(at, at + end));
            }
        }
    }
    spans
}

/// Whether the name at a word only says whose place or thing it is: غرفة نور, هاتف أميرة, والدة نهال.
fn is_owner(line: &ActionLine<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| line.words.get(before)).filter(|before| !words::is_function(before.folded))
    else {
        return false;
    };
    let bare = line.words.get(at).is_some_and(|word| {
        word.folded.starts_with(['و', 'ف', 'ل', 'ب'])
            && word.stems.first().is_some_and(|stem| stem.proclitic.is_empty())
            && line.name(at).is_some()
            && !is_arabic_given_name(word.folded)
    });
    if line.verb(at - 1).is_some_and(|verb| !verb.is_participle) || bare || line.words.get(at).is_some_and(|word| word.after_mark) {
        return false;
    }
    let is_thing = before.stems.iter().any(|stem| {
        let probe = [super::scan::Probe(stem.text)];
        !stem.has_article
            && stem.pronoun.is_empty()
            && (super::scan::is_noun(&probe) || words::is_owned(stem.text) || arabic_role(stem.text, |_, _| false).is_some())
    });
    is_thing && !is_arabic_given_name(before.folded)
}

/// A named person without a cue: a name behind a verb that people do (يدخل عادل), joined to another name, or described (لؤي عثمان ظابط).
fn uncued_name(line: &ActionLine<'_>, at: usize) -> Option<Candidate> {
    let word = line.words.get(at)?;
    let is_compound = is_servant_name(line, at);
    let is_name = |stem: &&super::token::Stem<'_>| {
        !stem.has_article
            && stem.pronoun.is_empty()
            && !stem.is_dual
            && (is_arabic_given_name(stem.text) || is_compound && stem.text == "عبد")
    };
    let stem = word.stems.iter().find(is_name)?;
    if words::is_function(word.folded) || words::is_function(stem.text) || stem.preposition().is_some() {
        return None;
    }
    if stem.proclitic.starts_with('ف') {
        return None;
    }
    let plain = stem.proclitic.is_empty();
    let after_verb = at
        .checked_sub(1)
        .and_then(|before| line.verb(before))
        .is_some_and(|verb| !verb.is_participle && PERSONAL.iter().any(|class| verb.classes.any(*class)));
    let beside = words::is_beside(line.before(at, 1))
        || line.before(at, 1) == "علي" && at.checked_sub(2).is_some_and(|verb| line.verb(verb).is_some());
    let joined = !plain && stem.preposition().is_none() && (at >= 1 && is_person(line, at - 1) || at >= 2 && is_person(line, at - 2));
    let starts = (at == 0 || word.after_mark) && acts_ahead(line, at + full_name(line, at));
    let titled = at > 0 && is_title(line, at - 1);
    // A rose is put down (تضع وردة): a name that is a thing's word, too, needs more than a verb before it.
    if super::scan::is_noun(&[super::scan::Probe(stem.text)]) && !titled {
        return None;
    }
    if !(after_verb || joined || (plain && (beside || starts || titled))) || is_owner(line, at) {
        return None;
    }
    let last = line.words.get(at + full_name(line, at) - 1)?;
    let span = line.folded.noun_span(word, stem).cover(last.span);
    let clue =
        Clue { span, rationale: Bilingual::new("اسم شخص يقوم بالفعل في الحركة", "a named person in the action") };
    let name = line.folded.text_of(span);
    let key = if is_compound { fold_key(&name) } else { stem.text.to_owned() };
    let mut candidate = Candidate::new(Category::CastMembers, name, key, clue, "name");
    candidate.belief = if after_verb { 0.9 } else { 0.8 };
    candidate.attributes.insert("SILENT".to_owned());
    Some(candidate)
}

/// حفيدته ورد (10 سنوات), ليلى، 40 سنة: a word with an age behind it is a person who is introduced.
fn introduced(line: &ActionLine<'_>, at: usize) -> Option<Candidate> {
    let word = line.words.get(at).filter(|word| !words::is_function(word.folded) && word.folded.chars().count() > 2)?;
    let is_role = word.stems.iter().any(|stem| arabic_role(stem.text, |_, _| false).is_some());
    if is_role || line.verb(at).is_some() || !is_aged(line, at) {
        return None;
    }
    let clue = Clue { span: word.span, rationale: Bilingual::new("شخص يُقدَّم بعمره", "a person introduced with an age") };
    let name = line.folded.text_of(word.span);
    let mut candidate = Candidate::new(Category::CastMembers, &name, fold_key(&name), clue, "name");
    candidate.belief = 0.85;
    candidate.attributes.insert("SILENT".to_owned());
    Some(candidate)
}

/// A number of years stands right behind the word.
pub(super) fn is_aged(line: &ActionLine<'_>, at: usize) -> bool {
    let Some(next) = line.words.get(at + 1).filter(|next| next.after_mark) else { return false };
    let is_number = next.folded.chars().all(char::is_numeric) || words::numeral(next.folded).is_some();
    is_number && matches!(line.letters(at + 2), "سنه" | "سنوات" | "سنين" | "عام" | "عاما" | "اعوام")
}

/// عبد الحميد, عبد الرحمن: a servant of one of the names of God, in two words.
fn is_servant_name(line: &ActionLine<'_>, at: usize) -> bool {
    line.words.get(at).is_some_and(|word| word.stems.iter().any(|stem| stem.text == "عبد"))
        && line.words.get(at + 1).is_some_and(|next| !next.after_mark && next.folded.starts_with("ال") && next.folded.chars().count() > 4)
}

/// The sentence that begins with the name goes on with what the person does: لينا مبللة تزحف, عبد الحميد على حماره يحمل.
fn acts_ahead(line: &ActionLine<'_>, from: usize) -> bool {
    const REACH: usize = 4;
    (from..from + REACH)
        .take_while(|place| {
            line.words.get(*place).is_some_and(|word| !word.after_mark)
                && line.name(*place).is_none()
                // على the preposition, more often than the name.
                && (line.letters(*place) == "علي" || !is_arabic_given_name(line.letters(*place)))
        })
        .find_map(|place| line.verb(place))
        .is_some_and(|verb| PERSONAL.iter().any(|class| verb.classes.any(*class)) || verb.classes.any(VerbClasses::STUNT))
}

/// الضابط حسام, الدكتورة أميرة: a title with its article before a name belongs to the name.
fn is_title(line: &ActionLine<'_>, at: usize) -> bool {
    line.words.get(at).is_some_and(|word| {
        word.stems.iter().any(|stem| {
            stem.has_article
                && stem.pronoun.is_empty()
                && arabic_role(stem.text, |_, _| false)
                    .is_some_and(|(role, _)| !role.is_plural && !role.attributes.iter().any(|name| name == "KIN"))
        })
    })
}

fn is_person(line: &ActionLine<'_>, at: usize) -> bool {
    line.name(at).is_some()
        || is_arabic_given_name(line.letters(at))
        || line.words.get(at).is_some_and(|word| word.stems.iter().any(|stem| arabic_role(stem.text, |_, _| false).is_some()))
}

/// Number of words of the name: the given name, and a second name that is no other word.
fn full_name(line: &ActionLine<'_>, at: usize) -> usize {
    let goes_on = |next: &super::token::Word<'_>| {
        !next.after_mark && !words::is_function(next.folded) && is_arabic_given_name(next.folded) && line.name(at + 1).is_none()
    };
    let known = if is_servant_name(line, at) { 2 } else { 1 };
    known + usize::from(line.words.get(at + known).is_some_and(goes_on))
}

/// A role at a word: one that acts is cast, many are background.
fn role(line: &ActionLine<'_>, at: usize) -> Option<Candidate> {
    let word = line.words.get(at)?;
    if words::is_function(word.folded) {
        return None;
    }
    let follows = |n: usize, wanted: &str| line.words.get(at + 1 + n).is_some_and(|word| word.stems.iter().any(|stem| stem.text == wanted));
    let (stem, (role, length)) = word.stems.iter().filter(|stem| stem.belief > 0.6).find_map(|stem| {
        Some((stem, arabic_role(stem.text, follows)?))
            .filter(|(stem, (role, _))| stem.pronoun.is_empty() || role.is_plural || role.attributes.iter().any(|name| name == "KIN"))
    })?;
    let is_participle = stem.is_dual && line.verb(at).is_some_and(|verb| verb.is_participle);
    let counts_next = words::numeral(word.folded).is_some() && is_plural_role(line, at + 1);
    if counts_next
        || is_participle
        || word.folded.chars().count() < 3 && !stem.has_article
        || stem.preposition() == Some('ك')
        || line.is_denied(at)
        || line.is_compared(at)
    {
        return None;
    }
    let is_one_of = matches!(line.before(at, 1), "احد" | "احدي" | "واحد" | "واحده")
        || matches!(line.before(at, 2), "احد" | "احدي" | "واحد" | "واحده") && line.before(at, 1) == "من";
    if (is_owner(line, at) || is_apposition(line, at)) && !is_one_of {
        return None;
    }
    let is_named = line.words.get(at + 1).is_some_and(|next| {
        !next.after_mark && (line.name(at + 1).is_some() || is_arabic_given_name(next.folded) || is_servant_name(line, at + 1))
    });
    if is_title(line, at) && is_named {
        return None;
    }
    let count = count_before(line, at, stem.is_dual);
    let is_many = (role.is_plural || stem.is_dual || count.is_some_and(|count| count > 1)) && !is_one_of;
    let clue_span = clue_span(line, at, stem, length, is_one_of)?;
    if is_many && is_circle(role) {
        return count
            .filter(|_| stem.has_article || line.before(at, 1).starts_with("ال"))
            .map(|count| circle(line, at, role, count, clue_span));
    }
    if is_many {
        return Some(background(line, at, role, count, clue_span));
    }
    single(line, at, stem, role, clue_span, is_one_of)
}

/// A role that describes a named person (نور – امرأة …, كريم رزق رجل خمسيني): not a person of its own.
fn is_apposition(line: &ActionLine<'_>, at: usize) -> bool {
    let Some(word) = line.words.get(at) else { return false };
    let named = |place: usize| line.name(place).is_some() || is_arabic_given_name(line.letters(place));
    let joined = word.folded.starts_with('و') && word.stems.first().is_some_and(|stem| !is_role_word(stem.text));
    let behind_name = (1..=2).any(|back| {
        at.checked_sub(back).is_some_and(|place| {
            named(place) && (place + 1..at).all(|between| !words::is_function(line.letters(between)) && line.verb(between).is_none())
        })
    });
    behind_name && !joined
}

fn is_plural_role(line: &ActionLine<'_>, at: usize) -> bool {
    line.words
        .get(at)
        .is_some_and(|word| word.stems.iter().any(|stem| arabic_role(stem.text, |_, _| false).is_some_and(|(role, _)| role.is_plural)))
}

fn is_role_word(folded: &str) -> bool {
    arabic_role(folded, |_, _| false).is_some()
}

fn clue_span(line: &ActionLine<'_>, at: usize, stem: &super::token::Stem<'_>, length: usize, is_one_of: bool) -> Option<Span> {
    let word = line.words.get(at)?;
    let noun = line.folded.noun_span(word, stem).cover(line.words.get(at + length - 1)?.span);
    let from = if is_one_of { at.saturating_sub(1) } else { at };
    Some(noun.cover(line.words.get(from).filter(|_| is_one_of).map_or(noun, |word| word.span)))
}

/// The number before a noun: a numeral, or the dual; `None` for a number that is not told.
fn count_before(line: &ActionLine<'_>, at: usize, is_dual: bool) -> Option<u32> {
    if is_dual {
        return Some(2);
    }
    words::numeral(line.before(at, 1))
        .or_else(|| words::numeral(line.letters(at + 1)).filter(|_| line.words.get(at).is_some_and(|word| word.folded.starts_with("ال"))))
}

fn background(line: &ActionLine<'_>, at: usize, role: &Role, count: Option<u32>, span: Span) -> Candidate {
    let lead = (1..=2)
        .take_while(|back| {
            words::is_several(line.before(at, *back)) || words::numeral(line.before(at, *back)).is_some() || line.before(at, *back) == "من"
        })
        .last();
    let span = lead.and_then(|back| line.words.get(at - back)).map_or(span, |word| word.span.cover(span));
    let written = line.folded.text_of(line.words.get(at).map_or(span, |word| word.span));
    let key = fold_key(&role.lemma);
    let clue = Clue {
        span, rationale: Bilingual::new("مجموعة بلا دور منفرد: كومبارس", "a group without a part of its own: background")
    };
    let mut candidate = Candidate::new(Category::BackgroundActors, plural_name(&written), key, clue, "role");
    candidate.quantity = count;
    candidate.belief = 0.75;
    candidate.attributes.extend(role.attributes.iter().cloned());
    candidate.alternatives.push((Category::CastMembers, 0.15));
    candidate
}

/// Friends and relatives are the known characters themselves, not background.
fn is_circle(role: &Role) -> bool {
    role.attributes.iter().any(|name| name == "KIN") || matches!(role.lemma.as_str(), "صديق" | "زوج")
}

/// الخمس أصدقاء: the leads named as a group.
fn circle(line: &ActionLine<'_>, at: usize, role: &Role, count: u32, span: Span) -> Candidate {
    let span = line.words.get(at.saturating_sub(1)).map_or(span, |word| word.span.cover(span));
    let clue =
        Clue { span, rationale: Bilingual::new("مجموعة من الشخصيات المعروفة", "a group of known characters") };
    let name = line.folded.text_of(span);
    let mut candidate = Candidate::new(Category::CastMembers, name, fold_key(&role.lemma), clue, "role");
    candidate.quantity = Some(count);
    candidate.belief = 0.7;
    candidate.attributes.insert("GROUP".to_owned());
    candidate
}

/// The written plural without conjunction, preposition and article.
fn plural_name(folded: &str) -> &str {
    let bare = folded.strip_prefix(['و', 'ف']).filter(|rest| rest.starts_with("ال")).unwrap_or(folded);
    let bare = bare.strip_prefix('و').filter(|rest| rest.chars().count() > 3).unwrap_or(bare);
    bare.strip_prefix("ال").or_else(|| bare.strip_prefix("لل")).unwrap_or(bare)
}

fn single(line: &ActionLine<'_>, at: usize, stem: &super::token::Stem<'_>, role: &Role, span: Span, is_one_of: bool) -> Option<Candidate> {
    let before = at.checked_sub(1);
    let after_verb = before.and_then(|before| line.verb(before)).is_some_and(|verb| PERSONAL.iter().any(|class| verb.classes.any(*class)));
    let acts = line.verb(at + 1).or_else(|| line.verb(at + 2)).is_some_and(|verb| !verb.is_participle);
    let beside = words::is_place(line.before(at, 1)) || matches!(line.before(at, 1), "مع" | "ومعه" | "ومعها" | "الي" | "نري");
    let is_kin = role.attributes.iter().any(|name| name == "KIN");
    if is_kin && stem.pronoun.is_empty() && !stem.has_article && line.name(at + 1).is_none() && !is_arabic_given_name(line.letters(at + 1))
    {
        return None;
    }
    if !(is_one_of || after_verb || (acts && stem.preposition().is_none()) || (beside && (stem.has_article || is_kin))) {
        return None;
    }
    let clue = Clue {
        span,
        rationale: Bilingual::new("شخص بوظيفته يقوم بفعل في المشهد", "a person known by trade or kinship who acts in the scene"),
    };
    let key = fold_key(&role.lemma);
    let mut candidate = Candidate::new(Category::CastMembers, name_of(line, at, stem, role, is_one_of), key, clue, "role");
    candidate.belief = if after_verb || is_one_of { 0.8 } else { 0.6 };
    candidate.attributes.extend(role.attributes.iter().cloned());
    candidate.attributes.insert("SILENT".to_owned());
    candidate.alternatives.push((Category::BackgroundActors, 0.15));
    Some(candidate)
}

fn name_of(line: &ActionLine<'_>, at: usize, stem: &super::token::Stem<'_>, role: &Role, is_one_of: bool) -> String {
    if is_one_of {
        return line.span(at - 1, at + 1).map_or_else(|| role.lemma.clone(), |span| line.folded.text_of(span));
    }
    let next = line.words.get(at + 1).filter(|next| !next.after_mark && line.verb(at + 1).is_none() && !words::is_function(next.folded));
    let goes_on =
        next.filter(|next| !stem.has_article && stem.pronoun.is_empty() && (next.folded.starts_with("ال") || line.name(at + 1).is_some()));
    // The word as it is written: عروسة is no عريس, جرسون no نادل.
    let written = || {
        let word = line.words.get(at).filter(|_| fold_key(&role.lemma) != stem.text && stem.pronoun.is_empty());
        word.map_or_else(|| role.lemma.clone(), |word| line.folded.written(word, stem).to_owned())
    };
    goes_on.map_or_else(written, |next| format!("{} {}", stem.text, next.folded))
}

/// Whether a word is a person: a character's name, a given name, a role.
pub(super) fn is_somebody(line: &ActionLine<'_>, at: usize) -> bool {
    is_person(line, at)
}
