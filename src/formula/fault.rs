//! What is wrong with a formula: takes an id, a range of the formula's text
//! and French words, gives a [`FormulaFault`] that a caller sets in its file.

use std::ops::Range;

use super::value::Value;
use crate::number::ArithmeticFault;

/// Id of the silent fault: a name failed, and its own fault has been told.
pub const ALREADY_TOLD: &str = "deja-signale";

/// One thing that is wrong in a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormulaFault {
    /// Stable identifier in kebab case, `nom-inconnu` for instance.
    pub id: &'static str,
    /// The guilty bytes of the formula's text.
    pub range: Range<usize>,
    /// One terse sentence.
    pub message: String,
    /// What stands at the range, or what was expected there; may be empty.
    pub label: String,
    /// A way to mend it.
    pub help: Option<String>,
}

impl FormulaFault {
    /// Starts a fault.
    pub(super) fn new(id: &'static str, range: &Range<usize>, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { id, range: range.clone(), message, label: String::new(), help: None }
    }

    /// Says what stands at the range.
    #[must_use]
    pub(super) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Makes the silent fault that stops a formula whose name failed.
    pub(super) fn already_told(range: &Range<usize>) -> Self {
        Self::new(ALREADY_TOLD, range, "une valeur nommée ici n’a pas pu être calculée")
    }

    /// Tells of a fault of arithmetic at a range.
    pub(super) fn arithmetic(range: &Range<usize>, fault: &ArithmeticFault) -> Self {
        let id = match fault {
            ArithmeticFault::UnitMismatch { .. } => "unites-differentes",
            ArithmeticFault::DivisionByZero => "division-par-zero",
            ArithmeticFault::TooLarge => "resultat-trop-grand",
            _ => "calcul-impossible",
        };
        let mut told = Self::new(id, range, fault.message());
        told.help = fault.help();
        told.label = match fault {
            ArithmeticFault::UnitMismatch { .. } => "ces unités ne vont pas ensemble".to_owned(),
            _ => told.label,
        };
        told
    }

    /// Tells that a value is not of the kind that was expected.
    pub(super) fn kind(range: &Range<usize>, who: &str, expected: &str, found: &Value) -> Self {
        Self::new("type-inattendu", range, format!("{who} attend {expected}"))
            .label(format!("ceci est {}", found.kind()))
    }

    /// Says in which line of a column the fault was found, from 0.
    #[must_use]
    pub(super) fn in_line(mut self, line: usize) -> Self {
        let comma = if self.label.is_empty() { "" } else { ", " };
        self.label = format!("{}{comma}à la ligne {}", self.label, line + 1);
        self
    }
}
