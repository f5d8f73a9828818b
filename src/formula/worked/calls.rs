//! Writes the calls of functions that are written in Rust: some have a sign of
//! their own, some open up into the lines they take, the others keep their
//! name.

use super::term::{Shown, Term, row};
use super::writer::{Mode, Outcome, Writer, source, symbol};
use crate::formula::functions::{Function, Work};
use crate::formula::syntax::{Expr, Kind, Operator, Strength};
use crate::formula::value::Value;
use crate::number::Quantity;

/// Longest column whose lines are shown one by one.
const MAX_SHOWN: usize = 12;

impl Writer<'_> {
    /// Shows the call of a function.
    pub(super) fn call(&self, function: &Function, arguments: &[Expr], expr: &Expr) -> Outcome {
        match (function.name(), arguments) {
            ("plafond", [inner]) => return Ok(self.show(inner)?.fenced("⌈", "⌉")),
            ("plancher", [inner]) => return Ok(self.show(inner)?.fenced("⌊", "⌋")),
            ("abs", [inner]) => return Ok(self.show(inner)?.fenced("|", "|")),
            ("racine", [inner, rest @ ..]) => return self.root(inner, rest.first()),
            ("date_point_mort", [threshold, revenue, start, base]) => {
                let days = self.show(threshold)?.over(self.show(revenue)?);
                let days = days.joined(Operator::Multiply, self.show(base)?);
                return self.day(days.fenced("⌈", "⌉"), start, base);
            }
            _ => {}
        }
        let whole = matches!(function.work, Work::Whole(_));
        match (self.mode, function.name(), arguments) {
            (Mode::Figures, _, _) if whole => self.summary(function, arguments, expr),
            (Mode::Symbols, "filtre", [column, condition]) => {
                let term = row(vec![
                    self.show(column)?.term,
                    Term::Words("où".to_owned()),
                    self.show(condition)?.term,
                ]);
                Ok(Shown { term, strength: Strength::LOOSEST })
            }
            _ => self.named(function, arguments),
        }
    }

    /// Shows a root as a power.
    fn root(&self, inner: &Expr, index: Option<&Expr>) -> Outcome {
        let bare = |number| Shown::whole(Term::Figure(Quantity::whole(number), None));
        let index = index.map_or_else(|| Ok(bare(2)), |index| self.show(index))?;
        Ok(self.show(inner)?.raised(bare(1).over(index)))
    }

    /// Shows a day by its number from a first one.
    fn day(&self, number: Shown, first: &Expr, base: &Expr) -> Outcome {
        let mut terms = vec![Term::Words("jour\u{a0}".to_owned()), number.term];
        match self.show(first)?.term {
            Term::Words(date) => {
                let base = self.evaluator.value(base)?;
                // Of such months no calendar gives the day.
                let equal = matches!(base, Value::Number(days) if days.to_i64() == Some(360));
                let months = if equal { ", en mois de 30 jours" } else { "" };
                terms.push(Term::Words(format!("\u{a0}à compter du {date}{months}")));
            }
            name => terms.extend([Term::Words("\u{a0}à compter de\u{a0}".to_owned()), name]),
        }
        Ok(Shown { term: row(terms), strength: Strength::LOOSEST })
    }

    /// Shows a call by the name of the function; a list among the arguments of
    /// a function of columns is its values.
    fn named(&self, function: &Function, arguments: &[Expr]) -> Outcome {
        let mut args = Vec::new();
        for argument in arguments {
            match &argument.kind {
                Kind::Call(list, items) if list.name() == "liste" => {
                    for item in items {
                        args.push(self.show(item)?.term);
                    }
                }
                _ => args.push(self.show(argument)?.term),
            }
        }
        Ok(Shown::whole(Term::Call { name: function.title.to_owned(), args }))
    }

    /// Shows what a function makes of columns: the lines it took when they are
    /// few, or else its value.
    fn summary(&self, function: &Function, arguments: &[Expr], expr: &Expr) -> Outcome {
        // Within a line, a column is its value: sums of sums would never end.
        if self.line.is_none()
            && let ([column], Value::Column(lines)) = (arguments, self.first_value(arguments)?)
        {
            match function.name() {
                "somme" | "produit" | "moyenne" if lines.len() > MAX_SHOWN => {
                    let args = vec![Term::Words("…".to_owned())];
                    return Ok(Shown::whole(Term::Call { name: function.title.to_owned(), args }));
                }
                "somme" if !lines.is_empty() => return self.chain(column, &lines, Operator::Add),
                "produit" if !lines.is_empty() => {
                    return self.chain(column, &lines, Operator::Multiply);
                }
                "moyenne" => {
                    let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
                    let count = Shown::whole(Term::Figure(Quantity::whole(count), None));
                    return Ok(self.chain(column, &lines, Operator::Add)?.over(count));
                }
                "mediane" | "min" | "max" | "ecart_type" | "ecart_type_echantillon"
                    if lines.len() <= MAX_SHOWN =>
                {
                    let source = source(column);
                    let lines = lines.iter().filter_map(Shown::value);
                    let args = lines.map(|shown| shown.of(source).term);
                    let name = function.title.to_owned();
                    return Ok(Shown::whole(Term::Call { name, args: args.collect() }));
                }
                _ => {}
            }
        }
        if self.line.is_none() && matches!(function.name(), "min" | "max") {
            return self.named(function, arguments);
        }
        let value = self.evaluator.value(expr)?;
        let in_symbols = || self.in_symbols().named(function, arguments);
        self.figure(&value).map_or_else(in_symbols, |figure| Ok(figure.of(source(expr))))
    }

    fn first_value(&self, arguments: &[Expr]) -> Outcome<Value> {
        arguments.first().map_or(Ok(Value::Truth(false)), |first| self.evaluator.value(first))
    }

    /// Shows the lines of a column with an operator between them.
    fn chain(&self, column: &Expr, lines: &[Value], operator: Operator) -> Outcome {
        let mut chain: Option<Shown> = None;
        for line in 0..lines.len() {
            let shown = self.at(line).show(column)?;
            chain = Some(match chain {
                Some(before) => before.joined(operator, shown),
                None => shown,
            });
        }
        Ok(chain.unwrap_or_else(|| symbol("…")))
    }
}
