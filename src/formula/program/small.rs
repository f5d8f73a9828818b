//! Small rationals: takes exact values that fit two machine words, computes on
//! them without memory of its own, and says when a result no longer fits.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, ToPrimitive};

use crate::number::{Exact, Rounding};

/// A rational of two machine words; the lower is above 0, and both may share
/// factors: they are divided out only when a result would not fit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Small {
    numer: i64,
    denom: i64,
}

impl Small {
    pub(super) const ZERO: Self = Self::whole(0);
    pub(super) const ONE: Self = Self::whole(1);

    /// Makes a whole number.
    pub(super) const fn whole(numer: i64) -> Self {
        Self { numer, denom: 1 }
    }

    /// Makes 1 of what is true, 0 of what is false.
    pub(super) const fn truth(truth: bool) -> Self {
        if truth { Self::ONE } else { Self::ZERO }
    }

    /// Reads an exact value, when it is small enough.
    pub(super) fn of(value: &Exact) -> Option<Self> {
        Some(Self { numer: value.numer().to_i64()?, denom: value.denom().to_i64()? })
    }

    /// Returns the exact value.
    pub(super) fn exact(self) -> Exact {
        let (numer, denom) = self.lowest();
        Exact::new_raw(BigInt::from(numer), BigInt::from(denom))
    }

    /// Returns both words without common factor.
    pub(super) fn lowest(self) -> (i64, i64) {
        if self.denom.is_one() {
            return (self.numer, 1);
        }
        // The denominator is above 0, so that their divisor fits.
        let (numer, denom) = (i128::from(self.numer), i128::from(self.denom));
        let divisor = numer.gcd(&denom);
        let word = |part: i128| i64::try_from(part / divisor).unwrap_or_default();
        (word(numer), word(denom))
    }

    /// Tells whether it is not 0.
    pub(super) const fn is_true(self) -> bool {
        self.numer != 0
    }

    /// Returns the upper word; the whole number, where it is known to be one.
    pub(super) const fn numer(self) -> i64 {
        self.numer
    }

    /// Makes a rational of two double words, if they come down to single ones.
    fn fit(numer: i128, denom: i128) -> Option<Self> {
        if let (Ok(numer), Ok(denom)) = (i64::try_from(numer), i64::try_from(denom)) {
            return Some(Self { numer, denom });
        }
        let divisor = numer.gcd(&denom);
        let word = |part: i128| i64::try_from(part / divisor).ok();
        Some(Self { numer: word(numer)?, denom: word(denom)? })
    }

    /// Multiplies the words of one by those of another, crossed.
    fn crossed(self, other: Self) -> (i128, i128) {
        let left = i128::from(self.numer) * i128::from(other.denom);
        let right = i128::from(other.numer) * i128::from(self.denom);
        (left, right)
    }

    fn denominators(self, other: Self) -> i128 {
        i128::from(self.denom) * i128::from(other.denom)
    }

    /// Adds.
    pub(super) fn add(self, other: Self) -> Option<Self> {
        if self.denom == other.denom
            && let Some(numer) = self.numer.checked_add(other.numer)
        {
            return Some(Self { numer, denom: self.denom });
        }
        let (left, right) = self.crossed(other);
        Self::fit(left + right, self.denominators(other))
    }

    /// Subtracts.
    pub(super) fn subtract(self, other: Self) -> Option<Self> {
        if self.denom == other.denom
            && let Some(numer) = self.numer.checked_sub(other.numer)
        {
            return Some(Self { numer, denom: self.denom });
        }
        let (left, right) = self.crossed(other);
        Self::fit(left - right, self.denominators(other))
    }

    /// Multiplies.
    pub(super) fn multiply(self, other: Self) -> Option<Self> {
        let numer = i128::from(self.numer) * i128::from(other.numer);
        Self::fit(numer, self.denominators(other))
    }

    /// Divides; nothing comes of a division by 0.
    pub(super) fn divide(self, other: Self) -> Option<Self> {
        let (numer, denom) = self.crossed(other);
        match denom.cmp(&0) {
            Ordering::Greater => Self::fit(numer, denom),
            Ordering::Less => Self::fit(-numer, -denom),
            Ordering::Equal => None,
        }
    }

    /// Raises to a power.
    pub(super) fn power(self, exponent: u32) -> Option<Self> {
        (0..exponent).try_fold(Self::ONE, |power, _| power.multiply(self))
    }

