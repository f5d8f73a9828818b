//! Operators on scalars: takes shapes, makes the operation on small numbers
//! that gives the same value in the same unit, when there is one.
//!
//! A unit is only taken for granted where no other value could change it: the
//! quantities themselves are asked, with 7 for what is not known, since only
//! 0 and 1 bend the rules of units.

use super::emit::{Emitter, Outcome};
use super::op::Op;
use super::shape::{Kind, Shape};
use super::small::Small;
use crate::formula::syntax::Operator;
use crate::formula::value::Value;
use crate::number::{Quantity, Unit, whole};

/// Largest exponent of a power of small numbers.
const MAX_EXPONENT: i64 = 64;

/// What the operation on small numbers gives, when there is one.
pub(super) type Native = Outcome<Option<Shape>>;

/// Stands for a number of some unit, whatever its value.
fn any(unit: &Unit) -> Quantity {
    Quantity::new(whole(7), unit.clone())
}

/// Returns a number as it is known beforehand.
fn known(shape: &Shape, unit: &Unit) -> Quantity {
    match shape {
        Shape::Fixed(Value::Number(number)) => number.clone(),
        _ => any(unit),
    }
}

impl Emitter {
    pub(super) fn negated(&mut self, operands: &[Shape]) -> Native {
        match operands.first().and_then(|operand| self.small(operand)) {
            Some((a, Kind::Number(unit))) => {
                self.make(Kind::Number(unit), |out| Op::Negate { a, out }).map(Some)
            }
            _ => Ok(None),
        }
    }

    pub(super) fn contrary(&mut self, operands: &[Shape]) -> Native {
        match operands.first().and_then(|operand| self.small(operand)) {
            Some((a, Kind::Truth)) => self.make(Kind::Truth, |out| Op::Not { a, out }).map(Some),
            _ => Ok(None),
        }
    }

    /// Applies an operator.
    pub(super) fn operated(&mut self, operator: Operator, operands: &[Shape]) -> Native {
        let [left, right] = operands else { return Ok(None) };
        let (Some((a, first)), Some((b, second))) = (self.small(left), self.small(right)) else {
            return Ok(None);
        };
        let compare = |out| Op::Compare { a, test: operator, b, out };
        match (operator, first, second) {
            (_, Kind::Number(first), Kind::Number(second)) => {
                let (left, right) = (known(left, &first), known(right, &second));
                if operator.is_comparison() {
                    return match left.compare(&right) {
                        Ok(_) => self.make(Kind::Truth, compare).map(Some),
                        Err(_) => Ok(None),
                    };
                }
                let (result, op) = match operator {
                    Operator::Add => (left.add(&right), add as Maker),
                    Operator::Subtract => (left.subtract(&right), subtract as Maker),
                    Operator::Multiply => (any(&first).multiply(&any(&second)), multiply as Maker),
                    Operator::Divide => (any(&first).divide(&any(&second)), divide as Maker),
                    Operator::Power => return self.powered(a, &first, operands),
                    _ => return Ok(None),
                };
                let Ok(Quantity { unit, .. }) = result else { return Ok(None) };
                self.make(Kind::Number(unit), |out| op(a, b, out)).map(Some)
            }
            (Operator::Subtract, Kind::Date, Kind::Date) => {
                let days = self.make(Kind::Date, |out| Op::Subtract { a, b, out })?;
                self.in_days(&days).map(Some)
            }
            (_, Kind::Date, Kind::Date) if operator.is_comparison() => {
                self.make(Kind::Truth, compare).map(Some)
            }
            (Operator::Equal | Operator::Different, Kind::Truth, Kind::Truth) => {
                self.make(Kind::Truth, compare).map(Some)
            }
            (Operator::And, Kind::Truth, Kind::Truth) => {
                self.make(Kind::Truth, |out| Op::Both { a, b, out }).map(Some)
            }
            (Operator::Or, Kind::Truth, Kind::Truth) => {
                self.make(Kind::Truth, |out| Op::Either { a, b, out }).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// Makes a quantity of a number of days.
    pub(super) fn in_days(&mut self, days: &Shape) -> Outcome {
        let unit = Unit::days();
        let (Some((a, _)), Some(day)) =
            (self.small(days), Small::of(&Quantity::of(&whole(1), unit.clone()).value))
        else {
            return Ok(days.clone());
        };
        let b = self.constant(day);
        self.make(Kind::Number(unit), |out| Op::Multiply { a, b, out })
    }

    /// Raises to a power that is known and whole.
    fn powered(&mut self, a: usize, unit: &Unit, operands: &[Shape]) -> Native {
        let Some(Shape::Fixed(Value::Number(exponent))) = operands.get(1) else { return Ok(None) };
        let Some(count) = exponent.to_i64().filter(|count| (1..=MAX_EXPONENT).contains(count))
        else {
            return Ok(None);
        };
        let (Ok(Quantity { unit, .. }), Ok(count)) =
            (any(unit).power(exponent), u32::try_from(count))
        else {
            return Ok(None);
        };
        self.make(Kind::Number(unit), |out| Op::Power { a, exponent: count, out }).map(Some)
    }

    /// Says a number in another unit; all else stays as it is.
    pub(super) fn converted(&mut self, operands: &[Shape], unit: &Unit) -> Native {
        let Some(operand) = operands.first() else { return Ok(None) };
        let (a, from) = match self.small(operand) {
            Some((a, Kind::Number(from))) => (a, from),
            Some(_) => return Ok(Some(operand.clone())),
            None => return Ok(None),
        };
        // A conversion multiplies by the same number whatever the value.
        let Ok(seven) = any(&from).with_unit(unit) else { return Ok(None) };
        let Some(factor) = Small::of(&(seven.value / whole(7))) else { return Ok(None) };
        let kind = Kind::Number(seven.unit);
        if factor.lowest() == (1, 1) {
            return Ok(Some(Shape::Small(a, kind)));
        }
        let b = self.constant(factor);
        self.make(kind, |out| Op::Multiply { a, b, out }).map(Some)
    }
}

type Maker = fn(usize, usize, usize) -> Op;

fn add(a: usize, b: usize, out: usize) -> Op {
    Op::Add { a, b, out }
}

fn subtract(a: usize, b: usize, out: usize) -> Op {
    Op::Subtract { a, b, out }
}

fn multiply(a: usize, b: usize, out: usize) -> Op {
    Op::Multiply { a, b, out }
}

fn divide(a: usize, b: usize, out: usize) -> Op {
    Op::Divide { a, b, out }
}
