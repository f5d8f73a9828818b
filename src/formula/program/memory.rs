//! What a program works on: takes the values of inputs one by one, gives those
//! of definitions after a run.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::plan::Plan;
use super::shape::{Kind, Shape};
use super::small::Small;
use crate::formula::value::Value;

/// The values of the inputs and, after a run that succeeded, of the definitions.
///
/// One memory serves any number of runs, one after another.
#[derive(Clone)]
pub struct Memory {
    pub(super) plan: Arc<Plan>,
    pub(super) smalls: Vec<Small>,
    pub(super) cells: Vec<Value>,
    /// Cells of inputs that are not what their samples promised: runs are the
    /// tree evaluator's as long as there is one.
    pub(super) odd: BTreeMap<(usize, usize), Value>,
    /// The values of the definitions, when the last run was the tree evaluator's.
    pub(super) told: Option<Vec<Value>>,
    /// How many operations of this run have been done.
    pub(super) done: usize,
}

/// A value made ready for an input, or a line of one, of the memories of one
/// program.
#[derive(Debug, Clone, Copy)]
pub struct Ready {
    slot: usize,
    small: Small,
}

impl Memory {
    /// Sets the inputs to their samples.
    pub(super) fn new(plan: &Arc<Plan>) -> Self {
        Self {
            plan: Arc::clone(plan),
            smalls: plan.smalls.clone(),
            cells: plan.cells.clone(),
            odd: BTreeMap::new(),
            told: None,
            done: 0,
        }
    }

    /// Sets an input, or a line of one that is a column, by their ranks from 0.
    ///
    /// Any value will do; runs are fast when it is of the kind and the unit of
    /// the sample. A line that the sample does not have is left alone.
    pub fn set(&mut self, input: usize, cell: usize, value: &Value) {
        let Some(shape) = self.plan.inputs.get(input).and_then(|shape| line(shape, cell)) else {
            return;
        };
        let fits = match shape {
            Shape::Small(slot, kind) => match kind.read(value) {
                Some(small) => {
                    self.smalls[*slot] = small;
                    true
                }
                None => false,
            },
            Shape::Boxed(cell) => {
                let scalar = !matches!(value, Value::Column(_) | Value::Grid(_));
                if scalar {
                    self.cells[*cell] = value.clone();
                }
                scalar
            }
            _ => false,
        };
        if !fits {
            self.odd.insert((input, cell), value.clone());
        } else if !self.odd.is_empty() {
            self.odd.remove(&(input, cell));
        }
    }

    /// Makes a value ready for an input, or a line of one, when runs on it are
    /// fast.
    #[must_use]
    pub fn ready(&self, input: usize, cell: usize, value: &Value) -> Option<Ready> {
        match self.plan.inputs.get(input).and_then(|shape| line(shape, cell))? {
            Shape::Small(slot, kind) => Some(Ready { slot: *slot, small: kind.read(value)? }),
            _ => None,
        }
    }

    /// Sets an input that is only ever given values made ready.
    pub fn put(&mut self, ready: Ready) {
        if let Some(small) = self.smalls.get_mut(ready.slot) {
            *small = ready.small;
        }
    }

    /// Returns the value of a definition.
    #[must_use]
    pub fn value(&self, definition: usize) -> Value {
        if let Some(told) = self.told(definition) {
            return told.clone();
        }
        let shape = self.plan.shapes.get(definition);
        shape.map_or(Value::Truth(false), |shape| self.value_of(shape))
    }

    /// Returns the value of a definition that is a condition.
    #[must_use]
    pub fn truth(&self, definition: usize) -> Option<bool> {
        if let Some(small) = self.word(definition, &|kind| *kind == Kind::Truth) {
            return Some(small.is_true());
        }
        match self.value(definition) {
            Value::Truth(truth) => Some(truth),
            _ => None,
        }
    }

    /// Returns the numerator and the denominator, in base units and without
    /// common factor, of a definition that is an exact number small enough.
    #[must_use]
    pub fn small(&self, definition: usize) -> Option<(i128, i128)> {
        let is_number = |kind: &Kind| matches!(kind, Kind::Number(_));
        let small = self.word(definition, &is_number).or_else(|| {
            let (kind, small) = Kind::of(&self.value(definition))?;
            is_number(&kind).then_some(small)
        })?;
        let (numer, denom) = small.lowest();
        Some((numer.into(), denom.into()))
    }

    /// Returns the small number of a definition of some kind, when the last
    /// run made one.
    fn word(&self, definition: usize, sort: &dyn Fn(&Kind) -> bool) -> Option<Small> {
        match self.plan.shapes.get(definition) {
            Some(Shape::Small(slot, kind)) if self.told.is_none() && sort(kind) => {
                Some(self.smalls[*slot])
            }
            _ => None,
        }
    }

    fn told(&self, definition: usize) -> Option<&Value> {
        self.told.as_ref().and_then(|values| values.get(definition))
    }

    /// Returns the value of a shape.
    pub(super) fn value_of(&self, shape: &Shape) -> Value {
        shape.value(&self.smalls, &self.cells)
    }

    /// Returns the value of an input.
    pub(super) fn input(&self, rank: usize) -> Value {
        let line = |cell: usize, shape: &Shape| {
            let odd = self.odd.get(&(rank, cell)).cloned();
            odd.unwrap_or_else(|| self.value_of(shape))
        };
        match self.plan.inputs.get(rank) {
            Some(Shape::Column(lines)) => {
                Value::column(lines.iter().enumerate().map(|(cell, shape)| line(cell, shape)))
            }
            Some(scalar) => line(0, scalar),
            None => Value::Truth(false),
        }
    }
}

/// Returns a line of an input; a scalar has one.
fn line(shape: &Shape, cell: usize) -> Option<&Shape> {
    match shape {
        Shape::Column(lines) => lines.get(cell),
        scalar => (cell == 0).then_some(scalar),
    }
}
