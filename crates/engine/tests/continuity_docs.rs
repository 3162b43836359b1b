//! `docs/en/continuity-rules.md` is printed from the descriptions of the rules; `BLESS=1` rewrites it. The Arabic page is compared with them.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test compares a page of the documentation")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use mashhad_engine::continuity::{PrecisionSource, catalogue};

fn page() -> String {
    let mut page = String::from(
        "# Continuity rules\n\nPrinted from the descriptions of the rules (`crates/engine/src/continuity/rules`). Every finding quotes its places. A `CONFLICT` is two \
         statements that cannot both hold, a `QUESTION` needs the writer's word, `HOUSE_STYLE` is one thing in several forms. Precision is the share of findings \
         that were real slips: *measured* by reading findings on produced scripts, or *estimated*. What people say counts as a claim, never as a fact. A rule that \
         fires more often than its limit becomes one finding with all places.\n\n| code | rule | group | class | severity | precision | on |\n|---|---|---|---|---|---|---|\n",
    );
    let text = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    for rule in catalogue() {
        let source = if rule.source == PrecisionSource::Measured { "measured" } else { "estimated" };
        writeln!(
            page,
            "| {} | [`{id}`](#{id}) | {} | {} | {} | {:.0}% {source} | {} |",
            rule.code,
            text(serde_json::to_value(rule.group).unwrap()),
            text(serde_json::to_value(rule.class).unwrap()),
            text(serde_json::to_value(rule.severity).unwrap()),
            rule.precision * 100.0,
            if rule.on { "yes" } else { "no" },
            id = rule.id,
        )
        .unwrap();
    }
    for rule in catalogue() {
        writeln!(
            page,
            "\n## {}\n\n**Finds** {}.\n\n**Why it matters on set** {}.\n\n**Example** {}.\n\n**Keeps silent** {}.",
            rule.id,
            rule.finds,
            rule.matters,
            rule.example.trim_end_matches('.'),
            rule.silent
        )
        .unwrap();
    }
    page
}

#[test]
fn the_page_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/en/continuity-rules.md");
    let now = page();
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &now).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == now,
        "docs/en/continuity-rules.md is out of date: run BLESS=1 cargo nextest run -p mashhad-engine --test continuity_docs"
    );
}

/// The Arabic page is written by hand; its figures are those of the registry.
#[test]
fn the_arabic_page_has_every_rule_with_its_figures() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/ar/continuity-rules.md")).unwrap();
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| ") && line.contains(" | `")).collect();
    assert_eq!(rows.len(), catalogue().len(), "one row a rule, and no other");
    for rule in catalogue() {
        let source = if rule.source == PrecisionSource::Measured { "مقيسة" } else { "مقدَّرة" };
        let head = format!("| {} | `{}` |", rule.code, rule.id);
        let row = rows.iter().find(|row| row.starts_with(&head)).unwrap_or_else(|| panic!("docs/ar/continuity-rules.md: {head}"));
        assert!(row.contains(&format!("| {:.0}% {source} |", rule.precision * 100.0)), "{row}");
        assert!(row.contains(if rule.on { "| نعم |" } else { "| لا |" }), "{row}");
    }
}

#[test]
fn every_rule_is_described() {
    for rule in catalogue() {
        for part in [rule.id, rule.code, rule.finds, rule.matters, rule.example, rule.silent] {
            assert!(!part.is_empty(), "{}", rule.id);
        }
        assert!((0.0..=1.0).contains(&rule.precision));
    }
}
