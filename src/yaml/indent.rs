//! Indentation that YAML does not take: takes a text and its scalars, gives
//! one fault for all the lines of a file that start with the same wrong blank.

use super::place::Places;
use super::scan::{Note, Shape};
use crate::diagnostic::Fault;
use crate::source::Span;

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

/// Returns the fault of a key whose colon a no-break space follows.
pub(crate) fn after_colon(place: Span, words: &str) -> Option<Fault> {
    let (key, value) = words.split_once(':')?;
    let value = value.strip_prefix(['\u{a0}', '\u{202f}'])?;
    let message = "espace insécable après « : », au lieu d’une espace ordinaire";
    Some(
        Fault::error("yaml-insecable", message).at(place, "YAML n’y voit qu’un mot").help(format!(
            "retapez l’espace : {}: {}",
            key.trim(),
            value.trim()
        )),
    )
}

/// Returns the fault of a wrong blank, which tells how many other lines have one.
pub(super) fn fault(places: &Places, byte: usize, others: usize) -> Fault {
    let tab = places.after(byte).starts_with('\t');
    let (id, message, help) = if tab {
        ("yaml-tabulation", "tabulation au lieu d’espaces", spaces(places, byte))
    } else {
        let message = "espace insécable au lieu d’une espace ordinaire";
        let help = "remplacez les espaces insécables du début de la ligne";
        ("yaml-insecable", message, help.to_owned())
    };
    let label = "YAML n’accepte ici que des espaces ordinaires";
    let fault = Fault::error(id, message).at(places.letter(byte), label).help(help);
    match others {
        0 => fault,
        1 => fault.help("une autre ligne du fichier commence de même"),
        _ => fault.help(format!("{others} autres lignes du fichier commencent de même")),
    }
}

/// Says by how many spaces to replace a tab: those of a line above.
fn spaces(places: &Places, tab: usize) -> String {
    let start = places.line_start(tab);
    let line = places.line(tab);
    if places.text.get(start..tab).is_none_or(|before| !before.trim().is_empty()) {
        return "remplacez la tabulation par une espace".to_owned();
    }
    let above = places.text.get(..start).unwrap_or_default();
    let dash = line.trim_start().starts_with("- ");
    let near = above.lines().enumerate().filter_map(|(rank, line)| {
        let words = line.trim_start_matches(' ');
        let tabs = words.starts_with(char::is_whitespace);
        (!words.is_empty() && !words.starts_with('#') && !tabs).then_some((rank, line, words))
    });
    let Some((rank, line, words)) = near.last() else {
        return "effacez la tabulation".to_owned();
    };
    let row = rank + 1;
    let outer = line.len() - words.len();
    let key = outer + words.len() - words.trim_start_matches(['-', ' ']).len();
    let opens = words.split(" #").next().unwrap_or_default().trim_end().ends_with([':', '|', '>']);
    let (spaces, above) = match () {
        () if opens => (key + 2, format!("deux de plus que la ligne {row}")),
        () if dash => (outer, format!("pour vous aligner sur la ligne {row}")),
        () => (key, format!("pour vous aligner sur la ligne {row}")),
    };
    match spaces {
        0 => format!("effacez la tabulation, {above}"),
        1 => format!("remplacez la tabulation par une espace, {above}"),
        _ => format!("remplacez la tabulation par {spaces} espaces, {above}"),
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
                  = aide : remplacez la tabulation par 2 espaces, deux de plus que la ligne 1
                  = aide : 2 autres lignes du fichier commencent de même
            "#]],
        );
    }

    #[test]
    fn a_tab_below_a_dash_stands_for_the_spaces_of_the_key() {
        check(
            "a:\n  - titre: un\n\tpoints: 4\n",
            &expect![[r#"
            erreur[yaml-tabulation] : tabulation au lieu d’espaces
             --> sujet.yaml:3:1
              |
            2 |   - titre: un
            3 |     points: 4
              | ^ YAML n’accepte ici que des espaces ordinaires
              |
              = aide : remplacez la tabulation par 4 espaces, pour vous aligner sur la ligne 2
        "#]],
        );
        check(
            "a: 1\n\tb: 2\n",
            &expect![[r#"
            erreur[yaml-tabulation] : tabulation au lieu d’espaces
             --> sujet.yaml:2:1
              |
            1 | a: 1
            2 |     b: 2
              | ^ YAML n’accepte ici que des espaces ordinaires
              |
              = aide : effacez la tabulation, pour vous aligner sur la ligne 1
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
                  = aide : remplacez la tabulation par une espace
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
    fn a_no_break_space_after_a_colon() {
        check(
            "total:\u{a0}2\nduree: 1\n",
            &expect![[r#"
                erreur[yaml-insecable] : espace insécable après « : », au lieu d’une espace ordinaire
                 --> sujet.yaml:1:1
                  |
                1 | total: 2
                  | ^^^^^^^^ YAML n’y voit qu’un mot
                2 | duree: 1
                  |
                  = aide : retapez l’espace : total: 2
            "#]],
        );
    }

    #[test]
    fn tabs_inside_a_text_or_after_a_value_are_harmless() {
        assert_eq!(ids("a: |\n  un\n  \tdeux\nb: 1\t\n"), [""; 0]);
    }
}
