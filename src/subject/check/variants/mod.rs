//! Variants: each value drawn once and for something, formulas that say what
//! they should, and no value that changes written by hand.

mod cells;
mod formulas;
mod written;

use crate::diagnostic::{Fault, Faults};
use crate::source::{Sources, Spanned};
use crate::subject::model::Subject;
use crate::subject::variants::Variants;

/// Finds what does not hold together in the variants of a subject.
pub(super) fn check(subject: &Subject, sources: &Sources, faults: &mut Faults) {
    let Some(variants) = &subject.variants else { return };
    reserved(subject, faults);
    cells::check(subject, variants, faults);
    formulas::check(subject, variants, sources, faults);
    written::check(subject, variants, sources, faults);
}

/// Refuses data that could not be drawn: their name says something else.
fn reserved(subject: &Subject, faults: &mut Faults) {
    let data = subject.data.iter().map(|datum| &datum.name);
    let tables = subject.tables.iter().map(|table| &table.name);
    let taken = |name: &&Spanned<String>| Variants::RESERVED.contains(&name.value.as_str());
    for name in data.chain(tables).filter(taken) {
        faults.push(
            Fault::error("nom-reserve", format!("« {} » est une clé de « variantes »", name.value))
                .at(name.span, "attendu : un autre nom"),
        );
    }
}
