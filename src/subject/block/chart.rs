//! Charts and maps as an author writes them.

use crate::source::{Span, Spanned};
use crate::subject::block::Picture;
use crate::subject::text::{Formula, Text};

/// How a chart draws its points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartStyle {
    /// *Barres*.
    Bars,
    /// *Colonnes*.
    Columns,
    /// *Secteurs*.
    Sectors,
    /// *Lignes*.
    Lines,
    /// *Entonnoir*.
    Funnel,
    /// *Jauge*.
    Gauge,
}

/// A chart (*graphique*).
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// How it is drawn.
    pub style: ChartStyle,
    /// Title.
    pub title: Option<Text>,
    /// Where its points come from.
    pub points: ChartPoints,
    /// Whether the data are illustrative (*illustratif*).
    pub illustrative: bool,
    /// Source or remark (*légende*).
    pub note: Option<Text>,
    /// Where the block was written.
    pub span: Span,
}

/// Where the points of a chart come from.
#[derive(Debug, Clone, PartialEq)]
pub enum ChartPoints {
    /// Written one by one: name and value.
    Written(Vec<(Text, Formula)>),
    /// The rows of a table: column of names, columns of values.
    Table {
        /// The table.
        table: Spanned<String>,
        /// Column of the names (*libellés*).
        labels: Spanned<String>,
        /// Columns of the values, one a series (*valeurs*).
        values: Vec<Spanned<String>>,
    },
    /// One value against its objective.
    Gauge(Box<Gauge>),
}

/// What a gauge shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Gauge {
    /// What is measured.
    pub label: Text,
    /// The value.
    pub value: Formula,
    /// The objective.
    pub objective: Formula,
}

/// A map (*carte*).
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// Title.
    pub title: Option<Text>,
    /// The drawing.
    pub picture: Picture,
    /// Share of the text width in percent.
    pub width: u8,
    /// Places: name, what it is, for readers who do not see the map.
    pub places: Vec<(Text, Text)>,
    /// Source or remark.
    pub note: Option<Text>,
}
