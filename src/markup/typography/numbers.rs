//! Numbers: groups of thousands, decimal comma, products; and how the other
//! rules find a number on a line.

use std::ops::Range;

use super::line::{Edit, Line, is_boundary, is_space};
use super::units::unit;
use super::{NARROW, NBSP};

/// Returns where the number that ends at a rank starts, if one does.
///
/// A number is digits in groups that U+202F separates, with at most one
/// decimal part.
pub(super) fn start_of_number(line: &Line, end: usize) -> Option<usize> {
    let mut start = digits_before(line, end)?;
    if matches!(line.before(start), Some(',' | '.'))
        && let Some(whole) = digits_before(line, start - 1)
    {
        start = whole;
    }
    while line.before(start) == Some(NARROW)
        && line.end_of(start, |char| char.is_ascii_digit()) == start + 3
        && let Some(group) = digits_before(line, start - 1)
    {
        start = group;
    }
    Some(start)
}

/// Returns where the number that starts at a rank ends, if one does.
pub(super) fn end_of_number(line: &Line, start: usize) -> Option<usize> {
    let mut end = digits_after(line, start)?;
    while line.at(end) == Some(NARROW)
        && let Some(group) = digits_after(line, end + 1)
        && group == end + 4
    {
        end = group;
    }
    if matches!(line.at(end), Some(',' | '.'))
        && let Some(decimals) = digits_after(line, end + 1)
    {
        end = decimals;
    }
    Some(end)
}

fn digits_before(line: &Line, end: usize) -> Option<usize> {
    let start = line.start_of(end, |char| char.is_ascii_digit());
    (start < end).then_some(start)
}

fn digits_after(line: &Line, start: usize) -> Option<usize> {
    let end = line.end_of(start, |char| char.is_ascii_digit());
    (start < end).then_some(end)
}

/// Tells whether digits that start at a rank are a number of their own, not
/// the tail of a code, of a telephone number or of 1.2.3.
pub(super) fn stands_alone(line: &Line, start: usize) -> bool {
    let before = line.before(start);
    let glued = matches!(before, Some('.' | ',' | '/' | '#' | '@'));
    let sign_of_code = matches!(before, Some('-' | '–'))
        && line.before(start - 1).is_some_and(char::is_alphanumeric);
    is_boundary(before) && !glued && !sign_of_code
}

/// Sets a narrow no-break space between the groups of a number.
///
/// Only 1 to 3 digits followed by groups of 3 are one number: telephones and
/// postcodes are grouped otherwise, and 2 025 is never typed for a year.
pub(super) fn thousands(line: &Line) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut rank = 0;
    while rank < line.len() {
        let Some(end) = digits_after(line, rank) else {
            rank += 1;
            continue;
        };
        let groups = std::iter::successors(Some(rank..end), |last| next_group(line, last));
        let groups: Vec<_> = groups.collect();
        rank = groups.last().map_or(end, |group| group.end);
        if is_grouped(line, &groups) {
            let gaps = groups.iter().skip(1).map(|group| group.start - 1);
            let wrong = gaps.filter(|gap| line.at(*gap) != Some(NARROW));
            edits.extend(wrong.map(|gap| Edit::replace(gap..gap + 1, NARROW)));
        }
    }
    edits
}

fn next_group(line: &Line, last: &Range<usize>) -> Option<Range<usize>> {
    let start = last.end + 1;
    let end = digits_after(line, start)?;
    line.before(start).is_some_and(is_space).then_some(start..end)
}

fn is_grouped(line: &Line, groups: &[Range<usize>]) -> bool {
    let [first, rest @ ..] = groups else { return false };
    // A hyphen may join two such numbers, 1 200-1 500, but nothing else.
    let joins = |rank: usize| line.at(rank + 1).is_some_and(|char| char.is_ascii_digit());
    let starts = stands_alone(line, first.start)
        || line.before(first.start) == Some('-')
            && start_of_number(line, first.start - 1).is_some();
    let ends = groups.last().is_some_and(|group| match line.at(group.end) {
        Some('-') => joins(group.end),
        after => !matches!(after, Some('_' | '/')),
    });
    !rest.is_empty()
        && first.len() <= 3
        && line.at(first.start) != Some('0')
        && rest.iter().all(|group| group.len() == 3)
        && starts
        && ends
}

