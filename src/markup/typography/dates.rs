//! Dates: the day goes with its month, the number with its century.

use super::NBSP;
use super::line::{Edit, Line, is_boundary, is_space};
use crate::number::month_name;

/// Months as they are shortened, before their full stop.
const SHORT: [&str; 8] = ["janv", "févr", "avr", "juil", "sept", "oct", "nov", "déc"];

/// Sets a no-break space between a day and its month.
pub(super) fn months(line: &Line) -> Vec<Edit> {
    let spaces = line.free().filter(|(_, char)| is_space(*char) && *char != NBSP);
    spaces
        .filter(|(rank, _)| is_day(line, *rank) && is_month(line, rank + 1))
        .map(|(rank, _)| Edit::replace(rank..rank + 1, NBSP))
        .collect()
}

fn is_month(line: &Line, start: usize) -> bool {
    let end = line.end_of(start, char::is_alphabetic);
    let word = line.slice(start..end).to_lowercase();
    SHORT.contains(&word.as_str()) || (1..=12).any(|month| month_name(month) == word)
}

fn is_day(line: &Line, end: usize) -> bool {
    let first = end.checked_sub(2).is_some_and(|rank| line.reads(rank, "er"));
    let end = if first { end - 2 } else { end };
    let start = line.start_of(end, |char| char.is_ascii_digit());
    let day = line.slice(start..end).parse::<u8>();
    is_boundary(line.before(start)) && day.is_ok_and(|day| (1..=31).contains(&day))
}

/// Sets a no-break space between an ordinal and its century.
pub(super) fn centuries(line: &Line) -> Vec<Edit> {
    let ends = |rank: usize| {
        ["e", "ème", "eme", "er"].iter().any(|ending| {
            let start = rank.checked_sub(ending.chars().count());
            start.is_some_and(|start| {
                line.reads(start, ending)
                    && line.before(start).is_some_and(|c| c.is_ascii_digit() || "IVX".contains(c))
            })
        })
    };
    let spaces = line.free().filter(|(_, char)| is_space(*char) && *char != NBSP);
    spaces
        .filter(|(rank, _)| ends(*rank) && line.reads(rank + 1, "siècle"))
        .map(|(rank, _)| Edit::replace(rank..rank + 1, NBSP))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn a_day_goes_with_its_month() {
        assert_eq!(shown("le 8 novembre 2025, le 21 déc."), "le 8~novembre 2025, le 21~déc.");
        assert_eq!(shown("le 1er mars"), "le 1^er^~mars");
    }

    #[test]
    fn a_number_that_is_no_day_does_not() {
        assert_eq!(
            shown("les 45 mars, 2025 mars, 3 marseillais"),
            "les 45 mars, 2025 mars, 3 marseillais"
        );
    }

    #[test]
    fn a_number_goes_with_its_century() {
        assert_eq!(
            shown("au XVIIIème siècle et au 19e siècle"),
            "au XVIII^e^~siècle et au 19^e^~siècle"
        );
    }
}
