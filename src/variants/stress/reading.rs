//! The results of one draw: takes a dealer whose hand is settled, gives their
//! values, and a hash that sets variants apart.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::figure::{Small, small};
use crate::formula::Value;
use crate::variants::draw::Dealer;
use crate::variants::plan::Plan;

/// The results of a draw.
pub(super) struct Reading {
    /// Those of the plan, in its order.
    pub(super) results: Vec<Read>,
    /// For those that are rounded to the nearest: before, up, down.
    pub(super) nearest: Vec<Option<[Option<Small>; 3]>>,
    /// The columns whose order matters.
    pub(super) ordered: Vec<Vec<Option<Small>>>,
}

/// The value of a result.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Read {
    /// A small number.
    Number(Small),
    /// The lines of a column.
    Lines(Vec<Line>),
    /// Anything else.
    Other(Value),
}

/// A line of a column.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Line {
    Number(Small),
    Other(Value),
}

impl Reading {
    pub(super) fn new(plan: &Plan) -> Self {
        Self {
            results: Vec::with_capacity(plan.results.len()),
            nearest: Vec::with_capacity(plan.results.len()),
            ordered: Vec::with_capacity(plan.ordered.len()),
        }
    }

    /// Takes the results of a hand.
    pub(super) fn read(&mut self, dealer: &Dealer<'_>) {
        self.results.clear();
        self.nearest.clear();
        self.ordered.clear();
        for result in &dealer.plan.results {
            let Some(memory) = dealer.memory(result.group) else { continue };
            self.results.push(match memory.small(result.definition) {
                Some(number) => Read::Number(number),
                None => match memory.value(result.definition) {
                    Value::Column(lines) => Read::Lines(lines.iter().map(line).collect()),
                    other => Read::Other(other),
                },
            });
            let steps = result.nearest.map(|steps| steps.map(|step| memory.small(step)));
            self.nearest.push(steps);
        }
        for column in &dealer.plan.ordered {
            let value = dealer.memory(column.group).map(|memory| memory.value(column.definition));
            let Some(Value::Column(lines)) = value else { continue };
            self.ordered.push(lines.iter().map(small).collect());
        }
    }

    /// Returns a hash of what sets the variant apart. Two in ten billion
    /// billion share one by chance: good for counting, not for assigning.
    pub(super) fn hash(&self, dealer: &Dealer<'_>) -> u64 {
        let mut hasher = DefaultHasher::new();
        if self.results.is_empty() {
            dealer.signature().hash(&mut hasher);
        }
        self.results.iter().for_each(|read| read.hash(&mut hasher));
        hasher.finish()
    }
}

impl Read {
    fn hash(&self, hasher: &mut DefaultHasher) {
        match self {
            Self::Number(number) => number.hash(hasher),
            Self::Lines(lines) => {
                lines.len().hash(hasher);
                for line in lines {
                    match line {
                        Line::Number(number) => number.hash(hasher),
                        Line::Other(value) => words(value, hasher),
                    }
                }
            }
            Self::Other(value) => words(value, hasher),
        }
    }
}

fn line(value: &Value) -> Line {
    small(value).map_or_else(|| Line::Other(value.clone()), Line::Number)
}

fn words(value: &Value, hasher: &mut DefaultHasher) {
    match value {
        Value::Number(number) => number.value.hash(hasher),
        Value::Text(text) => text.hash(hasher),
        Value::Date(date) => date.hash(hasher),
        Value::Truth(truth) => truth.hash(hasher),
        Value::Column(lines) => lines.iter().for_each(|line| words(line, hasher)),
        Value::Grid(_) => {}
    }
}
