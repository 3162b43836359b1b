//! Light stems and stop words of both languages: enough to bring forms of one word together, never meant to be read.
//! Input is folded text (see `text::fold`).
//!
//! Sources: Larkey, Ballesteros and Connell, "Light stemming for Arabic information retrieval" (light10); Harman's S-stemmer for English
//! with the regular verb endings. The stop words are the closed classes: pronouns, articles, prepositions, conjunctions, auxiliaries.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

const ARABIC_STOP: &str = "في من علي الي عن مع هذا هذه ذلك تلك التي الذي الذين اللي ان انه انها انا انت انتي احنا نحن هو هي هم هما ما ماذا \
    لا لم لن ليس مش مو كان كانت يكون تكون قد لقد سوف كل بعض اي ايه ايوه نعم او ثم بل لكن حتي اذا لو عند عندك عندي عنده بعد قبل \
    بين تحت فوق خلال حول نحو هناك هنا ده دي دول كده كدا بس يعني طب طيب عشان علشان لما زي ليه فين مين ازاي امتي جدا ايضا كما منذ \
    اليه اليها عليه عليها عليك فيه فيها منه منها له لها لهم لك لي به بها معه معها وهو وهي وقد ولا وما ومن وفي فلا يا اه اوه غير مثل \
    حين حيث بدون دون كيف متي اين لان لانه اننا انك اني منك مني لنا بنا فقط الان ثمه احد نفس نفسه نفسها امام وراء خلف جنب ناحيه \
    تاني اول اخر كان كمان برضه برضو لسه اهو اهي";

const ENGLISH_STOP: &str = "a an the and or but if then than that this these those there here of to in on at by for from with without into onto \
    out up down over under off as is are was were be been being am do does did done has have had having not no nor so too very just it its \
    he him his she her hers they them their theirs we us our ours you your yours i me my mine who whom whose which what when where why how \
    all any both each few more most other some such only own same can could will would shall should may might must about above after again \
    against before below between during through until while because also back get gets got go goes going one two now like well oh okay ok yeah \
    yes don't i'm you're it's that's he's she's we're they're i'll you'll we'll can't won't didn't doesn't isn't wasn't i've you've let's \
    there's what's ain't gonna wanna toward towards behind around across along near away";

static STOP: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| ARABIC_STOP.split_whitespace().chain(ENGLISH_STOP.split_whitespace()).collect());

/// Whether a folded word belongs to a closed class, or is too short to mean anything by itself.
pub(crate) fn is_stop(word: &str) -> bool {
    word.chars().nth(1).is_none() || STOP.contains(word)
}

/// Light stem of a folded word.
pub(crate) fn stem(word: &str) -> &str {
    match word.chars().next() {
        Some('\u{0600}'..='\u{06FF}') => arabic(word),
        _ => english(word),
    }
}

const ARTICLES: [&str; 6] = ["وال", "بال", "كال", "فال", "ال", "لل"];
const ENDINGS: [&str; 10] = ["ها", "ان", "ات", "ون", "ين", "يه", "هم", "ه", "ي", "وا"];

/// At least three letters stay.
fn arabic(word: &str) -> &str {
    let mut rest = word;
    let cut = ARTICLES.iter().find_map(|article| rest.strip_prefix(article).filter(|stem| letters(stem, 3)));
    rest = cut.or_else(|| rest.strip_prefix('و').filter(|stem| letters(stem, 3))).unwrap_or(rest);
    // The accusative of an indefinite noun (`خطاباً`) keeps its alif when the marks are folded away.
    rest = rest.strip_suffix('ا').filter(|stem| letters(stem, 4)).unwrap_or(rest);
    for ending in ENDINGS {
        if let Some(stem) = rest.strip_suffix(ending).filter(|stem| letters(stem, 3)) {
            rest = stem;
        }
    }
    rest
}

fn english(word: &str) -> &str {
    let word = word.strip_suffix("'s").unwrap_or(word);
    for ending in ["ing", "ed"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| letters(stem, 3) && stem.contains(['a', 'e', 'i', 'o', 'u', 'y'])) {
            return undouble(stem);
        }
    }
    if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return word;
    }
    let stem = word.strip_suffix('s').filter(|stem| letters(stem, 3)).unwrap_or(word);
    stem.strip_suffix('e').filter(|rest| letters(rest, 3)).unwrap_or(stem)
}

/// `stopp` → `stop`; doubled l, s and z belong to the word (`kill`, `kiss`, `buzz`).
fn undouble(stem: &str) -> &str {
    let mut last = stem.chars().rev();
    match (last.next(), last.next()) {
        (Some(a), Some(b)) if a == b && !matches!(a, 'l' | 's' | 'z') => stem.strip_suffix(a).unwrap_or(stem),
        _ => stem,
    }
}

fn letters(text: &str, at_least: usize) -> bool {
    text.chars().nth(at_least - 1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_meet() {
        for family in [
            &["kill", "kills", "killed", "killing"][..],
            &["stop", "stops", "stopped", "stopping"],
            &["escape", "escapes", "escaped", "escaping"],
            &["مسدس", "المسدس", "مسدسه", "والمسدس", "بالمسدس", "مسدسات"],
            &["رساله", "الرساله", "رسالات"],
            &["خطاب", "خطابا", "الخطاب", "خطابه"],
        ] {
            let stems: FxHashSet<&str> = family.iter().map(|word| stem(word)).collect();
            assert_eq!(stems.len(), 1, "{stems:?}");
        }
    }

    #[test]
    fn short_words_keep_their_letters() {
        assert_eq!(stem("ولد"), "ولد");
        assert_eq!(stem("king"), "king");
        assert_eq!(stem("red"), "red");
        assert!(is_stop("في") && is_stop("the") && is_stop("x") && !is_stop("مات"));
    }
}
