//! The values that parameters fill: each by one of them, each of some use.

use std::collections::BTreeMap;

use crate::diagnostic::{Fault, Faults};
use crate::formula::Value;
use crate::source::Span;
use crate::subject::model::Subject;
use crate::subject::uses::used;
use crate::subject::variants::{Cell, Parameter, Rule, Variants};

/// A value that a parameter fills.
pub(super) struct Filled {
    /// Which.
    pub(super) cell: Cell,
    /// The name formulas use: `validite`, `clients.age`.
    pub(super) name: String,
    /// What its author wrote.
    pub(super) written: Value,
}

/// Lists the values that a parameter fills.
pub(super) fn filled(subject: &Subject, parameter: &Parameter) -> Vec<Filled> {
    let cells = match &parameter.rule {
        Rule::Drawn(draws) => draws.iter().flat_map(|draw| draw.cells.clone()).collect(),
        Rule::Derived { datum, .. } => vec![Cell::Datum(*datum)],
    };
    cells.into_iter().filter_map(|cell| of(subject, cell)).collect()
}

fn of(subject: &Subject, cell: Cell) -> Option<Filled> {
    let (name, written) = match cell {
        Cell::Datum(rank) => {
            let datum = subject.data.get(rank)?;
            (datum.name.value.clone(), datum.value.value.to_value())
        }
        Cell::Entry { table, column, row } => {
            let table = subject.tables.get(table)?;
            let name = &table.columns.get(column)?.name.value;
            let written = table.values.get(column)?.get(row)?.clone();
            (format!("{}.{name}", table.name.value), written)
        }
    };
    Some(Filled { cell, name, written })
}

/// Finds values filled twice, and parameters that change nothing.
pub(super) fn check(subject: &Subject, variants: &Variants, faults: &mut Faults) {
    let mut seen: BTreeMap<Cell, (usize, Span)> = BTreeMap::new();
    let used = used(subject);
    for (rank, parameter) in variants.parameters.iter().enumerate() {
        let filled = filled(subject, parameter);
        let mut told = false;
        for one in &filled {
            let first = seen.insert(one.cell, (rank, parameter.name.span));
            if let (Some((other, place)), false) = (first, told) {
                faults.push(twice(&one.name, parameter, (other != rank).then_some(place)));
                told = true;
            }
        }
        if filled.iter().all(|one| !used.contains(&one.name)) {
            let name = &parameter.name.value;
            faults.push(
                Fault::warning("parametre-inutile", format!("« {name} » ne change rien"))
                    .at(parameter.name.span, "aucun texte, tableau ni calcul ne s’en sert"),
            );
        }
    }
}

fn twice(name: &str, parameter: &Parameter, first: Option<Span>) -> Fault {
    let fault = Fault::error("tirage-double", format!("la valeur « {name} » est tirée deux fois"));
    match first {
        Some(first) => fault.at(parameter.name.span, "la seconde fois").at(first, "la première"),
        None => fault.at(parameter.name.span, "ce groupe la nomme deux fois"),
    }
}
