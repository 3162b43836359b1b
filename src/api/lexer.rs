//! Tokens of a GraphQL document, without recursion and before any parser. Owns where a token begins and ends; what is allowed, `guard` and
//! `literals` say.

/// Cuts a document into tokens; space, commas and comments are left out, a string is one token with its quotes.
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn skip_while(&mut self, inside: impl Fn(u8) -> bool) {
        let rest = self.rest();
        self.at += rest.iter().position(|byte| !inside(*byte)).unwrap_or(rest.len());
    }

    fn skip_string(&mut self) {
        let block = self.rest().starts_with(b"\"\"\"");
        let (quote, escaped): (&[u8], &[u8]) = if block { (b"\"\"\"", b"\\\"\"\"") } else { (b"\"", b"\\") };
        self.at += quote.len();
        while let Some(first) = self.rest().first() {
            if self.rest().starts_with(escaped) {
                self.at = (self.at + if block { escaped.len() } else { 2 }).min(self.text.len());
            } else if self.rest().starts_with(quote) {
                self.at += quote.len();
                return;
            } else if !block && *first == b'\n' {
                return;
            } else {
                self.at += 1;
            }
        }
    }
}

impl<'a> Iterator for Lexer<'a> {
    /// Where the token begins, in bytes, and its bytes.
    type Item = (usize, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let start = self.at;
            match *self.rest().first()? {
                b' ' | b'\t' | b'\r' | b'\n' | b',' => self.at += 1,
                b'#' => self.skip_while(|byte| byte != b'\n' && byte != b'\r'),
                first => {
                    match first {
                        b'"' => self.skip_string(),
                        byte if is_word(byte) => self.skip_while(is_word),
                        _ => self.at += 1,
                    }
                    return Some((start, self.text.as_bytes().get(start..self.at).unwrap_or_default()));
                }
            }
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+' | b'.') || byte >= 0x80
}
