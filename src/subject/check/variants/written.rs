//! Values written by hand in a text, though variants change them: the text of
//! a variant would still say what the subject says.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::cells::filled;
use crate::diagnostic::{Fault, Faults};
use crate::formula::Value;
use crate::number::{DateStyle, Format, display, format_date, scan_quantity, whole};
use crate::source::Sources;
use crate::subject::model::Subject;
use crate::subject::passages::{Passages, passages};
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
    let passages = passages(subject);
    let texts = Texts::new(&passages);
    for parameter in &variants.parameters {
        let mut looked_for = BTreeSet::new();
        for one in filled(subject, parameter) {
            let Some(words) = words(&one.written, one.cell) else { continue };
            if !looked_for.insert((one.name.clone(), words.clone())) {
                continue;
            }
            let forms = forms(&words);
            for spaced in texts.about(&one.name, &forms) {
                let text = spaced.text;
                for range in forms.iter().flat_map(|words| spaced.find(words)) {
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
        }
    }
}

/// The texts of a subject, by the words they have: hardly any has those that
/// are looked for, and no other is read.
struct Texts<'a> {
    all: Vec<(&'a BTreeSet<String>, Spaced<'a>)>,
    by_word: BTreeMap<&'a str, Vec<usize>>,
}

/// A text, with the same space everywhere once it is read.
struct Spaced<'a> {
    text: &'a Text,
    spaced: OnceCell<String>,
}

impl<'a> Texts<'a> {
    fn new(passages: &'a [Passages<'_>]) -> Self {
        let texts = passages.iter().flat_map(|about| {
            let spaced = |text| Spaced { text, spaced: OnceCell::new() };
            about.texts.iter().map(move |text| (&about.needed, spaced(*text)))
        });
        let all: Vec<_> = texts.collect();
        let mut by_word: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (rank, (_, Spaced { text, .. })) in all.iter().enumerate() {
            for word in whole_words(&text.source) {
                let ranks = by_word.entry(word).or_default();
                if ranks.last() != Some(&rank) {
                    ranks.push(rank);
                }
            }
        }
        Self { all, by_word }
    }

    /// Lists the texts about a name that may have one of these forms.
    fn about(&self, name: &str, forms: &[String]) -> impl Iterator<Item = &Spaced<'a>> {
        let ranks: BTreeSet<usize> = forms.iter().flat_map(|form| self.having(form)).collect();
        let texts = ranks.into_iter().filter_map(|rank| self.all.get(rank));
        texts.filter(move |(needed, _)| needed.contains(name)).map(|(_, spaced)| spaced)
    }

    /// Lists the texts that have the rarest word of a form.
    fn having(&self, form: &str) -> Vec<usize> {
        let ranks = |word| self.by_word.get(word).cloned().unwrap_or_default();
        let rarest = whole_words(form).map(ranks).min_by_key(Vec::len);
        rarest.unwrap_or_else(|| (0..self.all.len()).collect())
    }
}

impl Spaced<'_> {
    /// Finds words outside of the expressions of the text.
    fn find(&self, words: &str) -> Vec<Range<usize>> {
        let words: String = words.chars().map(spaced).collect();
        let own = self.spaced.get_or_init(|| self.text.source.chars().map(spaced).collect());
        // The places are looked for only where the words are.
        if own.contains(&words) { found(self.text, &words) } else { Vec::new() }
    }
}

/// Cuts a text into its words; what is found begins and ends between them.
fn whole_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !joins(letter)).filter(|word| !word.is_empty())
}

/// Tells whether a letter makes one word with the next.
fn joins(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
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
            let joined =
                |next: Option<&(usize, char)>| next.is_some_and(|(_, letter)| joins(*letter));
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
