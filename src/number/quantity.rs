//! A quantity: a value and the unit it is counted or measured in.

use num_traits::{ToPrimitive, Zero};

use super::exact::{Exact, whole};
use super::fault::{ArithmeticFault, Operation};
use super::unit::Unit;

/// A value with its unit.
///
/// Equality is of what is written, so that 60 min and 1 h differ;
/// [`Quantity::compare`] finds them equal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// The value in base units: 19/20 for 95 %, 240 seconds for 4 min.
    pub value: Exact,
    /// What it is counted or measured in.
    pub unit: Unit,
    /// Whether an irrational root has been cut on the way.
    pub approximate: bool,
}

impl Quantity {
    /// Makes an exact quantity of a value in base units.
    #[must_use]
    pub fn new(value: Exact, unit: Unit) -> Self {
        Self { value, unit, approximate: false }
    }

    /// Makes a bare number.
    #[must_use]
    pub fn bare(value: Exact) -> Self {
        Self::new(value, Unit::none())
    }

    /// Makes a whole bare number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self::bare(whole(number))
    }

    /// Makes a quantity of the figure shown before its unit: 95 for 95 %, 4 for 4 min.
    #[must_use]
    pub fn of(figure: &Exact, unit: Unit) -> Self {
        let value = match unit.scale() {
            None => figure.clone(),
            Some(scale) => figure * scale,
        };
        Self::new(value, unit)
    }

    /// Returns the figure shown before the unit: 95 for 95 %, 4 for 4 min.
    #[must_use]
    pub fn figure(&self) -> Exact {
        match self.unit.scale() {
            None => self.value.clone(),
            Some(scale) => &self.value / scale,
        }
    }

    /// Tells whether the value is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.value.is_zero()
    }

    /// Returns the figure as a whole number, if it is one and small enough.
    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        let figure = self.figure();
        if figure.is_integer() { figure.numer().to_i64() } else { None }
    }

    /// Gives the quantity the unit that its author declares for it.
    ///
    /// A bare number takes any unit: it keeps its value as a percentage
    /// (0.375 is 37,5 %) and becomes the figure of anything else. A count
    /// takes another noun or none, a time another unit of time, and a
    /// percentage becomes points, 15 % being 15 points.
    ///
    /// # Errors
    ///
    /// When the quantity cannot be said in that unit.
    pub fn with_unit(&self, unit: &Unit) -> Result<Self, ArithmeticFault> {
        let (from, unit) = (&self.unit, unit.clone());
        let converted = if from.is_same_kind(&unit) || from.is_none() && unit.is_percent() {
            Self::new(self.value.clone(), unit)
        } else if from.is_none() {
            Self::of(&self.value, unit)
        } else if from.is_percent() && unit.is_points() {
            Self::new(self.figure(), unit)
        } else if !from.percent
            && !unit.percent
            && (from.money, from.time) == (unit.money, unit.time)
        {
            Self::new(self.value.clone(), unit)
        } else {
            return Err(ArithmeticFault::UnitMismatch {
                left: from.clone(),
                right: unit,
                operation: Operation::Convert,
                bare: None,
            });
        };
        Ok(Self { approximate: self.approximate, ..converted })
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse_quantity;
    use super::*;

    fn read(text: &str) -> Quantity {
        parse_quantity(text).unwrap()
    }

    #[test]
    fn values_are_in_base_units_and_figures_in_shown_ones() {
        assert_eq!(read("95 %").value, whole(19) / whole(20));
        assert_eq!(read("4 min").value, whole(240));
        assert_eq!(read("95 %").figure(), whole(95));
        assert_eq!(read("12 €/h").figure(), whole(12));
        assert_eq!(read("1 530 appels").to_i64(), Some(1530));
        assert_eq!(read("1,5").to_i64(), None);
    }

    #[test]
    fn a_result_takes_the_unit_its_author_declares() {
        for (from, unit, to) in [
            ("0,375", "%", "37,5 %"),
            ("15 %", "points", "15 points"),
            ("6120 min", "h", "102 h"),
            ("5", "téléacteurs", "5 téléacteurs"),
            ("1530 contacts", "appels", "1530 appels"),
            ("4", "min", "4 min"),
            ("49 €", "€/mois", "49 €/mois"),
        ] {
            assert_eq!(read(from).with_unit(&Unit::parse(unit).unwrap()), Ok(read(to)), "{from}");
        }
    }

    #[test]
    fn a_unit_that_says_something_else_is_refused() {
        for (from, unit) in
            [("4 min", "€"), ("15 %", "€"), ("15 points", "%"), ("3 mois", "jours"), ("4 h", "%")]
        {
            assert!(read(from).with_unit(&Unit::parse(unit).unwrap()).is_err(), "{from} en {unit}");
        }
    }

    #[test]
    fn what_is_approximate_stays_so() {
        let root = Quantity::whole(2).root(2).unwrap();
        assert!(root.with_unit(&Unit::euro()).unwrap().approximate);
    }
}
