//! What the specification says about tokens and the parser behind us does not: escapes of characters beyond the basic plane, `-0`, fields that
//! stand twice in an input object, a fragment called `on`. Owns these corrections, each gone when the parser learns it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::guard::GuardError;
use super::lexer::Lexer;

/// The document as the parser can read it: `\uD83D\uDE00` and `\u{1F600}` written as the character, `-0` as `0`. Valid documents keep their
/// meaning, invalid ones stay invalid.
#[must_use]
pub fn readable(document: &str) -> Cow<'_, str> {
    let mut written: Option<String> = None;
    let mut copied = 0;
    for (start, token) in Lexer::new(document) {
        let end = start + token.len();
        let Some(text) = document.get(start..end) else { continue };
        let changed = match text {
            "-0" => Some("0".to_owned()),
            _ if text.starts_with('"') && !text.starts_with("\"\"\"") && text.contains("\\u") => unescaped(text),
            _ => None,
        };
        if let Some(changed) = changed {
            let out = written.get_or_insert_with(String::new);
            out.push_str(document.get(copied..start).unwrap_or_default());
            out.push_str(&changed);
            copied = end;
        }
    }
    match written {
        None => Cow::Borrowed(document),
        Some(mut out) => {
            out.push_str(document.get(copied..).unwrap_or_default());
            Cow::Owned(out)
        }
    }
}

/// A string token with its escapes in the form that the parser knows; `None` when nothing is to change.
fn unescaped(token: &str) -> Option<String> {
    let mut out = String::with_capacity(token.len());
    let mut rest = token;
    let mut changed = false;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        if let Some((character, length)) = beyond_the_basic_plane(escape) {
            push_escaped(&mut out, character);
            rest = escape.get(length..).unwrap_or_default();
            changed = true;
        } else {
            let length = escape.chars().take(2).map(char::len_utf8).sum();
            out.push_str(escape.get(..length).unwrap_or(escape));
            rest = escape.get(length..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    changed.then_some(out)
}

/// The character of `\u{…}` or of two surrogate escapes at the start of a text, and the bytes that it takes there.
fn beyond_the_basic_plane(escape: &str) -> Option<(char, usize)> {
    if let Some(body) = escape.strip_prefix("\\u{") {
        let (digits, _) = body.split_once('}')?;
        let code = digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())??;
        return Some((char::from_u32(code)?, digits.len() + 4));
    }
    let unit = |from: usize| {
        let digits = escape.get(from..)?.strip_prefix("\\u")?.get(..4)?;
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
    };
    let character = char::decode_utf16([unit(0)?, unit(6)?]).next()?.ok()?;
    (character > '\u{FFFF}').then_some((character, 12))
}

fn push_escaped(out: &mut String, character: char) {
    if character > '\u{FFFF}' {
        out.push(character);
    } else {
        out.push_str(&format!("\\u{:04X}", u32::from(character)));
    }
}

/// Inside which brackets a token stands.
enum Inside<'a> {
    Selection,
    Arguments,
    List,
    Object(BTreeSet<&'a [u8]>),
}

/// Refuses what the parser lets pass (GraphQL specification §5.6.3 and §2.8).
///
/// # Errors
/// [`GuardError::DuplicateInputField`], [`GuardError::FragmentNamedOn`].
pub fn check_literals(document: &str) -> Result<(), GuardError> {
    let mut brackets: Vec<Inside<'_>> = Vec::new();
    let (mut before_last, mut last): (&[u8], &[u8]) = (b"", b"");
    for (_, token) in Lexer::new(document) {
        match token {
            b"{" => brackets.push(match brackets.last() {
                None | Some(Inside::Selection) => Inside::Selection,
                Some(_) => Inside::Object(BTreeSet::new()),
            }),
            b"(" => brackets.push(Inside::Arguments),
            b"[" => brackets.push(Inside::List),
            b"}" | b")" | b"]" => drop(brackets.pop()),
            b":" => {
                if let Some(Inside::Object(fields)) = brackets.last_mut()
                    && !fields.insert(last)
                {
                    return Err(GuardError::DuplicateInputField);
                }
            }
            b"on" if brackets.is_empty() && last == b"on" && before_last == b"fragment" => return Err(GuardError::FragmentNamedOn),
            _ => {}
        }
        (before_last, last) = (last, token);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn escapes_of_one_character_become_the_character() {
        for (written, read) in [
            (r#"{ a(b: "\uD83D\uDE00") }"#, "{ a(b: \"😀\") }"),
            (r#"{ a(b: "\u{1F600}\u{22}") }"#, "{ a(b: \"😀\\u0022\") }"),
            (r#"{ a(b: "\\uD83D\\uDE00") }"#, r#"{ a(b: "\\uD83D\\uDE00") }"#),
            (r#"{ a(b: "\uD83D") c(d: """\u{1F600}""") } # \u{1F600}"#, r#"{ a(b: "\uD83D") c(d: """\u{1F600}""") } # \u{1F600}"#),
            (r#"{ a(b: "\u{110000}", c: -0, d: "-0") }"#, r#"{ a(b: "\u{110000}", c: 0, d: "-0") }"#),
        ] {
            assert_eq!(readable(written), read);
        }
    }

    #[test]
    fn a_field_stands_once_in_its_object() {
        assert_eq!(check_literals("{ a(b: { c: 1, c: 2 }) }"), Err(GuardError::DuplicateInputField));
        assert_eq!(check_literals("query Q($x: I = { c: [{ d: 1 d: 2 }] }) { a }"), Err(GuardError::DuplicateInputField));
        assert_eq!(check_literals("{ a: b(c: { d: { e: 1 }, f: { e: 1 } }) { a: b a: b } }"), Ok(()));
        assert_eq!(check_literals("{ ...on } fragment on on T { a }"), Err(GuardError::FragmentNamedOn));
    }

    proptest! {
        #[test]
        fn no_text_makes_them_panic(document in "[\\\\u{}D83EC0-9\"#\\[\\]() :on-]{0,80}") {
            let _ = check_literals(&readable(&document));
        }
    }
}
