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
    found.extend(super::heading::heading(lines));
    let has_phone = lines.iter().any(has_phone);
    for line in lines.iter().filter(|line| !line.is_heading) {
        for mention in mentions(line).into_iter().filter(|mention| !is_on_display(line, mention, has_phone)) {
            let carrier = carrier(line, mention.at).or(subject);
            found.extend(candidate(line, &mention, carrier));
        }
        subject = (0..line.words.len()).rev().find_map(|at| line.name(at)).or(subject);
    }
    settle(found)
}

/// A screen that only carries a caption or picture, and a message that arrives on a telephone: no thing of its own.
fn is_on_display(line: &ActionLine<'_>, mention: &Mention<'_>, has_phone: bool) -> bool {
    let is_screen =
        mention.entry.lemma == "شاشة" && mention.end == mention.at + 1 && (line.before(mention.at, 1) == "علي" || mention.stem.has_article);
    is_screen || has_phone && mention.entry.lemma == "رسالة"
}

/// A telephone is in play on the line.
fn has_phone(line: &ActionLine<'_>) -> bool {
    (0..line.words.len()).any(|at| ["هاتف", "موبايل", "تليفون", "شاشه", "يتصل"].iter().any(|phone| line.letters(at).contains(phone)))
}

/// The nearest named person before the thing.
fn carrier(line: &ActionLine<'_>, at: usize) -> Option<CharacterIndex> {
    (0..at).rev().find_map(|place| line.name(place))
}

