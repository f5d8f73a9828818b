//! What domains promise: the same draws for ever, all as likely as they should be.

use std::collections::BTreeMap;

use super::*;
use crate::number::{Quantity, whole};
use crate::variants::Key;

fn number(number: i64) -> Value {
    Quantity::whole(number).into()
}

fn steps(count: u64) -> Domain {
    Domain::Steps { first: number(0), step: whole(1), count }
}

fn choice(weights: &[u64]) -> Domain {
    let alternatives = (0..4).map(|rank| vec![number(rank), number(-rank)]).collect();
    Domain::Choice { alternatives, weights: weights.to_vec() }
}

fn order(items: i64) -> Domain {
    Domain::Order { items: (0..items).map(|item| vec![number(item)]).collect() }
}

fn shares(cells: usize, least: u64, most: u64, total: u64) -> Domain {
    Domain::Shares { parts: vec![least..=most; cells], total, part: number(1) }
}

/// Draws in one lane, a try after another.
fn draws(domain: &Domain, cells: usize, lane: u64, tries: u32) -> Vec<Vec<u64>> {
    let domain = PreparedDomain::new(domain, cells).expect("a domain");
    let mut stream = Stream::new(&Key::public());
    let draw = |attempt| {
        let mut ranks = Vec::new();
        stream.seek(lane, attempt);
        domain.draw(&mut stream, &mut ranks);
        ranks
    };
    (0..tries).map(draw).collect()
}

#[test]
fn draws_never_change() {
    assert_eq!(draws(&steps(9), 1, 1, 12).concat(), [7, 5, 3, 1, 4, 1, 5, 1, 4, 7, 3, 1]);
    let weighted = draws(&choice(&[2, 1, 0, 5]), 2, 2, 12).concat();
    assert_eq!(weighted, [3, 3, 3, 3, 0, 3, 3, 0, 3, 0, 0, 0]);
    let four = draws(&order(10), 4, 3, 3);
    assert_eq!(four, [[2, 4, 9, 0], [6, 4, 9, 7], [6, 3, 1, 4]]);
    let forty = draws(&order(40), 40, 3, 1).concat();
    assert_eq!(forty[..10], [10, 17, 37, 36, 23, 12, 32, 4, 27, 31]);
    assert_eq!(forty[30..], [0, 29, 28, 14, 22, 20, 7, 15, 3, 11]);
    let three = draws(&shares(3, 5, 80, 100), 3, 4, 3);
    assert_eq!(three, [[20, 9, 71], [24, 47, 29], [57, 25, 18]]);
    let wide = draws(&shares(25, 0, 100, 100), 25, 4, 1).concat();
    let expected = [25, 7, 4, 5, 1, 0, 1, 1, 1, 12, 3, 9, 0, 14, 4, 2, 3, 0, 1, 3, 0, 0, 2, 2, 0];
    assert_eq!(wide, expected);
}

/// Fails unless the outcomes of a domain are found as often as chance would
/// have it: Pearson's sum of squares stays below `limit`, which it passes once
/// in a thousand times.
fn uniform(domain: &Domain, cells: usize, outcomes: usize, limit: u64) {
    const EACH: u64 = 200;
    let mut found = BTreeMap::new();
    let tries = u32::try_from(EACH * outcomes as u64).expect("few");
    for ranks in draws(domain, cells, 11, tries) {
        *found.entry(ranks).or_insert(0_u64) += 1;
    }
    assert_eq!(found.len(), outcomes);
    let squares: u64 = found.values().map(|count| count.abs_diff(EACH).pow(2)).sum();
    assert!(squares < limit * EACH, "{} against {limit}", squares / EACH);
    assert!(squares > 0, "too even for chance");
}

#[test]
fn all_outcomes_are_equally_likely() {
    uniform(&steps(9), 1, 9, 26);
    uniform(&choice(&[]), 2, 4, 16);
    uniform(&order(4), 4, 24, 49);
    uniform(&order(5), 2, 20, 43);
    uniform(&shares(3, 1, 5, 9), 3, 19, 42);
    uniform(&shares(4, 0, 7, 7), 4, 120, 173);
}

