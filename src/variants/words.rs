//! Figures as faults and reports say them.

pub(super) use crate::number::grouped as number;
use crate::number::{Exact, Quantity, Unit, whole};
use crate::sheet::value_text;

/// Counts things whose noun takes an s.
pub(super) fn many(count: u64, noun: &str) -> String {
    format!("{} {noun}{}", number(count), if count > 1 { "s" } else { "" })
}

/// Writes a share of tries or draws; one that is not 0 does not read 0.
pub(super) fn percent(part: u64, all: u64) -> String {
    let share = Exact::new(part.into(), all.max(1).into());
    if part > 0 && share < whole(1) / whole(1000) {
        return "moins de 0,1\u{a0}%".to_owned();
    }
    value_text(&Quantity::new(share, Unit::percent()).into(), None).unwrap_or_default()
}

/// Leaves out a unit that another figure says: *de 4 à 6 appels*.
pub(super) fn without_unit<'t>(figure: &'t str, other: &str) -> &'t str {
    let unit = other.split_once('\u{a0}').map_or("", |(_, unit)| unit);
    if unit.contains(|letter: char| letter.is_ascii_digit()) {
        // 4 h 30 on a clock is no figure before a unit.
        return figure;
    }
    let bare = figure.strip_suffix(unit).and_then(|figure| figure.strip_suffix('\u{a0}'));
    bare.unwrap_or(figure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_share_is_not_none() {
        assert_eq!(percent(0, 0), "0\u{a0}%");
        assert_eq!(percent(1, 3), "33,3\u{a0}%");
        assert_eq!(percent(1, 100_000), "moins de 0,1\u{a0}%");
    }

    #[test]
    fn a_unit_said_twice_is_said_once() {
        assert_eq!(without_unit("4\u{a0}appels", "6\u{a0}appels"), "4");
        assert_eq!(without_unit("1\u{a0}appel", "6\u{a0}appels"), "1\u{a0}appel");
        assert_eq!(without_unit("80\u{a0}h\u{a0}32", "109\u{a0}h\u{a0}40"), "80\u{a0}h\u{a0}32");
        assert_eq!(without_unit("8\u{a0}h\u{a0}40", "9\u{a0}h\u{a0}40"), "8\u{a0}h\u{a0}40");
        assert_eq!(without_unit("33,33", "66,67"), "33,33");
    }
}