fn candidate(line: &ActionLine<'_>, mention: &Mention<'_>, carrier: Option<CharacterIndex>) -> Option<Candidate> {
    let stated = mention.entry.category.category()?;
    let touch = touch(line, mention);
    let (category, rationale, detector) = match stated {
        Category::Props if is_alive(line, mention) => {
            (Category::Animals, Bilingual::new("حيوان حي في المشهد", "a live animal in the scene"), "lexicon+living")
        }
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
        Category::MakeupHair if mention.entry.attributes.contains("BLOOD") => blood(line, mention)?,
        Category::Sound if is_vocal(mention) && !is_heard(line, mention) => return None,
        other => (other, Bilingual::new("الكلمة تدل عليه", "the word names it"), "lexicon"),
    };
    let is_alone = mention.qualifiers.is_empty();
    let key = fold_key(&mention.entry.lemma);
    let mut found = Candidate::new(category, &mention.name, key, Clue { span: mention.span, rationale }, detector);
    found.qualifiers.clone_from(&mention.qualifiers);
    let is_definite_idafa = line.letters(mention.end.saturating_sub(1)).starts_with("ال");
    if is_alone || mention.stem.has_article || !mention.stem.pronoun.is_empty() || is_definite_idafa {
        found.attributes.insert(GIVEN.to_owned());
    }
    found.attributes.insert(format!("{HEAD}{}", mention.stem.text));
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

/// دجاج يهرب: poultry and cattle that run are animals, not food.
fn is_alive(line: &ActionLine<'_>, mention: &Mention<'_>) -> bool {
    const FARM: [&str; 9] = ["دجاج", "فراخ", "بط", "حمام", "ارانب", "خروف", "سمك", "ديك رومي", "جمبري"];
    let runs = line.verb(mention.end).is_some_and(|verb| !verb.is_participle && verb.classes.any(VerbClasses::MOVE));
    runs && FARM.contains(&fold_key(&mention.entry.lemma).as_str())
}

/// Blood: on a body it is make-up, where it drips or flows it is an effect, dried on a place it is dressing, on a thing it is the thing's.
fn blood(line: &ActionLine<'_>, mention: &Mention<'_>) -> Option<(Category, Bilingual, &'static str)> {
    let near = mention.at.saturating_sub(4)..mention.end + 4;
    let is_on_thing = (1..=3).any(|back| ["ملوث", "ملطخ", "مغطي"].iter().any(|word| line.before(mention.at, back).contains(word)));
    let is_on_body = !mention.stem.pronoun.is_empty()
        || near.clone().any(|at| crate::breakdown::arabic::effects::is_body(line, at))
        || line.letters(mention.at).contains("غارق");
    let drips = near
        .clone()
        .any(|at| ["نقط", "قطر", "سيل", "سال", "يسقط", "تسقط", "خيط", "نزف"].iter().any(|word| line.letters(at).contains(word)));
    if is_on_thing {
        None
    } else if is_on_body {
        Some((Category::MakeupHair, Bilingual::new("دم على جسد ممثل", "blood on an actor's body"), "lexicon"))
    } else if drips {
        Some((Category::SpecialEffects, Bilingual::new("دم يسيل أو ينقط أمام الكاميرا", "blood that drips on camera"), "lexicon"))
    } else {
        Some((Category::SetDressing, Bilingual::new("آثار دم في المكان", "traces of blood on the set"), "lexicon"))
    }
}

/// Sounds that people make; on camera they are acting.
fn is_vocal(mention: &Mention<'_>) -> bool {
    matches!(
        mention.entry.lemma.as_str(),
        "بكاء"
            | "ضحك"
            | "نحيب"
            | "صراخ"
            | "صرخة"
            | "تصفيق"
            | "تهليل"
            | "شهيق"
            | "همس"
            | "ضحكات"
            | "عويل"
            | "زغرودة"
            | "زغاريد"
            | "أنين"
            | "سعال"
            | "هتاف"
    )
}

/// Heard without being seen.
fn is_heard(line: &ActionLine<'_>, mention: &Mention<'_>) -> bool {
    (mention.at.saturating_sub(4)..mention.end + 4).any(|at| {
        let letters = line.letters(at);
        letters.contains("سمع") || matches!(letters, "صوت" | "اصوات" | "بعيد" | "الخارج" | "خارج" | "ياتي" | "تاتي")
    })
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
    // عروسة في فستان: somebody in a garment, not a garment in a case.
    let somebody_in = line.before(mention.at, 1) == "في" && mention.at >= 2 && super::people::is_somebody(line, mention.at - 2);
    is_on_body
        || somebody_in
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
    let mut introduced: Vec<Introduced> = Vec::new();
    for candidate in &mut found {
        let head = head_of(&candidate.attributes);
        candidate.attributes.retain(|name| !name.starts_with(HEAD));
        if candidate.attributes.remove(GIVEN) {
            refer_back(candidate, &head, &introduced);
        }
        introduced.push(Introduced { key: candidate.key.clone(), head, is_phone: candidate.attributes.contains("PHONE") });
    }
    let handled: Vec<String> =
        found.iter().filter(|candidate| candidate.category == Category::Props).map(|candidate| candidate.key.clone()).collect();
    for candidate in found.iter_mut().filter(|candidate| candidate.category == Category::SetDressing && handled.contains(&candidate.key)) {
        candidate.category = Category::Props;
    }
    found
}

/// A thing that the scene has named.
struct Introduced {
    key: String,
    /// First word as written, folded, without article.
    head: String,
    is_phone: bool,
}

/// Carries the written head word from a mention to `settle`; never shown.
const HEAD: &str = "HEAD=";

fn head_of(attributes: &std::collections::BTreeSet<String>) -> String {
    attributes.iter().find_map(|name| name.strip_prefix(HEAD)).unwrap_or_default().to_owned()
}

/// الكرسي behind كرسي متحرك, الحقيبة behind حقيبة سفر, الهاتف behind موبايل: the same thing under a shorter or another name.
fn refer_back(candidate: &mut Candidate, head: &str, introduced: &[Introduced]) {
    let is_phone = candidate.attributes.contains("PHONE");
    let same = introduced.iter().rev().find(|known| {
        known.key == candidate.key
            || known.key.strip_prefix(candidate.key.as_str()).is_some_and(|rest| rest.starts_with(' '))
            || candidate.qualifiers.is_empty() && !head.is_empty() && known.head == head
            || is_phone && known.is_phone
    });
    let Some(known) = same else { return };
    if !candidate.qualifiers.iter().any(|word| words::is_colour(word)) {
        candidate.qualifiers.clear();
    }
    if known.key != candidate.key {
        candidate.key.clone_from(&known.key);
    }
}
