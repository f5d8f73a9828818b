//! The author's text: takes Markdown with `{expressions}`, gives inline nodes,
//! or faults with their places; [`typography`] then sets the finished text.
//!
//! Expressions are found here and read by the caller: this module knows
//! neither formulas nor values. Whatever Markdown could bring in that is not
//! text (HTML, images, code blocks) is refused rather than dropped.

mod commonmark;
mod fault;
mod insert;
#[cfg(test)]
mod sample;
pub mod typography;

use std::ops::Range;

use fault::markdown;
use insert::Prepared;

pub use fault::MarkupFault;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Plain text, typography not yet applied.
    Text(String),
    /// Strong emphasis (*gras*).
    Strong(Vec<Piece>),
    /// Emphasis (*italique*).
    Emph(Vec<Piece>),
    /// A link.
    Link {
        /// Its target: http, https, mailto or tel.
        url: String,
        /// What is shown.
        content: Vec<Piece>,
    },
    /// Text to leave as it was typed.
    Code(String),
    /// A line break the author asked for.
    Break,
    /// A value to be computed: `{teleacteurs}`.
    Insert {
        /// Where its expression stands in the author's text.
        range: Range<usize>,
        /// Its rank in [`Markup::inserts`].
        index: usize,
    },
    /// The place of a key element: `{repere attention}`.
    Marker {
        /// The name after the keyword.
        name: String,
        /// Where that name stands in the author's text.
        range: Range<usize>,
    },
    /// The sign of a footnote: `{note rse}`.
    Note {
        /// The name after the keyword.
        name: String,
        /// Where that name stands in the author's text.
        range: Range<usize>,
    },
}

/// A paragraph or a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paragraph {
    /// Running text.
    Text(Vec<Piece>),
    /// A bulleted or numbered list.
    List {
        /// First number of a numbered list, absent for bullets.
        start: Option<u64>,
        /// Its items.
        items: Vec<Vec<Paragraph>>,
    },
}

/// A text once parsed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Markup {
    /// Its paragraphs and lists, in order.
    pub flow: Vec<Paragraph>,
    /// The source of every expression and its place in the author's text.
    pub inserts: Vec<(String, Range<usize>)>,
}

/// Parses a text of any number of paragraphs and lists.
///
/// # Errors
///
/// Returns every fault of the text, in its order.
pub fn parse(text: &str) -> Result<Markup, Vec<MarkupFault>> {
    read(insert::prepare(text, None)?)
}

/// Parses a text that holds on one line: a title, a cell, a label.
///
/// A sign that would open a list or a quotation on a line that means none is
/// text: `- 37,5 %`, `> 50 %`, `1. Les atouts`, `-` alone in a cell.
///
/// # Errors
///
/// Returns every fault of the text; a list or a second paragraph is one.
pub fn parse_line(text: &str) -> Result<Markup, Vec<MarkupFault>> {
    let markup = read(insert::prepare(text, commonmark::literal_sign(text))?)?;
    let (start, words) = (text.len() - text.trim_start().len(), text.trim());
    // Spaces that Markdown keeps make paragraphs of their own.
    let whole = if words.is_empty() { 0..text.len() } else { start..start + words.len() };
    match markup.flow.as_slice() {
        [] | [Paragraph::Text(_)] => Ok(markup),
        [Paragraph::List { .. }, ..] => Err(vec![markdown::list(whole)]),
        _ => Err(vec![markdown::several_paragraphs(whole)]),
    }
}

fn read(prepared: Prepared) -> Result<Markup, Vec<MarkupFault>> {
    Ok(Markup { flow: commonmark::read(&prepared)?, inserts: prepared.inserts })
}
