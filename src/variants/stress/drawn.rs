//! What was drawn of each parameter over many draws: takes the hands one by
//! one, gives its range.

use std::collections::BTreeSet;

use crate::formula::Value;
use crate::number::{Exact, Quantity, Unit};
use crate::sheet::value_text;
use crate::variants::draw::Dealer;
use crate::variants::plan::{Plan, Slot};

/// Most different hands of one draw that are held.
const HELD: usize = 100_000;

/// What a parameter was worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// How many different values it had; of a column, in all lines.
    pub distinct: u64,
    /// Whether there were too many to hold them all: then `distinct` is the
    /// least there are.
    pub cut: bool,
    /// The lowest and the highest of its numbers, if it has any.
    pub range: Option<[Quantity; 2]>,
}

/// The parameters of a plan, so far.
pub(super) struct Parameters<'p> {
    all: Vec<Values<'p>>,
}

/// The values of a parameter, so far.
struct Values<'p> {
    name: &'p str,
    /// Its draws, each with the hands that were met: few, most often.
    slots: Vec<(&'p Slot, BTreeSet<Vec<u64>>)>,
    unit: Unit,
    numbers: BTreeSet<Exact>,
    words: BTreeSet<String>,
    cut: bool,
}

impl<'p> Parameters<'p> {
    pub(super) fn new(plan: &'p Plan) -> Self {
        let mut all: Vec<Values<'p>> = Vec::new();
        for slot in &plan.slots {
            let slots = (slot, BTreeSet::new());
            match all.iter_mut().find(|values| values.name == slot.name) {
                Some(values) => values.slots.push(slots),
                None => all.push(Values::new(&slot.name, slots)),
            }
        }
        Self { all }
    }

    /// Takes the values of a hand.
    pub(super) fn look(&mut self, dealer: &Dealer<'_>) {
        self.all.iter_mut().for_each(|values| values.look(dealer));
    }

    /// Returns what was seen, in the order of the plan.
    pub(super) fn finish(self) -> Vec<Parameter> {
        self.all.into_iter().map(Values::finish).collect()
    }
}

impl<'p> Values<'p> {
    fn new(name: &'p str, first: (&'p Slot, BTreeSet<Vec<u64>>)) -> Self {
        Self {
            name,
            slots: vec![first],
            unit: Unit::none(),
            numbers: BTreeSet::new(),
            words: BTreeSet::new(),
            cut: false,
        }
    }

    fn look(&mut self, dealer: &Dealer<'_>) {
        for (slot, met) in &mut self.slots {
            let ranks = dealer.ranks(slot);
            if met.contains(ranks) {
                continue;
            }
            if met.len() >= HELD {
                self.cut = true;
                continue;
            }
            met.insert(ranks.to_vec());
            for value in dealer.values(slot) {
                match value {
                    Value::Number(number) => {
                        self.unit = number.unit;
                        self.numbers.insert(number.value);
                    }
                    other => {
                        self.words.insert(value_text(&other, None).unwrap_or_default());
                    }
                }
            }
        }
    }

    fn finish(self) -> Parameter {
        let quantity = |value: &Exact| Quantity::new(value.clone(), self.unit.clone());
        let ends = self.numbers.first().zip(self.numbers.last());
        Parameter {
            name: self.name.to_owned(),
            distinct: (self.numbers.len() + self.words.len()) as u64,
            cut: self.cut,
            range: ends.map(|(low, high)| [low, high].map(quantity)),
        }
    }
}
