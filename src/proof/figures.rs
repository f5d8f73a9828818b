//! Numbers in running text: takes a reading, gives each figure with the unit
//! that follows it and the decimals that were typed.

use std::ops::Range;

use super::reading::{HIDDEN, Reading};
use crate::number::{Quantity, scan_quantity};

/// Characters after a number among which its unit stands.
const NEAR: usize = 24;
/// First letters by which a noun is known.
const ROOT: usize = 4;

/// A number of a text, not yet read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figure<'r> {
    text: &'r str,
    start: usize,
    end: usize,
}

/// A number that was read.
#[derive(Debug, Clone)]
pub(super) struct Read {
    /// Its value and its unit, nouns left out.
    pub(super) quantity: Quantity,
    /// Decimals typed.
    pub(super) decimals: i8,
    /// Where it stands, unit included.
    pub(super) range: Range<usize>,
    /// Byte after the digits.
    end: usize,
}

/// Tells whether a character is a figure.
pub(super) fn figure(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// Lists the numbers of a text; parts of codes, hours and telephone numbers
/// are not.
pub(super) fn figures<'r>(reading: &'r Reading<'_>) -> Vec<Figure<'r>> {
    let text = reading.text.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(figure).map(|start| at + start) {
        let end = end_of_number(text, start);
        if stands_alone(text, start, end) {
            found.push(Figure { text, start, end });
        }
        // What touches a number is no number of its own.
        at = end + text[end..].find(|letter: char| !figure(letter)).unwrap_or(text.len() - end);
    }
    found
}

/// Returns the byte after a number: groups of thousands, then decimals.
fn end_of_number(text: &str, start: usize) -> usize {
    let run = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = start + run(start);
    if end - start <= 3 {
        while let Some(space) = text[end..].chars().next().filter(|space| is_space(*space))
            && run(end + space.len_utf8()) == 3
        {
            end += space.len_utf8() + 3;
        }
    }
    let decimals = if text[end..].starts_with([',', '.']) { run(end + 1) } else { 0 };
    if decimals > 0 { end + 1 + decimals } else { end }
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{202f}')
}

fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].trim_end_matches(is_space);
    let glued = |letter: char| {
        letter.is_alphanumeric() || matches!(letter, '.' | ',' | '/' | '-' | '–' | '#' | HIDDEN)
    };
    let joined = text[..start].ends_with(glued) || text[end..].starts_with(['/', '-', '–', HIDDEN]);
    let longer = before.len() < start && before.ends_with(figure);
    let after = text[end..].trim_start_matches(is_space);
    let followed = after.len() < text.len() - end && after.starts_with(figure);
    !joined && !longer && !followed
}

impl<'r> Figure<'r> {
    /// Returns what stands before it.
    pub(super) fn before(&self) -> &'r str {
        &self.text[..self.start]
    }

    /// Tells a number that is hardly there by chance: texts are full of round
    /// ones.
    pub(super) fn is_telling(&self) -> bool {
        let written = &self.text[self.start..self.end];
        let digits: String = written.chars().filter(|letter| figure(*letter)).collect();
        let digits = digits.trim_start_matches('0');
        let figures = digits.trim_end_matches('0').len();
        let decimal = written.contains([',', '.']);
        let round = digits.ends_with(['5', '0']);
        figures >= 3 || digits.len() >= 4 || figures == 2 && (decimal || !round)
    }

    /// Reads it with the unit that follows.
    pub(super) fn read(&self) -> Option<Read> {
        let Self { text, start, end } = *self;
        let written = text[start..end].replace(is_space, "").replace('.', ",");
        let after: String = text[end..].chars().take(NEAR).collect();
        let (quantity, length) = scan_quantity(&format!("{written}{after}"))?;
        let taken = length.checked_sub(written.len())?;
        let decimals = written.split_once(',').map_or(0, |(_, decimals)| decimals.len());
        let decimals = i8::try_from(decimals).ok()?;
        Some(Read { quantity, decimals, range: start..end + taken, end })
    }
}

impl Read {
    /// Tells whether it counts the things of a noun, known by its first
    /// letters.
    pub(super) fn counts(&self, noun: &str, text: &str) -> bool {
        let root = noun.char_indices().nth(ROOT).map_or(noun, |(end, _)| &noun[..end]);
        let after = || text[self.end..].trim_start_matches(is_space);
        self.quantity.unit.is_none() && root.chars().count() == ROOT && after().starts_with(root)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sources, Span};

    fn told(text: &str) -> Vec<(String, bool)> {
        let mut sources = Sources::default();
        let id = sources.add("essai.yaml", text);
        let reading = Reading::new(Span::new(id, 0..text.len()), text);
        let each = figures(&reading);
        let written = |figure: &Figure<'_>| figure.read().map(|read| text[read.range].to_owned());
        each.iter().map(|one| (written(one).unwrap_or_default(), one.is_telling())).collect()
    }

    #[test]
    fn numbers_are_read_with_their_units() {
        let shown: Vec<_> = told("De 37,5 % à 1 342 contacts, 50 % ou 24 h et 15 points");
        let written: Vec<_> = shown.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(written, ["37,5 %", "1 342", "50 %", "24 h", "15 points"]);
        let telling: Vec<_> = shown.iter().map(|(_, telling)| *telling).collect();
        assert_eq!(telling, [true, true, false, true, false]);
    }

    #[test]
    fn parts_of_others_are_no_numbers() {
        assert!(told("au 03 29 00 00 00, les 15-24 ans, n#12, a12, {12}, 3/4").is_empty());
    }
}
