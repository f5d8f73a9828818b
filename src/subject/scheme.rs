//! The marking scheme as data (*barème*): what is paid, in which parts, under
//! which rules.

use crate::number::Exact;
use crate::source::{Span, Spanned};
use crate::subject::text::Text;

/// The marking scheme of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Scheme {
    /// Where it stands.
    pub span: Span,
    /// Its lines, in order.
    pub entries: Vec<Entry>,
}

/// A line of a marking scheme.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// Something that is paid.
    Item(Item),
    /// The most that is paid in a case (*plafond*).
    Cap {
        /// Points at most.
        points: Exact,
        /// The case.
        when: Text,
    },
    /// What is paid in a case (*condition*).
    Condition {
        /// What is paid then, in words: `0 sur 0,5`.
        paid: Text,
        /// The case.
        when: Text,
    },
}

/// Something that is paid.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// How many times it is paid (n of *n × p*), 1 unless said.
    pub count: u32,
    /// Points each time (p of *n × p*).
    pub each: Exact,
    /// Where the points were written.
    pub span: Span,
    /// What is paid.
    pub label: Text,
    /// How each p splits (*détail*).
    pub detail: Vec<Item>,
    /// What the total is made of, and the rules of that part.
    pub entries: Vec<Entry>,
    /// The computation whose result is paid.
    pub computation: Option<Spanned<String>>,
    /// Whether it is paid whole or not at all.
    pub all_or_nothing: bool,
    /// Other answers that are paid as well.
    pub accepted: Vec<Text>,
    /// Whether a wrong result carried on from an earlier step keeps the points.
    pub carried_on: bool,
}

impl Item {
    /// Returns what the item pays in all.
    #[must_use]
    pub fn total(&self) -> Exact {
        &self.each * Exact::from_integer(self.count.into())
    }

    /// Returns the items its total is made of.
    pub fn items(&self) -> impl Iterator<Item = &Self> {
        paid(&self.entries)
    }

    /// Returns the parts of the item: those of each time, then those of the
    /// total.
    pub fn parts(&self) -> impl Iterator<Item = &Self> {
        self.detail.iter().chain(self.items())
    }
}

/// Returns the items among some lines.
fn paid(entries: &[Entry]) -> impl Iterator<Item = &Item> {
    entries.iter().filter_map(|entry| match entry {
        Entry::Item(item) => Some(item),
        Entry::Cap { .. } | Entry::Condition { .. } => None,
    })
}

impl Scheme {
    /// Returns the items, in order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        paid(&self.entries)
    }
}
