//! Parts with a fixed sum, each within its bounds: counts all the ways exactly,
//! so that each is as likely as any other.
//!
//! For each cell and each sum that the cells from it on may have, the table
//! holds the number of ways to reach the sums up to that one. The difference of
//! two entries is the number of ways in which a cell has at most so many parts;
//! a search among these gives the way of any rank.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::Unprepared;
use super::scale::Scale;
use crate::formula::Value;
use crate::number::{Exact, Quantity};

/// Most entries of a table, 16 bytes each.
const LARGEST: u64 = 1 << 20;

/// Parts with a fixed sum.
#[derive(Debug, Clone)]
pub(super) struct Shares {
    cells: Vec<Cell>,
    /// The sum once each cell has its least.
    spread: u64,
    count: u128,
    /// Least parts of any cell, to which the first value belongs.
    least: u64,
    values: Scale,
}

/// A cell, and the ways of those after it.
#[derive(Debug, Clone)]
struct Cell {
    least: u64,
    /// How many parts more it may have.
    more: u64,
    after: UpTo,
}

/// In how many ways some cells have each sum above their least.
struct Row {
    /// The smallest sum that matters.
    first: u64,
    ways: Vec<u128>,
}

/// In how many ways some cells have at most each sum above their least.
#[derive(Debug, Clone)]
struct UpTo {
    /// The smallest sum that matters.
    first: u64,
    /// Modulo 2¹²⁸: the differences that matter are less, hence exact.
    ways: Vec<u128>,
}

impl Shares {
    /// Counts the ways to share.
    pub(super) fn new(
        parts: &[RangeInclusive<u64>],
        total: u64,
        part: &Value,
    ) -> Result<Self, Unprepared> {
        if parts.iter().any(RangeInclusive::is_empty) {
            return Err(Unprepared::Empty);
        }
        let sum = |bound: fn(&RangeInclusive<u64>) -> u64| {
            parts.iter().map(bound).try_fold(0, u64::checked_add)
        };
        let least = sum(|range| *range.start()).ok_or(Unprepared::Empty)?;
        let spread = total.checked_sub(least).ok_or(Unprepared::Empty)?;
        // What the cells may have above their least, each and together.
        let more = parts.iter().map(|range| (range.end() - range.start()).min(spread));
        let more: Vec<_> = more.collect();
        let reach =
            |cells: &[u64]| cells.iter().fold(0, |sum: u64, more| sum.saturating_add(*more));
        if reach(&more) < spread {
            return Err(Unprepared::Empty);
        }
        if spread.saturating_add(1).saturating_mul(parts.len() as u64) > LARGEST {
            return Err(Unprepared::TooMany);
        }
        // From the last cell to the first: the ways of the cells from it on.
        let mut ways = Row { first: 0, ways: vec![1] };
        let mut cells = Vec::with_capacity(parts.len());
        for (rank, (range, own)) in parts.iter().zip(&more).enumerate().rev() {
            let (before, from) = more.split_at(rank);
            let sums = spread.saturating_sub(reach(before))..=spread.min(reach(from));
            cells.push(Cell { least: *range.start(), more: *own, after: ways.up_to() });
            ways = ways.before(*own, sums).ok_or(Unprepared::TooMany)?;
        }
        cells.reverse();
        let count = ways.of(Some(spread));
        let lowest = parts.iter().map(|range| *range.start()).min().unwrap_or_default();
        let highest = cells.iter().map(|cell| cell.least + cell.more).max().unwrap_or_default();
        let values = scale(part, lowest, highest - lowest + 1)?;
        Ok(Self { cells, spread, count, least: lowest, values })
    }

    /// Returns how many cells share.
    pub(super) fn cells(&self) -> usize {
        self.cells.len()
    }

    /// Counts the ways.
    pub(super) fn count(&self) -> u128 {
        self.count
    }

    /// Adds the parts of each cell, for the way of a rank.
    pub(super) fn nth(&self, mut rank: u128, out: &mut Vec<u64>) {
        let mut left = self.spread;
        for cell in &self.cells {
            let parts = cell.after.search(left, cell.more, &mut rank);
            left -= parts;
            out.push(cell.least + parts);
        }
    }

    /// Returns what so many parts are worth.
    pub(super) fn value(&self, parts: u64) -> Option<Cow<'_, Value>> {
        self.values.value(parts.checked_sub(self.least)?)
    }
}

impl Row {
    /// Returns the ways to have a sum; none below zero.
    fn of(&self, sum: Option<u64>) -> u128 {
        let place = sum.and_then(|sum| usize::try_from(sum.checked_sub(self.first)?).ok());
        place.and_then(|place| self.ways.get(place)).copied().unwrap_or_default()
    }

    /// Counts the ways with one cell more, which may have so many parts, for
    /// some sums; `None` when they pass 128 bits.
    fn before(&self, more: u64, sums: RangeInclusive<u64>) -> Option<Self> {
        let first = *sums.start();
        let lowest = first.saturating_sub(more);
        let mut window =
            (lowest..first).try_fold(0, |ways: u128, sum| ways.checked_add(self.of(Some(sum))))?;
        let mut ways = Vec::with_capacity(sums.clone().count());
        for sum in sums {
            if sum > first {
                window -= self.of(sum.checked_sub(more + 1));
            }
            window = window.checked_add(self.of(Some(sum)))?;
            ways.push(window);
        }
        Some(Self { first, ways })
    }

    fn up_to(&self) -> UpTo {
        let mut total = 0_u128;
        let ways = self.ways.iter().map(|ways| {
            total = total.wrapping_add(*ways);
            total
        });
        UpTo { first: self.first, ways: ways.collect() }
    }
}

