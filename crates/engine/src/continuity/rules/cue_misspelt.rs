//! CH1: a cue that differs from a frequent name by one slip of the pen or by a letter class.
//!
//! What it finds: one character's name in two spellings: a rare cue one letter away from a frequent one, or, in Arabic, the same name with another hamza, ya or ta marbuta
//! Why it matters on set: the schedule and the call sheet get a second person, and the scene is missing from the strip of the first
//! Example: SALMA in scenes 1 to 9, SALMAA in scene 4; سلمى and سلمي
//! Silent: both names are given names or words of the language, the rare name stands elsewhere in the script too, the two answer each other, digits or plurals differ

use super::spelling::{self, Spelling};
use crate::continuity::case::Case;
use crate::continuity::document::FindingClass;
use crate::continuity::entities::one_slip_apart;
use crate::continuity::rule::{Draft, PrecisionSource, Rule, RuleInfo};
use crate::language::Bilingual;
use crate::screenplay::Severity;
use crate::text::{Span, fold_key};
use std::collections::BTreeMap;

pub(super) struct CueMisspelt;

static INFO: RuleInfo = RuleInfo {
    id: "cue_misspelt",
    code: "CH1",
    class: FindingClass::HouseStyle,
    severity: Severity::Warning,
    precision: 0.92,
    source: PrecisionSource::Measured,
    collapse: 24,
    finds: "one character's name in two spellings: a rare cue one letter away from a frequent one, or, in Arabic, the same name with another hamza, ya or ta marbuta",
    matters: "the schedule and the call sheet get a second person, and the scene is missing from the strip of the first",
    example: "SALMA in scenes 1 to 9, SALMAA in scene 4; سلمى and سلمي",
    silent: "both names are given names or words of the language, the rare name stands elsewhere in the script too, the two answer each other, digits or plurals differ",
    ..RuleInfo::QUESTION
};

impl Rule for CueMisspelt {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, case: &Case<'_>, found: &mut Vec<Draft>) {
        let names = names(case);
        for spellings in names.values() {
            letter_class(spellings, found);
        }
        let cues: Vec<Cue<'_>> = names.iter().filter_map(|(key, spellings)| Cue::new(case, key, spellings)).collect();
        for rare in cues.iter().filter(|cue| cue.speeches.len() <= 2) {
            let best = cues.iter().filter(|frequent| is_slip(case, rare, frequent)).max_by_key(|frequent| frequent.mentions);
            if let Some(frequent) = best {
                found.push(slip(rare, frequent));
            }
        }
    }
}

/// A cue name with its uses.
struct Cue<'a> {
    key: &'a str,
    written: &'a str,
    speeches: Vec<(usize, Span)>,
    /// Cues and namings in action.
    mentions: usize,
}

impl<'a> Cue<'a> {
    fn new(case: &Case<'_>, key: &'a str, spellings: &'a [Spelling]) -> Option<Self> {
        let written = &spellings.first()?.written;
        let speeches: Vec<_> = spellings.iter().flat_map(|spelling| spelling.uses.iter().copied()).collect();
        let named = key.split(' ').map(|word| case.words.get(word).copied().unwrap_or(0)).min().unwrap_or(0);
        Some(Self { key, written, mentions: speeches.len() + named as usize, speeches })
    }
}

/// All cue names by folded key, voice prefixes cut off.
fn names(case: &Case<'_>) -> BTreeMap<String, Vec<Spelling>> {
    let cues = case.screenplay.scenes.iter().enumerate().flat_map(|(at, scene)| scene.speeches.iter().map(move |speech| (at, speech)));
    spelling::group(cues.filter_map(|(at, speech)| {
        let key = fold_key(&speech.name);
        let voice = ["صوت ", "voice of "].iter().find(|voice| key.starts_with(**voice));
        let (written, span) = match voice {
            Some(voice) => {
                let (head, rest) = speech.name.split_at_checked(voice.len())?;
                let start = speech.cue.start + case.screenplay.slice(speech.cue).find(rest).unwrap_or(head.len());
                (rest.to_owned(), Span::new(start, speech.cue.end))
            }
            None => (speech.name.clone(), speech.cue),
        };
        let written = written.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')').trim().to_owned();
        Some((fold_key(&written), written, at, span))
    }))
}

