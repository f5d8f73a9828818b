//! Dealing: takes a plan, a key, a seed, then a pupil and an attempt, gives the
//! values that the pupil has for ever.
//!
//! # What is promised
//!
//! Each draw of each parameter has a stream of its own. Its key is derived from
//! `tirage`, the identity of the subject (its code, or else its session and
//! title), the seed (8 bytes, least significant first), the name of the
//! parameter and the rank of the draw among those of the parameter (8 bytes as
//! well). Its lane is `pupil × 2¹⁶ + attempt`, its try the number of times that
//! its group has been refused. So nothing that happens to another parameter,
//! another group or another pupil moves it.

use super::plan::{Group, Plan, Slot, Work};
use super::{Key, Stream, diagnosis};
use crate::diagnostic::Fault;
use crate::formula::{Memory, Value};

/// Most tries of a group before its combinations are listed, or given up.
pub(super) const MOST_TRIES: u32 = 20_000;
/// The try whose stream chooses among listed combinations.
const LISTED: u32 = u32::MAX;

/// A plan at work for one seed.
///
/// It keeps the memory of one hand; threads take a dealer each.
pub struct Dealer<'p> {
    pub(super) plan: &'p Plan,
    streams: Vec<Stream>,
    /// The ranks of the hand, those of each draw where its slot says.
    picks: Vec<u64>,
    /// The ranks of one draw, on their way to the others.
    drawn: Vec<u64>,
    /// The next try of each group.
    tries: Vec<u32>,
    memories: Vec<Memory>,
    joint: Option<Memory>,
}

/// What became of a try of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Every check holds.
    Accepted,
    /// Some do not: one bit each, in their order; the last bit is for all that
    /// have none of their own.
    Refused(u64),
    /// A definition has no value.
    Broken(usize),
}

/// Receives the verdict of each try, with the rank of its group; for what
/// rests on several groups, the number of groups.
pub(super) type Watch<'w> = dyn FnMut(&Dealer<'_>, usize, Verdict) + 'w;

impl Plan {
    /// Opens the streams of a seed.
    #[must_use]
    pub fn dealer(&self, key: &Key, seed: u64) -> Dealer<'_> {
        let stream = |slot: &Slot| {
            let rank = slot.rank as u64;
            Stream::new(&key.derive(&[
                b"tirage",
                self.identity.as_bytes(),
                &seed.to_le_bytes(),
                slot.name.as_bytes(),
                &rank.to_le_bytes(),
            ]))
        };
        Dealer {
            plan: self,
            streams: self.slots.iter().map(stream).collect(),
            picks: vec![0; self.slots.last().map_or(0, |slot| slot.picks.end)],
            drawn: Vec::new(),
            tries: vec![0; self.groups.len()],
            memories: self.groups.iter().map(|group| group.work.program.memory()).collect(),
            joint: self.joint.as_ref().map(|work| work.program.memory()),
        }
    }
}

