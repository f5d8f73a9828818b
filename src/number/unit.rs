//! Units: what a quantity counts or measures, and in which unit of time it is shown.
//!
//! A unit has a physical part, powers of money and of time, and up to two
//! nouns, `appels` and `contact` in `appels/contact`. A percentage stands apart.

use super::exact::{Exact, whole};
use super::noun::Noun;
use super::unit_text::{UnitFault, parse_unit};

/// What a quantity is counted or measured in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Unit {
    pub(super) percent: bool,
    pub(super) counted: Option<Noun>,
    pub(super) per: Option<Noun>,
    pub(super) money: i8,
    pub(super) time: i8,
    /// Always the second where `time` is zero, so that equal units are equal values.
    pub(super) clock: Clock,
}

/// The unit in which a time is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(super) enum Clock {
    #[default]
    Second,
    Minute,
    Hour,
    Day,
}

impl Clock {
    /// Returns the length in seconds.
    pub(super) fn seconds(self) -> i64 {
        match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 3_600,
            Self::Day => 86_400,
        }
    }
}

impl Unit {
    /// Returns the unit of a bare number.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Returns the percentage.
    #[must_use]
    pub fn percent() -> Self {
        Self { percent: true, ..Self::default() }
    }

    /// Returns percentage points and marks, counted as a noun.
    #[must_use]
    pub fn points() -> Self {
        Self::noun("points")
    }

    /// Returns the euro.
    #[must_use]
    pub fn euro() -> Self {
        Self { money: 1, ..Self::default() }
    }

    /// Returns time shown in seconds.
    #[must_use]
    pub fn seconds() -> Self {
        Self::clock(Clock::Second)
    }

    /// Returns time shown in minutes.
    #[must_use]
    pub fn minutes() -> Self {
        Self::clock(Clock::Minute)
    }

    /// Returns time shown in hours.
    #[must_use]
    pub fn hours() -> Self {
        Self::clock(Clock::Hour)
    }

    /// Returns time shown in days of 24 hours.
    #[must_use]
    pub fn days() -> Self {
        Self::clock(Clock::Day)
    }

    /// Returns calendar months, which no number of days equals.
    #[must_use]
    pub fn months() -> Self {
        Self::noun("mois")
    }

    /// Returns calendar years.
    #[must_use]
    pub fn years() -> Self {
        Self::noun("ans")
    }

    /// Returns things counted, `appels`, `gîtes touristiques`; either number makes the same unit.
    #[must_use]
    pub fn noun(name: &str) -> Self {
        Self { counted: Some(Noun::new(name)), ..Self::default() }
    }

    pub(super) fn clock(clock: Clock) -> Self {
        Self { time: 1, clock, ..Self::default() }
    }

    /// Reads a unit: `%`, `points`, `€`, `min`, `€/h`, `appels par contact`, or any noun.
    ///
    /// # Errors
    ///
    /// When the text is empty or is neither a known unit nor a noun.
    pub fn parse(text: &str) -> Result<Self, UnitFault> {
        parse_unit(text)
    }

    /// Tells whether this is the unit of a bare number.
    #[must_use]
    pub fn is_none(&self) -> bool {
        !self.percent && self.counted.is_none() && self.is_pure() && self.per.is_none()
    }

    /// Tells whether this is the percentage.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        self.percent
    }

    /// Tells whether these are points.
    #[must_use]
    pub fn is_points(&self) -> bool {
        self.is_count() && self.counted.as_ref().is_some_and(|noun| noun.one() == "point")
    }

    /// Tells whether this is a sum of money.
    #[must_use]
    pub fn is_money(&self) -> bool {
        self.money == 1 && self.time == 0 && self.per.is_none()
    }

    /// Tells whether this is a duration, in whatever unit it is shown.
    #[must_use]
    pub fn is_time(&self) -> bool {
        self.time == 1 && self.money == 0 && self.counted.is_none() && self.per.is_none()
    }

    /// Tells whether the symbol of this goes with each figure: `12 %`, `3 €/m²`,
    /// `40 kg`; of what is counted, a title speaks once.
    #[must_use]
    pub fn is_symbol(&self) -> bool {
        let noun = self.counted.as_ref();
        noun.map_or(!self.is_none(), |noun| Noun::is_symbol(noun.one()))
    }

    /// Tells whether this counts things: a noun, points, months, years.
    #[must_use]
    pub fn is_count(&self) -> bool {
        self.counted.is_some() && self.is_pure()
    }

    /// Tells whether these are calendar months or years.
    #[must_use]
    pub fn is_calendar(&self) -> bool {
        self.is_count()
            && self.counted.as_ref().is_some_and(|noun| matches!(noun.one(), "mois" | "an"))
    }

    /// Tells whether neither money nor time is measured.
    pub(super) fn is_pure(&self) -> bool {
        self.money == 0 && self.time == 0
    }

    /// Tells whether both measure the same thing, be times shown differently or not.
    #[must_use]
    pub fn is_same_kind(&self, other: &Self) -> bool {
        self.percent == other.percent
            && self.money == other.money
            && self.time == other.time
            && self.counted == other.counted
            && self.per == other.per
    }

    /// Returns how many base units make one shown unit; `None` for one.
    pub(super) fn scale(&self) -> Option<Exact> {
        if self.percent {
            Some(Exact::new_raw(1.into(), 100.into()))
        } else if self.clock == Clock::Second {
            None
        } else {
            Some(whole(self.clock.seconds()).pow(i32::from(self.time)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_knows_what_it_is() {
        assert!(Unit::none().is_none());
        assert!(Unit::percent().is_percent() && !Unit::percent().is_none());
        assert!(Unit::points().is_points() && Unit::points().is_count());
        assert!(Unit::euro().is_money());
        assert!(Unit::days().is_time() && !Unit::months().is_time());
        assert!(Unit::years().is_calendar() && !Unit::noun("appels").is_calendar());
    }

    #[test]
    fn the_number_of_the_noun_does_not_matter() {
        assert_eq!(Unit::noun("appel"), Unit::noun("appels"));
        assert_ne!(Unit::noun("appels"), Unit::noun("contacts"));
    }

    #[test]
    fn times_shown_differently_are_of_one_kind() {
        assert_ne!(Unit::minutes(), Unit::hours());
        assert!(Unit::minutes().is_same_kind(&Unit::hours()));
        assert!(!Unit::days().is_same_kind(&Unit::months()));
    }
}
