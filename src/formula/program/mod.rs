//! Fast evaluation of many formulas over changing inputs: takes definitions
//! and samples of the inputs, gives a [`Program`] that is run again and again.
//!
//! Small numbers make it fast, the tree evaluator makes it right. Formulas are
//! walked once, with what is known before any run, the *shape* of each value:
//! its kind, its unit, its number of lines. What depends on no input is
//! computed then; columns come apart into their lines; units are settled; and
//! what is left is a flat list of operations on rationals of two machine words.
//! A run that meets anything else (a division by 0, a number that no longer
//! fits, an input in another unit) starts again with the tree evaluator, so that
//! values, units and faults are always its own.

mod arithmetic;
mod call;
mod choose;
mod column;
mod compile;
mod each;
mod emit;
mod memory;
mod op;
mod order;
mod plan;
#[cfg(test)]
mod properties;
mod run;
#[cfg(test)]
mod sample;
mod shape;
mod small;
#[cfg(test)]
mod tests;
mod tree;
mod whole;

use std::sync::Arc;

pub use memory::{Memory, Ready};

use super::fault::FormulaFault;
use super::scope::Scope;
use super::syntax::Expr;
use super::value::{MAX_LINES, Value};
use crate::number::Unit;
use compile::{At, Compiler};
use emit::{Emitter, Outcome, Unforeseen};
use op::Op;
use plan::{Formula, Names, Plan};
use shape::{Kind, Shape};

/// A named formula to compute.
#[derive(Debug, Clone, Copy)]
pub struct Definition<'a> {
    /// Its name; it comes before those of inputs and those around.
    pub name: &'a str,
    /// Its formula.
    pub expr: &'a Expr,
    /// The unit its author declares for the result.
    pub unit: Option<&'a Unit>,
    /// The table whose columns stand by their bare names, and its number of
    /// rows: a scalar is repeated on each.
    pub table: Option<(&'a str, usize)>,
}

/// Formulas made ready to be computed many times.
pub struct Program {
    plan: Arc<Plan>,
}

impl Program {
    /// Compiles definitions, which may name one another, the inputs, and what
    /// is around; the latter is read now and does not change.
    ///
    /// The sample of an input says its kind, its unit, and how many lines it
    /// has.
    ///
    /// # Errors
    /// When a definition needs itself: its rank, and where it is named.
    pub fn compile(
        definitions: &[Definition<'_>],
        inputs: &[(&str, Value)],
        around: &dyn Scope,
    ) -> Result<Self, (usize, FormulaFault)> {
        let names = Names::new(definitions, inputs, around);
        let order = order::of_need(definitions, &names)?;
        let definitions: Vec<Formula> = definitions.iter().map(Formula::of).collect();
        let mut emitter = Emitter::new();
        let inputs: Vec<Shape> = inputs.iter().map(|(_, sample)| emitter.input(sample)).collect();
        let mut known: Vec<Option<Shape>> = definitions.iter().map(|_| None).collect();
        let mut ends = vec![0; definitions.len()];
        for rank in &order {
            let Some(formula) = definitions.get(*rank) else { continue };
            let walked = emitter.definition(|emitter| {
                let mut walk = Compiler { names: &names, inputs: &inputs, known: &known, emitter };
                walk.definition(formula)
            });
            let shape = walked.unwrap_or_else(|| emitter.tree(*rank));
            if let Some(place) = known.get_mut(*rank) {
                *place = Some(shape);
                ends[*rank] = emitter.length();
            }
        }
        let shapes = known.into_iter().flatten().collect();
        let (ops, smalls, cells) = emitter.finish();
        let plan = Plan { definitions, order, names, inputs, shapes, ends, ops, smalls, cells };
        Ok(Self { plan: Arc::new(plan) })
    }

    /// Makes a memory in which the inputs are their samples.
    #[must_use]
    pub fn memory(&self) -> Memory {
        Memory::new(&self.plan)
    }

    /// Computes every definition from the inputs.
    ///
    /// # Errors
    /// Those of the tree evaluator, with the rank of the definition: the first
    /// in the order of need. The memory then holds no results.
    pub fn run(&self, memory: &mut Memory) -> Result<(), (usize, FormulaFault)> {
        self.begin(memory);
        if self.finish(memory) {
            return Ok(());
        }
        memory.told = Some(tree::all(&self.plan, memory)?);
        Ok(())
    }

    /// Starts a run that goes on step by step.
    pub fn begin(&self, memory: &mut Memory) {
        memory.told = None;
        memory.done = 0;
    }

    /// Goes on with a run as far as a definition, which then has its value.
    /// Inputs that it does not rest on may be set afterwards; definitions are
    /// computed in their order, each after those it names.
    ///
    /// False when small numbers cannot tell: set all inputs, then
    /// [`Program::run`].
    pub fn advance(&self, memory: &mut Memory, definition: usize) -> bool {
        let end = self.plan.ends.get(definition).copied().unwrap_or_default();
        self.go_on(memory, end)
    }

    /// Goes on with a run to its end, as [`Program::advance`] does.
    pub fn finish(&self, memory: &mut Memory) -> bool {
        self.go_on(memory, self.plan.ops.len())
    }

    fn go_on(&self, memory: &mut Memory, end: usize) -> bool {
        if !memory.odd.is_empty() || run::run(&self.plan, memory, memory.done..end).is_none() {
            return false;
        }
        memory.done = memory.done.max(end);
        true
    }
}

impl Compiler<'_> {
    /// Walks a definition up to the unit its author declares.
    fn definition(&mut self, formula: &Formula) -> Outcome {
        let at = At { table: formula.table(), frame: &[], line: None };
        let mut shape = self.value(&formula.expr, at)?;
        if let Some((_, rows)) = &formula.table {
            if let Shape::Unknown { .. } = shape {
                return Err(Unforeseen);
            }
            if shape.is_scalar() {
                shape = Shape::column(vec![shape; *rows]);
            }
        }
        match &formula.unit {
            Some(unit) => self.emitter.in_unit(shape, unit),
            None => Ok(shape),
        }
    }
}

impl Emitter {
    /// Sets a sample in memory.
    fn input(&mut self, sample: &Value) -> Shape {
        if let Value::Column(lines) = sample {
            return Shape::Column(lines.iter().map(|line| self.input(line)).collect());
        }
        if let Some((kind, small)) = Kind::of(sample) {
            self.smalls.push(small);
            return Shape::Small(self.smalls.len() - 1, kind);
        }
        self.cells.push(sample.clone());
        let cell = self.cells.len() - 1;
        // A grid may stand where other scalars may not.
        if let Value::Grid(_) = sample {
            return Shape::Unknown { cell, most: 0 };
        }
        Shape::Boxed(cell)
    }

    /// Leaves a definition to the tree evaluator.
    fn tree(&mut self, definition: usize) -> Shape {
        let out = self.cell();
        self.append(Op::Tree { definition, out });
        Shape::Unknown { cell: out, most: MAX_LINES }
    }
}
