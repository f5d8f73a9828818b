//! Tables of data: columns that were written and columns that are computed.

use crate::formula::Value;
use crate::number::Unit;
use crate::source::{Span, Spanned};
use crate::subject::text::{Formula, Text};

/// A named table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The name formulas use.
    pub name: Spanned<String>,
    /// The words documents show.
    pub label: Option<Spanned<String>>,
    /// Columns that were written, left to right.
    pub columns: Vec<Column>,
    /// Their values: one list a column, all of one length.
    pub values: Vec<Vec<Value>>,
    /// Columns that are computed, left to right.
    pub computed: Vec<ComputedColumn>,
}

/// A column that was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The name formulas use after that of the table.
    pub name: Spanned<String>,
    /// Its header; the name if it has none.
    pub title: Option<Text>,
    /// The words of worked computations.
    pub label: Option<Spanned<String>>,
    /// Unit of its bare numbers.
    pub unit: Option<Unit>,
    /// What its cells hold; told from the first when not said.
    pub kind: Option<CellKind>,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Numbers.
    Number,
    /// Words.
    Text,
    /// Days.
    Date,
}

/// A column that is computed, row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct ComputedColumn {
    /// The name formulas use after that of the table.
    pub name: Spanned<String>,
    /// Its header.
    pub title: Option<Text>,
    /// How; columns of the table stand by their bare names.
    pub formula: Formula,
    /// Unit given to the result.
    pub unit: Option<Spanned<Unit>>,
    /// Decimals shown.
    pub decimals: Option<u32>,
}

/// A cell as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// Its text.
    pub(super) text: String,
    /// Its place.
    pub(super) span: Span,
}

impl Table {
    /// Lists the names of its columns, left to right, written then computed.
    pub fn names(&self) -> impl Iterator<Item = &Spanned<String>> {
        let written = self.columns.iter().map(|column| &column.name);
        written.chain(self.computed.iter().map(|column| &column.name))
    }

    /// Returns the header its author gave a column.
    #[must_use]
    pub fn title(&self, name: &str) -> Option<&Text> {
        let written = self.columns.iter().map(|column| (&column.name, &column.title));
        let computed = self.computed.iter().map(|column| (&column.name, &column.title));
        let mut columns = written.chain(computed);
        columns.find(|(own, _)| own.value == name).and_then(|(_, title)| title.as_ref())
    }

    /// Lists the headers of its columns.
    pub(super) fn titles(&self) -> impl Iterator<Item = &Text> {
        let given = self.columns.iter().filter_map(|column| column.title.as_ref());
        given.chain(self.computed.iter().filter_map(|column| column.title.as_ref()))
    }

    /// Returns the number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.values.first().map_or(0, Vec::len)
    }
}
