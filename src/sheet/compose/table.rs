//! Tables that are written, tables of grids, and what finishes any table.

use super::Composer;
use super::alternative::{sentences, words};
use super::figure::{bare, number};
use super::text::plain_line;
use crate::formula::{Grid, Limit};
use crate::number::{Exact, counted};
use crate::sheet::{Align, Line, RowKind, Table, TableColumn, TableRow};
use crate::subject::Text;
use crate::subject::block::{self, GridTable, WrittenTable};

impl Composer<'_> {
    /// Composes a written table.
    pub(super) fn written_table(&mut self, table: &WrittenTable) -> Table {
        let columns = table
            .columns
            .iter()
            .map(|column| TableColumn {
                title: self.line(&column.title),
                align: match column.align {
                    block::Align::Start => Align::Start,
                    block::Align::Center => Align::Center,
                    block::Align::End => Align::End,
                },
                weight: column.weight,
                computed: false,
            })
            .collect();
        let rows = table
            .rows
            .iter()
            .map(|cells| TableRow {
                kind: RowKind::Body,
                cells: cells.iter().map(|cell| self.line(cell)).collect(),
            })
            .collect();
        self.table_of(table.title.as_ref(), columns, rows, table.note.as_ref())
    }

    /// Composes the grids of classes, side by side: class then note of each.
    pub(super) fn grid_table(&mut self, shown: &GridTable) -> Option<Table> {
        let subject = self.subject;
        let grids: Vec<&Grid> = shown
            .grids
            .iter()
            .filter_map(|name| subject.grids.iter().find(|grid| grid.value.name == name.value))
            .map(|grid| &grid.value)
            .collect();
        let columns = grids
            .iter()
            .flat_map(|grid| {
                let column =
                    |title, align, weight| TableColumn { title, align, weight, computed: false };
                [
                    column(plain_line(&grid.label), Align::Start, 1),
                    column(plain_line("Note"), Align::End, 0),
                ]
            })
            .collect();
        let longest = grids.iter().map(|grid| grid.classes.len()).max()?;
        let rows = (0..longest)
            .map(|row| TableRow {
                kind: RowKind::Body,
                cells: grids
                    .iter()
                    .flat_map(|grid| match grid.classes.get(row) {
                        Some(class) => [
                            plain_line(&class_text(class.from.as_ref(), class.to.as_ref())),
                            plain_line(&number(&class.score, None).text),
                        ],
                        None => [Line::new(), Line::new()],
                    })
                    .collect(),
            })
            .collect();
        Some(self.table_of(shown.title.as_ref(), columns, rows, shown.note.as_ref()))
    }

    /// Composes what surrounds the columns and the rows of a table.
    pub(super) fn table_of(
        &mut self,
        title: Option<&Text>,
        columns: Vec<TableColumn>,
        rows: Vec<TableRow>,
        note: Option<&Text>,
    ) -> Table {
        let title = self.line_or_none(title);
        let note = self.line_or_none(note);
        finished(title, columns, rows, note)
    }
}

/// Makes a table, with the sentence that says what it is about.
pub(super) fn finished(
    title: Line,
    columns: Vec<TableColumn>,
    rows: Vec<TableRow>,
    note: Line,
) -> Table {
    let headers: Vec<_> = columns.iter().map(|column| words(&column.title)).collect();
    let summary = sentences(&[
        words(&title),
        format!(
            "Tableau de {} et {} : {}",
            counted(rows.iter().filter(|row| row.kind != RowKind::Group).count(), "ligne"),
            counted(columns.len(), "colonne"),
            headers.join(", ")
        ),
    ]);
    Table { title, columns, rows, note, summary }
}

/// Says the classes of a grid with their notes: `moins de 3 : 0 ; 3 et plus : 5`.
#[must_use]
pub fn grid_text(grid: &Grid) -> String {
    let classes = grid.classes.iter().map(|class| {
        let score = number(&class.score, None).text;
        format!("{}\u{a0}: {score}", class_text(class.from.as_ref(), class.to.as_ref()))
    });
    classes.collect::<Vec<_>>().join("\u{202f}; ")
}

/// Says a class: `de 3 à moins de 12 mois`.
fn class_text(from: Option<&Limit>, to: Option<&Limit>) -> String {
    let told = |limit: &Limit| number(&limit.value, None).text;
    match (from, to) {
        (None, None) => "tout".to_owned(),
        (Some(from), None) if from.inclusive => format!("{} et plus", told(from)),
        (Some(from), None) => format!("plus de {}", told(from)),
        (None, Some(to)) if to.inclusive => format!("jusqu’à {}", told(to)),
        (None, Some(to)) => format!("moins de {}", told(to)),
        (Some(from), Some(to)) => {
            // The unit is said once, after the second figure.
            let start = bare(&from.value.figure());
            let start =
                if from.inclusive { format!("de {start}") } else { format!("de plus de {start}") };
            let end = if to.inclusive { "à" } else { "à moins de" };
            format!("{start} {end} {}", told(to))
        }
    }
}

/// Returns the thousandths that a part is of a whole.
pub(super) fn permille(part: &Exact, whole: &Exact) -> u16 {
    use num_traits::{ToPrimitive, Zero};
    if whole.is_zero() {
        return 0;
    }
    let thousand = Exact::from_integer(1000.into());
    (part / whole * thousand).round().to_integer().to_u16().unwrap_or_default()
}
