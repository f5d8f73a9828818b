//! Persona cards and dashboards.

use serde::Serialize;

use super::block::Table;
use super::chart::Chart;
use super::inline::{Flow, Line};

/// A persona card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Persona {
    /// First name and name.
    pub name: String,
    /// Virtual path of the portrait.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub portrait: Option<String>,
    /// A sentence in the first person, between guillemets; may be empty.
    pub quote: Line,
    /// Identity: label then value (`Âge`, `42 ans`).
    pub facts: Vec<(String, Line)>,
    /// Sections: goals, obstacles, habits…
    pub sections: Vec<PersonaSection>,
    /// What the portrait shows; empty without one.
    pub alt: String,
}

/// A section of a persona card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonaSection {
    /// Its title.
    pub title: Line,
    /// Its text.
    pub content: Vec<Flow>,
    /// Whether it takes the whole width and is brought out.
    pub wide: bool,
}

/// A dashboard (*tableau de bord*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dashboard {
    /// Title; may be empty.
    pub title: Line,
    /// Key figures on top.
    pub figures: Vec<KeyFigure>,
    /// Objective, actual, gap and rate of each row.
    pub tables: Vec<Table>,
    /// Charts, side by side.
    pub charts: Vec<Chart>,
    /// Remark; may be empty.
    pub note: Line,
}

/// A key figure of a dashboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyFigure {
    /// What it says.
    pub label: Line,
    /// Its value as printed.
    pub value: String,
    /// What it is compared with: `objectif 400`; may be empty.
    pub detail: String,
    /// How it stands to its objective.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trend: Option<Trend>,
}

/// How a figure stands to its objective.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trend {
    /// Below.
    Below,
    /// On it.
    Reached,
    /// Above.
    Above,
}
