//! Formulas without the rounding that ends them.

use std::ops::Range;

use super::functions::{Function, Work};
use super::syntax::{Expr, Kind};

impl Expr {
    /// Returns the formula without its outermost rounding: `x` for
    /// `plafond(x)`, and what `appels_a_passer` rounds for a call of it; `None`
    /// when it does not end with one.
    #[must_use]
    pub fn unrounded(&self) -> Option<Self> {
        let Kind::Call(function, arguments) = &self.kind else { return None };
        match &function.work {
            Work::Each(_) if rounds(function) => arguments.first().cloned(),
            Work::Formula(formula) => {
                let inner = formula.body(function).ok()?.expr.unrounded()?;
                inner.with_arguments(arguments, &self.range)
            }
            _ => None,
        }
    }

    /// Puts arguments in the place of parameters; all else is read where the
    /// call is.
    fn with_arguments(self, arguments: &[Self], range: &Range<usize>) -> Option<Self> {
        let place = |inner: Box<Self>| inner.with_arguments(arguments, range).map(Box::new);
        let kind = match self.kind {
            Kind::Parameter(rank) => return arguments.get(rank).cloned(),
            Kind::Literal(_) | Kind::Name(_) => self.kind,
            Kind::Negate(inner) => Kind::Negate(place(inner)?),
            Kind::Not(inner) => Kind::Not(place(inner)?),
            Kind::Binary(operator, left, right) => {
                Kind::Binary(operator, place(left)?, place(right)?)
            }
            Kind::Between(a, b, c) => Kind::Between(place(a)?, place(b)?, place(c)?),
            Kind::If(a, b, c) => Kind::If(place(a)?, place(b)?, place(c)?),
            Kind::Call(function, inner) => {
                let inner = inner.into_iter().map(|each| each.with_arguments(arguments, range));
                Kind::Call(function, inner.collect::<Option<_>>()?)
            }
        };
        Some(Self { kind, range: range.clone() })
    }
}

fn rounds(function: &Function) -> bool {
    matches!(function.name(), "arrondi" | "plafond" | "plancher")
}

#[cfg(test)]
mod tests {
    use crate::formula::sample::{quantity, table};
    use crate::formula::{Value, evaluate, parse};

    /// Computes a formula without its rounding.
    fn before(text: &str) -> Option<Value> {
        let expr = parse(text).unwrap().unrounded()?;
        Some(evaluate(&expr, &table()).unwrap())
    }

    #[test]
    fn the_rounding_that_ends_a_formula_goes() {
        for (text, expected) in [
            ("plafond(1342 × validite)", "1274,9"),
            ("arrondi(charge ÷ temps_productif; 1)", "4,25"),
            ("plancher(2,5 + 1)", "3,5"),
            // Of several, the outermost.
            ("arrondi(plafond(2,5) ÷ 2)", "1,5"),
        ] {
            assert_eq!(before(text), Some(quantity(expected).into()), "{text}");
        }
    }

    #[test]
    fn so_does_that_of_a_function_of_the_field() {
        let text = "contacts_exploitables(somme(hebergements.nombre); validite)";
        assert_eq!(before(text), Some(quantity("1274,9").into()));
        assert_eq!(
            before("nombre_teleacteurs(charge; temps_productif)"),
            Some(quantity("4,25").into())
        );
    }

    #[test]
    fn a_formula_that_does_not_end_with_one_has_none() {
        for text in ["charge", "1 + plafond(2,5)", "abs(−2,5)", "taux_evolution(2; 3)"] {
            assert_eq!(before(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_left_is_read_where_the_call_is() {
        let expr = parse("appels_a_passer(1; 2)").unwrap().unrounded().unwrap();
        assert_eq!(expr.range, 0..21);
    }
}
