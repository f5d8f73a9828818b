//! Numbers drawn by chance: takes a key, gives for each lane and each try a
//! stream of its own, which can be sought directly.
//!
//! # What is promised
//!
//! The same key, lane and try give the same numbers for ever, on every
//! machine. This is how they are made; golden values hold it in the tests.
//!
//! - The generator is `ChaCha` with 12 rounds: 256 bits of key, a 64-bit counter
//!   of blocks and a 64-bit nonce, as its author first described it.
//! - The nonce is the lane. Block `i` of a try stands at counter
//!   `i × 2³² + try`: neighbouring tries are neighbouring blocks, and none
//!   runs into another, however long.
//! - Eight bytes of a block, least significant first, are one number of 64
//!   bits; they are taken in order, eight numbers a block.
//! - [`Stream::below`] multiplies such a number by `n`: the upper 64 bits of
//!   the product are the result, unless the lower 64 are less than
//!   2⁶⁴ modulo `n`; then the next number is taken instead. Every result then
//!   comes from as many numbers as any other.
//! - [`Stream::below_wide`] does the same as `below` when `n` has 64 bits; else
//!   it takes two numbers, the lower half first, keeps as many bits as
//!   `n` − 1 has, and begins again while the result is not less than `n`.
//! - Nothing is taken when there is no choice: `n` is 0 or 1.

use std::fmt;

use chacha20::ChaCha12Rng;
use chacha20::rand_core::{Rng, SeedableRng};

use super::Key;

/// Bytes of a block.
const BLOCK: usize = 64;
/// Tries made at once: the generator works on four blocks in one go.
const TOGETHER: u32 = 4;

/// A source of numbers for one key.
pub struct Stream {
    generator: ChaCha12Rng,
    lane: u64,
    attempt: u32,
    /// Next byte of the stream of this try.
    at: usize,
    /// What is held: blocks of one rank, of [`TOGETHER`] neighbouring tries.
    held: Option<Held>,
    bytes: [u8; BLOCK * TOGETHER as usize],
}

/// Which blocks are held.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Held {
    lane: u64,
    first: u32,
    rank: u32,
}

impl Stream {
    /// Opens the source of a key, at its first lane and first try.
    #[must_use]
    pub fn new(key: &Key) -> Self {
        Self {
            generator: ChaCha12Rng::from_seed(*key.bytes()),
            lane: 0,
            attempt: 0,
            at: 0,
            held: None,
            bytes: [0; BLOCK * TOGETHER as usize],
        }
    }

    /// Goes to the start of a try in a lane; costs nothing until a number is
    /// taken.
    pub fn seek(&mut self, lane: u64, attempt: u32) {
        (self.lane, self.attempt, self.at) = (lane, attempt, 0);
    }

    /// Takes a number below `n`, all of them equally likely; 0 when `n` is 0.
    pub fn below(&mut self, n: u64) -> u64 {
        if n < 2 {
            return 0;
        }
        loop {
            let product = u128::from(self.next()) * u128::from(n);
            let (high, low) = halves(product);
            // The remainder is less than `n`, and takes long to compute.
            if low >= n || low >= n.wrapping_neg() % n {
                return high;
            }
        }
    }

    /// Takes a number below `n`, all of them equally likely; 0 when `n` is 0.
    pub fn below_wide(&mut self, n: u128) -> u128 {
        if let Ok(narrow) = u64::try_from(n) {
            return u128::from(self.below(narrow));
        }
        let unused = (n - 1).leading_zeros();
        loop {
            let low = u128::from(self.next());
            let high = u128::from(self.next());
            let number = (high << 64 | low) << unused >> unused;
            if number < n {
                return number;
            }
        }
    }

    /// Takes 64 bits.
    fn next(&mut self) -> u64 {
        let (rank, offset) = (self.at / BLOCK, self.at % BLOCK);
        let column = self.attempt % TOGETHER;
        let wanted = Held {
            lane: self.lane,
            first: self.attempt - column,
            // A draw takes far fewer than 2³² blocks.
            rank: u32::try_from(rank).unwrap_or(u32::MAX),
        };
        if self.held != Some(wanted) {
            self.generate(wanted);
        }
        self.at += 8;
        let start = column as usize * BLOCK + offset;
        self.bytes[start..].first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
    }

    #[cold]
    fn generate(&mut self, wanted: Held) {
        self.generator.set_stream(wanted.lane);
        self.generator.set_block_pos(u64::from(wanted.rank) << 32 | u64::from(wanted.first));
        self.generator.fill_bytes(&mut self.bytes);
        self.held = Some(wanted);
    }
}

/// Cuts 128 bits in the upper 64 and the lower 64.
fn halves(number: u128) -> (u64, u64) {
    let bytes = number.to_le_bytes();
    let half =
        |from: usize| bytes[from..].first_chunk().map_or(0, |half| u64::from_le_bytes(*half));
    (half(8), half(0))
}

/// Hides the state, from which the key could be read.
impl fmt::Debug for Stream {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Stream")
            .field("lane", &self.lane)
            .field("attempt", &self.attempt)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The key of zeros, which no one can have.
    fn zeros() -> Stream {
        let mut stream = Stream::new(&Key::public());
        stream.generator = ChaCha12Rng::from_seed([0; 32]);
        stream
    }

