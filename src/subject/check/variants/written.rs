//! Values written by hand in a text, though variants change them: the text of
//! a variant would still say what the subject says.

use std::ops::Range;

use super::cells::filled;
use crate::diagnostic::{Fault, Faults};
use crate::formula::Value;
use crate::number::{DateStyle, Format, display, format_date, scan_quantity, whole};
use crate::source::Sources;
use crate::subject::model::Subject;
use crate::subject::passages::passages;
use crate::subject::text::Text;
use crate::subject::variants::{Cell, Variants};

/// Smallest bare number that is looked for, and smallest in a column: texts
/// are full of small numbers that mean something else.
const SMALLEST: (i64, i64) = (10, 100);

/// Warns about the values that texts write themselves.
pub(super) fn check(
    subject: &Subject,
    variants: &Variants,
    sources: &Sources,
    faults: &mut Faults,
) {
    let passages: Vec<_> = passages(subject)
        .into_iter()
        .map(|about| (about.needed, about.texts.into_iter().map(Spaced::new).collect::<Vec<_>>()))
        .collect();
    for parameter in &variants.parameters {
        let mut looked_for = Vec::new();
        for one in filled(subject, parameter) {
            let Some(words) = words(&one.written, one.cell) else { continue };
            if looked_for.contains(&(one.name.clone(), words.clone())) {
                continue;
            }
            let about = passages.iter().filter(|(needed, _)| needed.contains(&one.name));
            for spaced in about.flat_map(|(_, texts)| texts) {
                let text = spaced.text;
                for range in forms(&words).iter().flat_map(|words| spaced.find(words)) {
                    let place = sources.within(text.span, &text.source, range);
                    let label = match one.cell {
                        Cell::Datum(_) => format!("attendu : « {{{}}} »", one.name),
                        Cell::Entry { .. } => format!("cette valeur est dans « {} »", one.name),
                    };
                    faults.push(
                        Fault::warning(
                            "valeur-a-la-main",
                            format!("« {words} » est écrit à la main, et change d’une variante à l’autre"),
                        )
                        .at(place, label)
                        .at(parameter.name.span, "change ici"),
                    );
                }
            }
            looked_for.push((one.name, words));
        }
    }
}

/// A text, with the same space everywhere.
struct Spaced<'a> {
    text: &'a Text,
    spaced: String,
}

impl<'a> Spaced<'a> {
    fn new(text: &'a Text) -> Self {
        Self { text, spaced: text.source.chars().map(spaced).collect() }
    }

    /// Finds words outside of the expressions of the text.
    fn find(&self, words: &str) -> Vec<Range<usize>> {
        let words: String = words.chars().map(spaced).collect();
        // Hardly any text has them: the places are looked for only then.
        if self.spaced.contains(&words) { found(self.text, &words) } else { Vec::new() }
    }
}

/// Writes a value as a text would, when it is worth looking for.
fn words(value: &Value, cell: Cell) -> Option<String> {
    match value {
        Value::Number(quantity) => {
            let smallest = if let Cell::Datum(_) = cell { SMALLEST.0 } else { SMALLEST.1 };
            let bare = quantity.unit.is_none() && quantity.value < whole(smallest);
            (!bare).then(|| display(quantity, &Format::default()).text)
        }
        Value::Date(date) => Some(format_date(*date, DateStyle::Long)),
        // A name; common words are in every text.
        Value::Text(text) => {
            let named = text.chars().next().is_some_and(char::is_uppercase);
            (named && text.chars().count() >= 3).then(|| text.clone())
        }
        _ => None,
    }
}

/// Lists the ways to write a figure: thousands apart or not.
fn forms(words: &str) -> Vec<String> {
    let letters: Vec<char> = words.chars().collect();
    let digit =
        |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    let apart =
        |at: usize| letters[at].is_whitespace() && digit(at.checked_sub(1)) && digit(Some(at + 1));
    let tight: String = (0..letters.len()).filter(|at| !apart(*at)).map(|at| letters[at]).collect();
    if tight == words { vec![tight] } else { vec![words.to_owned(), tight] }
}

/// Spaces of any kind are the same.
fn spaced(letter: char) -> char {
    if letter.is_whitespace() { ' ' } else { letter }
}

/// Finds words in a text, outside of its expressions.
fn found(text: &Text, words: &str) -> Vec<Range<usize>> {
    let source: Vec<(usize, char)> = text.source.char_indices().collect();
    let words: Vec<char> = words.chars().collect();
    let end = |at: usize| source.get(at).map_or(text.source.len(), |(byte, _)| *byte);
    let matches = source.windows(words.len().max(1)).enumerate().filter(|(_, window)| {
        window.iter().map(|(_, letter)| spaced(*letter)).eq(words.iter().copied())
    });
    matches
        .filter(|(at, window)| {
            let before = at.checked_sub(1).and_then(|at| source.get(at));
            let after = source.get(at + window.len());
            let joined = |next: Option<&(usize, char)>| {
                next.is_some_and(|(_, letter)| letter.is_alphanumeric() || *letter == '_')
            };
            !joined(before) && !joined(after) && stands_alone(text, end(*at), &words, before)
        })
        .map(|(at, window)| end(at)..end(at + window.len()))
        .filter(|range| {
            let inserts = text.markup.inserts.iter();
            inserts
                .map(|(_, place)| place)
                .all(|place| range.end <= place.start || place.end <= range.start)
        })
        .collect()
}

/// Tells a whole number from the end or the beginning of a longer one, and
/// from the same figure with a unit.
fn stands_alone(text: &Text, start: usize, words: &[char], before: Option<&(usize, char)>) -> bool {
    if !words.first().is_some_and(char::is_ascii_digit) {
        return true;
    }
    let digit_before = |at: usize| {
        text.source[..at]
            .trim_end_matches(char::is_whitespace)
            .ends_with(|letter: char| letter.is_ascii_digit())
    };
    let longer = match before {
        Some((at, ',' | '.')) => digit_before(*at),
        Some((at, letter)) if letter.is_whitespace() => digit_before(*at),
        _ => false,
    };
    let rest = &text.source[start..];
    let bare = words.last().is_some_and(char::is_ascii_digit);
    let with_unit = || scan_quantity(rest).is_some_and(|(read, _)| !read.unit.is_none());
    let decimals = || {
        let after = rest.chars().skip(words.len()).take(2).collect::<Vec<_>>();
        matches!(after.as_slice(), [',' | '.', digit] if digit.is_ascii_digit())
    };
    !longer && !(bare && (with_unit() || decimals()))
}
