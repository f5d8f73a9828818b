//! Numbers in running text: takes a reading, gives each figure with the unit
//! that follows it and the decimals that were typed.

use std::ops::Range;

use super::reading::{HIDDEN, Reading};
use crate::number::{Quantity, scan_quantity};

/// Characters after a number among which its unit stands.
const NEAR: usize = 24;
/// First letters by which a noun is known.
const ROOT: usize = 4;

/// A number of a text.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// Its value and its unit, nouns left out.
    pub(super) quantity: Quantity,
    /// Decimals typed.
    pub(super) decimals: i8,
    /// Its digits, leading zeros left out.
    pub(super) digits: String,
    /// Where it stands, unit included.
    pub(super) range: Range<usize>,
    /// Byte after the digits.
    pub(super) end: usize,
}

/// Tells whether a character is a figure.
pub(super) fn figure(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// Lists the numbers of a text; parts of codes, hours and telephone numbers
/// are not.
pub(super) fn figures(reading: &Reading<'_>) -> Vec<Figure> {
    let text = reading.text.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(figure).map(|start| at + start) {
        let end = end_of_number(text, start);
        at = end;
        if stands_alone(text, start, end) {
            found.extend(read(text, start, end));
        }
        // What touches a number is no number of its own.
        at += text[at..].find(|letter: char| !figure(letter)).unwrap_or(text.len() - at);
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
    let decimals = text[end..].starts_with([',', '.']).then(|| run(end + 1)).unwrap_or_default();
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

fn read(text: &str, start: usize, end: usize) -> Option<Figure> {
    let written = text[start..end].replace(is_space, "").replace('.', ",");
    let after: String = text[end..].chars().take(NEAR).collect();
    let (quantity, length) = scan_quantity(&format!("{written}{after}"))?;
    let taken = length.checked_sub(written.len())?;
    let decimals = written.split_once(',').map_or(0, |(_, decimals)| decimals.len());
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    Some(Figure {
        quantity,
        decimals: i8::try_from(decimals).ok()?,
        digits: digits.trim_start_matches('0').to_owned(),
        range: start..end + taken,
        end,
    })
}

impl Figure {
    /// Tells whether it counts the things of a noun, known by its first
    /// letters.
    pub(super) fn counts(&self, noun: &str, text: &str) -> bool {
        let root = noun.char_indices().nth(ROOT).map_or(noun, |(end, _)| &noun[..end]);
        let after = || text[self.end..].trim_start_matches(is_space);
        self.quantity.unit.is_none() && root.chars().count() == ROOT && after().starts_with(root)
    }
}
