//! What must hold for any text: no panic, spans that fit, every non-blank line once and in order, the same reading whatever the line ends.
#![expect(clippy::indexing_slicing, reason = "a test binary fails by panicking")]

use std::fmt::Write as _;

use mashhad_engine::parse::parse;
use mashhad_engine::screenplay::Screenplay;
use mashhad_engine::{Format, Input};
use proptest::prelude::*;

const PIECES: &[&str] = &[
    "مشهد 1\t\tليل-داخلي",
    "مشهد 2",
    "نهار - خارجي",
    "شقة سمير – الصالة",
    "سمير :",
    "سمير: أهلاً يا منى",
    "منى",
    "يدخل سمير ويجلس",
    "قطع",
    "بحدة",
    "(بغضب)",
    ": كلام",
    "بسم الله الرحمن الرحيم",
    "INT. KITCHEN - NIGHT",
    "12   EXT. SEA - DAY   12",
    "          NORA (V.O.)",
    "     I know. Do you?",
    "     (quietly)",
    "CUT TO:",
    "(MORE)",
    "CONTINUED: (2)",
    "73.",
    "She looks up.",
    "ANGLE ON THE DOOR",
    "",
    "   ",
    "\t",
    "😀 ١٢ أ",
    "—",
    "<b>INT. X</b>",
    "* REV 1/2/03 *",
    "م. 3 - د/خ - ن",
    "#1A#",
    "( ",
    ")",
    "‏سمير‎ :",
    "\u{FFFD}Ã©",
];

fn plain(text: &str) -> Option<Screenplay> {
    parse(&Input { bytes: text.as_bytes(), name: None, format: Some(Format::Plain) }).ok()
}

fn check_spans(screenplay: &Screenplay) {
    let text = &screenplay.text;
    let mut expected = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let lead = line.len() - line.trim_start().len();
        if !line.trim().is_empty() {
            expected.push((start + lead, start + lead + line.trim().len()));
        }
        start += line.len() + 1;
    }
    let lines: Vec<(usize, usize)> = screenplay.lines.iter().map(|line| (line.span.start, line.span.end)).collect();
    assert_eq!(lines, expected);
    for (at, scene) in screenplay.scenes.iter().enumerate() {
        assert!(text.get(scene.span.start..scene.span.end).is_some());
        assert!(scene.span.contains(scene.heading) && scene.eighths.0 >= 1);
        let next = screenplay.scenes.get(at + 1).map_or(screenplay.lines.len(), |next| next.lines.start);
        assert_eq!(scene.lines.end, next);
        for speech in &scene.speeches {
            assert!(text.get(speech.cue.start..speech.cue.end).is_some_and(|cue| !cue.is_empty()));
            assert!(speech.dialogue.iter().all(|span| scene.span.contains(*span) && text.get(span.start..span.end).is_some()));
            assert!(screenplay.character(speech.character).is_some());
        }
        for presence in &scene.presence {
            assert!(
                !presence.spans.is_empty()
                    && presence.spans.iter().all(|span| text.get(span.start..span.end).is_some_and(|name| !name.is_empty()))
            );
        }
        for place in scene.slugline.location.iter().chain(&scene.slugline.sub_locations) {
            assert!(text.get(place.span.start..place.span.end).is_some_and(|found| !found.is_empty()));
        }
    }
    let mut ids: Vec<&str> = screenplay.scenes.iter().map(|scene| scene.id.as_str()).collect();
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]));
    assert!(screenplay.diagnostics.iter().all(|note| text.get(note.span.start..note.span.end).is_some()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn scripts_of_any_pieces_keep_their_lines(picks in prop::collection::vec(0..PIECES.len(), 1..60), pads in prop::collection::vec(0_usize..30, 60)) {
        let mut text = String::from("مشهد 1 داخلي\n");
        for (pick, pad) in picks.iter().zip(pads) {
            writeln!(text, "{}{}", " ".repeat(pad / 6), PIECES[*pick]).unwrap();
        }
        let screenplay = plain(&text);
        prop_assert!(screenplay.is_some());
        check_spans(&screenplay.unwrap());
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[\\PC\\n\\t]{0,300}") {
        if let Some(screenplay) = plain(&text) {
            check_spans(&screenplay);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(screenplay) = parse(&Input { bytes: &bytes, name: None, format: Some(Format::Plain) }) {
            check_spans(&screenplay);
        }
    }

    #[test]
    fn line_ends_make_no_difference(picks in prop::collection::vec(0..PIECES.len(), 1..40)) {
        let text = picks.iter().map(|pick| PIECES[*pick]).collect::<Vec<_>>().join("\n");
        let unix = plain(&text);
        prop_assert_eq!(&unix, &plain(&text.replace('\n', "\r\n")));
        prop_assert_eq!(&unix, &plain(&text.replace('\n', "\r")));
    }
}
