//! Comments that cut a sentence: takes the place of an unquoted scalar, gives
//! the fault of the ` #` after it that its author did not mean as a comment.

use std::ops::Range;

use super::place::Places;
use super::refuse::quoted;
use crate::diagnostic::Fault;

/// What YAML makes of the end of a text after a `#`.
const COMMENT: &str = "YAML prend cette fin pour un commentaire";

/// Returns the fault of a sentence cut by a `#` on the same line.
///
/// One space before the `#` of a sentence, or a hashtag after a word, is taken
/// for text; a comment after a number, a measure or a single word, or after
/// two spaces, is one.
pub(super) fn cut(places: &Places, scalar: &Range<usize>, in_flow: bool) -> Option<Fault> {
    let rest = places.after(scalar.end);
    let comment = rest.trim_start_matches([' ', '\t']);
    let gap = &rest[..rest.len() - comment.len()];
    let after = comment.strip_prefix('#')?;
    let value = places.text.get(scalar.clone())?;
    let hashtag = after.starts_with(char::is_alphabetic);
    let sentence = if value.is_empty() { hashtag } else { gap == " " && cuts(value, hashtag) };
    let flow = || in_brackets(places, scalar.start).filter(|_| in_flow);
    sentence.then(|| flow().unwrap_or_else(|| fault(places, scalar)))
}

/// Tells whether a value looks like the start of a sentence.
fn cuts(value: &str, hashtag: bool) -> bool {
    let words = value.split_whitespace().count();
    let figure = value.starts_with(|letter: char| letter.is_ascii_digit());
    match words {
        1 => hashtag && !figure,
        2 => hashtag || !figure,
        _ => true,
    }
}

/// Returns the fault of a `#` in the rest of the line after a scalar.
pub(super) fn fault(places: &Places, scalar: &Range<usize>) -> Fault {
    let rest = places.rest_of_line(scalar.end).trim_end();
    let end = scalar.end + rest.len();
    let start = scalar.end + rest.find('#').unwrap_or(0);
    let whole = places.text.get(scalar.start..end).unwrap_or_default();
    Fault::error("yaml-diese", "« # » coupe un texte sans guillemets")
        .at(places.span(start..end), COMMENT)
        .help(format!("mettez le texte entre guillemets : {}", quoted(whole)))
        .help("pour un vrai commentaire, laissez deux espaces devant « # »")
}

/// Returns the fault of a `#` that hides the end of what brackets hold, the
/// closing one included; `from` is a bracket or a value on its line.
pub(super) fn in_brackets(places: &Places, from: usize) -> Option<Fault> {
    let line = places.rest_of_line(from).trim_end();
    let shown = before_comment(line);
    let hidden = line.get(shown.len()..)?;
    let end = shown.len() + hidden.find([',', ']', '}']).filter(|_| hidden.contains([']', '}']))?;
    let signs = ["{", "[", ", ", ": "];
    let start = signs.iter().filter_map(|sign| Some(shown.rfind(sign)? + sign.len())).max();
    let text = line.get(start.unwrap_or_default()..end)?;
    let hash = line.len() - hidden.trim_start().len();
    Some(
        Fault::error("yaml-diese", "« # » coupe un texte sans guillemets")
            .at(places.span(from + hash..from + line.len()), COMMENT)
            .help(format!("mettez le texte entre guillemets : {}", quoted(text)))
            .help("pour un vrai commentaire, refermez d’abord l’accolade ou le crochet"),
    )
}

