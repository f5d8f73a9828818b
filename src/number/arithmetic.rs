//! Arithmetic of quantities: values and units in, a quantity or a fault out.

use std::cmp::Ordering;

use num_traits::{One, Signed, ToPrimitive, Zero};

use super::exact::{Exact, settle};
use super::fault::{ArithmeticFault, Operation};
use super::plain::french_text;
use super::quantity::Quantity;
use super::unit::Unit;

type Result<T> = std::result::Result<T, ArithmeticFault>;

/// The largest numerator or denominator of an exponent.
const LARGEST_EXPONENT: u32 = 1000;

impl Quantity {
    /// Adds; the sum of two times is shown as the left one.
    ///
    /// # Errors
    ///
    /// When the units do not agree or the result is too large.
    pub fn add(&self, other: &Self) -> Result<Self> {
        let unit = self.joined(other, Operation::Add)?;
        self.resulting(&self.value + &other.value, other, unit)
    }

    /// Subtracts; the difference of two times is shown as the left one.
    ///
    /// # Errors
    ///
    /// When the units do not agree or the result is too large.
    pub fn subtract(&self, other: &Self) -> Result<Self> {
        let unit = self.joined(other, Operation::Subtract)?;
        self.resulting(&self.value - &other.value, other, unit)
    }

    /// Multiplies.
    ///
    /// # Errors
    ///
    /// When the result is too large.
    pub fn multiply(&self, other: &Self) -> Result<Self> {
        let unit = self.unit.times(&other.unit).ok_or(ArithmeticFault::TooLarge)?;
        self.resulting(&self.value * &other.value, other, unit)
    }

    /// Divides.
    ///
    /// # Errors
    ///
    /// When the divisor is zero or the result is too large.
    pub fn divide(&self, other: &Self) -> Result<Self> {
        if other.is_zero() {
            return Err(ArithmeticFault::DivisionByZero);
        }
        let unit = self.unit.over(&other.unit).ok_or(ArithmeticFault::TooLarge)?;
        self.resulting(&self.value / &other.value, other, unit)
    }

    /// Compares.
    ///
    /// # Errors
    ///
    /// When the units do not agree.
    pub fn compare(&self, other: &Self) -> Result<Ordering> {
        self.joined(other, Operation::Compare)?;
        Ok(self.value.cmp(&other.value))
    }

    /// Returns the opposite.
    #[must_use]
    pub fn negate(&self) -> Self {
        Self { value: -&self.value, ..self.clone() }
    }

    /// Returns the absolute value.
    #[must_use]
    pub fn abs(&self) -> Self {
        Self { value: self.value.abs(), ..self.clone() }
    }

    /// Raises to a power; the power 1/3 is the cube root.
    ///
    /// # Errors
    ///
    /// When the exponent has a unit or is out of reach, when a root is asked
    /// that does not exist, or when the result is too large.
    pub fn power(&self, exponent: &Self) -> Result<Self> {
        let is_number = exponent.unit.is_none() || exponent.unit.is_count();
        let number = |part: &num_bigint::BigInt| {
            part.magnitude()
                .to_u32()
                .filter(|part| is_number && *part <= LARGEST_EXPONENT)
                .ok_or(ArithmeticFault::BadExponent)
        };
        let raised = self.whole_power(number(exponent.value.numer())?)?;
        let rooted = raised.root(number(exponent.value.denom())?)?;
        if exponent.value.is_negative() { Self::whole(1).divide(&rooted) } else { Ok(rooted) }
    }

    fn whole_power(&self, exponent: u32) -> Result<Self> {
        if exponent == 0 {
            return Ok(Self::whole(1));
        }
        let unit = self
            .unit
            .power(exponent)
            .ok_or_else(|| ArithmeticFault::UnitPower(self.unit.clone()))?;
        let mut value = Exact::one();
        let mut square = self.value.clone();
        let mut rest = exponent;
        while rest > 0 {
            if rest % 2 == 1 {
                value = settle(value * &square, self.approximate)?;
            }
            rest /= 2;
            if rest > 0 {
                square = settle(&square * &square, self.approximate)?;
            }
        }
        Ok(Self { value, unit, approximate: self.approximate })
    }

    fn resulting(&self, value: Exact, other: &Self, unit: Unit) -> Result<Self> {
        let approximate = self.approximate || other.approximate;
        Ok(Self { value: settle(value, approximate)?, unit, approximate })
    }

