//! The header of a list of pupils: takes the first line, gives where each
//! column stands.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::diagnostic::{Fault, Faults, nearest};
use crate::source::Spanned;
use crate::source::csv::Record;

const IDENTIFIER: &str = "identifiant";
const SURNAME: &str = "nom";
const GIVEN: &str = "prenom";
const GROUP: &str = "groupe";

/// Where the columns stand, from 0.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// Who it is.
    pub(super) identifier: usize,
    /// Surname.
    pub(super) surname: Option<usize>,
    /// Given name.
    pub(super) given: Option<usize>,
    /// Group.
    pub(super) group: Option<usize>,
    /// How many there are.
    pub(super) columns: usize,
}

impl Header {
    /// Finds the columns.
    pub(super) fn read(record: &Record) -> Result<Self, Faults> {
        let names: Vec<_> = record.cells.iter().map(|cell| fold(&cell.value)).collect();
        let mut faults = Faults::default();
        let mut find = |wanted| {
            let mut places = (0..names.len()).filter(|place| names[*place] == wanted);
            let (found, again) = (places.next(), places.next());
            if let (Some(found), Some(again)) = (found, again) {
                let message = format!("la liste a deux colonnes « {wanted} »");
                faults.push(
                    Fault::error("colonne-double", message)
                        .at(record.cells[again].span, "déjà là")
                        .at(record.cells[found].span, "la première est ici"),
                );
            }
            found
        };
        let identifier = find(IDENTIFIER);
        let (surname, given, group) = (find(SURNAME), find(GIVEN), find(GROUP));
        let Some(identifier) = identifier else {
            faults.push(missing(record, &names));
            return Err(faults);
        };
        if faults.has_errors() {
            return Err(faults);
        }
        Ok(Self { identifier, surname, given, group, columns: names.len() })
    }

    /// Lists the cells that may name a pupil: all but identifier and group.
    pub(super) fn names<'r>(
        &self,
        record: &'r Record,
    ) -> impl Iterator<Item = &'r Spanned<String>> {
        let (identifier, group) = (self.identifier, self.group);
        let cells = record.cells.iter().enumerate();
        cells
            .filter(move |(column, _)| *column != identifier && Some(*column) != group)
            .map(|(_, cell)| cell)
    }
}

/// Tells whether a line names a column that a list of pupils has.
pub(super) fn is_one(record: &Record) -> bool {
    let known = [IDENTIFIER, SURNAME, GIVEN, GROUP];
    let mut names = record.cells.iter().map(|cell| fold(&cell.value));
    names.any(|name| known.contains(&name.as_str()) || nearest(IDENTIFIER, [&*name]).is_some())
}

/// Tells that no column says who is who.
fn missing(record: &Record, names: &[String]) -> Fault {
    let fault =
        Fault::error("colonne-absente", format!("la liste n’a pas de colonne « {IDENTIFIER} »"));
    let strangers = names.iter().map(String::as_str);
    let strangers = strangers.filter(|name| ![SURNAME, GIVEN, GROUP].contains(name));
    let near = nearest(IDENTIFIER, strangers);
    let near = near.and_then(|near| names.iter().position(|name| name == near));
    match near.and_then(|place| record.cells.get(place)) {
        Some(cell) => fault.at(cell.span, format!("est-ce « {IDENTIFIER} » ?")),
        None => fault.at(record.span, "l’en-tête lu").help(
            "la première ligne nomme les colonnes ; « identifiant » est obligatoire, « nom », « prenom » et « groupe » ne le sont pas",
        ),
    }
}

/// Writes a name without capitals nor accents.
pub(super) fn fold(name: &str) -> String {
    name.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect()
}
