//! Indentation that YAML does not take: takes a text and its scalars, gives
//! one fault for all the lines of a file that start with the same wrong blank.

use super::place::Places;
use super::scan::{Note, Shape};
use crate::diagnostic::Fault;

/// Returns the fault of a line that starts with a tab or a no-break space and
/// is not inside a text, if it comes before byte `limit`, where reading stopped.
pub(super) fn find(places: &Places, notes: &[Note], limit: usize) -> Option<Fault> {
    let mut texts = notes
        .iter()
        .filter(|note| matches!(note.shape, Shape::Scalar { .. }))
        .map(|note| note.span.range())
        .peekable();
    let mut first: Option<(usize, char)> = None;
    let mut others = 0;
    let mut start = 0;
    for line in places.text.split_inclusive('\n') {
        if start > limit && first.is_none() {
            return None;
        }
        while texts.next_if(|text| text.end <= start).is_some() {}
        let in_text = texts.peek().is_some_and(|text| text.start < start);
        if !in_text && let Some((column, blank)) = wrong_blank(line) {
            match first {
                None => first = Some((start + column, blank)),
                Some((_, same)) => others += usize::from(blank == same),
            }
        }
        start += line.len();
    }
    first.map(|(byte, _)| fault(places, byte, others))
}

/// Returns the first blank before the words of a line that is not a space,
/// and its place.
fn wrong_blank(line: &str) -> Option<(usize, char)> {
    let words = line.trim_start();
    let blank = line.strip_suffix(words)?;
    let wrong = blank.char_indices().find(|(_, letter)| *letter != ' ')?;
    (!words.is_empty()).then_some(wrong)
}

/// Returns the fault of a wrong blank, which tells how many other lines have one.
pub(super) fn fault(places: &Places, byte: usize, others: usize) -> Fault {
    let tab = places.after(byte).starts_with('\t');
    let (id, message, help) = if tab {
        (
            "yaml-tabulation",
            "tabulation au lieu d’espaces",
            "remplacez chaque tabulation par deux espaces",
        )
    } else {
        let message = "espace insécable au lieu d’une espace ordinaire";
        ("yaml-insecable", message, "remplacez les espaces insécables du début de la ligne")
    };
    let label = "YAML n’accepte ici que des espaces ordinaires";
    let fault = Fault::error(id, message).at(places.letter(byte), label).help(help);
    match others {
        0 => fault,
        1 => fault.help("une autre ligne du fichier commence de même"),
        _ => fault.help(format!("{others} autres lignes du fichier commencent de même")),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::yaml::tests::{check, ids};

    #[test]
    fn tabs_are_told_once() {
        check(
            "a:\n\tb: 1\n\tc: 2\n\td: 3\n",
            &expect![[r#"
                erreur[yaml-tabulation] : tabulation au lieu d’espaces
                 --> sujet.yaml:2:1
                  |
                1 | a:
                2 |     b: 1
                  | ^ YAML n’accepte ici que des espaces ordinaires
                3 |     c: 2
                  |
                  = aide : remplacez chaque tabulation par deux espaces
                  = aide : 2 autres lignes du fichier commencent de même
            "#]],
        );
    }

    #[test]
    fn a_tab_after_a_dash() {
        check(
            "a:\n  - x\n  -\ty: 1\n",
            &expect![[r#"
                erreur[yaml-tabulation] : tabulation au lieu d’espaces
                 --> sujet.yaml:3:4
                  |
                2 |   - x
                3 |   -    y: 1
                  |    ^ YAML n’accepte ici que des espaces ordinaires
                  |
                  = aide : remplacez chaque tabulation par deux espaces
            "#]],
        );
    }

    #[test]
    fn a_no_break_space() {
        check(
            "a:\n\u{a0}\u{a0}b: 1\n",
            &expect![[r#"
                erreur[yaml-insecable] : espace insécable au lieu d’une espace ordinaire
                 --> sujet.yaml:2:1
                  |
                1 | a:
                2 |   b: 1
                  | ^ YAML n’accepte ici que des espaces ordinaires
                  |
                  = aide : remplacez les espaces insécables du début de la ligne
            "#]],
        );
    }

    #[test]
    fn tabs_inside_a_text_or_after_a_value_are_harmless() {
        assert_eq!(ids("a: |\n  un\n  \tdeux\nb: 1\t\n"), [""; 0]);
    }
}
