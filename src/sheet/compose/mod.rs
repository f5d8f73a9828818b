//! From a subject and its answers to a sheet: every text filled and set,
//! every number written, every alternative text made from the data.

mod alternative;
mod bareme;
mod block;
mod breadth;
mod calendar;
mod chart;
mod corrige;
mod dashboard;
mod data_table;
mod detour_steps;
mod detour_table;
mod detours;
mod email;
mod equation;
mod exam;
mod exercise;
mod figure;
mod grouped;
mod mockup;
mod network;
mod operand;
mod outline;
mod paper;
mod person;
mod scheme;
mod screen;
mod shares;
mod table;
mod target;
mod text;

pub(crate) use alternative::{capitalised, uncapitalised};
pub use bareme::bareme;
pub use corrige::corrige;
pub use exam::sujet;
pub use exercise::exercise;
pub use figure::{answer_text, enumeration, value_text};
pub use paper::identification;
pub use table::grid_text;

use std::collections::{BTreeMap, BTreeSet};

use crate::answers::Answers;
use crate::diagnostic::{Fault, Faults};
use crate::formula::Value;
use crate::sheet::Sheet;
use crate::source::Sources;
use crate::subject::{Formula, Subject};

/// What composing needs and fills.
struct Composer<'a> {
    subject: &'a Subject,
    answers: &'a Answers,
    sources: &'a Sources,
    faults: Faults,
    /// Whether charts and maps also give their data as a table.
    adapted: bool,
    /// Whether candidates are to read it: then texts show data and compute
    /// nothing.
    for_candidates: bool,
    /// Names of the results that an exam paper must not show.
    hidden: BTreeSet<String>,
    /// Numbers of the markers of the mock-up being composed, by name.
    markers: BTreeMap<String, String>,
}

/// Composes what candidates receive: the answers, schemes and results do not
/// come in. The subject is stripped of them, and only given values are known.
fn for_candidates(
    subject: &Subject,
    answers: &Answers,
    sources: &Sources,
    compose: impl FnOnce(&mut Composer<'_>) -> Sheet,
) -> Result<(Sheet, Faults), Faults> {
    let (bare, given) = (subject.without_answers(), answers.given());
    let mut composer = Composer::new(&bare, &given, sources);
    composer.for_candidates = true;
    composer.hidden = answers.computed_names();
    let sheet = compose(&mut composer);
    composer.finished(sheet)
}

impl<'a> Composer<'a> {
    fn new(subject: &'a Subject, answers: &'a Answers, sources: &'a Sources) -> Self {
        Self {
            subject,
            answers,
            sources,
            faults: Faults::default(),
            adapted: false,
            for_candidates: false,
            hidden: BTreeSet::new(),
            markers: BTreeMap::new(),
        }
    }

    /// Ends with the sheet and its warnings, or with every fault.
    fn finished(self, sheet: Sheet) -> Result<(Sheet, Faults), Faults> {
        if self.faults.has_errors() { Err(self.faults) } else { Ok((sheet, self.faults)) }
    }

    /// Computes a formula; tells what is wrong with it.
    ///
    /// In an exam paper a result has no value, and is said to be one.
    fn computed(&mut self, formula: &Formula) -> Option<Value> {
        let shown = formula.expr.names().into_iter().find(|(name, _)| self.hidden.contains(*name));
        if let Some((name, range)) = shown {
            let place = formula.origin.place(self.sources, range);
            self.faults.push(
                Fault::error("resultat-dans-le-sujet", format!("« {name} » donne une réponse"))
                    .at(place, "c’est un résultat : un sujet ne le montre pas"),
            );
            return None;
        }
        let value = self.answers.evaluate(formula, self.sources);
        self.faults.keep(value)
    }

    fn tell(&mut self, fault: Fault) {
        self.faults.push(fault);
    }
}
