//! Calls on scalars: takes the name of a function and the shapes of its
//! arguments, makes the operation on small numbers that does the same.

use super::arithmetic::Native;
use super::emit::Emitter;
use super::op::{Class, Op};
use super::shape::{Kind, Shape};
use super::small::Small;
use crate::formula::grid::{Grid, Limit};
use crate::formula::value::Value;
use crate::number::{Quantity, Rounding, Unit, whole};

impl Emitter {
    /// Calls a function that takes scalars.
    pub(super) fn called(&mut self, name: &str, arguments: &[Shape]) -> Native {
        match (name, arguments) {
            ("arrondi", [x, rest @ ..]) => self.rounded(Rounding::Nearest, x, rest),
            ("plafond", [x, rest @ ..]) => self.rounded(Rounding::Up, x, rest),
            ("plancher", [x, rest @ ..]) => self.rounded(Rounding::Down, x, rest),
            ("abs", [x]) => match self.small(x) {
                Some((a, Kind::Number(unit))) => {
                    self.make(Kind::Number(unit), |out| Op::Absolute { a, out }).map(Some)
                }
                _ => Ok(None),
            },
            ("mois_entre", [from, to]) => self.months(from, to, 1, Unit::months()),
            ("annees_entre" | "age", [from, to]) => self.months(from, to, 12, Unit::years()),
            ("jours_entre", [from, to]) => match (self.small(from), self.small(to)) {
                (Some((from, Kind::Date)), Some((to, Kind::Date))) => {
                    let days = |out| Op::Subtract { a: to, b: from, out };
                    let days = self.make(Kind::Date, days)?;
                    self.in_days(&days).map(Some)
                }
                _ => Ok(None),
            },
            ("note", [Shape::Fixed(Value::Grid(grid)), x]) => self.scored(grid, x),
            _ => Ok(None),
        }
    }

    /// Rounds the figure that is shown, to so many decimals.
    fn rounded(&mut self, rounding: Rounding, x: &Shape, decimals: &[Shape]) -> Native {
        let decimals = match decimals {
            [] => Some(0),
            [Shape::Fixed(Value::Number(decimals))] => {
                decimals.to_i64().filter(|count| (-12..=12).contains(count))
            }
            _ => None,
        };
        let (Some(decimals), Some((a, Kind::Number(unit)))) = (decimals, self.small(x)) else {
            return Ok(None);
        };
        let tens = |count: i64| u32::try_from(count).ok().and_then(|c| Small::whole(10).power(c));
        let one = Small::of(&Quantity::of(&whole(1), unit.clone()).value);
        let step = one.and_then(|one| match decimals {
            0.. => one.divide(tens(decimals)?),
            _ => one.multiply(tens(-decimals)?),
        });
        let Some(step) = step else { return Ok(None) };
        self.make(Kind::Number(unit), |out| Op::Round { a, rounding, step, out }).map(Some)
    }

    fn months(&mut self, from: &Shape, to: &Shape, by: i64, unit: Unit) -> Native {
        match (self.small(from), self.small(to)) {
            (Some((from, Kind::Date)), Some((to, Kind::Date))) => {
                let op = |out| Op::Months { from, to, by, out };
                self.make(Kind::Number(unit), op).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// Scores by a grid whose scores are of one unit.
    fn scored(&mut self, grid: &Grid, x: &Shape) -> Native {
        let Some((a, Kind::Number(unit))) = self.small(x) else { return Ok(None) };
        let Some(first) = grid.classes.first() else { return Ok(None) };
        // No number of that unit may be refused by a limit of another.
        let any = Quantity::new(whole(7), unit);
        let end = |limit: &Option<Limit>| match limit {
            None => Some(None),
            Some(Limit { value, inclusive }) => {
                any.compare(value).ok()?;
                Some(Some((Small::of(&value.value)?, *inclusive)))
            }
        };
        let class =
            |class: &crate::formula::grid::Class| match Kind::of(&class.score.clone().into()) {
                Some((Kind::Number(unit), score)) if unit == first.score.unit => {
                    Some(Class { from: end(&class.from)?, to: end(&class.to)?, score })
                }
                _ => None,
            };
        let Some(classes) = grid.classes.iter().map(class).collect::<Option<Vec<_>>>() else {
            return Ok(None);
        };
        let kind = Kind::Number(first.score.unit.clone());
        self.make(kind, |out| Op::Score { a, classes: classes.into(), out }).map(Some)
    }
}
