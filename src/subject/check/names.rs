//! Names: each said once, each one that is used known.

use std::collections::BTreeMap;

use super::{contents, for_each_block, questions};
use crate::diagnostic::{Fault, Faults, nearest};
use crate::source::{Sources, Span, Spanned};
use crate::subject::block::{Block, DataTable};
use crate::subject::model::Subject;
use crate::subject::scheme::Item;
use crate::subject::table::Table;
use crate::subject::text::Formula;

/// Finds names said twice and names that nothing bears.
pub(super) fn check(subject: &Subject, faults: &mut Faults) {
    twice(subject, faults);
    let computations: Vec<_> =
        subject.computations.iter().map(|computation| computation.name.value.as_str()).collect();
    let known = |name: &Spanned<String>, faults: &mut Faults| {
        if computations.contains(&name.value.as_str()) || other_kind(subject, name, faults) {
            return;
        }
        unknown("calcul", "aucun calcul ne porte ce nom", name, &computations, faults);
    };
    for question in questions(subject) {
        for item in question.scheme.items() {
            for_each_item(item, &mut |item| {
                if let Some(name) = &item.computation {
                    known(name, faults);
                }
            });
        }
    }
    for blocks in contents(subject) {
        for_each_block(blocks, &mut |block| match block {
            Block::Computations(names) => names.iter().for_each(|name| known(name, faults)),
            Block::ShareBar(bar) => bar.result.iter().for_each(|name| known(name, faults)),
            Block::DataTable(shown) => data_table(subject, shown, faults),
            Block::GridTable(shown) => {
                let grids: Vec<_> =
                    subject.grids.iter().map(|grid| grid.value.name.as_str()).collect();
                for name in &shown.grids {
                    unknown("grille", "aucune grille ne porte ce nom", name, &grids, faults);
                }
            }
            _ => {}
        });
    }
}

fn for_each_item(item: &Item, visit: &mut impl FnMut(&Item)) {
    visit(item);
    for part in item.parts() {
        for_each_item(part, visit);
    }
}

/// Reports the name of something else than a computation, if it is one.
fn other_kind(subject: &Subject, name: &Spanned<String>, faults: &mut Faults) -> bool {
    let mut data = subject.data.iter().map(|datum| &datum.name);
    let mut tables = subject.tables.iter().map(|table| &table.name);
    let mut grids = subject.grids.iter();
    let named = |own: &&Spanned<String>| own.value == name.value;
    let (what, place, written) = if let Some(own) = data.find(named) {
        ("une donnée", own.span, Some(format!("{{{}}}", name.value)))
    } else if let Some(own) = tables.find(named) {
        ("une table", own.span, None)
    } else if let Some(grid) = grids.find(|grid| grid.value.name == name.value) {
        ("une grille", grid.span, None)
    } else {
        return false;
    };
    let fault =
        Fault::error("nom-inconnu", format!("« {} » est {what}, non un calcul", name.value))
            .at(name.span, "attendu : un nom de « calculs »")
            .at(place, format!("{what} porte ce nom"));
    faults.push(match written {
        Some(insert) => fault.help(format!("pour citer la donnée, écrivez {insert} dans un texte")),
        None => fault,
    });
    true
}

/// Reports a name that is not among those known.
pub(super) fn unknown(
    what: &str,
    label: &str,
    name: &Spanned<String>,
    known: &[&str],
    faults: &mut Faults,
) {
    if known.contains(&name.value.as_str()) {
        return;
    }
    let fault =
        Fault::error("nom-inconnu", format!("{what} : le nom « {} » n’existe pas", name.value))
            .at(name.span, label);
    faults.push(match nearest(&name.value, known.iter().copied()) {
        Some(near) => fault.help(format!("vouliez-vous dire « {near} » ?")),
        None if known.is_empty() => fault,
        None => fault.help(format!("noms connus : {}", known.join(", "))),
    });
}

/// Reports the names of a formula that stand for nothing.
pub(super) fn in_formula(
    subject: &Subject,
    formula: &Formula,
    sources: &Sources,
    faults: &mut Faults,
) {
    let data = subject.data.iter().map(|datum| datum.name.value.clone());
    let grids = subject.grids.iter().map(|grid| grid.value.name.clone());
    let computations = subject.computations.iter().map(|known| known.name.value.clone());
    let columns = subject.tables.iter().flat_map(|table| {
        table.names().map(move |column| format!("{}.{}", table.name.value, column.value))
    });
    let known: Vec<_> = data.chain(grids).chain(computations).chain(columns).collect();
    for (name, range) in formula.expr.names() {
        if known.iter().any(|known| known == name) {
            continue;
        }
        let place = formula.origin.place(sources, range);
        let fault = Fault::error("nom-inconnu", format!("le nom « {name} » n’est pas défini"))
            .at(place, "aucune valeur ne porte ce nom");
        faults.push(match nearest(name, known.iter().map(String::as_str)) {
            Some(near) => fault.help(format!("vouliez-vous dire « {near} » ?")),
            None => fault,
        });
    }
}

/// Finds a table by its name, or reports that there is none.
pub(super) fn known_table<'s>(
    subject: &'s Subject,
    name: &Spanned<String>,
    faults: &mut Faults,
) -> Option<&'s Table> {
    let found = subject.tables.iter().find(|table| table.name.value == name.value);
    if found.is_none() {
        let tables: Vec<_> = subject.tables.iter().map(|table| table.name.value.as_str()).collect();
        unknown("tableau", "aucune table de données ne porte ce nom", name, &tables, faults);
    }
    found
}

fn data_table(subject: &Subject, shown: &DataTable, faults: &mut Faults) {
    let Some(table) = known_table(subject, &shown.table, faults) else { return };
    let columns: Vec<_> = table
        .columns
        .iter()
        .map(|column| column.name.value.as_str())
        .chain(table.computed.iter().map(|column| column.name.value.as_str()))
        .collect();
    for (name, _) in &shown.columns {
        let label = format!("la table « {} » n’a pas cette colonne", table.name.value);
        let name = Spanned::new(name.value.clone(), name.span);
        unknown("nom de colonne", &label, &name, &columns, faults);
    }
}

fn twice(subject: &Subject, faults: &mut Faults) {
    let mut seen = BTreeMap::new();
    let names = subject
        .data
        .iter()
        .map(|datum| &datum.name)
        .chain(subject.tables.iter().map(|table| &table.name))
        .chain(subject.computations.iter().map(|computation| &computation.name));
    let grids = subject.grids.iter().map(|grid| (&grid.value.name, grid.span));
    for (name, span) in names.map(|name| (&name.value, name.span)).chain(grids) {
        said(&mut seen, name, span, faults);
    }
    for table in &subject.tables {
        let mut seen = BTreeMap::new();
        for column in &table.columns {
            said(&mut seen, &column.name.value, column.name.span, faults);
        }
        for column in &table.computed {
            said(&mut seen, &column.name.value, column.name.span, faults);
        }
    }
}

fn said<'a>(seen: &mut BTreeMap<&'a str, Span>, name: &'a str, span: Span, faults: &mut Faults) {
    if let Some(first) = seen.insert(name, span) {
        faults.push(
            Fault::error("nom-double", format!("le nom « {name} » sert deux fois"))
                .at(span, "la seconde fois")
                .at(first, "la première")
                .help("donnez un autre nom à l’un des deux"),
        );
    }
}
