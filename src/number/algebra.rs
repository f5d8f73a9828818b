//! Algebra of units: takes the units of two factors, gives the unit of their
//! product or quotient.
//!
//! Powers of money and time add up. Nouns follow how teachers count: `appels`
//! times minutes are minutes, `contacts` times `appels/contact` are `appels`,
//! and a percentage of anything is that thing.

use super::noun::Noun;
use super::unit::{Clock, Unit};

impl Unit {
    /// Returns the unit of a product; `None` when a power is out of reach.
    pub(super) fn times(&self, other: &Self) -> Option<Self> {
        let money = self.money.checked_add(other.money)?;
        let time = self.time.checked_add(other.time)?;
        let (counted, per) = if meet(self.per.as_ref(), other.counted.as_ref()) {
            (self.counted.clone(), other.per.clone())
        } else if meet(other.per.as_ref(), self.counted.as_ref()) {
            (other.counted.clone(), self.per.clone())
        } else {
            (self.counted_with(other), self.per.clone().or_else(|| other.per.clone()))
        };
        let percent = self.percent && other.percent;
        Some(Self { percent, counted, per, money, time, clock: self.clock_with(other) }.tidied())
    }

    /// Returns the unit of a quotient; `None` when a power is out of reach.
    pub(super) fn over(&self, other: &Self) -> Option<Self> {
        let money = self.money.checked_sub(other.money)?;
        let time = self.time.checked_sub(other.time)?;
        let per_cancels = meet(self.per.as_ref(), other.per.as_ref());
        let per = if per_cancels { None } else { self.per.clone() };
        let turned_up = if per_cancels { None } else { other.per.clone() };
        let counted = match (&self.counted, &other.counted) {
            (Some(_), Some(_)) => turned_up,
            (Some(noun), None) => Some(noun.clone()),
            (None, None) if money == 0 && time == 0 && !self.is_none() => turned_up,
            (None, _) => None,
        };
        let percent = self.percent && !other.percent && other.is_pure();
        Some(Self { percent, counted, per, money, time, clock: self.clock_with(other) }.tidied())
    }

    /// Returns the unit of a whole power above zero; `None` when it is out of reach.
    pub(super) fn power(&self, exponent: u32) -> Option<Self> {
        if exponent == 1 || self.is_none() {
            return Some(self.clone());
        }
        let exponent = if self.is_pure() { 1 } else { i8::try_from(exponent).ok()? };
        let raised = Self {
            percent: self.percent,
            money: self.money.checked_mul(exponent)?,
            time: self.time.checked_mul(exponent)?,
            clock: self.clock,
            ..Self::default()
        };
        Some(raised)
    }

    /// Returns the unit of a root; `None` when its powers cannot be shared out.
    pub(super) fn root(&self, index: u32) -> Option<Self> {
        if index == 1 || self.is_none() {
            return Some(self.clone());
        }
        if self.is_pure() {
            return Some(Self { percent: self.percent, ..Self::default() });
        }
        let index = i8::try_from(index).ok()?;
        let shared = self.money % index == 0 && self.time % index == 0;
        shared.then(|| Self {
            money: self.money / index,
            time: self.time / index,
            clock: self.clock,
            ..Self::default()
        })
    }

    /// Returns the noun of a product whose nouns do not cancel.
    fn counted_with(&self, other: &Self) -> Option<Noun> {
        let (noun, owner, factor) = match (&self.counted, &other.counted) {
            (Some(noun), None) => (noun, self, other),
            (None, Some(noun)) => (noun, other, self),
            _ => return None,
        };
        // A count times a measure is a measure; a rate keeps what it counts.
        let kept = (factor.money == 0 || owner.money != 0)
            && (factor.time == 0 || owner.time != 0)
            && factor.per.is_none();
        kept.then(|| noun.clone())
    }

    fn clock_with(&self, other: &Self) -> Clock {
        if self.time == 0 { other.clock } else { self.clock }
    }

    fn tidied(mut self) -> Self {
        if self.time == 0 {
            self.clock = Clock::Second;
        }
        if self.is_pure() && self.counted.is_none() {
            self.per = None;
        }
        self
    }
}

fn meet(left: Option<&Noun>, right: Option<&Noun>) -> bool {
    left.is_some() && left == right
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(text: &str) -> Unit {
        if text.is_empty() { Unit::none() } else { Unit::parse(text).unwrap() }
    }

    #[test]
    fn products_follow_how_teachers_count() {
        for (left, right, product) in [
            ("", "appels", "appels"),
            ("%", "contacts", "contacts"),
            ("%", "%", "%"),
            ("", "%", ""),
            ("appels", "min", "min"),
            ("appels", "€", "€"),
            ("€/h", "h", "€"),
            ("€/h", "min", "€"),
            ("h", "appels/h", "appels"),
            ("contacts", "appels", ""),
            ("contacts", "appels par contact", "appels"),
            ("€/mois", "mois", "€"),
            ("€/mois", "", "€/mois"),
            ("clics/€", "€", "clics"),
        ] {
            assert_eq!(unit(left).times(&unit(right)), Some(unit(product)), "{left} × {right}");
        }
    }

    #[test]
    fn quotients_follow_how_teachers_count() {
        for (left, right, quotient) in [
            ("min", "h", ""),
            ("appels", "contacts", ""),
            ("€", "contacts", "€"),
            ("min", "appels", "min"),
            ("appels", "h", "appels/h"),
            ("appels", "appels/h", "h"),
            ("appels", "appels/contact", "contacts"),
            ("€", "€/mois", "mois"),
            ("%", "%", ""),
            ("%", "", "%"),
            ("", "%", ""),
            ("contacts", "%", "contacts"),
            ("€", "h", "€/h"),
            ("€/h", "appels/h", "€"),
        ] {
            assert_eq!(unit(left).over(&unit(right)), Some(unit(quotient)), "{left} ÷ {right}");
        }
    }

    #[test]
    fn a_root_undoes_a_power() {
        let squared = unit("€/h").power(2).unwrap();
        assert_eq!(squared.root(2), Some(unit("€/h")));
        assert_eq!(unit("€").root(2), None);
        assert_eq!(unit("%").root(2), Some(unit("%")));
    }
}
