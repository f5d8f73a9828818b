//! Faults as data: takes what a check found, gives [`Fault`]s that a renderer
//! turns into text for a person or a program.
//!
//! A fault says in French what is wrong (`message`), where (`places`), what
//! was expected (the label of the first place) and how to mend it (`help`).
//! Messages are lower case, without full stop, names between « ».

mod collect;
mod io;
mod known;
mod near;
mod render;

pub use collect::Faults;
pub use io::io_reason;
pub use near::{fold, nearest};
pub use render::{Format, Sarif, render};

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// How much a fault weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing is printed for the document.
    Error,
    /// The document is printed; its author should look (*avertissement*).
    Warning,
}

/// A place shown under a fault, with what to say about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The guilty words.
    pub span: Span,
    /// What was expected there; may be empty.
    pub label: String,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Stable identifier in kebab case, `cle-inconnue` for instance.
    pub id: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// One terse sentence.
    pub message: String,
    /// The guilty place first, then those that explain it.
    pub places: Vec<Place>,
    /// Ways to mend it.
    pub help: Vec<String>,
}

impl Fault {
    /// Starts an error.
    pub fn error(id: &'static str, message: impl Into<String>) -> Self {
        Self::new(id, Severity::Error, message.into())
    }

    /// Starts a warning.
    pub fn warning(id: &'static str, message: impl Into<String>) -> Self {
        Self::new(id, Severity::Warning, message.into())
    }

    fn new(id: &'static str, severity: Severity, message: String) -> Self {
        Self { id, severity, message: set(message), places: Vec::new(), help: Vec::new() }
    }

    /// Adds a place and what was expected there.
    #[must_use]
    pub fn at(mut self, span: Span, label: impl Into<String>) -> Self {
        self.places.push(Place { span, label: set(label.into()) });
        self
    }

    /// Adds a way to mend the fault.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(set(help.into()));
        self
    }
}

/// Puts no-break spaces inside guillemets, so that no line starts with one.
fn set(text: String) -> String {
    if text.contains("« ") || text.contains(" »") {
        text.replace("« ", "«\u{a0}").replace(" »", "\u{a0}»")
    } else {
        text
    }
}
