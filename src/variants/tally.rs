//! Counting what constraints refuse: takes the verdicts of many tries of a
//! group, gives who refuses how often, alone and together.

use std::collections::BTreeMap;

use super::draw::Verdict;

/// The verdicts of many tries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) tries: u64,
    pub(super) accepted: u64,
    /// How often just these checks have refused, one bit each.
    together: BTreeMap<u64, u64>,
    /// How often each definition had no value.
    broken: BTreeMap<usize, u64>,
}

impl Tally {
    /// Counts a try.
    pub(super) fn add(&mut self, verdict: Verdict) {
        self.tries += 1;
        match verdict {
            Verdict::Accepted => self.accepted += 1,
            Verdict::Refused(checks) => *self.together.entry(checks).or_default() += 1,
            Verdict::Broken(definition) => *self.broken.entry(definition).or_default() += 1,
        }
    }

    /// Counts the tries that a check has refused, alone or not.
    pub(super) fn refused(&self, check: usize) -> u64 {
        let refused = self.together.iter().filter(|(checks, _)| **checks & bit(check) != 0);
        refused.map(|(_, count)| count).sum()
    }

    /// Counts the tries that a check has refused, and none of these others.
    pub(super) fn refused_after(&self, check: usize, others: &[usize]) -> u64 {
        let mask = others.iter().fold(0, |mask, other| mask | bit(*other));
        let refused = self.together.iter();
        let refused =
            refused.filter(|(checks, _)| **checks & bit(check) != 0 && **checks & mask == 0);
        refused.map(|(_, count)| count).sum()
    }

    /// Counts the tries that would be accepted, were it not for these checks.
    pub(super) fn without(&self, checks: &[usize]) -> u64 {
        let mask = checks.iter().fold(0, |mask, check| mask | bit(*check));
        let freed = self.together.iter().filter(|(refusing, _)| **refusing & !mask == 0);
        self.accepted + freed.map(|(_, count)| count).sum::<u64>()
    }

    /// Visits the definitions that had no value, and how often.
    pub(super) fn broken(&self) -> impl Iterator<Item = (usize, u64)> {
        self.broken.iter().map(|(definition, count)| (*definition, *count))
    }
}

/// Returns the bit of a check; those beyond the 64th share the last.
pub(super) fn bit(check: usize) -> u64 {
    1 << check.min(63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_are_told_alone_and_together() {
        let mut tally = Tally::default();
        for verdict in [
            Verdict::Accepted,
            Verdict::Refused(0b001),
            Verdict::Refused(0b011),
            Verdict::Refused(0b011),
            Verdict::Refused(0b100),
            Verdict::Broken(7),
        ] {
            tally.add(verdict);
        }
        assert_eq!([0, 1, 2].map(|check| tally.refused(check)), [3, 2, 1]);
        assert_eq!([0, 1, 2].map(|check| tally.without(&[check])), [2, 1, 2]);
        assert_eq!(tally.without(&[0, 1]), 4);
        assert_eq!(tally.refused_after(0, &[1]), 1);
        assert_eq!(tally.broken().collect::<Vec<_>>(), [(7, 1)]);
    }

    #[test]
    fn checks_beyond_the_bits_share_the_last() {
        let mut tally = Tally::default();
        tally.add(Verdict::Refused(bit(80)));
        assert_eq!(tally.refused(63), 1);
        assert_eq!(tally.refused(99), 1);
        assert_eq!(tally.refused(5), 0);
    }
}
