//! Other ways to a result (*chemins*): accepted alternatives and declared
//! mistakes, each as the formulas it changes.

use crate::number::Exact;
use crate::source::{Span, Spanned};
use crate::subject::text::{Formula, Text};

/// The other ways through the steps of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Detours {
    /// Where they are declared.
    pub span: Span,
    /// The results that are shown for each, in order (*résultats*).
    pub results: Vec<Spanned<String>>,
    /// The ways (*cas*).
    pub cases: Vec<Detour>,
}

/// Another way.
#[derive(Debug, Clone, PartialEq)]
pub struct Detour {
    /// What it does, in a few words.
    pub label: Text,
    /// Whether it is right as well (*accepté*).
    pub accepted: bool,
    /// Names of data or computations, and what stands in their place.
    pub changes: Vec<(Spanned<String>, Formula)>,
    /// Points it loses; those of the changed steps unless said (*perd*).
    pub lost: Option<Exact>,
}