impl Dealer<'_> {
    /// Draws and computes as for a pupil, takes nothing away, and returns how
    /// many tries it took.
    ///
    /// # Errors
    ///
    /// When constraints have refused all tries.
    pub fn rehearse(&mut self, pupil: u32, attempt: u16) -> Result<u64, Box<Fault>> {
        let mut tries = 0;
        self.settle(pupil, attempt, &mut |_, _, _| tries += 1)
            .map_err(|group| Box::new(diagnosis::refused(self.plan, group)))?;
        Ok(tries)
    }

    /// Draws until all is accepted, or the rank of the group that is not.
    pub(super) fn settle(
        &mut self,
        pupil: u32,
        attempt: u16,
        watch: &mut Watch<'_>,
    ) -> Result<(), usize> {
        let lane = u64::from(pupil) << 16 | u64::from(attempt);
        let plan = self.plan;
        self.tries.fill(0);
        for round in 0..MOST_TRIES {
            for rank in 0..plan.groups.len() {
                // What rests on several groups draws again those it rests on.
                if round == 0 || plan.is_joint(rank) {
                    let next = self.tries[rank];
                    self.tries[rank] = self.settle_group(rank, lane, next, watch).ok_or(rank)? + 1;
                }
            }
            let verdict = self.join();
            if let Some(verdict) = verdict {
                watch(self, plan.groups.len(), verdict);
            }
            if verdict.is_none_or(|verdict| verdict == Verdict::Accepted) {
                return Ok(());
            }
        }
        Err(plan.groups.len())
    }

    /// Draws a group from a try on until it is accepted; returns that try.
    fn settle_group(
        &mut self,
        rank: usize,
        lane: u64,
        first: u32,
        watch: &mut Watch<'_>,
    ) -> Option<u32> {
        for attempt in first..MOST_TRIES {
            let verdict = self.try_group(rank, lane, attempt);
            watch(self, rank, verdict);
            if verdict == Verdict::Accepted {
                return Some(attempt);
            }
        }
        let group = &self.plan.groups[rank];
        let listed = self.plan.accepted(group)?;
        let stream = self.streams.get_mut(group.slots.start)?;
        stream.seek(lane, LISTED.wrapping_sub(first));
        let chosen = stream.below(listed.len() as u64);
        let combination = usize::try_from(chosen).ok().and_then(|chosen| listed.get(chosen))?;
        self.place(rank, *combination);
        Some(first)
    }

    /// Draws a group once, and computes it.
    pub(super) fn try_group(&mut self, rank: usize, lane: u64, attempt: u32) -> Verdict {
        let group = &self.plan.groups[rank];
        let slots = &self.plan.slots[group.slots.clone()];
        for (slot, stream) in slots.iter().zip(&mut self.streams[group.slots.clone()]) {
            stream.seek(lane, attempt);
            self.drawn.clear();
            slot.domain.draw(stream, &mut self.drawn);
            self.picks[slot.picks.clone()].copy_from_slice(&self.drawn);
        }
        self.compute(rank)
    }

    /// Gives a group one of its combinations, ranked as words in a dictionary,
    /// and computes it.
    pub(super) fn place(&mut self, rank: usize, combination: u32) -> Verdict {
        let group = &self.plan.groups[rank];
        let mut left = u128::from(combination);
        for slot in self.plan.slots[group.slots.clone()].iter().rev() {
            let count = slot.domain.count().unwrap_or(1).max(1);
            self.drawn.clear();
            slot.domain.nth(left % count, &mut self.drawn);
            self.picks[slot.picks.clone()].copy_from_slice(&self.drawn);
            left /= count;
        }
        self.compute(rank)
    }

    /// Computes a group from its ranks.
    fn compute(&mut self, rank: usize) -> Verdict {
        let group = &self.plan.groups[rank];
        let memory = &mut self.memories[rank];
        for slot in &self.plan.slots[group.slots.clone()] {
            let ranks = &self.picks[slot.picks.clone()];
            for (cell, target) in slot.cells.iter().enumerate() {
                if let Some(value) = slot.domain.value(ranks, cell) {
                    memory.set(target.input, target.line, &value);
                }
            }
        }
        verdict(&group.work, group, memory)
    }

    /// Computes what rests on several groups, if anything does.
    pub(super) fn join(&mut self) -> Option<Verdict> {
        let (work, memory) = (self.plan.joint.as_ref()?, self.joint.as_mut()?);
        for slot in &self.plan.slots {
            let ranks = &self.picks[slot.picks.clone()];
            for (cell, target) in slot.cells.iter().enumerate() {
                if let (Some(input), Some(value)) = (target.joint, slot.domain.value(ranks, cell)) {
                    memory.set(input, target.line, &value);
                }
            }
        }
        Some(match work.program.run(memory) {
            Ok(()) => Verdict::Accepted,
            Err((definition, _)) => Verdict::Broken(definition),
        })
    }

    /// Draws a number below `count`, for a pupil whose attempts have run out.
    pub(super) fn choose(&mut self, pupil: u32, count: u64) -> u64 {
        let Some(stream) = self.streams.first_mut() else { return 0 };
        stream.seek(u64::from(pupil) << 16 | u64::from(u16::MAX), 0);
        stream.below(count)
    }

    /// Returns the memory of a group, or of what rests on several.
    pub(super) fn memory(&self, group: Option<usize>) -> Option<&Memory> {
        match group {
            Some(group) => self.memories.get(group),
            None => self.joint.as_ref(),
        }
    }

    /// Visits the values that were drawn, draw by draw.
    pub(super) fn values(&self, slot: &Slot) -> Vec<Value> {
        let ranks = self.picks.get(slot.picks.clone()).unwrap_or_default();
        slot.domain.values(ranks, slot.cells.len()).map(std::borrow::Cow::into_owned).collect()
    }
}

