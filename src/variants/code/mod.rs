//! The code printed on a paper: takes what a paper is made from, gives twenty
//! letters from which, with the subject and the key, it is made again.
//!
//! # What is promised
//!
//! A code printed today is read for ever. It has 100 bits, most significant
//! first: 15 bits of the subject's fingerprint in clear, so that a code of
//! another version is told without any key, then 85 bits through a cipher of
//! that length (see `cipher.rs`), which depends on the key and on the
//! fingerprint: the seed (28), the pupil (20), the attempt (10), whether it is
//! one of all variants (1), the questions (16) and ten zeros. Letters mistyped
//! or another key leave ten zeros once in a thousand times.
//!
//! The letters are Crockford's, five bits each, in five groups of four.
//! Readers forgive case, spaces and hyphens, O for 0, I and L for 1.

mod cipher;
mod fault;

pub use fault::CodeFault;

use super::Key;

/// Digits of 0 to 31: neither I, L, O nor U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a code.
const LENGTH: usize = 20;
/// Bits in clear.
const CLEAR: u32 = 15;
/// Zeros that tell a code rightly read.
const CHECK: u32 = 10;
/// Letters of a group.
const GROUP: usize = 4;

/// What a paper is made from, beside its subject and its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The subject's, 15 bits.
    pub fingerprint: u16,
    /// What the class shares, 28 bits.
    pub seed: u32,
    /// Rank of the pupil, 20 bits.
    pub pupil: u32,
    /// Which of the pupil's draws, or of all variants, 10 bits.
    pub attempt: u16,
    /// Whether it is one of all variants, listed, rather than one of the
    /// pupil's draws.
    pub direct: bool,
    /// Questions printed, the first in the lowest bit; 0 for the whole paper.
    pub questions: u16,
}

/// The fields under the cipher: how many bits each has, from the highest.
const FIELDS: [u32; 5] = [28, 20, 10, 1, 16];

impl Code {
    /// Writes the code in letters; `None` when a number passes its bits.
    #[must_use]
    pub fn encode(&self, key: &Key) -> Option<String> {
        let fields =
            [self.seed, self.pupil, self.attempt.into(), self.direct.into(), self.questions.into()];
        let mut hidden = 0_u128;
        for (field, bits) in fields.into_iter().zip(FIELDS) {
            if u64::from(field) >> bits != 0 {
                return None;
            }
            hidden = hidden << bits | u128::from(field);
        }
        if self.fingerprint >> CLEAR != 0 {
            return None;
        }
        let hidden = cipher::encrypt(key, self.fingerprint, hidden << CHECK);
        Some(write(u128::from(self.fingerprint) << cipher::BITS | hidden))
    }

    /// Reads a code typed by hand.
    ///
    /// # Errors
    ///
    /// Says which letter is wrong, or that the whole is no code of this key.
    pub fn decode(text: &str, key: &Key) -> Result<Self, CodeFault> {
        let (fingerprint, hidden) = cut(read(text)?);
        let mut hidden = cipher::decrypt(key, fingerprint, hidden);
        let mut take = |bits: u32| {
            let field = hidden & ((1 << bits) - 1);
            hidden >>= bits;
            u32::try_from(field).unwrap_or_default()
        };
        if take(CHECK) != 0 {
            return Err(CodeFault::Check);
        }
        let [seed, pupil, attempt, direct, questions] = FIELDS;
        let narrow = |field| u16::try_from(field).unwrap_or_default();
        Ok(Self {
            questions: narrow(take(questions)),
            direct: take(direct) == 1,
            attempt: narrow(take(attempt)),
            pupil: take(pupil),
            seed: take(seed),
            fingerprint,
        })
    }

    /// Reads the fingerprint of the subject in a code, without any key.
    ///
    /// # Errors
    ///
    /// Says which letter is wrong.
    pub fn fingerprint(text: &str) -> Result<u16, CodeFault> {
        read(text).map(|bits| cut(bits).0)
    }
}

/// Cuts what is in clear from what is not.
fn cut(bits: u128) -> (u16, u128) {
    (u16::try_from(bits >> cipher::BITS).unwrap_or_default(), bits & cipher::MASK)
}

fn write(bits: u128) -> String {
    let mut text = String::with_capacity(LENGTH + LENGTH / GROUP - 1);
    for rank in 0..LENGTH {
        if rank > 0 && rank % GROUP == 0 {
            text.push('-');
        }
        let digit = bits >> (5 * (LENGTH - 1 - rank)) & 31;
        text.push(char::from(LETTERS[digit as usize]));
    }
    text
}

