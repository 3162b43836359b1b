//! One script in every format gives one element stream: the same types and words, scene numbers, names, extensions and second voices. The script is a
//! list of elements; Fountain, Word and PDF are typeset from it here, FDX by the engine's own printer.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test binary fails by panicking")]

mod documents;

use documents::{Element, element, scene, second};
use mashhad_engine::parse::parse;
use mashhad_engine::print::{elements, fdx, fountain};
use mashhad_engine::screenplay::LineType::{Action, Centered, Character, Dialogue, Parenthetical, SceneHeading, Shot, Transition};
use mashhad_engine::screenplay::{LineType, Screenplay, Voice};
use mashhad_engine::{Format, Input};

const ENGLISH: &[Element] = &[
    element(Transition, "FADE IN:"),
    scene("1", "INT. LIGHTHOUSE - LAMP ROOM - NIGHT"),
    element(
        Action,
        "Rain on glass. HODA, sixty, polishes a lens as tall as herself and counts the seconds between two flashes under her breath.",
    ),
    element(Action, "A radio crackles behind her."),
    element(Character, "COAST GUARD (V.O.)"),
    element(Dialogue, "Lamp two, lamp two, do you read? There is a boat off the north reef and she is not answering anybody."),
    element(Character, "HODA"),
    element(Parenthetical, "(not turning round)"),
    element(Dialogue, "I read you. I have been reading you for thirty years."),
    element(Parenthetical, "(takes the microphone)"),
    element(Dialogue, "Which side of the reef?"),
    element(Character, "ZEIN (O.S.)"),
    element(Dialogue, "Hoda! The stairs are under water!"),
    element(Shot, "CLOSE ON THE LENS"),
    element(Action, "A crack runs through it."),
    element(Transition, "CUT TO:"),
    scene("2", "EXT. NORTH REEF - CONTINUOUS"),
    element(
        Action,
        "A wooden boat, its mast gone, turns slowly between the rocks. ZEIN and HODA wade in up to their chests, a rope between them.",
    ),
    element(Character, "ZEIN"),
    element(Parenthetical, "(shouting)"),
    element(Dialogue, "Give me more rope!"),
    second("HODA"),
    element(Dialogue, "There is no more rope, this was all the rope!"),
    element(Action, "They both go under."),
    element(Character, "HODA (CONT'D)"),
    element(Dialogue, "Zein?"),
    element(Transition, "SMASH CUT TO:"),
    scene("2A", "INT./EXT. BOAT - WHEELHOUSE - DAWN"),
    element(Action, "Grey light. A CHILD sleeps in a coil of sailcloth. Hoda bends over the child."),
    element(Character, "CHILD"),
    element(Dialogue, "Are you the lamp?"),
    element(Character, "HODA"),
    element(
        Dialogue,
        "I am the woman who winds it. The lamp is up there, do you see it? Every eight seconds it looks at you, and then it looks at the sea, and then at you again. When I was your age I thought that it was looking for me. It was not. It looks for everybody, and it finds whoever looks back. Your people did not look back. You did.",
    ),
    element(Action, "The child looks."),
    scene("3", "EXT. HARBOUR - DAY"),
    element(Action, "Boats, nets, a crowd that parts in front of the three."),
    element(Character, "FISHERMAN #2"),
    element(Dialogue, "That one is not from here."),
    element(Character, "ZEIN"),
    element(Dialogue, "Neither were you, once."),
    element(Transition, "FADE OUT."),
    element(Centered, "THE END"),
];

const ARABIC: &[Element] = &[
    element(SceneHeading, "مشهد 1 - داخلي - المنارة - ليل"),
    element(Action, "مطر على الزجاج. هدى تلمع العدسة الكبيرة وتعد الثواني بين ومضتين."),
    element(Character, "هدى"),
    element(Parenthetical, "(دون أن تلتفت)"),
    element(Dialogue, "أسمعك. أسمعك منذ ثلاثين سنة."),
    element(Character, "زين"),
    element(Dialogue, "الماء غطى السلم يا هدى!"),
    element(Transition, "قطع"),
    element(SceneHeading, "مشهد 2 - خارجي - الصخور - فجر"),
    element(Action, "قارب خشبي بلا صاري يدور ببطء بين الصخور."),
    element(Character, "زين"),
    element(Parenthetical, "(صارخا)"),
    element(Dialogue, "أعطيني حبلا أطول."),
    element(Character, "هدى"),
    element(Dialogue, "لم يبق حبل."),
    element(Action, "يغوص الاثنان تحت الموج."),
    element(SceneHeading, "مشهد 3 - خارجي - الميناء - نهار"),
    element(Action, "زحام يفسح الطريق للثلاثة."),
    element(Character, "زين"),
    element(Dialogue, "وأنت لم تكن من هنا أيضا."),
];

fn read(bytes: &[u8], format: Format) -> Screenplay {
    parse(&Input { bytes, name: None, format: Some(format) }).unwrap_or_else(|refusal| panic!("{format:?}: {refusal:?}"))
}

