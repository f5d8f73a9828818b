//! Tables of data: takes a named table and what its author wants shown of it,
//! gives its rows, brought out, gathered, summed or turned.

use super::Composer;
use super::figure::{decimals, numbers, value_text};
use super::text::plain_line;
use crate::answers::Answer;
use crate::diagnostic::Fault;
use crate::formula::Value;
use crate::number::{DateStyle, Format, Quantity, display, format_date};
use crate::sheet::{Align, Line, RowKind, Table, TableColumn, TableRow};
use crate::subject::block::DataTable;
use crate::subject::{Formula, Table as Data, Text};

/// A column of data as a table shows it.
pub(super) struct ShownColumn<'a> {
    /// Its name in the table of data.
    pub(super) name: &'a str,
    /// Its header.
    pub(super) header: TableColumn,
    /// Its values, row by row.
    pub(super) values: &'a [Value],
    /// Decimals its figures share.
    pub(super) decimals: u32,
}

impl ShownColumn<'_> {
    fn cell(&self, row: usize) -> Line {
        let text = self.values.get(row).map(|value| cell_text(value, self.decimals));
        text.map(|text| plain_line(&text)).unwrap_or_default()
    }
}

impl<'a> Composer<'a> {
    /// Composes a table of data.
    pub(super) fn data_table(&mut self, shown: &DataTable) -> Option<Table> {
        let data = self.data(&shown.table.value)?;
        let names: Vec<(&str, Option<&Text>)> = if shown.columns.is_empty() {
            data.names().map(|name| (name.value.as_str(), None)).collect()
        } else {
            let named = shown.columns.iter();
            named.map(|(name, title)| (name.value.as_str(), title.as_ref())).collect()
        };
        let by = shown.gathering.by.as_ref().map(|by| by.value.as_str());
        let lit = shown.lit.as_ref().and_then(|formula| self.lit(data, formula));
        let mut columns = Vec::with_capacity(names.len());
        for (name, title) in names {
            if by != Some(name) {
                columns.push(self.shown_column(data, name, title)?);
            }
        }
        let rows = (0..data.rows())
            .map(|row| TableRow {
                kind: match &lit {
                    Some(lit) if lit.get(row) == Some(&true) => RowKind::Lit,
                    _ => RowKind::Body,
                },
                cells: columns.iter().map(|column| column.cell(row)).collect(),
            })
            .collect();
        let rows = self.gathered(data, &shown.gathering, &columns, rows)?;
        let columns = columns.into_iter().map(|column| column.header).collect();
        let (columns, rows) =
            if shown.transposed { transposed(columns, rows) } else { (columns, rows) };
        Some(self.table_of(shown.title.as_ref(), columns, rows, shown.note.as_ref()))
    }

    /// Finds a table of data.
    pub(super) fn data(&self, name: &str) -> Option<&'a Data> {
        self.subject.tables.iter().find(|data| data.name.value == name)
    }

    /// Finds the answer that holds the values of a column.
    pub(super) fn column_answer(&self, data: &Data, name: &str) -> Option<&'a Answer> {
        self.answers.get(&format!("{}.{name}", data.name.value))
    }

    /// Computes which rows are brought out.
    fn lit(&mut self, data: &Data, formula: &Formula) -> Option<Vec<bool>> {
        let value = self.answers.evaluate_in(data, formula, self.sources);
        let truths = match self.faults.keep(value)? {
            Value::Column(values) => values
                .iter()
                .map(|value| match value {
                    Value::Truth(truth) => Some(*truth),
                    _ => None,
                })
                .collect(),
            Value::Truth(truth) => Some(vec![truth; data.rows()]),
            _ => None,
        };
        if truths.is_none() {
            let place = formula.origin.place(self.sources, 0..formula.text.len());
            self.tell(
                Fault::error("condition-attendue", "cette formule ne choisit pas de lignes")
                    .at(place, "attendu : une condition, comme « age >= 15 et age <= 24 »"),
            );
        }
        truths
    }

    /// Composes the header of a column and finds its values.
    pub(super) fn shown_column<'n>(
        &mut self,
        data: &Data,
        name: &'n str,
        title: Option<&Text>,
    ) -> Option<ShownColumn<'n>>
    where
        'a: 'n,
    {
        let answer = self.column_answer(data, name)?;
        let title = match title.or(data.title(name)) {
            Some(title) => self.line(title),
            None => plain_line(&answer.label),
        };
        let values = column_values(answer);
        let (align, weight) = match values.first() {
            Some(Value::Number(_)) => (Align::End, 0),
            // Codes and years take what they need; sentences share the rest.
            Some(Value::Text(_)) if answer_is_short(&answer.value) => (Align::Start, 0),
            Some(Value::Text(_)) => (Align::Start, 1),
            _ => (Align::Center, 0),
        };
        let computed = data.computed.iter().any(|column| column.name.value == name);
        let header = TableColumn { title, align, weight, computed };
        Some(ShownColumn { name, header, values, decimals: column_decimals(answer) })
    }
}

