//! The formulas of a subject by name: takes a subject, gives how each name is
//! computed and what is computed from it.

use std::collections::{BTreeMap, BTreeSet};

use super::definitions::{Definition, Source, definitions};
use crate::number::Unit;
use crate::source::Spanned;
use crate::subject::{Formula, Subject};

/// The formulas of a subject, with what each is needed for.
pub struct Formulas<'s> {
    pub(super) definitions: BTreeMap<String, Computed<'s>>,
    /// The names whose formulas use a name.
    users: BTreeMap<String, Vec<String>>,
}

/// How a name is computed.
pub(super) struct Computed<'s> {
    pub(super) formula: &'s Formula,
    pub(super) unit: Option<&'s Spanned<Unit>>,
    /// Name and number of rows of the table whose column it is.
    pub(super) table: Option<(&'s str, usize)>,
}

impl<'s> Formulas<'s> {
    /// Finds the formulas of a subject.
    #[must_use]
    pub fn new(subject: &'s Subject) -> Self {
        let mut formulas = Self { definitions: BTreeMap::new(), users: BTreeMap::new() };
        for Definition { name, source, .. } in definitions(subject) {
            if let Source::Formula { formula, unit, table } = source {
                formulas.add(name, Computed { formula, unit, table });
            }
        }
        formulas
    }

    fn add(&mut self, name: String, definition: Computed<'s>) {
        for (used, _) in definition.formula.expr.names() {
            // A bare name may be that of a column of the same table.
            let column = definition.table.map(|(table, _)| format!("{table}.{used}"));
            for used in column.into_iter().chain([used.to_owned()]) {
                self.users.entry(used).or_default().push(name.clone());
            }
        }
        self.definitions.insert(name, definition);
    }

    /// Adds to a set all that a name is needed for, from one formula to the
    /// next.
    pub(super) fn follow<'f>(&'f self, name: &str, downstream: &mut BTreeSet<&'f str>) {
        for user in self.users.get(name).into_iter().flatten() {
            if downstream.insert(user) {
                self.follow(user, downstream);
            }
        }
    }
}
