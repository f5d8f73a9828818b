//! Proper names written in several ways: with or without a hyphen, a space, a
//! capital, or with a letter more.

use std::collections::BTreeMap;

use super::Finding;
use super::reading::Reading;
use crate::diagnostic::Fault;
use crate::source::{Sources, Span};
use crate::subject::{Scalar, Subject};

/// Most words of a name.
const MOST: usize = 3;
/// Fewest letters of a name: short ones are too near to others.
const LETTERS: usize = 6;
/// Fewest letters of two names that one letter parts.
const LONG: usize = 7;

/// A way to write a name, and where.
struct Spelling<'r> {
    text: String,
    places: Vec<(&'r Reading<'r>, usize)>,
    /// Where it stands inside a sentence, so that its capital is its own.
    inside: bool,
}

/// Finds names that a subject writes in several ways.
pub(super) fn check(
    subject: &Subject,
    readings: &[&Reading<'_>],
    sources: &Sources,
    found: &mut Vec<Finding>,
) {
    let values = subject.data.iter().filter_map(|datum| match &datum.value.value {
        Scalar::Text(text) => Some(Reading::new(datum.value.span, text)),
        _ => None,
    });
    let values: Vec<_> = values.collect();
    let mut names: BTreeMap<String, Vec<Spelling<'_>>> = BTreeMap::new();
    for reading in readings.iter().copied().chain(&values) {
        gather(reading, &mut names);
    }
    let known = |spelling: &Spelling<'_>| subject.proofing.words.contains(&spelling.text);
    for spellings in names.values_mut() {
        spellings.retain(|spelling| !known(spelling));
        spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.places.len()));
        if let Some((usual, others)) = spellings.split_first() {
            others.iter().for_each(|other| found.push(varied(other, usual, sources)));
        }
    }
    neighbours(&names, sources, found);
}

/// Adds the names of a text, by their letters alone.
fn gather<'r>(reading: &'r Reading<'_>, names: &mut BTreeMap<String, Vec<Spelling<'r>>>) {
    for (rank, first) in reading.words().enumerate() {
        if !is_name(first.text) {
            continue;
        }
        for length in 1..=MOST {
            let Some(text) = joined(reading, rank, length) else { break };
            let key: String = text.chars().filter(|letter| letter.is_alphanumeric()).collect();
            if key.chars().count() < LETTERS {
                continue;
            }
            let spellings = names.entry(key.to_lowercase()).or_default();
            let place = (reading, first.at);
            let inside = !reading.starts_sentence(first.at);
            match spellings.iter_mut().find(|spelling| spelling.text == text) {
                Some(known) => {
                    known.places.push(place);
                    known.inside |= inside;
                }
                None => spellings.push(Spelling { text, places: vec![place], inside }),
            }
        }
    }
}

/// Tells whether a word may begin a name: a capital, then small letters.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase)
}

/// Returns words that one space or one hyphen joins, all with a capital.
fn joined(reading: &Reading<'_>, rank: usize, length: usize) -> Option<String> {
    let first = reading.word(rank)?;
    let mut last = first;
    for rank in rank + 1..rank + length {
        let word = reading.word(rank)?;
        let tied = matches!(reading.between(last, word), " " | "-" | "\u{a0}" | "\n" | "‑");
        if !tied || !is_name(word.text) {
            return None;
        }
        last = word;
    }
    Some(reading.text[first.at..last.range().end].replace(['\n', '\u{a0}'], " "))
}

impl Spelling<'_> {
    /// Returns where it was written.
    fn spans(&self, sources: &Sources) -> impl Iterator<Item = Span> {
        let length = self.text.len();
        self.places.iter().map(move |(reading, at)| reading.place(sources, *at..at + length))
    }
}

fn varied(other: &Spelling<'_>, usual: &Spelling<'_>, sources: &Sources) -> Finding {
    let times = usual.places.len();
    let message = format!("« {} » s’écrit aussi « {} » dans ce sujet", usual.text, other.text);
    let mut fault = Fault::warning("nom-varie", message);
    for place in other.spans(sources) {
        fault = fault.at(place, format!("attendu : « {} »", usual.text));
    }
    if let Some(place) = usual.spans(sources).next() {
        let label = if times > 1 {
            format!("écrit ainsi {times} fois")
        } else {
            "écrit ainsi".to_owned()
        };
        fault = fault.at(place, label);
    }
    fault.help("écrivez ce nom une fois dans « donnees », puis nommez-le entre accolades").into()
}

/// Finds single words met once that a letter parts from one met more often.
fn neighbours(
    names: &BTreeMap<String, Vec<Spelling<'_>>>,
    sources: &Sources,
    found: &mut Vec<Finding>,
) {
    let alone = |spellings: &[Spelling<'_>]| {
        spellings.len() == 1 && spellings[0].text.chars().all(char::is_alphabetic)
    };
    let words: Vec<(&str, &Spelling<'_>)> = names
        .iter()
        .filter(|(key, spellings)| key.chars().count() >= LONG && alone(spellings))
        .map(|(key, spellings)| (key.as_str(), &spellings[0]))
        .collect();
    for (key, rare) in words.iter().filter(|(_, spelling)| spelling.places.len() == 1) {
        let usual = words.iter().find(|(other, spelling)| {
            spelling.places.len() > 1 && spelling.inside && rare.inside && nearly(key, other)
        });
        if let Some((_, usual)) = usual {
            found.push(varied(rare, usual, sources));
        }
    }
}

/// Tells whether one letter parts two words, before their endings: what
/// differs at the end is a plural or a feminine.
fn nearly(one: &str, other: &str) -> bool {
    let letters = |word: &str| word.chars().count();
    let shared = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let shortest = letters(one).min(letters(other));
    letters(one).abs_diff(letters(other)) <= 1
        && (1..shortest.saturating_sub(2)).contains(&shared)
        && strsim::osa_distance(one, other) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_in_the_middle_parts_neighbours() {
        assert!(nearly("markstein", "marckstein"));
        assert!(nearly("markstein", "markstien"));
        for (one, other) in [("lorraine", "lorrain"), ("vosgien", "vosgiens"), ("dupont", "dupond")]
        {
            assert!(!nearly(one, other), "{one} {other}");
        }
    }
}
