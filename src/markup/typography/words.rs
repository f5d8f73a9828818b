//! Signs inside words: apostrophe, ellipsis, œ.

use super::line::{Edit, Line, is_boundary, is_edge, is_opening, is_space};

/// Letters that surround œ in the words that have it, wherever they stand.
const INSIDE: [&str; 9] =
    ["boeuf", "coeur", "choeur", "moeurs", "noeud", "oeuvr", "soeur", "voeu", "foet"];
/// Beginnings of the words that start with œ.
const STARTS: [&str; 10] = [
    "oeuf", "oeil", "oecum", "oedem", "oedèm", "oedip", "oenolog", "oenotour", "oesoph", "oestrog",
];

/// Makes three points an ellipsis; a row of more is a line to fill in.
pub(super) fn ellipses(line: &Line) -> Vec<Edit> {
    line.free()
        .filter(|(rank, _)| line.reads(*rank, "..."))
        .filter(|(rank, _)| line.before(*rank) != Some('.') && line.at(rank + 3) != Some('.'))
        .map(|(rank, _)| Edit::replace(rank..rank + 3, '…'))
        .collect()
}

/// Curves the apostrophes; `5'` keeps its own.
pub(super) fn apostrophes(line: &Line) -> Vec<Edit> {
    let mut edits = Vec::new();
    let (mut closing, mut searched) = (None, false);
    for (rank, char) in line.free() {
        let (before, after) = (line.before(rank), line.at(rank + 1));
        let letter_before = before.is_some_and(char::is_alphabetic);
        let typed = match char {
            '\'' => true,
            // Keyboards and copies give these for an apostrophe.
            '\u{b4}' | '\u{2bc}' | '\u{2032}' | '`' => {
                letter_before && after.is_some_and(char::is_alphabetic)
            }
            _ => false,
        };
        if !typed {
            continue;
        }
        let opens = is_edge(before)
            || before.is_some_and(|char| is_space(char) || is_opening(char) || char == '"');
        if closing == Some(rank) || letter_before {
            edits.push(Edit::replace(rank..rank + 1, '’'));
        } else if opens && after.is_some_and(char::is_alphanumeric) {
            // Where one search found nothing, a later one would not either.
            closing = closing.filter(|closing| *closing > rank).or(match closing {
                None if searched => None,
                _ => closing_quote(line, rank + 1),
            });
            searched = true;
            edits.push(Edit::replace(rank..rank + 1, if closing.is_some() { '‘' } else { '’' }));
        }
    }
    edits
}

/// Returns the mark that closes a quotation between straight apostrophes.
fn closing_quote(line: &Line, from: usize) -> Option<usize> {
    let mut marks = line.free().filter(|(rank, char)| *rank >= from && *char == '\'');
    let closing = marks.find(|(rank, _)| {
        let attached = line.before(*rank).is_some_and(|before| !is_space(before));
        attached && is_boundary(line.at(rank + 1))
    });
    closing.map(|(rank, _)| rank)
}

/// Joins o and e in the words that French writes with œ.
pub(super) fn ligatures(line: &Line) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut start = 0;
    while start < line.len() {
        let end = line.end_of(start, char::is_alphabetic);
        edits.extend(joined(&lower(line, start, end)).map(|index| {
            let rank = start + index;
            let upper = line.at(rank).is_some_and(char::is_uppercase);
            Edit::replace(rank..rank + 2, if upper { 'Œ' } else { 'œ' })
        }));
        start = end + 1;
    }
    edits
}

/// Returns a word in small letters, one for each of its own.
fn lower(line: &Line, start: usize, end: usize) -> String {
    let letters = (start..end).filter_map(|rank| line.at(rank));
    letters.map(|char| char.to_lowercase().next().unwrap_or(char)).collect()
}

/// Returns the ranks in a word of the o to be joined to its e.
fn joined(word: &str) -> impl Iterator<Item = usize> {
    let starts = STARTS.iter().filter(|known| word.starts_with(**known)).map(|_| 0);
    let inside = INSIDE.iter().flat_map(|known| {
        let shift = known.find("oe").unwrap_or(0);
        word.match_indices(known).map(move |(at, _)| at + shift)
    });
    starts.chain(inside).map(|at| word.get(..at).map_or(0, |before| before.chars().count()))
}
