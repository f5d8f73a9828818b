//! Writes a formula in symbols or in figures, node by node.

use std::ops::Range;

use super::term::{Shown, Term, row};
use crate::formula::evaluate::Evaluator;
use crate::formula::fault::FormulaFault;
use crate::formula::functions::{Formula, Function, Work};
use crate::formula::syntax::{Expr, Kind, Operator, Strength};
use crate::formula::value::Value;
use crate::number::Quantity;

pub(super) type Outcome<T = Shown> = Result<T, FormulaFault>;

/// How many formulas of functions are opened within one another: each may show
/// an argument several times.
const MAX_OPENED: u8 = 3;

/// What stands for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Its label.
    Symbols,
    /// Its value.
    Figures,
}

/// Where the writing stands.
#[derive(Clone, Copy)]
pub(super) struct Writer<'a> {
    pub(super) evaluator: Evaluator<'a>,
    pub(super) mode: Mode,
    /// The line at which columns are shown.
    pub(super) line: Option<usize>,
    /// The arguments of the function whose formula is being shown.
    arguments: &'a [Shown],
    opened: u8,
}

impl<'a> Writer<'a> {
    pub(super) fn new(evaluator: Evaluator<'a>, mode: Mode) -> Self {
        Self { evaluator, mode, line: None, arguments: &[], opened: 0 }
    }

    /// Shows a whole formula; the rounding that ends it is not shown, but the
    /// value before it is returned.
    pub(super) fn formula(&self, expr: &Expr) -> Outcome<(Term, Option<Quantity>)> {
        let (function, arguments) = match &expr.kind {
            Kind::Call(function, arguments) => (*function, arguments),
            Kind::If(condition, yes, no) if self.mode == Mode::Figures => {
                return self.formula(self.branch(condition, yes, no)?);
            }
            _ => return Ok((self.show(expr)?.term, None)),
        };
        match (&function.work, function.name(), arguments.as_slice()) {
            (Work::Formula(formula), _, _) => {
                self.open(function, formula, arguments, expr, |inside, body, convert| {
                    let (term, before) = inside.formula(body)?;
                    Ok((term, before.map(convert)))
                })
            }
            (_, "plafond" | "plancher" | "arrondi", [inner, ..]) => {
                let before = match self.evaluator.value(inner)? {
                    Value::Number(number) => Some(number),
                    _ => None,
                };
                Ok((self.show(inner)?.term, before))
            }
            _ => Ok((self.show(expr)?.term, None)),
        }
    }

    /// Shows a node; what a condition kept from being computed may have no
    /// figures, and is shown in symbols.
    pub(super) fn show(&self, expr: &Expr) -> Outcome {
        match self.node(expr) {
            Err(_) if self.mode == Mode::Figures => self.in_symbols().node(expr),
            shown => shown,
        }
    }

    fn node(&self, expr: &Expr) -> Outcome {
        match &expr.kind {
            Kind::Literal(value) => Ok(self.figure(value).unwrap_or_else(|| symbol("…"))),
            Kind::Name(name) => self.name(name, expr),
            Kind::Parameter(rank) => self.parameter(*rank, expr),
            Kind::Negate(inner) => self.negated(inner),
            Kind::Not(inner) => Ok(self.show(inner)?.signed("non", Strength::NOT)),
            Kind::Binary(operator, left, right) => {
                Ok(self.show(left)?.joined(*operator, self.show(right)?))
            }
            Kind::Between(inner, low, high) => {
                let [inner, low, high] = [inner, low, high].map(|each| self.show(each));
                let low = low?.joined(Operator::AtMost, inner?);
                let high = high?.at_least(Strength::COMPARISON + 1);
                let sign = Term::Operator(Operator::AtMost.sign());
                let term = row(vec![low.term, sign, high.term]);
                Ok(Shown { term, strength: Strength::COMPARISON })
            }
            Kind::If(condition, yes, no) => self.choice(condition, yes, no),
            Kind::Call(function, arguments) => match &function.work {
                Work::Formula(formula) if self.opened < MAX_OPENED => {
                    self.open(function, formula, arguments, expr, |inside, body, _| {
                        inside.show(body)
                    })
                }
                _ => self.call(function, arguments, expr),
            },
        }
    }

    /// Shows columns at one of their lines.
    pub(super) fn at(&self, line: usize) -> Self {
        Self { line: Some(line), ..*self }
    }

