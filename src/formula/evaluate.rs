//! Evaluation: takes a formula and its scope, gives its value or the fault
//! that stopped it.

use std::cell::Cell;
use std::ops::Range;

use super::fault::FormulaFault;
use super::functions::{self, Arguments, Body, Formula, Function, Work};
use super::operators::{self, Places, binary, lines, truth, unary};
use super::scope::{Lookup, Scope};
use super::syntax::{Expr, Kind, Operator};
use super::value::Value;
use crate::diagnostic::nearest;
use crate::number::Unit;

type Outcome<T = Value> = Result<T, FormulaFault>;

/// Most steps a formula may take; a line of a column is one.
pub(super) const MAX_STEPS: usize = 10_000_000;

/// Computes a formula.
///
/// # Errors
/// When a name is unknown, a value is not of the right kind, units do not
/// agree, or an operation has no result.
pub fn evaluate(expr: &Expr, scope: &dyn Scope) -> Result<Value, FormulaFault> {
    let steps = Cell::new(MAX_STEPS);
    Evaluator::new(scope, &steps).value(expr)
}

/// What a formula is evaluated in.
#[derive(Clone, Copy)]
pub(super) struct Evaluator<'a> {
    scope: &'a dyn Scope,
    /// The call whose formula is being evaluated.
    frame: Option<Frame<'a>>,
    /// The line that columns of so many lines are read at.
    line: Option<(usize, usize)>,
    /// How many steps are left.
    steps: &'a Cell<usize>,
}

/// The call of a function that is a formula.
#[derive(Clone, Copy)]
struct Frame<'a> {
    values: &'a [&'a Value],
    places: &'a [Range<usize>],
    range: &'a Range<usize>,
}

impl<'a> Evaluator<'a> {
    /// Starts with a number of steps to spend.
    pub(super) fn new(scope: &'a dyn Scope, steps: &'a Cell<usize>) -> Self {
        Self { scope, frame: None, line: None, steps }
    }

