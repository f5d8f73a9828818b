//! How many variants there are: takes a plan, counts what can be drawn,
//! exactly where it is few enough to be listed.

use std::collections::BTreeSet;

use super::draw::{Care, Dealer, Verdict};
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
        let total = lists.iter().try_fold(1_usize, |all, list| {
            all.checked_mul(list.len()).filter(|all| *all <= LISTED)
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
            if dealer.settle(pupil, 0, Care::Quick, &mut |_, _, _| {}).is_ok() {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::trial::Trial;
    use super::*;

    fn space(lines: &str) -> Space {
        Trial::new(lines).plan().space()
    }

    #[test]
    fn what_is_small_is_counted_exactly() {
        assert_eq!(space("budget: {de: 500 €, a: 2000 €, pas: 100 €}"), Space::Exactly(16));
        assert_eq!(space("prenom: {parmi: [Ana, Bob]}"), Space::Exactly(2));
        assert_eq!(
            space("sondage.part: {somme: 100 %, pas: 10 %, de: 0 %, a: 100 %}"),
            // Eleven and ten over two.
            Space::Exactly(66)
        );
    }

    #[test]
    fn groups_are_multiplied_where_nothing_rests_on_several() {
        let two = "validite: {de: 50 %, a: 98 %, pas: '0,1 %'}
            prix: {de: 1 €, a: 20 €, pas: '0,1 €'}";
        let validity = space("validite: {de: 50 %, a: 98 %, pas: '0,1 %'}").least();
        assert_eq!(space(two), Space::Exactly(validity * 191));
    }

    #[test]
    fn what_is_large_is_at_least_what_was_found() {
        let lines = "fichiers.nombre: {de: 1, a: 100000, pas: 1}";
        assert!(matches!(space(lines), Space::AtLeast(found) if found > 1900));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn listing_finds_what_trying_everything_finds(
            low in 1_u32..6, budgets in 2_u32..6, prices in 2_u32..6, least in 0_u32..40,
        ) {
            let lines = format!(
                "budget: {{de: {} €, a: {} €, pas: 100 €}}
                 prix: {{de: {low} €, a: {} €, pas: 1 €}}
                 contraintes: ['ventes >= {least}']",
                100, 100 * budgets, low + prices - 1,
            );
            let pairs = (1..=budgets).flat_map(|b| (low..low + prices).map(move |p| (100 * b, p)));
            // The cost a contact tells budgets apart, and then sales tell prices.
            let held = pairs.filter(|(budget, price)| *budget >= least * price).count();
            let trial = Trial::new(&lines);
            match trial.planned(None) {
                Ok(plan) => prop_assert_eq!(plan.space(), Space::Exactly(held as u128)),
                Err(_) => prop_assert_eq!(held, 0),
            }
        }
    }
}