    /// Returns the unit that two quantities have in common.
    fn joined(&self, other: &Self, operation: Operation) -> Result<Unit> {
        let takes = |bare: &Self, unit: &Unit| {
            bare.unit.is_none() && (unit.is_count() || bare.value.is_zero())
        };
        let is_one = |bare: &Self| bare.unit.is_none() && bare.value.abs().is_one();
        if self.unit.is_same_kind(&other.unit) || takes(other, &self.unit) {
            Ok(self.unit.clone())
        } else if takes(self, &other.unit) {
            Ok(other.unit.clone())
        } else if operation != Operation::Compare
            && (is_one(self) && other.unit.is_percent() || is_one(other) && self.unit.is_percent())
        {
            // 1 + t is a coefficient, whereas 50 + t is a slip.
            Ok(Unit::none())
        } else {
            let bare = [self, other].into_iter().find(|quantity| quantity.unit.is_none());
            Err(ArithmeticFault::UnitMismatch {
                left: self.unit.clone(),
                right: other.unit.clone(),
                operation,
                bare: bare.map(|quantity| french_text(&quantity.value)),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::exact::whole;
    use super::super::parse_quantity;
    use super::*;

    fn read(text: &str) -> Quantity {
        parse_quantity(text).unwrap()
    }

    #[test]
    fn the_call_centre_needs_five_people() {
        let contacts = read("1 342").multiply(&read("95 %")).unwrap();
        assert_eq!(contacts, read("1274,9"));
        let work = read("1 530 appels").multiply(&read("4 min")).unwrap();
        assert_eq!(work, read("6120 min"));
        let breaks = read("8").multiply(&read("20 min")).unwrap();
        let week = read("35 h").subtract(&read("4 h 30")).unwrap().subtract(&breaks).unwrap();
        assert_eq!(week.figure(), whole(167) / whole(6));
        let people = work.divide(&read("24 h")).unwrap();
        assert_eq!(people, read("4,25"));
    }

    #[test]
    fn rates_multiply_back_into_what_they_count() {
        assert_eq!(read("12 €/h").multiply(&read("102 h")), Ok(read("1224 €")));
        assert_eq!(read("12 €/h").multiply(&read("6120 min")), Ok(read("1224 €")));
        assert_eq!(read("104 h").multiply(&read("20 appels/h")), Ok(read("2080 appels")));
        assert_eq!(read("2080 appels").divide(&read("104 h")), Ok(read("20 appels/h")));
        assert_eq!(read("588 €").divide(&read("3 rendez-vous")), Ok(read("196 €")));
    }

    #[test]
    fn one_plus_a_percentage_is_a_coefficient() {
        assert_eq!(read("1").add(&read("20 %")), Ok(read("1,2")));
        assert_eq!(read("1").subtract(&read("20 %")), Ok(read("0,8")));
        assert_eq!(read("0").add(&read("20 %")), Ok(read("20 %")));
        assert!(read("50").add(&read("20 %")).is_err());
    }

    #[test]
    fn a_bare_number_agrees_with_counts_and_zero_with_everything() {
        assert_eq!(read("5 appels").add(&read("2")), Ok(read("7 appels")));
        assert_eq!(read("2").subtract(&read("5 points")), Ok(read("-3 points")));
        assert_eq!(read("4").compare(&read("3 mois")), Ok(Ordering::Greater));
        assert_eq!(read("-1 %").compare(&read("0")), Ok(Ordering::Less));
        assert_eq!(read("0").compare(&read("5 €")), Ok(Ordering::Less));
        assert!(read("5 €").compare(&read("4")).is_err());
        assert!(read("12 mois").compare(&read("1 an")).is_err());
    }

    #[test]
    fn times_compare_across_units() {
        assert_eq!(read("90 min").compare(&read("1 h 30")), Ok(Ordering::Equal));
        assert_eq!(read("30 min").add(&read("1 h")), Ok(read("90 min")));
        assert_eq!(read("2 jours").compare(&read("47 h")), Ok(Ordering::Greater));
    }

    #[test]
    fn powers_are_exact_where_they_can_be() {
        assert_eq!(read("1,1").power(&read("3")), Ok(read("1,331")));
        assert_eq!(read("50 %").power(&read("2")), Ok(read("25 %")));
        assert_eq!(read("2").power(&read("-2")), Ok(read("0,25")));
        assert_eq!(read("27").power(&read("1/3")), Ok(read("3")));
        assert_eq!(read("8").power(&read("2/3")), Ok(read("4")));
        assert_eq!(read("2").power(&read("3 ans")), Ok(read("8")));
        assert_eq!(read("0").power(&read("-1")), Err(ArithmeticFault::DivisionByZero));
        assert_eq!(read("2").power(&read("5 %")), Err(ArithmeticFault::BadExponent));
        assert_eq!(read("3").power(&read("5000")), Err(ArithmeticFault::BadExponent));
        assert_eq!(read("123456789").power(&read("1000")), Err(ArithmeticFault::TooLarge));
    }

    #[test]
    fn an_approximate_power_is_cut_and_goes_on() {
        let growth = read("1,5").power(&read("1/7")).unwrap();
        assert!(growth.approximate);
        let back = growth.power(&read("700")).unwrap();
        let expected = read("1,5").power(&read("100")).unwrap();
        let ratio = back.divide(&expected).unwrap().value - whole(1);
        assert!(ratio.abs() < whole(1) / whole(10).pow(30));
    }

    #[test]
    fn nothing_divides_by_zero() {
        assert_eq!(read("5 €").divide(&read("0")), Err(ArithmeticFault::DivisionByZero));
    }

    proptest! {
        #[test]
        fn addition_commutes_and_subtraction_undoes_it(a in -9999_i64..9999, b in -9999_i64..9999) {
            let [a, b] = [a, b].map(|n| Quantity::of(&(whole(n) / whole(7)), Unit::euro()));
            let sum = a.add(&b).unwrap();
            prop_assert_eq!(&sum, &b.add(&a).unwrap());
            prop_assert_eq!(sum.subtract(&b).unwrap(), a);
        }

        #[test]
        fn a_product_divides_back(a in 1_i64..9999, b in 1_i64..9999) {
            let rate = Quantity::of(&whole(a), Unit::parse("appels/h").unwrap());
            let time = Quantity::of(&whole(b), Unit::minutes());
            let product = rate.multiply(&time).unwrap();
            prop_assert_eq!(product.divide(&rate).unwrap().compare(&time), Ok(Ordering::Equal));
        }
    }
}
