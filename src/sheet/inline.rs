//! Running text of a sheet: what stands in a line and how lines follow.
//!
//! Texts come out of here finished: values filled in, French typography
//! applied. Templates place them and change nothing.

use serde::Serialize;

/// A piece of a line.
///
/// `templates/inline.typ` has one branch for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Inline {
    /// Plain text.
    Text {
        /// The characters, exactly as they are to be printed.
        text: String,
    },
    /// Strong emphasis (*gras*).
    Strong {
        /// What is emphasised.
        content: Vec<Inline>,
    },
    /// Emphasis (*italique*).
    Emph {
        /// What is emphasised.
        content: Vec<Inline>,
    },
    /// Raised text: `er` of 1er.
    Superscript {
        /// The raised characters.
        text: String,
    },
    /// A link.
    Link {
        /// Its target.
        url: String,
        /// What is shown.
        content: Vec<Inline>,
    },
    /// Text left as it was typed.
    Code {
        /// The characters.
        text: String,
    },
    /// A numbered marker that ties a place to a key element (*repère*).
    Marker {
        /// The number printed in the disc.
        number: String,
    },
    /// A footnote: its sign stands here, its text at the foot of the page.
    Footnote {
        /// Its text.
        content: Vec<Inline>,
    },
    /// A line break the author asked for.
    Break,
}

/// A line of text.
pub type Line = Vec<Inline>;

/// A paragraph or a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Flow {
    /// A paragraph.
    Paragraph {
        /// Its text.
        content: Line,
    },
    /// A bulleted or numbered list.
    List {
        /// First number of a numbered list, absent for bullets.
        #[serde(skip_serializing_if = "Option::is_none")]
        start: Option<u64>,
        /// Its items.
        items: Vec<Vec<Flow>>,
    },
}
