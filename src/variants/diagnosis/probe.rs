//! Looking at many tries of one group: takes a plan, gives how often each
//! check refuses, what its names were worth, and a few refused tries.

use crate::formula::Value;
use crate::sheet::value_text;
use crate::variants::Key;
use crate::variants::draw::{Care, Dealer, MOST_TRIES, Verdict};
use crate::variants::fairness::elements;
use crate::variants::plan::{Group, Plan};
use crate::variants::tally::{Tally, bit};
use crate::variants::words::without_unit;

/// Tries that tell whether constraints are satisfied often enough.
const FIRST_TRIES: u32 = 2_000;
/// Refused tries that are shown.
const SHOWN: usize = 2;
/// Values shown of a refused try.
const SHOWN_VALUES: usize = 8;

/// What was seen of a group.
pub(super) struct Probe {
    pub(super) tally: Tally,
    /// Whether every combination has been tried.
    pub(super) whole: bool,
    /// For each check, its names with their lowest and highest values.
    pub(super) ranges: Vec<Vec<Range>>,
    /// A few refused tries, in words.
    pub(super) refused: Vec<String>,
}

/// What a name was worth.
pub(super) struct Range {
    pub(super) name: String,
    source: Source,
    pub(super) ends: Option<(Value, Value)>,
}

/// Where the value of a name is found in a hand.
enum Source {
    Definition(usize),
    /// Cells of draws.
    Cells(Vec<(usize, usize)>),
}

impl Probe {
    /// Tries a group until it is known how often it is accepted.
    pub(super) fn new(plan: &Plan, rank: usize, group: &Group) -> Self {
        let listed = plan.combinations(group);
        if let Some(count) = listed.filter(|count| *count <= FIRST_TRIES) {
            return Self::listed(plan, group, rank, count);
        }
        let first = Self::tried(plan, group, rank, FIRST_TRIES);
        match listed {
            _ if first.tally.accepted > 0 => first,
            Some(count) => Self::listed(plan, group, rank, count),
            None => Self::tried(plan, group, rank, MOST_TRIES),
        }
    }

    fn empty(plan: &Plan, group: &Group, whole: bool) -> Self {
        let range = |name: &String| {
            let source = source(plan, group, name)?;
            Some(Range { name: name.clone(), source, ends: None })
        };
        let ranges = |names: &[String]| names.iter().filter_map(range).collect();
        let ranges = group.checks.iter().map(|check| ranges(&check.names)).collect();
        Self { tally: Tally::default(), whole, ranges, refused: Vec::new() }
    }

    /// Tries every combination.
    fn listed(plan: &Plan, group: &Group, rank: usize, count: u32) -> Self {
        let mut probe = Self::empty(plan, group, true);
        let mut dealer = plan.dealer(&Key::public(), 0);
        for combination in 0..count {
            let verdict = dealer.place(rank, combination);
            probe.see(&dealer, group, rank, verdict);
        }
        probe
    }

    /// Draws so many times.
    fn tried(plan: &Plan, group: &Group, rank: usize, count: u32) -> Self {
        let mut probe = Self::empty(plan, group, false);
        let mut dealer = plan.dealer(&Key::public(), 0);
        for attempt in 0..count {
            let verdict = dealer.try_group(rank, 0, attempt, Care::Thorough);
            probe.see(&dealer, group, rank, verdict);
        }
        probe
    }

    fn see(&mut self, dealer: &Dealer<'_>, group: &Group, rank: usize, verdict: Verdict) {
        self.tally.add(verdict);
        if let Verdict::Broken(_) = verdict {
            return;
        }
        for range in self.ranges.iter_mut().flatten() {
            range.see(dealer, rank);
        }
        if let Verdict::Refused(checks) = verdict
            && self.refused.len() < SHOWN
        {
            self.refused.push(self.words(dealer, group, rank, checks));
        }
    }

    /// Says what was drawn, and what the names of the refusing checks are
    /// worth.
    fn words(&self, dealer: &Dealer<'_>, group: &Group, rank: usize, checks: u64) -> String {
        let mut words = Vec::new();
        let slots = dealer.plan.slots.get(group.slots.clone()).unwrap_or_default();
        for slot in slots {
            for (target, value) in slot.cells.iter().zip(dealer.values(slot)) {
                let Some(text) = value_text(&value, None) else { continue };
                let line = if target.column {
                    format!(" (ligne {})", target.line + 1)
                } else {
                    String::new()
                };
                words.push(format!("{}{line} = {text}", target.name));
            }
        }
        let more = words.len() > SHOWN_VALUES;
        words.truncate(SHOWN_VALUES);
        if more {
            words.push("…".to_owned());
        }
        let guilty = self.ranges.iter().enumerate().filter(|(check, _)| checks & bit(*check) != 0);
        for range in guilty.flat_map(|(_, ranges)| ranges) {
            let Source::Definition(definition) = range.source else { continue };
            let value = dealer.memory(Some(rank)).map(|memory| memory.value(definition));
            if let Some(text) = value.and_then(|value| value_text(&value, None)) {
                let text = format!("{} = {text}", range.name);
                if !words.contains(&text) {
                    words.push(text);
                }
            }
        }
        words.join(" ; ")
    }
}

impl Range {
    fn see(&mut self, dealer: &Dealer<'_>, rank: usize) {
        match &self.source {
            Source::Definition(definition) => {
                let value = dealer.memory(Some(rank)).map(|memory| memory.value(*definition));
                value.iter().flat_map(elements).for_each(|value| widen(&mut self.ends, value));
            }
            Source::Cells(cells) => {
                for (slot, cell) in cells {
                    let values = dealer.plan.slots.get(*slot).map(|slot| dealer.values(slot));
                    if let Some(value) = values.as_ref().and_then(|values| values.get(*cell)) {
                        widen(&mut self.ends, value);
                    }
                }
            }
        }
    }

    /// Says what the name was worth.
    pub(super) fn words(&self) -> Option<String> {
        let (low, high) = self.ends.as_ref()?;
        let [low, high] = [low, high].map(|end| value_text(end, None));
        let (low, high) = (low?, high?);
        Some(if low == high {
            format!("{} y vaut toujours {low}", self.name)
        } else {
            format!("{} y va de {} à {high}", self.name, without_unit(&low, &high))
        })
    }
}

fn source(plan: &Plan, group: &Group, name: &str) -> Option<Source> {
    if let Some(rank) = group.work.names.iter().position(|named| named.name == name) {
        return Some(Source::Definition(rank));
    }
    let mut cells = Vec::new();
    for slot in group.slots.clone() {
        let targets = plan.slots.get(slot).into_iter().flat_map(|slot| &slot.cells).enumerate();
        cells.extend(
            targets.filter(|(_, target)| target.name == name).map(|(cell, _)| (slot, cell)),
        );
    }
    (!cells.is_empty()).then_some(Source::Cells(cells))
}

/// Moves the ends of a range to take a number or a date in.
fn widen(ends: &mut Option<(Value, Value)>, value: &Value) {
    if !matches!(value, Value::Number(_) | Value::Date(_)) {
        return;
    }
    let Some((low, high)) = ends else {
        *ends = Some((value.clone(), value.clone()));
        return;
    };
    if below(value, low) {
        *low = value.clone();
    }
    if below(high, value) {
        *high = value.clone();
    }
}

fn below(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.value < other.value,
        (Value::Date(one), Value::Date(other)) => one < other,
        _ => false,
    }
}
