//! What printed pages do to a script, each on a page that is typeset here: two voices side by side, centred lines, transitions at the right edge, speeches
//! broken over pages, numbers in both margins, long headings, Arabic that stands upside down, and files that must be refused.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test binary fails by panicking")]

mod documents;

use std::fmt::Write as _;

use documents::pdf::{Piece, file, visual};
use mashhad_engine::parse::parse;
use mashhad_engine::screenplay::Screenplay;
use mashhad_engine::{Format, Input, RefusalCode};

fn read(bytes: &[u8]) -> Screenplay {
    parse(&Input { bytes, name: None, format: Some(Format::Pdf) }).unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

fn refused(bytes: &[u8]) -> RefusalCode {
    parse(&Input { bytes, name: None, format: Some(Format::Pdf) }).unwrap_err().code
}

/// Lines of a page from the top: inches from the left edge and words; an empty line is a blank one.
fn page(lines: &[(f64, &str)]) -> Vec<Piece> {
    let mut y = 732.0;
    let mut pieces = Vec::new();
    for (inches, words) in lines {
        y -= 12.0;
        if !words.is_empty() {
            pieces.push(Piece { x: inches * 72.0, y, words: (*words).to_owned(), unicode: false });
        }
    }
    pieces
}

fn stream(script: &Screenplay) -> String {
    let mut out = String::new();
    for line in &script.lines {
        let speech = script.scenes.iter().flat_map(|scene| &scene.speeches).find(|speech| line.span.contains(speech.cue));
        let dual = if speech.is_some_and(|speech| speech.dual) { " | dual" } else { "" };
        writeln!(out, "{:?} {}{dual}", line.kind, script.slice(line.span)).unwrap();
    }
    out
}

#[test]
fn two_voices_side_by_side_are_two_speeches() {
    let blank = (1.5, "");
    let left = [
        (1.5, "INT. BELFRY - DAY"),
        blank,
        (1.5, "MIRA and the SEXTON pull."),
        blank,
        (2.5, "MIRA"),
        (2.0, "(pulling)"),
        (1.6, "Hold the rope."),
        blank,
        blank,
        (1.5, "The bell swings."),
        blank,
        (3.5, "MIRA"),
        (2.5, "Down!"),
    ];
    let right = [blank, blank, blank, blank, (4.9, "SEXTON"), (4.2, "I am holding it.  It"), (4.2, "is the bell that"), (4.2, "lets go.")];
    let page = [page(&left), page(&right)].concat();
    assert_eq!(
        stream(&read(&file(&[page]))),
        "SceneHeading INT. BELFRY - DAY\nAction MIRA and the SEXTON pull.\nCharacter MIRA\nParenthetical (pulling)\nDialogue Hold the rope.\n\
        Character SEXTON | dual\nDialogue I am holding it.  It\nDialogue is the bell that\nDialogue lets go.\nAction The bell swings.\n\
        Character MIRA\nDialogue Down!\n"
    );
}

#[test]
fn the_middle_and_the_right_edge_of_a_page_speak() {
    let lines = [
        (1.5, "EXT. MARKET - DAY"),
        (1.5, ""),
        (1.5, "A drum. MIRA walks through the stalls as if no one saw her."),
        (1.5, ""),
        (3.5, "DRUMMER"),
        (2.5, "Louder?"),
        (1.5, ""),
        (5.4, "WHITE OUT, SLOWLY."),
        (1.5, ""),
        (3.8, "THE LAST BELL"),
        (3.65, "& WHOEVER RINGS"),
        (1.5, ""),
        (1.5, "INT. BELFRY - NIGHT"),
        (1.5, ""),
        (1.5, "Rope ends."),
    ];
    assert_eq!(
        stream(&read(&file(&[page(&lines)]))),
        "SceneHeading EXT. MARKET - DAY\nAction A drum. MIRA walks through the stalls as if no one saw her.\nCharacter DRUMMER\nDialogue Louder?\n\
        Transition WHITE OUT, SLOWLY.\nCentered THE LAST BELL\nCentered & WHOEVER RINGS\nSceneHeading INT. BELFRY - NIGHT\nAction Rope ends.\n"
    );
}

#[test]
fn names_in_the_middle_stay_names() {
    let mut lines =
        vec![(1.5, "INT. BELFRY - NIGHT"), (1.5, ""), (1.5, "Two voices in the dark, one above the other, a rope between."), (1.5, "")];
    for (x, name) in [(4.1, "MIRA"), (3.95, "SEXTON"), (4.1, "MIRA"), (3.95, "SEXTON"), (3.6, "THE OLD BELL")] {
        lines.extend([(x, name), (2.5, "Is it you who makes all this noise?"), (1.5, "")]);
    }
    let script = read(&file(&[page(&lines)]));
    assert_eq!(script.scenes[0].speaking(), ["MIRA", "SEXTON", "THE OLD BELL"], "{}", stream(&script));
}

#[test]
fn a_speech_over_two_pages_is_one() {
    let mut first = vec![(1.5, "INT. BELFRY - NIGHT"), (1.5, "")];
    first.extend(std::iter::repeat_n((1.5, "Dust falls from the beams, and again, and again."), 44));
    first.extend([(1.5, ""), (3.5, "SEXTON (O.S.)"), (2.5, "There was a time when they came"), (3.5, "(MORE)")]);
    let second = [
        (7.2, "2."),
        (1.5, ""),
        (3.5, "SEXTON (O.S.) (CONT'D)"),
        (2.5, "for the sound of it."),
        (1.5, ""),
        (1.5, "Mira listens."),
        (1.5, ""),
        (3.5, "SEXTON (CONT'D)"),
        (2.5, "Now they phone."),
    ];
    let third = [(7.2, "3."), (1.5, ""), (1.5, "INT. STAIRS - NIGHT"), (1.5, ""), (1.5, "Steps.")];
    let script = read(&file(&[page(&first), page(&second), page(&third)]));
    let speeches: Vec<usize> = script.scenes[0].speeches.iter().map(|speech| speech.dialogue.len()).collect();
    assert_eq!(speeches, [2, 1], "{}", stream(&script));
    assert!(stream(&script).contains("Meta SEXTON (O.S.) (CONT'D)\nDialogue for the sound"), "{}", stream(&script));
}

#[test]
fn numbers_in_both_margins_and_headings_over_two_lines() {
    let lines = [
        (1.5, "INT. BELFRY - NIGHT"),
        (1.5, ""),
        (1.5, "Rope."),
        (1.5, ""),
        (1.5, "EXT. THE SQUARE IN FRONT OF THE CHURCH WHERE THE MARKET IS"),
        (1.5, "HELD ON FRIDAYS - DAY"),
        (1.5, ""),
        (1.5, "Stalls."),
    ];
    let page = [page(&lines), page(&[(0.75, "7-B")]), page(&[(7.38, "7-B")])].concat();
    let script = read(&file(&[page]));
    let scenes: Vec<_> =
        script.scenes.iter().map(|scene| (scene.number.as_deref(), script.slice(scene.slugline.location.as_ref().unwrap().span))).collect();
    assert_eq!(scenes.len(), 2, "{}", stream(&script));
    assert_eq!(scenes[0], (Some("7-B"), "BELFRY"));
    assert!(scenes[1].0.is_none() && scenes[1].1.starts_with("THE SQUARE"), "{scenes:?}");
    assert!(stream(&script).contains("SceneHeading HELD ON FRIDAYS - DAY"), "{}", stream(&script));
}

/// Programs that shape and reverse a text themselves break the reversed line from its left end: the last words come first. `ﻻ` is such a shaped letter.
fn upside_down(paragraphs: &[&str]) -> Vec<u8> {
    let mut y = 732.0;
    let mut pieces = Vec::new();
    for paragraph in paragraphs {
        for line in documents::wrapped(&visual(&paragraph.replace("لا", "ﻻ")), 50) {
            y -= 12.0;
            pieces.push(Piece { x: 72.0, y, words: line, unicode: true });
        }
    }
    file(&[pieces])
}

#[test]
fn arabic_that_stands_upside_down_is_read_from_its_first_word() {
    let script = read(&upside_down(&[
        "مشهد 1 - داخلي - برج الجرس - ليل",
        "تصعد ميرا السلم الخشبي القديم وهي تعد الدرجات وتمسك بالحبل حتى لا تقع",
        "بغضب",
        "ميرا:",
        "لا أحد هنا",
        "يظهر الحارس خلف الجرس الكبير وفي يده مصباح صغير",
        "مستغربا",
        "الحارس:",
        "من هناك",
        "ميرا:",
        "أنا",
        "الحارس:",
        "من أنت",
    ]));
    assert_eq!(
        stream(&script),
        "SceneHeading مشهد 1 - داخلي - برج الجرس - ليل\n\
        Action تصعد ميرا السلم الخشبي القديم وهي تعد الدرجات وتمسك بالحبل حتى لا تقع\nParenthetical بغضب\nCharacter ميرا:\nDialogue لا أحد هنا\n\
        Action يظهر الحارس خلف الجرس الكبير وفي يده مصباح صغير\nParenthetical مستغربا\nCharacter الحارس:\nDialogue من هناك\n\
        Character ميرا:\nDialogue أنا\nCharacter الحارس:\nDialogue من أنت\n"
    );
}

#[test]
fn files_without_script_are_refused_with_their_reason() {
    assert_eq!(refused(b"%PDF-1.4\nnothing behind it"), RefusalCode::DamagedFile);
    assert_eq!(refused(&file(&[Vec::new()])), RefusalCode::EmptyFile);
    assert_eq!(refused(&file(&[page(&[(1.0, "Dear Sir, thank you for the chairs and for the table.")])])), RefusalCode::NotAScreenplay);
}
