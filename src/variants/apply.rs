//! A hand once dealt: takes the values that were drawn, gives the subject in
//! which they stand.

use super::draw::Dealer;
use crate::formula::Value;
use crate::subject::{Cell, Scalar, Subject};

/// The values of one variant.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// What was drawn, then what derives from it.
    values: Vec<(Cell, Value)>,
}

impl Drawn {
    /// Visits the values and where they go.
    pub fn values(&self) -> impl Iterator<Item = (Cell, &Value)> {
        self.values.iter().map(|(cell, value)| (*cell, value))
    }

    /// Puts the values in the place of those that were written.
    #[must_use]
    pub fn apply(&self, subject: &Subject) -> Subject {
        let mut subject = subject.clone();
        for (cell, value) in &self.values {
            set(&mut subject, *cell, value);
        }
        subject
    }
}

impl Dealer<'_> {
    /// Takes the values of the hand.
    pub(super) fn take(&self) -> Drawn {
        let mut values = Vec::new();
        for slot in &self.plan.slots {
            let cells = slot.cells.iter().map(|target| target.cell);
            values.extend(cells.zip(self.values(slot)));
        }
        let works = self.plan.groups.iter().map(|group| &group.work).enumerate();
        let works = works.map(|(rank, work)| (Some(rank), work));
        for (rank, work) in works.chain(self.plan.joint.iter().map(|work| (None, work))) {
            let Some(memory) = self.memory(rank) else { continue };
            let derived = work.derived.iter();
            values.extend(derived.map(|(datum, rank)| (Cell::Datum(*datum), memory.value(*rank))));
        }
        Drawn { values }
    }
}

fn set(subject: &mut Subject, cell: Cell, value: &Value) {
    match cell {
        Cell::Datum(rank) => {
            if let (Some(datum), Some(scalar)) = (subject.data.get_mut(rank), scalar(value)) {
                datum.value.value = scalar;
            }
        }
        Cell::Entry { table, column, row } => {
            let table = subject.tables.get_mut(table);
            let column = table.and_then(|table| table.values.get_mut(column));
            if let Some(entry) = column.and_then(|column| column.get_mut(row)) {
                *entry = value.clone();
            }
        }
    }
}

fn scalar(value: &Value) -> Option<Scalar> {
    Some(match value {
        Value::Number(quantity) => Scalar::Number(quantity.clone()),
        Value::Date(date) => Scalar::Date(*date),
        Value::Text(text) => Scalar::Text(text.clone()),
        Value::Truth(truth) => Scalar::Truth(*truth),
        Value::Column(_) | Value::Grid(_) => return None,
    })
}
