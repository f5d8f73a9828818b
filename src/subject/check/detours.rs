//! Other ways: the names they change and those they show.

use super::names::{in_formula, unknown};
use super::questions;
use crate::diagnostic::Faults;
use crate::source::Sources;
use crate::subject::model::Subject;

/// Finds names that nothing bears.
pub(super) fn check(subject: &Subject, sources: &Sources, faults: &mut Faults) {
    let results: Vec<_> =
        subject.computations.iter().map(|computation| computation.name.value.as_str()).collect();
    let data = subject.data.iter().map(|datum| datum.name.value.as_str());
    let changed: Vec<_> = data.chain(results.iter().copied()).collect();
    for detours in questions(subject).filter_map(|question| question.detours.as_ref()) {
        for name in &detours.results {
            unknown("calcul", "aucun calcul ne porte ce nom", name, &results, faults);
        }
        for (name, formula) in detours.cases.iter().flat_map(|case| &case.changes) {
            unknown("chemin", "ni une donnée, ni un calcul", name, &changed, faults);
            in_formula(subject, formula, sources, faults);
        }
    }
}
