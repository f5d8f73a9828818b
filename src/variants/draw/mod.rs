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

mod group;

use super::plan::{Plan, Slot};
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

/// How a try is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// Until the first check that refuses it.
    Quick,
    /// To the end, so that all that refuse it are known.
    Thorough,
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
        self.settle(pupil, attempt, Care::Quick, &mut |_, _, _| tries += 1)
            .map_err(|group| Box::new(diagnosis::refused(self.plan, group)))?;
        Ok(tries)
    }

    /// Draws until all is accepted, or the rank of the group that is not.
    pub(super) fn settle(
        &mut self,
        pupil: u32,
        attempt: u16,
        care: Care,
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
                    self.tries[rank] =
                        self.settle_group(rank, (lane, next), care, watch).ok_or(rank)? + 1;
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
        (lane, first): (u64, u32),
        care: Care,
        watch: &mut Watch<'_>,
    ) -> Option<u32> {
        for attempt in first..MOST_TRIES {
            let verdict = self.try_group(rank, lane, attempt, care);
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

    /// Returns the ranks that a draw has picked.
    pub(super) fn ranks(&self, slot: &Slot) -> &[u64] {
        self.picks.get(slot.picks.clone()).unwrap_or_default()
    }

    /// Visits the values that were drawn, draw by draw.
    pub(super) fn values(&self, slot: &Slot) -> Vec<Value> {
        slot.domain
            .values(self.ranks(slot), slot.cells.len())
            .map(std::borrow::Cow::into_owned)
            .collect()
    }
}

#[cfg(test)]
mod tests;