/// Returns the values of a column, row by row.
pub(super) fn column_values(answer: &Answer) -> &[Value] {
    match &answer.value {
        Value::Column(values) => values,
        other => std::slice::from_ref(other),
    }
}

/// Counts the decimals that the figures of a column share.
pub(super) fn column_decimals(answer: &Answer) -> u32 {
    answer.decimals.unwrap_or_else(|| decimals(numbers(column_values(answer))))
}

/// Writes a cell, figures with the decimals of their column.
pub(super) fn cell_text(value: &Value, decimals: u32) -> String {
    match value {
        Value::Number(quantity) => figure_text(quantity, decimals),
        Value::Date(date) => format_date(*date, DateStyle::Short),
        other => value_text(other, None).unwrap_or_default(),
    }
}

/// Writes a figure of a column.
pub(super) fn figure_text(quantity: &Quantity, decimals: u32) -> String {
    // A header names what is counted; symbols stay with the figure.
    let unit = quantity.unit.is_symbol();
    display(quantity, &Format { decimals: Some(decimals), sign: false, unit }).text
}

/// Turns rows into columns: the first column becomes the header.
fn transposed(columns: Vec<TableColumn>, rows: Vec<TableRow>) -> (Vec<TableColumn>, Vec<TableRow>) {
    let mut titles = columns.into_iter().map(|column| column.title);
    let column = |title, align| TableColumn { title, align, weight: 0, computed: false };
    let mut turned = vec![column(titles.next().unwrap_or_default(), Align::Start)];
    let mut cells: Vec<Vec<Line>> = titles.map(|title| vec![title]).collect();
    for row in rows {
        let mut values = row.cells.into_iter();
        turned.push(column(values.next().unwrap_or_default(), Align::Center));
        cells.iter_mut().zip(values).for_each(|(cells, value)| cells.push(value));
    }
    let body = |cells| TableRow { kind: RowKind::Body, cells };
    (turned, cells.into_iter().map(body).collect())
}

/// Tells whether the texts of a column are all short.
fn answer_is_short(column: &Value) -> bool {
    let Value::Column(values) = column else { return false };
    values.iter().all(|value| matches!(value, Value::Text(text) if text.chars().count() <= 8))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::parse_quantity;

    #[test]
    fn a_header_says_the_unit_unless_it_is_a_symbol() {
        let figure = |text, decimals| figure_text(&parse_quantity(text).unwrap(), decimals);
        assert_eq!(figure("208 gîtes", 0), "208");
        assert_eq!(figure("12,5 %", 1), "12,5\u{a0}%");
        assert_eq!(figure("4 €", 2), "4,00\u{a0}€");
        assert_eq!(figure("420 min", 0), "420\u{a0}min");
        assert_eq!(figure("350 m2", 0), "350\u{a0}m²");
        assert_eq!(figure("12 €/h", 2), "12,00\u{a0}€/h");
        assert_eq!(figure("15 appels/h", 0), "15");
    }

    #[test]
    fn rows_that_are_turned_give_their_first_cell_as_a_header() {
        let cell = |text: &str| plain_line(text);
        let column = |title| TableColumn {
            title: cell(title),
            align: Align::Start,
            weight: 1,
            computed: false,
        };
        let row =
            |cells: [&str; 2]| TableRow { kind: RowKind::Body, cells: cells.map(cell).to_vec() };
        let (columns, rows) =
            transposed(vec![column("Année"), column("Visiteurs")], vec![row(["2022", "5 000"])]);
        let titles: Vec<_> = columns.into_iter().map(|column| column.title).collect();
        assert_eq!(titles, [cell("Année"), cell("2022")]);
        assert_eq!(rows, [row(["Visiteurs", "5 000"])]);
    }
}