/// Makes the point of 49.6 % a comma. Without a unit it may be a question
/// number or a version; with three decimals, thousands.
pub(super) fn decimal_points(line: &Line) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (rank, _) in line.free().filter(|(_, char)| *char == '.') {
        let (Some(start), Some(end)) = (digits_before(line, rank), digits_after(line, rank + 1))
        else {
            continue;
        };
        let next = line.gap_after(end);
        let measured = line.at(next).is_some_and(|char| "%‰€".contains(char))
            || line.reads(next, "pt") && unit(line, next).is_some();
        if measured && end - rank <= 3 && stands_alone(line, start) {
            edits.push(Edit::replace(rank..rank + 1, ','));
        }
    }
    edits
}

/// Makes the x of 3 x 1 a multiplication sign between no-break spaces.
pub(super) fn products(line: &Line) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (rank, sign) in line.free().filter(|(_, char)| matches!(char, 'x' | '×')) {
        let (start, end) = (line.gap_before(rank), line.gap_after(rank + 1));
        let spaced = start < rank && rank + 1 < end;
        let left = line.before(start).is_some_and(|char| "%‰€)".contains(char)) && spaced
            || start_of_number(line, start).is_some_and(|number| is_factor(line, number..start));
        let right = line.at(end) == Some('(') && spaced
            || end_of_number(line, end).is_some_and(|after| ends_factor(line, after));
        if left && right {
            edits.push(Edit::replace(start..end, format!("{NBSP}×{NBSP}")));
        } else if sign == '×' {
            // A factor in words: « 3 × le tarif ».
            let word = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
            let before = word(line.before(start)).then_some(start..rank);
            let after = word(line.at(end)).then_some(rank + 1..end);
            let gaps = before.into_iter().chain(after).filter(|gap| !gap.is_empty());
            edits.extend(gaps.map(|gap| Edit::replace(gap, NBSP)));
        }
    }
    edits
}

fn is_factor(line: &Line, number: Range<usize>) -> bool {
    // 0x1f is a code, and the second factor of 3x2x1 follows a sign.
    let chained = matches!(line.before(number.start), Some('x' | '×'));
    (chained || stands_alone(line, number.start)) && line.slice(number) != "0"
}

fn ends_factor(line: &Line, end: usize) -> bool {
    let chained = line.at(end) == Some('x') && line.at(end + 1).is_some_and(|c| c.is_ascii_digit());
    is_boundary(line.at(end)) || chained || unit(line, end).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn groups_of_three_are_one_number() {
        assert_eq!(shown("1 342 contacts, 1 234 567,89 m"), "1_342 contacts, 1_234_567,89~m");
        assert_eq!(shown("de 1 200-1 500 €"), "de 1_200–1_500~€");
    }

    #[test]
    fn years_postcodes_and_codes_stay() {
        for text in [
            "en 2025 500 clients",
            "55200 Commercy",
            "0 800 123 456",
            "552 100 554 00013",
            "1530 appels",
            "1.5 300",
            "12 3 500",
        ] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn a_measured_number_takes_a_comma() {
        assert_eq!(shown("49.6 %, 2.5€ et 1.5 pt"), "49,6~%, 2,5~€ et 1,5~pt");
        assert_eq!(shown("la question 2.3, 1.500 €, 1.2.3"), "la question~2.3, 1.500~€, 1.2.3");
    }

    #[test]
    fn the_x_of_a_product_is_a_sign() {
        assert_eq!(shown("3 x 1 pt, 4x0,5pt, 2x3x4"), "3~×~1~pt, 4~×~0,5~pt, 2~×~3~×~4");
        assert_eq!(shown("95 % x 1,2 x (3 + 4)"), "95~%~×~1,2~×~(3 + 4)");
        assert_eq!(shown("3 × le tarif, 3×2"), "3~×~le tarif, 3~×~2");
    }

    #[test]
    fn another_x_is_a_letter() {
        for text in ["0x41", "chocolat x 1", "le réseau X", "A3x4", "2xyz"] {
            assert_eq!(shown(text), text);
        }
    }
}