/// Runs a group and checks its results.
fn verdict(work: &Work, group: &Group, memory: &mut Memory) -> Verdict {
    if let Err((definition, _)) = work.program.run(memory) {
        return Verdict::Broken(definition);
    }
    let failed = group
        .checks
        .iter()
        .enumerate()
        .filter(|(_, check)| !check.demand.holds(memory, check.definition));
    match failed.fold(0, |bits, (rank, _)| bits | 1 << rank.min(63)) {
        0 => Verdict::Accepted,
        bits => Verdict::Refused(bits),
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::{Trial, dealer};
    use super::super::{Attempt, Drawn};
    use super::*;
    use crate::answers::solve;

    const TWO_GROUPS: &str = "
        validite: {de: 90 %, a: 98 %, pas: 1 %}
        duree_appel: {parmi: [3 min, 4 min, 5 min]}
        fichiers.nombre: {autour: 25 %, pas: 1}
        budget: {de: 500 €, a: 2000 €, pas: 100 €}
        contraintes: ['teleacteurs entre 3 et 5']
    ";

    fn all(trial: &Trial) -> Vec<String> {
        let plan = trial.plan();
        let mut dealer = dealer(&plan);
        (0..20).map(|pupil| trial.shown(&hand(&mut dealer, pupil))).collect()
    }

    fn hand(dealer: &mut Dealer<'_>, pupil: u32) -> Drawn {
        dealer.deal(pupil, Attempt::Drawn(0)).expect("a variant")
    }

    /// Returns the part of each variant that is about a name.
    fn about(hands: &[String], name: &str) -> Vec<String> {
        let part = |hand: &String| {
            let part = hand.split(' ').find(|part| part.starts_with(name));
            part.expect("the name").to_owned()
        };
        hands.iter().map(part).collect()
    }

    #[test]
    fn every_variant_satisfies_the_constraints_once_applied() {
        let trial = Trial::new(TWO_GROUPS);
        let plan = trial.plan();
        let mut dealer = dealer(&plan);
        for pupil in 0..50 {
            let subject = hand(&mut dealer, pupil).apply(&trial.subject);
            let (answers, faults) = solve(&subject, &trial.sources);
            assert!(faults.is_empty());
            for constraint in &subject.variants.as_ref().expect("variants").constraints {
                let held = answers.evaluate(constraint, &trial.sources);
                assert_eq!(held, Ok(Value::Truth(true)), "pupil {pupil}");
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_variants_and_another_seed_others() {
        let trial = Trial::new(TWO_GROUPS);
        assert_eq!(all(&trial), all(&trial));
        let plan = trial.plan();
        let mut other = plan.dealer(&Key::public(), 2027);
        let other: Vec<_> = (0..20).map(|pupil| trial.shown(&hand(&mut other, pupil))).collect();
        assert_ne!(all(&trial), other);
    }

    #[test]
    fn pupils_may_be_dealt_to_in_any_order() {
        let trial = Trial::new(TWO_GROUPS);
        let plan = trial.plan();
        let mut dealer = dealer(&plan);
        let forwards: Vec<_> = (0..20).map(|pupil| hand(&mut dealer, pupil)).collect();
        let mut backwards: Vec<_> = (0..20).rev().map(|pupil| hand(&mut dealer, pupil)).collect();
        backwards.reverse();
        assert_eq!(forwards, backwards);
    }

    #[test]
    fn one_more_parameter_changes_no_other() {
        let before = Trial::new(TWO_GROUPS);
        let more = format!("prix: {{de: 10 €, a: 40 €, pas: 5 €}}\n{}", TWO_GROUPS.trim());
        let after = Trial::new(&more);
        for name in ["validite", "duree_appel", "nombre[0]", "nombre[1]", "budget"] {
            assert_eq!(about(&all(&before), name), about(&all(&after), name), "{name}");
        }
    }

    #[test]
    fn a_refusal_draws_its_own_group_again_and_no_other() {
        let free = Trial::new(&TWO_GROUPS.replace("teleacteurs entre 3 et 5", "teleacteurs > 0"));
        let tied = Trial::new(TWO_GROUPS);
        let (free, tied) = (all(&free), all(&tied));
        assert_ne!(about(&free, "validite"), about(&tied, "validite"));
        assert_eq!(about(&free, "budget"), about(&tied, "budget"));
    }

    #[test]
    fn a_question_printed_alone_has_the_figures_of_the_whole_paper() {
        let trial = Trial::new(TWO_GROUPS);
        let alone = trial.planned(Some(&["1.1"])).expect("a plan");
        let mut alone = dealer(&alone);
        let alone: Vec<_> = (0..20).map(|pupil| trial.shown(&hand(&mut alone, pupil))).collect();
        for name in ["validite", "duree_appel", "nombre[0]", "nombre[1]"] {
            assert_eq!(about(&alone, name), about(&all(&trial), name), "{name}");
        }
        assert!(!alone[0].contains("budget"), "no question needs it: {}", alone[0]);
    }

    #[test]
    fn derived_data_follow_what_they_derive_from() {
        let trial = Trial::new(
            "prix: {de: 10 €, a: 40 €, pas: 5 €}
             remise: {formule: prix ÷ 2}",
        );
        let plan = trial.plan();
        let mut dealer = dealer(&plan);
        let subject = hand(&mut dealer, 3).apply(&trial.subject);
        let (answers, _) = solve(&subject, &trial.sources);
        let [price, discount] =
            ["prix", "remise"].map(|name| match &answers.get(name).expect("a datum").value {
                Value::Number(number) => number.value.clone(),
                other => panic!("{other:?}"),
            });
        assert_eq!(price, discount * crate::number::whole(2));
    }

    #[test]
    fn what_rests_on_two_groups_is_computed_too() {
        let trial = Trial::new(
            "budget: {parmi: [0 €, 100 €]}
             prix: {parmi: [0 €, 10 €]}",
        );
        // 0 € cannot divide: a price of 0 is never dealt.
        for hand in about(&all(&trial), "prix") {
            assert_eq!(hand, "prix=10_€");
        }
    }

    #[test]
    fn fairness_keeps_results_like_those_of_the_subject() {
        let trial = Trial::new(
            "validite: {de: 1 %, a: 100 %, pas: 1 %}
             fichiers.nombre: {de: 1, a: 2000, pas: 1}
             equite: {meme_ordre: [contacts], memes_arrondis: [contacts]}",
        );
        let plan = trial.plan();
        let mut dealer = dealer(&plan);
        for pupil in 0..50 {
            let subject = hand(&mut dealer, pupil).apply(&trial.subject);
            let (answers, _) = solve(&subject, &trial.sources);
            let Some(Value::Number(contacts)) = answers.get("contacts").map(|answer| &answer.value)
            else {
                panic!("contacts")
            };
            let count = contacts.to_i64().expect("a whole number");
            assert!((1000..10_000).contains(&count), "{count}");
        }
    }
}
