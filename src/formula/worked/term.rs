//! The parts of a worked computation, and how they are put together: where
//! parentheses are needed, and where a fraction makes them needless.

use num_traits::Signed;

use crate::formula::syntax::{Operator, Strength};
use crate::formula::value::Value;
use crate::number::Quantity;

/// A part of a formula as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// The label of a name.
    Symbol(String),
    /// A number with its unit, and the name it is the value of, or a line of
    /// the column, if it has one.
    Figure(Quantity, Option<String>),
    /// Words that are neither: a text, a date, « vrai », « si ».
    Words(String),
    /// A sign: `+`, `−`, `×`, `≤`, `et`.
    Operator(&'static str),
    /// A division.
    Fraction(Box<Term>, Box<Term>),
    /// Something between two signs.
    Fence {
        /// `(`, `⌈`, `⌊` or `|`.
        open: &'static str,
        /// `)`, `⌉`, `⌋` or `|`.
        close: &'static str,
        /// What stands between.
        content: Box<Term>,
    },
    /// A base and its exponent.
    Power(Box<Term>, Box<Term>),
    /// A function by its French name.
    Call {
        /// « moyenne ».
        name: String,
        /// Its arguments, in order.
        args: Vec<Term>,
    },
    /// Terms that follow each other.
    Row(Vec<Term>),
}

/// A term, and how tightly it holds together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    pub(super) term: Term,
    pub(super) strength: u8,
}

impl Shown {
    /// Makes a term that needs parentheses nowhere.
    pub(super) fn whole(term: Term) -> Self {
        Self { term, strength: Strength::ATOM }
    }

    /// Shows a number; its sign holds no tighter than any other.
    pub(super) fn number(number: Quantity) -> Self {
        let below = number.value.is_negative();
        let strength = if below { Strength::NEGATION } else { Strength::ATOM };
        Self { term: Term::Figure(number, None), strength }
    }

    /// Shows a scalar; columns and grids have no figure.
    pub(super) fn value(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) => Some(Self::number(number.clone())),
            other => other.to_text().map(|text| Self::whole(Term::Words(text))),
        }
    }

    /// Says of which name a figure is the value.
    pub(super) fn of(mut self, name: Option<&str>) -> Self {
        if let Term::Figure(_, own) = &mut self.term {
            *own = name.map(str::to_owned);
        }
        self
    }

    /// Puts the term between two signs.
    pub(super) fn fenced(self, open: &'static str, close: &'static str) -> Self {
        Self::whole(Term::Fence { open, close, content: Box::new(self.term) })
    }

    /// Puts the term between parentheses if it holds less tightly than asked.
    pub(super) fn at_least(self, strength: u8) -> Self {
        if self.strength < strength { self.fenced("(", ")") } else { self }
    }

    /// Puts a sign before the term.
    pub(super) fn signed(self, sign: &'static str, strength: u8) -> Self {
        // Two signs never touch: −(−3).
        let inner = self.at_least(strength + 1);
        Self { term: row(vec![Term::Operator(sign), inner.term]), strength }
    }

    /// Sets one term over the other.
    pub(super) fn over(self, bottom: Self) -> Self {
        Self::whole(Term::Fraction(Box::new(self.term), Box::new(bottom.term)))
    }

    /// Raises the term to a power.
    pub(super) fn raised(self, exponent: Self) -> Self {
        let bare = match &self.term {
            Term::Figure(number, _) => number.unit.is_none() && self.strength == Strength::ATOM,
            Term::Symbol(_) | Term::Fence { .. } | Term::Call { .. } => true,
            _ => false,
        };
        let raised = if bare { self } else { self.fenced("(", ")") };
        Self::whole(Term::Power(Box::new(raised.term), Box::new(exponent.term)))
    }

    /// Joins two terms by an operator that stands between them.
    pub(super) fn joined(self, operator: Operator, right: Self) -> Self {
        match operator {
            Operator::Divide => return self.over(right),
            Operator::Power => return self.raised(right),
            _ => {}
        }
        let strength = operator.strength();
        let left = self.at_least(strength);
        // a − (b − c) keeps its parentheses, and so does a × (−3).
        let associative = matches!(
            operator,
            Operator::Add | Operator::Multiply | Operator::And | Operator::Or | Operator::Join
        );
        let right = match right.strength {
            Strength::NEGATION if strength >= Strength::SUM => right.fenced("(", ")"),
            _ => right.at_least(strength + u8::from(!associative)),
        };
        let term = row(vec![left.term, Term::Operator(operator.sign()), right.term]);
        Self { term, strength }
    }
}

/// Sets terms one after the other; rows among them lose their borders.
pub(super) fn row(terms: Vec<Term>) -> Term {
    let flat = terms.into_iter().flat_map(|term| match term {
        Term::Row(items) => items,
        other => vec![other],
    });
    Term::Row(flat.collect())
}
