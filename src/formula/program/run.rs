//! One run: takes the operations of a program and its memory, fills the memory,
//! or stops at the first thing small numbers cannot do.

use std::cmp::Ordering;
use std::ops::Range;

use super::column::{fold, score, spread};
use super::memory::Memory;
use super::op::{Applied, Op};
use super::plan::Plan;
use super::shape::date;
use super::small::Small;
use super::tree;
use crate::formula::functions::{Arguments, Function, Work, whole_months};
use crate::formula::operators::{self, Places, unary};
use crate::formula::syntax::Operator;
use crate::formula::value::Value;

/// Faults of a run are told by the tree evaluator, which knows the places.
const NOWHERE: Range<usize> = 0..0;

/// Runs some operations; nothing when one of them has no result.
pub(super) fn run(plan: &Plan, memory: &mut Memory, steps: Range<usize>) -> Option<()> {
    let mut next = steps.start;
    while next < steps.end {
        let op = plan.ops.get(next)?;
        next += 1;
        let smalls = &mut memory.smalls;
        match op {
            Op::Add { a, b, out } => smalls[*out] = smalls[*a].add(smalls[*b])?,
            Op::Subtract { a, b, out } => smalls[*out] = smalls[*a].subtract(smalls[*b])?,
            Op::Multiply { a, b, out } => smalls[*out] = smalls[*a].multiply(smalls[*b])?,
            Op::Divide { a, b, out } => smalls[*out] = smalls[*a].divide(smalls[*b])?,
            Op::Power { a, exponent, out } => smalls[*out] = smalls[*a].power(*exponent)?,
            Op::Negate { a, out } => smalls[*out] = smalls[*a].negate()?,
            Op::Absolute { a, out } => smalls[*out] = smalls[*a].absolute()?,
            Op::Round { a, rounding, step, out } => {
                smalls[*out] = smalls[*a].round(*rounding, *step)?;
            }
            Op::Compare { a, test, b, out } => {
                let order = smalls[*a].compare(smalls[*b]);
                smalls[*out] = Small::truth(compares(*test, order));
            }
            Op::Both { a, b, out } => {
                smalls[*out] = Small::truth(smalls[*a].is_true() && smalls[*b].is_true());
            }
            Op::Either { a, b, out } => {
                smalls[*out] = Small::truth(smalls[*a].is_true() || smalls[*b].is_true());
            }
            Op::Not { a, out } => smalls[*out] = Small::truth(!smalls[*a].is_true()),
            Op::Copy { a, out } => smalls[*out] = smalls[*a],
            Op::Months { from, to, by, out } => {
                let months = whole_months(date(smalls[*from]), date(smalls[*to]));
                smalls[*out] = Small::whole(months / by);
            }
            Op::Score { a, classes, out } => smalls[*out] = score(smalls[*a], classes)?,
            Op::Fold { fold: how, lines, out } => smalls[*out] = fold(*how, lines, smalls)?,
            Op::Spread { spread: how, lines, outs } => spread(*how, lines, outs, smalls),
            Op::SkipUnless { a, count } => next += if smalls[*a].is_true() { 0 } else { *count },
            Op::Skip { count } => next += count,
            Op::Open { cell, kind, out } => smalls[*out] = kind.read(&memory.cells[*cell])?,
            Op::Store { shape, out } => {
                memory.cells[*out] = shape.value(smalls, &memory.cells);
            }
            Op::Apply { work, operands, out } => {
                let values = operands.iter().map(|each| each.value(smalls, &memory.cells));
                memory.cells[*out] = apply(work, &values.collect::<Vec<_>>())?;
            }
            Op::Tree { definition, out } => {
                let value = |rank: usize| plan.shapes.get(rank).map(|shape| memory.value_of(shape));
                memory.cells[*out] = tree::compute(plan, memory, *definition, &value).ok()?;
            }
        }
    }
    Some(())
}

/// Does to whole values what the tree evaluator does.
pub(super) fn apply(work: &Applied, values: &[Value]) -> Option<Value> {
    let first = values.first()?;
    match work {
        Applied::Negate => unary(first, &NOWHERE, operators::negate).ok(),
        Applied::Not => unary(first, &NOWHERE, operators::not).ok(),
        Applied::InUnit(unit) => tree::in_unit(first.clone(), unit).ok(),
        Applied::Binary(operator) => {
            let places = Places { left: NOWHERE, right: NOWHERE, whole: NOWHERE };
            operators::binary(*operator, first, values.get(1)?, &places).ok()
        }
        Applied::Call(function) => call(function, values),
    }
}

fn call(function: &'static Function, values: &[Value]) -> Option<Value> {
    let values: Vec<&Value> = values.iter().collect();
    let call = Arguments { function, values: &values, places: &[], range: &NOWHERE };
    match &function.work {
        Work::Each(native) => call.each(*native).ok(),
        Work::Whole(native) => native(&call).ok(),
        Work::Formula(_) | Work::Syntax => None,
    }
}

/// Tells whether an order is what a comparison asks for.
fn compares(test: Operator, order: Ordering) -> bool {
    match test {
        Operator::Equal => order.is_eq(),
        Operator::Different => order.is_ne(),
        Operator::Less => order.is_lt(),
        Operator::AtMost => order.is_le(),
        Operator::More => order.is_gt(),
        _ => order.is_ge(),
    }
}
