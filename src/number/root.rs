//! Roots: exact when the number is a perfect power, else cut far beyond what is shown.

use num_bigint::BigInt;
use num_traits::{Pow, Signed};

use super::exact::{Exact, SIGNIFICANT_DIGITS, magnitude, ten_to};
use super::fault::ArithmeticFault;
use super::quantity::Quantity;

/// The largest index of a root: a year of days.
const LARGEST_INDEX: u32 = 366;

impl Quantity {
    /// Takes the root of the given index: 2 for the square root.
    ///
    /// # Errors
    ///
    /// When the index is out of reach, or when the value or its unit has no such root.
    pub fn root(&self, index: u32) -> Result<Self, ArithmeticFault> {
        if index == 0 || index > LARGEST_INDEX {
            return Err(ArithmeticFault::BadRootIndex);
        }
        if self.value.is_negative() && index.is_multiple_of(2) {
            return Err(ArithmeticFault::NegativeRoot);
        }
        let unit =
            self.unit.root(index).ok_or_else(|| ArithmeticFault::UnitPower(self.unit.clone()))?;
        Ok(match perfect(&self.value, index) {
            Some(value) => Self { value, unit, approximate: self.approximate },
            None => Self { value: irrational(&self.value, index), unit, approximate: true },
        })
    }
}

/// Returns the root of a perfect power.
fn perfect(value: &Exact, index: u32) -> Option<Exact> {
    let root = |number: &BigInt| {
        let root = number.nth_root(index);
        (Pow::pow(&root, index) == *number).then_some(root)
    };
    Some(Exact::new(root(value.numer())?, root(value.denom())?))
}

/// Returns a root cut after its significant digits.
fn irrational(value: &Exact, index: u32) -> Exact {
    let decimals = (SIGNIFICANT_DIGITS - magnitude(value) / i64::from(index)).max(0);
    let decimals = usize::try_from(decimals).unwrap_or(usize::MAX);
    let shift = ten_to(decimals * index as usize);
    let root = (value.numer() * shift / value.denom()).nth_root(index);
    Exact::new(root, ten_to(decimals))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::exact::whole;
    use super::super::{Unit, parse_quantity};
    use super::*;

    fn read(text: &str) -> Quantity {
        parse_quantity(text).unwrap()
    }

    #[test]
    fn perfect_powers_have_exact_roots() {
        assert_eq!(read("9/4").root(2), Ok(read("1,5")));
        assert_eq!(read("-27").root(3), Ok(read("-3")));
        assert_eq!(read("49 %").root(2), Ok(read("70 %")));
        let area = read("3 €").multiply(&read("12 €")).unwrap();
        assert_eq!(area.root(2), Ok(read("6 €")));
    }

    #[test]
    fn other_roots_are_approximate_to_thirty_digits() {
        for (value, index) in [("2", 2), ("0,0000000001", 3), ("123456789123", 5), ("1,21", 12)] {
            let root = read(value).root(index).unwrap();
            assert!(root.approximate);
            let back = Pow::pow(&root.value, index) / read(value).value - whole(1);
            assert!(back.abs() < whole(1) / whole(10).pow(30), "{value}");
        }
    }

    #[test]
    fn the_root_of_a_daily_growth_is_within_reach() {
        let root = read("3").root(365).unwrap();
        assert!(root.value > read("1,003").value && root.value < read("1,0031").value);
        assert_eq!(read("3").root(367), Err(ArithmeticFault::BadRootIndex));
        assert_eq!(read("3").root(0), Err(ArithmeticFault::BadRootIndex));
    }

    #[test]
    fn some_roots_do_not_exist() {
        assert_eq!(read("-4").root(2), Err(ArithmeticFault::NegativeRoot));
        assert_eq!(read("4 €").root(2), Err(ArithmeticFault::UnitPower(Unit::euro())));
    }

    proptest! {
        #[test]
        fn the_square_root_of_a_square_is_exact(numer in 0_i64..100_000, denom in 1_i64..1000) {
            let number = Quantity::bare(whole(numer) / whole(denom));
            prop_assert_eq!(number.multiply(&number).unwrap().root(2).unwrap(), number);
        }
    }
}
