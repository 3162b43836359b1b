//! Words of an Arabic line with the stems that are left when clitics are taken off. Owns tokenising and clitics; owns no word list
//! but the closed lists of proclitics and enclitics.
//!
//! Stems are slices of the folded word. A ta marbuta before a pronoun is written `ت` (حقيبتها): the lexicon's index carries that
//! form beside the dictionary form, so no stem needs to be built.

use crate::lexicon;
use crate::screenplay::Screenplay;
use crate::text::{Folded, Span, fold};

/// Proclitics on folded text, longest first: text, whether it ends with the article, belief.
const PROCLITICS: [(&str, bool, f64); 29] = [
    ("وبال", true, 0.95),
    ("فبال", true, 0.95),
    ("وكال", true, 0.9),
    ("والل", false, 0.4),
    ("ولل", true, 0.9),
    ("فلل", true, 0.9),
    ("وال", true, 0.98),
    ("فال", true, 0.96),
    ("بال", true, 0.97),
    ("كال", true, 0.9),
    ("عال", true, 0.85),
    ("هال", true, 0.8),
    ("لل", true, 0.93),
    ("ال", true, 1.0),
    ("وب", false, 0.8),
    ("ول", false, 0.75),
    ("وك", false, 0.6),
    ("فب", false, 0.75),
    ("فل", false, 0.6),
    ("وس", false, 0.3),
    ("و", false, 0.9),
    ("ف", false, 0.8),
    ("ب", false, 0.82),
    ("ل", false, 0.78),
    ("ك", false, 0.6),
    ("وهال", true, 0.8),
    ("ومن", false, 0.1),
    ("عل", false, 0.1),
    ("وعال", true, 0.8),
];

/// Possessive pronouns of the third person, longest first; action lines have no others.
const PRONOUNS: [&str; 5] = ["هما", "هم", "هن", "ها", "ه"];

/// A stem that a word may stand for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stem<'a> {
    /// Folded letters.
    pub(super) text: &'a str,
    /// Proclitics taken off, folded.
    pub(super) proclitic: &'a str,
    /// The proclitics end with the article.
    pub(super) has_article: bool,
    /// Possessive pronoun taken off, folded; empty for none.
    pub(super) pronoun: &'a str,
    /// The dual ending was taken off.
    pub(super) is_dual: bool,
    /// Belief in the analysis.
    pub(super) belief: f64,
}

impl Stem<'_> {
    /// The preposition among the proclitics: `ب`, `ل`, `ك`, or none.
    pub(super) fn preposition(&self) -> Option<char> {
        let letters = self.proclitic.strip_suffix("ال").unwrap_or(self.proclitic);
        letters.trim_start_matches(['و', 'ف']).chars().next().filter(|letter| matches!(letter, 'ب' | 'ل' | 'ك'))
    }
}

/// A word of a line.
#[derive(Debug, Clone)]
pub(super) struct Word<'a> {
    /// Where it stands in the screenplay, clitics included.
    pub(super) span: Span,
    /// Folded letters.
    pub(super) folded: &'a str,
    /// Where the folded letters start in the folded line.
    at: usize,
    /// Possible stems, surest first; the first is the whole word.
    pub(super) stems: Vec<Stem<'a>>,
    /// A punctuation mark stands between the word before and this one.
    pub(super) after_mark: bool,
}

impl lexicon::Token for Word<'_> {
    fn forms(&self) -> impl Iterator<Item = (&str, f64)> {
        self.stems.iter().map(|stem| (stem.text, stem.belief))
    }
}

/// A folded line, ready to be cut into words.
#[derive(Debug)]
pub(super) struct FoldedLine<'s> {
    folded: Folded,
    start: usize,
    source: &'s str,
}

impl<'s> FoldedLine<'s> {
    /// Folds the text under a span.
    pub(super) fn new(screenplay: &'s Screenplay, span: Span) -> Self {
        let source = screenplay.slice(span);
        Self { folded: fold(source), start: span.start, source }
    }

