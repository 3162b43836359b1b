//! `ToUnicode` maps: codes of a font to text. Owns their small language (codespace ranges, single characters, ranges); PDF 32000-1, 9.10.3.

use std::collections::BTreeMap;

/// Most codes that one map may define; real ones have at most 65,536.
const MOST_CODES: u32 = 65_536;

/// A parsed map.
#[derive(Debug, Default)]
pub(super) struct ToUnicode {
    map: BTreeMap<u32, String>,
    /// Bytes of one code, where a codespace range says so.
    pub(super) code_length: Option<usize>,
}

enum Token<'a> {
    Hex(&'a [u8]),
    Word(&'a [u8]),
    Open,
    Close,
}

impl ToUnicode {
    /// Text of a code.
    pub(super) fn get(&self, code: u32) -> Option<&str> {
        self.map.get(&code).map(String::as_str)
    }

    /// Reads a map; what cannot be understood is left out.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut tokens = Tokens { bytes, at: 0 };
        while let Some(token) = tokens.next() {
            match token {
                Token::Word(b"begincodespacerange") => map.codespace(&mut tokens),
                Token::Word(b"beginbfchar") => map.characters(&mut tokens),
                Token::Word(b"beginbfrange") => map.ranges(&mut tokens),
                _ => {}
            }
        }
        map
    }

    fn codespace(&mut self, tokens: &mut Tokens<'_>) {
        while let Some(Token::Hex(low)) = tokens.next() {
            self.code_length = self.code_length.max(Some(low.len().div_ceil(2)));
            tokens.next();
        }
    }

    fn characters(&mut self, tokens: &mut Tokens<'_>) {
        while let (Some(Token::Hex(code)), Some(Token::Hex(text))) = (tokens.next(), tokens.next()) {
            self.insert(number(code), utf16(text));
        }
    }

    fn ranges(&mut self, tokens: &mut Tokens<'_>) {
        while let (Some(Token::Hex(low)), Some(Token::Hex(high))) = (tokens.next(), tokens.next()) {
            let (low, high) = (number(low), number(high).min(number(low).saturating_add(MOST_CODES)));
            match tokens.next() {
                Some(Token::Hex(first)) => {
                    let text = utf16(first);
                    for (step, code) in (low..=high).enumerate() {
                        self.insert(code, advanced(&text, step));
                    }
                }
                Some(Token::Open) => {
                    let mut code = low;
                    while let Some(Token::Hex(text)) = tokens.next() {
                        self.insert(code, utf16(text));
                        code = code.saturating_add(1);
                    }
                }
                _ => return,
            }
        }
    }

    /// A map of all codes to themselves begins with a zero, so zeros are dropped here and not where a range begins.
    fn insert(&mut self, code: u32, mut text: String) {
        text.retain(|c| c != '\0');
        if self.map.len() < MOST_CODES as usize {
            self.map.insert(code, text);
        }
    }
}

/// The text with its last character moved on.
fn advanced(text: &str, step: usize) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let Some(last) = characters.last_mut() else { return String::new() };
    let moved = u32::try_from(step).ok().and_then(|step| u32::from(*last).checked_add(step)).and_then(char::from_u32);
    *last = moved.unwrap_or(*last);
    characters.into_iter().collect()
}

fn digits(hex: &[u8]) -> impl Iterator<Item = u32> + '_ {
    hex.iter().filter_map(|byte| char::from(*byte).to_digit(16))
}

fn number(hex: &[u8]) -> u32 {
    digits(hex).take(8).fold(0, |number, digit| (number << 4) | digit)
}

fn utf16(hex: &[u8]) -> String {
    let nibbles: Vec<u32> = digits(hex).take(256).collect();
    let units = nibbles
        .chunks(4)
        .map(|unit| unit.iter().fold(0_u32, |unit, nibble| (unit << 4) | nibble))
        .filter_map(|unit| u16::try_from(unit).ok());
    char::decode_utf16(units).flatten().collect()
}

struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    fn next(&mut self) -> Option<Token<'a>> {
        let rest = self.bytes.get(self.at..)?;
        let skipped = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let rest = rest.get(skipped..)?;
        let (length, token) = match *rest.first()? {
            b'[' => (1, Token::Open),
            b']' => (1, Token::Close),
            b'<' if rest.get(1) != Some(&b'<') => {
                let close = rest.iter().position(|byte| *byte == b'>')?;
                (close + 1, Token::Hex(rest.get(1..close)?))
            }
            _ => {
                let end = rest
                    .iter()
                    .skip(1)
                    .position(|byte| byte.is_ascii_whitespace() || b"<[]".contains(byte))
                    .map_or(rest.len(), |end| end + 1);
                (end, Token::Word(rest.get(..end)?))
            }
        };
        self.at += skipped + length;
        Some(token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_characters_and_ranges() {
        let map = ToUnicode::parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0003> <0020> <01>\n<06440627> endbfchar 2 beginbfrange <0010> <0012> <0041> <20><21>[<0061> <0062>] endbfrange",
        );
        assert_eq!(map.code_length, Some(2));
        assert_eq!([3, 1, 0x10, 0x12, 0x21].map(|code| map.get(code)), [Some(" "), Some("لا"), Some("A"), Some("C"), Some("b")]);
        assert_eq!(map.get(0x13), None);
        let identity = ToUnicode::parse(b"1 beginbfrange <0000> <FFFF> <0000> endbfrange");
        assert_eq!([0, 0x41, 0x0645].map(|code| identity.get(code)), [Some(""), Some("A"), Some("م")]);
    }
}
