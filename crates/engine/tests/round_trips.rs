//! Printing and reading again: Fountain that parses to the same elements, FDX that keeps every element and number. The scripts are generated: lines
//! of every kind in both languages, in any order, and lines of nothing but marks.

use mashhad_engine::parse::parse;
use mashhad_engine::print::{elements, fdx, fountain};
use mashhad_engine::screenplay::{LineType, Screenplay};
use mashhad_engine::{Format, Input};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn read(text: &str, format: Format) -> Option<Screenplay> {
    parse(&Input { bytes: text.as_bytes(), name: None, format: Some(format) }).ok()
}

type Shape = (LineType, String, usize, Option<String>, bool);

/// What must survive: type, words, depth, number, second voice.
fn shape(screenplay: &Screenplay) -> Vec<Shape> {
    elements(screenplay)
        .into_iter()
        .map(|element| {
            let number = element.scene.and_then(|scene| scene.number.clone());
            let dual = element.speech.is_some_and(|speech| speech.dual);
            let words = element.words.split_whitespace().collect::<Vec<_>>().join(" ");
            (element.kind, words, element.depth, number, dual)
        })
        .collect()
}

/// What FDX can hold: no page breaks, no depth, the title page apart.
fn fdx_shape(screenplay: &Screenplay) -> Vec<Shape> {
    shape(screenplay)
        .into_iter()
        .filter(|element| !matches!(element.0, LineType::PageBreak | LineType::TitlePage | LineType::Note))
        .map(|element| (element.0, element.1, 0, element.3, element.4))
        .collect()
}

/// Lines without emphasis, notes and boneyards.
fn plain_line() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        1 => Just("  ".to_owned()),
        2 => prop::sample::select(vec![
            "INT. BAKERY - DAY", "EXT. YARD - NIGHT #12A#", ".ROOFTOP #3#", ".later that day", "داخلي - الفرن - نهار", "مشهد 4 ليل-داخلي", "خارجي - الحارة - ليل #٧#",
            "i/e van day", "INT. ROOM: KITCHEN - DAY",
        ]).prop_map(str::to_owned),
        2 => prop::sample::select(vec![
            "NOOR", "OMAR (V.O.)", "LAYLA ^", "@McAllister", "@noor ^", "صابر", "@صابر", "نور:", "نور: هات الرغيف", "ليلى (خارج الكادر):", "Noor", "C3PO", "3",
        ]).prop_map(str::to_owned),
        3 => prop::sample::select(vec![
            "She waits.", "THE OVEN BURNS.", "يدخل صابر الفرن.", "بيت صابر – الصالة", "(beat)", "(to Omar,", "quietly)", "Title: not here", "Note: key", "قال لي: تعال",
        ]).prop_map(str::to_owned),
        2 => prop::sample::select(vec![
            "CUT TO:", "CUT TO: ", "> burn", "> THE END <", ">x<", "~la la", "===", "# Act", "### Deep", "= what happens", "!forced", "!!CLOSE ON", "FADE OUT.", "قطع", "- قطع -", "مزج إلى:",
        ]).prop_map(str::to_owned),
        1 => "[.!@>#=~()^<: A-Zأ-ي1-3-]{1,8}",
    ]
}

fn any_line() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => plain_line(),
        1 => prop::sample::select(vec!["a [[note]] b", "[[note]]", "[[open", "close]] x", "/*", "*/", "x /* y */ z", "*i* **b** _u_", "\\*not\\*", "NOOR [[who?]]"])
            .prop_map(str::to_owned),
        1 => "[\\[\\]/*_.!@>#=~()^<: A-Za-zأ-ي\\\\-]{1,12}",
    ]
}

fn script(line: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    (prop::option::of(Just("Title: The Last Oven\nAuthor:\n    N. Sabry\n\n")), prop::collection::vec(line, 1..24))
        .prop_map(|(page, lines)| format!("{}{}\n", page.unwrap_or_default(), lines.join("\n")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, rng_seed: RngSeed::Fixed(1907), ..ProptestConfig::default() })]

    #[test]
    fn printed_fountain_parses_to_the_same_elements(text in script(any_line())) {
        let Some(first) = read(&text, Format::Fountain) else { return Ok(()) };
        let printed = fountain::print(&first);
        let Some(second) = read(&printed, Format::Fountain) else {
            prop_assert!(shape(&first).is_empty(), "{printed}");
            return Ok(());
        };
        prop_assert_eq!(shape(&first), shape(&second), "{}\n-----\n{}", text, printed);
        prop_assert_eq!(&fountain::print(&second), &printed);
    }

    #[test]
    fn fdx_keeps_every_element_and_number(text in script(plain_line())) {
        let Some(first) = read(&text, Format::Fountain) else { return Ok(()) };
        let xml = fdx::print(&first, &[]);
        let Some(second) = read(&xml, Format::Fdx) else {
            prop_assert!(fdx_shape(&first).is_empty(), "{xml}");
            return Ok(());
        };
        prop_assert_eq!(fdx_shape(&first), fdx_shape(&second), "{}\n-----\n{}", text, xml);
        prop_assert!(first.title.is_none() || first.title == second.title);
        let again = read(&fdx::print(&second, &[]), Format::Fdx).map(|third| fdx_shape(&third));
        prop_assert_eq!(again, Some(fdx_shape(&second)));
    }
}
