//! The house in order: file heads, lengths, names, registries, documents that name real paths, `.env.example`. Each check tells what to do.

use std::collections::{BTreeMap, BTreeSet};

use mashhad::config::VARIABLES;

use crate::sources::{root, rust_files, visit};

/// Lines of a file without its unit tests.
const MAX_LINES: usize = 500;

#[test]
fn every_file_says_what_it_owns() {
    let silent: Vec<_> = rust_files().into_iter().filter(|file| !file.text.starts_with("//! ")).map(|file| file.path).collect();
    assert!(silent.is_empty(), "start these files with `//!` and what they own: {silent:#?}");
}

#[test]
fn files_stay_readable() {
    let long: Vec<_> = rust_files()
        .into_iter()
        .filter(|file| !file.is_test())
        .map(|file| (file.without_tests().lines().count(), file.path))
        .filter(|(lines, _)| *lines > MAX_LINES)
        .collect();
    assert!(long.is_empty(), "split these files (more than {MAX_LINES} lines): {long:#?}");
}

#[test]
fn names_say_the_thing() {
    let banned = ["utils", "util", "common", "misc", "helpers", "helper", "manager", "base", "stuff"];
    let found: Vec<_> = rust_files()
        .into_iter()
        .map(|file| file.path)
        .filter(|path| path.split('/').any(|part| banned.contains(&part.trim_end_matches(".rs"))))
        .collect();
    assert!(found.is_empty(), "name these files after what they do: {found:#?}");
}

#[test]
fn nothing_is_left_unfinished() {
    let marks = ["todo!(", "unimplemented!(", "TODO", "FIXME", "XXX", "dbg!("];
    let found: Vec<_> = rust_files()
        .into_iter()
        .filter(|file| !file.path.ends_with("tidy.rs"))
        .filter(|file| marks.iter().any(|mark| file.text.contains(mark)))
        .map(|file| file.path)
        .collect();
    assert!(found.is_empty(), "finish or remove: {found:#?}");
}

#[test]
fn the_example_environment_lists_every_variable() {
    let text = std::fs::read_to_string(root().join(".env.example")).unwrap();
    let listed: BTreeMap<&str, &str> = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('=')).collect();
    let read: BTreeMap<&str, &str> = VARIABLES.iter().map(|variable| (variable.name, variable.default)).collect();
    assert_eq!(listed, read, ".env.example and config.rs differ");
    for variable in VARIABLES {
        assert!(text.contains(variable.meaning), "say in .env.example what {} means", variable.name);
    }
}

#[test]
fn both_databases_have_the_same_files() {
    let names = |folder: &str| -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        visit(&root().join(folder), &mut |path| {
            names.insert(path.file_name().unwrap().to_string_lossy().into_owned());
        });
        names
    };
    assert_eq!(names("migrations/sqlite"), names("migrations/postgres"), "migrations come in pairs");
    let own = |folder: &str, extra: &str| names(folder).into_iter().filter(|name| name != extra).collect::<BTreeSet<_>>();
    assert_eq!(
        own("src/storage/sqlite", "lock.rs"),
        own("src/storage/postgres", "listen.rs"),
        "each aggregate has a file for each database"
    );
}

#[test]
fn documents_name_paths_that_exist() {
    let mut missing = Vec::new();
    for document in ["ARCHITECTURE.md", "README.md", "README.ar.md", "CONTRIBUTING.md", "SECURITY.md"] {
        let text = std::fs::read_to_string(root().join(document)).unwrap();
        for path in linked(&text).chain(quoted(&text)) {
            if !root().join(&path).exists() {
                missing.push(format!("{document}: {path}"));
            }
        }
    }
    assert!(missing.is_empty(), "these paths do not exist: {missing:#?}");
}

/// Targets of Markdown links that are no addresses.
fn linked(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|target| !target.contains("://") && !target.starts_with('#'))
        .map(str::to_owned)
}

/// Backticked paths of the repository.
fn quoted(text: &str) -> impl Iterator<Item = String> + '_ {
    let is_path = |word: &&str| {
        ["src/", "crates/", "tests/", "migrations/", "docs/", "examples/", "web/"].iter().any(|start| word.starts_with(start))
            && word.chars().all(|c| c.is_ascii_alphanumeric() || "/_.-".contains(c))
    };
    text.split('`').skip(1).step_by(2).filter(is_path).map(str::to_owned)
}

#[test]
fn documentation_comes_in_both_languages() {
    let names = |folder: &str| -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        visit(&root().join(folder), &mut |path| {
            names.insert(path.file_name().unwrap().to_string_lossy().into_owned());
        });
        names
    };
    let missing: Vec<_> = names("docs/en").difference(&names("docs/ar")).cloned().collect();
    assert!(missing.is_empty(), "write docs/ar/ for: {missing:#?}");
}
