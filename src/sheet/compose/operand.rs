//! Operands of worked computations: takes the values of names, gives them as
//! they are written, and a scope in which they have no more decimals than that.

use super::data_table::column_decimals;
use super::figure::{MOST_DECIMALS, number};
use crate::answers::{Answer, Answers};
use crate::formula::{Expr, Lookup, Scope, Term, Value, Worked, worked};
use crate::number::{Quantity, Rounding, is_said_by};

/// Decimals that an operand may show beyond its usual ones, for a computation
/// to be done again from what is shown.
pub(super) const MORE_DECIMALS: u32 = 4;

/// How operands are written.
pub(super) struct Operands<'a> {
    answers: &'a Answers,
    /// The names whose figures are shown; those of the others are not rounded.
    names: Vec<&'a str>,
    /// Decimals beyond the usual ones, for what those would round.
    more: u32,
}

impl<'a> Operands<'a> {
    pub(super) fn new(answers: &'a Answers, figures: &'a Term, more: u32) -> Self {
        let mut names = Vec::new();
        collect(figures, &mut names);
        Self { answers, names, more }
    }

    /// Writes a figure with the decimals that its answer has elsewhere, unless
    /// they would hide what the computation rests on.
    pub(super) fn text(&self, quantity: &Quantity, name: Option<&str>) -> String {
        match self.decimals(quantity, name) {
            None => number(quantity, self.usual(quantity, name)).text,
            some => number(quantity, some).text,
        }
    }

    /// Works a formula out from the figures as they are written.
    pub(super) fn work(&self, expr: &Expr) -> Option<Worked> {
        worked(expr, self).ok()
    }

    /// Returns the decimals that are asked for, unless they hide something.
    fn usual(&self, quantity: &Quantity, name: Option<&str>) -> Option<u32> {
        let answer = name.and_then(|name| self.answers.get(name))?;
        let decimals = match &answer.value {
            Value::Column(_) if !quantity.unit.is_time() => Some(column_decimals(answer)),
            _ => answer.decimals,
        }?;
        let kept = decimals >= MOST_DECIMALS || is_said_by(quantity, decimals);
        kept.then_some(decimals)
    }

    /// Counts the decimals of a figure that its usual ones would round too
    /// much; `None` for any other.
    fn decimals(&self, quantity: &Quantity, name: Option<&str>) -> Option<u32> {
        let usual = self.usual(quantity, name);
        if number(quantity, usual).exact {
            return None;
        }
        let exact = |decimals: &u32| is_said_by(quantity, *decimals);
        let least = usual.unwrap_or(if quantity.unit.is_percent() { 1 } else { MOST_DECIMALS });
        if name.is_none() {
            // What the author writes in the formula is shown as it is.
            return (least..=least + MORE_DECIMALS).find(exact);
        }
        let most = least + self.more;
        (self.more > 0).then(|| (least..most).find(exact).unwrap_or(most))
    }

    /// Returns the very value that a figure says.
    fn said(&self, quantity: &Quantity, name: &str) -> Quantity {
        // No decimals hide a part of a whole figure.
        if is_said_by(quantity, 0) {
            return quantity.clone();
        }
        let usual = self.usual(quantity, Some(name));
        if number(quantity, usual).exact {
            return quantity.clone();
        }
        let default = if quantity.unit.is_percent() { 1 } else { MOST_DECIMALS };
        let decimals = self.decimals(quantity, Some(name)).or(usual).unwrap_or(default);
        quantity.round(Rounding::Nearest, i8::try_from(decimals).unwrap_or(i8::MAX))
    }

    fn value(&self, answer: &Answer) -> Value {
        let said = |value: &Value| match value {
            Value::Number(quantity) => Value::Number(self.said(quantity, &answer.name)),
            other => other.clone(),
        };
        match &answer.value {
            Value::Column(lines) => Value::column(lines.iter().map(said)),
            scalar => said(scalar),
        }
    }
}

impl Scope for Operands<'_> {
    fn lookup(&self, name: &str) -> Lookup {
        match self.answers.get(name) {
            Some(answer) if self.names.contains(&name) => Lookup::Found(self.value(answer)),
            _ => self.answers.lookup(name),
        }
    }

    fn names(&self) -> Vec<String> {
        self.answers.names()
    }

    fn label(&self, name: &str) -> Option<String> {
        self.answers.label(name)
    }
}

/// Collects the names whose figures a term shows.
fn collect<'t>(term: &'t Term, names: &mut Vec<&'t str>) {
    match term {
        Term::Figure(_, Some(name)) => names.push(name),
        Term::Figure(_, None) | Term::Symbol(_) | Term::Words(_) | Term::Operator(_) => {}
        Term::Fraction(first, second) | Term::Power(first, second) => {
            collect(first, names);
            collect(second, names);
        }
        Term::Fence { content, .. } => collect(content, names),
        Term::Call { args: terms, .. } | Term::Row(terms) => {
            terms.iter().for_each(|term| collect(term, names));
        }
    }
}