    fn numbers(stream: &mut Stream, count: usize) -> Vec<u64> {
        (0..count).map(|_| stream.next()).collect()
    }

    fn bytes(hex: &str) -> Vec<u64> {
        let digits = |number: &[u8]| {
            let number = std::str::from_utf8(number).expect("digits");
            u64::from_str_radix(number, 16).expect("a number").swap_bytes()
        };
        hex.as_bytes().chunks(16).map(digits).collect()
    }

    #[test]
    fn the_generator_is_chacha_with_twelve_rounds() {
        // draft-strombergson-chacha-test-vectors-01, TC1, 256 bits, 12 rounds,
        // blocks 0 and 1: the second is the first of the next try.
        let mut stream = zeros();
        assert_eq!(
            numbers(&mut stream, 8),
            bytes(concat!(
                "9bf49a6a0755f953811fce125f2683d50429c3bb49e074147e0089a52eae155f",
                "0564f879d27ae3c02ce82834acfa8c793a629f2ca0de6919610be82f411326be"
            ))
        );
        stream.seek(0, 1);
        assert_eq!(
            numbers(&mut stream, 8),
            bytes(concat!(
                "0bd58841203e74fe86fc71338ce0173dc628ebb719bdcbcc151585214cc089b4",
                "42258dcda14cf111c602b8971b8cc843e91e46ca905151c02744a6b017e69316"
            ))
        );
    }

    #[test]
    fn numbers_never_change() {
        let mut stream = Stream::new(&Key::public());
        stream.seek(7, 3);
        let drawn: Vec<_> = (0..12).map(|_| stream.below(1000)).collect();
        assert_eq!(drawn, [980, 290, 369, 972, 397, 208, 12, 142, 725, 437, 856, 581]);
        stream.seek(u64::MAX, u32::MAX);
        assert_eq!(
            numbers(&mut stream, 10)[7..],
            [0x7ff6_abbb_0ee7_9fda, 0xe29c_3b18_4cf6_b739, 0xfc7a_64ac_8356_90d9]
        );
    }

    #[test]
    fn a_number_that_would_favour_some_results_is_passed_over() {
        let mut stream = Stream::new(&Key::public());
        stream.seek(7, 3);
        assert_eq!(
            [3 << 62; 4].map(|n| stream.below(n)),
            [
                13_562_794_179_153_241_072,
                4_012_988_472_673_249_997,
                5_108_913_954_511_744_346,
                170_668_089_194_488_619
            ]
        );
        // A third of the results would come from two numbers, the others from one.
        let mut found = [0_u64; 3];
        for attempt in 0..3000 {
            stream.seek(0, attempt);
            found[(stream.below(3 << 62) % 3) as usize] += 1;
        }
        assert!(found.iter().all(|count| count.abs_diff(1000) < 90), "{found:?}");
    }

    #[test]
    fn wide_numbers_never_change_either() {
        let mut stream = Stream::new(&Key::public());
        stream.seek(7, 3);
        let bounds =
            [6, (1 << 64) - 1, 1 << 64, 100_000_000_000_000_000_000, (1 << 127) + 1, u128::MAX];
        assert_eq!(
            bounds.map(|n| stream.below_wide(n)),
            [
                5,
                5_350_651_296_897_666_662,
                6_811_885_272_682_325_795,
                81_113_022_652_212_798_316,
                48_642_484_859_498_511_076_419_243_132_293_011_855,
                148_943_718_386_533_362_635_878_467_499_681_804_325
            ]
        );
    }

    #[test]
    fn nothing_is_taken_where_there_is_no_choice() {
        let mut stream = zeros();
        assert_eq!([stream.below(0), stream.below(1)], [0, 0]);
        assert_eq!([stream.below_wide(0), stream.below_wide(1)], [0, 0]);
        assert_eq!(stream.next(), bytes("9bf49a6a0755f953")[0]);
    }

    proptest! {
        #[test]
        fn a_try_does_not_depend_on_those_before(
            visits in prop::collection::vec((0_u64..3, 0_u32..9, 0_usize..30), 1..20),
        ) {
            let key = Key::of_file(b"essai");
            let mut shared = Stream::new(&key);
            for (lane, attempt, count) in visits {
                let mut own = Stream::new(&key);
                own.seek(lane, attempt);
                shared.seek(lane, attempt);
                prop_assert_eq!(numbers(&mut own, count), numbers(&mut shared, count));
            }
        }

        #[test]
        fn a_number_is_below_its_bound(n in 2_u64.., wide in 2_u128.., attempt: u32) {
            let mut stream = zeros();
            stream.seek(n, attempt);
            prop_assert!(stream.below(n) < n);
            prop_assert!(stream.below_wide(wide) < wide);
        }
    }

    #[test]
    fn no_two_tries_nor_lanes_are_alike() {
        let mut stream = Stream::new(&Key::public());
        let mut first = |lane, attempt| {
            stream.seek(lane, attempt);
            stream.next()
        };
        let mut seen: Vec<_> = (0..20)
            .flat_map(|lane| (0..20).map(move |attempt| (lane, attempt)))
            .map(|(lane, attempt)| first(lane, attempt))
            .collect();
        // The second block of a try is not the first of another.
        stream.seek(0, 0);
        seen.extend(numbers(&mut stream, 16)[8..].iter());
        let count = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), count);
    }
}
