//! Small exact numbers: takes numerators and denominators in base units, gives
//! what is shown of them as whole numbers that can be compared.

use num_traits::ToPrimitive;

use crate::formula::Value;
use crate::number::{Exact, Quantity, Unit, whole};

/// A fraction of machine words in lowest terms, in base units.
pub(super) type Small = (i128, i128);

/// Takes a number apart, if it is small enough.
pub(super) fn small(value: &Value) -> Option<Small> {
    let Value::Number(number) = value else { return None };
    Some((number.value.numer().to_i128()?, number.value.denom().to_i128()?))
}

/// How a result is shown: what its value in base units is multiplied by, so
/// that the last digit shown is that of the units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    numerator: i128,
    denominator: i128,
}

/// What is shown of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    /// Its digits, as one whole number.
    pub(super) digits: i128,
    /// Whether they are the very value.
    pub(super) exact: bool,
    /// Whether the value lies exactly between these digits and the next.
    pub(super) half: bool,
}

impl Scale {
    /// Finds how numbers of a unit are shown with so many decimals, or those
    /// the unit has by itself.
    pub(super) fn new(unit: &Unit, decimals: Option<u32>) -> Option<Self> {
        let decimals = decimals.unwrap_or(if unit.is_percent() { 1 } else { 2 });
        let one = Quantity::of(&whole(1), unit.clone()).value;
        let ten = Exact::from_integer(10_i128.checked_pow(decimals)?.into());
        let scale = ten / one;
        Some(Self { numerator: scale.numer().to_i128()?, denominator: scale.denom().to_i128()? })
    }

    /// Returns what is shown of a number; `None` beyond machine words.
    pub(super) fn show(self, (numerator, denominator): Small) -> Option<Shown> {
        let top = numerator.checked_mul(self.numerator)?;
        let bottom = denominator.checked_mul(self.denominator)?;
        let (whole, rest) = (top / bottom, top % bottom);
        // Halves go away from zero.
        let twice = rest.checked_abs()?.checked_mul(2)?;
        let away = if twice >= bottom { top.signum() } else { 0 };
        Some(Shown { digits: whole + away, exact: rest == 0, half: twice == bottom })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::number::parse_quantity;
    use crate::sheet::value_text;

    fn shown(text: &str, decimals: Option<u32>) -> Shown {
        let number = parse_quantity(text).expect("a quantity");
        let scale = Scale::new(&number.unit, decimals).expect("a scale");
        scale.show(small(&number.into()).expect("a small number")).expect("a small result")
    }

    #[test]
    fn the_last_digit_is_that_of_the_page() {
        assert_eq!(shown("37,5 %", None), Shown { digits: 375, exact: true, half: false });
        assert_eq!(shown("41,6667 %", None), Shown { digits: 417, exact: false, half: false });
        assert_eq!(shown("12,005 €", None), Shown { digits: 1201, exact: false, half: true });
        assert_eq!(shown("-2,5 min", Some(0)), Shown { digits: -3, exact: false, half: true });
    }

    proptest! {
        #[test]
        fn numbers_shown_alike_have_the_same_digits(
            one in -50_i64..50, other in -50_i64..50, by in 1_i64..9, decimals in 0_u32..3,
        ) {
            let number = |n: i64| Value::from(Quantity::bare(whole(n) / whole(by)));
            let scale = Scale::new(&Unit::none(), Some(decimals)).expect("a scale");
            let digits = |n: i64| scale.show(small(&number(n)).expect("small")).expect("small").digits;
            let text = |n: i64| value_text(&number(n), Some(decimals));
            prop_assert_eq!(digits(one) == digits(other), text(one) == text(other));
        }
    }
}
