//! Some items in some order, none twice.

use super::Unprepared;
use crate::formula::Value;
use crate::variants::Stream;

/// Items, and how many of them an outcome takes.
#[derive(Debug, Clone)]
pub(super) struct Order {
    items: Vec<Vec<Value>>,
    /// Cells that one item fills.
    each: usize,
    places: usize,
}

impl Order {
    /// Makes an order of items that fills so many cells; each item fills as
    /// many as the first has values.
    pub(super) fn new(items: &[Vec<Value>], cells: usize) -> Result<Self, Unprepared> {
        let each = items.first().map_or(0, Vec::len);
        if each == 0 || cells.div_ceil(each) > items.len() {
            return Err(Unprepared::Empty);
        }
        Ok(Self { items: items.to_vec(), each, places: cells.div_ceil(each) })
    }

    /// Returns how many items an outcome takes.
    pub(super) fn places(&self) -> usize {
        self.places
    }

    /// Counts the orders, unless they pass 128 bits.
    pub(super) fn count(&self) -> Option<u128> {
        orders(self.items.len(), self.places)
    }

    /// Draws the items of the places, in turn.
    pub(super) fn draw(&self, stream: &mut Stream, out: &mut Vec<u64>) {
        let start = out.len();
        out.extend(0..self.items.len() as u64);
        let left = &mut out[start..];
        for place in 0..self.places {
            let drawn = stream.below((left.len() - place) as u64);
            left.swap(place, place + usize::try_from(drawn).unwrap_or_default());
        }
        out.truncate(start + self.places);
    }

    /// Adds the order of a rank.
    pub(super) fn nth(&self, mut rank: u128, out: &mut Vec<u64>) {
        let mut left: Vec<_> = (0..self.items.len() as u64).collect();
        for place in 1..=self.places {
            let after = orders(left.len() - 1, self.places - place).unwrap_or(u128::MAX);
            let item = usize::try_from(rank / after).unwrap_or_default();
            rank %= after;
            out.push(left.remove(item.min(left.len() - 1)));
        }
    }

    /// Returns the value of a cell.
    pub(super) fn value(&self, ranks: &[u64], cell: usize) -> Option<&Value> {
        let rank = ranks.get(cell / self.each)?;
        self.items.get(usize::try_from(*rank).ok()?)?.get(cell % self.each)
    }
}

/// Counts the ways to put some of `items` in so many places.
fn orders(items: usize, places: usize) -> Option<u128> {
    let choices = (items + 1 - places..=items).rev();
    choices.map(|choices| choices as u128).try_fold(1, u128::checked_mul)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::variants::Key;

    fn items(count: i64, each: i64) -> Vec<Vec<Value>> {
        let value = |number| crate::number::Quantity::whole(number).into();
        (0..count).map(|item| (0..each).map(|cell| value(10 * item + cell)).collect()).collect()
    }

    #[test]
    fn every_order_has_a_rank() {
        let order = Order::new(&items(4, 1), 2).expect("an order");
        assert_eq!(order.count(), Some(12));
        let mut all = Vec::new();
        (0..12).for_each(|rank| order.nth(rank, &mut all));
        let pairs: Vec<_> = all.chunks(2).map(|pair| (pair[0], pair[1])).collect();
        assert!(pairs.is_sorted() && pairs.iter().all(|(one, two)| one != two));
        assert_eq!((pairs[0], pairs[11]), ((0, 1), (3, 2)));
    }

    #[test]
    fn a_draw_takes_each_item_once() {
        let order = Order::new(&items(30, 1), 30).expect("an order");
        let mut drawn = vec![99];
        order.draw(&mut Stream::new(&Key::public()), &mut drawn);
        assert_eq!(drawn.remove(0), 99);
        drawn.sort_unstable();
        assert_eq!(drawn, (0..30).collect::<Vec<_>>());
    }

    #[test]
    fn an_item_fills_several_cells() {
        let order = Order::new(&items(3, 2), 4).expect("an order");
        assert_eq!(order.places(), 2);
        let cells = (0..5).map(|cell| order.value(&[2, 0], cell).cloned());
        let expected = [20, 21, 0, 1].map(|number| crate::number::Quantity::whole(number).into());
        assert_eq!(cells.flatten().collect::<Vec<Value>>(), expected);
    }

    #[test]
    fn many_orders_are_not_counted_and_too_few_items_refused() {
        let long = |count| Order::new(&items(count, 1), 34).expect("an order").count();
        assert_eq!(long(34), Some(295_232_799_039_604_140_847_618_609_643_520_000_000));
        assert_eq!(long(35), None);
        assert_eq!(Order::new(&items(3, 1), 4).err(), Some(Unprepared::Empty));
        assert_eq!(Order::new(&[vec![]], 1).err(), Some(Unprepared::Empty));
        assert_eq!(Order::new(&[], 1).err(), Some(Unprepared::Empty));
    }
}
