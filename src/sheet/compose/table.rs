//! Tables: of data, of a grid, or written.

use super::Composer;
use super::alternative::{sentences, words};
use super::figure::{bare, decimals, number, value_text};
use super::text::plain_line;
use crate::answers::Answer;
use crate::diagnostic::Fault;
use crate::formula::{Grid, Limit, Value};
use crate::number::{DateStyle, Exact, Format, display, format_date};
use crate::sheet::{Align, Line, RowKind, Table, TableColumn, TableRow};
use crate::subject::block::{self, DataTable, GridTable, WrittenTable};
use crate::subject::{Formula, Table as Data, Text};

impl Composer<'_> {
    /// Composes a table of data.
    pub(super) fn data_table(&mut self, shown: &DataTable) -> Option<Table> {
        let subject = self.subject;
        let data = subject.tables.iter().find(|data| data.name.value == shown.table.value)?;
        let names: Vec<(&str, Option<&Text>)> = if shown.columns.is_empty() {
            let written = data.columns.iter().map(|column| column.name.value.as_str());
            let computed = data.computed.iter().map(|column| column.name.value.as_str());
            written.chain(computed).map(|name| (name, None)).collect()
        } else {
            let named = shown.columns.iter();
            named.map(|(name, title)| (name.value.as_str(), title.as_ref())).collect()
        };
        let lit = shown.lit.as_ref().and_then(|formula| self.lit(data, formula));
        let mut columns = Vec::with_capacity(names.len());
        let mut cells = Vec::with_capacity(names.len());
        for (name, title) in names {
            let answer = self.answers.get(&format!("{}.{name}", data.name.value))?;
            columns.push(self.column(data, name, title, answer));
            cells.push(column_texts(answer));
        }
        let rows: Vec<_> = (0..data.rows())
            .map(|row| TableRow {
                kind: match &lit {
                    Some(lit) if lit.get(row) == Some(&true) => RowKind::Lit,
                    _ => RowKind::Body,
                },
                cells: cells
                    .iter()
                    .map(|column| column.get(row).map(|text| plain_line(text)).unwrap_or_default())
                    .collect(),
            })
            .collect();
        let (columns, rows) =
            if shown.transposed { transposed(columns, rows) } else { (columns, rows) };
        Some(self.finished(shown.title.as_ref(), columns, rows, shown.note.as_ref()))
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

    fn column(
        &mut self,
        data: &Data,
        name: &str,
        title: Option<&Text>,
        answer: &Answer,
    ) -> TableColumn {
        let written = data.columns.iter().find(|column| column.name.value == name);
        let computed = data.computed.iter().find(|column| column.name.value == name);
        let own = written
            .and_then(|column| column.title.as_ref())
            .or(computed.and_then(|column| column.title.as_ref()));
        let title = match title.or(own) {
            Some(title) => self.line(title),
            None => plain_line(&answer.label),
        };
        let first = match &answer.value {
            Value::Column(values) => values.first(),
            _ => None,
        };
        let (align, weight) = match first {
            Some(Value::Number(_)) => (Align::End, 0),
            Some(Value::Text(_)) => (Align::Start, 1),
            _ => (Align::Center, 0),
        };
        TableColumn { title, align, weight, computed: computed.is_some() }
    }

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
        self.finished(table.title.as_ref(), columns, rows, table.note.as_ref())
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
        Some(self.finished(shown.title.as_ref(), columns, rows, shown.note.as_ref()))
    }

    fn finished(
        &mut self,
        title: Option<&Text>,
        columns: Vec<TableColumn>,
        rows: Vec<TableRow>,
        note: Option<&Text>,
    ) -> Table {
        let title = self.line_or_none(title);
        let headers: Vec<_> = columns.iter().map(|column| words(&column.title)).collect();
        let summary = sentences(&[
            words(&title),
            format!(
                "Tableau de {} lignes et {} colonnes : {}",
                rows.len(),
                columns.len(),
                headers.join(", ")
            ),
        ]);
        Table { title, columns, rows, note: self.line_or_none(note), summary }
    }
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

/// Writes the values of a column, figures with the same decimals.
fn column_texts(answer: &Answer) -> Vec<String> {
    let Value::Column(values) = &answer.value else { return Vec::new() };
    let quantities = values.iter().filter_map(|value| match value {
        Value::Number(quantity) => Some(quantity),
        _ => None,
    });
    let shared = answer.decimals.unwrap_or_else(|| decimals(quantities));
    values
        .iter()
        .map(|value| match value {
            Value::Number(quantity) => {
                // A header names what is counted; % and € stay with the figure.
                let unit = quantity.unit.is_percent() || quantity.unit.is_money();
                let format = Format { decimals: Some(shared), sign: false, unit };
                display(quantity, &format).text
            }
            Value::Date(date) => format_date(*date, DateStyle::Short),
            other => value_text(other, None).unwrap_or_default(),
        })
        .collect()
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
