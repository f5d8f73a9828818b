//! What a formula works on and gives: numbers with units, texts, dates,
//! truths, columns and grids.

use std::sync::Arc;

use chrono::NaiveDate;

use super::grid::Grid;
use crate::number::{DateStyle, Format, Quantity, display, format_date};

/// Most lines of a column that a formula makes.
pub(super) const MAX_LINES: usize = 100_000;

/// One value; cheap to clone where it is large.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// An exact number with its unit.
    Number(Quantity),
    /// Words.
    Text(String),
    /// A day.
    Date(NaiveDate),
    /// `vrai` or `faux`.
    Truth(bool),
    /// A column of a table; never a column of columns.
    Column(Arc<[Value]>),
    /// A grid of classes, for `note`.
    Grid(Arc<Grid>),
}

impl Value {
    /// Makes a column.
    #[must_use]
    pub fn column(items: impl IntoIterator<Item = Value>) -> Self {
        Self::Column(items.into_iter().collect())
    }

    /// Names the kind in French, with its article: « un nombre ».
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Number(_) => "un nombre",
            Self::Text(_) => "un texte",
            Self::Date(_) => "une date",
            Self::Truth(_) => "une condition",
            Self::Column(_) => "une colonne",
            Self::Grid(_) => "une grille",
        }
    }

    /// Returns a line of a column; a scalar is the same on every line.
    pub(super) fn line(&self, line: usize) -> &Value {
        match self {
            Self::Column(column) => column.get(line).unwrap_or(self),
            scalar => scalar,
        }
    }

    /// Writes the value as it is displayed; columns and grids have no text.
    pub(super) fn to_text(&self) -> Option<String> {
        match self {
            Self::Number(number) => Some(display(number, &Format::default()).text),
            Self::Text(text) => Some(text.clone()),
            Self::Date(date) => Some(format_date(*date, DateStyle::Long)),
            Self::Truth(true) => Some("vrai".to_owned()),
            Self::Truth(false) => Some("faux".to_owned()),
            Self::Column(_) | Self::Grid(_) => None,
        }
    }
}

impl From<Quantity> for Value {
    fn from(quantity: Quantity) -> Self {
        Self::Number(quantity)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

impl From<NaiveDate> for Value {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}
