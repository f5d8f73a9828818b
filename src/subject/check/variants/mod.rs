//! Variants: each value drawn once and for something, formulas that say what
//! they should, and no value that changes written by hand.

mod cells;
mod formulas;
mod written;

use super::names::unknown;
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
    admitted(subject, variants, faults);
    written::check(subject, variants, sources, faults);
}

/// Reports the names of admitted cases that nothing bears.
fn admitted(subject: &Subject, variants: &Variants, faults: &mut Faults) {
    let admitted = &variants.thresholds.admitted;
    if admitted.iter().all(|admission| admission.names.is_empty()) {
        return;
    }
    let computations = subject.computations.iter().map(|known| known.name.value.clone());
    let columns = subject.tables.iter().flat_map(|table| {
        table.names().map(move |column| format!("{}.{}", table.name.value, column.value))
    });
    let known: Vec<_> = computations.chain(columns).collect();
    let known: Vec<_> = known.iter().map(String::as_str).collect();
    for name in admitted.iter().flat_map(|admission| &admission.names) {
        let label = "aucun calcul ni aucune colonne ne porte ce nom";
        unknown("cas admis", label, name, &known, faults);
    }
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
