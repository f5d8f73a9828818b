//! What was drawn of each parameter over many draws: takes the hands one by
//! one, gives its range.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::formula::Value;
use crate::number::{Exact, Quantity, Unit};
use crate::sheet::value_text;
use crate::variants::draw::Dealer;
use crate::variants::plan::{Plan, Slot};

/// Most different hands of one draw that are held.
const HELD: usize = 100_000;

/// What a parameter was worth; when it draws lines of a table, one of its
/// columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its name, or that of the column.
    pub name: String,
    /// How many different values it had; of a column, in all lines; of names
    /// that are drawn together, how many different lots.
    pub distinct: u64,
    /// Whether there were too many to hold them all: then `distinct` is the
    /// least there are.
    pub cut: bool,
    /// The lowest and the highest of its numbers or dates, if it has any.
    pub range: Option<[Value; 2]>,
}

/// The parameters of a plan, so far.
pub(super) struct Parameters<'p> {
    draws: Vec<Drawn<'p>>,
    all: Vec<Values<'p>>,
}

/// A draw, with the hands that were met: few, most often.
struct Drawn<'p> {
    slot: &'p Slot,
    met: BTreeSet<Vec<u64>>,
    /// Where each of its values goes; nowhere when they are told as one.
    columns: Option<Vec<usize>>,
    /// Where they go when they are told as one.
    whole: usize,
}

/// The values of a parameter, so far.
struct Values<'p> {
    name: &'p str,
    unit: Unit,
    numbers: BTreeSet<Exact>,
    dates: BTreeSet<NaiveDate>,
    words: BTreeSet<String>,
    cut: bool,
}

impl<'p> Parameters<'p> {
    pub(super) fn new(plan: &'p Plan) -> Self {
        let mut all: Vec<Values<'p>> = Vec::new();
        let mut rank = |name: &'p str| {
            all.iter().position(|values| values.name == name).unwrap_or_else(|| {
                all.push(Values::new(name));
                all.len() - 1
            })
        };
        let mut draws = Vec::new();
        for slot in &plan.slots {
            let alike = slot.cells.windows(2).all(|pair| pair[0].name == pair[1].name);
            let columns = slot.cells.iter().all(|target| target.column);
            let (columns, whole) = if !alike && columns {
                (Some(slot.cells.iter().map(|target| rank(&target.name)).collect()), 0)
            } else {
                let whole = rank(&slot.name);
                (alike.then(|| vec![whole; slot.cells.len()]), whole)
            };
            draws.push(Drawn { slot, met: BTreeSet::new(), columns, whole });
        }
        Self { draws, all }
    }

    /// Takes the values of a hand.
    pub(super) fn look(&mut self, dealer: &Dealer<'_>) {
        for drawn in &mut self.draws {
            let ranks = dealer.ranks(drawn.slot);
            if drawn.met.contains(ranks) {
                continue;
            }
            let mut places = drawn.columns.iter().flatten().copied();
            if drawn.met.len() >= HELD {
                places.chain([drawn.whole]).for_each(|rank| self.all[rank].cut = true);
                continue;
            }
            drawn.met.insert(ranks.to_vec());
            let values = dealer.values(drawn.slot);
            if drawn.columns.is_some() {
                for value in values {
                    let Some(rank) = places.next() else { break };
                    self.all[rank].add(value);
                }
            } else {
                let texts: Vec<_> = values.iter().map(text).collect();
                self.all[drawn.whole].words.insert(texts.join("\n"));
            }
        }
    }

    /// Returns what was seen, in the order of the plan.
    pub(super) fn finish(self) -> Vec<Parameter> {
        self.all.into_iter().map(Values::finish).collect()
    }
}

fn text(value: &Value) -> String {
    value_text(value, None).unwrap_or_default()
}

impl<'p> Values<'p> {
    fn new(name: &'p str) -> Self {
        Self {
            name,
            unit: Unit::none(),
            numbers: BTreeSet::new(),
            dates: BTreeSet::new(),
            words: BTreeSet::new(),
            cut: false,
        }
    }

    fn add(&mut self, value: Value) {
        match value {
            Value::Number(number) => {
                self.unit = number.unit;
                self.numbers.insert(number.value);
            }
            Value::Date(date) => {
                self.dates.insert(date);
            }
            other => {
                self.words.insert(text(&other));
            }
        }
    }

    fn finish(self) -> Parameter {
        let number = |value: &Exact| Quantity::new(value.clone(), self.unit.clone()).into();
        let numbers = self.numbers.first().zip(self.numbers.last());
        let numbers = numbers.map(|(low, high)| [low, high].map(number));
        let dates = self.dates.first().zip(self.dates.last());
        let dates = dates.map(|(low, high)| [*low, *high].map(Value::Date));
        Parameter {
            name: self.name.to_owned(),
            distinct: (self.numbers.len() + self.dates.len() + self.words.len()) as u64,
            cut: self.cut,
            range: numbers.or(dates),
        }
    }
}