    /// Returns the opposite.
    pub(super) fn negate(self) -> Option<Self> {
        Some(Self { numer: self.numer.checked_neg()?, denom: self.denom })
    }

    /// Returns the absolute value.
    pub(super) fn absolute(self) -> Option<Self> {
        Some(Self { numer: self.numer.checked_abs()?, denom: self.denom })
    }

    /// Rounds to a multiple of a step above 0.
    pub(super) fn round(self, rounding: Rounding, step: Self) -> Option<Self> {
        let (numer, denom) = self.crossed(step);
        let (whole, rest) = match (i64::try_from(numer), i64::try_from(denom)) {
            // One instruction, where a division of double words is a loop.
            (Ok(numer), Ok(denom)) => {
                (i128::from(numer.div_euclid(denom)), i128::from(numer.rem_euclid(denom)))
            }
            _ => numer.div_mod_floor(&denom),
        };
        let up = match rounding {
            Rounding::Down => false,
            Rounding::Up => rest > 0,
            // Halves go away from zero: up, unless the number is below it.
            Rounding::Nearest => rest > denom - rest || (rest == denom - rest && numer >= 0),
        };
        let steps = i64::try_from(whole + i128::from(up)).ok()?;
        Self::fit(i128::from(steps) * i128::from(step.numer), i128::from(step.denom))
    }

    /// Compares.
    pub(super) fn compare(self, other: Self) -> Ordering {
        if self.denom == other.denom {
            return self.numer.cmp(&other.numer);
        }
        let (left, right) = self.crossed(other);
        left.cmp(&right)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::number::{Quantity, whole};

    /// Draws a small number, often simple, sometimes at the edge of its words.
    fn small() -> impl Strategy<Value = Small> {
        let numer = prop_oneof![-100_i64..100, any::<i32>().prop_map(i64::from), any::<i64>()];
        let denom = prop_oneof![Just(1_i64), 1_i64..1_000, 1..=i64::MAX];
        (numer, denom).prop_map(|(numer, denom)| Small { numer, denom })
    }

    fn ratio(small: Small) -> Exact {
        whole(small.numer) / whole(small.denom)
    }

    #[test]
    fn what_no_longer_fits_is_nothing() {
        let huge = Small::whole(i64::MAX);
        assert!(huge.add(Small::ONE).is_none());
        assert!(huge.multiply(huge).is_none());
        assert!(Small::whole(i64::MIN).negate().is_none());
        assert!(Small::ONE.divide(Small::ZERO).is_none());
        // Common factors go before anything is given up.
        let large = Small { numer: i64::MAX - 1, denom: 2 };
        let product = large.multiply(Small { numer: 2, denom: i64::MAX - 1 }).unwrap();
        assert_eq!(product.lowest(), (1, 1));
    }

    #[test]
    fn what_does_not_fit_is_not_read() {
        let beyond = whole(i64::MAX) + whole(1);
        assert!(Small::of(&beyond).is_none());
        assert!(Small::of(&(whole(1) / beyond)).is_none());
    }

    proptest! {
        #[test]
        fn results_are_those_of_exact_values(a in small(), b in small()) {
            let (x, y) = (ratio(a), ratio(b));
            let same = |small: Option<Small>, exact: Exact| match small {
                Some(small) => small.exact() == exact,
                None => Small::of(&exact).is_none(),
            };
            prop_assert!(same(a.add(b), &x + &y));
            prop_assert!(same(a.subtract(b), &x - &y));
            prop_assert!(same(a.multiply(b), &x * &y));
            if b.is_true() {
                prop_assert!(same(a.divide(b), &x / &y));
            }
            prop_assert!(a.power(3).is_none_or(|cube| cube.exact() == &x * &x * &x));
            prop_assert_eq!(a.compare(b), x.cmp(&y));
        }

        #[test]
        fn rounding_is_that_of_quantities(a in small(), decimals in -2_i8..3) {
            let ten = Small::whole(10).power(decimals.unsigned_abs().into()).unwrap();
            let step = if decimals < 0 { ten } else { Small::ONE.divide(ten).unwrap() };
            for rounding in [Rounding::Nearest, Rounding::Up, Rounding::Down] {
                let rounded = Quantity::bare(ratio(a)).round(rounding, decimals).value;
                if let Some(small) = a.round(rounding, step) {
                    prop_assert_eq!(small.exact(), rounded);
                }
            }
        }
    }
}
