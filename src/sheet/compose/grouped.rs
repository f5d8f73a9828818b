//! Rows gathered under headings, with exact sums of each group and of all.

use super::Composer;
use super::data_table::{ShownColumn, column_values, figure_text};
use super::figure::value_text;
use super::text::plain_line;
use crate::diagnostic::Fault;
use crate::formula::Value;
use crate::number::Quantity;
use crate::sheet::{Line, RowKind, TableRow};
use crate::source::{Span, Spanned};
use crate::subject::Table as Data;
use crate::subject::block::Gathering;

/// Rows of a table that stand together: a heading and their ranks.
struct Group {
    heading: String,
    ranks: Vec<usize>,
}

impl Composer<'_> {
    /// Gathers rows under headings, in order of appearance, and sums them.
    pub(super) fn gathered(
        &mut self,
        data: &Data,
        gathering: &Gathering,
        columns: &[ShownColumn<'_>],
        rows: Vec<TableRow>,
    ) -> Option<Vec<TableRow>> {
        let every: Vec<usize> = (0..rows.len()).collect();
        let mut gathered = match &gathering.by {
            None => rows,
            Some(by) => {
                let mut rows: Vec<_> = rows.into_iter().map(Some).collect();
                let mut gathered = Vec::with_capacity(rows.len());
                for group in groups(column_values(self.column_answer(data, &by.value)?)) {
                    gathered.push(TableRow {
                        kind: RowKind::Group,
                        cells: vec![plain_line(&group.heading)],
                    });
                    let own = group.ranks.iter().filter_map(|rank| rows.get_mut(*rank)?.take());
                    gathered.extend(own);
                    if !gathering.sums.is_empty() {
                        let cells =
                            self.sums("Sous-total", &gathering.sums, columns, &group.ranks)?;
                        gathered.push(TableRow { kind: RowKind::Subtotal, cells });
                    }
                }
                gathered
            }
        };
        if gathering.total {
            let words = if gathering.by.is_some() { "Total général" } else { "Total" };
            let cells = self.sums(words, &gathering.sums, columns, &every)?;
            gathered.push(TableRow { kind: RowKind::Total, cells });
        }
        Some(gathered)
    }

    /// Composes the cells of a row of sums, whose first cell says what it is.
    fn sums(
        &mut self,
        words: &str,
        summed: &[Spanned<String>],
        columns: &[ShownColumn<'_>],
        ranks: &[usize],
    ) -> Option<Vec<Line>> {
        let mut cells = Vec::with_capacity(columns.len());
        for (index, column) in columns.iter().enumerate() {
            cells.push(match summed.iter().find(|name| name.value == column.name) {
                Some(name) => {
                    let values = ranks.iter().filter_map(|rank| column.values.get(*rank));
                    let sum = self.sum(name.span, values)?;
                    plain_line(&figure_text(&sum, column.decimals))
                }
                None if index == 0 => plain_line(words),
                None => Line::new(),
            });
        }
        Some(cells)
    }

    /// Sums values exactly; `place` is where the sum was asked for.
    pub(super) fn sum<'v>(
        &mut self,
        place: Span,
        values: impl Iterator<Item = &'v Value>,
    ) -> Option<Quantity> {
        let mut sum: Option<Quantity> = None;
        for value in values {
            let Value::Number(quantity) = value else {
                self.tell(
                    Fault::error("type-inattendu", format!("{} ne s’additionne pas", value.kind()))
                        .at(place, "attendu : une colonne de nombres"),
                );
                return None;
            };
            sum = Some(match sum {
                None => quantity.clone(),
                Some(sum) => match sum.add(quantity) {
                    Ok(sum) => sum,
                    Err(fault) => {
                        let told = Fault::error("somme-impossible", fault.message())
                            .at(place, "cette colonne ne s’additionne pas");
                        self.tell(match fault.help() {
                            Some(help) => told.help(help),
                            None => told,
                        });
                        return None;
                    }
                },
            });
        }
        Some(sum.unwrap_or_else(|| Quantity::whole(0)))
    }
}

/// Gathers ranks by value, in order of appearance.
fn groups(values: &[Value]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (rank, value) in values.iter().enumerate() {
        let heading = value_text(value, None).unwrap_or_default();
        match groups.iter_mut().find(|group| group.heading == heading) {
            Some(group) => group.ranks.push(rank),
            None => groups.push(Group { heading, ranks: vec![rank] }),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_stand_apart_join_the_group_that_came_first() {
        let values = ["Vosges", "Meuse", "Vosges"].map(|name| Value::Text(name.to_owned()));
        let groups: Vec<_> =
            groups(&values).into_iter().map(|group| (group.heading, group.ranks)).collect();
        assert_eq!(groups, [("Vosges".to_owned(), vec![0, 2]), ("Meuse".to_owned(), vec![1])]);
    }
}
