//! What a parameter fills: a name resolved to cells, each with the value its
//! author wrote there.

use super::Known;
use super::lookup::{column_named, rows, table_named, tell_unknown, unknown};
use crate::diagnostic::Fault;
use crate::formula::Value;
use crate::source::{Span, Spanned};
use crate::subject::model::Datum;
use crate::subject::read::{Fields, Reader, names};
use crate::subject::table::Table;
use crate::subject::variants::Cell;

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
    tell_unknown(reader, name, "aucune donnée ne porte ce nom", &data.collect::<Vec<_>>())
}
