//! Tables and columns that grouped tables, dashboards and charts name: each one
//! known, and shown where it is summed.

use super::names::{known_table, unknown};
use crate::diagnostic::{Fault, Faults};
use crate::source::Spanned;
use crate::subject::block::{Block, Chart, ChartPoints, DataTable};
use crate::subject::model::Subject;
use crate::subject::table::Table;

/// Checks the names of a block.
pub(super) fn check(block: &Block, subject: &Subject, faults: &mut Faults) {
    match block {
        Block::DataTable(shown) => gathering(subject, shown, faults),
        Block::Chart(drawn) => chart(subject, drawn, faults),
        Block::Dashboard(dashboard) => {
            for followed in &dashboard.tables {
                if let Some(table) = known_table(subject, &followed.table, faults) {
                    for name in [&followed.labels, &followed.objective, &followed.actual] {
                        column(table, name, faults);
                    }
                }
            }
            dashboard.charts.iter().for_each(|drawn| chart(subject, drawn, faults));
        }
        _ => {}
    }
}

fn chart(subject: &Subject, chart: &Chart, faults: &mut Faults) {
    let ChartPoints::Table { table, labels, values } = &chart.points else { return };
    let Some(table) = known_table(subject, table, faults) else { return };
    for name in std::iter::once(labels).chain(values) {
        column(table, name, faults);
    }
}

/// Reports a name that no column of a table bears.
fn column(table: &Table, name: &Spanned<String>, faults: &mut Faults) -> bool {
    let columns: Vec<_> = table.names().map(|name| name.value.as_str()).collect();
    let label = format!("la table « {} » n’a pas cette colonne", table.name.value);
    unknown("nom de colonne", &label, name, &columns, faults);
    columns.contains(&name.value.as_str())
}

fn gathering(subject: &Subject, shown: &DataTable, faults: &mut Faults) {
    // A table that is not known has its own fault.
    let Some(table) = subject.tables.iter().find(|table| table.name.value == shown.table.value)
    else {
        return;
    };
    let by = shown.gathering.by.as_ref();
    if let Some(by) = by {
        column(table, by, faults);
    }
    let named: Vec<_> = if shown.columns.is_empty() {
        table.names().map(|name| name.value.as_str()).collect()
    } else {
        shown.columns.iter().map(|(name, _)| name.value.as_str()).collect()
    };
    let displayed: Vec<_> =
        named.into_iter().filter(|name| by.is_none_or(|by| by.value != *name)).collect();
    for sum in &shown.gathering.sums {
        if !column(table, sum, faults) {
            continue;
        }
        if !displayed.contains(&sum.value.as_str()) {
            faults.push(
                Fault::error(
                    "somme-sans-colonne",
                    format!("la colonne « {} » n’est pas affichée", sum.value),
                )
                .at(sum.span, "attendu : une colonne que le tableau montre"),
            );
        } else if displayed.first() == Some(&sum.value.as_str()) {
            faults.push(
                Fault::error(
                    "somme-sans-place",
                    format!("la colonne « {} » vient en premier", sum.value),
                )
                .at(sum.span, "la première colonne porte les mots « Sous-total » et « Total »")
                .help("affichez d’abord une colonne de noms, avec « colonnes »"),
            );
        }
    }
}