#[test]
fn weights_are_kept_exactly() {
    let drawn = draws(&choice(&[2, 1, 0, 5]), 2, 12, 8000).concat();
    let count = |rank| drawn.iter().filter(|drawn| **drawn == rank).count();
    // Within three standard deviations.
    assert!(count(0).abs_diff(2000) < 116);
    assert!(count(1).abs_diff(1000) < 89);
    assert_eq!(count(2), 0);
    assert!(count(3).abs_diff(5000) < 130);
}

#[test]
fn every_outcome_is_listed_once_in_order_and_draws_are_among_them() {
    let domains =
        [(steps(9), 1), (choice(&[2, 1, 0, 5]), 2), (order(5), 3), (shares(3, 1, 5, 9), 3)];
    for (domain, cells) in domains {
        let prepared = PreparedDomain::new(&domain, cells).expect("a domain");
        let count = prepared.count().expect("few");
        let outcome = |rank| {
            let mut ranks = Vec::new();
            assert!(prepared.nth(rank, &mut ranks));
            assert_eq!(ranks.len(), prepared.width());
            ranks
        };
        let all: Vec<_> = (0..count).map(outcome).collect();
        assert!(all.is_sorted_by(|one, next| one < next), "{domain:?}");
        assert!(!prepared.nth(count, &mut Vec::new()));
        assert!(draws(&domain, cells, 5, 200).iter().all(|ranks| all.contains(ranks)));
    }
}

#[test]
fn a_lane_more_changes_no_other() {
    let mut stream = Stream::new(&Key::public());
    let domains = [steps(1000), order(30), shares(5, 0, 100, 100)];
    let domains = domains.map(|domain| PreparedDomain::new(&domain, 5).expect("a domain"));
    let mut draw = |lanes: &[usize]| {
        let ranks = lanes.iter().map(|lane| {
            let mut ranks = Vec::new();
            stream.seek(*lane as u64, 4);
            domains[*lane].draw(&mut stream, &mut ranks);
            (*lane, ranks)
        });
        ranks.collect::<BTreeMap<_, _>>()
    };
    let (all, some) = (draw(&[0, 1, 2]), draw(&[2, 0]));
    assert!(some.iter().all(|(lane, ranks)| all[lane] == *ranks));
}

#[test]
fn values_fill_the_cells_in_order() {
    let values = |domain: &Domain, cells, ranks: &[u64]| {
        let domain = PreparedDomain::new(domain, cells).expect("a domain");
        domain.values(ranks, cells).map(Cow::into_owned).collect::<Vec<_>>()
    };
    assert_eq!(values(&steps(9), 1, &[4]), [number(4)]);
    assert_eq!(values(&choice(&[]), 2, &[3]), [number(3), number(-3)]);
    assert_eq!(values(&order(5), 3, &[4, 0, 2]), [number(4), number(0), number(2)]);
    assert_eq!(values(&shares(3, 1, 5, 9), 3, &[1, 3, 5]), [number(1), number(3), number(5)]);
    assert_eq!(values(&steps(9), 1, &[9]), [], "not one of its ranks");
}

#[test]
fn counts_are_exact_or_not_given() {
    let count = |domain: &Domain, cells| PreparedDomain::new(domain, cells).expect("one").count();
    assert_eq!(count(&steps(u64::MAX), 1), Some(u64::MAX.into()));
    assert_eq!(count(&shares(3, 5, 80, 100), 3), Some(3576));
    assert_eq!(count(&shares(25, 0, 100, 100), 25), Some(26_010_968_307_696_038_491_182_501));
    assert_eq!(count(&order(40), 40), None);
    let empty = PreparedDomain::new(&steps(0), 1);
    assert_eq!(empty.err(), Some(Unprepared::Empty));
}
