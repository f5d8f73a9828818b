//! How many variants there are: takes a plan, counts what can be drawn,
//! exactly where it is few enough to be listed.

use std::collections::BTreeSet;

use super::draw::{Dealer, Verdict};
use super::plan::{Group, Plan};
use super::{Key, Signature};

/// Most hands that are listed to be told apart.
const LISTED: usize = 50_000;
/// Hands drawn where there are too many to list.
const SAMPLED: u32 = 2_000;

/// How many different variants there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    /// So many.
    Exactly(u128),
    /// So many have been found, and there may be more.
    AtLeast(u128),
}

/// The variants of a plan, each once, as combinations of its groups.
pub(super) struct Catalogue {
    pub(super) hands: Vec<Vec<u32>>,
}

impl Plan {
    /// Counts the different variants.
    #[must_use]
    pub fn space(&self) -> Space {
        match self.catalogue() {
            Some(catalogue) => Space::Exactly(catalogue.hands.len() as u128),
            None => self.product().unwrap_or_else(|| self.sampled()),
        }
    }

    /// Lists the combinations of a group that are accepted, if it has few.
    pub(super) fn accepted<'p>(&'p self, group: &'p Group) -> Option<&'p [u32]> {
        let count = self.combinations(group)?;
        let rank = self.groups.iter().position(|other| std::ptr::eq(other, group))?;
        let listed = group.accepted.get_or_init(|| {
            let mut dealer = self.dealer(&Key::public(), 0);
            (0..count).filter(|each| dealer.place(rank, *each) == Verdict::Accepted).collect()
        });
        Some(listed)
    }

    /// Lists the different variants, if there are few hands.
    pub(super) fn catalogue(&self) -> Option<Catalogue> {
        let lists = self.lists()?;
        let counts = lists.iter().map(|list| list.len());
        let total = counts.fold(Some(1_usize), |all, count| {
            all.and_then(|all| all.checked_mul(count)).filter(|all| *all <= LISTED)
        })?;
        let mut dealer = self.dealer(&Key::public(), 0);
        let mut seen = BTreeSet::new();
        let mut hands = Vec::new();
        for hand in 0..total {
            let hand = nth(&lists, hand);
            if dealer.show(&hand) && seen.insert(dealer.signature()) {
                hands.push(hand);
            }
        }
        Some(Catalogue { hands })
    }

    fn lists(&self) -> Option<Vec<&[u32]>> {
        self.groups.iter().map(|group| self.accepted(group)).collect()
    }

    /// Counts group by group, where nothing rests on several.
    fn product(&self) -> Option<Space> {
        let lists = self.lists()?;
        let mut dealer = self.dealer(&Key::public(), 0);
        let mut product = 1_u128;
        for (rank, list) in lists.iter().enumerate() {
            let mut seen = BTreeSet::new();
            for combination in *list {
                dealer.place(rank, *combination);
                seen.insert(dealer.signature_of(Some(rank)));
            }
            product = product.checked_mul(seen.len() as u128)?;
        }
        let apart = self.results.iter().all(|result| result.group.is_some());
        Some(if apart && self.joint.is_none() {
            Space::Exactly(product)
        } else {
            Space::AtLeast(self.sampled().least())
        })
    }

    fn sampled(&self) -> Space {
        let mut dealer = self.dealer(&Key::public(), 0);
        let mut seen: BTreeSet<Signature> = BTreeSet::new();
        for pupil in 0..SAMPLED {
            if dealer.settle(pupil, 0, &mut |_, _, _| {}).is_ok() {
                seen.insert(dealer.signature());
            }
        }
        Space::AtLeast(seen.len() as u128)
    }
}

impl Space {
    /// Returns how many there are for certain.
    #[must_use]
    pub fn least(self) -> u128 {
        match self {
            Self::Exactly(count) | Self::AtLeast(count) => count,
        }
    }
}

impl Dealer<'_> {
    /// Gives each group a combination; false when a result has no value.
    pub(super) fn show(&mut self, hand: &[u32]) -> bool {
        for (rank, combination) in hand.iter().enumerate() {
            self.place(rank, *combination);
        }
        self.join().is_none_or(|verdict| verdict == Verdict::Accepted)
    }
}

/// Returns the hand of a rank, the last group changing first.
fn nth(lists: &[&[u32]], mut rank: usize) -> Vec<u32> {
    let mut hand: Vec<_> = lists
        .iter()
        .rev()
        .map(|list| {
            let own = rank % list.len().max(1);
            rank /= list.len().max(1);
            list.get(own).copied().unwrap_or_default()
        })
        .collect();
    hand.reverse();
    hand
}
