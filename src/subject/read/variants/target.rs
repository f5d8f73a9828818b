//! What a parameter fills: a name resolved to cells, each with the value its
//! author wrote there.

use num_traits::ToPrimitive;

use super::{Known, elements};
use crate::diagnostic::{Fault, nearest};
use crate::formula::Value;
use crate::source::{Span, Spanned};
use crate::subject::model::Datum;
use crate::subject::read::{Fields, Reader, exact, names};
use crate::subject::table::Table;
use crate::subject::variants::Cell;
use crate::yaml::Node;

/// A cell as it was written.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// Where it is in the model.
    pub(super) cell: Cell,
    /// What was written.
    pub(super) written: Value,
    /// Where it was written; for a column, where that is named.
    pub(super) span: Span,
}

/// What a parameter fills.
pub(super) struct Target<'k> {
    /// The name of the parameter.
    pub(super) name: &'k Spanned<String>,
    /// What its name stands for.
    pub(super) shape: Shape,
    /// Its cells: those of a table row by row.
    pub(super) slots: Vec<Slot>,
}

/// What the name of a parameter stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A named value, by its rank.
    Datum(usize),
    /// A written column.
    Column,
    /// A table of so many written columns.
    Table(usize),
    /// Several named values.
    Group,
}

impl<'k> Target<'k> {
    /// Finds what a name stands for, and the rows that are meant.
    pub(super) fn find(
        reader: &mut Reader<'_>,
        name: &'k Spanned<String>,
        fields: &mut Fields<'_>,
        known: Known<'_>,
    ) -> Option<Self> {
        let datum = known.data.iter().position(|datum| datum.name.value == name.value);
        if let Some(rank) = datum {
            let slots = vec![written(rank, &known.data[rank])];
            return Some(Self { name, shape: Shape::Datum(rank), slots });
        }
        if let Some((table, column)) = name.value.split_once('.') {
            let (rank, table) = table_named(reader, name, table, known)?;
            let column = column_named(reader, name, column, table)?;
            let rows = rows(reader, fields, table)?;
            let slots = rows.into_iter().map(|row| entry(rank, table, column, row));
            return Some(Self { name, shape: Shape::Column, slots: slots.collect() });
        }
        let table = known.tables.iter().position(|table| table.name.value == name.value);
        if let Some(rank) = table {
            let table = &known.tables[rank];
            let width = table.columns.len();
            let rows = rows(reader, fields, table)?;
            let cells = rows.into_iter().flat_map(|row| (0..width).map(move |at| (at, row)));
            let slots = cells.map(|(column, row)| entry(rank, table, column, row)).collect();
            return Some(Self { name, shape: Shape::Table(width), slots });
        }
        if fields.has("noms") {
            let members = fields.required(reader, "noms", names)?;
            let slots = members.iter().map(|member| member_slot(reader, member, known));
            let slots: Vec<_> = slots.collect();
            let slots = slots.into_iter().collect::<Option<Vec<_>>>()?;
            return Some(Self { name, shape: Shape::Group, slots });
        }
        unknown(reader, name, known)
    }

    /// Names what it is, in French, with its article.
    pub(super) fn what(&self) -> &'static str {
        match self.shape {
            Shape::Datum(_) => "une seule donnée",
            Shape::Column => "une colonne",
            Shape::Table(_) => "une table",
            Shape::Group => "un groupe de données",
        }
    }

    /// Returns the first slot, when all hold values of one kind and one unit.
    pub(super) fn like(&self, reader: &mut Reader<'_>) -> Option<&Slot> {
        let first = self.slots.first()?;
        let odd = self.slots.iter().find(|slot| !alike(&first.written, &slot.written));
        let Some(odd) = odd else { return Some(first) };
        let fault = Fault::error(
            "unites-differentes",
            format!("« {} » réunit des valeurs différentes", self.name.value),
        )
        .at(self.name.span, "attendu : des valeurs de même nature, dans la même unité");
        reader.faults.push(match self.shape {
            Shape::Group => fault.at(odd.span, "celle-ci diffère de la première"),
            _ => fault.help("choisissez des lignes semblables : « lignes : [1, 2] »"),
        });
        None
    }
}

fn alike(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.unit.is_same_kind(&other.unit),
        _ => one.kind() == other.kind(),
    }
}

fn written(rank: usize, datum: &Datum) -> Slot {
    Slot { cell: Cell::Datum(rank), written: datum.value.value.to_value(), span: datum.value.span }
}

fn entry(rank: usize, table: &Table, column: usize, row: usize) -> Slot {
    Slot {
        cell: Cell::Entry { table: rank, column, row },
        written: table.values[column][row].clone(),
        span: table.columns[column].name.span,
    }
}

