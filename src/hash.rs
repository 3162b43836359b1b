//! Content hashes. Owns the one way in which bytes become the hexadecimal SHA-256 that identifies them.

use sha2::{Digest, Sha256};

/// SHA-256 as 64 lower-case hexadecimal digits.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    sha256_of([bytes])
}

/// SHA-256 over parts, each preceded by its length, so that no two lists of parts run together.
#[must_use]
pub(crate) fn sha256_hex_parts<const N: usize>(parts: [&[u8]; N]) -> String {
    let lengths = parts.map(|part| u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
    let framed = lengths.iter().zip(parts).flat_map(|(length, part)| [&length[..], part]);
    sha256_of(framed)
}

fn sha256_of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    let mut hex = String::with_capacity(64);
    for byte in hasher.finalize() {
        for nibble in [byte >> 4, byte & 0xf] {
            hex.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_abc_is_the_published_one() {
        assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(sha256_hex_parts([b"ab", b"c"]), sha256_hex_parts([b"a", b"bc"]));
    }
}
