//! Rounding: takes a quantity, gives it with its shown figure rounded.

use num_traits::Pow;

use super::exact::{Exact, whole};
use super::quantity::Quantity;

/// Which way to round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// To the nearest, halves away from zero (*arrondi*).
    Nearest,
    /// Towards plus infinity (*plafond*).
    Up,
    /// Towards minus infinity (*plancher*).
    Down,
}

/// Decimals beyond which an approximate value is not trusted.
const TRUSTED_DECIMALS: i32 = 20;

impl Quantity {
    /// Rounds the shown figure, minutes in minutes and percents in percents, to
    /// so many decimals; −2 rounds to hundreds. The result is exact.
    #[must_use]
    pub fn round(&self, rounding: Rounding, decimals: i8) -> Self {
        let decimals = i32::from(decimals);
        let mut figure = self.figure();
        if self.approximate {
            // The square of √2 must not round down to 1 for want of its last digit.
            figure = rounded(&figure, Rounding::Nearest, decimals + TRUSTED_DECIMALS);
        }
        Self::of(&rounded(&figure, rounding, decimals), self.unit.clone())
    }
}

fn rounded(value: &Exact, rounding: Rounding, decimals: i32) -> Exact {
    let round = match rounding {
        Rounding::Nearest => Exact::round,
        Rounding::Up => Exact::ceil,
        Rounding::Down => Exact::floor,
    };
    if decimals == 0 {
        return round(value);
    }
    let power: Exact = Pow::pow(whole(10), decimals);
    round(&(value * &power)) / power
}

#[cfg(test)]
mod tests {
    use num_traits::Signed;
    use proptest::prelude::*;

    use super::super::parse_quantity;
    use super::*;

    fn rounds(text: &str, rounding: Rounding, decimals: i8, expected: &str) {
        let quantity = parse_quantity(text).unwrap();
        let expected = parse_quantity(expected).unwrap();
        assert_eq!(quantity.round(rounding, decimals), expected, "{text}");
    }

    #[test]
    fn halves_go_away_from_zero() {
        rounds("2,5", Rounding::Nearest, 0, "3");
        rounds("-2,5", Rounding::Nearest, 0, "-3");
        rounds("10,153846", Rounding::Nearest, 2, "10,15");
        rounds("1 250", Rounding::Nearest, -2, "1 300");
    }

    #[test]
    fn the_shown_figure_is_rounded() {
        rounds("1274,9 contacts", Rounding::Up, 0, "1275 contacts");
        rounds("41,667 %", Rounding::Nearest, 1, "41,7 %");
        rounds("4,37 min", Rounding::Down, 0, "4 min");
        rounds("-37,5 %", Rounding::Up, 0, "-37 %");
    }

    #[test]
    fn the_last_digits_of_an_approximate_value_do_not_count() {
        let root = Quantity::whole(2).root(2).unwrap();
        let two = root.multiply(&root).unwrap();
        assert!(two.approximate);
        assert_eq!(two.round(Rounding::Down, 0), Quantity::whole(2));
        assert_eq!(two.round(Rounding::Up, 0), Quantity::whole(2));
    }

    proptest! {
        #[test]
        fn rounding_moves_by_half_a_unit_at_most(numer in any::<i32>(), denom in 1_i64..999) {
            let number = Quantity::bare(whole(i64::from(numer)) / whole(denom));
            let near = number.round(Rounding::Nearest, 1);
            let moved = (&near.value - &number.value).abs();
            prop_assert!(moved <= whole(1) / whole(20));
            if moved == whole(1) / whole(20) {
                prop_assert!(near.value.abs() > number.value.abs());
            }
            prop_assert!(number.round(Rounding::Down, 1).value <= number.value);
            prop_assert!(number.round(Rounding::Up, 1).value >= number.value);
        }
    }
}
