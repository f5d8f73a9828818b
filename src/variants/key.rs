//! Keys: takes a public constant or the bytes of a secret file, gives keys for
//! each purpose, none of which tells anything about another.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// What the key of everybody is made of.
const PUBLIC: &[u8] = b"corrige: public key of variants";
/// What sets keys of files apart from all others.
const FILE: &[u8] = b"corrige: key file of variants";

/// A key of 256 bits, secret or public.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; 32]);

impl Key {
    /// Returns the key of those who have none: whoever has the program has it.
    #[must_use]
    pub fn public() -> Self {
        Self(authenticate(&[], [PUBLIC]))
    }

    /// Makes a key of the bytes of a file.
    ///
    /// Blanks at its end do not count: an editor adds a line end, and another
    /// machine writes line ends otherwise.
    #[must_use]
    pub fn of_file(bytes: &[u8]) -> Self {
        Self(authenticate(FILE, [bytes.trim_ascii_end()]))
    }

    /// Makes the key of a purpose: HMAC-SHA-256, under this key, of the parts,
    /// each after its length in bytes (8 bytes, least significant first), so
    /// that no two lists of parts read alike.
    #[must_use]
    pub fn derive(&self, parts: &[&[u8]]) -> Self {
        let lengths = parts.iter().map(|part| (part.len() as u64).to_le_bytes());
        let lengths: Vec<_> = lengths.collect();
        let pieces = lengths.iter().zip(parts).flat_map(|(length, part)| [&length[..], part]);
        Self(authenticate(&self.0, pieces))
    }

    /// Computes HMAC-SHA-256 of a message under this key.
    pub(super) fn authenticate(&self, message: &[u8]) -> [u8; 32] {
        authenticate(&self.0, [message])
    }

    /// Returns 32 bits of the key, its first 4 bytes, most significant first:
    /// a number for what a key was derived from, which tells nothing of it.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.0.first_chunk().map_or(0, |bytes| u32::from_be_bytes(*bytes))
    }

    /// Returns the bytes, for what computes with them.
    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Hides the bytes: a key must not end in a log.
impl fmt::Debug for Key {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Key(…)")
    }
}

/// Computes HMAC-SHA-256 of some pieces, one after the other.
fn authenticate<'a>(key: &[u8], pieces: impl IntoIterator<Item = &'a [u8]>) -> [u8; 32] {
    // A key of any length will do: the standard hashes long ones.
    let Ok(mut code) = Hmac::<Sha256>::new_from_slice(key) else { return [0; 32] };
    for piece in pieces {
        code.update(piece);
    }
    code.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(key: &Key) -> String {
        key.0.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
    }

    #[test]
    fn the_hash_is_that_of_the_standard() {
        // RFC 4231, second test.
        let code = Key(authenticate(b"Jefe", [&b"what do ya "[..], b"want for nothing?"]));
        assert_eq!(hex(&code), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    #[test]
    fn keys_never_change() {
        assert_eq!(
            hex(&Key::public()),
            "cfff98b94d91253678535334497a78e07f162379404e0e0df83f6f2387a84143"
        );
        assert_eq!(
            hex(&Key::of_file(b"secret")),
            "86ee59fad43f58cd5e851f3c310e932b9e02a9ec8e2949f4ae7d58ea089ed0cc"
        );
        assert_eq!(
            hex(&Key::public().derive(&[b"2026", b"2.3"])),
            "b998376c601dd8cff7444e2aeae1c31370fef7bac12c4a9c79fa53c0e5b3a1f2"
        );
    }

    #[test]
    fn the_number_of_a_key_is_its_beginning() {
        assert_eq!(Key::public().number(), 0xcfff_98b9);
    }

    #[test]
    fn parts_do_not_run_into_one_another() {
        let key = Key::public();
        assert_ne!(key.derive(&[b"ab", b"c"]), key.derive(&[b"a", b"bc"]));
        assert_ne!(key.derive(&[b"ab"]), key.derive(&[b"ab", b""]));
        assert_ne!(key.derive(&[]), key);
    }

    #[test]
    fn the_end_of_a_key_file_does_not_count() {
        assert_eq!(Key::of_file(b"secret\r\n"), Key::of_file(b"secret"));
        assert_ne!(Key::of_file(b"secret "), Key::of_file(b" secret"));
        assert_ne!(Key::of_file(b""), Key::public());
    }

    #[test]
    fn a_key_does_not_show_itself() {
        assert_eq!(format!("{:?}", Key::public()), "Key(…)");
    }
}
