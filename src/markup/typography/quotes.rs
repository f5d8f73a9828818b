//! Quotation marks: guillemets first, “ ” inside them.

use std::cmp::Reverse;
use std::ops::Range;

use super::NBSP;
use super::line::{Edit, Line, is_edge, is_opening, is_space};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Straight,
    Guillemet,
    Curly,
}

/// A quotation, by the ranks of its marks.
struct Quotation {
    mark: Mark,
    marks: Range<usize>,
}

/// Makes straight marks that pair off guillemets, or “ ” inside guillemets;
/// so does it for “ ” that are inside nothing.
pub(super) fn marks(line: &Line) -> Vec<Edit> {
    let mut found = quotations(line);
    found.sort_by_key(|quotation| (quotation.marks.start, Reverse(quotation.marks.end)));
    let mut edits = Vec::new();
    let mut furthest = 0;
    for Quotation { mark, marks: Range { start, end } } in found {
        let nested = end < furthest;
        furthest = furthest.max(end);
        match (mark, nested) {
            (Mark::Straight | Mark::Curly, false) => {
                edits.push(Edit::replace(start..start + 1, '«'));
                edits.push(Edit::replace(end..end + 1, '»'));
            }
            (Mark::Straight, true) => {
                edits.push(Edit::replace(start..line.gap_after(start + 1), '“'));
                edits.push(Edit::replace(line.gap_before(end)..end + 1, '”'));
            }
            (Mark::Guillemet, _) | (Mark::Curly, true) => {}
        }
    }
    edits
}

/// Pairs off the marks of a line, none if they cross.
///
/// A guillemet alone quotes to the end of the line, or from its start: a
/// quotation may run over several paragraphs.
fn quotations(line: &Line) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Vec<(Mark, usize)> = Vec::new();
    for (rank, char) in line.free() {
        let top = open.last().copied();
        let closed = match char {
            '»' => Mark::Guillemet,
            '”' => Mark::Curly,
            '"' if closes(line, rank) && top != Some((Mark::Straight, rank.wrapping_sub(1))) => {
                Mark::Straight
            }
            _ => {
                open.extend(opened(line, rank, char).map(|mark| (mark, rank)));
                continue;
            }
        };
        match top.filter(|(mark, _)| *mark == closed) {
            Some((mark, start)) => {
                open.pop();
                found.push(Quotation { mark, marks: start..rank });
            }
            None if closed == Mark::Straight => {
                open.extend(opened(line, rank, char).map(|mark| (mark, rank)));
            }
            None if closed == Mark::Guillemet && open.is_empty() => {
                found.push(Quotation { mark: closed, marks: 0..rank });
            }
            None => return Vec::new(),
        }
    }
    if open.iter().any(|(mark, _)| *mark == Mark::Curly) {
        return Vec::new();
    }
    let endless = open.into_iter().filter(|(mark, _)| *mark == Mark::Guillemet);
    found.extend(endless.map(|(mark, start)| Quotation { mark, marks: start..line.len() }));
    found
}

fn opened(line: &Line, rank: usize, char: char) -> Option<Mark> {
    match char {
        '«' => Some(Mark::Guillemet),
        '“' => Some(Mark::Curly),
        '"' => opens(line, rank).then_some(Mark::Straight),
        _ => None,
    }
}

fn opens(line: &Line, rank: usize) -> bool {
    let before = line.before(rank);
    let free =
        before.is_some_and(|char| is_space(char) || is_opening(char) || "’'-–—/\"".contains(char));
    (is_edge(before) || free) && !is_edge(line.at(rank + 1))
}

fn closes(line: &Line, rank: usize) -> bool {
    let after = line.at(rank + 1);
    let spaced =
        is_edge(after) || after.is_some_and(|char| is_space(char) || ")],.;:!?…»”".contains(char));
    line.before(rank).is_some_and(|char| !is_space(char)) || spaced
}

/// Sets a no-break space inside guillemets, and after a first word of one
/// letter: « À la Cloche » does not leave « À at the end of a line.
pub(super) fn inner_spaces(line: &Line) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (rank, char) in line.free() {
        if char == '«' {
            let letter = line.gap_after(rank + 1);
            let one = line.at(letter).is_some_and(char::is_alphabetic);
            if one && line.at(letter + 1) == Some(' ') && !is_edge(line.at(letter + 2)) {
                edits.push(Edit::replace(letter + 1..letter + 2, NBSP));
            }
        }
        let (start, end, edge) = match char {
            '«' => (rank + 1, line.gap_after(rank + 1), line.at(line.gap_after(rank + 1))),
            '»' => (line.gap_before(rank), rank, line.before(line.gap_before(rank))),
            _ => continue,
        };
        if !is_edge(edge) && line.slice(start..end) != NBSP.to_string() {
            edits.push(Edit::replace(start..end, NBSP));
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn straight_marks_become_guillemets() {
        assert_eq!(shown("Il dit \"oui\"."), "Il dit «~oui~».");
        assert_eq!(shown("(\"oui\") l'\"ami\" \" non \""), "(«~oui~») l’«~ami~» «~non~»");
    }

    #[test]
    fn a_quotation_does_not_leave_one_letter_behind() {
        assert_eq!(shown("« À la Cloche »"), "«~À~la Cloche~»");
        assert_eq!(shown("\"A priori\", « a »"), "«~A~priori~», «~a~»");
    }

    #[test]
    fn a_quotation_inside_another_takes_english_marks() {
        assert_eq!(shown("«Il dit \"oui\".»"), "«~Il dit “oui”.~»");
        assert_eq!(shown("\"Il dit \"oui\", puis part\""), "«~Il dit “oui”, puis part~»");
        assert_eq!(shown("« Il dit “oui” »"), "«~Il dit “oui”~»");
    }

    #[test]
    fn english_marks_alone_become_guillemets() {
        assert_eq!(shown("Il dit “oui”."), "Il dit «~oui~».");
    }

    #[test]
    fn a_quotation_over_several_paragraphs_still_holds_others() {
        assert_eq!(shown("« Il dit \"oui\""), "«~Il dit “oui”");
        assert_eq!(shown("puis \"non\" »."), "puis “non”~».");
    }

    #[test]
    fn a_mark_without_its_other_is_the_authors() {
        assert_eq!(shown("un écran de 15\" ici"), "un écran de 15\" ici");
        assert_eq!(shown("un \"mot"), "un \"mot");
    }
}
