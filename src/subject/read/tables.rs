//! Tables of an answer from the tree: of data, or written.

use num_traits::ToPrimitive;

use super::{Fields, Reader, choice, exact, flag, formula, line, list, names, plain, spanned};
use crate::diagnostic::Fault;
use crate::source::Spanned;
use crate::subject::block::{
    Align, Block, DataTable, Gathering, GridTable, WrittenColumn, WrittenTable,
};
use crate::subject::text::Text;
use crate::yaml::{Kind, Node};

/// Reads a table: of data if it names one, else written.
pub(super) fn table(reader: &mut Reader<'_>, node: &Node) -> Option<Block> {
    let fields = Fields::open(
        reader,
        node,
        "un tableau : {table: …}, {grilles: …} ou {colonnes: […], lignes: […]}",
    )?;
    if fields.has("table") {
        data_table(reader, fields).map(|table| Block::DataTable(Box::new(table)))
    } else if fields.has("grilles") {
        grid_table(reader, fields).map(Block::GridTable)
    } else {
        written_table(reader, fields).map(Block::WrittenTable)
    }
}

fn data_table(reader: &mut Reader<'_>, mut fields: Fields<'_>) -> Option<DataTable> {
    let table = fields.required(reader, "table", spanned(plain));
    let title = fields.optional(reader, "titre", line);
    let columns = fields.optional(reader, "colonnes", shown_columns);
    let lit = fields.optional(reader, "surligner", formula);
    let transposed = fields.take("transpose");
    let turned = transposed.and_then(|node| flag(reader, node)).unwrap_or_default();
    let gathering = gathering(reader, &mut fields);
    let note = fields.optional(reader, "legende", line);
    fields.close(reader);
    if turned && (gathering.by.is_some() || !gathering.sums.is_empty()) {
        reader.faults.push(
            Fault::error("transpose-impossible", "un tableau groupé ou sommé ne se transpose pas")
                .at(transposed?.span, "attendu : non, ou ni « grouper » ni « sous_totaux »"),
        );
        return None;
    }
    Some(DataTable {
        table: table?,
        title,
        columns: columns.unwrap_or_default(),
        lit,
        transposed: turned,
        gathering,
        note,
    })
}

/// Reads how rows are gathered and summed; what is summed has a total unless
/// its author says otherwise.
fn gathering(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Gathering {
    let by = fields.optional(reader, "grouper", spanned(plain));
    let sums = fields.optional(reader, "sous_totaux", names);
    let total = fields.take("total");
    let sums = sums.unwrap_or_default();
    let asked = total.and_then(|node| flag(reader, node));
    if let (Some(node), Some(true), true) = (total, asked, sums.is_empty()) {
        reader.faults.push(
            Fault::error("cle-manquante", "la clé « sous_totaux » manque")
                .at(node.span, "attendu pour un total : « sous_totaux : [colonne, …] »"),
        );
    }
    Gathering { by, total: asked.unwrap_or(!sums.is_empty()), sums }
}

fn grid_table(reader: &mut Reader<'_>, mut fields: Fields<'_>) -> Option<GridTable> {
    let grids = fields.required(reader, "grilles", names);
    let title = fields.optional(reader, "titre", line);
    let note = fields.optional(reader, "legende", line);
    fields.close(reader);
    Some(GridTable { grids: grids?, title, note })
}

/// Reads `[a, b]` or `{a: titre, b: titre}`.
fn shown_columns(
    reader: &mut Reader<'_>,
    node: &Node,
) -> Option<Vec<(Spanned<String>, Option<Text>)>> {
    if let Kind::Map(entries) = &node.kind {
        let columns: Vec<_> = entries
            .iter()
            .map(|(name, node)| Some((name.clone(), Some(line(reader, node)?))))
            .collect();
        return columns.into_iter().collect();
    }
    list(|reader, node| Some((spanned(plain)(reader, node)?, None)))(reader, node)
}

fn written_table(reader: &mut Reader<'_>, mut fields: Fields<'_>) -> Option<WrittenTable> {
    let title = fields.optional(reader, "titre", line);
    let columns = fields.required(reader, "colonnes", list(written_column));
    let lines = fields.take("lignes");
    let note = fields.optional(reader, "legende", line);
    let Some(lines) = lines else {
        fields.required(reader, "lignes", |_, _| Some(()));
        fields.close(reader);
        return None;
    };
    fields.close(reader);
    let columns = columns?;
    let mut rank = 0;
    let rows = list(|reader, node| {
        rank += 1;
        let cells = list(line)(reader, node)?;
        super::table::ragged(reader, rank, cells.len(), columns.len(), node.span);
        (cells.len() == columns.len()).then_some(cells)
    })(reader, lines)?;
    Some(WrittenTable { title, columns, rows, note })
}

fn written_column(reader: &mut Reader<'_>, node: &Node) -> Option<WrittenColumn> {
    if !matches!(node.kind, Kind::Map(_)) {
        return Some(WrittenColumn { title: line(reader, node)?, weight: 1, align: Align::Start });
    }
    let mut fields = Fields::open(reader, node, "une colonne")?;
    let title = fields.required(reader, "titre", line);
    let weight = fields.optional(reader, "largeur", weight);
    let align = fields.optional(
        reader,
        "alignement",
        choice(&[("gauche", Align::Start), ("centre", Align::Center), ("droite", Align::End)]),
    );
    fields.close(reader);
    Some(WrittenColumn {
        title: title?,
        weight: weight.unwrap_or(1),
        align: align.unwrap_or(Align::Start),
    })
}

fn weight(reader: &mut Reader<'_>, node: &Node) -> Option<u8> {
    let read = exact(reader, node)?;
    match read.is_integer().then(|| read.to_integer().to_u8()).flatten() {
        Some(weight) if weight <= 12 => Some(weight),
        _ => {
            reader.faults.push(
                Fault::error("largeur-impossible", "cette largeur n’est pas possible")
                    .at(node.span, "attendu : une largeur relative, de 0 (ajustée) à 12"),
            );
            None
        }
    }
}
