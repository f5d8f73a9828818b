//! The columns of one table by their bare names, before all other names.

use crate::formula::{Lookup, Scope};

/// A scope in which the columns of a table need no table name.
pub struct Columns<'s> {
    around: &'s dyn Scope,
    table: &'s str,
}

impl<'s> Columns<'s> {
    /// Puts the columns of a table before the names around it.
    pub fn new(around: &'s dyn Scope, table: &'s str) -> Self {
        Self { around, table }
    }

    fn full(&self, name: &str) -> String {
        format!("{}.{name}", self.table)
    }
}

impl Scope for Columns<'_> {
    fn lookup(&self, name: &str) -> Lookup {
        match self.around.lookup(&self.full(name)) {
            Lookup::Unknown => self.around.lookup(name),
            found => found,
        }
    }

    fn names(&self) -> Vec<String> {
        let mut names = self.around.names();
        let prefix = self.full("");
        let columns: Vec<_> =
            names.iter().filter_map(|name| name.strip_prefix(&prefix).map(str::to_owned)).collect();
        names.extend(columns);
        names
    }

    fn label(&self, name: &str) -> Option<String> {
        self.around.label(&self.full(name)).or_else(|| self.around.label(name))
    }
}
