//! From an outline to a plan: draws, then programs, group by group, then what
//! rests on several.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::build::{Builder, Outline, Places};
use super::checks::Asked;
use super::reach::Parameters;
use super::slots::{Inputs, ready};
use super::stages::{self, Need};
use super::work::{Task, compile};
use super::{Check, Group, Plan, Slot, Work, watch};
use crate::subject::Subject;
use crate::variants::tally::Tally;

impl<'s> Builder<'s, '_> {
    /// Makes a plan; tallies, one a group, say in which order to check.
    pub(super) fn assemble(&mut self, outline: &Outline<'s>, tallies: &[Tally]) -> Option<Plan> {
        let unknown = Tally::default();
        let mut slots = Vec::new();
        let mut groups = Vec::new();
        for (rank, parameters) in outline.groups.iter().enumerate() {
            let tally = tallies.get(rank).unwrap_or(&unknown);
            groups.push(self.group(rank, parameters, outline, tally, &mut slots)?);
        }
        let joint = self.joint(&outline.places, &mut slots)?;
        Some(Plan {
            identity: identity(self.subject),
            results: self.results(outline, &groups, joint.as_ref()),
            ordered: self.ordered(&outline.places, &groups, joint.as_ref()),
            slots,
            groups,
            joint,
            thresholds: self.variants.thresholds.clone(),
            warnings: Vec::new(),
        })
    }

    fn group(
        &mut self,
        rank: usize,
        parameters: &Parameters,
        outline: &Outline<'s>,
        tally: &Tally,
        slots: &mut Vec<Slot>,
    ) -> Option<Group> {
        let start = slots.len();
        let mut inputs = Inputs::default();
        for parameter in parameters.iter().filter_map(|each| self.variants.parameters.get(*each)) {
            self.slots(parameter, slots, &mut inputs)?;
        }
        let asked = outline.asked.iter().filter(|asked| !asked.parameters.is_disjoint(parameters));
        let asked: Vec<_> = asked.collect();
        let needs: Vec<_> = asked.iter().map(|asked| self.need(asked, &slots[start..])).collect();
        let order = stages::order(tally, &needs);
        // Definitions are computed in their order: first what is checked first.
        let mut tasks = Vec::new();
        let mut checks: Vec<Option<Check>> = asked.iter().map(|_| None).collect();
        for check in &order {
            let base = tasks.len();
            tasks.extend(asked[*check].tasks.iter().cloned());
            checks[*check] = Some(checked(asked[*check], base, tasks.len() - 1));
        }
        tasks.extend(self.tasks(outline.places.of(Some(rank)), &outline.places));
        let work = self.compiled(&tasks, &inputs)?;
        ready(&mut slots[start..], &work.program);
        let stages = stages::stages(&order, &needs);
        let drawn: BTreeSet<_> = stages.iter().flat_map(|stage| &stage.slots).copied().collect();
        Some(Group {
            slots: start..slots.len(),
            work,
            checks: checks.into_iter().flatten().collect(),
            rest: (0..slots.len() - start).filter(|slot| !drawn.contains(slot)).collect(),
            stages,
            accepted: OnceLock::new(),
        })
    }

    /// Finds what a check needs among the draws of its group.
    fn need(&self, asked: &Asked<'_>, slots: &[Slot]) -> Need {
        let tasks = asked.tasks.iter();
        let names =
            self.reach.closure(tasks.flat_map(|task| self.reach.named(&task.expr, task.table)));
        let drawn = |slot: &Slot| slot.cells.iter().any(|target| names.contains(&target.name));
        let slots = slots.iter().enumerate().filter(|(_, slot)| drawn(slot));
        let computed = names.iter().filter(|name| self.reach.meaning(name).is_some());
        Need { slots: slots.map(|(rank, _)| rank).collect(), names: computed.count() as u64 }
    }

    /// Makes the tasks of some names, and of what is watched about them.
    fn tasks<'n>(&self, names: impl Iterator<Item = &'n String>, places: &Places) -> Vec<Task<'s>> {
        let mut tasks = Vec::new();
        for name in names {
            match self.reach.meaning(name) {
                Some(meaning) => {
                    tasks.push(Task::named(name, meaning));
                    tasks.extend(watch::nearest(name, meaning).into_iter().flatten());
                }
                None if places.ordered.contains(name) => {
                    tasks.extend(watch::column(name, self.variants.span));
                }
                None => {}
            }
        }
        tasks
    }

    /// Compiles what rests on several groups, and all it needs.
    #[expect(clippy::option_option, reason = "no fault, and nothing to compile")]
    fn joint(&mut self, places: &Places, slots: &mut [Slot]) -> Option<Option<Work>> {
        let needed = self.reach.closure(places.of(None).cloned());
        if needed.is_empty() {
            return Some(None);
        }
        let named = places.order.iter().filter(|name| needed.contains(*name));
        let mut tasks = self.tasks(named, places);
        for task in &mut tasks {
            // What its group derives is derived once.
            task.datum = task.datum.filter(|_| places.of.get(&task.name) == Some(&None));
        }
        let mut inputs = Inputs::default();
        for target in slots.iter_mut().flat_map(|slot| &mut slot.cells) {
            if needed.contains(&target.name)
                && let Some(answer) = self.answers.get(&target.name)
            {
                target.joint = Some(inputs.rank(&target.name, &answer.value));
            }
        }
        self.compiled(&tasks, &inputs).map(Some)
    }

    fn compiled(&mut self, tasks: &[Task<'_>], inputs: &Inputs) -> Option<Work> {
        self.faults.keep(compile(tasks, &inputs.list, self.answers, self.sources))
    }
}

/// Makes a check of what is asked, whose tasks begin at a rank.
fn checked(asked: &Asked<'_>, base: usize, definition: usize) -> Check {
    let demand = asked.demand.clone().after(base);
    Check {
        demand,
        definition,
        text: asked.text.to_owned(),
        title: asked.title,
        span: asked.span,
        names: asked.names.clone(),
    }
}

/// Returns what the streams of a subject have in their keys.
fn identity(subject: &Subject) -> String {
    let identity = &subject.identity;
    match &identity.code {
        Some(code) => code.clone(),
        None => format!("{} {}", identity.session, identity.title.source.trim()),
    }
}