    /// Steps into the formula of a function.
    pub(super) fn inside<'b>(
        &self,
        values: &'b [&'b Value],
        places: &'b [Range<usize>],
        range: &'b Range<usize>,
    ) -> Evaluator<'b>
    where
        'a: 'b,
    {
        let frame = Some(Frame { values, places, range });
        Evaluator { scope: self.scope, frame, line: self.line, steps: self.steps }
    }

    /// Returns the words a name is shown by.
    pub(super) fn label(&self, name: &str) -> String {
        self.scope.label(name).unwrap_or_else(|| name.replace('_', " "))
    }

    /// Computes several nodes.
    pub(super) fn values(&self, exprs: &[Expr]) -> Outcome<Vec<Value>> {
        exprs.iter().map(|each| self.value(each)).collect()
    }

    /// Computes a node.
    pub(super) fn value(&self, expr: &Expr) -> Outcome {
        self.spend(1, expr)?;
        match &expr.kind {
            Kind::Literal(value) => Ok(value.clone()),
            Kind::Name(name) => self.lookup(name, expr).map(|value| self.at_line(value)),
            Kind::Parameter(rank) => {
                let value = self.frame.and_then(|frame| frame.values.get(*rank).copied());
                let missing = || self.unknown("?", expr);
                value.cloned().map(|value| self.at_line(value)).ok_or_else(missing)
            }
            Kind::Negate(inner) => self.unary(inner, operators::negate),
            Kind::Not(inner) => self.unary(inner, operators::not),
            Kind::Binary(operator, left, right) => self.binary(*operator, left, right, expr),
            Kind::Between(inner, low, high) => self.between(inner, low, high, expr),
            Kind::If(condition, yes, no) => self.choose(condition, yes, no, expr),
            Kind::Call(function, arguments) => self.call(function, arguments, expr),
        }
    }

    fn lookup(&self, name: &str, expr: &Expr) -> Outcome {
        match self.scope.lookup(name) {
            Lookup::Found(value) => Ok(value),
            Lookup::Failed => Err(FormulaFault::already_told(&expr.range)),
            Lookup::Unknown => Err(self.unknown(name, expr)),
        }
    }

    fn unknown(&self, name: &str, expr: &Expr) -> FormulaFault {
        let message = format!("le nom «\u{a0}{name}\u{a0}» n’est pas défini");
        let fault = FormulaFault::new("nom-inconnu", &expr.range, message)
            .label("aucune valeur ne porte ce nom");
        if let Some(function) = functions::find(name) {
            return fault.help(format!("pour appeler la fonction, écrivez {}", function.signature));
        }
        let names = self.scope.names();
        match nearest(name, names.iter().map(String::as_str)) {
            Some(near) => fault.help(format!("vouliez-vous dire «\u{a0}{near}\u{a0}»\u{202f}?")),
            None => fault,
        }
    }

    fn unary(&self, inner: &Expr, scalar: impl Fn(&Value, &Range<usize>) -> Outcome) -> Outcome {
        unary(&self.value(inner)?, &self.place(inner), scalar)
    }

    fn binary(&self, operator: Operator, left: &Expr, right: &Expr, whole: &Expr) -> Outcome {
        let first = self.value(left)?;
        // `x ≠ 0 et 1 ÷ x > 2` does not divide by zero.
        match (operator, &first) {
            (Operator::And, Value::Truth(false)) | (Operator::Or, Value::Truth(true)) => {
                return Ok(first);
            }
            _ => {}
        }
        let second = self.value(right)?;
        let places =
            Places { left: self.place(left), right: self.place(right), whole: self.place(whole) };
        self.spend_lines(&[&first, &second], whole)?;
        binary(operator, &first, &second, &places).map_err(|fault| name_zero(fault, right))
    }

    fn between(&self, inner: &Expr, low: &Expr, high: &Expr, whole: &Expr) -> Outcome {
        let value = self.value(inner)?;
        let compare = |operator, bound: &Expr| {
            let places = Places {
                left: self.place(inner),
                right: self.place(bound),
                whole: self.place(whole),
            };
            binary(operator, &value, &self.value(bound)?, &places)
        };
        let above = compare(Operator::AtLeast, low)?;
        let below = compare(Operator::AtMost, high)?;
        self.spend_lines(&[&value, &above, &below], whole)?;
        let place = self.place(whole);
        let places = Places { left: place.clone(), right: place.clone(), whole: place };
        binary(Operator::And, &above, &below, &places)
    }

    fn choose(&self, condition: &Expr, yes: &Expr, no: &Expr, whole: &Expr) -> Outcome {
        let condition_value = self.value(condition)?;
        let place = self.place(condition);
        let Value::Column(column) = &condition_value else {
            let branch =
                if truth(&condition_value, &place, "«\u{a0}si\u{a0}»")? { yes } else { no };
            return self.value(branch);
        };
        // Line by line, so that the branch a line does not take cannot fail.
        let line = |(line, item): (usize, &Value)| {
            let branch = if truth(item, &place, "«\u{a0}si\u{a0}»")? { yes } else { no };
            let inner = Self { line: Some((line, column.len())), ..*self };
            let value = inner.value(branch).map_err(|fault| fault.in_line(line))?;
            lines(&[&condition_value, &value], &self.place(whole))?;
            Ok(inner.at_line(value))
        };
        column.iter().enumerate().map(line).collect::<Outcome<Vec<_>>>().map(Value::column)
    }

    /// Reads a column at the line being chosen for, if there is one.
    fn at_line(&self, value: Value) -> Value {
        match (&value, self.line) {
            (Value::Column(column), Some((line, count))) if column.len() == count => {
                value.line(line).clone()
            }
            _ => value,
        }
    }

    fn call(&self, function: &'static Function, arguments: &[Expr], expr: &Expr) -> Outcome {
        // A function of whole columns sees them whole, even where a line of
        // its result is all that is wanted.
        let within = if function.takes_columns() { Self { line: None, ..*self } } else { *self };
        let values = within.values(arguments)?;
        let values: Vec<&Value> = values.iter().collect();
        let places: Vec<Range<usize>> = arguments.iter().map(|each| self.place(each)).collect();
        let range = &self.place(expr);
        self.spend_lines(&values, expr)?;
        let call = Arguments { function, values: &values, places: &places, range };
        let value = match &function.work {
            Work::Each(native) => call.each(*native),
            Work::Whole(native) => native(&call),
            Work::Formula(formula) => within.by_formula(formula, &call),
            Work::Syntax => Err(self.unknown(function.name(), expr)),
        }?;
        Ok(self.at_line(value))
    }

    fn by_formula(&self, formula: &Formula, call: &Arguments<'_>) -> Outcome {
        let Body { expr, unit, .. } = formula.body(call.function)?;
        let value = self.inside(call.values, call.places, call.range).value(expr)?;
        match unit {
            Some(unit) => unary(&value, call.range, |value, place| in_unit(value, unit, place)),
            None => Ok(value),
        }
    }

    /// Returns the bytes an author reads a node at: within the formula of a
    /// function, those of the argument, or else of the call.
    pub(super) fn place(&self, expr: &Expr) -> Range<usize> {
        let place = self.frame.map(|frame| match expr.kind {
            Kind::Parameter(rank) => frame.places.get(rank).unwrap_or(frame.range),
            _ => frame.range,
        });
        place.unwrap_or(&expr.range).clone()
    }

    fn spend_lines(&self, values: &[&Value], expr: &Expr) -> Outcome<()> {
        let lines = |value: &&Value| match value {
            Value::Column(column) => column.len(),
            _ => 0,
        };
        self.spend(values.iter().map(lines).sum(), expr)
    }

    fn spend(&self, steps: usize, expr: &Expr) -> Outcome<()> {
        let Some(left) = self.steps.get().checked_sub(steps) else {
            let message = "ce calcul demande trop d’opérations";
            return Err(FormulaFault::new("calcul-trop-long", &self.place(expr), message)
                .help("donnez un nom à une partie du calcul"));
        };
        self.steps.set(left);
        Ok(())
    }
}

/// Says which part of a division is 0, by its name when it has one.
fn name_zero(fault: FormulaFault, divisor: &Expr) -> FormulaFault {
    match &divisor.kind {
        Kind::Name(name) if fault.id == "division-par-zero" => FormulaFault {
            label: fault.label.replacen("ceci", &format!("«\u{a0}{name}\u{a0}»"), 1),
            ..fault
        },
        _ => fault,
    }
}

/// Gives a number the unit of the function that computed it.
fn in_unit(value: &Value, unit: &Unit, place: &Range<usize>) -> Outcome {
    match value {
        Value::Number(number) => number
            .with_unit(unit)
            .map(Value::Number)
            .map_err(|fault| FormulaFault::arithmetic(place, &fault)),
        other => Ok(other.clone()),
    }
}

#[cfg(test)]
mod tests;
