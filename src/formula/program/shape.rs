//! What is known of a value before any run: where it will stand in memory, of
//! which kind and in which unit.

use chrono::{Datelike, NaiveDate};

use super::small::Small;
use crate::formula::value::Value;
use crate::number::{Quantity, Unit};

/// Rank of a small number in memory.
pub(super) type Slot = usize;

/// Rank of a value of any kind in memory.
pub(super) type Cell = usize;

/// The slot that always holds 1: a line that is always there, what is true.
pub(super) const ONE: Slot = 0;

/// What a small number stands for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// A number without approximation, in base units.
    Number(Unit),
    /// A day, counted from the first of our era.
    Date,
    /// 1 for `vrai`, 0 for `faux`.
    Truth,
}

impl Kind {
    /// Takes a value apart, when it is one a small number can stand for.
    pub(super) fn of(value: &Value) -> Option<(Self, Small)> {
        match value {
            Value::Number(number) if !number.approximate => {
                Some((Self::Number(number.unit.clone()), Small::of(&number.value)?))
            }
            Value::Date(date) => Some((Self::Date, days(*date))),
            Value::Truth(truth) => Some((Self::Truth, Small::truth(*truth))),
            _ => None,
        }
    }

    /// Takes the small number out of a value of this kind.
    pub(super) fn read(&self, value: &Value) -> Option<Small> {
        match (self, value) {
            (Self::Number(unit), Value::Number(number)) => {
                (!number.approximate && number.unit == *unit).then(|| Small::of(&number.value))?
            }
            (Self::Date, Value::Date(date)) => Some(days(*date)),
            (Self::Truth, Value::Truth(truth)) => Some(Small::truth(*truth)),
            _ => None,
        }
    }

    /// Puts a value together again.
    fn value(&self, small: Small) -> Value {
        match self {
            Self::Number(unit) => Quantity::new(small.exact(), unit.clone()).into(),
            Self::Date => date(small).into(),
            Self::Truth => small.is_true().into(),
        }
    }
}

fn days(date: NaiveDate) -> Small {
    Small::whole(date.num_days_from_ce().into())
}

/// Returns the day a small number stands for; it was made of one.
pub(super) fn date(small: Small) -> NaiveDate {
    let days = i32::try_from(small.numer()).ok();
    days.and_then(NaiveDate::from_num_days_from_ce_opt).unwrap_or_default()
}

/// What is known of a value before any run.
#[derive(Debug, Clone)]
pub(super) enum Shape {
    /// The value itself: it depends on nothing that changes.
    Fixed(Value),
    /// A scalar that a small number stands for.
    Small(Slot, Kind),
    /// A scalar of any kind.
    Boxed(Cell),
    /// A column of so many lines.
    Column(Vec<Shape>),
    /// A column some lines of which may be left out: those whose slot is 0.
    Kept(Vec<(Slot, Shape)>),
    /// A value of any kind; a column has so many lines at the most.
    Unknown { cell: Cell, most: usize },
}

impl Shape {
    /// Makes a column.
    pub(super) fn column(lines: Vec<Shape>) -> Self {
        let fixed = lines.iter().map(|line| match line {
            Self::Fixed(value) => Some(value.clone()),
            _ => None,
        });
        match fixed.collect::<Option<Vec<Value>>>() {
            Some(values) => Self::Fixed(Value::column(values)),
            None => Self::Column(lines),
        }
    }

    /// Makes a column of lines that may be left out.
    pub(super) fn kept(lines: Vec<(Slot, Shape)>) -> Self {
        if lines.iter().all(|(kept, _)| *kept == ONE) {
            return Self::column(lines.into_iter().map(|(_, line)| line).collect());
        }
        Self::Kept(lines)
    }

    /// Returns the lines of a column, with the slots of those that may be left out.
    pub(super) fn lines(&self) -> Option<Vec<(Slot, Shape)>> {
        match self {
            Self::Fixed(Value::Column(column)) => {
                Some(column.iter().map(|value| (ONE, Self::Fixed(value.clone()))).collect())
            }
            Self::Column(lines) => Some(lines.iter().map(|line| (ONE, line.clone())).collect()),
            Self::Kept(lines) => Some(lines.clone()),
            _ => None,
        }
    }

    /// Counts the lines a column has at the most; none for a scalar.
    pub(super) fn most(&self) -> usize {
        match self {
            Self::Fixed(Value::Column(column)) => column.len(),
            Self::Column(lines) => lines.len(),
            Self::Kept(lines) => lines.len(),
            Self::Unknown { most, .. } => *most,
            _ => 0,
        }
    }

    /// Tells whether it is known not to be a column.
    pub(super) fn is_scalar(&self) -> bool {
        match self {
            Self::Fixed(value) => !matches!(value, Value::Column(_)),
            Self::Small(..) | Self::Boxed(_) => true,
            Self::Column(_) | Self::Kept(_) | Self::Unknown { .. } => false,
        }
    }

    /// Returns the value, once memory holds the results of a run.
    pub(super) fn value(&self, smalls: &[Small], cells: &[Value]) -> Value {
        match self {
            Self::Fixed(value) => value.clone(),
            Self::Small(slot, kind) => kind.value(smalls[*slot]),
            Self::Boxed(cell) | Self::Unknown { cell, .. } => cells[*cell].clone(),
            Self::Column(lines) => {
                Value::column(lines.iter().map(|line| line.value(smalls, cells)))
            }
            Self::Kept(lines) => {
                let kept = lines.iter().filter(|(kept, _)| smalls[*kept].is_true());
                Value::column(kept.map(|(_, line)| line.value(smalls, cells)))
            }
        }
    }
}
