//! The operations made so far and the memory they need: gives out slots and
//! cells, takes operations, and sets them behind conditions.

use std::collections::BTreeMap;
use std::mem;

use super::op::{Applied, Op};
use super::run::apply;
use super::shape::{Cell, Kind, ONE, Shape, Slot};
use super::small::Small;
use crate::formula::evaluate::MAX_STEPS;
use crate::formula::value::Value;

/// Most operations of a program; what goes beyond keeps its tree.
const MAX_OPS: usize = 200_000;

/// A formula whose course cannot be told beforehand.
#[derive(Debug)]
pub(super) struct Unforeseen;

pub(super) type Outcome<T = Shape> = Result<T, Unforeseen>;

/// The operations made so far, and the memory they need.
pub(super) struct Emitter {
    ops: Vec<Op>,
    /// How many operations there are, with those set aside.
    count: usize,
    /// How many steps the tree evaluator would take at the most.
    steps: usize,
    pub(super) smalls: Vec<Small>,
    pub(super) cells: Vec<Value>,
    /// The slots of constants.
    constants: BTreeMap<(i64, i64), Slot>,
}

impl Emitter {
    /// Starts with the slot that always holds 1.
    pub(super) fn new() -> Self {
        Self {
            ops: vec![],
            count: 0,
            steps: 0,
            smalls: vec![Small::ONE],
            cells: vec![],
            constants: BTreeMap::from([((1, 1), ONE)]),
        }
    }

    /// Walks a definition; when the walk gives up, nothing of it remains.
    pub(super) fn definition(&mut self, walk: impl FnOnce(&mut Self) -> Outcome) -> Option<Shape> {
        let (length, count) = (self.ops.len(), self.count);
        self.steps = 0;
        let walked = walk(self);
        if walked.is_err() {
            self.ops.truncate(length);
            self.count = count;
        }
        walked.ok()
    }

    /// Counts the operations so far.
    pub(super) fn length(&self) -> usize {
        self.ops.len()
    }

    /// Returns all operations and the memory they start with.
    pub(super) fn finish(self) -> (Vec<Op>, Vec<Small>, Vec<Value>) {
        (self.ops, self.smalls, self.cells)
    }

    /// Counts steps of the tree evaluator, which refuses to take too many.
    pub(super) fn spend(&mut self, steps: usize) -> Outcome<()> {
        self.steps = self.steps.saturating_add(steps);
        if self.steps <= MAX_STEPS { Ok(()) } else { Err(Unforeseen) }
    }

    /// Gives out a slot.
    pub(super) fn slot(&mut self) -> Slot {
        self.smalls.push(Small::ZERO);
        self.smalls.len() - 1
    }

    /// Gives out a cell.
    pub(super) fn cell(&mut self) -> Cell {
        self.cells.push(Value::Truth(false));
        self.cells.len() - 1
    }

    /// Gives the slot of a constant.
    pub(super) fn constant(&mut self, small: Small) -> Slot {
        let next = self.smalls.len();
        let slot = *self.constants.entry(small.lowest()).or_insert(next);
        if slot == next {
            self.smalls.push(small);
        }
        slot
    }

    /// Returns the slot and the kind of what a small number stands for.
    pub(super) fn small(&mut self, shape: &Shape) -> Option<(Slot, Kind)> {
        match shape {
            Shape::Small(slot, kind) => Some((*slot, kind.clone())),
            Shape::Fixed(value) => {
                let (kind, small) = Kind::of(value)?;
                Some((self.constant(small), kind))
            }
            _ => None,
        }
    }

    /// Adds an operation, whatever their number.
    pub(super) fn append(&mut self, op: Op) {
        self.ops.push(op);
        self.count += 1;
    }

    /// Adds an operation.
    pub(super) fn push(&mut self, op: Op) -> Outcome<()> {
        self.append(op);
        if self.count <= MAX_OPS { Ok(()) } else { Err(Unforeseen) }
    }

    /// Adds an operation that makes a small number.
    pub(super) fn make(&mut self, kind: Kind, op: impl FnOnce(Slot) -> Op) -> Outcome {
        let out = self.slot();
        self.push(op(out))?;
        Ok(Shape::Small(out, kind))
    }

    /// Does to whole values what the tree evaluator does: at once when they are
    /// all fixed.
    pub(super) fn apply(&mut self, operands: &[Shape], work: &Applied) -> Outcome {
        if let Some(values) = fixed(operands) {
            return apply(work, &values).map(Shape::Fixed).ok_or(Unforeseen);
        }
        let out = self.cell();
        self.push(Op::Apply { work: work.clone(), operands: operands.into(), out })?;
        Ok(Shape::Boxed(out))
    }

    /// Reads the small number of a value that can only be of one kind.
    pub(super) fn open(&mut self, shape: Shape, kind: Kind) -> Outcome {
        match shape {
            Shape::Boxed(cell) => {
                let open = kind.clone();
                self.make(kind, |out| Op::Open { cell, kind: open, out })
            }
            other => Ok(other),
        }
    }

    /// Reads a scalar as the condition it must be.
    pub(super) fn condition(&mut self, shape: Shape) -> Outcome {
        self.open(shape, Kind::Truth)
    }

    /// Starts to set operations aside.
    pub(super) fn aside(&mut self) -> Vec<Op> {
        mem::take(&mut self.ops)
    }

    /// Returns those set aside, and goes on after those from before.
    pub(super) fn back(&mut self, before: Vec<Op>) -> Vec<Op> {
        mem::replace(&mut self.ops, before)
    }

    /// Adds operations for when a condition is true.
    pub(super) fn only_if(&mut self, condition: Slot, ops: Vec<Op>) -> Outcome<()> {
        if condition != ONE && !ops.is_empty() {
            self.push(Op::SkipUnless { a: condition, count: ops.len() })?;
        }
        self.ops.extend(ops);
        Ok(())
    }

    /// Adds operations for when a condition is true, and others for when it is not.
    pub(super) fn branch(&mut self, condition: Slot, mut yes: Vec<Op>, no: Vec<Op>) -> Outcome<()> {
        if !no.is_empty() {
            yes.push(Op::Skip { count: no.len() });
        }
        self.count += 1;
        self.only_if(condition, yes)?;
        self.ops.extend(no);
        Ok(())
    }
}

/// Returns the values of shapes that are all fixed.
pub(super) fn fixed(shapes: &[Shape]) -> Option<Vec<Value>> {
    let value = |shape: &Shape| match shape {
        Shape::Fixed(value) => Some(value.clone()),
        _ => None,
    };
    shapes.iter().map(value).collect()
}
