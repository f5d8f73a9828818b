//! Worked computations as a sheet prints them: symbols, figures, result.

use serde::Serialize;

use super::inline::Line;

/// A formula set in two dimensions; every text is final.
///
/// `templates/components/equation.typ` has one branch for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Math {
    /// A name, a figure with its unit, or words.
    Text {
        /// What is printed.
        text: String,
    },
    /// An operator or a relation, spaced as such: `+`, `−`, `×`, `=`, `≈`.
    Operator {
        /// The sign.
        text: String,
    },
    /// A fraction.
    Fraction {
        /// Numerator.
        top: Box<Math>,
        /// Denominator.
        bottom: Box<Math>,
    },
    /// Something between a pair of signs: `()`, `⌈⌉`, `⌊⌋`, `||`.
    Fence {
        /// Opening sign.
        open: String,
        /// Closing sign.
        close: String,
        /// What stands between.
        content: Box<Math>,
    },
    /// A power.
    Power {
        /// What is raised.
        base: Box<Math>,
        /// To what.
        exponent: Box<Math>,
    },
    /// A function by its name and arguments.
    Call {
        /// Its printed name: `moyenne`, `max`.
        name: String,
        /// Its arguments, printed between `;`.
        arguments: Vec<Math>,
    },
    /// Things that follow each other on the line.
    Row {
        /// In order.
        items: Vec<Math>,
    },
}

/// One computed value with the way to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Computation {
    /// Points paid for the step, `1 pt`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<String>,
    /// What is computed, as a sentence.
    pub label: Line,
    /// Left-hand side.
    pub name: Math,
    /// The formula in symbols; absent when it has none (a plain value).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symbols: Option<Math>,
    /// The formula in figures; absent when it equals the symbols.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<Math>,
    /// The relation before the result: `=` or `≈`.
    pub relation: String,
    /// The result before rounding, when the formula rounds: `4,25`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unrounded: Option<Math>,
    /// The relation before that value when it is cut too: `≈`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut: Option<String>,
    /// The result with its unit.
    pub result: Math,
    /// About how wide each of these parts is.
    pub breadths: Breadths,
    /// Whether a fraction makes a row higher than a line of text.
    pub tall: bool,
    /// How the equation is read aloud in French.
    pub alt: String,
}

/// About how wide the parts of a computation are, in hundredths of an em.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Breadths {
    /// Of the formula in symbols.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symbols: Option<u32>,
    /// Of the formula in figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<u32>,
    /// Of the result before rounding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unrounded: Option<u32>,
    /// Of the result.
    pub result: u32,
}
