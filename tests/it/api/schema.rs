//! The schema as committed: equality with `schema.graphql`, descriptions everywhere.

use crate::sources::root;

#[test]
fn the_committed_schema_is_the_generated_one() {
    let path = root().join("schema.graphql");
    let generated = mashhad::api::sdl();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &generated).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap();
    assert!(committed == generated, "schema.graphql is out of date: run `BLESS=1 cargo nextest run schema` and review the difference");
}

#[test]
fn every_type_field_argument_and_value_is_described() {
    let sdl = mashhad::api::sdl();
    let mut silent = Vec::new();
    let mut described = false;
    let mut block = false;
    let mut inside = String::new();
    for line in sdl.lines() {
        let line = line.trim();
        if block || line.starts_with('"') {
            let closes =
                if block { line.ends_with("\"\"\"") } else { !line.starts_with("\"\"\"") || (line.ends_with("\"\"\"") && line.len() > 3) };
            block = !closes;
            described = true;
            continue;
        }
        let declares = ["type ", "interface ", "enum ", "input ", "scalar ", "union "].iter().any(|word| line.starts_with(word));
        if declares {
            inside = line.to_owned();
        }
        let is_member = !inside.is_empty()
            && !declares
            && !line.is_empty()
            && line != "}"
            && !line.starts_with(')')
            && !line.starts_with("directive ")
            && !line.starts_with("schema ");
        let generated_by_relay = ["Connection ", "Edge ", "PageInfo "].iter().any(|word| inside.contains(word));
        if (declares || is_member) && !described && !generated_by_relay {
            silent.push(format!("{inside} / {line}"));
        }
        if line == "}" {
            inside.clear();
        }
        described = false;
    }
    assert!(silent.is_empty(), "describe these: {silent:#?}");
}
