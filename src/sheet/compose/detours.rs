//! Other ways through a question: takes what its author declares, gives those
//! who mark it the table of what each leads to, and the steps that follow each
//! mistake.

use num_traits::Zero;

use super::Composer;
use super::figure::value_text;
use crate::answers::{Answer, Formulas};
use crate::formula::Value;
use crate::number::{Exact, Unit};
use crate::sheet::{Block, Line};
use crate::subject::{Detour, Detours, Question};

/// Stands for a result that a way does not lead to.
const NONE: &str = "–";

/// The steps that every way is followed through, in the subject's order.
pub(super) struct Steps<'a> {
    pub(super) answers: Vec<&'a Answer>,
    /// Ranks among them of the results that the table shows.
    pub(super) results: Vec<usize>,
}

/// A way and what it leads to.
pub(super) struct Path<'d> {
    pub(super) detour: &'d Detour,
    /// What it does, in a few words.
    pub(super) label: Line,
    /// Value of each step; none where its computation fails.
    pub(super) values: Vec<Option<Value>>,
    /// Points that it keeps.
    pub(super) kept: Exact,
    /// Whether it is a mistake that ends on the expected result.
    pub(super) unseen: bool,
}

impl<'a> Composer<'a> {
    /// Composes the other ways through a question.
    ///
    /// - `paid`: the computations its scheme pays, with their points.
    pub(super) fn detours(&mut self, question: &Question, paid: &[(String, Exact)]) -> Vec<Block> {
        let Some(detours) = &question.detours else { return Vec::new() };
        let steps = self.steps(detours, paid);
        let full = &question.points.value;
        let paths = self.paths(detours, &steps, full, paid);
        let Some(table) = self.detour_table(&steps, &paths, full) else { return Vec::new() };
        let mut blocks = vec![Block::Table(table)];
        blocks.extend(self.follow_through(&steps, &paths));
        blocks
    }

    /// Lists the results of the ways and all that is changed or paid.
    fn steps(&self, detours: &Detours, paid: &[(String, Exact)]) -> Steps<'a> {
        let results = detours.results.iter().map(|name| name.value.as_str());
        let changes = detours.cases.iter().flat_map(|detour| &detour.changes);
        let changed = changes.map(|(name, _)| name.value.as_str());
        let paid = paid.iter().map(|(name, _)| name.as_str());
        let names: Vec<_> = results.clone().chain(changed).chain(paid).collect();
        let answers: Vec<_> =
            self.answers.iter().filter(|answer| names.contains(&answer.name.as_str())).collect();
        let rank = |name| answers.iter().position(|answer| answer.name == name);
        let results = results.filter_map(rank).collect();
        Steps { answers, results }
    }

    fn paths<'d>(
        &mut self,
        detours: &'d Detours,
        steps: &Steps<'_>,
        full: &Exact,
        paid: &[(String, Exact)],
    ) -> Vec<Path<'d>> {
        let formulas = Formulas::new(self.subject);
        let names: Vec<_> = steps.answers.iter().map(|answer| answer.name.as_str()).collect();
        let mut paths = Vec::with_capacity(detours.cases.len());
        for detour in &detours.cases {
            let label = self.line(&detour.label);
            match self.answers.detoured(&formulas, detour, &names, self.sources) {
                Ok(values) => {
                    let unseen = !detour.accepted && steps.end_alike(&values);
                    let kept = kept(detour, full, paid);
                    paths.push(Path { detour, label, values, kept, unseen });
                }
                Err(faults) => self.faults.extend(faults.in_order()),
            }
        }
        paths
    }
}

impl Steps<'_> {
    /// Tells whether the last result reads as the expected one.
    fn end_alike(&self, values: &[Option<Value>]) -> bool {
        let Some(last) = self.results.last() else { return false };
        let answer = self.answers[*last];
        values.get(*last).is_some_and(|value| {
            value.is_some() && told(answer, value.as_ref()) == told(answer, Some(&answer.value))
        })
    }
}

/// Returns the points that a way keeps.
fn kept(detour: &Detour, full: &Exact, paid: &[(String, Exact)]) -> Exact {
    let changed = |name: &str| detour.changes.iter().any(|(changed, _)| changed.value == name);
    let lost = match &detour.lost {
        Some(lost) => lost.clone(),
        None if detour.accepted => Exact::zero(),
        None => paid.iter().filter(|(name, _)| changed(name)).map(|(_, points)| points).sum(),
    };
    (full - lost).max(Exact::zero())
}

/// Writes the value of a step.
pub(super) fn told(answer: &Answer, value: Option<&Value>) -> String {
    let text = value.and_then(|value| value_text(value, answer.decimals));
    text.unwrap_or_else(|| NONE.to_owned())
}

/// Returns the unit that all values share, if it is one that a header can say
/// for them; clocks, `4 h 30`, say their own.
pub(super) fn shared_unit<'v>(values: impl Iterator<Item = &'v Value>) -> Option<&'v Unit> {
    let mut shared = None;
    for value in values {
        let Value::Number(quantity) = value else { return None };
        if *shared.get_or_insert(&quantity.unit) != &quantity.unit {
            return None;
        }
    }
    shared.filter(|unit| !unit.is_none() && **unit != Unit::hours())
}

/// Tells whether a label already says a unit: `Téléacteurs`, `Contacts
/// exploitables`.
pub(super) fn says(label: &str, unit: &Unit) -> bool {
    let unit = unit.to_string().to_lowercase();
    label.to_lowercase().split_whitespace().any(|word| word == unit)
}
