//! A cipher of 85 bits: takes a key, a clear number and a hidden one, gives
//! another hidden number, one for each.
//!
//! It is a Feistel network of ten rounds, as NIST's FF1 has. The upper 43 bits
//! and the lower 42 change in turn, the upper first: by exclusive or with the
//! first bits of HMAC-SHA-256 of the round (1 byte), the clear number (2 bytes)
//! and the other half (8 bytes), all most significant first, under a key
//! derived for that purpose. Deciphering does the same backwards.

use super::super::Key;

/// Bits it works on.
pub(super) const BITS: u32 = 85;
/// All of them.
pub(super) const MASK: u128 = (1 << BITS) - 1;

/// Bits of the lower half.
const LOW: u32 = 42;
const ROUNDS: u8 = 10;

/// Hides 85 bits.
pub(super) fn encrypt(key: &Key, clear: u16, bits: u128) -> u128 {
    run(key, clear, bits, 0..ROUNDS)
}

/// Finds what was hidden.
pub(super) fn decrypt(key: &Key, clear: u16, bits: u128) -> u128 {
    run(key, clear, bits, (0..ROUNDS).rev())
}

fn run(key: &Key, clear: u16, bits: u128, rounds: impl Iterator<Item = u8>) -> u128 {
    let key = key.derive(&[b"code"]);
    let half = |bits: u128| u64::try_from(bits).unwrap_or_default();
    let (mut high, mut low) = (half((bits & MASK) >> LOW), half(bits & ((1 << LOW) - 1)));
    for round in rounds {
        if round % 2 == 0 {
            high ^= mix(&key, round, clear, low) >> (64 - (BITS - LOW));
        } else {
            low ^= mix(&key, round, clear, high) >> (64 - LOW);
        }
    }
    u128::from(high) << LOW | u128::from(low)
}

/// Returns 64 bits that depend on everything.
fn mix(key: &Key, round: u8, clear: u16, half: u64) -> u64 {
    let [first, second] = clear.to_be_bytes();
    let mut message = [round, first, second, 0, 0, 0, 0, 0, 0, 0, 0];
    message[3..].copy_from_slice(&half.to_be_bytes());
    let mixed = key.authenticate(&message);
    mixed.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn neighbours_are_hidden_far_apart() {
        let key = Key::public();
        let hidden = |clear, bits| encrypt(&key, clear, bits);
        for other in [hidden(0, 1), hidden(0, 1 << 84), hidden(1, 0)] {
            let changed = (hidden(0, 0) ^ other).count_ones();
            assert!((25..60).contains(&changed), "{changed} bits of 85");
        }
    }

    proptest! {
        #[test]
        fn what_is_hidden_is_found(bits in 0..=MASK, clear: u16) {
            let key = Key::of_file(b"essai");
            let hidden = encrypt(&key, clear, bits);
            prop_assert!(hidden <= MASK);
            prop_assert_eq!(decrypt(&key, clear, hidden), bits);
        }
    }
}
