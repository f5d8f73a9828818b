//! One of some alternatives, by exact whole weights.

use super::Unprepared;
use crate::formula::Value;
use crate::variants::Stream;

/// Alternatives and what they weigh.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    alternatives: Vec<Vec<Value>>,
    weights: Option<Weights>,
}

#[derive(Debug, Clone)]
struct Weights {
    /// Sum of the weights up to each alternative, itself included.
    sums: Vec<u64>,
    /// Ranks of the alternatives that weigh something.
    possible: Vec<u64>,
}

impl Choice {
    /// Makes a choice; no weights means that all weigh the same, and those of
    /// a list too short are 0.
    pub(super) fn new(alternatives: &[Vec<Value>], weights: &[u64]) -> Result<Self, Unprepared> {
        let weights = if weights.is_empty() {
            None
        } else {
            Some(Weights::new(weights.get(..alternatives.len()).unwrap_or(weights))?)
        };
        if alternatives.is_empty() {
            return Err(Unprepared::Empty);
        }
        Ok(Self { alternatives: alternatives.to_vec(), weights })
    }

    /// Counts the alternatives that can be drawn.
    pub(super) fn count(&self) -> u128 {
        let weights = self.weights.as_ref();
        weights.map_or(self.alternatives.len(), |weights| weights.possible.len()) as u128
    }

    /// Draws the rank of an alternative.
    pub(super) fn draw(&self, stream: &mut Stream) -> u64 {
        match &self.weights {
            None => stream.below(self.alternatives.len() as u64),
            Some(weights) => {
                let drawn = stream.below(weights.sums.last().copied().unwrap_or_default());
                weights.sums.partition_point(|sum| *sum <= drawn) as u64
            }
        }
    }

    /// Returns the rank of an alternative among all, from its rank among those
    /// that can be drawn.
    pub(super) fn nth(&self, rank: u128) -> u64 {
        let near = usize::try_from(rank).unwrap_or(usize::MAX);
        let possible = self.weights.as_ref().and_then(|weights| weights.possible.get(near));
        possible.copied().unwrap_or(near as u64)
    }

    /// Lists what the alternatives put in a cell; none when one puts nothing.
    pub(super) fn listed(&self, cell: usize) -> Vec<&Value> {
        let values = self.alternatives.iter().map(|alternative| alternative.get(cell));
        values.collect::<Option<_>>().unwrap_or_default()
    }

    /// Returns what an alternative puts in a cell.
    pub(super) fn value(&self, rank: u64, cell: usize) -> Option<&Value> {
        self.alternatives.get(usize::try_from(rank).ok()?)?.get(cell)
    }
}

impl Weights {
    fn new(weights: &[u64]) -> Result<Self, Unprepared> {
        let mut sum = 0_u64;
        let sums = weights.iter().map(|weight| {
            sum = sum.checked_add(*weight)?;
            Some(sum)
        });
        let sums: Vec<_> = sums.collect::<Option<_>>().ok_or(Unprepared::TooMany)?;
        let ranked = weights.iter().zip(0_u64..);
        let possible: Vec<_> =
            ranked.filter(|(weight, _)| **weight > 0).map(|(_, rank)| rank).collect();
        if possible.is_empty() {
            return Err(Unprepared::Empty);
        }
        Ok(Self { sums, possible })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::variants::Key;

    fn words(words: &[&str]) -> Vec<Vec<Value>> {
        words.iter().map(|word| vec![Value::Text((*word).to_owned())]).collect()
    }

    fn drawn(choice: &Choice, times: u32) -> Vec<u64> {
        let mut stream = Stream::new(&Key::public());
        let mut draw = |attempt| {
            stream.seek(0, attempt);
            choice.draw(&mut stream)
        };
        (0..times).map(&mut draw).collect()
    }

    #[test]
    fn what_weighs_nothing_is_never_drawn() {
        let choice = Choice::new(&words(&["a", "b", "c", "d"]), &[0, 2, 0, 1]).expect("a choice");
        let drawn = drawn(&choice, 500);
        assert!(drawn.iter().all(|rank| [1, 3].contains(rank)));
        assert_eq!(choice.count(), 2);
        assert_eq!([choice.nth(0), choice.nth(1)], [1, 3]);
    }

    #[test]
    fn equal_weights_are_no_weights() {
        let bare = Choice::new(&words(&["a", "b", "c"]), &[]).expect("a choice");
        let equal = Choice::new(&words(&["a", "b", "c"]), &[1, 1, 1]).expect("a choice");
        assert_eq!(drawn(&bare, 100), drawn(&equal, 100));
    }

    #[test]
    fn weights_that_say_nothing_are_refused() {
        let refused = |weights: &[u64]| Choice::new(&words(&["a", "b"]), weights).err();
        assert_eq!(refused(&[0, 0]), Some(Unprepared::Empty));
        assert_eq!(refused(&[u64::MAX, 1]), Some(Unprepared::TooMany));
        assert_eq!(refused(&[0, 0, 1]), Some(Unprepared::Empty));
        assert_eq!(Choice::new(&[], &[]).err(), Some(Unprepared::Empty));
    }
}
