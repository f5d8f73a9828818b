//! Dashes: the minus sign, the dash of ranges and that of asides.

use std::ops::Range;

use super::NBSP;
use super::line::{Edit, Line, is_boundary, is_edge, is_opening, is_space};
use super::numbers::{end_of_number, stands_alone, start_of_number};
use super::units::unit;

/// Words after which two numbers joined by a hyphen are one reference.
const REFERENCES: [&str; 15] = [
    "n°",
    "nº",
    "loi",
    "décret",
    "ordonnance",
    "directive",
    "arrêté",
    "règlement",
    "art.",
    "article",
    "l.",
    "r.",
    "d.",
    "réf.",
    "référence",
];
/// Length of the longest of them.
const LONGEST_REFERENCE: usize = 10;

/// Makes a hyphen before a number, or in a computation, a minus sign.
pub(super) fn minuses(line: &Line) -> Vec<Edit> {
    let computation = line.text().contains(['=', '≈']);
    line.free()
        .filter(|(_, char)| matches!(char, '-' | '–'))
        .filter(|(rank, _)| is_sign(line, *rank) || computation && is_operator(line, *rank))
        .map(|(rank, _)| Edit::replace(rank..rank + 1, '−'))
        .collect()
}

fn is_sign(line: &Line, rank: usize) -> bool {
    let Some(end) = end_of_number(line, rank + 1) else { return false };
    let before = line.before(rank);
    let starts = is_edge(before)
        || before
            .is_some_and(|char| is_space(char) || is_opening(char) || "=<>≤≥≈×÷".contains(char));
    // 15 -24 is a range badly typed, and -5-P the tail of a code.
    let follows = line.before(line.gap_before(rank)).is_some_and(|char| char.is_ascii_digit());
    let word = is_boundary(line.at(end)) || unit(line, end).is_some();
    starts
        && word
        && !(follows && before != line.before(line.gap_before(rank)))
        && !matches!(line.at(end), Some('-' | '–' | '/'))
}

fn is_operator(line: &Line, rank: usize) -> bool {
    let (start, end) = (line.gap_before(rank), line.gap_after(rank + 1));
    let left =
        line.before(start).is_some_and(|char| char.is_ascii_digit() || "%‰€)".contains(char));
    let right = line.at(end).is_some_and(|char| char.is_ascii_digit() || char == '(');
    left && right && start < rank && rank + 1 < end
}

/// Makes the hyphen of 15-24 a dash, closed up.
pub(super) fn ranges(line: &Line) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (rank, char) in line.free().filter(|(_, char)| matches!(char, '-' | '–')) {
        let (start, end) = (line.gap_before(rank), line.gap_after(rank + 1));
        let closed = start == rank && end == rank + 1;
        if closed && is_clock_range(line, rank) {
            edits.extend((char == '-').then(|| Edit::replace(rank..end, '–')));
            continue;
        }
        let (Some(first), Some(last)) = (start_of_number(line, start), end_of_number(line, end))
        else {
            continue;
        };
        // « Dossier 1 - 15 points » is no range: only ages are closed up.
        let aged = start < rank && rank + 1 < end && is_age(line, last);
        if (closed || aged) && is_range(line, first..start, end..last) && (char == '-' || !closed) {
            edits.push(Edit::replace(start..end, '–'));
        }
    }
    edits
}

fn is_range(line: &Line, first: Range<usize>, last: Range<usize>) -> bool {
    let telephone = line.before(first.start).is_some_and(is_space)
        && line.before(first.start - 1).is_some_and(|char| char.is_ascii_digit());
    let after = line.at(last.end);
    let goes_on = matches!(after, Some('-' | '–' | '/'))
        || matches!(after, Some('.' | ',')) && line.at(last.end + 1).is_some_and(char::is_numeric);
    let (low, high) = (value(line, first.clone()), value(line, last.clone()));
    stands_alone(line, first.start)
        && !is_reference(line, first.start)
        && !telephone
        && !goes_on
        && is_boundary(after)
        && low.zip(high).is_some_and(|(low, high)| low < high)
}

/// Tells whether the word before a number makes it a reference.
fn is_reference(line: &Line, number: usize) -> bool {
    let end = line.gap_before(number);
    let before = line.slice(end.saturating_sub(LONGEST_REFERENCE + 1)..end).to_lowercase();
    let word = before.rsplit(|char| is_space(char) || is_opening(char)).next();
    word.is_some_and(|word| REFERENCES.contains(&word))
}

