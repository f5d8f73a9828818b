//! What a draw gives: takes a domain and a stream, gives one of the outcomes
//! of the domain, all of them equally likely (or as likely as their weights).
//!
//! An outcome is a few numbers, its *ranks*: the rank of a step or of an
//! alternative, the ranks of the items in their order, the parts of each cell.
//! They are what is compared, counted and stored; values are made from them.
//!
//! # What is promised
//!
//! Like the numbers of a [`Stream`], what is drawn from them never changes:
//!
//! - steps, and alternatives without weights: `below` their number;
//! - alternatives with weights: `below` the sum of the weights; the first
//!   alternative whose weight, added to those before it, is more than that;
//! - items in order: for each place in turn, `below` the number of items left;
//!   the item found there goes to the place, and the one it displaces takes its
//!   stead (the first places of the shuffle of Fisher and Yates);
//! - shares: `below_wide` the number of outcomes, then the outcome of that rank.
//!
//! Outcomes are ranked as words in a dictionary: the first rank changes last.

mod choice;
mod order;
mod scale;
mod shares;

use std::borrow::Cow;

use choice::Choice;
use order::Order;
use scale::Scale;
use shares::Shares;

use super::Stream;
use crate::formula::Value;
use crate::subject::Domain;

/// Why nothing can be drawn from a domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unprepared {
    /// It has no outcome: too few items, weights that are all 0, a sum that the
    /// parts cannot reach.
    Empty,
    /// Its outcomes or its weights are too many to be counted.
    TooMany,
    /// Its steps or its parts are neither numbers nor dates, or a date among
    /// them is beyond the calendar.
    NotAScale,
}

/// A domain made ready for many draws.
#[derive(Debug, Clone)]
pub struct PreparedDomain {
    kind: Kind,
}

#[derive(Debug, Clone)]
enum Kind {
    Steps(Scale),
    Choice(Choice),
    Order(Order),
    Shares(Shares),
}

impl PreparedDomain {
    /// Prepares a domain that fills so many cells.
    ///
    /// # Errors
    ///
    /// Says why nothing can be drawn from it.
    pub fn new(domain: &Domain, cells: usize) -> Result<Self, Unprepared> {
        let kind = match domain {
            Domain::Steps { count: 0, .. } => return Err(Unprepared::Empty),
            Domain::Steps { first, step, count } => {
                Kind::Steps(Scale::new(first.clone(), step.clone(), *count)?)
            }
            Domain::Choice { alternatives, weights } => {
                Kind::Choice(Choice::new(alternatives, weights)?)
            }
            Domain::Order { items } => Kind::Order(Order::new(items, cells)?),
            Domain::Shares { parts, total, part } => {
                Kind::Shares(Shares::new(parts, *total, part)?)
            }
        };
        Ok(Self { kind })
    }

    /// Returns how many ranks an outcome has.
    #[must_use]
    pub fn width(&self) -> usize {
        match &self.kind {
            Kind::Steps(_) | Kind::Choice(_) => 1,
            Kind::Order(order) => order.places(),
            Kind::Shares(shares) => shares.cells(),
        }
    }

    /// Counts the outcomes; `None` when they pass 128 bits.
    ///
    /// An alternative of weight 0 is none; equal items count as different ones.
    #[must_use]
    pub fn count(&self) -> Option<u128> {
        match &self.kind {
            Kind::Steps(scale) => Some(u128::from(scale.count())),
            Kind::Choice(choice) => Some(choice.count()),
            Kind::Order(order) => order.count(),
            Kind::Shares(shares) => Some(shares.count()),
        }
    }

    /// Draws an outcome, and adds its ranks to a list.
    pub fn draw(&self, stream: &mut Stream, out: &mut Vec<u64>) {
        match &self.kind {
            Kind::Steps(scale) => out.push(stream.below(scale.count())),
            Kind::Choice(choice) => out.push(choice.draw(stream)),
            Kind::Order(order) => order.draw(stream, out),
            Kind::Shares(shares) => shares.nth(stream.below_wide(shares.count()), out),
        }
    }

    /// Adds the ranks of an outcome to a list, the outcomes being ranked from 0
    /// as words in a dictionary; false, and nothing added, when there are not
    /// so many.
    pub fn nth(&self, rank: u128, out: &mut Vec<u64>) -> bool {
        if self.count().is_none_or(|count| rank >= count) {
            return false;
        }
        match &self.kind {
            Kind::Steps(_) => out.extend(u64::try_from(rank)),
            Kind::Choice(choice) => out.push(choice.nth(rank)),
            Kind::Order(order) => order.nth(rank, out),
            Kind::Shares(shares) => shares.nth(rank, out),
        }
        true
    }

    /// Returns the value of a cell, counted from 0, for an outcome; `None` when
    /// the ranks are not of this domain.
    #[must_use]
    pub fn value(&self, ranks: &[u64], cell: usize) -> Option<Cow<'_, Value>> {
        match &self.kind {
            Kind::Steps(scale) => scale.value(*ranks.first()?),
            Kind::Choice(choice) => choice.value(*ranks.first()?, cell).map(Cow::Borrowed),
            Kind::Order(order) => order.value(ranks, cell).map(Cow::Borrowed),
            Kind::Shares(shares) => shares.value(*ranks.get(cell)?),
        }
    }

    /// Lists the values that a cell may have, by the only rank of an outcome;
    /// none when it has several ranks, or too many values.
    pub(super) fn listed(&self, cell: usize) -> Vec<&Value> {
        match &self.kind {
            Kind::Steps(scale) => scale.table().iter().collect(),
            Kind::Choice(choice) => choice.listed(cell),
            Kind::Order(_) | Kind::Shares(_) => Vec::new(),
        }
    }

    /// Visits the values of an outcome, in the order of the cells.
    pub fn values<'a>(
        &'a self,
        ranks: &'a [u64],
        cells: usize,
    ) -> impl Iterator<Item = Cow<'a, Value>> {
        (0..cells).map_while(|cell| self.value(ranks, cell))
    }
}

#[cfg(test)]
mod tests;
