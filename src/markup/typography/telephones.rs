//! Telephone numbers: their groups of digits stay together.

use super::NBSP;
use super::line::{Edit, Line, is_boundary};

/// Pairs of a French number: 03 29 91 25 16.
const PAIRS: usize = 5;

/// Sets no-break spaces between the pairs of a telephone number.
pub(super) fn pairs(line: &Line) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (rank, _) in line.free().filter(|(_, char)| *char == '0' || *char == '+') {
        let Some(gaps) = gaps(line, rank).filter(|_| is_boundary(line.before(rank))) else {
            continue;
        };
        let wrong = gaps.into_iter().filter(|gap| line.at(*gap) != Some(NBSP));
        edits.extend(wrong.map(|gap| Edit::replace(gap..gap + 1, NBSP)));
    }
    edits
}

/// Returns where the spaces of a number that starts at a rank stand:
/// 03 29 91 25 16 or +33 3 29 91 25 16.
fn gaps(line: &Line, start: usize) -> Option<Vec<usize>> {
    let digits = |from: usize| line.end_of(from, |char| char.is_ascii_digit());
    let mut gaps = Vec::new();
    let mut end = digits(start + 1);
    if line.at(start) == Some('+') {
        let (country, area) = (end, digits(end + 1));
        gaps.push(country);
        end = (line.gap_after(country) == country + 1 && area == country + 2).then_some(area)?;
    } else if end != start + 2 {
        return None;
    }
    for _ in 1..PAIRS {
        gaps.push(end);
        let next = line.gap_after(end);
        let after = digits(next);
        end = (next == end + 1 && after == next + 2).then_some(after)?;
    }
    is_boundary(line.at(end)).then_some(gaps)
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn a_telephone_number_holds_together() {
        assert_eq!(shown("Tél. 03 29 91 25 16."), "Tél. 03~29~91~25~16.");
        assert_eq!(shown("(+33 3 29 91 25 16)"), "(+33~3~29~91~25~16)");
    }

    #[test]
    fn other_digits_are_let_be() {
        for text in ["03 29 91 25", "03 29 91 25 167", "103 29 91 25 16", "+33 29 91 25 16", "0"] {
            assert_eq!(shown(text), text);
        }
    }
}
