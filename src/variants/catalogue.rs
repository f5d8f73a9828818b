//! The variants there are: takes a plan, lists those that can be drawn, where
//! they are few.

use std::collections::BTreeSet;

use super::Key;
use super::draw::{Dealer, Verdict};
use super::plan::{Group, Plan};

/// Most hands that are listed to be told apart.
const LISTED: usize = 50_000;

/// The variants of a plan, each once, as combinations of its groups.
pub(super) struct Catalogue {
    pub(super) hands: Vec<Vec<u32>>,
}

impl Plan {
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
        let lists = self.groups.iter().map(|group| self.accepted(group));
        let lists: Vec<_> = lists.collect::<Option<_>>()?;
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

    #[test]
    fn what_is_small_is_listed() {
        for (lines, count) in [
            ("budget: {de: 500 €, a: 2000 €, pas: 100 €}", 16),
            ("prenom: {parmi: [Ana, Bob]}", 2),
            // Eleven and ten over two.
            ("sondage.part: {somme: 100 %, pas: 10 %, de: 0 %, a: 100 %}", 66),
        ] {
            let listed = Trial::new(lines).plan().catalogue().map(|found| found.hands.len());
            assert_eq!(listed, Some(count), "{lines}");
        }
    }

    #[test]
    fn what_is_large_is_not() {
        assert!(
            Trial::new("fichiers.nombre: {de: 1, a: 100000, pas: 1}").plan().catalogue().is_none()
        );
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
                Ok(plan) => {
                    prop_assert_eq!(plan.catalogue().map(|found| found.hands.len()), Some(held));
                }
                Err(_) => prop_assert_eq!(held, 0),
            }
        }
    }
}
