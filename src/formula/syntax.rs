//! The syntax tree of a formula: what the parser makes, and what evaluation
//! and worked computations read.

use std::ops::Range;

use super::functions::Function;
use super::value::Value;

/// A formula as a tree; each node keeps the bytes it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// What the node is.
    pub(super) kind: Kind,
    /// The bytes of the formula's text it covers.
    pub range: Range<usize>,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// A number with its unit, a text, a date, `vrai` or `faux`.
    Literal(Value),
    /// A name to look up.
    Name(String),
    /// An argument of the function whose formula this is, by its rank.
    Parameter(usize),
    /// `−x`.
    Negate(Box<Expr>),
    /// `non x`.
    Not(Box<Expr>),
    /// `x + y` and its like.
    Binary(Operator, Box<Expr>, Box<Expr>),
    /// `x entre low et high`, both included.
    Between(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `si c alors x sinon y`.
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `f(x; y)`.
    Call(&'static Function, Vec<Expr>),
}

/// An operator between two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
    Equal,
    Different,
    Less,
    AtMost,
    More,
    AtLeast,
    Join,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

impl Operator {
    /// Returns how tightly it binds: the larger, the tighter.
    pub(super) fn strength(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Equal
            | Self::Different
            | Self::Less
            | Self::AtMost
            | Self::More
            | Self::AtLeast => Strength::COMPARISON,
            Self::Join => 5,
            Self::Add | Self::Subtract => Strength::SUM,
            Self::Multiply | Self::Divide => Strength::PRODUCT,
            Self::Power => Strength::POWER,
        }
    }

    /// Returns the sign an equation shows.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Or => "ou",
            Self::And => "et",
            Self::Equal => "=",
            Self::Different => "≠",
            Self::Less => "<",
            Self::AtMost => "≤",
            Self::More => ">",
            Self::AtLeast => "≥",
            Self::Join => "&",
            Self::Add => "+",
            Self::Subtract => "−",
            Self::Multiply => "×",
            Self::Divide => "÷",
            Self::Power => "^",
        }
    }

    /// Tells whether it compares two values.
    pub(super) fn is_comparison(self) -> bool {
        self.strength() == Strength::COMPARISON
    }
}

/// How tightly the parts of a formula bind, where more than one file asks.
pub(super) struct Strength;

impl Strength {
    /// `si`, and the inside of parentheses.
    pub(super) const LOOSEST: u8 = 0;
    /// `non`.
    pub(super) const NOT: u8 = 3;
    /// `=`, `<` and their like, `entre`.
    pub(super) const COMPARISON: u8 = 4;
    /// `+` and `−`.
    pub(super) const SUM: u8 = 6;
    /// `×` and `÷`.
    pub(super) const PRODUCT: u8 = 7;
    /// The sign of `−x`.
    pub(super) const NEGATION: u8 = 8;
    /// `^`.
    pub(super) const POWER: u8 = 9;
    /// A name, a figure, a call.
    pub(super) const ATOM: u8 = 10;
}

impl Expr {
    /// Lists every free name with its bytes, in the order of the text.
    #[must_use]
    pub fn names(&self) -> Vec<(&str, Range<usize>)> {
        let mut names = Vec::new();
        self.walk(&mut |expr| {
            if let Kind::Name(name) = &expr.kind {
                names.push((name.as_str(), expr.range.clone()));
            }
        });
        names
    }

    /// Tells whether a function of some sort is called anywhere below.
    pub(super) fn calls(&self, sort: impl Fn(&Function) -> bool) -> bool {
        let mut found = false;
        self.walk(&mut |expr| {
            found |= matches!(&expr.kind, Kind::Call(function, _) if sort(function));
        });
        found
    }

    /// Counts the nodes from here to the lowest below.
    pub(super) fn height(&self) -> usize {
        1 + match &self.kind {
            Kind::Literal(_) | Kind::Name(_) | Kind::Parameter(_) => 0,
            Kind::Negate(inner) | Kind::Not(inner) => inner.height(),
            Kind::Binary(_, left, right) => left.height().max(right.height()),
            Kind::Between(a, b, c) | Kind::If(a, b, c) => {
                a.height().max(b.height()).max(c.height())
            }
            Kind::Call(_, arguments) => arguments.iter().map(Self::height).max().unwrap_or(0),
        }
    }

    /// Visits the node and all below it, in the order of the text.
    pub(super) fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Expr)) {
        visit(self);
        match &self.kind {
            Kind::Literal(_) | Kind::Name(_) | Kind::Parameter(_) => {}
            Kind::Negate(inner) | Kind::Not(inner) => inner.walk(visit),
            Kind::Binary(_, left, right) => {
                left.walk(visit);
                right.walk(visit);
            }
            Kind::Between(a, b, c) | Kind::If(a, b, c) => {
                a.walk(visit);
                b.walk(visit);
                c.walk(visit);
            }
            Kind::Call(_, arguments) => arguments.iter().for_each(|each| each.walk(visit)),
        }
    }

    /// Turns the names that are parameters into their ranks.
    pub(super) fn bind(&mut self, parameters: &[&str]) {
        match &mut self.kind {
            Kind::Name(name) => {
                if let Some(rank) = parameters.iter().position(|each| each == name) {
                    self.kind = Kind::Parameter(rank);
                }
            }
            Kind::Literal(_) | Kind::Parameter(_) => {}
            Kind::Negate(inner) | Kind::Not(inner) => inner.bind(parameters),
            Kind::Binary(_, left, right) => {
                left.bind(parameters);
                right.bind(parameters);
            }
            Kind::Between(a, b, c) | Kind::If(a, b, c) => {
                for each in [a, b, c] {
                    each.bind(parameters);
                }
            }
            Kind::Call(_, arguments) => {
                for each in arguments {
                    each.bind(parameters);
                }
            }
        }
    }
}
