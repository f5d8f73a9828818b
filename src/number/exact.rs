//! Exact values: takes and gives rationals without bound, and writes them for machines.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Pow, Zero};

use super::digits::Digits;
use super::fault::ArithmeticFault;

/// A number without rounding.
pub type Exact = BigRational;

/// Bits that numerator and denominator may take together.
const BUDGET: u64 = 4096;
/// Bits from which an approximate value is cut again.
const APPROXIMATE_BUDGET: u64 = 512;
/// Significant digits kept of an approximate value.
pub(super) const SIGNIFICANT_DIGITS: i64 = 40;

/// Returns a whole number as an exact value.
#[must_use]
pub fn whole(number: i64) -> Exact {
    Exact::from_integer(BigInt::from(number))
}

/// Writes a value for machines: `1342` or `17/4`.
#[must_use]
pub fn exact_text(value: &Exact) -> String {
    value.to_string()
}

/// Writes a value as a plain decimal, `4.25`, if it has finitely many decimals.
pub(super) fn decimal_text(value: &Exact) -> Option<String> {
    let digits = Digits::of(value, finite_decimals(value)?);
    let sign = if digits.sign == Sign::Minus { "-" } else { "" };
    let point = if digits.decimals.is_empty() { "" } else { "." };
    Some(format!("{sign}{}{point}{}", digits.whole, digits.decimals))
}

/// Returns 10 to the given power.
pub(super) fn ten_to(exponent: usize) -> BigInt {
    Pow::pow(BigInt::from(10), exponent)
}

/// Counts the decimals of a value; `None` when they never end.
fn finite_decimals(value: &Exact) -> Option<usize> {
    let mut rest = value.denom().clone();
    let mut strip = |prime: u8| {
        let prime = BigInt::from(prime);
        let mut count = 0;
        loop {
            let (quotient, remainder) = rest.div_rem(&prime);
            if !remainder.is_zero() {
                return count;
            }
            rest = quotient;
            count += 1;
        }
    };
    let count = strip(2_u8).max(strip(5_u8));
    (rest == BigInt::from(1)).then_some(count)
}

/// Keeps a result within its budget: an approximate one is cut, an exact one refused.
pub(super) fn settle(value: Exact, approximate: bool) -> Result<Exact, ArithmeticFault> {
    let bits = value.numer().bits() + value.denom().bits();
    if bits > BUDGET {
        Err(ArithmeticFault::TooLarge)
    } else if approximate && bits > APPROXIMATE_BUDGET {
        Ok(cut(&value))
    } else {
        Ok(value)
    }
}

/// Estimates the power of ten of a value, to within one; values are far from `i64` bounds.
pub(super) fn magnitude(value: &Exact) -> i64 {
    let bits = |number: &BigInt| i64::try_from(number.bits()).unwrap_or(i64::MAX / 1_000_000);
    (bits(value.numer()) - bits(value.denom())) * 30_103 / 100_000
}

/// Rounds a value to its significant digits.
fn cut(value: &Exact) -> Exact {
    let decimals = SIGNIFICANT_DIGITS - magnitude(value);
    let power = ten_to(usize::try_from(decimals.unsigned_abs()).unwrap_or(usize::MAX));
    if decimals >= 0 {
        Exact::new((value * &power).round().to_integer(), power)
    } else {
        (value / &power).round() * power
    }
}

#[cfg(test)]
mod tests {
    use num_traits::Signed;

    use super::*;

    fn ratio(numer: i64, denom: i64) -> Exact {
        whole(numer) / whole(denom)
    }

    #[test]
    fn machines_read_fractions() {
        assert_eq!(exact_text(&whole(1342)), "1342");
        assert_eq!(exact_text(&ratio(34, 8)), "17/4");
        assert_eq!(exact_text(&ratio(-1, 3)), "-1/3");
    }

    #[test]
    fn decimals_are_written_only_when_they_end() {
        assert_eq!(decimal_text(&ratio(17, 4)).as_deref(), Some("4.25"));
        assert_eq!(decimal_text(&ratio(-1, 20)).as_deref(), Some("-0.05"));
        assert_eq!(decimal_text(&whole(1530)).as_deref(), Some("1530"));
        assert_eq!(decimal_text(&ratio(1, 3)), None);
    }

    #[test]
    fn a_cut_value_keeps_forty_digits() {
        let third = ratio(1, 3);
        let error = (cut(&third) - third).abs();
        assert!(!error.is_zero());
        assert!(error < Exact::new(BigInt::from(1), ten_to(39)));
    }

    #[test]
    fn a_result_beyond_the_budget_is_refused() {
        let huge = Exact::from_integer(ten_to(2000));
        assert_eq!(settle(huge, false), Err(ArithmeticFault::TooLarge));
        assert_eq!(settle(whole(7), false), Ok(whole(7)));
    }
}
