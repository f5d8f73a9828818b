//! The order of values of which some may not compare: takes them in any order,
//! gives them in theirs, or the first fault.

use std::cmp::Ordering;

/// Sorts items; those that are equal keep their order.
///
/// The sort of the standard library asks for an order that is total, and stops
/// the program where it sees that there is none.
///
/// # Errors
///
/// Returns the fault of the first two that do not compare.
pub(super) fn sorted<T, E>(
    items: impl IntoIterator<Item = T>,
    mut compare: impl FnMut(&T, &T) -> Result<Ordering, E>,
) -> Result<Vec<T>, E> {
    let mut sorted: Vec<T> = Vec::new();
    for item in items {
        let (mut low, mut high) = (0, sorted.len());
        while low < high {
            let middle = low.midpoint(high);
            if compare(&sorted[middle], &item)?.is_gt() {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        sorted.insert(low, item);
    }
    Ok(sorted)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_the_stable_sort_of_the_library(keys in prop::collection::vec(0_u8..9, 0..60)) {
            let items: Vec<_> = keys.into_iter().enumerate().collect();
            let found = sorted(items.clone(), |a, b| Ok::<_, ()>(a.1.cmp(&b.1)));
            let mut expected = items;
            expected.sort_by_key(|item| item.1);
            prop_assert_eq!(found, Ok(expected));
        }
    }

    #[test]
    fn what_does_not_compare_is_told_however_much_there_is() {
        let items = (0..60).map(|rank| f64::from(rank % 7)).chain([f64::NAN]);
        assert_eq!(sorted(items, |a, b| a.partial_cmp(b).ok_or("nan")), Err("nan"));
        assert_eq!(
            sorted([f64::NAN], |a, b| a.partial_cmp(b).ok_or("nan")).map(|it| it.len()),
            Ok(1)
        );
    }
}
