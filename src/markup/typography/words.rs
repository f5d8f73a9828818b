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

/// Curves the apostrophes, and those that quote a word; `5'` keeps its own.
pub(super) fn apostrophes(line: &Line) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut closing = Some(0);
    for (rank, char) in line.free() {
        let (before, after) = (line.before(rank), line.at(rank + 1));
        let inside = before.is_some_and(char::is_alphabetic);
        // Keyboards and copies give others for an apostrophe.
        let other = inside && after.is_some_and(char::is_alphabetic);
        if char != '\'' && !(other && "\u{b4}\u{2bc}\u{2032}`".contains(char)) {
            continue;
        }
        if inside || closing == Some(rank) {
            edits.push(Edit::replace(rank..rank + 1, '’'));
        } else if starts_word(line, rank) {
            // Once a search has found nothing, a later one would not either.
            closing = closing.and_then(|known| {
                if known > rank { Some(known) } else { closing_mark(line, rank + 1) }
            });
            edits.push(Edit::replace(rank..rank + 1, if closing.is_some() { '‘' } else { '’' }));
        }
    }
    edits
}

fn starts_word(line: &Line, rank: usize) -> bool {
    let before = line.before(rank);
    line.at(rank + 1).is_some_and(char::is_alphanumeric)
        && (is_edge(before)
            || before.is_some_and(|char| is_space(char) || is_opening(char) || char == '"'))
}

/// Returns the apostrophe that closes a quotation opened by another.
fn closing_mark(line: &Line, from: usize) -> Option<usize> {
    let mut marks = line.free_from(from).filter(|(_, char)| *char == '\'');
    let closing = marks.find(|(rank, _)| {
        let attached = line.before(*rank).is_some_and(|before| !is_space(before));
        attached && is_boundary(line.at(rank + 1))
    });
    closing.map(|(rank, _)| rank)
}

/// Joins o and e in the words that French writes with œ.
pub(super) fn ligatures(line: &Line) -> Vec<Edit> {
    let mut edits = Vec::new();
    // Hardly a line has an o before an e: the words of the others are not read.
    let candidate = |rank: usize, next: char| {
        line.at(rank).is_some_and(|char| char.eq_ignore_ascii_case(&next))
    };
    if !(0..line.len()).any(|rank| candidate(rank, 'o') && candidate(rank + 1, 'e')) {
        return edits;
    }
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

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn three_points_are_an_ellipsis_and_a_row_is_a_line_to_fill_in() {
        assert_eq!(shown("la suite... (...) .../..."), "la suite… (…) …/…");
        assert_eq!(shown("Nom : .........."), "Nom~: ..........");
    }

    #[test]
    fn apostrophes_are_curved_between_letters_and_before_marks() {
        assert_eq!(shown("l'an, d'«ici», aujourd'hui, j'"), "l’an, d’«~ici~», aujourd’hui, j’");
        assert_eq!(shown("l´hôtel et l`ami"), "l’hôtel et l’ami");
        assert_eq!(shown("les années '90"), "les années ’90");
    }

    #[test]
    fn quoting_apostrophes_pair_off() {
        assert_eq!(shown("dit 'l'ami des amis' ici"), "dit ‘l’ami des amis’ ici");
    }

    #[test]
    fn minutes_and_feet_keep_their_mark() {
        assert_eq!(shown("5' 30"), "5' 30");
    }

    #[test]
    fn known_words_take_their_ligature() {
        let typed = "oeufs, Oeuvre, COEUR, écoeurant, belle-soeur, manoeuvre, clin d'oeil, foetus";
        let set = "œufs, Œuvre, CŒUR, écœurant, belle-sœur, manœuvre, clin d’œil, fœtus";
        assert_eq!(shown(typed), set);
    }

    #[test]
    fn other_words_keep_o_and_e_apart() {
        let typed = "coexister, moelle, coefficient, poète, Noël, goéland, boeing";
        assert_eq!(shown(typed), typed);
    }
}