fn member_slot(reader: &mut Reader<'_>, name: &Spanned<String>, known: Known<'_>) -> Option<Slot> {
    let found = known.data.iter().position(|datum| datum.name.value == name.value);
    if let Some(rank) = found {
        return Some(written(rank, &known.data[rank]));
    }
    let data = known.data.iter().map(|datum| datum.name.value.as_str());
    tell_unknown(reader, name, "aucune donnée ne porte ce nom", data.collect())
}

fn table_named<'t>(
    reader: &mut Reader<'_>,
    name: &Spanned<String>,
    table: &str,
    known: Known<'t>,
) -> Option<(usize, &'t Table)> {
    let found = known.tables.iter().position(|known| known.name.value == table);
    match found {
        Some(rank) => Some((rank, &known.tables[rank])),
        None => unknown(reader, name, known),
    }
}

/// Finds the rank of a written column.
fn column_named(
    reader: &mut Reader<'_>,
    name: &Spanned<String>,
    column: &str,
    table: &Table,
) -> Option<usize> {
    let found = table.columns.iter().position(|known| known.name.value == column);
    if found.is_some() {
        return found;
    }
    if let Some(own) = table.computed.iter().find(|own| own.name.value == column) {
        return computed(reader, name, own.name.span);
    }
    let columns = table.columns.iter();
    let full: Vec<_> =
        columns.map(|column| format!("{}.{}", table.name.value, column.name.value)).collect();
    let label = format!("la table « {} » n’a pas cette colonne", table.name.value);
    tell_unknown(reader, name, &label, full.iter().map(String::as_str).collect())
}

/// Reads which rows are meant, from 1; all of them unless said.
fn rows(reader: &mut Reader<'_>, fields: &mut Fields<'_>, table: &Table) -> Option<Vec<usize>> {
    let count = table.rows();
    let Some(node) = fields.take("lignes") else { return Some((0..count).collect()) };
    let mut rows = Vec::new();
    let mut sound = true;
    for node in elements(reader, node, "des numéros de lignes : [1, 3]")? {
        let row = row(reader, node, table, &rows);
        sound &= row.is_some();
        rows.extend(row);
    }
    sound.then_some(rows)
}

fn row(reader: &mut Reader<'_>, node: &Node, table: &Table, before: &[usize]) -> Option<usize> {
    let read = exact(reader, node)?;
    let whole = read.is_integer().then(|| read.to_integer().to_usize()).flatten();
    let row = whole.and_then(|rank| rank.checked_sub(1)).filter(|row| *row < table.rows());
    let Some(row) = row else {
        let (name, count) = (&table.name.value, table.rows());
        reader.faults.push(
            Fault::error("ligne-inconnue", format!("la table « {name} » n’a pas cette ligne"))
                .at(node.span, format!("attendu : un numéro de 1 à {count}")),
        );
        return None;
    };
    if before.contains(&row) {
        reader.faults.push(
            Fault::error("ligne-double", format!("la ligne {} est citée deux fois", row + 1))
                .at(node.span, "la seconde fois"),
        );
        return None;
    }
    Some(row)
}

/// Reports a parameter whose name stands for nothing that can be drawn.
fn unknown<T>(reader: &mut Reader<'_>, name: &Spanned<String>, known: Known<'_>) -> Option<T> {
    let mut computations = known.computations.iter();
    if let Some(own) = computations.find(|own| own.name.value == name.value) {
        return computed(reader, name, own.name.span);
    }
    let data = known.data.iter().map(|datum| datum.name.value.clone());
    let columns = known.tables.iter().flat_map(|table| {
        let own = table.columns.iter();
        own.map(|column| format!("{}.{}", table.name.value, column.name.value))
    });
    let names: Vec<_> = data.chain(columns).collect();
    let label = "ni une donnée, ni une colonne « table.colonne », ni une table";
    tell_unknown(reader, name, label, names.iter().map(String::as_str).collect())
}

fn tell_unknown<T>(
    reader: &mut Reader<'_>,
    name: &Spanned<String>,
    label: &str,
    known: Vec<&str>,
) -> Option<T> {
    let fault = Fault::error("nom-inconnu", format!("le nom « {} » n’existe pas", name.value))
        .at(name.span, label);
    reader.faults.push(match nearest(&name.value, known.iter().copied()) {
        Some(near) => fault.help(format!("vouliez-vous dire « {near} » ?")),
        None if known.is_empty() => fault,
        None => fault.help(format!("noms connus : {}", known.join(", "))),
    });
    None
}

fn computed<T>(reader: &mut Reader<'_>, name: &Spanned<String>, span: Span) -> Option<T> {
    reader.faults.push(
        Fault::error("parametre-calcule", format!("« {} » se calcule", name.value))
            .at(name.span, "attendu : une donnée dont ce calcul dépend")
            .at(span, "calculé ici"),
    );
    None
}
