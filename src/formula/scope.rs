//! The names a formula may use: takes a name, gives what it stands for.

use super::value::Value;

/// What a name stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Lookup {
    /// A value.
    Found(Value),
    /// Nothing: the author is told, with the nearest of [`Scope::names`].
    Unknown,
    /// Something that could not be computed and has its own fault: the
    /// formula stops with a silent one.
    Failed,
}

/// The named values around a formula.
///
/// `lookup` takes `&self`: a scope that computes on demand keeps what it has
/// found behind a cell.
pub trait Scope {
    /// Finds what a name stands for.
    fn lookup(&self, name: &str) -> Lookup;

    /// Lists every name, for suggestions.
    fn names(&self) -> Vec<String>;

    /// Returns the words that a worked computation shows for a name.
    fn label(&self, name: &str) -> Option<String>;
}
