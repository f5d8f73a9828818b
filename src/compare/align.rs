//! Two lists side by side: takes both and how alike two of their elements are,
//! gives which element of one stands for which of the other.

use std::hash::Hash;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// An element of either list, or one of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pair<T> {
    /// Both lists have it, unchanged or not.
    Both(T, T),
    /// The old list alone has it.
    Old(T),
    /// The new list alone has it.
    New(T),
}

impl<T: Clone> Pair<&T> {
    /// Copies what it refers to.
    pub(super) fn cloned(self) -> Pair<T> {
        match self {
            Self::Both(old, new) => Pair::Both(old.clone(), new.clone()),
            Self::Old(old) => Pair::Old(old.clone()),
            Self::New(new) => Pair::New(new.clone()),
        }
    }
}

/// Comparisons of one gap beyond which elements are paired by their ranks.
const MOST: usize = 20_000;

/// Pairs the elements of two lists, in order; what is gone comes before what
/// stands in its place.
///
/// - `like`: how alike two elements are; those that are not at all, 0, are
///   never paired.
pub(super) fn align<'t, T: Eq + Hash>(
    old: &'t [T],
    new: &'t [T],
    like: impl Fn(&T, &T) -> usize,
) -> Vec<Pair<&'t T>> {
    let mut pairs = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (before, after) = (&old[op.old_range()], &new[op.new_range()]);
        if matches!(op, DiffOp::Equal { .. }) {
            pairs.extend(before.iter().zip(after).map(|(old, new)| Pair::Both(old, new)));
        } else {
            gap(before, after, &like, &mut pairs);
        }
    }
    pairs
}

/// Pairs what stands between two equal stretches so that the pairs are as much
/// alike, all together, as they can be.
fn gap<'t, T>(
    old: &'t [T],
    new: &'t [T],
    like: impl Fn(&T, &T) -> usize,
    pairs: &mut Vec<Pair<&'t T>>,
) {
    if old.len() * new.len() > MOST {
        let shared = old.len().min(new.len());
        pairs.extend(old.iter().zip(new).map(|(old, new)| Pair::Both(old, new)));
        pairs.extend(old[shared..].iter().map(Pair::Old));
        pairs.extend(new[shared..].iter().map(Pair::New));
        return;
    }
    let scores: Vec<Vec<usize>> =
        old.iter().map(|old| new.iter().map(|new| like(old, new)).collect()).collect();
    // The best that can be had from the elements at and after each rank.
    let mut best = vec![vec![0; new.len() + 1]; old.len() + 1];
    for row in (0..old.len()).rev() {
        for column in (0..new.len()).rev() {
            let paired = match scores[row][column] {
                0 => 0,
                score => score + best[row + 1][column + 1],
            };
            best[row][column] = paired.max(best[row + 1][column]).max(best[row][column + 1]);
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < old.len() || column < new.len() {
        let here = best[row][column];
        if row < old.len() && column < new.len() {
            let score = scores[row][column];
            if score > 0 && here == score + best[row + 1][column + 1] {
                pairs.push(Pair::Both(&old[row], &new[column]));
                (row, column) = (row + 1, column + 1);
                continue;
            }
        }
        if row < old.len() && here == best[row + 1][column] {
            pairs.push(Pair::Old(&old[row]));
            row += 1;
        } else {
            pairs.push(Pair::New(&new[column]));
            column += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Shows pairs of words, those with the same first letter being alike.
    fn shown(old: &[&str], new: &[&str]) -> String {
        let like = |old: &&str, new: &&str| usize::from(old.chars().next() == new.chars().next());
        let pairs = align(old, new, like);
        let told = pairs.iter().map(|pair| match pair {
            Pair::Both(old, new) if old == new => format!("={old}"),
            Pair::Both(old, new) => format!("{old}>{new}"),
            Pair::Old(old) => format!("-{old}"),
            Pair::New(new) => format!("+{new}"),
        });
        told.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_alike_is_paired_and_the_rest_is_not() {
        assert_eq!(shown(&["a1", "b", "c1"], &["a2", "b", "d"]), "a1>a2 =b -c1 +d");
        assert_eq!(shown(&["a1", "b1"], &["x", "b2", "a2"]), "-a1 +x b1>b2 +a2");
        assert_eq!(shown(&[], &["a"]), "+a");
        assert_eq!(shown(&["a"], &[]), "-a");
    }

    #[test]
    fn very_long_gaps_are_paired_by_rank() {
        let (old, new): (Vec<_>, Vec<_>) = (0..200).map(|rank| (rank, rank + 1000)).unzip();
        let pairs = align(&old, &new, |_, _| 0);
        assert_eq!(pairs.len(), 200);
        assert_eq!(pairs[7], Pair::Both(&7, &1007));
    }

    proptest! {
        #[test]
        fn every_element_is_there_once_and_in_order(
            old in prop::collection::vec(0u8..6, 0..12), new in prop::collection::vec(0u8..6, 0..12),
        ) {
            let pairs = align(&old, &new, |a, b| usize::from(a % 3 == b % 3));
            let before: Vec<u8> = pairs.iter().filter_map(|pair| match pair {
                Pair::Both(old, _) | Pair::Old(old) => Some(**old),
                Pair::New(_) => None,
            }).collect();
            let after: Vec<u8> = pairs.iter().filter_map(|pair| match pair {
                Pair::Both(_, new) | Pair::New(new) => Some(**new),
                Pair::Old(_) => None,
            }).collect();
            prop_assert_eq!(before, old);
            prop_assert_eq!(after, new);
        }
    }
}
