//! Values at equal distances: takes the first and the step, gives the value of
//! any rank, made beforehand when they are few.

use std::borrow::Cow;

use chrono::{NaiveDate, TimeDelta};
use num_traits::ToPrimitive;

use super::Unprepared;
use crate::formula::Value;
use crate::number::{Exact, Quantity};

/// Most values that are made beforehand.
const TABLE: u64 = 4096;

/// Values at equal distances.
#[derive(Debug, Clone)]
pub(super) struct Scale {
    first: Value,
    step: Exact,
    count: u64,
    /// All of them, or none.
    table: Vec<Value>,
}

impl Scale {
    /// Makes a scale; a value that cannot be made is told now.
    pub(super) fn new(first: Value, step: Exact, count: u64) -> Result<Self, Unprepared> {
        let mut scale = Self { first, step, count, table: Vec::new() };
        let last = count.saturating_sub(1);
        scale.made(0).and_then(|_| scale.made(last)).ok_or(Unprepared::NotAScale)?;
        if count <= TABLE {
            scale.table = (0..count).filter_map(|rank| scale.made(rank)).collect();
        }
        Ok(scale)
    }

    /// Returns how many values there are.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// Returns all the values, or none when they are too many.
    pub(super) fn table(&self) -> &[Value] {
        &self.table
    }

    /// Returns the value of a rank.
    pub(super) fn value(&self, rank: u64) -> Option<Cow<'_, Value>> {
        match usize::try_from(rank).ok().and_then(|rank| self.table.get(rank)) {
            Some(value) => Some(Cow::Borrowed(value)),
            None if rank < self.count => self.made(rank).map(Cow::Owned),
            None => None,
        }
    }

    fn made(&self, rank: u64) -> Option<Value> {
        let distance = &self.step * Exact::from_integer(rank.into());
        match &self.first {
            Value::Number(first) => {
                let value = &first.value + distance;
                Some(Value::Number(Quantity { value, ..first.clone() }))
            }
            Value::Date(first) => later(*first, &distance).map(Value::Date),
            _ => None,
        }
    }
}

/// Returns the date so many days after another.
fn later(date: NaiveDate, days: &Exact) -> Option<NaiveDate> {
    let days = if days.is_integer() { days.numer().to_i64()? } else { return None };
    date.checked_add_signed(TimeDelta::try_days(days)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::{Unit, parse_date, whole};

    fn percent(number: i64) -> Value {
        Quantity::of(&whole(number), Unit::percent()).into()
    }

    fn hundredth() -> Exact {
        whole(1) / whole(100)
    }

    #[test]
    fn numbers_keep_their_unit() {
        let scale = Scale::new(percent(90), hundredth(), 9).expect("a scale");
        assert_eq!(scale.value(0).as_deref(), Some(&percent(90)));
        assert_eq!(scale.value(8).as_deref(), Some(&percent(98)));
        assert_eq!(scale.value(9), None);
    }

    #[test]
    fn a_long_scale_gives_the_same_values_without_a_table() {
        let long = Scale::new(percent(0), hundredth(), TABLE + 1).expect("a scale");
        assert!(matches!(long.value(4096), Some(Cow::Owned(value)) if value == percent(4096)));
        let short = Scale::new(percent(0), hundredth(), TABLE).expect("a scale");
        assert!(matches!(short.value(4095), Some(Cow::Borrowed(value)) if *value == percent(4095)));
    }

    #[test]
    fn dates_go_by_days() {
        let date = |text| Value::Date(parse_date(text).expect("a date"));
        let scale = Scale::new(date("2025-03-03"), whole(7), 5).expect("a scale");
        assert_eq!(scale.value(4).as_deref(), Some(&date("2025-03-31")));
    }

    #[test]
    fn what_has_no_next_value_is_refused() {
        let refused = |first, step, count| Scale::new(first, step, count).err();
        let day = Value::Date(NaiveDate::MAX);
        assert_eq!(refused(Value::Truth(true), whole(1), 2), Some(Unprepared::NotAScale));
        assert_eq!(refused(day.clone(), whole(1), 2), Some(Unprepared::NotAScale));
        assert_eq!(refused(day, hundredth(), 1), None);
    }
}
