//! What every try must hold to: takes the results of a draw, tells whether
//! constraints are true and whether results are like those of the subject as
//! it is written.
//!
//! A column is compared element by element, and must keep its length.

use std::cmp::Ordering;

use num_traits::{Signed, Zero};

use crate::formula::{Memory, Value};
use crate::number::{Exact, Quantity, whole};
use crate::subject::Likeness;

/// What the result of a definition must be.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Demand {
    /// `vrai`.
    True,
    /// Above, at or below zero, as in the subject.
    Sign(Vec<Ordering>),
    /// Between these bounds, without its sign; 0 where there is none.
    Magnitude(Vec<Option<Bounds>>),
    /// Equal to this value.
    Equal(Value),
    /// Equal or not to the result of another definition, as in the subject.
    Rounding {
        /// The definition of the value before it is rounded.
        before: usize,
        /// Where rounding changes something.
        changes: Vec<bool>,
    },
}

/// A power of ten and the next, in base units.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bounds {
    low: Exact,
    high: Exact,
    /// The same as whole numbers over a common divisor, where they are small.
    small: Option<(i128, i128, i128)>,
}

impl Demand {
    /// Demands what a likeness to the value in the subject means; `None` when
    /// the value has no such likeness.
    pub(super) fn like(likeness: Likeness, value: &Value) -> Option<Self> {
        match likeness {
            Likeness::Sign => each(value, sign).map(Self::Sign),
            Likeness::Magnitude => {
                each(value, |number| (!number.is_zero()).then(|| Bounds::around(number)))
                    .map(Self::Magnitude)
            }
            Likeness::Conclusion => Some(Self::Equal(value.clone())),
            Likeness::Rounding => None,
        }
    }

    /// Demands that rounding changes something where it does in the subject.
    pub(super) fn rounding(before: usize, unrounded: &Value, rounded: &Value) -> Self {
        Self::Rounding { before, changes: changes(unrounded, rounded) }
    }

    /// Counts its definitions from a later one on.
    pub(super) fn after(self, base: usize) -> Self {
        match self {
            Self::Rounding { before, changes } => Self::Rounding { before: before + base, changes },
            other => other,
        }
    }

    /// Tells whether the result of a definition is what is demanded.
    pub(super) fn holds(&self, memory: &Memory, definition: usize) -> bool {
        match self {
            Self::True => memory.truth(definition) == Some(true),
            Self::Sign(signs) => match (signs.as_slice(), memory.small(definition)) {
                ([sign], Some((numerator, _))) => numerator.cmp(&0) == *sign,
                _ => each(&memory.value(definition), sign).as_ref() == Some(signs),
            },
            Self::Magnitude(bounds) => match (bounds.as_slice(), memory.small(definition)) {
                ([bounds], Some(number)) => within_small(bounds.as_ref(), number),
                _ => within(bounds, &memory.value(definition)),
            },
            Self::Equal(value) => same(value, &memory.value(definition)),
            Self::Rounding { before, changes: expected } => {
                let small = (memory.small(*before), memory.small(definition));
                match (expected.as_slice(), small) {
                    ([expected], (Some(before), Some(after))) => (before != after) == *expected,
                    _ => changes(&memory.value(*before), &memory.value(definition)) == *expected,
                }
            }
        }
    }
}

impl Bounds {
    /// Finds the powers of ten around the figure that is shown of a number
    /// other than zero.
    fn around(number: &Quantity) -> Self {
        let figure = number.figure().abs();
        let ten = whole(10);
        let mut low = whole(1);
        while low > figure {
            low /= &ten;
        }
        while &low * &ten <= figure {
            low *= &ten;
        }
        let unit = |figure: &Exact| Quantity::of(figure, number.unit.clone()).value;
        let (low, high) = (unit(&low), unit(&(&low * ten)));
        let small = small(&low, &high);
        Self { low, high, small }
    }

    fn holds(&self, value: &Exact) -> bool {
        let value = value.abs();
        self.low <= value && value < self.high
    }
}

/// Writes two bounds over one divisor.
fn small(low: &Exact, high: &Exact) -> Option<(i128, i128, i128)> {
    let divisor = low.denom() * high.denom();
    let over = |bound: &Exact| i128::try_from((bound * &divisor).to_integer()).ok();
    Some((over(low)?, over(high)?, i128::try_from(&divisor).ok()?))
}

fn within_small(bounds: Option<&Bounds>, (numerator, denominator): (i128, i128)) -> bool {
    let Some(bounds) = bounds else { return numerator == 0 };
    let quick = bounds.small.and_then(|(low, high, divisor)| {
        let value = numerator.checked_abs()?.checked_mul(divisor)?;
        Some(low.checked_mul(denominator)? <= value && value < high.checked_mul(denominator)?)
    });
    quick.unwrap_or_else(|| bounds.holds(&Exact::new(numerator.into(), denominator.into())))
}

fn within(bounds: &[Option<Bounds>], value: &Value) -> bool {
    let numbers = elements(value);
    numbers.len() == bounds.len()
        && numbers.iter().zip(bounds).all(|(value, bounds)| match (value, bounds) {
            (Value::Number(number), Some(bounds)) => bounds.holds(&number.value),
            (Value::Number(number), None) => number.is_zero(),
            _ => false,
        })
}

fn sign(number: &Quantity) -> Ordering {
    number.value.cmp(&Exact::zero())
}

/// Reads something of each number; `None` when there is anything else.
fn each<T>(value: &Value, read: impl Fn(&Quantity) -> T) -> Option<Vec<T>> {
    let read = |value: &Value| match value {
        Value::Number(number) => Some(read(number)),
        _ => None,
    };
    elements(value).iter().map(read).collect()
}

