//! Many draws without a page: takes a plan, a key and a seed, gives what the
//! results are worth over all of them, what constraints refuse, and the draws
//! that come out badly, for a person or a program to read.
//!
//! Draws are numbered from 1, as pupils are. Draw `n` is that of pupil `n mod
//! 2²⁰`, attempt `n ÷ 2²⁰`: any of them can be dealt again.

mod drawn;
mod figure;
mod flaw;
mod json;
mod junit;
mod reading;
mod spread;
mod table;
mod text;
mod threshold;

pub use drawn::Parameter;
pub use spread::{Bar, Quantiles, Spread};
pub use threshold::{Demanded, Threshold};

use std::collections::BTreeSet;

use drawn::Parameters;
use flaw::Flaws;
pub use junit::junit;
use reading::Reading;
use spread::Values;

use super::draw::{Care, Verdict};
use super::plan::{Check, Plan};
use super::tally::Tally;
use super::words::many;
use super::{Attempt, Key};
use crate::diagnostic::Fault;
use crate::number::Exact;
use crate::subject::{Admission, Flaw};

/// Bad draws that are named, of each sort.
const NAMED: usize = 5;
/// Tries of which all that refuse them is looked for; what follows stops at the
/// first.
const LOOKED_AT: u64 = 50_000;
/// Draws among which a case that may happen is expected.
const ENOUGH: u32 = 10_000;
/// Pupils of one attempt.
const PUPILS: u32 = 1 << 20;
/// Most draws: what follows has no code by which it could be dealt again.
pub const MOST_DRAWS: u32 = (1 << 30) - 1;

/// What many draws have shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Stress {
    /// What the streams of the subject are keyed by: its code, or its session
    /// and title.
    pub subject: String,
    /// The seed.
    pub seed: u64,
    /// How many draws were asked for.
    pub draws: u32,
    /// The command that prints a draw again, but for its number.
    pub replay: String,
    /// How many tries they took, of what a constraint or a computation may
    /// refuse.
    pub tries: u64,
    /// How many tries were refused.
    pub refused: u64,
    /// Tries, and those refused, of the group of data whose constraints refuse
    /// the largest share: the others do not make up for it.
    pub worst: (u64, u64),
    /// How many different variants were seen.
    pub distinct: u64,
    /// What was drawn of each parameter.
    pub parameters: Vec<Parameter>,
    /// What each result was worth.
    pub results: Vec<Spread>,
    /// What each constraint refused, in the order of the subject.
    pub refusals: Vec<Refusal>,
    /// How many draws are degenerate in some way that is not admitted.
    pub degenerate: u64,
    /// In which ways, the most frequent first.
    pub cases: Vec<Case>,
    /// Draws that constraints refused to the end.
    pub failures: Examples,
    /// What the subject demands, and whether it holds.
    pub thresholds: Vec<Threshold>,
    /// Admissions of results that change, for cases that no draw has shown.
    pub unused: Vec<Admission>,
}

/// What a constraint refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What it is called before its formula, for fairness: « même signe ».
    pub title: Option<&'static str>,
    /// The formula; the name of a computation that had no value.
    pub text: String,
    /// How many tries it was asked about.
    pub tries: u64,
    /// How many it refused.
    pub refused: u64,
    /// How many of them no other refused.
    pub alone: u64,
}

/// A way in which draws are degenerate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The way.
    pub flaw: Flaw,
    /// The result, or the two results, concerned.
    pub name: String,
    /// The draws.
    pub draws: Examples,
    /// Why the case does no harm, when the subject admits it.
    pub admitted: Option<String>,
}

/// Some draws, the first of which are named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Examples {
    /// How many there are.
    pub count: u64,
    /// The numbers of the first, from 1.
    pub first: Vec<u32>,
}

impl Stress {
    /// Tells whether every draw could be made and every threshold holds.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.failures.count == 0
            && self.thresholds.iter().all(|threshold| threshold.holds != Some(false))
    }

    /// Returns the errors of thresholds that do not hold, and the warnings of
    /// admissions that serve nothing.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let broken = self.thresholds.iter().filter(|threshold| threshold.holds == Some(false));
        let draws = many(u64::from(self.draws), "tirage");
        let unused = self.unused.iter().map(|admission| {
            let message = format!("aucun des {draws} n’est dans ce cas");
            Fault::warning("admission-inutile", message).at(admission.flaw.span, "admis ici")
        });
        broken.map(Threshold::fault).chain(unused).collect()
    }
}

impl Examples {
    fn add(&mut self, draw: u32) {
        self.count += 1;
        if self.first.len() < NAMED {
            self.first.push(draw);
        }
    }
}

/// Returns whose draw bears a number, and which of theirs.
#[must_use]
pub fn dealt(draw: u32) -> (u32, Attempt) {
    (draw % PUPILS, Attempt::Drawn(attempt(draw)))
}

fn attempt(draw: u32) -> u16 {
    u16::try_from(draw / PUPILS).unwrap_or(u16::MAX)
}

