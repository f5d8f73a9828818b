//! From one number to another: the word between them goes with the second.

use super::NBSP;
use super::line::{Edit, Line, is_space};
use super::units::unit;

/// Sets a no-break space after the *à* of « 9 h à 19 h ».
pub(super) fn limits(line: &Line) -> Vec<Edit> {
    let words = line.free().filter(|(_, char)| *char == 'à');
    words
        .filter(|(rank, _)| {
            line.at(rank + 1) == Some(' ')
                && is_digit(line.at(rank + 2))
                && (follows(line, *rank) || is_clock(line, rank + 2))
        })
        .map(|(rank, _)| Edit::replace(rank + 1..rank + 2, NBSP))
        .collect()
}

fn is_digit(char: Option<char>) -> bool {
    char.is_some_and(|char| char.is_ascii_digit())
}

/// Tells whether an hour of a clock starts at a rank: 19:00, 9 h.
fn is_clock(line: &Line, start: usize) -> bool {
    let end = line.end_of(start, |char| char.is_ascii_digit());
    let hour = line.gap_after(end);
    line.at(end) == Some(':') && is_digit(line.at(end + 1))
        || line.reads(hour, "h") && unit(line, hour).is_some()
}

/// Tells whether a number stands before a rank, with its unit or without.
fn follows(line: &Line, rank: usize) -> bool {
    let end = line.gap_before(rank);
    let start = line.start_of(end, |char| !is_space(char));
    let counted =
        || unit(line, start) == Some(end) && is_digit(line.before(line.gap_before(start)));
    end < rank && (is_digit(line.before(end)) || counted())
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn a_limit_goes_with_its_word() {
        assert_eq!(shown("de 9 h à 19 h, 3 à 5, 20 % à 25 %"), "de 9~h à~19~h, 3 à~5, 20~% à~25~%");
        assert_eq!(shown("de 8h30 à 17h, 2 000 à 2 500 €"), "de 8~h~30 à~17~h, 2_000 à~2_500~€");
    }

    #[test]
    fn an_hour_goes_with_its_word() {
        assert_eq!(shown("Ferme à 19:00, ouvre à 9 h"), "Ferme à~19:00, ouvre à~9~h");
    }

    #[test]
    fn a_place_is_no_limit() {
        for text in ["12 personnes à 3 rues", "2 clés à part", "il pense à 3 amis"] {
            assert_eq!(shown(text), text);
        }
    }
}
