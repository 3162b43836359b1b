//! Literate specs of alerts and patterns (`tests/spec/alerts/*.md`) and the catalogue of both (`docs/en/alerts.md`, `docs/ar/alerts.md`), which
//! equals the registries. `BLESS=1` rewrites what is expected.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test binary: the runner reads and rewrites files and fails by panicking"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use mashhad_engine::breakdown::{BreakdownOptions, alert_catalogue, break_down, pattern_catalogue};
use mashhad_engine::{Cancel, Input, Language, Options, Silent, parse_input};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/alerts")
}

/// Alerts, then patterns, of every scene.
fn rendered(text: &str) -> String {
    let script = parse_input(&Input::new(text.as_bytes()), &Options::default(), &Silent).unwrap();
    let document = break_down(&script, &BreakdownOptions::default(), &Silent, &Cancel::new()).unwrap();
    let mut out = String::new();
    for scene in &document.scenes {
        for alert in &scene.alerts {
            assert!(!alert.evidence.is_empty() && !alert.message.ar.contains("{}"), "{alert:?}");
            writeln!(out, "{:?} | {}", alert.kind, alert.subject).unwrap();
        }
        let patterns: Vec<String> = scene.patterns.iter().map(|pattern| format!("{:?}", pattern.kind)).collect();
        let patterns = if patterns.is_empty() { "none".to_owned() } else { patterns.join(", ") };
        writeln!(out, "patterns: {patterns}").unwrap();
    }
    out
}

fn rewritten(spec: &str) -> String {
    let (mut out, mut scene, mut block) = (String::new(), String::new(), "");
    for line in spec.lines() {
        match (block, line) {
            ("", "```screenplay") => (block, scene) = ("screenplay", String::new()),
            ("", "```alerts") => {
                block = "alerts";
                writeln!(out, "{line}").unwrap();
                out.push_str(&rendered(&scene));
                continue;
            }
            (_, "```") => block = "",
            ("screenplay", _) => writeln!(scene, "{line}").unwrap(),
            ("alerts", _) => continue,
            _ => {}
        }
        writeln!(out, "{line}").unwrap();
    }
    out
}

fn equal_or_blessed(path: &Path, fresh: &str) {
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, fresh).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == fresh, "{} differs: run with BLESS=1 and read the difference\n{fresh}", path.display());
}

#[test]
fn scenes_raise_what_a_production_office_would_check() {
    for file in ["arabic.md", "english.md"] {
        let path = folder().join(file);
        let spec = std::fs::read_to_string(&path).unwrap();
        equal_or_blessed(&path, &rewritten(&spec));
    }
}

#[test]
fn every_kind_of_alert_and_pattern_is_shown_by_a_spec() {
    let specs: String = ["arabic.md", "english.md"].iter().map(|file| std::fs::read_to_string(folder().join(file)).unwrap()).collect();
    let shown: BTreeSet<&str> = specs.lines().filter_map(|line| line.split_once(" | ").map(|(kind, _)| kind)).collect();
    let silent: Vec<String> =
        alert_catalogue().map(|(kind, ..)| format!("{kind:?}")).filter(|kind| !shown.contains(kind.as_str())).collect();
    assert!(silent.is_empty(), "write a scene for {silent:?}");
    let shown: BTreeSet<&str> =
        specs.lines().filter_map(|line| line.strip_prefix("patterns: ")).flat_map(|line| line.split(", ")).collect();
    let silent: Vec<String> =
        pattern_catalogue().map(|(kind, ..)| format!("{kind:?}")).filter(|kind| !shown.contains(kind.as_str())).collect();
    assert!(silent.is_empty(), "write a scene for {silent:?}");
}

fn catalogue(language: Language) -> String {
    let en = language == Language::En;
    let say = |ar: &'static str, en_text: &'static str| if en { en_text } else { ar };
    let mut out = String::new();
    if !en {
        out.push_str("<div dir=\"rtl\">\n\n");
    }
    writeln!(out, "# {}\n", say("التنبيهات وتلميحات الأقسام", "Alerts and department hints")).unwrap();
    let intro = say(
        "التنبيه يقول «راجع هذا»، ولا يقول أبداً «مسموح»، وليس رأياً قانونياً. الأسماء الحقيقية من قوائم كُتبت للمشروع، والكلمة العادية لا تُحسب اسماً إلا بسياق. هذه الصفحة تساوي سجل القواعد باختبار.",
        "An alert says \"check this\", never \"cleared\", and is no legal advice. Real names come from lists written for the project; an ordinary word counts as a name only in a context that says so. A test keeps this page equal to the registry of rules.",
    );
    writeln!(out, "{intro}\n\n## {}\n", say("التنبيهات", "Alerts")).unwrap();
    writeln!(
        out,
        "| {} |\n|---|---|---|---|---|",
        say("النوع | يظهر عند | العائلة | الدرجة | القسم", "kind | fires when | family | severity | department")
    )
    .unwrap();
    for (kind, fires, family, severity, department) in alert_catalogue() {
        writeln!(out, "| {kind:?} | {} | {family:?} | {severity:?} | {} |", fires.get(language), department.label().get(language)).unwrap();
    }
    writeln!(out, "\n## {}\n", say("تلميحات الأقسام", "Department hints")).unwrap();
    writeln!(out, "| {} |\n|---|---|---|", say("النوع | يظهر عند | الأقسام", "kind | fires when | departments")).unwrap();
    for (kind, fires, departments) in pattern_catalogue() {
        let names: Vec<String> = departments.iter().map(|department| department.label().get(language).to_owned()).collect();
        writeln!(out, "| {kind:?} | {} | {} |", fires.get(language), names.join(say("، ", ", "))).unwrap();
    }
    if !en {
        out.push_str("\n</div>\n");
    }
    out
}

#[test]
fn the_catalogue_equals_the_registry() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    equal_or_blessed(&docs.join("en/alerts.md"), &catalogue(Language::En));
    equal_or_blessed(&docs.join("ar/alerts.md"), &catalogue(Language::Ar));
}
