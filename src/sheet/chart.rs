//! Charts and maps: lengths in thousandths, every figure already written.

use serde::Serialize;

use super::block::Table;
use super::inline::Line;

/// How a chart draws its points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChartStyle {
    /// Horizontal bars (*barres*).
    Bars,
    /// Vertical bars (*colonnes*).
    Columns,
    /// Sectors of a ring (*secteurs*).
    Sectors,
    /// Broken lines over ordered points (*lignes*).
    Lines,
    /// Steps that shrink (*entonnoir*).
    Funnel,
    /// Actual against objective (*jauge*).
    Gauge,
}

/// A chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// How it is drawn.
    pub style: ChartStyle,
    /// Title; may be empty.
    pub title: Line,
    /// Names of the series, one empty name when there is one series.
    pub series: Vec<String>,
    /// What is counted, when the figures do not say it: `nuitées`; may be empty.
    pub unit: String,
    /// Points, in order; at least one.
    pub points: Vec<ChartPoint>,
    /// Whether the data are illustrative, which is printed.
    pub illustrative: bool,
    /// Source or remark; may be empty.
    pub note: Line,
    /// Description written from the data.
    pub alt: String,
    /// The data as a table, for adapted editions: it becomes a block of its own
    /// before a template sees the drawing.
    #[serde(skip)]
    pub data: Option<Table>,
}

/// A point of a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChartPoint {
    /// Its name.
    pub label: String,
    /// One value a series, as printed; what was done, then the objective, for
    /// a gauge.
    pub values: Vec<String>,
    /// One length a series, in thousandths: of the largest value, of the whole
    /// for sectors, of the objective for a gauge (2000 at most).
    pub permille: Vec<u16>,
    /// Share of the step before in a funnel, of the objective in a gauge; empty
    /// elsewhere.
    pub rate: String,
}

/// A map with its places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Map {
    /// Title; may be empty.
    pub title: Line,
    /// Virtual path of the drawing.
    pub path: String,
    /// Share of the text width, in percent.
    pub width: u8,
    /// What it shows.
    pub alt: String,
    /// Source or remark; may be empty.
    pub note: Line,
    /// The places as a table, for adapted editions: it becomes a block of its own
    /// before a template sees the drawing.
    #[serde(skip)]
    pub data: Option<Table>,
}
