//! One try of one group: takes a lane and a try, or the rank of a combination,
//! gives the verdict of its checks.

use super::{Care, Dealer, Verdict};
use crate::formula::Memory;
use crate::variants::plan::{Group, Slot};
use crate::variants::tally::bit;

impl Dealer<'_> {
    /// Draws a group once, and computes it.
    pub(in crate::variants) fn try_group(
        &mut self,
        rank: usize,
        lane: u64,
        attempt: u32,
        care: Care,
    ) -> Verdict {
        if care == Care::Quick
            && let Some(verdict) = self.quick(rank, lane, attempt)
        {
            return verdict;
        }
        for slot in self.plan.groups[rank].slots.clone() {
            self.draw(slot, lane, attempt);
        }
        self.compute(rank)
    }

    /// Draws what each check needs just before it is looked at, until one does
    /// not hold; nothing when the program cannot tell.
    fn quick(&mut self, rank: usize, lane: u64, attempt: u32) -> Option<Verdict> {
        let group = &self.plan.groups[rank];
        let program = &group.work.program;
        program.begin(&mut self.memories[rank]);
        for stage in &group.stages {
            for slot in &stage.slots {
                self.draw(group.slots.start + slot, lane, attempt);
                self.set(rank, group.slots.start + slot);
            }
            let check = &group.checks[stage.check];
            let memory = &mut self.memories[rank];
            if !program.advance(memory, check.definition) {
                return None;
            }
            if !check.demand.holds(memory, check.definition) {
                return Some(Verdict::Refused(bit(stage.check)));
            }
        }
        for slot in &group.rest {
            self.draw(group.slots.start + slot, lane, attempt);
            self.set(rank, group.slots.start + slot);
        }
        program.finish(&mut self.memories[rank]).then_some(Verdict::Accepted)
    }

    /// Draws the ranks of a slot.
    fn draw(&mut self, slot: usize, lane: u64, attempt: u32) {
        let (stream, slot) = (&mut self.streams[slot], &self.plan.slots[slot]);
        stream.seek(lane, attempt);
        self.drawn.clear();
        slot.domain.draw(stream, &mut self.drawn);
        self.picks[slot.picks.clone()].copy_from_slice(&self.drawn);
    }

    /// Sets the values of a slot in the memory of its group.
    fn set(&mut self, rank: usize, slot: usize) {
        let slot = &self.plan.slots[slot];
        set(&mut self.memories[rank], slot, &self.picks[slot.picks.clone()]);
    }

    /// Gives a group one of its combinations, ranked as words in a dictionary,
    /// and computes it.
    pub(in crate::variants) fn place(&mut self, rank: usize, combination: u32) -> Verdict {
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
        for slot in self.plan.groups[rank].slots.clone() {
            self.set(rank, slot);
        }
        verdict(&self.plan.groups[rank], &mut self.memories[rank])
    }

    /// Computes what rests on several groups, if anything does.
    pub(in crate::variants) fn join(&mut self) -> Option<Verdict> {
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
}

/// Sets the values of a slot.
fn set(memory: &mut Memory, slot: &Slot, ranks: &[u64]) {
    let rank = ranks.first().and_then(|rank| usize::try_from(*rank).ok());
    for (cell, target) in slot.cells.iter().enumerate() {
        if let Some(ready) = rank.and_then(|rank| target.ready.get(rank)) {
            memory.put(*ready);
        } else if let Some(value) = slot.domain.value(ranks, cell) {
            memory.set(target.input, target.line, &value);
        }
    }
}

/// Runs a group and checks its results.
fn verdict(group: &Group, memory: &mut Memory) -> Verdict {
    if let Err((definition, _)) = group.work.program.run(memory) {
        return Verdict::Broken(definition);
    }
    let failed = group
        .checks
        .iter()
        .enumerate()
        .filter(|(_, check)| !check.demand.holds(memory, check.definition));
    match failed.fold(0, |bits, (rank, _)| bits | bit(rank)) {
        0 => Verdict::Accepted,
        bits => Verdict::Refused(bits),
    }
}