/// Returns the lines of a column, or the one value that is not one.
pub(super) fn elements(value: &Value) -> &[Value] {
    match value {
        Value::Column(column) => column,
        one => std::slice::from_ref(one),
    }
}

/// Tells where rounding has changed something.
fn changes(before: &Value, after: &Value) -> Vec<bool> {
    let (before, after) = (elements(before), elements(after));
    let at = |values: &[Value], line: usize| values.get(line).or(values.first()).cloned();
    (0..before.len().max(after.len()))
        .map(|line| match (at(before, line), at(after, line)) {
            (Some(before), Some(after)) => !same(&before, &after),
            _ => true,
        })
        .collect()
}

/// Tells whether two values are the same; numbers by what they are worth.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one.value == other.value && one.unit.is_same_kind(&other.unit)
        }
        (Value::Column(one), Value::Column(other)) => {
            one.len() == other.len()
                && one.iter().zip(&**other).all(|(one, other)| same(one, other))
        }
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::parse;
    use crate::number::parse_quantity;

    fn number(text: &str) -> Value {
        Value::Number(parse_quantity(text).expect("a quantity"))
    }

    fn column(texts: &[&str]) -> Value {
        Value::column(texts.iter().map(|text| number(text)))
    }

    /// Tells whether a value has the likeness to another.
    fn alike(likeness: Likeness, written: &Value, drawn: &Value) -> bool {
        let demand = Demand::like(likeness, written).expect("a likeness");
        demand.holds(&remembered(std::slice::from_ref(drawn)), 0)
    }

    /// Returns a memory whose results are these values.
    fn remembered(values: &[Value]) -> Memory {
        use crate::answers::Answers;
        use crate::formula::{Definition, Program};

        let names: Vec<_> = (0..values.len()).map(|rank| format!("x{rank}")).collect();
        let exprs: Vec<_> = names.iter().map(|name| parse(name).expect("a name")).collect();
        let inputs: Vec<_> = names.iter().map(String::as_str).zip(values.iter().cloned()).collect();
        let results: Vec<_> = (0..values.len()).map(|rank| format!("résultat {rank}")).collect();
        let definitions: Vec<_> = exprs
            .iter()
            .zip(&results)
            .map(|(expr, name)| Definition { name, expr, unit: None, table: None })
            .collect();
        let program = Program::compile(&definitions, &inputs, &Answers::default()).expect("names");
        let mut memory = program.memory();
        program.run(&mut memory).expect("values");
        memory
    }

    #[test]
    fn a_sign_is_that_of_the_subject() {
        let gain = number("15 points");
        assert!(alike(Likeness::Sign, &gain, &number("1 point")));
        assert!(!alike(Likeness::Sign, &gain, &number("0 point")));
        assert!(!alike(Likeness::Sign, &gain, &number("-15 points")));
        let gaps = column(&["3 €", "-2 €"]);
        assert!(alike(Likeness::Sign, &gaps, &column(&["1 €", "-9 €"])));
        assert!(!alike(Likeness::Sign, &gaps, &column(&["1 €", "9 €"])));
        assert!(!alike(Likeness::Sign, &gaps, &column(&["1 €"])));
    }

    #[test]
    fn a_power_of_ten_is_that_of_the_figure_shown() {
        for (written, drawn, expected) in [
            ("102 h", "999 h", true),
            ("102 h", "99 h", false),
            ("102 h", "1000 h", false),
            ("102 h", "6120 min", true),
            ("9 min", "10 min", false),
            ("0,05", "-0,09", true),
            ("0,05", "0,1", false),
            ("1/3", "0,1", true),
            ("95 %", "9,99 %", false),
            ("0", "0", true),
            ("0", "1", false),
            ("1", "0", false),
        ] {
            let found = alike(Likeness::Magnitude, &number(written), &number(drawn));
            assert_eq!(found, expected, "{written} and {drawn}");
        }
    }

    #[test]
    fn a_figure_beyond_machine_words_has_a_power_of_ten_too() {
        let huge = |last: &str| number(&format!("1{}{last}", "0".repeat(50)));
        assert!(alike(Likeness::Magnitude, &huge("7"), &huge("9")));
        assert!(!alike(Likeness::Magnitude, &huge("7"), &huge("77")));
    }

    #[test]
    fn a_conclusion_is_a_value() {
        assert!(alike(Likeness::Conclusion, &Value::Truth(true), &Value::Truth(true)));
        assert!(!alike(Likeness::Conclusion, &Value::Truth(true), &Value::Truth(false)));
        assert!(alike(Likeness::Conclusion, &number("60 min"), &number("1 h")));
        assert!(!alike(Likeness::Conclusion, &column(&["1", "2"]), &column(&["2", "1"])));
    }

    #[test]
    fn rounding_changes_something_where_it_did() {
        let demand = |before, after| Demand::rounding(0, &number(before), &number(after));
        let drawn = remembered(&[number("4,25"), number("5")]);
        assert!(demand("1274,9", "1275").holds(&drawn, 1));
        assert!(!demand("1275", "1275").holds(&drawn, 1));
        let lines = Demand::rounding(0, &column(&["1,5", "2"]), &column(&["2", "2"]));
        assert!(lines.holds(&remembered(&[column(&["7,1", "3"]), column(&["8", "3"])]), 1));
        assert!(!lines.holds(&remembered(&[column(&["7,1", "3,5"]), column(&["8", "4"])]), 1));
    }

    #[test]
    fn words_have_no_sign() {
        assert_eq!(Demand::like(Likeness::Sign, &Value::Text("oui".into())), None);
    }
}
