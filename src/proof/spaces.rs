//! Spaces that print cannot guess: before a comma, after it, around brackets.

use std::ops::Range;

use super::reading::Reading;
use super::{Finding, Mend};
use crate::diagnostic::Fault;
use crate::source::Sources;

/// Letters between brackets that are no ending: `client(e)s` has none.
const WORDS: usize = 6;

/// Checks the spaces of a text.
pub(super) fn check(reading: &Reading<'_>, sources: &Sources, found: &mut Vec<Finding>) {
    let text = reading.text.as_str();
    for (at, sign) in text.char_indices().filter(|(_, sign)| matches!(sign, ',' | '.' | '(' | ')'))
    {
        let before = &text[..at];
        let after = &text[at + 1..];
        let (fault, range, text) = if let Some(range) = extra(before, sign, after) {
            let fault = Fault::warning("espace-en-trop", "une espace est de trop");
            (fault, range, sign.to_string())
        } else if let Some(range) = missing(before, sign, after) {
            let text = if sign == '(' { " (".to_owned() } else { format!("{sign} ") };
            (Fault::warning("espace-manquante", "il manque une espace"), range, text)
        } else {
            continue;
        };
        let place = reading.place(sources, range);
        let label = match text.as_str() {
            "(" => "attendu : aucune espace après",
            " (" => "attendu : une espace avant",
            _ if text.ends_with(' ') => "attendu : une espace après",
            _ => "attendu : aucune espace avant",
        };
        found.push(Finding { fault: fault.at(place, label), mends: vec![Mend { place, text }] });
    }
}

/// Returns a sign and the spaces that are not wanted beside it.
fn extra(before: &str, sign: char, after: &str) -> Option<Range<usize>> {
    let at = before.len();
    if sign == '(' {
        let gap = after.len() - after.trim_start_matches(' ').len();
        let word = after[gap..].starts_with(char::is_alphanumeric);
        return (gap > 0 && word).then(|| at..at + 1 + gap);
    }
    let start = before.trim_end_matches(' ').len();
    let word = before[..start].ends_with(|letter: char| letter.is_alphanumeric() || letter == '%');
    // A decimal without its zero, an ellipsis, the name of a site.
    let other = sign != ')' && !(after.is_empty() || after.starts_with(char::is_whitespace));
    (start < at && word && !other).then(|| start..at + 1)
}

/// Returns a sign beside which a space is wanted.
fn missing(before: &str, sign: char, after: &str) -> Option<Range<usize>> {
    let at = before.len();
    let next = after.chars().next();
    let low =
        |text: &str| text.chars().rev().take(2).filter(|letter| letter.is_lowercase()).count();
    let wanted = match sign {
        ',' => {
            let letter = next.is_some_and(char::is_alphabetic);
            letter && before.ends_with(char::is_alphanumeric)
        }
        '.' => {
            let mut letters = after.chars();
            let capital = letters.next().is_some_and(char::is_uppercase);
            capital && letters.next().is_some_and(char::is_lowercase) && low(before) == 2
        }
        '(' => before.ends_with(char::is_alphabetic) && is_aside(after.split(')').next()),
        _ => {
            let inside = before.rsplit('(').next().filter(|inside| inside.len() < before.len());
            next.is_some_and(char::is_alphabetic) && is_aside(inside)
        }
    };
    wanted.then(|| at..at + 1)
}

fn is_aside(inside: Option<&str>) -> bool {
    inside.is_some_and(|inside| inside.contains(' ') || inside.chars().count() >= WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows what is found of a text: the signs and their spaces.
    fn told(text: &str) -> Vec<&str> {
        let each = text.char_indices().filter(|(_, sign)| matches!(sign, ',' | '.' | '(' | ')'));
        each.filter_map(|(at, sign)| {
            let (before, after) = (&text[..at], &text[at + 1..]);
            let range = extra(before, sign, after).or_else(|| missing(before, sign, after))?;
            text.get(range)
        })
        .collect()
    }

    #[test]
    fn spaces_are_extra_or_missing() {
        assert_eq!(told("Un site , deux ( trois ) mots ."), [" ,", "( ", " )", " ."]);
        assert_eq!(told("un,deux.Trois(quatre mots)cinq"), [",", ".", "(", ")"]);
    }

    #[test]
    fn what_is_right_is_left() {
        for right in [
            "49,5 et .NET, client(e)s, étudiant(s)",
            "la suite ... ou .5 ; M.Pons, U.S.A",
            "1. Un, 2. Deux :) (page 3). Fin",
        ] {
            assert_eq!(told(right), Vec::<&str>::new(), "{right}");
        }
    }
}