impl UpTo {
    fn of(&self, sum: u64) -> u128 {
        let Some(place) = sum.checked_sub(self.first) else { return 0 };
        let place = usize::try_from(place).ok().and_then(|place| self.ways.get(place));
        place.or(self.ways.last()).copied().unwrap_or_default()
    }

    /// Finds how many parts the cell before these has in the way of a rank,
    /// when so many are left; what remains of the rank is for these.
    fn search(&self, left: u64, more: u64, rank: &mut u128) -> u64 {
        let all = self.of(left);
        let with_fewer = |parts: u64| all.wrapping_sub(self.of(left - parts));
        let (mut low, mut high) = (0, more.min(left));
        while low < high {
            let middle = low + (high - low).div_ceil(2);
            if with_fewer(middle) <= *rank {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        *rank -= with_fewer(low);
        low
    }
}

/// Makes the values of so many numbers of parts, from the lowest.
fn scale(part: &Value, lowest: u64, count: u64) -> Result<Scale, Unprepared> {
    let Value::Number(part) = part else { return Err(Unprepared::NotAScale) };
    let first = &part.value * Exact::from_integer(lowest.into());
    let first = Quantity { value: first, ..part.clone() };
    Scale::new(first.into(), part.value.clone(), count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shares(parts: &[RangeInclusive<u64>], total: u64) -> Result<Shares, Unprepared> {
        Shares::new(parts, total, &Quantity::whole(5).into())
    }

    fn all(shares: &Shares) -> Vec<Vec<u64>> {
        let way = |rank| {
            let mut parts = Vec::new();
            shares.nth(rank, &mut parts);
            parts
        };
        (0..shares.count()).map(way).collect()
    }

    /// Lists the ways by trying everything, the first cell changing last.
    fn tried(parts: &[RangeInclusive<u64>], total: u64) -> Vec<Vec<u64>> {
        let Some((first, rest)) = parts.split_first() else {
            return if total == 0 { vec![vec![]] } else { vec![] };
        };
        let own = first.clone().filter(|own| *own <= total);
        let ways = own.flat_map(|own| {
            let rest = tried(rest, total - own).into_iter();
            rest.map(move |rest| [vec![own], rest].concat())
        });
        ways.collect()
    }

    #[test]
    fn all_ways_are_listed_in_order() {
        let shares = shares(&[1..=3, 0..=2, 0..=9], 4).expect("shares");
        let first = [[1, 0, 3], [1, 1, 2], [1, 2, 1]];
        let then = [[2, 0, 2], [2, 1, 1], [2, 2, 0], [3, 0, 1], [3, 1, 0]];
        assert_eq!(all(&shares), [&first[..], &then].concat());
    }

    #[test]
    fn values_are_multiples_of_the_part() {
        let shares = shares(&[2..=3, 1..=8], 9).expect("shares");
        let value = |parts| shares.value(parts).map(Cow::into_owned);
        assert_eq!(value(7), Some(Quantity::whole(35).into()));
        assert_eq!(value(0), None);
        assert_eq!(value(8), None, "no way has so many");
    }

    #[test]
    fn a_hundred_percent_in_eleven_parts_is_counted() {
        // Binomial of 100 + 10 over 10.
        let whole = shares(&vec![0..=100; 11], 100).expect("shares");
        assert_eq!(whole.count(), 46_897_636_623_981);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let refused = |parts: &[RangeInclusive<u64>], total| shares(parts, total).err();
        assert_eq!(refused(&[3..=5, 3..=5], 5), Some(Unprepared::Empty));
        assert_eq!(refused(&[3..=5, 3..=5], 11), Some(Unprepared::Empty));
        #[expect(clippy::reversed_empty_ranges, reason = "refused as such")]
        let empty = [5..=3, 0..=9];
        assert_eq!(refused(&empty, 8), Some(Unprepared::Empty));
        assert_eq!(refused(&[u64::MAX..=u64::MAX, 1..=1], 5), Some(Unprepared::Empty));
        assert_eq!(refused(&vec![0..=1000; 50], 1000), Some(Unprepared::TooMany), "too many ways");
        assert_eq!(refused(&[0..=u64::MAX], u64::MAX), Some(Unprepared::TooMany), "too many sums");
        let words = Value::Text("mots".to_owned());
        assert_eq!(Shares::new(&[1..=1], 1, &words).err(), Some(Unprepared::NotAScale));
    }

    proptest! {
        #[test]
        fn counting_finds_what_trying_everything_finds(
            bounds in prop::collection::vec((0_u64..5, 0_u64..5), 0..5), total in 0_u64..16,
        ) {
            let parts: Vec<_> = bounds.iter().map(|(low, more)| *low..=low + more).collect();
            let tried = tried(&parts, total);
            match shares(&parts, total) {
                Ok(shares) => prop_assert_eq!(all(&shares), tried),
                Err(fault) => {
                    prop_assert_eq!(fault, Unprepared::Empty);
                    prop_assert!(tried.is_empty());
                }
            }
        }

        #[test]
        fn the_largest_counts_stay_exact(cells in 20_usize..34, total in 100_u64..140) {
            let parts = vec![0..=total; cells];
            let shares = shares(&parts, total).expect("fewer than 2¹²⁸ ways");
            for rank in [0, 1, shares.count() / 3, shares.count() - 1] {
                let mut parts = Vec::new();
                shares.nth(rank, &mut parts);
                prop_assert_eq!(parts.iter().sum::<u64>(), total);
            }
            let mut last = Vec::new();
            shares.nth(shares.count() - 1, &mut last);
            prop_assert_eq!(last[0], total);
        }
    }
}
