//! Other ways to a result: takes what a detour changes, gives the values that
//! follow from it, computed again with the same formulas.
//!
//! Only what is downstream of a change is computed, and of that only what is
//! asked for: a corrigé follows a dozen ways through each question.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::solve::{column, in_unit};
use super::{Answers, Columns};
use crate::diagnostic::{Fault, Faults};
use crate::formula::{self, FormulaFault, Lookup, Scope, Value};
use crate::number::Unit;
use crate::source::{Sources, Spanned};
use crate::subject::{Detour, Formula, Subject};

/// Faults that the author of a change made. Any other has no result to show
/// for it and that is all: a mistake may well divide by zero.
const WRITTEN_WRONG: [&str; 5] = [
    "longueurs-differentes",
    "nom-inconnu",
    "type-inattendu",
    "unite-incompatible",
    "unites-differentes",
];

/// The formulas of a subject, with what each is needed for.
pub struct Formulas<'s> {
    definitions: BTreeMap<String, Definition<'s>>,
    /// The names whose formulas use a name.
    users: BTreeMap<String, Vec<String>>,
}

struct Definition<'s> {
    formula: &'s Formula,
    unit: Option<&'s Spanned<Unit>>,
    /// Name and number of rows of the table whose column it is.
    table: Option<(&'s str, usize)>,
}

impl<'s> Formulas<'s> {
    /// Finds the formulas of a subject.
    #[must_use]
    pub fn new(subject: &'s Subject) -> Self {
        let mut formulas = Self { definitions: BTreeMap::new(), users: BTreeMap::new() };
        for computation in &subject.computations {
            let (formula, unit) = (&computation.formula, computation.unit.as_ref());
            let definition = Definition { formula, unit, table: None };
            formulas.add(computation.name.value.clone(), definition);
        }
        for table in &subject.tables {
            let name = table.name.value.as_str();
            for column in &table.computed {
                let (formula, unit) = (&column.formula, column.unit.as_ref());
                let definition = Definition { formula, unit, table: Some((name, table.rows())) };
                formulas.add(format!("{name}.{}", column.name.value), definition);
            }
        }
        formulas
    }

    fn add(&mut self, name: String, definition: Definition<'s>) {
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
    fn follow<'f>(&'f self, name: &str, downstream: &mut BTreeSet<&'f str>) {
        for user in self.users.get(name).into_iter().flatten() {
            if downstream.insert(user) {
                self.follow(user, downstream);
            }
        }
    }
}

impl Answers {
    /// Computes some names again by another way.
    ///
    /// Changes are made one after another: a formula that names what an
    /// earlier one changed, or itself, has its value at that moment. A name
    /// has no value where its computation fails, on a division by zero for
    /// instance.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with the changes as they are written.
    pub fn detoured(
        &self,
        formulas: &Formulas<'_>,
        detour: &Detour,
        names: &[&str],
        sources: &Sources,
    ) -> Result<Vec<Option<Value>>, Faults> {
        let mut way = Way::new(self, formulas);
        for (name, formula) in &detour.changes {
            let value = way.changed(&name.value, formula, sources);
            way.set(&name.value, value);
        }
        let values = names.iter().map(|name| way.value(name)).collect();
        let mut faults = way.faults.into_inner();
        if let Some((name, fault)) = way.broken.into_inner()
            && let Some((_, formula)) = detour.changes.last()
        {
            let place = formula.origin.place(sources, 0..formula.text.len());
            faults.push(
                Fault::error(fault.id, fault.message)
                    .at(place, format!("ce chemin ne permet plus de calculer « {name} »")),
            );
        }
        if faults.has_errors() { Err(faults) } else { Ok(values) }
    }
}

/// Values by another way, before those of the answers.
struct Way<'a> {
    answers: &'a Answers,
    formulas: &'a Formulas<'a>,
    /// What stands in the place of a name; nothing where that has no result.
    changed: BTreeMap<String, Option<Value>>,
    downstream: BTreeSet<&'a str>,
    computed: RefCell<BTreeMap<String, Option<Value>>>,
    faults: RefCell<Faults>,
    /// The first formula of the subject that the changes do not suit.
    broken: RefCell<Option<(String, FormulaFault)>>,
}

impl<'a> Way<'a> {
    fn new(answers: &'a Answers, formulas: &'a Formulas<'a>) -> Self {
        Self {
            answers,
            formulas,
            changed: BTreeMap::new(),
            downstream: BTreeSet::new(),
            computed: RefCell::default(),
            faults: RefCell::default(),
            broken: RefCell::default(),
        }
    }

    /// Computes what stands in the place of a name.
    fn changed(&self, name: &str, formula: &Formula, sources: &Sources) -> Option<Value> {
        let outcome = formula::evaluate(&formula.expr, self);
        let unit = self.formulas.definitions.get(name).and_then(|definition| definition.unit);
        let tell = |fault| self.faults.borrow_mut().push(fault);
        match outcome {
            Ok(value) => match in_unit(value, unit.map(|unit| &unit.value)) {
                Ok(value) => Some(value),
                Err(fault) => {
                    let place = formula.origin.place(sources, 0..formula.text.len());
                    tell(
                        Fault::error("unite-incompatible", fault.message())
                            .at(place, format!("« {name} » n’a pas cette unité")),
                    );
                    None
                }
            },
            Err(fault) => {
                if WRITTEN_WRONG.contains(&fault.id) {
                    tell(formula.origin.fault(sources, fault));
                }
                None
            }
        }
    }

    fn set(&mut self, name: &str, value: Option<Value>) {
        self.changed.insert(name.to_owned(), value);
        self.formulas.follow(name, &mut self.downstream);
        self.computed.get_mut().clear();
    }

    fn value(&self, name: &str) -> Option<Value> {
        match self.lookup(name) {
            Lookup::Found(value) => Some(value),
            Lookup::Failed | Lookup::Unknown => None,
        }
    }

    /// Computes a name that is downstream of a change.
    fn compute(&self, name: &str, definition: &Definition<'_>) -> Option<Value> {
        let expr = &definition.formula.expr;
        let outcome = match definition.table {
            Some((table, rows)) => {
                formula::evaluate(expr, &Columns::new(self, table)).map(|value| column(value, rows))
            }
            None => formula::evaluate(expr, self),
        };
        let unit = definition.unit.map(|unit| &unit.value);
        match outcome {
            Ok(value) => in_unit(value, unit).ok(),
            Err(fault) => {
                if WRITTEN_WRONG.contains(&fault.id) {
                    self.broken.borrow_mut().get_or_insert_with(|| (name.to_owned(), fault));
                }
                None
            }
        }
    }
}

impl Scope for Way<'_> {
    fn lookup(&self, name: &str) -> Lookup {
        let found = |value: Option<Value>| value.map_or(Lookup::Failed, Lookup::Found);
        if let Some(value) = self.changed.get(name) {
            return found(value.clone());
        }
        let definition = self.formulas.definitions.get(name);
        let Some(definition) = definition.filter(|_| self.downstream.contains(name)) else {
            return self.answers.lookup(name);
        };
        if let Some(value) = self.computed.borrow().get(name) {
            return found(value.clone());
        }
        let value = self.compute(name, definition);
        self.computed.borrow_mut().insert(name.to_owned(), value.clone());
        found(value)
    }

    fn names(&self) -> Vec<String> {
        self.answers.names()
    }

    fn label(&self, name: &str) -> Option<String> {
        self.answers.label(name)
    }
}
