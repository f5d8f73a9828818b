//! Numbers that a word announces: annexe 2, question 1.1, pages 3 à 5.

use super::NBSP;
use super::line::{Edit, Line, is_boundary};
use super::numbers::end_of_number;
use super::units::unit;

/// Words that announce the number of a part of a paper or of a work.
const ANNOUNCING: [&str; 18] = [
    "annexe",
    "article",
    "chapitre",
    "document",
    "dossier",
    "étape",
    "exercice",
    "figure",
    "graphique",
    "mission",
    "page",
    "paragraphe",
    "partie",
    "question",
    "section",
    "tableau",
    "tome",
    "volume",
];

/// Sets a no-break space between a number and the word that announces it.
///
/// A number that has a unit counts something: « par page 3 points ».
pub(super) fn numbers(line: &Line) -> Vec<Edit> {
    let spaces = line.free().filter(|(_, char)| matches!(char, ' ' | '\t' | '\u{2009}'));
    spaces
        .filter(|(rank, _)| {
            end_of_number(line, rank + 1)
                .is_some_and(|end| unit(line, line.gap_after(end)).is_none())
                && announces(line, *rank)
        })
        .map(|(rank, _)| Edit::replace(rank..rank + 1, NBSP))
        .collect()
}

/// Tells whether the word that ends at a rank announces a number, alone or
/// with others.
fn announces(line: &Line, end: usize) -> bool {
    let start = line.start_of(end, char::is_alphabetic);
    let word = line.slice(start..end).to_lowercase();
    let one = word.strip_suffix('s').unwrap_or(&word);
    is_boundary(line.before(start)) && (ANNOUNCING.contains(&one) || word == "tableaux")
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn a_number_goes_with_the_word_that_announces_it() {
        assert_eq!(
            shown("Voir l'annexe 2, les annexes 2 et 3, la question 1.1 (dossier 1, page 3)."),
            "Voir l’annexe~2, les annexes~2 et 3, la question~1.1 (dossier~1, page~3)."
        );
        assert_eq!(
            shown("pages 3 à 5, article 6, chapitre 2, partie 1, étape 4, figure 2"),
            "pages~3 à~5, article~6, chapitre~2, partie~1, étape~4, figure~2"
        );
        assert_eq!(
            shown("tableau 3, tableaux 3 et 4, mission 1, documents 2-4, exercice 4"),
            "tableau~3, tableaux~3 et 4, mission~1, documents~2–4, exercice~4"
        );
    }

    #[test]
    fn capitals_make_no_difference() {
        assert_eq!(
            shown("Annexe 2: ANNEXES 2 ET 3. Étape 4! ÉTAPE 5?"),
            "Annexe~2~: ANNEXES~2 ET 3. Étape~4_! ÉTAPE~5_?"
        );
    }

    #[test]
    fn other_words_announce_nothing() {
        for text in ["client 5 et lot 2", "sans_annexe 2", "annexe, 2 clients", "annexe deux"] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn a_number_that_counts_is_not_announced() {
        assert_eq!(
            shown("Par page 3 points, par dossier 2 h"),
            "Par page 3~points, par dossier 2~h"
        );
        assert_eq!(shown("l'article 6 l'impose"), "l’article~6 l’impose");
    }

    #[test]
    fn a_space_that_holds_already_stays_as_it_is_written() {
        assert_eq!(shown("annexe\u{a0}2, annexe\u{202f}2"), "annexe~2, annexe_2");
    }
}
