//! Rows from a CSV file: takes its name and the columns of a table, gives
//! cells in their order.

use super::table::ragged;
use super::{Reader, file, plain};
use crate::diagnostic::{Fault, fold, nearest};
use crate::source::{Span, Spanned, csv};
use crate::subject::table::{Cell, Column};
use crate::yaml::Node;

/// Number of the first row: the header is row 1, as a spreadsheet counts.
pub(super) const FIRST_ROW: usize = 2;

/// Reads the rows of a file, its columns put in the order of `columns`.
pub(super) fn rows(
    reader: &mut Reader<'_>,
    node: &Node,
    columns: &[Column],
) -> Option<Vec<Vec<Cell>>> {
    let name = plain(reader, node)?;
    let (path, bytes) = file::inside_project(reader, &name, node.span, "fichier de données")?;
    let shown = file::shown(&path);
    let mut records = match csv::read(reader.sources, shown, &bytes) {
        Ok(records) => records,
        Err(place) => {
            reader.faults.push(
                Fault::error("csv-illisible", "le fichier CSV ne se lit pas à partir d’ici")
                    .at(place, "attendu : des cellules séparées par « ; » ou « , »"),
            );
            return None;
        }
    };
    // A spreadsheet leaves rows of separators below the last one.
    let blank = |cells: &[Spanned<String>]| cells.iter().all(|cell| cell.value.trim().is_empty());
    let last = records.iter().rposition(|record| !blank(&record.cells));
    records.truncate(last.map_or(0, |last| last + 1));
    let mut records = records.into_iter();
    let Some(header) = records.next() else {
        reader.faults.push(
            Fault::error("csv-vide", format!("le fichier « {name} » est vide"))
                .at(node.span, "attendu : une ligne d’en-tête, puis une ligne par enregistrement"),
        );
        return None;
    };
    let order = order(reader, &header.cells, columns, node.span)?;
    let mut whole = true;
    let rows = records
        .enumerate()
        .map(|(rank, record)| {
            let (found, expected) = (record.cells.len(), header.cells.len());
            if found != expected {
                ragged(reader, rank + FIRST_ROW, found, expected, record.span);
                whole = false;
            }
            let cells = order.iter().filter_map(|place| record.cells.get(*place));
            cells.map(|cell| Cell { text: cell.value.clone(), span: cell.span }).collect()
        })
        .collect();
    whole.then_some(rows)
}

/// Finds which cell of a record each column is; reports what does not match.
fn order(
    reader: &mut Reader<'_>,
    header: &[Spanned<String>],
    columns: &[Column],
    named: Span,
) -> Option<Vec<usize>> {
    let known: Vec<_> = columns.iter().map(|column| column.name.value.as_str()).collect();
    if let Some(fault) = capitals(header, &known) {
        reader.faults.push(fault);
        return None;
    }
    let strangers: Vec<_> =
        header.iter().filter(|cell| !known.contains(&cell.value.as_str())).collect();
    let order: Vec<_> = columns
        .iter()
        .map(|column| {
            let wanted = &column.name.value;
            let place = header.iter().position(|cell| cell.value == *wanted);
            if place.is_none() {
                let fault = Fault::error(
                    "colonne-absente",
                    format!("le fichier n’a pas de colonne « {wanted} »"),
                );
                let near = nearest(wanted, strangers.iter().map(|cell| cell.value.as_str()));
                let cell = near.and_then(|near| strangers.iter().find(|cell| cell.value == near));
                reader.faults.push(match cell {
                    Some(cell) => fault
                        .at(cell.span, format!("est-ce « {wanted} » ?"))
                        .at(column.name.span, "la colonne attendue"),
                    None => fault
                        .at(column.name.span, "la colonne attendue")
                        .at(named, "absente de l’en-tête de ce fichier"),
                });
            }
            place
        })
        .collect();
    order.into_iter().collect()
}

/// Returns the fault of a header that only its capitals and accents make
/// another than the columns, told once for the file.
fn capitals(header: &[Spanned<String>], known: &[&str]) -> Option<Fault> {
    let written = |name: &str| header.iter().any(|cell| cell.value == name);
    let absent: Vec<_> = known.iter().copied().filter(|name| !written(name)).collect();
    let alike = |cell: &&Spanned<String>, name: &str| fold(&cell.value) == fold(name);
    let cells: Option<Vec<_>> =
        absent.iter().map(|name| header.iter().find(|cell| alike(cell, name))).collect();
    let cells = cells.filter(|cells| cells.len() > 1)?;
    let mended: Vec<_> = header
        .iter()
        .map(|cell| absent.iter().copied().find(|name| alike(&cell, name)).unwrap_or(&cell.value))
        .collect();
    let message = "l’en-tête n’écrit pas les colonnes comme le sujet";
    let first = cells.iter().min_by_key(|cell| cell.span.start)?;
    Some(
        Fault::error("colonne-absente", message)
            .at(first.span, "les capitales et les accents comptent")
            .help(format!("écrivez l’en-tête ainsi : {}", mended.join(" ; "))),
    )
}
