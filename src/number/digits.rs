//! Decimal digits: takes an exact value and how many decimals, gives its digits,
//! rounded half away from zero.

use num_bigint::{BigInt, Sign};
use num_traits::{Signed, ToPrimitive};

use super::exact::{Exact, ten_to};

/// The decimal digits of a value.
pub(super) struct Digits {
    /// The sign of what the digits say: `NoSign` when they are all zero.
    pub(super) sign: Sign,
    /// Before the comma, without sign.
    pub(super) whole: String,
    /// After the comma.
    pub(super) decimals: String,
    /// Whether they say the value itself.
    pub(super) exact: bool,
}

impl Digits {
    /// Rounds to so many decimals.
    pub(super) fn of(value: &Exact, decimals: usize) -> Self {
        let (sign, figures, exact) = small(value, decimals).unwrap_or_else(|| {
            let scaled = value * ten_to(decimals);
            let nearest = scaled.round().to_integer();
            (nearest.sign(), nearest.abs().to_string(), scaled.is_integer())
        });
        let padded = format!("{figures:0>width$}", width = decimals + 1);
        let (whole, fraction) = padded.split_at(padded.len() - decimals);
        Self { sign, whole: whole.to_owned(), decimals: fraction.to_owned(), exact }
    }
}

/// Rounds without numbers of any length, which most figures need not: a page
/// shows hundreds, each tried with several numbers of decimals.
fn small(value: &Exact, decimals: usize) -> Option<(Sign, String, bool)> {
    let denom = value.denom().to_i64().map(i128::from)?;
    let power = 10_i128.checked_pow(u32::try_from(decimals).ok()?)?;
    let scaled = i128::from(value.numer().to_i64()?).checked_mul(power)?;
    let (towards_zero, rest) = (scaled / denom, (scaled % denom).abs());
    let nearest = towards_zero + if rest * 2 < denom { 0 } else { scaled.signum() };
    let sign = BigInt::from(nearest.signum()).sign();
    Some((sign, nearest.unsigned_abs().to_string(), rest == 0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::exact::whole;
    use super::*;

    fn text(digits: &Digits) -> String {
        let sign = if digits.sign == Sign::Minus { "-" } else { "" };
        format!("{sign}{},{} {}", digits.whole, digits.decimals, digits.exact)
    }

    #[test]
    fn halves_round_away_from_zero() {
        for (numer, denom, expected) in
            [(5, 2, "3, false"), (-5, 2, "-3, false"), (-1, 4, "0, false"), (-4, 2, "-2, true")]
        {
            assert_eq!(text(&Digits::of(&(whole(numer) / whole(denom)), 0)), expected);
        }
    }

    proptest! {
        #[test]
        fn short_and_long_numbers_round_alike(
            numer in any::<i64>(),
            denom in 1_i64..10_000,
            decimals in 0_usize..9,
        ) {
            let value = whole(numer) / whole(denom);
            // A value beyond what is rounded the short way, with the same decimals.
            let far = if numer < 0 { -ten_to(40) } else { ten_to(40) };
            let (short, long) = (Digits::of(&value, decimals), Digits::of(&(&value + far), decimals));
            prop_assert_eq!(short.exact, long.exact);
            prop_assert_eq!(&short.decimals, &long.decimals);
            prop_assert!(long.whole.ends_with(&short.whole));
        }
    }
}
