//! What a formula gives, as far as it can be told without computing it: takes
//! the kinds of the names around, gives the kind of the whole.

use super::functions::{Family, Function, Work};
use super::syntax::{Expr, Kind, Operator};
use crate::number::{parse_date, parse_quantity};

const NUMBER: &str = "un nombre";
const TEXT: &str = "un texte";
const DATE: &str = "une date";
const CONDITION: &str = "une condition";
const COLUMN: &str = "une colonne";

impl Expr {
    /// Tells the kind of what the formula gives, in the words of
    /// [`super::Value::kind`]; `None` when it cannot be told.
    ///
    /// `named` tells the kinds of names.
    #[must_use]
    pub fn kind(&self, named: &dyn Fn(&str) -> Option<&'static str>) -> Option<&'static str> {
        let below = |expr: &Self| expr.kind(named);
        match &self.kind {
            Kind::Literal(value) => Some(value.kind()),
            Kind::Name(name) => named(name),
            Kind::Parameter(_) => None,
            Kind::Negate(inner) => below(inner),
            Kind::Not(inner) => each([below(inner)], CONDITION),
            Kind::Binary(operator, left, right) => operation(*operator, below(left), below(right)),
            Kind::Between(value, low, high) => {
                each([below(value), below(low), below(high)], CONDITION)
            }
            Kind::If(_, then, otherwise) => both(below(then), below(otherwise)),
            Kind::Call(function, arguments) => {
                let kinds: Vec<_> = arguments.iter().map(below).collect();
                call(function, &kinds)
            }
        }
    }
}

fn operation(
    operator: Operator,
    left: Option<&'static str>,
    right: Option<&'static str>,
) -> Option<&'static str> {
    match operator {
        Operator::And | Operator::Or => each([left, right], CONDITION),
        operator if operator.is_comparison() => each([left, right], CONDITION),
        Operator::Join => each([left, right], TEXT),
        // A day and a number make a day, two days a number of days.
        Operator::Add | Operator::Subtract => match (left?, right?) {
            (DATE, DATE) => Some(NUMBER),
            (DATE, NUMBER) | (NUMBER, DATE) => Some(DATE),
            _ => each([left, right], NUMBER),
        },
        _ => each([left, right], NUMBER),
    }
}

/// Gives the kind of what is done line by line: a column where one comes in.
fn each(
    operands: impl IntoIterator<Item = Option<&'static str>>,
    kind: &'static str,
) -> Option<&'static str> {
    let operands: Vec<_> = operands.into_iter().collect();
    if operands.contains(&Some(COLUMN)) {
        return Some(COLUMN);
    }
    operands.iter().all(Option::is_some).then_some(kind)
}

fn both(then: Option<&'static str>, otherwise: Option<&'static str>) -> Option<&'static str> {
    then.filter(|kind| otherwise == Some(*kind))
}

fn call(function: &Function, arguments: &[Option<&'static str>]) -> Option<&'static str> {
    if let Work::Syntax = function.work {
        let branch = |rank: usize| arguments.get(rank).copied().flatten();
        return both(branch(1), branch(2));
    }
    if !function.takes_columns() {
        return each(arguments.iter().copied(), exemplified(function));
    }
    // Choosing among values gives one of them, whatever it is.
    let chosen = function.family == Family::Columns || matches!(function.name(), "min" | "max");
    (!chosen).then(|| exemplified(function))
}

/// Tells the kind of the result that documents a function.
fn exemplified(function: &Function) -> &'static str {
    match function.result {
        "vrai" | "faux" => CONDITION,
        result if parse_quantity(result).is_ok() => NUMBER,
        result if parse_date(result).is_ok() => DATE,
        _ => TEXT,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Value, parse};
    use super::*;

    fn told(text: &str) -> Option<&'static str> {
        let named = |name: &str| match name {
            "prix" => Some(NUMBER),
            "debut" => Some(DATE),
            "ages" => Some(COLUMN),
            _ => None,
        };
        parse(text).unwrap().kind(&named)
    }

    #[test]
    fn the_words_are_those_of_values() {
        let words = [
            Value::Number(crate::number::Quantity::whole(1)).kind(),
            Value::Text(String::new()).kind(),
            Value::Date(chrono::NaiveDate::default()).kind(),
            Value::Truth(true).kind(),
            Value::column([]).kind(),
        ];
        assert_eq!(words, [NUMBER, TEXT, DATE, CONDITION, COLUMN]);
    }

    #[test]
    fn a_comparison_is_a_condition_and_of_a_column_a_column() {
        assert_eq!(told("prix × 2 >= 10 et prix < 40"), Some(CONDITION));
        assert_eq!(told("prix entre 3 et 9"), Some(CONDITION));
        assert_eq!(told("ages > 18"), Some(COLUMN));
        assert_eq!(told("tous(ages > 18)"), Some(CONDITION));
        assert_eq!(told("distincts(ages) >= 5"), None);
        assert_eq!(told("compter(ages) + 1"), Some(NUMBER));
    }

    #[test]
    fn days_and_numbers_make_days() {
        assert_eq!(told("debut + 7"), Some(DATE));
        assert_eq!(told("debut − debut"), Some(NUMBER));
        assert_eq!(told("jours_entre(debut; debut)"), Some(NUMBER));
    }

    #[test]
    fn what_is_not_known_is_not_told() {
        assert_eq!(told("inconnu > 3"), None);
        assert_eq!(told("max(ages)"), None);
        assert_eq!(told("si(prix > 1; 2; 3)"), Some(NUMBER));
        assert_eq!(told("si(prix > 1; 2; \"non\")"), None);
    }
}
