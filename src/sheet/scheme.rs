//! Marking schemes as a sheet prints them (*barème*).

use serde::Serialize;

use super::inline::Line;

/// What a line of a marking scheme does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Pays points.
    Item,
    /// Limits the total (*plafond*).
    Cap,
    /// Changes what an item pays in a given case.
    Condition,
    /// Pays everything or nothing.
    AllOrNothing,
    /// Another answer that is accepted.
    Accepted,
    /// A wrong result carried on is penalised once.
    CarriedOn,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchemeLine {
    /// What the line does.
    pub rule: Rule,
    /// 0 for an item of the question, 1 for a split of that item, and so on.
    pub depth: u8,
    /// Points as printed: `1 pt`, `4 × 0,5 pt`; empty for a remark.
    pub points: String,
    /// Total of the line, `2 pts`, where it differs from `points`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<String>,
    /// What is paid or asked.
    pub label: Line,
}
