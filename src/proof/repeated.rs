//! Words written twice.

use super::reading::Reading;
use super::{Finding, Mend};
use crate::diagnostic::Fault;
use crate::source::Sources;

/// Words that French does write twice.
const WANTED: [&str; 12] =
    ["nous", "vous", "faire", "très", "bla", "non", "oui", "ha", "ah", "hé", "tic", "pas"];

/// Finds words that follow themselves.
pub(super) fn check(reading: &Reading<'_>, sources: &Sources, found: &mut Vec<Finding>) {
    for (first, second) in reading.words().zip(reading.words().skip(1)) {
        if !is_same(first.text, second.text) {
            continue;
        }
        let lower = second.text.chars().all(char::is_lowercase);
        let gap = reading.between(first, second);
        let apart =
            !gap.is_empty() && gap.chars().all(char::is_whitespace) && !gap.contains("\n\n");
        if apart && lower && second.text.chars().count() > 1 && !WANTED.contains(&second.text) {
            let fault =
                Fault::warning("mot-double", format!("« {} » est écrit deux fois", second.text))
                    .at(reading.place(sources, first.at..second.range().end), "une fois suffit");
            let place = reading.place(sources, first.range().end..second.range().end);
            found.push(Finding { fault, mends: vec![Mend { place, text: String::new() }] });
        }
    }
}

/// Tells whether two words are one, but for capitals.
fn is_same(first: &str, second: &str) -> bool {
    first.len() == second.len()
        && first
            .chars()
            .flat_map(char::to_lowercase)
            .eq(second.chars().flat_map(char::to_lowercase))
}