/// Returns the value of a number, in thousandths; none if it starts as a code.
fn value(line: &Line, number: Range<usize>) -> Option<u64> {
    let written: String = line.slice(number).chars().filter(|char| !is_space(*char)).collect();
    let (whole, decimals) = written.split_once([',', '.']).unwrap_or((&written, ""));
    if whole.len() > 1 && whole.starts_with('0') || decimals.len() > 3 {
        return None;
    }
    format!("{whole}{decimals:0<3}").parse().ok()
}

fn is_age(line: &Line, end: usize) -> bool {
    let start = line.gap_after(end);
    line.reads(start, "ans") && unit(line, start).is_some() && start > end
}

/// Tells whether a dash stands between two hours: 9 h-12 h.
fn is_clock_range(line: &Line, rank: usize) -> bool {
    let minutes = line.start_of(rank, |char| char.is_ascii_digit());
    let end = if minutes < rank { line.gap_before(minutes) } else { rank };
    let left = line.before(end) == Some('h')
        && line.before(end - 1) == Some(NBSP)
        && start_of_number(line, end - 2).is_some();
    let right = end_of_number(line, rank + 1).map(|end| line.gap_after(end));
    left && right.is_some_and(|end| line.at(end) == Some('h'))
}

/// Sets dashes between spaces so that none starts a line, nor ends it where
/// an aside opens.
pub(super) fn asides(line: &Line) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut sentence = Vec::new();
    for rank in 0..=line.len() {
        if is_dash(line, rank) {
            sentence.push(rank);
        }
        let stop = line.at(rank).is_none_or(|char| "\n.!?…".contains(char));
        if stop && line.at(rank + 1).is_none_or(|char| is_space(char) || is_edge(Some(char))) {
            edits.extend(set_dashes(line, &sentence));
            sentence.clear();
        }
    }
    edits
}

fn is_dash(line: &Line, rank: usize) -> bool {
    let (start, end) = (line.gap_before(rank), line.gap_after(rank + 1));
    line.at(rank).is_some_and(|char| "-–—".contains(char))
        && start < rank
        && rank + 1 < end
        && line.before(start).is_some_and(|char| char != '\n' && !is_opening(char))
        && !is_edge(line.at(end))
}

fn set_dashes(line: &Line, dashes: &[usize]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (index, rank) in dashes.iter().enumerate() {
        // Two in a sentence hold an aside between them.
        let opens = dashes.len() == 2 && index == 0;
        let sign = line.at(*rank).filter(|char| *char != '-').unwrap_or('–');
        let (before, after) = if opens { (' ', NBSP) } else { (NBSP, ' ') };
        edits.push(Edit::replace(rank - 1..rank + 2, String::from_iter([before, sign, after])));
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn a_hyphen_before_a_number_is_a_minus() {
        assert_eq!(shown("-5 et (-37,5%) et x = -3"), "−5 et (−37,5~%) et x = −3");
        assert_eq!(shown("–5 °C"), "−5~°C");
    }

    #[test]
    fn a_computation_subtracts() {
        assert_eq!(shown("2 100 - 270 = 1 830"), "2_100 − 270 = 1_830");
        assert_eq!(shown("(40 % + 30 %) - (2 %) = 68"), "(40~% + 30~%) − (2~%) = 68");
    }

    #[test]
    fn ranges_are_closed_up() {
        assert_eq!(shown("15-24 ans, 7-8, 2024-2025"), "15–24~ans, 7–8, 2024–2025");
        assert_eq!(shown("15 – 24 ans, 15 - 24 ans"), "15–24~ans, 15–24~ans");
    }

    #[test]
    fn dates_telephones_references_and_scores_are_no_ranges() {
        for text in [
            "2025-11-08",
            "06-12-34-56-78",
            "loi n°~2005-102",
            "loi 78-753",
            "un score de 3-0",
            "le 05-08",
            "15 -24",
            "e-réputation, rendez-vous, COVID-19",
        ] {
            assert_eq!(shown(&text.replace('~', "\u{a0}")), text);
        }
    }

    #[test]
    fn points_after_a_dossier_are_no_range() {
        assert_eq!(shown("Dossier 1 - 15 points"), "Dossier~1~– 15~points");
    }

    #[test]
    fn an_aside_keeps_its_dashes() {
        assert_eq!(shown("Elle vient - enfin - ce soir."), "Elle vient –~enfin~– ce soir.");
        assert_eq!(shown("Titre - suite. Un — deux"), "Titre~– suite. Un~— deux");
    }
}
