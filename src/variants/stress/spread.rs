//! What a result was worth over many draws: takes its values one by one, gives
//! its quartiles and a histogram.

use std::collections::BTreeMap;

use num_traits::ToPrimitive;

use super::figure::Small;
use super::reading::{Line, Read};
use crate::formula::Value;
use crate::number::{Exact, Quantity, Unit};
use crate::sheet::value_text;
use crate::variants::fairness::elements;
use crate::variants::plan::Outcome;

/// Most different values that are held of a result.
const HELD: usize = 100_000;
/// Bars of a histogram.
const BARS: usize = 20;

/// What a result was worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// The name formulas use.
    pub name: String,
    /// The words documents show.
    pub label: String,
    /// Lines of its column; none for a scalar.
    pub lines: Option<usize>,
    /// Decimals its author wants shown.
    pub decimals: Option<u32>,
    /// How many different values it had; of a column, in all lines.
    pub distinct: u64,
    /// Whether there were too many to hold them all: then `distinct` is the
    /// least there are, and the rest is about the first that came.
    pub cut: bool,
    /// Numbers from the lowest to the highest.
    pub numbers: Option<Quantiles>,
    /// Other values as they are shown, and how often: conditions, texts, dates.
    pub words: Vec<(String, u64)>,
}

/// Numbers by their order.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantiles {
    /// The lowest, first quartile, median, third quartile and highest: each
    /// the least value that so many are not above.
    pub values: [Quantity; 5],
    /// Bars of one width, from the lowest to the highest; one a value, where
    /// these are few.
    pub bars: Vec<Bar>,
}

/// A bar of a histogram.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Where it begins; the next one's beginning is no part of it.
    pub from: Quantity,
    /// How many values it holds.
    pub count: u64,
}

/// The values of a result, so far.
pub(super) struct Values {
    unit: Unit,
    decimals: Option<u32>,
    small: BTreeMap<Small, u64>,
    large: BTreeMap<Exact, u64>,
    words: BTreeMap<String, u64>,
    cut: bool,
}

impl Values {
    pub(super) fn new(result: &Outcome) -> Self {
        let unit = elements(&result.written).iter().find_map(|value| match value {
            Value::Number(number) => Some(number.unit.clone()),
            _ => None,
        });
        Self {
            unit: unit.unwrap_or_default(),
            decimals: result.decimals,
            small: BTreeMap::new(),
            large: BTreeMap::new(),
            words: BTreeMap::new(),
            cut: false,
        }
    }

    /// Counts the value of a draw.
    pub(super) fn add(&mut self, read: &Read) {
        if self.cut {
            return;
        }
        match read {
            Read::Number(number) => *self.small.entry(*number).or_default() += 1,
            Read::Lines(lines) => {
                for line in lines {
                    match line {
                        Line::Number(number) => *self.small.entry(*number).or_default() += 1,
                        Line::Other(value) => self.add_value(value),
                    }
                }
            }
            Read::Other(value) => self.add_value(value),
        }
        self.cut = self.small.len() + self.large.len() + self.words.len() > HELD;
    }

    fn add_value(&mut self, value: &Value) {
        match value {
            Value::Number(number) => *self.large.entry(number.value.clone()).or_default() += 1,
            other => {
                let text = value_text(other, self.decimals).unwrap_or_default();
                *self.words.entry(text).or_default() += 1;
            }
        }
    }

    /// Puts the values in order.
    pub(super) fn finish(self, result: &Outcome) -> Spread {
        let small = self.small.into_iter().map(|((numerator, denominator), count)| {
            (Exact::new_raw(numerator.into(), denominator.into()), count)
        });
        let mut numbers: Vec<_> = small.chain(self.large).collect();
        numbers.sort_unstable();
        let mut words: Vec<_> = self.words.into_iter().collect();
        words.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        Spread {
            name: result.name.clone(),
            label: result.label.clone(),
            lines: match &result.written {
                Value::Column(lines) => Some(lines.len()),
                _ => None,
            },
            decimals: result.decimals,
            distinct: (numbers.len() + words.len()) as u64,
            cut: self.cut,
            numbers: Quantiles::of(&numbers, &self.unit),
            words,
        }
    }
}

impl Quantiles {
    /// Finds the quantiles of numbers in order, each with how often it came.
    fn of(numbers: &[(Exact, u64)], unit: &Unit) -> Option<Self> {
        let (low, high) = (&numbers.first()?.0, &numbers.last()?.0);
        let total: u64 = numbers.iter().map(|(_, count)| count).sum();
        let quantity = |value: &Exact| Quantity::new(value.clone(), unit.clone());
        let quantile = |quarter: u64| {
            let least = u128::from(total) * u128::from(quarter);
            let mut below = 0_u128;
            let found = numbers.iter().find(|(_, count)| {
                below += u128::from(*count) * 4;
                below >= least
            });
            quantity(found.map_or(high, |(value, _)| value))
        };
        let bars = if numbers.len() <= BARS {
            let bar = |(value, count): &(Exact, u64)| Bar { from: quantity(value), count: *count };
            numbers.iter().map(bar).collect()
        } else {
            bars(numbers, low, high, quantity)
        };
        let values = [quantity(low), quantile(1), quantile(2), quantile(3), quantity(high)];
        Some(Self { values, bars })
    }
}

/// Counts numbers by bars of one width.
fn bars(
    numbers: &[(Exact, u64)],
    low: &Exact,
    high: &Exact,
    quantity: impl Fn(&Exact) -> Quantity,
) -> Vec<Bar> {
    let width = (high - low) / Exact::from_integer(BARS.into());
    let from = |rank: usize| quantity(&(low + &width * Exact::from_integer(rank.into())));
    let mut bars: Vec<_> = (0..BARS).map(|rank| Bar { from: from(rank), count: 0 }).collect();
    for (value, count) in numbers {
        // The highest value closes the last bar.
        let rank = ((value - low) / &width).to_usize().unwrap_or(BARS);
        if let Some(bar) = bars.get_mut(rank.min(BARS - 1)) {
            bar.count += count;
        }
    }
    bars
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::number::whole;

    fn quantiles(numbers: &[i64]) -> Quantiles {
        let mut counts = BTreeMap::new();
        for number in numbers {
            *counts.entry(whole(*number)).or_default() += 1;
        }
        let numbers: Vec<_> = counts.into_iter().collect();
        Quantiles::of(&numbers, &Unit::none()).expect("numbers")
    }

    #[test]
    fn quartiles_are_values_that_came() {
        let quantiles = quantiles(&[1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(quantiles.values, [1, 2, 4, 6, 8].map(Quantity::whole));
    }

    #[test]
    fn a_result_that_never_changes_has_one_bar() {
        let quantiles = quantiles(&[7, 7, 7]);
        assert_eq!(quantiles.values, [7; 5].map(Quantity::whole));
        assert_eq!(quantiles.bars, [Bar { from: Quantity::whole(7), count: 3 }]);
    }

    proptest! {
        #[test]
        fn every_value_stands_in_one_bar(
            numbers in prop::collection::vec(-100_i64..100, 1..60),
        ) {
            let found = quantiles(&numbers);
            let total: u64 = found.bars.iter().map(|bar| bar.count).sum();
            prop_assert_eq!(total, numbers.len() as u64);
            prop_assert!(found.values.windows(2).all(|pair| pair[0].value <= pair[1].value));
            let mut sorted = numbers;
            sorted.sort_unstable();
            let median = sorted[(sorted.len() - 1) / 2];
            prop_assert_eq!(&found.values[2], &Quantity::whole(median));
        }
    }
}
