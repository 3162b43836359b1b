//! From things named in the action to candidates: the category by touch, wearing and place. Owns that decision for Arabic.

use super::handling::{Touch, touch};
use super::scan::{Mention, mentions};
use super::scene_text::ActionLine;
use super::words;
use crate::breakdown::Category;
use crate::breakdown::candidate::{Candidate, Clue};
use crate::language::Bilingual;
use crate::lexicon::{Reading, VerbClasses};
use crate::screenplay::CharacterIndex;
use crate::text::fold_key;

/// Candidates of all things that the action names.
pub(super) fn things(lines: &[ActionLine<'_>]) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut subject: Option<CharacterIndex> = None;
    for line in lines.iter().filter(|line| !line.is_heading) {
        for mention in mentions(line).into_iter().filter(|mention| !is_on_display(line, mention)) {
            let carrier = carrier(line, mention.at).or(subject);
            found.extend(candidate(line, &mention, carrier));
        }
        subject = (0..line.words.len()).rev().find_map(|at| line.name(at)).or(subject);
    }
    settle(found)
}

/// A screen that only carries a caption or picture, and a message that arrives on a telephone: no thing of its own.
fn is_on_display(line: &ActionLine<'_>, mention: &Mention<'_>) -> bool {
    let is_screen =
        mention.entry.lemma == "شاشة" && mention.end == mention.at + 1 && (line.before(mention.at, 1) == "علي" || mention.stem.has_article);
    let is_message = mention.entry.lemma == "رسالة"
        && (0..line.words.len())
            .any(|at| ["هاتف", "موبايل", "تليفون", "محمول", "شاشه"].iter().any(|phone| line.letters(at).contains(phone)));
    is_screen || is_message
}

/// The nearest named person before the thing.
fn carrier(line: &ActionLine<'_>, at: usize) -> Option<CharacterIndex> {
    (0..at).rev().find_map(|place| line.name(place))
}

fn candidate(line: &ActionLine<'_>, mention: &Mention<'_>, carrier: Option<CharacterIndex>) -> Option<Candidate> {
    let stated = mention.entry.category.category()?;
    let touch = touch(line, mention);
    let (category, rationale, detector) = match stated {
        Category::Props => prop(mention, touch)?,
        Category::SetDressing => dressing(line, mention, touch),
        Category::Wardrobe if is_generic(mention) && touch < Touch::Held => return None,
        Category::Wardrobe if touch >= Touch::Held && mention.stem.pronoun.is_empty() && !is_worn(line, mention) => {
            (Category::Props, touch.rationale(), "lexicon+handling")
        }
        Category::Wardrobe => {
            (stated, wardrobe_rationale(line, mention), if is_worn(line, mention) { "lexicon+wearing" } else { "lexicon" })
        }
        Category::Vehicles => (stated, vehicle_rationale(line, mention), "lexicon"),
        Category::BackgroundActors | Category::CastMembers => return None,
        other => (other, Bilingual::new("الكلمة تدل عليه", "the word names it"), "lexicon"),
    };
    let is_alone = mention.qualifiers.is_empty();
    let key = fold_key(&mention.entry.lemma);
    let mut found = Candidate::new(category, &mention.name, key, Clue { span: mention.span, rationale }, detector);
    found.qualifiers.clone_from(&mention.qualifiers);
    if is_alone || mention.stem.has_article || !mention.stem.pronoun.is_empty() {
        found.attributes.insert(GIVEN.to_owned());
    }
    found.attributes.extend(mention.entry.attributes.iter().cloned());
    found.attributes.extend(touch.attribute().map(str::to_owned).filter(|_| matches!(category, Category::Props | Category::SetDressing)));
    found.quantity = mention.quantity;
    found.belief = mention.belief * touch_belief(category, touch);
    found.alternatives = alternatives(mention, category);
    if touch.makes_prop() || matches!(category, Category::Wardrobe | Category::MakeupHair) {
        found.carriers.extend(carrier);
    }
    Some(found)
}

/// Clothes in general, with nothing that the wardrobe department could look for.
fn is_generic(mention: &Mention<'_>) -> bool {
    mention.entry.attributes.contains("GENERIC") && mention.qualifiers.is_empty()
}

/// Marks a mention that may refer back to one before; never shown.
const GIVEN: &str = "GIVEN";

fn prop(mention: &Mention<'_>, touch: Touch) -> Option<(Category, Bilingual, &'static str)> {
    if touch.makes_prop() {
        return Some((Category::Props, touch.rationale(), "lexicon+handling"));
    }
    match mention.entry.untouched {
        None => Some((Category::Props, touch.rationale(), "lexicon")),
        Some(Reading::Element(category)) => Some((category, touch.rationale(), "lexicon")),
        Some(Reading::Nothing) => None,
    }
}

/// Furniture stays dressing unless somebody carries it away.
fn dressing(line: &ActionLine<'_>, mention: &Mention<'_>, touch: Touch) -> (Category, Bilingual, &'static str) {
    let is_carried = touch == Touch::Handled && line.governing_verb(mention.at).is_some_and(|(place, _)| is_carrying(line.letters(place)));
    let is_machine = mention.entry.attributes.iter().any(|name| matches!(name.as_str(), "ELECTRONIC" | "APPLIANCE" | "LAMP"));
    let is_worked = is_machine && touch > Touch::Pointed;
    let is_personal = touch == Touch::Possessed && mention.entry.lemma == "كرسي";
    let is_carried = is_carried || is_worked || is_personal;
    if is_carried {
        (Category::Props, touch.rationale(), "lexicon+handling")
    } else {
        (Category::SetDressing, Bilingual::new("من أثاث المكان أو تجهيزاته", "furniture or dressing of the set"), "lexicon")
    }
}

/// Verbs that move furniture through the picture.
fn is_carrying(verb: &str) -> bool {
    ["حمل", "رفع", "رمي", "قذف", "كسر", "حطم", "شيل", "جر"].iter().any(|stem| verb.contains(stem))
}

/// A wearing verb or participle governs it, or it is somebody's own, or stands with "in" (في بدلة).
fn is_worn(line: &ActionLine<'_>, mention: &Mention<'_>) -> bool {
    let is_on_body = line.letters(mention.end) == "علي"
        && matches!(
            line.letters(mention.end + 1),
            "راسه"
                | "راسها"
                | "جسده"
                | "جسدها"
                | "وجهه"
                | "وجهها"
                | "كتفه"
                | "كتفها"
                | "كتفيه"
                | "كتفيها"
                | "عينيه"
                | "عينيها"
        );
    is_on_body
        || !mention.stem.pronoun.is_empty()
        || mention.stem.preposition() == Some('ب')
        || line.governing_verb(mention.at).is_some_and(|(_, verb)| verb.classes.any(VerbClasses::WEAR))
}

fn wardrobe_rationale(line: &ActionLine<'_>, mention: &Mention<'_>) -> Bilingual {
    if is_worn(line, mention) {
        Bilingual::new("قطعة ملابس يرتديها شخص", "a garment that somebody wears")
    } else {
        Bilingual::new("قطعة ملابس مذكورة في الحركة", "a garment in the action")
    }
}

fn vehicle_rationale(line: &ActionLine<'_>, mention: &Mention<'_>) -> Bilingual {
    if line.governing_verb(mention.at).is_some_and(|(_, verb)| verb.classes.any(VerbClasses::DRIVE)) {
        Bilingual::new("مركبة تُقاد أو تُركب في الكادر", "a vehicle driven or ridden on camera")
    } else {
        Bilingual::new("مركبة تظهر في المشهد", "a vehicle seen in the scene")
    }
}

fn touch_belief(category: Category, touch: Touch) -> f64 {
    match (category, touch) {
        (Category::Props, Touch::Handled | Touch::Held | Touch::Consumed | Touch::Used) => 1.0,
        (Category::Props, Touch::Possessed | Touch::Pointed) => 0.9,
        (Category::Props | Category::SetDressing, Touch::Located) => 0.85,
        (Category::Props | Category::SetDressing, Touch::Untouched) => 0.75,
        _ => 0.9,
    }
}

fn alternatives(mention: &Mention<'_>, chosen: Category) -> Vec<(Category, f64)> {
    let other = [Some(mention.entry.category), mention.entry.untouched]
        .into_iter()
        .flatten()
        .filter_map(Reading::category)
        .find(|category| *category != chosen);
    other.map(|category| (category, 0.25)).into_iter().collect()
}

/// A thing that is handled anywhere in the scene is one prop in all its mentions; a definite mention refers back to the thing introduced
/// before, whatever adjective it now carries, unless colours contradict.
fn settle(mut found: Vec<Candidate>) -> Vec<Candidate> {
    let mut introduced: Vec<(String, bool)> = Vec::new();
    for candidate in &mut found {
        if candidate.attributes.remove(GIVEN) {
            refer_back(candidate, &introduced);
        }
        introduced.push((candidate.key.clone(), candidate.attributes.contains("PHONE")));
    }
    let handled: Vec<String> =
        found.iter().filter(|candidate| candidate.category == Category::Props).map(|candidate| candidate.key.clone()).collect();
    for candidate in found.iter_mut().filter(|candidate| candidate.category == Category::SetDressing && handled.contains(&candidate.key)) {
        candidate.category = Category::Props;
    }
    found
}

/// الكرسي behind كرسي متحرك, الهاتف behind موبايل: the same thing under a shorter or another name.
fn refer_back(candidate: &mut Candidate, introduced: &[(String, bool)]) {
    let is_phone = candidate.attributes.contains("PHONE");
    let same = introduced.iter().rev().find(|(key, was_phone)| {
        *key == candidate.key
            || key.strip_prefix(candidate.key.as_str()).is_some_and(|rest| rest.starts_with(' '))
            || is_phone && *was_phone
    });
    let Some((key, _)) = same else { return };
    if !candidate.qualifiers.iter().any(|word| words::is_colour(word)) {
        candidate.qualifiers.clear();
    }
    if *key != candidate.key {
        candidate.key.clone_from(key);
    }
}
