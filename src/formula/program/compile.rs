//! From trees to operations: walks a formula as the tree evaluator does, with
//! shapes in place of values.
//!
//! What follows mirrors `evaluate` node by node: the same operands in the same
//! order, the same lines, the same steps counted. Where a shape does not tell
//! enough, the walk gives up, and the definition keeps its tree.

use super::emit::{Emitter, Outcome, Unforeseen};
use super::op::{Applied, Op};
use super::plan::{Named, Names};
use super::shape::{Kind, Shape};
use crate::formula::functions::{Body, Function, Work};
use crate::formula::scope::Lookup;
use crate::formula::syntax::{Expr, Kind as Node, Operator};
use crate::formula::value::Value;

/// Walks the formulas of a program.
pub(super) struct Compiler<'a> {
    pub(super) names: &'a Names,
    pub(super) inputs: &'a [Shape],
    /// Shapes of the definitions walked before.
    pub(super) known: &'a [Option<Shape>],
    pub(super) emitter: &'a mut Emitter,
}

/// Where a node is read.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    /// The table whose columns stand by their bare names.
    pub(super) table: Option<&'a str>,
    /// The arguments of the function whose formula is being walked.
    pub(super) frame: &'a [Shape],
    /// The line that columns of so many lines are read at.
    pub(super) line: Option<(usize, usize)>,
}

impl Compiler<'_> {
    /// Walks a node.
    pub(super) fn value(&mut self, expr: &Expr, at: At<'_>) -> Outcome {
        self.emitter.spend(1)?;
        match &expr.kind {
            Node::Literal(value) => Ok(Shape::Fixed(value.clone())),
            Node::Name(name) => at_line(self.named(name, at.table)?, at.line),
            Node::Parameter(rank) => {
                at_line(at.frame.get(*rank).cloned().ok_or(Unforeseen)?, at.line)
            }
            Node::Negate(inner) => {
                let inner = self.value(inner, at)?;
                self.emitter.each(&[inner], &Applied::Negate)
            }
            Node::Not(inner) => {
                let inner = self.value(inner, at)?;
                self.emitter.each(&[inner], &Applied::Not)
            }
            Node::Binary(operator, left, right) => self.binary(*operator, left, right, at),
            Node::Between(inner, low, high) => {
                let inner = self.value(inner, at)?;
                let low = self.value(low, at)?;
                let above = self.operate(Operator::AtLeast, inner.clone(), low)?;
                let high = self.value(high, at)?;
                let below = self.operate(Operator::AtMost, inner.clone(), high)?;
                self.emitter.spend(inner.most() + above.most() + below.most())?;
                self.operate(Operator::And, above, below)
            }
            Node::If(condition, yes, no) => self.choose(condition, yes, no, at),
            Node::Call(function, arguments) => self.call(function, arguments, at),
        }
    }

    fn named(&self, name: &str, table: Option<&str>) -> Outcome {
        let shape = match self.names.find(name, table) {
            Named::Definition(rank) => self.known.get(rank).cloned().flatten(),
            Named::Input(rank) => self.inputs.get(rank).cloned(),
            Named::Around(Lookup::Found(value)) => Some(Shape::Fixed(value.clone())),
            Named::Around(_) => None,
        };
        shape.ok_or(Unforeseen)
    }

    fn operate(&mut self, operator: Operator, left: Shape, right: Shape) -> Outcome {
        self.emitter.each(&[left, right], &Applied::Binary(operator))
    }

    fn binary(&mut self, operator: Operator, left: &Expr, right: &Expr, at: At<'_>) -> Outcome {
        let mut first = self.value(left, at)?;
        if matches!(operator, Operator::And | Operator::Or) {
            first = self.emitter.condition(first)?;
            match &first {
                Shape::Fixed(Value::Truth(truth)) if *truth == (operator == Operator::Or) => {
                    return Ok(first);
                }
                Shape::Small(slot, Kind::Truth) => {
                    let slot = *slot;
                    return self.short_circuit(operator, slot, right, at);
                }
                // Whether the second operand is looked at depends on the first.
                Shape::Unknown { .. } => return Err(Unforeseen),
                _ => {}
            }
        }
        let second = self.value(right, at)?;
        self.emitter.spend(first.most() + second.most())?;
        self.operate(operator, first, second)
    }

    /// Looks at the second condition only when the first does not settle it.
    fn short_circuit(
        &mut self,
        operator: Operator,
        first: usize,
        right: &Expr,
        at: At<'_>,
    ) -> Outcome {
        let (ops, second) = self.segment(|compiler| {
            let second = compiler.value(right, at)?;
            compiler.emitter.condition(second)
        })?;
        let (second, kind) = self.emitter.small(&second).ok_or(Unforeseen)?;
        if kind != Kind::Truth {
            return Err(Unforeseen);
        }
        let out = self.emitter.slot();
        let copy = Op::Copy { a: second, out };
        self.emitter.push(Op::Copy { a: first, out })?;
        let looks = ops.into_iter().chain([copy]).collect();
        match operator {
            Operator::And => self.emitter.only_if(first, looks)?,
            _ => self.emitter.branch(first, vec![], looks)?,
        }
        Ok(Shape::Small(out, Kind::Truth))
    }

    /// Walks something aside, so that its operations can be put behind a condition.
    pub(super) fn segment<T>(
        &mut self,
        walk: impl FnOnce(&mut Self) -> Result<T, Unforeseen>,
    ) -> Result<(Vec<Op>, T), Unforeseen> {
        let before = self.emitter.aside();
        let walked = walk(self);
        let ops = self.emitter.back(before);
        walked.map(|walked| (ops, walked))
    }

    fn call(&mut self, function: &'static Function, arguments: &[Expr], at: At<'_>) -> Outcome {
        let within = if function.takes_columns() { At { line: None, ..at } } else { at };
        let values = arguments.iter().map(|each| self.value(each, within));
        let values = values.collect::<Result<Vec<_>, _>>()?;
        self.emitter.spend(values.iter().map(Shape::most).sum())?;
        let value = match &function.work {
            Work::Each(_) => self.emitter.each(&values, &Applied::Call(function))?,
            Work::Whole(_) => self.emitter.whole(function, &values)?,
            Work::Formula(formula) => {
                let Body { expr, unit, .. } = formula.body(function).map_err(|_| Unforeseen)?;
                let value = self.value(expr, At { frame: &values, ..within })?;
                match unit {
                    Some(unit) => self.emitter.in_unit(value, unit)?,
                    None => value,
                }
            }
            Work::Syntax => return Err(Unforeseen),
        };
        at_line(value, at.line)
    }
}

/// Reads a column at the line being chosen for, if there is one.
pub(super) fn at_line(shape: Shape, line: Option<(usize, usize)>) -> Outcome {
    let Some((line, count)) = line else { return Ok(shape) };
    match &shape {
        // Whether it has so many lines is known at the run only.
        Shape::Kept(_) | Shape::Unknown { .. } => Err(Unforeseen),
        column if !column.is_scalar() && column.most() == count => {
            let line = column.lines().and_then(|lines| lines.into_iter().nth(line));
            line.map(|(_, line)| line).ok_or(Unforeseen)
        }
        _ => Ok(shape),
    }
}
