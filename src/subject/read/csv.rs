//! Rows from a CSV file: `;` or `,`, UTF-8 with or without mark, or
//! Windows-1252.

use super::table::ragged;
use super::{Reader, file, plain};
use crate::diagnostic::{Fault, nearest};
use crate::source::{SourceId, Span};
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
    let text = decode(&bytes);
    let source = reader.sources.add(shown, text.clone());
    let records = records(reader, source, &text)?;
    let mut records = records.into_iter();
    let Some(header) = records.next() else {
        reader.faults.push(
            Fault::error("csv-vide", format!("le fichier « {name} » est vide"))
                .at(node.span, "attendu : une ligne d’en-tête, puis une ligne par enregistrement"),
        );
        return None;
    };
    let order = order(reader, &header, columns, node.span)?;
    let mut whole = true;
    let rows = records
        .enumerate()
        .map(|(rank, record)| {
            if record.len() != header.len() {
                let line = Span::new(
                    source,
                    record.first().map_or(0, |cell| cell.span.range().start)
                        ..record.last().map_or(0, |cell| cell.span.range().end),
                );
                ragged(reader, rank + FIRST_ROW, record.len(), header.len(), line);
                whole = false;
            }
            order.iter().filter_map(|place| record.get(*place).cloned()).collect()
        })
        .collect();
    whole.then_some(rows)
}

/// Decodes what spreadsheets write: UTF-8, else the Western code page.
fn decode(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}

/// Cuts a text in records of cells, each with its place.
fn records(reader: &mut Reader<'_>, source: SourceId, text: &str) -> Option<Vec<Vec<Cell>>> {
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains(';') { b';' } else { b',' };
    let mut csv = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        let start = usize::try_from(csv.position().byte()).unwrap_or(usize::MAX);
        match csv.read_record(&mut record) {
            Ok(false) => return Some(records),
            Ok(true) => {
                let end = usize::try_from(csv.position().byte()).unwrap_or(usize::MAX);
                let raw = text.get(start..end).unwrap_or_default();
                let skipped = raw.len() - raw.trim_start_matches(['\r', '\n']).len();
                let places = places(&raw[skipped..], char::from(delimiter));
                let cells = record.iter().zip(places).map(|(cell, place)| Cell {
                    text: cell.trim().to_owned(),
                    span: Span::new(
                        source,
                        start + skipped + place.start..start + skipped + place.end,
                    ),
                });
                records.push(cells.collect());
            }
            Err(_) => {
                let place = Span::new(source, start.min(text.len())..start.min(text.len()));
                reader.faults.push(
                    Fault::error("csv-illisible", "le fichier CSV ne se lit pas à partir d’ici")
                        .at(place, "attendu : des cellules séparées par « ; » ou « , »"),
                );
                return None;
            }
        }
    }
}

/// Finds where the cells of a raw record stand, quotes included.
fn places(raw: &str, delimiter: char) -> Vec<std::ops::Range<usize>> {
    let mut places = Vec::new();
    let (mut start, mut quoted) = (0, false);
    let body = raw.trim_end_matches(['\r', '\n']);
    for (at, letter) in body.char_indices() {
        if letter == '"' {
            quoted = !quoted;
        } else if letter == delimiter && !quoted {
            places.push(start..at);
            start = at + delimiter.len_utf8();
        }
    }
    places.push(start..body.len());
    places
}

/// Finds which cell of a record each column is; reports what does not match.
fn order(
    reader: &mut Reader<'_>,
    header: &[Cell],
    columns: &[Column],
    named: Span,
) -> Option<Vec<usize>> {
    let known: Vec<_> = columns.iter().map(|column| column.name.value.as_str()).collect();
    let strangers: Vec<_> =
        header.iter().filter(|cell| !known.contains(&cell.text.as_str())).collect();
    let order: Vec<_> = columns
        .iter()
        .map(|column| {
            let wanted = &column.name.value;
            let place = header.iter().position(|cell| cell.text == *wanted);
            if place.is_none() {
                let fault = Fault::error(
                    "colonne-absente",
                    format!("le fichier n’a pas de colonne « {wanted} »"),
                );
                let near = nearest(wanted, strangers.iter().map(|cell| cell.text.as_str()));
                let cell = near.and_then(|near| strangers.iter().find(|cell| cell.text == near));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_western_code_page_is_recognised() {
        assert_eq!(decode(b"\xE2ge;pr\xE9nom"), "âge;prénom");
        assert_eq!(decode("\u{feff}âge".as_bytes()), "âge");
    }

    #[test]
    fn a_delimiter_between_quotes_does_not_cut() {
        assert_eq!(places("a;\"b;c\";d\r\n", ';'), [0..1, 2..7, 8..9]);
    }
}