    /// The original letters of a stem.
    pub(super) fn written(&self, word: &Word<'_>, stem: &Stem<'_>) -> &'s str {
        let from = word.at + stem.proclitic.len();
        self.folded.original(Span::new(from, from + stem.text.len())).of(self.source)
    }

    /// The original text under a span of the screenplay, white space made one.
    pub(super) fn text_of(&self, span: Span) -> String {
        let inside = Span::new(span.start.saturating_sub(self.start), span.end.saturating_sub(self.start));
        inside.of(self.source).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Words in order.
    pub(super) fn words<'a>(&'a self, screenplay: &Screenplay) -> Vec<Word<'a>> {
        let text = self.folded.text.as_str();
        let mut words = Vec::new();
        let (mut at, mut after_mark) = (0, false);
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let length = rest.find(|c: char| !crate::language::is_letter_or_digit(c)).unwrap_or(rest.len());
            if let Some(folded) = rest.get(..length).filter(|word| !word.is_empty()) {
                words.push(self.word(screenplay, folded, at, after_mark));
                after_mark = false;
            }
            let gap = rest.get(length..).and_then(|gap| gap.chars().next());
            after_mark |= gap.is_some_and(|mark| !mark.is_whitespace());
            at += length + gap.map_or(0, char::len_utf8);
        }
        words
    }

    fn word<'a>(&'a self, screenplay: &Screenplay, folded: &'a str, at: usize, after_mark: bool) -> Word<'a> {
        let span = self.folded.original(Span::new(at, at + folded.len())).shifted(self.start);
        let ends_in_ta_marbuta = span.of(&screenplay.text).trim_end_matches(crate::text::is_mark).ends_with('ة');
        Word { span, folded, at, stems: stems(folded, ends_in_ta_marbuta), after_mark }
    }

    /// Where the word stands without its conjunctions and prepositions, article and pronoun kept: what is quoted as evidence.
    pub(super) fn noun_span(&self, word: &Word<'_>, stem: &Stem<'_>) -> Span {
        let article = if stem.has_article && stem.proclitic.ends_with("ال") { "ال".len() } else { 0 };
        let lead = stem.proclitic.len().saturating_sub(article);
        let end = word.at + word.folded.len();
        self.folded.original(Span::new(word.at + lead, end)).shifted(self.start)
    }
}

/// Belief that a final `ه` without dots is a careless ta marbuta and not a pronoun.
const BARE_HA: f64 = 0.85;

fn stems(folded: &str, ends_in_ta_marbuta: bool) -> Vec<Stem<'_>> {
    let ends_in_ha = !ends_in_ta_marbuta && folded.ends_with('ه');
    let mut whole = Stem { text: folded, proclitic: "", has_article: false, pronoun: "", is_dual: false, belief: 1.0 };
    let mut stems = Vec::with_capacity(4);
    add_endings(&mut stems, whole, ends_in_ta_marbuta);
    if ends_in_ha {
        whole.belief = BARE_HA;
    }
    stems.push(whole);
    for (proclitic, has_article, belief) in PROCLITICS {
        let Some(text) = folded.strip_prefix(proclitic) else { continue };
        let least = if has_article || matches!(proclitic, "و") { 2 } else { 3 };
        if text.chars().count() < least || belief < 0.5 {
            continue;
        }
        let (kept, _) = folded.split_at_checked(proclitic.len()).unwrap_or((folded, ""));
        let mut stem = Stem { text, proclitic: kept, has_article, pronoun: "", is_dual: false, belief };
        add_endings(&mut stems, stem, ends_in_ta_marbuta);
        if ends_in_ha && !has_article {
            stem.belief *= BARE_HA;
        }
        stems.push(stem);
    }
    stems.sort_by(|a, b| b.belief.total_cmp(&a.belief));
    stems
}

/// Pronouns (never together with the article, never where the writer put a ta marbuta) and the dual.
fn add_endings<'a>(stems: &mut Vec<Stem<'a>>, stem: Stem<'a>, ends_in_ta_marbuta: bool) {
    for pronoun in PRONOUNS.iter().filter(|_| !stem.has_article && !ends_in_ta_marbuta) {
        if let Some(text) = stem.text.strip_suffix(pronoun).filter(|text| text.chars().count() >= 2) {
            let pronoun = stem.text.get(text.len()..).unwrap_or_default();
            stems.push(Stem { text, pronoun, belief: stem.belief * 0.93, ..stem });
        }
    }
    // مسدسا: the accusative of an indefinite noun is written with alif.
    if let Some(text) = stem.text.strip_suffix('ا').filter(|text| !stem.has_article && stem.pronoun.is_empty() && text.chars().count() >= 3)
    {
        stems.push(Stem { text, belief: stem.belief * 0.9, ..stem });
    }
    for ending in ["ين", "ان"] {
        if let Some(text) = stem.text.strip_suffix(ending).filter(|text| text.chars().count() >= 3) {
            stems.push(Stem { text, is_dual: true, belief: stem.belief * 0.72, ..stem });
        }
    }
}
