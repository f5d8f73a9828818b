//! Where a formula needs percentages to be written as such: takes a tree, gives
//! the places where a hundred too many shows.

use std::ops::Range;

use super::syntax::{Expr, Kind, Operator};
use super::value::Value;
use crate::number::whole;

impl Expr {
    /// Lists the names added to 1 or subtracted from it, with their bytes: they
    /// are rates, `1 + taux`.
    #[must_use]
    pub fn beside_one(&self) -> Vec<(&str, Range<usize>)> {
        let mut names = Vec::new();
        self.walk(&mut |expr| {
            let Kind::Binary(Operator::Add | Operator::Subtract, left, right) = &expr.kind else {
                return;
            };
            for (one, other) in [(left, right), (right, left)] {
                if let Kind::Name(name) = &other.kind
                    && is_number(one, 1)
                {
                    names.push((name.as_str(), other.range.clone()));
                }
            }
        });
        names
    }

    /// Returns the bytes of a multiplication by 100.
    #[must_use]
    pub fn times_hundred(&self) -> Option<Range<usize>> {
        let mut found = None;
        self.walk(&mut |expr| {
            if let Kind::Binary(Operator::Multiply, left, right) = &expr.kind {
                if is_number(right, 100) {
                    found = Some(left.range.end..right.range.end);
                } else if is_number(left, 100) {
                    found = Some(left.range.start..right.range.start);
                }
            }
        });
        found
    }
}

fn is_number(expr: &Expr, number: i64) -> bool {
    matches!(&expr.kind, Kind::Literal(Value::Number(quantity))
        if quantity.unit.is_none() && quantity.value == whole(number))
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    #[test]
    fn rates_stand_beside_one() {
        let names = |text: &str| {
            let expr = parse(text).unwrap();
            expr.beside_one().iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names("prix × (1 + taux) ÷ (1 - remise)"), ["taux", "remise"]);
        assert_eq!(names("taux + 1"), ["taux"]);
        assert!(names("2 + taux + 1 % + 1 € × taux").is_empty());
    }

    #[test]
    fn a_hundred_is_seen_on_either_side() {
        let written = |text: &str| {
            let range = parse(text).unwrap().times_hundred()?;
            text.get(range).map(str::to_owned)
        };
        assert_eq!(written("a ÷ b × 100").as_deref(), Some(" × 100"));
        assert_eq!(written("100 × (a - b)").as_deref(), Some("100 × "));
        assert_eq!(written("a × 1000"), None);
    }
}
