//! Tables of data from the tree: columns, rows in place or in a file.

use super::data::{decimals, in_unit, unit};
use super::keys::{Form, Mapping, Rule, optional, required, words};
use super::scalar::doubtful;
use super::words::Choice;
use super::{Fields, Reader, choice, csv, formula, line, plain, spanned};
use crate::diagnostic::Fault;
use crate::formula::Value;
use crate::number::{self, ParseFault};
use crate::source::{Span, Spanned};
use crate::subject::table::{Cell, CellKind, Column, ComputedColumn, Table};
use crate::yaml::{Kind, Node};

pub(super) static TABLE: Mapping = Mapping {
    name: "table",
    title: "Donnée : un tableau",
    expected: "une table",
    keys: &[&[
        optional("libelle", Form::Plain, "Ventes du printemps", "Nom que lit le correcteur."),
        required(
            "colonnes",
            Form::Short(
                &Form::Array(&Form::Plain),
                &Form::Named(&Form::Short(&Form::Line, &Form::Block(&COLUMN))),
            ),
            "{mois: Mois, pots: {titre: Pots vendus, unite: pots}}",
            "Colonnes : le nom de chacune, et son titre ou ce qui l’accompagne.",
        ),
        optional(
            "calculs",
            Form::Named(&Form::Short(&Form::Formula, &Form::Block(&COMPUTED))),
            "{prix: {titre: Prix, formule: recette ÷ pots, decimales: 2}}",
            "Colonnes calculées, ligne à ligne.",
        ),
        optional("fichier", Form::File, "clients.csv", "Fichier CSV qui contient les lignes."),
        optional(
            "lignes",
            Form::Array(&Form::Array(&Form::Plain)),
            "[[Mars, 120], [Avril, 180]]",
            "Lignes, chacune d’une cellule par colonne.",
        ),
    ]],
    rules: &[Rule::One(&["fichier", "lignes"])],
    ..Mapping::PLAIN
};

const KINDS: [Choice<CellKind>; 3] =
    [("nombre", CellKind::Number), ("texte", CellKind::Text), ("date", CellKind::Date)];

pub(super) static COLUMN: Mapping = Mapping {
    name: "colonne",
    title: "Colonne d’un tableau de données",
    expected: "une colonne",
    keys: &[&[
        optional("titre", Form::Line, "Pots vendus", "Titre imprimé ; à défaut, le nom."),
        optional("libelle", Form::Plain, "Pots", "Nom que lit le correcteur dans les calculs."),
        optional("unite", Form::Unit, "pots", "Unité de toutes les cellules."),
        optional(
            "type",
            Form::Choice(&words(&KINDS)),
            "texte",
            "Ce que sont les cellules ; à défaut, ce qu’est la première.",
        ),
    ]],
    ..Mapping::PLAIN
};

pub(super) static COMPUTED: Mapping = Mapping {
    name: "colonne_calculee",
    title: "Colonne calculée",
    expected: "une colonne calculée",
    keys: &[&[
        optional("titre", Form::Line, "Prix moyen", "Titre imprimé ; à défaut, le nom."),
        required("formule", Form::Formula, "recette ÷ pots", "Formule, sur les colonnes."),
        optional("unite", Form::Unit, "€", "Unité du résultat."),
        optional("decimales", Form::Whole(0, Some(9)), "2", "Nombre de décimales affichées."),
    ]],
    ..Mapping::PLAIN
};

/// Reads a table.
pub(super) fn table(reader: &mut Reader<'_>, name: &Spanned<String>, node: &Node) -> Option<Table> {
    let mut fields = Fields::open(reader, node, &TABLE)?;
    let label = fields.optional(reader, "libelle", spanned(plain));
    let columns = fields.required(reader, "colonnes", columns);
    let computed = fields.optional(reader, "calculs", computed);
    let file = fields.take("fichier");
    let lines = fields.take("lignes");
    fields.close(reader);
    let columns = columns?;
    let (rows, first) = match (file, lines) {
        (Some(file), None) => (csv::rows(reader, file, &columns)?, csv::FIRST_ROW),
        (None, Some(lines)) => (rows(reader, lines, &columns)?, 1),
        (Some(_), Some(lines)) => {
            return reader.expected(lines, "soit « lignes », soit « fichier », pas les deux");
        }
        (None, None) => {
            reader.faults.push(
                Fault::error("cle-manquante", format!("la table « {} » est vide", name.value))
                    .at(name.span, "attendu dans ce bloc : « lignes : … » ou « fichier : … »"),
            );
            return None;
        }
    };
    let values = values(reader, &columns, &rows, first)?;
    Some(Table {
        name: name.clone(),
        label,
        columns,
        values,
        computed: computed.unwrap_or_default(),
    })
}