fn read(text: &str) -> Result<u128, CodeFault> {
    let (mut bits, mut rank) = (0_u128, 0);
    for letter in text.chars().filter(|letter| !separates(*letter)) {
        rank += 1;
        let digit = digit(letter).ok_or(CodeFault::Letter { letter, rank })?;
        bits = bits << 5 | digit;
    }
    if rank == LENGTH { Ok(bits) } else { Err(CodeFault::Length { found: rank }) }
}

/// Returns what a letter is worth.
fn digit(letter: char) -> Option<u128> {
    let meant = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = LETTERS.iter().position(|known| char::from(*known) == meant)?;
    Some(place as u128)
}

/// Tells blanks and hyphens of any kind.
fn separates(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '-' | '_' | '.' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CODE: Code = Code {
        fingerprint: 0x2ABC,
        seed: 2026,
        pupil: 17,
        attempt: 3,
        direct: false,
        questions: 0b110,
    };

    #[test]
    fn a_code_never_changes() {
        assert_eq!(CODE.encode(&Key::public()).as_deref(), Some("ANWD-GR4F-V2VE-MN9F-HZK4"));
        assert_eq!(
            CODE.encode(&Key::of_file(b"secret")).as_deref(),
            Some("ANWS-89M2-ME4T-F7EH-YNZY")
        );
    }

    #[test]
    fn a_hasty_hand_is_forgiven() {
        let key = Key::public();
        let code = CODE.encode(&key).expect("a code");
        let hasty = code.to_lowercase().replace('0', "o").replace('1', "l").replace('-', "\u{a0} ");
        assert_eq!(Code::decode(&hasty, &key), Ok(CODE));
        assert_eq!(Code::decode(&code.replace('-', ""), &key), Ok(CODE));
        assert_eq!(Code::fingerprint(&hasty), Ok(CODE.fingerprint));
    }

    #[test]
    fn a_number_too_large_has_no_code() {
        let key = Key::public();
        assert_eq!(Code { fingerprint: 1 << 15, ..CODE }.encode(&key), None);
        assert_eq!(Code { seed: 1 << 28, ..CODE }.encode(&key), None);
        assert_eq!(Code { pupil: 1 << 20, ..CODE }.encode(&key), None);
        assert_eq!(Code { attempt: 1 << 10, ..CODE }.encode(&key), None);
    }

    #[test]
    fn what_is_mistyped_is_told() {
        let key = Key::public();
        let wrong = |text| Code::decode(text, &key).expect_err("refused");
        assert_eq!(wrong("2ABC"), CodeFault::Length { found: 4 });
        assert_eq!(wrong(""), CodeFault::Length { found: 0 });
        assert_eq!(wrong("ABCD-EFGU"), CodeFault::Letter { letter: 'U', rank: 8 });
        assert_eq!(wrong("ABCé"), CodeFault::Letter { letter: 'é', rank: 4 });
    }

    #[test]
    fn another_key_reads_nothing() {
        let code = CODE.encode(&Key::of_file(b"secret")).expect("a code");
        assert_eq!(Code::decode(&code, &Key::public()), Err(CodeFault::Check));
    }

    #[test]
    fn one_wrong_letter_is_nearly_always_told() {
        let key = Key::public();
        let code = CODE.encode(&key).expect("a code").replace('-', "");
        let (mut wrong, mut told) = (0, 0);
        for place in 0..LENGTH {
            for letter in LETTERS.iter().map(|letter| char::from(*letter).to_string()) {
                let mut typed = code.clone();
                typed.replace_range(place..=place, &letter);
                if typed != code {
                    wrong += 1;
                    told += usize::from(Code::decode(&typed, &key) == Err(CodeFault::Check));
                }
            }
        }
        assert_eq!((wrong, told), (620, 619));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            fingerprint in 0_u16..1 << 15, seed in 0_u32..1 << 28, pupil in 0_u32..1 << 20,
            attempt in 0_u16..1 << 10, direct: bool, questions: u16, secret: [u8; 4],
        ) {
            let key = Key::of_file(&secret);
            let code = Code { fingerprint, seed, pupil, attempt, direct, questions };
            let text = code.encode(&key).expect("a code");
            prop_assert_eq!(text.len(), 24);
            prop_assert_eq!(Code::decode(&text, &key), Ok(code));
        }

        #[test]
        fn whatever_is_typed_is_answered(text in ".{0,40}") {
            let _ = Code::decode(&text, &Key::public());
        }
    }
}
