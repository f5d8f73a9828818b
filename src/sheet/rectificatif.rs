//! The page that corrects a corrigé (*rectificatif*), for correctors who hold
//! the old one: what to read instead of what, and what marked copies need.

use serde::Serialize;

use super::block::Table;
use super::inline::Line;
use super::page::Paper;

/// A list of corrections to a corrigé.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rectificatif {
    /// Title for the file's metadata.
    pub title: String,
    /// What identifies the paper, as the new revision says it.
    pub paper: Paper,
    /// The corrigé that is corrected: `Version 1 du 15 mai 2023`.
    pub old: String,
    /// The corrigé that holds: `Version 2 du 17 mai 2023`.
    pub new: String,
    /// What marked copies need, the questions to be marked again first.
    pub copies: Vec<Copies>,
    /// What holds for the other questions.
    pub advice: Line,
    /// Corrections, place by place.
    pub parts: Vec<Rectified>,
    /// Values that are no longer the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Table>,
    /// Parts of the exam paper that change too: `Annexe 4 : Le fichier`.
    pub exam: Vec<Line>,
}

/// What marked copies need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Nothing.
    Kept,
    /// A look.
    Look,
    /// To be marked again.
    Again,
}

/// What marked copies need for some questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Copies {
    /// What they need.
    pub verdict: Verdict,
    /// `question 1.1, question 2.3`; empty for the whole paper.
    pub places: String,
}

/// A question, or another place of the corrigé.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rectified {
    /// `Question 2.3`.
    pub heading: String,
    /// Its statement, shortened; may be empty.
    pub title: String,
    /// What marked copies need, for a question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// The same, in a sentence; may be empty.
    pub advice: Line,
    /// What to read instead of what.
    pub corrections: Vec<Correction>,
}

/// Something to read instead of something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// Where: `barème`, `tableau « Fichier »`; said once for all that stands
    /// there.
    pub at: String,
    /// The row of the table; may be empty.
    pub row: String,
    /// What stood there; empty if nothing did.
    pub instead: Vec<Span>,
    /// What to read; empty if it is to be struck out.
    pub read: Vec<Span>,
}

/// Some words of a correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The words, with the spaces between them.
    pub text: String,
    /// Whether they are what is corrected.
    pub changed: bool,
}
