//! What can be wrong in a text: takes a place, gives the fault in French.

pub(super) mod braces;
pub(super) mod markdown;

use std::ops::Range;

/// One thing that is wrong in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkupFault {
    /// Stable identifier in kebab case.
    pub id: &'static str,
    /// The guilty characters, in bytes of the author's text.
    pub range: Range<usize>,
    /// One terse sentence.
    pub message: String,
    /// What was expected there.
    pub label: String,
    /// A way to mend it.
    pub help: Option<String>,
}

impl MarkupFault {
    fn new(
        id: &'static str,
        range: Range<usize>,
        message: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        let (message, label, help) = (message.into(), label.into(), Some(help.into()));
        Self { id, range, message, label, help }
    }
}
