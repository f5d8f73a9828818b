//! The operations of a program: each reads slots and cells of the memory and
//! writes others; none looks at a name or a unit.

use super::shape::{Cell, Kind, Shape, Slot};
use super::small::Small;
use crate::formula::functions::Function;
use crate::formula::syntax::Operator;
use crate::number::{Rounding, Unit};

/// One step of a program.
#[derive(Debug)]
pub(super) enum Op {
    Add {
        a: Slot,
        b: Slot,
        out: Slot,
    },
    Subtract {
        a: Slot,
        b: Slot,
        out: Slot,
    },
    Multiply {
        a: Slot,
        b: Slot,
        out: Slot,
    },
    Divide {
        a: Slot,
        b: Slot,
        out: Slot,
    },
    Power {
        a: Slot,
        exponent: u32,
        out: Slot,
    },
    Negate {
        a: Slot,
        out: Slot,
    },
    Absolute {
        a: Slot,
        out: Slot,
    },
    /// Rounds to a multiple of a step.
    Round {
        a: Slot,
        rounding: Rounding,
        step: Small,
        out: Slot,
    },
    /// Compares by an operator that does.
    Compare {
        a: Slot,
        test: Operator,
        b: Slot,
        out: Slot,
    },
    Both {
        a: Slot,
        b: Slot,
        out: Slot,
    },
    Either {
        a: Slot,
        b: Slot,
        out: Slot,
    },
    Not {
        a: Slot,
        out: Slot,
    },
    Copy {
        a: Slot,
        out: Slot,
    },
    /// Counts the whole months between two days, by so many.
    Months {
        from: Slot,
        to: Slot,
        by: i64,
        out: Slot,
    },
    /// Finds the class a number falls in.
    Score {
        a: Slot,
        classes: Box<[Class]>,
        out: Slot,
    },
    /// Makes one number of the lines of a column.
    Fold {
        fold: Fold,
        lines: Box<[Line]>,
        out: Slot,
    },
    /// Makes a number for each line of a column.
    Spread {
        spread: Spread,
        lines: Box<[Line]>,
        outs: Box<[Slot]>,
    },
    /// Leaves out so many operations when a condition is false.
    SkipUnless {
        a: Slot,
        count: usize,
    },
    /// Leaves out so many operations.
    Skip {
        count: usize,
    },
    /// Reads the small number in a cell, which must be of a kind.
    Open {
        cell: Cell,
        kind: Kind,
        out: Slot,
    },
    /// Writes a whole value into a cell.
    Store {
        shape: Box<Shape>,
        out: Cell,
    },
    /// Does to whole values what the tree evaluator does.
    Apply {
        work: Applied,
        operands: Box<[Shape]>,
        out: Cell,
    },
    /// Evaluates the tree of a definition.
    Tree {
        definition: usize,
        out: Cell,
    },
}

/// A line of a column, and the slot that says whether it is there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) kept: Slot,
    pub(super) at: Slot,
}

/// How the lines of a column make one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    /// Adds; a column without lines makes 0.
    Sum,
    /// Adds at least one line.
    FilledSum,
    Least,
    Greatest,
    /// Tells whether none is 0.
    All,
    /// Tells whether one is not 0.
    Any,
    First,
    Last,
}

/// How the lines of a column make others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spread {
    /// Puts all lines in order.
    Sorted { down: bool },
    /// Ranks each among the lines that are there.
    Ranks { down: bool },
    /// Tells which lines are there and equal to none before.
    Distinct,
}

/// A class of a grid: its ends, with whether they belong to it, and its score.
#[derive(Debug)]
pub(super) struct Class {
    pub(super) from: Option<(Small, bool)>,
    pub(super) to: Option<(Small, bool)>,
    pub(super) score: Small,
}

/// What is done to whole values.
#[derive(Debug, Clone)]
pub(super) enum Applied {
    Negate,
    Not,
    Binary(Operator),
    Call(&'static Function),
    InUnit(Unit),
}
