//! The project's own sources, as the walls and the tidy tests read them. Owns a small reading of Rust: comments and literals removed, grouped imports
//! spread out.

use std::path::{Path, PathBuf};

/// One Rust source file.
pub(crate) struct RustFile {
    /// Path from the root, with `/`.
    pub(crate) path: String,
    /// Content.
    pub(crate) text: String,
}

/// Root of the repository.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files of both packages, ascending by path; tests outside `src` included.
pub(crate) fn rust_files() -> Vec<RustFile> {
    let mut files = Vec::new();
    for folder in ["src", "tests", "crates/engine/src", "crates/engine/tests", "crates/engine/examples"] {
        visit(&root().join(folder), &mut |path| {
            if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                files.push(RustFile { path: name, text: std::fs::read_to_string(path).unwrap() });
            }
        });
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Calls `each` with every file below a folder; a folder that does not exist has none.
pub(crate) fn visit(folder: &Path, each: &mut dyn FnMut(&Path)) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() { visit(&path, each) } else { each(&path) }
    }
}

impl RustFile {
    /// Whether the file is only compiled for tests.
    pub(crate) fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.starts_with("tests/") || self.path.ends_with("/tests.rs")
    }

    /// The text before its first unit-test module.
    pub(crate) fn without_tests(&self) -> &str {
        self.text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default()
    }

    /// First line (from 1) that names a path such as `sqlx` or `crate::jobs::runner`, in code that is not for tests.
    pub(crate) fn names(&self, path: &str) -> Option<usize> {
        code_paths(self.without_tests()).into_iter().find(|(_, named)| is_prefix(path, named)).map(|(line, _)| line)
    }
}

fn is_prefix(wanted: &str, named: &str) -> bool {
    named.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// Every path in the code with its line: `a::b::{c, d::e}` gives `a::b::c` and `a::b::d::e`.
fn code_paths(text: &str) -> Vec<(usize, String)> {
    let mut paths = Vec::new();
    let mut groups: Vec<String> = Vec::new();
    let mut current = String::new();
    for (line, code) in strip(text).lines().enumerate() {
        for token in tokens(code) {
            match token.as_str() {
                "{" if current.ends_with("::") => groups.push(std::mem::take(&mut current)),
                "{" => groups.push(String::new()),
                "}" => {
                    flush(&mut paths, line + 1, &groups, &mut current);
                    groups.pop();
                }
                "::" => current.push_str("::"),
                word if word.chars().all(|c| c.is_alphanumeric() || c == '_') => {
                    if !current.ends_with("::") {
                        flush(&mut paths, line + 1, &groups, &mut current);
                    }
                    current.push_str(word);
                }
                _ => flush(&mut paths, line + 1, &groups, &mut current),
            }
        }
        if !current.ends_with("::") {
            flush(&mut paths, line + 1, &groups, &mut current);
        }
    }
    paths
}

fn flush(paths: &mut Vec<(usize, String)>, line: usize, groups: &[String], current: &mut String) {
    if !current.is_empty() {
        let opened = groups.iter().rposition(String::is_empty).map_or(0, |at| at + 1);
        let prefix: String = groups.get(opened..).unwrap_or_default().concat();
        paths.push((line, format!("{prefix}{current}").trim_start_matches("::").to_owned()));
        current.clear();
    }
}

fn tokens(code: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut characters = code.chars().peekable();
    while let Some(c) = characters.next() {
        if c.is_alphanumeric() || c == '_' {
            let mut word = c.to_string();
            while let Some(next) = characters.next_if(|next| next.is_alphanumeric() || *next == '_') {
                word.push(next);
            }
            tokens.push(word);
        } else if c == ':' && characters.peek() == Some(&':') {
            characters.next();
            tokens.push("::".to_owned());
        } else if !c.is_whitespace() {
            tokens.push(c.to_string());
        }
    }
    tokens
}

/// The code with comments and string literals blanked, line ends kept.
fn strip(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(raw) = raw_string(rest) {
            raw
        } else if c == '"' {
            string(rest)
        } else {
            0
        };
        if skipped == 0 {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            code.extend(rest[..skipped].chars().filter(|c| *c == '\n'));
            code.push(' ');
            rest = &rest[skipped..];
        }
    }
    code
}

fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn raw_string(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let body = after.get(hashes..)?.strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    Some(body.find(&close).map_or(rest.len(), |end| 1 + hashes + 1 + end + close.len()))
}
