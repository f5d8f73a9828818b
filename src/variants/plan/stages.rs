//! In which order a try is checked: takes how often each check refuses and
//! which draws it needs, gives stages, so that most refused tries make few
//! draws and little is computed.
//!
//! The order changes nothing but speed: draws are independent, and a try is
//! accepted when all checks hold.

use std::collections::BTreeSet;

use super::Stage;
use crate::variants::tally::Tally;

/// What a check needs: ranks of draws within the group, and how many names.
pub(super) struct Need {
    pub(super) slots: BTreeSet<usize>,
    pub(super) names: u64,
}

/// Orders checks: next the one that refuses most of what the others let
/// through, for what it costs.
pub(super) fn order(tally: &Tally, needs: &[Need]) -> Vec<usize> {
    let mut left: Vec<usize> = (0..needs.len()).collect();
    let mut order = Vec::new();
    let mut drawn = BTreeSet::new();
    while !left.is_empty() {
        let price = |check: usize| {
            let slots = needs[check].slots.difference(&drawn).count() as u64;
            // A draw costs about as much as two formulas.
            1 + 2 * slots + needs[check].names
        };
        let gain = |check: usize| tally.refused_after(check, &order);
        // More refused at the same price: gains are compared crosswise.
        let worth = |check: usize, other: usize| gain(check) * price(other);
        let best = left
            .iter()
            .copied()
            .reduce(|best, next| if worth(next, best) > worth(best, next) { next } else { best });
        let Some(best) = best else { break };
        left.retain(|check| *check != best);
        drawn.extend(needs[best].slots.iter().copied());
        order.push(best);
    }
    order
}

/// Gives each check the draws that none before it needed.
pub(super) fn stages(order: &[usize], needs: &[Need]) -> Vec<Stage> {
    let mut drawn = BTreeSet::new();
    let stage = |check: &usize| {
        let need = needs.get(*check)?;
        let slots = need.slots.difference(&drawn).copied().collect();
        drawn.extend(need.slots.iter().copied());
        Some(Stage { check: *check, slots })
    };
    order.iter().filter_map(stage).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::variants::draw::Verdict;

    fn need(slots: &[usize]) -> Need {
        Need { slots: slots.iter().copied().collect(), names: 1 }
    }

    #[test]
    fn what_refuses_most_for_its_price_comes_first() {
        let mut tally = Tally::default();
        for (checks, count) in [(0b001, 10), (0b010, 30), (0b110, 60)] {
            (0..count).for_each(|_| tally.add(Verdict::Refused(checks)));
        }
        // The second refuses all that the third does, and costs as much.
        let needs = [need(&[0]), need(&[1, 2]), need(&[1, 2])];
        assert_eq!(order(&tally, &needs), [1, 0, 2]);
        let needs = [need(&[0]), need(&[1, 2, 3, 4, 5, 6, 7]), need(&[1])];
        assert_eq!(order(&tally, &needs), [2, 0, 1]);
    }

    #[test]
    fn each_draw_is_made_once() {
        let needs = [need(&[0, 1]), need(&[1, 2]), need(&[0, 2])];
        let stages = stages(&[1, 2, 0], &needs);
        let slots: Vec<_> = stages.iter().map(|stage| stage.slots.clone()).collect();
        assert_eq!(slots, [vec![1, 2], vec![0], vec![]]);
    }

    #[test]
    fn checks_that_refuse_nothing_keep_their_order() {
        let needs = [need(&[2]), need(&[1]), need(&[0])];
        assert_eq!(order(&Tally::default(), &needs), [0, 1, 2]);
    }
}
