//! Pupils of a class: takes a CSV file with a column `identifiant`, gives each
//! pupil with the name that the papers show and that of the pupil's files.
//!
//! Columns `nom`, `prenom` and `groupe` are read when they are there, others
//! are passed over; capitals and accents of a header do not count.

mod file_name;
mod header;
mod spreadsheet;

use std::collections::BTreeMap;

pub use file_name::safe_file_name;
use header::Header;
pub use spreadsheet::spreadsheet_text;

use crate::diagnostic::{Fault, Faults};
use crate::number::counted;
use crate::source::csv::{self, Record};
use crate::source::{Sources, Span, Spanned};

/// A pupil.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pupil {
    /// What sets the pupil apart; the variant depends on it alone.
    pub identifier: Spanned<String>,
    /// Given name and surname, those of the two that are told.
    pub name: Option<String>,
    /// Surname, then given name, without capitals nor accents: what a list is
    /// sorted by.
    pub sorted_by: String,
    /// The group of the class.
    pub group: Option<String>,
    /// Start of the names of the pupil's files, unlike any other's on any disk.
    pub file_name: String,
}

/// Reads the pupils of a file, in its order.
///
/// # Errors
///
/// Returns every fault of the file.
pub fn read(sources: &mut Sources, name: &str, bytes: &[u8]) -> Result<Vec<Pupil>, Faults> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(Fault::error("liste-classeur", format!("« {name} » est un classeur"))
            .help("enregistrez la feuille des élèves au format CSV")
            .into());
    }
    let records = csv::read(sources, name, bytes).map_err(|place| {
        Fault::error("csv-illisible", "la liste des élèves ne se lit pas à partir d’ici")
            .at(place, "attendu : des cellules séparées par « ; », une tabulation ou « , »")
    })?;
    let mut records =
        records.into_iter().filter(|record| record.cells.iter().any(|cell| !cell.value.is_empty()));
    let Some(first) = records.next() else {
        return Err(Fault::error("csv-vide", format!("la liste « {name} » est vide"))
            .help("attendu : une ligne d’en-tête, « identifiant;nom;prenom;groupe », puis une ligne par élève")
            .into());
    };
    let records: Vec<_> = records.collect();
    let open = records.iter().flat_map(|record| open_quotes(sources, record)).collect::<Vec<_>>();
    let header = match Header::read(&first) {
        Ok(header) => header,
        Err(fault) => {
            // Which cells are names is not known.
            hide_pupil(sources, &first);
            records.iter().for_each(|record| sources.hide(record.span));
            return Err(fault);
        }
    };
    // A fault shows the line it is on, and a log keeps what is shown: names
    // are for papers.
    for cell in records.iter().flat_map(|record| header.names(record)) {
        sources.hide(cell.span);
    }
    let mut faults: Faults = open.into_iter().collect();
    if faults.has_errors() {
        return Err(faults);
    }
    let pupils = records.into_iter().filter_map(|record| faults.keep(pupil(&header, &record)));
    let pupils: Vec<_> = pupils.collect();
    if pupils.is_empty() && !faults.has_errors() {
        faults.push(
            Fault::error("liste-vide", format!("la liste « {name} » ne compte aucun élève"))
                .at(first.span, "attendu : une ligne par élève sous l’en-tête"),
        );
    }
    unlike(&pupils, &mut faults);
    if faults.has_errors() { Err(faults) } else { Ok(pupils) }
}

/// Hides the names of a first line that is no header: it may be a pupil's.
fn hide_pupil(sources: &mut Sources, first: &Record) {
    if !header::is_one(first) {
        for cell in first.cells.iter().skip(1) {
            sources.hide(cell.span);
        }
    }
}

/// Finds the quotes that are not closed in their cell, which takes the pupils
/// that follow for one name.
fn open_quotes<'r>(sources: &'r Sources, record: &'r Record) -> impl Iterator<Item = Fault> + 'r {
    let open = |cell: &&Spanned<String>| {
        let raw = sources.slice(cell.span).trim();
        raw.starts_with('"')
            && (raw.contains(['\n', '\r'])
                || !raw.ends_with('"')
                || raw.matches('"').count() % 2 == 1)
    };
    record.cells.iter().filter(open).map(|cell| {
        let quote =
            Span::new(cell.span.source, cell.span.range().start..cell.span.range().start + 1);
        Fault::error("guillemet-ouvert", "ce guillemet n’est pas refermé à la fin de sa cellule")
            .at(quote, "attendu : un guillemet de chaque côté, sur la même ligne, ou aucun")
            .help("sans cela, les élèves qui suivent passeraient pour un seul nom")
    })
}

/// Reads a line.
fn pupil(header: &Header, record: &Record) -> Result<Pupil, Fault> {
    let (found, expected) = (record.cells.len(), header.columns);
    let extra = record.cells.iter().skip(expected).find(|cell| !cell.value.is_empty());
    if found < expected || extra.is_some() {
        let fault = Fault::error(
            "ligne-irreguliere",
            format!("cette ligne a {}", counted(found, "cellule")),
        );
        let expected = format!("attendu : {}, comme l’en-tête", counted(expected, "cellule"));
        return Err(fault.at(extra.map_or(record.span, |cell| cell.span), expected));
    }
    let cell = |column: Option<usize>| column.and_then(|column| record.cells.get(column));
    let text =
        |column| cell(column).map(|cell| cell.value.as_str()).filter(|text| !text.is_empty());
    let Some(identifier) = cell(Some(header.identifier)).filter(|cell| !cell.value.is_empty())
    else {
        return Err(Fault::error("identifiant-vide", "cet élève n’a pas d’identifiant").at(
            record.span,
            format!("attendu : un identifiant en colonne {}", header.identifier + 1),
        ));
    };
    let (given, surname) = (text(header.given), text(header.surname));
    let names: Vec<_> = [given, surname].into_iter().flatten().collect();
    let sorted: Vec<_> = [surname, given].into_iter().flatten().collect();
    Ok(Pupil {
        identifier: identifier.clone(),
        sorted_by: header::fold(&sorted.join(" ")),
        name: (!names.is_empty()).then(|| names.join(" ")),
        group: text(header.group).map(str::to_owned),
        file_name: safe_file_name(&identifier.value),
    })
}

/// Reports pupils that share an identifier, or whose files would be the same.
fn unlike(pupils: &[Pupil], faults: &mut Faults) {
    let mut seen: BTreeMap<String, &Pupil> = BTreeMap::new();
    for pupil in pupils {
        let key = file_name::on_any_disk(&pupil.file_name);
        let Some(first) = seen.get(&key) else {
            seen.insert(key, pupil);
            continue;
        };
        let (one, two) = (&first.identifier, &pupil.identifier);
        let place = |fault: Fault, label: &str| at(fault, two.span, one.span, label);
        faults.push(if one.value == two.value {
            let message = format!("l’identifiant « {} » désigne deux élèves", two.value);
            place(Fault::error("identifiant-double", message), "déjà pris")
        } else {
            let message =
                format!("les fichiers de « {} » et « {} » auraient le même nom", one.value, two.value);
            place(Fault::error("fichiers-confondus", message), &format!("donne « {} »", pupil.file_name))
                .help("ni les capitales ni les signes interdits dans un nom de fichier ne suffisent à distinguer deux élèves")
        });
    }
}

fn at(fault: Fault, second: Span, first: Span, label: &str) -> Fault {
    fault.at(second, label).at(first, "le premier est ici")
}

#[cfg(test)]
mod tests;