/// Spellings of one folded name: always one person.
fn letter_class(spellings: &[Spelling], found: &mut Vec<Draft>) {
    let Some((usual, others)) = spellings.split_first().filter(|(_, others)| !others.is_empty()) else { return };
    let variants = others.iter().map(|spelling| spelling.written.as_str()).collect::<Vec<_>>().join("، ");
    let message = Bilingual::new(
        format!("اسم «{}» مكتوب بأكثر من شكل: {variants}", usual.written),
        format!("The name {} is written in more than one way: {variants}", usual.written),
    );
    let suggestion = Bilingual::new(format!("وحّد الاسم على «{}»", usual.written), format!("Use {} everywhere", usual.written));
    let mut draft = Draft::new(&INFO, usual.written.clone(), message, suggestion).stating("letters");
    for (scene, span) in others.iter().flat_map(|spelling| &spelling.uses) {
        draft = draft.at(*scene, *span, "كتابة مختلفة للاسم", "the other spelling");
    }
    for (scene, span) in usual.uses.iter().take(3) {
        draft = draft.at(*scene, *span, "الكتابة المعتادة", "the usual spelling");
    }
    found.push(draft);
}

fn is_slip(case: &Case<'_>, rare: &Cue<'_>, frequent: &Cue<'_>) -> bool {
    let Some((odd, usual)) = differing_words(rare.key, frequent.key) else { return false };
    let letters = usual.chars().count().min(odd.chars().count());
    let enough = frequent.mentions >= 4 && frequent.speeches.len() >= 2 && rare.speeches.len() * 4 <= frequent.mentions;
    if !enough || letters < 3 || !one_slip_apart(odd, usual) || odd.chars().next() != usual.chars().next() {
        return false;
    }
    let digits = |word: &str| word.chars().any(|c| c.is_ascii_digit());
    let plural = odd.strip_suffix('s') == Some(usual) || usual.strip_suffix('s') == Some(odd);
    let elsewhere = case.words.contains_key(odd);
    if digits(odd) || plural || elsewhere || case.lexicon.knows(odd) || answers(case, rare, frequent) {
        return false;
    }
    letters >= 5 || (is_expected(case, rare, frequent) || frequent.speeches.len() >= 10)
}

/// The one word in which two names of equally many words differ.
fn differing_words<'a>(rare: &'a str, frequent: &'a str) -> Option<(&'a str, &'a str)> {
    let (rare, frequent): (Vec<&str>, Vec<&str>) = (rare.split(' ').collect(), frequent.split(' ').collect());
    let mut differing = rare.iter().zip(&frequent).filter(|(a, b)| a != b);
    let first = differing.next().filter(|_| rare.len() == frequent.len())?;
    differing.next().is_none().then_some((*first.0, *first.1))
}

/// Nobody answers herself: where the two speak one after the other, with nothing between, they are two people.
fn answers(case: &Case<'_>, rare: &Cue<'_>, frequent: &Cue<'_>) -> bool {
    rare.speeches.iter().all(|(scene, cue)| {
        let Some(scene) = case.scene(*scene) else { return false };
        let Some(at) = scene.speeches.iter().position(|speech| speech.cue.overlaps(*cue)) else { return false };
        let next = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|near| scene.speeches.get(near));
        let own = |speech: &&crate::screenplay::Speech| fold_key(&speech.name) == frequent.key && !speech.continued;
        next.filter(own).any(|speech| !action_between(case, scene, speech.cue, *cue))
    })
}

fn action_between(case: &Case<'_>, scene: &crate::screenplay::Scene, one: Span, other: Span) -> bool {
    let between = Span::new(one.end.min(other.end), one.start.max(other.start));
    case.screenplay.action_of(scene).any(|line| between.contains(line.span))
}

/// The frequent name is expected in the scene: it speaks there or is named in its action.
fn is_expected(case: &Case<'_>, rare: &Cue<'_>, frequent: &Cue<'_>) -> bool {
    rare.speeches.iter().all(|(scene, _)| {
        let speaks = frequent.speeches.iter().any(|(other, _)| other == scene);
        let named = case.reading.scene(*scene).iter().any(|sentence| sentence.words.iter().any(|word| word.text == frequent.key));
        speaks || named
    })
}

fn slip(rare: &Cue<'_>, frequent: &Cue<'_>) -> Draft {
    let message = Bilingual::new(
        format!("«{}» غالبًا هي «{}» بخطأ كتابة", rare.written, frequent.written),
        format!("{} looks like {} misspelt", rare.written, frequent.written),
    );
    let suggestion = Bilingual::new(
        format!("صحّح الاسم إلى «{}»، أو أضفه كشخصية مستقلة", frequent.written),
        format!("Correct it to {}, or keep it as a person of its own", frequent.written),
    );
    let mut draft = Draft::new(&INFO, frequent.written, message, suggestion).stating(rare.key);
    for (scene, span) in &rare.speeches {
        draft = draft.at(*scene, *span, "الاسم النادر", "the rare name");
    }
    for (scene, span) in frequent.speeches.iter().take(3) {
        draft = draft.at(*scene, *span, "الاسم المعتاد", "the usual name");
    }
    draft
}
