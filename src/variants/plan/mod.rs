//! What drawing needs to know of a subject, found once: takes a subject and
//! its answers, gives groups of draws that can be made apart, each with the
//! compiled results and constraints that rest on it alone.
//!
//! Parameters that a constraint ties together, through every formula on the
//! way, form a group: a try that is refused draws that group again and leaves
//! the others alone. What rests on several groups is computed once all are
//! accepted.
//!
//! Groups do not depend on which questions are asked for: a group is drawn
//! whole or, when no question needs it, not at all, so that a pupil has the
//! same figures on an exercise sheet and on the whole paper.

mod assemble;
mod build;
mod checks;
mod group;
mod reach;
mod results;
mod slots;
mod stages;
mod watch;
mod work;

use std::ops::Range;
use std::sync::OnceLock;

use super::PreparedDomain;
use super::fairness::Demand;
use crate::diagnostic::Fault;
use crate::formula::{Program, Ready, Value};
use crate::source::Span;
use crate::subject::{Cell, Thresholds};

/// A subject made ready for drawing its variants.
pub struct Plan {
    /// What the streams of the subject have in their keys: its code, or its
    /// session and title; never its content.
    pub(super) identity: String,
    /// Every draw, group by group.
    pub(super) slots: Vec<Slot>,
    pub(super) groups: Vec<Group>,
    /// What rests on several groups.
    pub(super) joint: Option<Work>,
    /// Computed results that change and are needed, in the order of the subject.
    pub(super) results: Vec<Outcome>,
    pub(super) ordered: Vec<Ordered>,
    pub(super) thresholds: Thresholds,
    pub(super) warnings: Vec<Fault>,
}

/// A draw: what it chooses from, and where its values go.
pub(super) struct Slot {
    /// Its parameter.
    pub(super) name: String,
    /// Where the parameter is declared.
    pub(super) span: Span,
    /// Its rank among the draws of the parameter.
    pub(super) rank: usize,
    pub(super) domain: PreparedDomain,
    /// Where its ranks stand among those of all draws.
    pub(super) picks: Range<usize>,
    pub(super) cells: Vec<Target>,
}

/// Where a drawn value goes.
pub(super) struct Target {
    pub(super) cell: Cell,
    /// The name formulas use.
    pub(super) name: String,
    /// Line of a column, from 0.
    pub(super) line: usize,
    /// Whether the name is a column.
    pub(super) column: bool,
    /// Rank among the inputs of its group.
    pub(super) input: usize,
    /// Rank among the inputs of what rests on several groups.
    pub(super) joint: Option<usize>,
    /// Its values by the rank that is drawn, ready for the memory of its
    /// group; empty when they are not listed.
    pub(super) ready: Vec<Ready>,
}

/// Draws that are accepted or refused together.
pub(super) struct Group {
    /// Its draws.
    pub(super) slots: Range<usize>,
    pub(super) work: Work,
    /// What must hold, in the order of the subject.
    pub(super) checks: Vec<Check>,
    /// In which order it is looked at.
    pub(super) stages: Vec<Stage>,
    /// Draws that no check needs, by their ranks in the group.
    pub(super) rest: Vec<usize>,
    /// The combinations that are accepted, once they have been listed.
    pub(super) accepted: OnceLock<Vec<u32>>,
}

/// A check, and the draws that none before it needed.
pub(super) struct Stage {
    /// Its rank among the checks of the group.
    pub(super) check: usize,
    /// Ranks of draws in the group.
    pub(super) slots: Vec<usize>,
}

/// Formulas computed together.
pub(super) struct Work {
    pub(super) program: Program,
    /// What its definitions are.
    pub(super) names: Vec<Named>,
    /// Data that take the result of a definition, by their ranks.
    pub(super) derived: Vec<(usize, usize)>,
}

/// A definition of a program.
pub(super) struct Named {
    pub(super) name: String,
    pub(super) span: Span,
}

/// Something that every try must satisfy.
pub(super) struct Check {
    pub(super) demand: Demand,
    /// The definition whose result is looked at.
    pub(super) definition: usize,
    /// The formula as it was written.
    pub(super) text: String,
    /// What it is called before the formula, for fairness: « même signe ».
    pub(super) title: Option<&'static str>,
    pub(super) span: Span,
    /// The names of the formula.
    pub(super) names: Vec<String>,
}

/// A computed result that changes from one variant to the next.
pub(super) struct Outcome {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) decimals: Option<u32>,
    /// Its value in the subject as it is written.
    pub(super) written: Value,
    /// The group it rests on; `None` for several.
    pub(super) group: Option<usize>,
    pub(super) definition: usize,
    /// The definitions of its value before it is rounded to the nearest, and
    /// of that value rounded up and down.
    pub(super) nearest: Option<[usize; 3]>,
}

/// A column of numbers whose order matters, without equals in the subject as
/// it is written.
pub(super) struct Ordered {
    pub(super) name: String,
    /// The group it rests on; `None` for several.
    pub(super) group: Option<usize>,
    pub(super) definition: usize,
}

impl Plan {
    /// Returns what its author should look at, though variants can be drawn.
    #[must_use]
    pub fn warnings(&self) -> &[Fault] {
        &self.warnings
    }

    /// Names the results that set variants apart, in the order of the subject.
    pub fn results(&self) -> impl Iterator<Item = &str> {
        self.results.iter().map(|result| result.name.as_str())
    }

    /// Tells whether something rests on a group and on others.
    pub(super) fn is_joint(&self, group: usize) -> bool {
        let slots = self.groups.get(group).and_then(|group| self.slots.get(group.slots.clone()));
        let mut cells = slots.into_iter().flatten().flat_map(|slot| &slot.cells);
        cells.any(|target| target.joint.is_some())
    }

    /// Counts the combinations of a group, accepted or not, if they are few
    /// enough to be listed.
    pub(super) fn combinations(&self, group: &Group) -> Option<u32> {
        /// Most combinations of a group that are listed.
        const LISTED: u128 = 50_000;
        let mut counts = self.slots[group.slots.clone()].iter().map(|slot| slot.domain.count());
        let product = counts
            .try_fold(1_u128, |all, count| all.checked_mul(count?).filter(|all| *all <= LISTED))?;
        u32::try_from(product).ok()
    }
}
