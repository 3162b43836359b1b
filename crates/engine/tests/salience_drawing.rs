//! The drawn salience curve and presence matrix: same bytes on every run, right-to-left pages, long and empty scripts, text that stays text.
#![expect(clippy::unwrap_used, reason = "a test binary fails by panicking, and KEEP_PICTURES writes pictures to look at")]

use std::fmt::Write as _;

use mashhad_engine::drawing::salience_svg;
use mashhad_engine::salience::{SalienceOptions, TurningPointMode, assess};
use mashhad_engine::screenplay::document::ScreenplayDocument;
use mashhad_engine::{Cancel, Format, Input, Options, Silent, parse_input};

const ARABIC: &str = include_str!("fixtures/salience/bakery_ar.txt");
const ENGLISH: &str = include_str!("fixtures/salience/bakery_en.txt");

fn drawn(text: &str, name: &str) -> String {
    let input = Input { format: Some(Format::Plain), ..Input::new(text.as_bytes()) };
    let script = parse_input(&input, &Options::default(), &Silent).unwrap();
    let options = SalienceOptions { turning_points: TurningPointMode::On, ..SalienceOptions::default() };
    let salience = assess(&script, &options, &Silent, &Cancel::new()).unwrap();
    let svg = salience_svg(&ScreenplayDocument::new(&script, false), &salience).unwrap();
    if let Some(folder) = std::env::var_os("KEEP_PICTURES") {
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.svg")), &svg).unwrap();
    }
    svg
}

fn long(scenes: usize) -> String {
    (1..=scenes).fold(String::new(), |mut text, at| {
        write!(text, "{at} INT. ROOM {} - DAY\n\n{}\n\nIVY\nWait {at}.\n\n", at % 7, "A door opens. ".repeat(1 + at * 7 % 5)).unwrap();
        text
    })
}

#[test]
fn two_runs_draw_the_same_bytes() {
    assert_eq!(drawn(ARABIC, "arabic"), drawn(ARABIC, "arabic"));
    assert_eq!(drawn(ENGLISH, "english"), drawn(ENGLISH, "english"));
}

#[test]
fn an_arabic_script_is_drawn_from_right_to_left_in_arabic() {
    let (arabic, english) = (drawn(ARABIC, "arabic"), drawn(ENGLISH, "english"));
    let place_of_names = |svg: &str, name: &str| {
        let at = svg.find(name).unwrap();
        let tag = svg[..at].rfind("<text").unwrap();
        let x = svg[tag..at].split("x=\"").nth(1).unwrap().split('"').next().unwrap();
        x.parse::<i32>().unwrap()
    };
    assert!(arabic.contains("\u{2068}حضور الشخصيات\u{2069}") && arabic.contains("محوري") && !arabic.contains("Speaks"));
    assert!(english.contains("Presence of characters") && english.contains("Speaks") && !english.contains("محوري"));
    assert!(place_of_names(&arabic, "حضور الشخصيات") > 1000 && place_of_names(&english, "Presence of characters") < 100);
}

#[test]
fn labels_of_a_long_script_are_thinned_and_the_picture_stays_bounded() {
    let svg = drawn(&long(1000), "long");
    let labels = svg.matches("<text").count();
    assert!((60..400).contains(&labels), "{labels} labels");
    assert!(svg.starts_with("<svg width=\"8226\"") && svg.trim_end().ends_with("</svg>"));
}

#[test]
fn one_scene_is_drawn_and_markup_in_names_stays_text() {
    let svg = drawn("INT. ROOM - DAY\n\nA door opens.\n\nTOM & JO\nHello.\n", "one");
    assert!(!svg.contains("TOM & JO") && svg.contains("Not ranked"));
}