/// Types and words; lines of one element, and neighbours of one type, joined. A name is the name with what the engine read of its extension.
fn stream(screenplay: &Screenplay) -> Vec<String> {
    let mut stream: Vec<(LineType, String)> = Vec::new();
    for element in elements(screenplay) {
        let mut words = element.words.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(scene) = element.scene {
            let number = scene.number.clone().unwrap_or_default();
            let bare = words.strip_prefix(&format!("{number} ")).and_then(|words| words.strip_suffix(&format!(" {number}")));
            words = format!("{number} | {}", bare.unwrap_or(&words));
        }
        if let Some(speech) = element.speech.filter(|_| element.kind == Character) {
            let voice = if speech.voice == Voice::OnCamera { String::new() } else { format!(" {:?}", speech.voice) };
            let dual = if speech.dual { " dual" } else { "" };
            words = format!("{}{voice}{}{dual}", speech.name, if speech.continued { " continued" } else { "" });
        }
        match stream.last_mut().filter(|(kind, _)| *kind == element.kind && element.kind != Character && element.kind != SceneHeading) {
            Some((_, before)) => {
                before.push(' ');
                before.push_str(&words);
            }
            None => stream.push((element.kind, words)),
        }
    }
    stream.into_iter().map(|(kind, words)| format!("{kind:?} {words}")).collect()
}

/// What the list itself says.
fn expected(script: &[Element]) -> Vec<String> {
    let mut stream: Vec<(LineType, String)> = Vec::new();
    for element in script {
        let words = match (element.kind, element.number) {
            (SceneHeading, number) => format!("{} | {}", number.unwrap_or_else(|| element.words.split(' ').nth(1).unwrap()), element.words),
            (Character, _) => {
                let said = [(" (V.O.)", " VoiceOver"), (" (O.S.)", " OffScreen"), (" (CONT'D)", " continued")];
                let words = said.iter().fold(element.words.to_owned(), |words, (from, to)| words.replace(from, to));
                format!("{words}{}", if element.dual { " dual" } else { "" })
            }
            _ => element.words.to_owned(),
        };
        match stream.last_mut().filter(|(kind, _)| *kind == element.kind && element.kind != Character && element.kind != SceneHeading) {
            Some((_, before)) => *before = format!("{before} {words}"),
            None => stream.push((element.kind, words)),
        }
    }
    stream.into_iter().map(|(kind, words)| format!("{kind:?} {words}")).collect()
}

fn assert_same(format: &str, got: &[String], expected: &[String]) {
    for (got, expected) in got.iter().zip(expected) {
        assert_eq!(got, expected, "{format}");
    }
    assert_eq!(got.len(), expected.len(), "{format}: {:?} {:?}", got.last(), expected.last());
}

/// Word has no second voice.
fn without_second_voices(stream: Vec<String>) -> Vec<String> {
    stream.into_iter().map(|line| line.strip_suffix(" dual").unwrap_or(&line).to_owned()).collect()
}

#[test]
fn an_english_script_is_the_same_in_every_format() {
    let expected = expected(ENGLISH);
    let written = documents::fountain(ENGLISH, false);
    let from_fountain = read(written.as_bytes(), Format::Fountain);
    assert_same("Fountain", &stream(&from_fountain), &expected);
    assert_same("Fountain, printed", &stream(&read(fountain::print(&from_fountain).as_bytes(), Format::Fountain)), &expected);
    let windows = format!("\u{FEFF}{}", written.replace('\n', "\r\n"));
    assert_same("Fountain of Windows", &stream(&read(windows.as_bytes(), Format::Fountain)), &expected);
    let xml = fdx::print(&from_fountain, &[]);
    assert_same("FDX", &stream(&read(xml.as_bytes(), Format::Fdx)), &expected);
    assert_same("PDF", &stream(&read(&documents::pdf::script(ENGLISH), Format::Pdf)), &expected);
    let from_word = without_second_voices(stream(&read(&documents::docx::script(ENGLISH), Format::Docx)));
    assert_same("DOCX", &from_word, &without_second_voices(expected));
}

#[test]
fn an_arabic_script_is_the_same_in_every_format() {
    let expected = expected(ARABIC);
    let from_fountain = read(documents::fountain(ARABIC, true).as_bytes(), Format::Fountain);
    assert_same("Fountain", &stream(&from_fountain), &expected);
    let xml = fdx::print(&from_fountain, &[]);
    assert_same("FDX", &stream(&read(xml.as_bytes(), Format::Fdx)), &expected);
    assert_same("DOCX", &stream(&read(&documents::docx::script(ARABIC), Format::Docx)), &expected);
    assert_same("PDF", &stream(&read(&documents::pdf::arabic(ARABIC), Format::Pdf)), &expected);
}

#[test]
fn the_cast_is_the_same_in_every_format() {
    let cast = |screenplay: &Screenplay| -> Vec<(String, u32)> {
        let mut cast: Vec<_> = screenplay.characters.iter().map(|character| (character.name.clone(), character.speeches)).collect();
        cast.sort();
        cast
    };
    let from_fountain = read(documents::fountain(ENGLISH, false).as_bytes(), Format::Fountain);
    let expected = cast(&from_fountain);
    assert_eq!(expected.len(), 5, "{expected:?}");
    assert_eq!(cast(&read(fdx::print(&from_fountain, &[]).as_bytes(), Format::Fdx)), expected);
    assert_eq!(cast(&read(&documents::docx::script(ENGLISH), Format::Docx)), expected);
    assert_eq!(cast(&read(&documents::pdf::script(ENGLISH), Format::Pdf)), expected);
}