    /// Shows names by their labels.
    pub(super) fn in_symbols(&self) -> Self {
        Self { mode: Mode::Symbols, ..*self }
    }

    /// Shows a value at the current line.
    pub(super) fn figure(&self, value: &Value) -> Option<Shown> {
        match (value, self.line) {
            (Value::Column(_), Some(line)) => Shown::value(value.line(line)),
            (scalar, _) => Shown::value(scalar),
        }
    }

    fn negated(&self, inner: &Expr) -> Outcome {
        let shown = self.show(inner)?;
        Ok(match (&inner.kind, shown) {
            (Kind::Literal(_), Shown { term: Term::Figure(number, _), .. }) => {
                Shown::number(number.negate())
            }
            (_, shown) => shown.signed("−", Strength::NEGATION),
        })
    }

    fn name(&self, name: &str, expr: &Expr) -> Outcome {
        if self.mode == Mode::Figures
            && let Some(figure) = self.figure(&self.evaluator.value(expr)?)
        {
            return Ok(figure.of(Some(name)));
        }
        Ok(symbol(&self.evaluator.label(name)))
    }

    fn parameter(&self, rank: usize, expr: &Expr) -> Outcome {
        if self.mode == Mode::Figures && self.line.is_some() {
            let value = self.evaluator.value(expr)?;
            if let (Value::Column(_), Some(figure)) = (&value, self.figure(&value)) {
                return Ok(figure);
            }
        }
        Ok(self.arguments.get(rank).cloned().unwrap_or_else(|| symbol("…")))
    }

    /// Shows a choice whole in symbols, and the branch taken in figures.
    fn choice(&self, condition: &Expr, yes: &Expr, no: &Expr) -> Outcome {
        if self.mode == Mode::Figures {
            return self.show(self.branch(condition, yes, no)?);
        }
        let words = |text: &str| Term::Words(text.to_owned());
        let term = row(vec![
            words("si"),
            self.show(condition)?.term,
            words("alors"),
            self.show(yes)?.term,
            words("sinon"),
            self.show(no)?.term,
        ]);
        Ok(Shown { term, strength: Strength::LOOSEST })
    }

    /// Returns the branch that a choice takes.
    fn branch<'b>(&self, condition: &Expr, yes: &'b Expr, no: &'b Expr) -> Outcome<&'b Expr> {
        let value = self.evaluator.value(condition)?;
        let truth = self.line.map_or(&value, |line| value.line(line));
        Ok(if *truth == Value::Truth(true) { yes } else { no })
    }

    /// Shows the formula of a function with the arguments it is called with.
    ///
    /// `convert` gives a value the unit of the function.
    fn open<T>(
        &self,
        function: &'static Function,
        formula: &Formula,
        arguments: &[Expr],
        expr: &Expr,
        show: impl FnOnce(&Writer<'_>, &Expr, &dyn Fn(Quantity) -> Quantity) -> Outcome<T>,
    ) -> Outcome<T> {
        let body = formula.body(function)?;
        let shown = arguments.iter().map(|each| self.show(each)).collect::<Outcome<Vec<_>>>()?;
        let values = match self.evaluator.values(arguments) {
            Err(fault) if self.mode == Mode::Figures => return Err(fault),
            values => values.unwrap_or_default(),
        };
        let values: Vec<&Value> = values.iter().collect();
        let places: Vec<Range<usize>> =
            arguments.iter().map(|each| self.evaluator.place(each)).collect();
        let range = self.evaluator.place(expr);
        let inside = Writer {
            evaluator: self.evaluator.inside(&values, &places, &range),
            arguments: &shown,
            opened: self.opened + 1,
            ..*self
        };
        show(&inside, &body.expr, &|quantity| match &body.unit {
            Some(unit) => quantity.with_unit(unit).unwrap_or(quantity),
            None => quantity,
        })
    }
}

/// Names the column that an expression takes its lines from, if it is one.
pub(super) fn source(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        Kind::Name(name) => Some(name),
        Kind::Call(function, arguments) if ["filtre", "trier"].contains(&function.name()) => {
            arguments.first().and_then(source)
        }
        _ => None,
    }
}

/// Shows a label.
pub(super) fn symbol(label: &str) -> Shown {
    Shown::whole(Term::Symbol(label.to_owned()))
}