fn columns(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<Column>> {
    let bare = |name| Column { name, title: None, label: None, unit: None, kind: None };
    if let Kind::List(nodes) = &node.kind {
        let names: Vec<_> =
            nodes.iter().map(|node| spanned(plain)(reader, node).map(bare)).collect();
        return names.into_iter().collect();
    }
    super::data::named(reader, node, "les colonnes : « nom : titre »", |reader, name, node| {
        if !matches!(node.kind, Kind::Map(_)) {
            return Some(Column { title: Some(line(reader, node)?), ..bare(name.clone()) });
        }
        let mut fields = Fields::open(reader, node, &COLUMN)?;
        let title = fields.optional(reader, "titre", line);
        let label = fields.optional(reader, "libelle", spanned(plain));
        let unit = fields.optional(reader, "unite", unit);
        let kind = fields.optional(reader, "type", choice(&KINDS));
        fields.close(reader);
        Some(Column { name: name.clone(), title, label, unit, kind })
    })
}

fn computed(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<ComputedColumn>> {
    super::data::named(reader, node, "les colonnes calculées", |reader, name, node| {
        if !matches!(node.kind, Kind::Map(_)) {
            let formula = formula(reader, node)?;
            let (title, unit, decimals) = (None, None, None);
            return Some(ComputedColumn { name: name.clone(), title, formula, unit, decimals });
        }
        let mut fields = Fields::open(reader, node, &COMPUTED)?;
        let title = fields.optional(reader, "titre", line);
        let formula = fields.required(reader, "formule", formula);
        let unit = fields.optional(reader, "unite", spanned(unit));
        let decimals = fields.optional(reader, "decimales", decimals);
        fields.close(reader);
        Some(ComputedColumn { name: name.clone(), title, formula: formula?, unit, decimals })
    })
}

/// Reads rows written in place.
fn rows(reader: &mut Reader<'_>, node: &Node, columns: &[Column]) -> Option<Vec<Vec<Cell>>> {
    let Kind::List(lines) = &node.kind else {
        return reader.expected(node, "des lignes : une liste de listes");
    };
    let mut rows = Vec::with_capacity(lines.len());
    for (rank, line) in lines.iter().enumerate() {
        let Kind::List(nodes) = &line.kind else {
            reader.expected::<()>(line, "une ligne : [valeur, valeur, …]");
            continue;
        };
        ragged(reader, rank + 1, nodes.len(), columns.len(), line.span);
        let cells: Vec<_> = nodes
            .iter()
            .map(|node| Some(Cell { text: plain(reader, node)?, span: node.span }))
            .collect();
        if let Some(cells) = cells.into_iter().collect::<Option<Vec<_>>>() {
            rows.push(cells);
        }
    }
    let whole = rows.len() == lines.len() && rows.iter().all(|row| row.len() == columns.len());
    whole.then_some(rows)
}

/// Reports a row that is too short or too long.
pub(super) fn ragged(
    reader: &mut Reader<'_>,
    rank: usize,
    found: usize,
    expected: usize,
    span: Span,
) {
    if found != expected {
        let message = format!("la ligne {rank} a {}", number::counted(found, "cellule"));
        let fault = Fault::error("ligne-irreguliere", message).at(
            span,
            format!("attendu : {}, une par colonne", number::counted(expected, "cellule")),
        );
        let cut = found > expected && has_decimal_comma(reader.sources.slice(span));
        reader.faults.push(if cut {
            fault
                .help("si une virgule est décimale, mettez ce nombre entre guillemets")
                .help("ou séparez toutes les cellules du fichier par « ; »")
        } else {
            fault
        });
    }
}

/// Tells a row of a CSV file in which a comma stands between two digits.
fn has_decimal_comma(row: &str) -> bool {
    let letters = row.as_bytes();
    !row.contains(['[', ';'])
        && letters.windows(3).any(|three| {
            matches!(three, [before, b',', after] if before.is_ascii_digit() && after.is_ascii_digit())
        })
}

/// Turns cells into values, column by column; `first` numbers the first row.
fn values(
    reader: &mut Reader<'_>,
    columns: &[Column],
    rows: &[Vec<Cell>],
    first: usize,
) -> Option<Vec<Vec<Value>>> {
    let read: Vec<_> = columns
        .iter()
        .enumerate()
        .map(|(rank, column)| {
            let cells: Vec<_> = rows.iter().filter_map(|row| row.get(rank)).collect();
            let kind = column.kind.unwrap_or_else(|| {
                let first = cells.first().map_or("", |cell| cell.text.as_str());
                guess(first, column.unit.is_some())
            });
            let read: Vec<_> = cells
                .iter()
                .enumerate()
                .map(|(row, cell)| value(reader, column, kind, row + first, cell))
                .collect();
            read.into_iter().collect::<Option<Vec<_>>>()
        })
        .collect();
    read.into_iter().collect()
}

fn guess(text: &str, has_unit: bool) -> CellKind {
    if has_unit || number::parse_quantity(text).is_ok() {
        CellKind::Number
    } else if number::parse_date(text).is_ok() {
        CellKind::Date
    } else {
        CellKind::Text
    }
}

fn value(
    reader: &mut Reader<'_>,
    column: &Column,
    kind: CellKind,
    row: usize,
    cell: &Cell,
) -> Option<Value> {
    let wrong = |reader: &mut Reader<'_>, what: &str, expected: String| {
        let name = &column.name.value;
        reader.faults.push(
            Fault::error(
                "cellule-illisible",
                format!("ligne {row}, colonne « {name} » : « {} » n’est pas {what}", cell.text),
            )
            .at(cell.span, expected),
        );
        None
    };
    match kind {
        CellKind::Text => Some(Value::Text(cell.text.clone())),
        CellKind::Date => match number::parse_date(&cell.text) {
            Ok(date) => Some(Value::Date(date)),
            Err(fault) => wrong(reader, "une date", fault.message()),
        },
        CellKind::Number => match number::parse_quantity(&cell.text) {
            Ok(quantity) => {
                let unit = column.unit.as_ref();
                reader.faults.extend(doubtful(&cell.text, &quantity, unit, cell.span));
                match unit {
                    Some(unit) => {
                        let unit = Spanned::new(unit.clone(), cell.span);
                        in_unit(reader, &quantity, &unit).map(Value::Number)
                    }
                    None => Some(Value::Number(quantity)),
                }
            }
            Err(ParseFault::NotANumber(_)) => {
                let expected = match number::french_number(&cell.text) {
                    Some(mended) => format!("attendu : {mended}"),
                    None => "attendu : un nombre".to_owned(),
                };
                wrong(reader, "un nombre", expected)
            }
            Err(fault) => wrong(reader, "un nombre", fault.message()),
        },
    }
}