/// Draws many times.
#[must_use]
pub fn stress(plan: &Plan, key: &Key, seed: u64, draws: u32) -> Stress {
    let mut dealer = plan.dealer(key, seed);
    let mut tallies = vec![Tally::default(); plan.groups.len() + 1];
    let mut reading = Reading::new(plan);
    let mut values: Vec<_> = plan.results.iter().map(Values::new).collect();
    let mut parameters = Parameters::new(plan);
    let mut flaws = Flaws::new(plan);
    let mut distinct = BTreeSet::new();
    let mut failures = Examples::default();
    let mut counts = vec![(0_u64, 0_u64); plan.groups.len() + 1];
    let mut looked_at = 0_u64;
    for draw in 1..=draws {
        let care = if looked_at < LOOKED_AT { Care::Thorough } else { Care::Quick };
        let watch = &mut |_: &super::Dealer<'_>, group: usize, verdict: Verdict| {
            looked_at += 1;
            if let Some((tries, refused)) = counts.get_mut(group) {
                *tries += 1;
                *refused += u64::from(verdict != Verdict::Accepted);
            }
            let tally = tallies.get_mut(group).filter(|_| care == Care::Thorough);
            if let Some(tally) = tally {
                tally.add(verdict);
            }
        };
        if dealer.settle(draw % PUPILS, attempt(draw), care, watch).is_err() {
            failures.add(draw);
            continue;
        }
        parameters.look(&dealer);
        reading.read(&dealer);
        distinct.insert(reading.hash(&dealer));
        for (values, result) in values.iter_mut().zip(&reading.results) {
            values.add(result);
        }
        flaws.look(draw, &reading);
    }
    // Draws that nothing can refuse would water down the share of refusals.
    let checked = |group: usize| plan.groups.get(group).is_some_and(|one| !one.checks.is_empty());
    let refusing = counts.iter().enumerate().filter(|(group, (_, no))| *no > 0 || checked(*group));
    let refusing: Vec<_> = refusing.map(|(_, count)| *count).collect();
    let (tries, refused) =
        refusing.iter().fold((0, 0), |all, count| (all.0 + count.0, all.1 + count.1));
    let share = |count: &(u64, u64)| Exact::new(count.1.into(), count.0.max(1).into());
    let worst = refusing.into_iter().max_by_key(share).unwrap_or_default();
    let (degenerate, cases) = flaws.finish();
    let unused = unused(plan, &cases, draws);
    let stress = Stress {
        subject: plan.identity.clone(),
        seed,
        draws,
        replay: format!("corrige stress --seed {seed} --replay"),
        tries,
        refused,
        worst,
        distinct: distinct.len() as u64,
        parameters: parameters.finish(),
        results: values.into_iter().zip(&plan.results).map(|(v, r)| v.finish(r)).collect(),
        refusals: refusals(plan, &tallies),
        degenerate,
        cases,
        failures,
        thresholds: Vec::new(),
        unused,
    };
    let thresholds = threshold::all(&plan.thresholds, &stress);
    Stress { thresholds, ..stress }
}

/// Lists the admissions whose case was never seen, in draws enough to see it.
/// Those of results that are not computed here say nothing.
fn unused(plan: &Plan, cases: &[Case], draws: u32) -> Vec<Admission> {
    if draws < ENOUGH {
        return Vec::new();
    }
    let known = |name: &str| {
        plan.results.iter().any(|result| result.name == name)
            || plan.ordered.iter().any(|column| column.name == name)
    };
    let seen = |admission: &Admission| {
        cases.iter().any(|case| {
            let names: Vec<_> = case.name.split(", ").collect();
            admission.admits(case.flaw, &names)
        })
    };
    let admitted = plan.thresholds.admitted.iter();
    let told = admitted.filter(|one| one.names.iter().all(|name| known(&name.value)) && !seen(one));
    told.cloned().collect()
}

/// Says what each check of each group refused.
fn refusals(plan: &Plan, tallies: &[Tally]) -> Vec<Refusal> {
    let refusal = |tally: &Tally, rank: usize, check: &Check| Refusal {
        title: check.title,
        text: check.text.clone(),
        tries: tally.tries,
        refused: tally.refused(rank),
        alone: tally.without(&[rank]) - tally.accepted,
    };
    let mut all = Vec::new();
    for (group, tally) in plan.groups.iter().zip(tallies) {
        let checks = group.checks.iter().enumerate();
        all.extend(checks.map(|(rank, check)| (Some(check.span), refusal(tally, rank, check))));
    }
    all.sort_by_key(|(span, _)| *span);
    let works = plan.groups.iter().map(|group| &group.work).chain(&plan.joint);
    for (work, tally) in works.zip(tallies) {
        for (definition, refused) in tally.broken() {
            let Some(named) = work.names.get(definition) else { continue };
            let text = named.name.clone();
            let broken =
                Refusal { title: Some(BROKEN), text, tries: tally.tries, refused, alone: refused };
            all.push((None, broken));
        }
    }
    all.into_iter().map(|(_, refusal)| refusal).collect()
}

/// Title of a computation that has no value.
const BROKEN: &str = "calcul impossible";

#[cfg(test)]
mod tests;
