//! Emphasis that stays open: asterisks that would be printed as they stand.

use super::Finding;
use super::reading::{HIDDEN, Reading};
use crate::diagnostic::Fault;
use crate::source::Sources;

/// Checks the double asterisks of a text, paragraph by paragraph.
pub(super) fn check(reading: &Reading<'_>, sources: &Sources, found: &mut Vec<Finding>) {
    let mut start = 0;
    for paragraph in reading.text.split("\n\n") {
        if let Some(at) = lone(paragraph) {
            let place = reading.place(sources, start + at..start + at + 2);
            found.push(
                Fault::warning("gras-ouvert", "ces astérisques n’ont pas leurs pareils")
                    .at(place, "ils seraient imprimés tels quels")
                    .help("mettez ** avant et après les mots en gras, sans espace à l’intérieur")
                    .into(),
            );
        }
        start += paragraph.len() + 2;
    }
}

/// Finds the double asterisks that pair with no others, beside a word.
fn lone(paragraph: &str) -> Option<usize> {
    let marks: Vec<_> = paragraph.match_indices("**").map(|(at, _)| at).collect();
    // « *** » is bold and slanted: its ends are read otherwise.
    if marks.len() % 2 == 0 || paragraph.contains("***") {
        return None;
    }
    let at = *marks.last()?;
    let word = |letter: Option<char>| {
        letter.is_some_and(|letter| letter.is_alphanumeric() || letter == HIDDEN)
    };
    let (before, after) = (&paragraph[..at], &paragraph[at + 2..]);
    let beside = word(before.chars().next_back()) || word(after.chars().next());
    // « 2**3 » is a power.
    let power = before.ends_with(|letter: char| letter.is_ascii_digit())
        && after.starts_with(|letter: char| letter.is_ascii_digit());
    (beside && !power).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::lone;

    #[test]
    fn asterisks_that_pair_are_no_fault() {
        for text in ["la **boutique** ouvre", "2**3", "un ** seul", "***fort*", "**a** et **b**"] {
            assert_eq!(lone(text), None, "{text}");
        }
    }

    #[test]
    fn those_that_pair_with_no_others_are_found() {
        assert_eq!(lone("la **boutique"), Some(3));
        assert_eq!(lone("la boutique** ouvre"), Some(11));
        assert_eq!(lone("**a** et **b"), Some(9));
    }
}
