//! Names of parameters looked up among those of the subject: tables, columns,
//! rows, and what is told when there is none.

use num_traits::ToPrimitive;

use super::{Known, elements};
use crate::diagnostic::{Fault, nearest};
use crate::source::{Span, Spanned};
use crate::subject::read::{Fields, Reader, exact};
use crate::subject::table::Table;
use crate::yaml::Node;

/// Finds a table and its rank.
pub(super) fn table_named<'t>(
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
pub(super) fn column_named(
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
    tell_unknown(reader, name, &label, &full.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Reads which rows are meant, from 1; all of them unless said.
pub(super) fn rows(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    table: &Table,
) -> Option<Vec<usize>> {
    let count = table.rows();
    if count == 0 {
        reader.faults.push(
            Fault::error(
                "table-vide",
                format!("la table « {} » n’a pas de ligne", table.name.value),
            )
            .at(table.name.span, "attendu : des lignes, que les variantes changeront"),
        );
        return None;
    }
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
pub(super) fn unknown<T>(
    reader: &mut Reader<'_>,
    name: &Spanned<String>,
    known: Known<'_>,
) -> Option<T> {
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
    tell_unknown(reader, name, label, &names.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Reports a name that nothing bears.
pub(super) fn tell_unknown<T>(
    reader: &mut Reader<'_>,
    name: &Spanned<String>,
    label: &str,
    known: &[&str],
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
