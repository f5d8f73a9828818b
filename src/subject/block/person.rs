//! Persona cards and dashboards as an author writes them.

use crate::source::Spanned;
use crate::subject::block::{Chart, Picture};
use crate::subject::text::{Formula, Text};

/// A persona card.
#[derive(Debug, Clone, PartialEq)]
pub struct Persona {
    /// First name and name.
    pub name: String,
    /// Portrait.
    pub portrait: Option<Picture>,
    /// A sentence in the first person (*citation*).
    pub quote: Option<Text>,
    /// Identity: label then value (*identité*).
    pub facts: Vec<(String, Text)>,
    /// Title, text, whether it is brought out (*rubriques*).
    pub sections: Vec<(Text, Text, bool)>,
}

/// A dashboard (*tableau de bord*).
#[derive(Debug, Clone, PartialEq)]
pub struct Dashboard {
    /// Title.
    pub title: Option<Text>,
    /// Key figures (*chiffres*).
    pub figures: Vec<KeyFigure>,
    /// Follow-up tables (*suivis*).
    pub tables: Vec<FollowUp>,
    /// Charts (*graphiques*).
    pub charts: Vec<Chart>,
    /// Remark (*légende*).
    pub note: Option<Text>,
}

/// A key figure of a dashboard.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyFigure {
    /// What it says.
    pub label: Text,
    /// Its value.
    pub value: Formula,
    /// Its objective.
    pub objective: Option<Formula>,
}

/// Objective, actual, gap and rate of each row of a table (*suivi*).
#[derive(Debug, Clone, PartialEq)]
pub struct FollowUp {
    /// The table.
    pub table: Spanned<String>,
    /// Title over it.
    pub title: Option<Text>,
    /// Column of the names of the rows (*libellés*).
    pub labels: Spanned<String>,
    /// Column of the objectives.
    pub objective: Spanned<String>,
    /// Column of what was done (*réalisé*).
    pub actual: Spanned<String>,
    /// Whether a last row gives the totals of the team (*équipe*).
    pub team: bool,
}
