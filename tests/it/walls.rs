//! The walls between modules (DESIGN: which module may name what). Reads every path token of the sources; a crossing is told with its reason.

use crate::sources::{RustFile, rust_files};

/// A wall: files under `folder` never name `forbidden`.
struct Wall {
    folder: &'static str,
    forbidden: &'static [&'static str],
    why: &'static str,
}

const WALLS: &[Wall] = &[
    Wall {
        folder: "crates/engine/src/",
        forbidden: &[
            "tokio",
            "sqlx",
            "axum",
            "async_graphql",
            "tracing",
            "log",
            "rand",
            "getrandom",
            "std::env",
            "std::fs",
            "std::net",
            "std::process",
            "std::time",
            "std::thread",
        ],
        why: "the engine gives the same bytes for the same input on every machine",
    },
    Wall {
        folder: "src/storage/",
        forbidden: &["crate::api", "crate::app", "crate::cli", "crate::jobs::runner", "axum", "async_graphql"],
        why: "storage knows rows, not who shows or runs them",
    },
    Wall {
        folder: "src/jobs/",
        forbidden: &["sqlx", "crate::api", "crate::app", "crate::cli", "axum", "async_graphql"],
        why: "jobs speak to storage through its traits",
    },
    Wall {
        folder: "src/api/",
        forbidden: &["sqlx", "crate::jobs::runner", "crate::app", "crate::cli"],
        why: "the API tells what is in the database; it runs nothing itself",
    },
    Wall {
        folder: "src/auth/",
        forbidden: &["sqlx", "crate::storage", "crate::api", "crate::jobs", "crate::app", "crate::cli", "async_graphql"],
        why: "tokens are checked without a database",
    },
    Wall {
        folder: "src/export/",
        forbidden: &["sqlx", "crate::storage", "crate::api", "crate::jobs", "crate::app", "crate::cli"],
        why: "exports are made from engine types alone",
    },
];

/// What stands only in one place of the service.
const ONLY_IN: &[(&str, &[&str], &str)] = &[
    ("sqlx", &["src/storage/"], "SQL in plain sight, only in storage"),
    ("jsonwebtoken", &["src/auth/"], "one reading of tokens"),
    ("anyhow", &["src/main.rs", "src/cli/", "src/app.rs"], "typed errors everywhere but on the command line"),
];

fn crossings(files: &[RustFile]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        for wall in WALLS.iter().filter(|wall| file.path.starts_with(wall.folder)) {
            for forbidden in wall.forbidden {
                if let Some(line) = file.names(forbidden) {
                    found.push(format!("{}:{line} names `{forbidden}`: {}", file.path, wall.why));
                }
            }
        }
        for (name, places, why) in ONLY_IN.iter().filter(|_| file.path.starts_with("src/")) {
            if !places.iter().any(|place| file.path.starts_with(place))
                && let Some(line) = file.names(name)
            {
                found.push(format!("{}:{line} names `{name}`: {why}", file.path));
            }
        }
    }
    found
}

#[test]
fn no_module_crosses_a_wall() {
    let crossings = crossings(&rust_files());
    assert!(crossings.is_empty(), "walls crossed:\n{}", crossings.join("\n"));
}

#[test]
fn a_crossing_is_seen() {
    let file = |path: &str, text: &str| RustFile { path: path.to_owned(), text: text.to_owned() };
    let bad = [
        file("crates/engine/src/parse/x.rs", "//! x\nuse std::fs::read;\n"),
        file("crates/engine/src/parse/y.rs", "fn f() { let _ = std::time::Instant::now(); }\n"),
        file("src/api/query/x.rs", "use crate::{\n    jobs::runner::Runner,\n};\n"),
        file("src/jobs/x.rs", "let pool: sqlx::SqlitePool = todo();\n"),
        file("src/cli.rs", "use sqlx;\n"),
    ];
    for file in bad {
        assert!(!crossings(std::slice::from_ref(&file)).is_empty(), "{}", file.path);
    }
    let good = [
        file("src/jobs/y.rs", "//! Without sqlx.\n// sqlx::query\nlet text = \"sqlx::query\";\n"),
        file("src/api/y.rs", "use crate::jobs::hub::Hub;\n"),
        file("crates/engine/src/y.rs", "use crate::timeline; fn operand() {} let dialog = 1;\n"),
    ];
    for file in good {
        assert_eq!(crossings(std::slice::from_ref(&file)), Vec::<String>::new());
    }
}