/// Returns what stands in a line before its comment, blanks excepted.
pub(super) fn before_comment(line: &str) -> &str {
    let mut quote = None;
    let mut last = ' ';
    for (byte, letter) in line.char_indices() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            // An apostrophe inside a word opens nothing.
            (None, '"' | '\'') if " [{(".contains(last) => quote = Some(letter),
            (None, '#') if last == ' ' => return line[..byte].trim_end(),
            _ => {}
        }
        last = letter;
    }
    line
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::yaml::tests::{check, ids};

    #[test]
    fn a_sentence_cut_by_a_hash() {
        check(
            "titre: Le domaine # du Markstein\n",
            &expect![[r#"
                erreur[yaml-diese] : « # » coupe un texte sans guillemets
                 --> sujet.yaml:1:19
                  |
                1 | titre: Le domaine # du Markstein
                  |                   ^^^^^^^^^^^^^^ YAML prend cette fin pour un commentaire
                  |
                  = aide : mettez le texte entre guillemets : "Le domaine # du Markstein"
                  = aide : pour un vrai commentaire, laissez deux espaces devant « # »
            "#]],
        );
    }

    #[test]
    fn a_hashtag_that_is_all_the_value() {
        check(
            "titre: #LeMarkstein\nmots:\n  - #ski\n",
            &expect![[r##"
                erreur[yaml-diese] : « # » coupe un texte sans guillemets
                 --> sujet.yaml:1:8
                  |
                1 | titre: #LeMarkstein
                  |        ^^^^^^^^^^^^ YAML prend cette fin pour un commentaire
                2 | mots:
                  |
                  = aide : mettez le texte entre guillemets : "#LeMarkstein"
                  = aide : pour un vrai commentaire, laissez deux espaces devant « # »
            "##]],
        );
    }

    #[test]
    fn a_hash_in_a_sentence_of_two_lines() {
        check(
            "enonce: Décrivez le #ski\n  et la suite\n",
            &expect![[r#"
                erreur[yaml-diese] : « # » coupe un texte sans guillemets
                 --> sujet.yaml:1:21
                  |
                1 | enonce: Décrivez le #ski
                  |                     ^^^^ YAML prend cette fin pour un commentaire
                2 |   et la suite
                  |
                  = aide : mettez le texte entre guillemets : "Décrivez le #ski"
                  = aide : pour un vrai commentaire, laissez deux espaces devant « # »
            "#]],
        );
    }

    #[test]
    fn a_hash_that_hides_the_end_of_a_map_between_braces() {
        let expected = expect![[r#"
            erreur[yaml-diese] : « # » coupe un texte sans guillemets
             --> sujet.yaml:2:33
              |
            1 | a:
            2 |   - {date: 3, titre: Les saints #glace, lieu: "là # bas"}
              |                                 ^^^^^^^^^^^^^^^^^^^^^^^^^ YAML prend cette fin pour un commentaire
            3 |   - {date: 4}
              |
              = aide : mettez le texte entre guillemets : "Les saints #glace"
              = aide : pour un vrai commentaire, refermez d’abord l’accolade ou le crochet
        "#]];
        let line = "  - {date: 3, titre: Les saints #glace, lieu: \"là # bas\"}\n";
        check(&format!("a:\n{line}  - {{date: 4}}\n"), &expected);
        assert_eq!(ids(&format!("a:\n{line}")), ["yaml-diese"]);
        assert_eq!(ids("a: [un, #deux]\nb: 1\n"), ["yaml-diese"]);
        assert_eq!(ids("a: [\"un # deux]\", l'été # trois\n]\nb: [x # y\n"), ["yaml-crochet"]);
    }

    #[test]
    fn a_hashtag_after_a_word_or_a_figure_is_text() {
        assert_eq!(ids("a: Bonjour #ski\n"), ["yaml-diese"]);
        assert_eq!(ids("a: 3 astuces #ski\n"), ["yaml-diese"]);
    }

    #[test]
    fn true_comments_are_passed_over() {
        let text = "# tête
points: 4 # total
duree: 3 h # en tout
type: nombre # ou texte
titre: Un titre  # deux espaces
vide: # rien
note: 20 #barème
cite: \"Une phrase\" # entre guillemets
bloc: | # bloc
  Le #ski # ici
liste: [un, deux] # fin
code: a#b c#d
";
        assert_eq!(ids(text), [""; 0]);
    }
}
