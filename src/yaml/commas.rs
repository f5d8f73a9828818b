//! Commas that cut a number or a call between brackets: takes the place of
//! the first piece, gives the fault with what to write instead.

use std::ops::Range;

use super::place::Places;
use super::refuse::quoted;
use crate::diagnostic::Fault;
use crate::number::french_number;

/// Returns the fault of a number with English commas between its thousands,
/// or nothing for the pieces after the first.
pub(super) fn thousands(places: &Places, scalar: &Range<usize>) -> Option<Fault> {
    let (figures, written) = grouped(places, scalar.start)?;
    let mended = between_quotes(&french_number(written)?);
    let message = format!("entre crochets ou accolades, les virgules coupent « {written} »");
    let fault = Fault::error("yaml-virgule", message)
        .at(
            places.span(scalar.start..scalar.start + written.len()),
            "YAML y voit plusieurs éléments",
        )
        .help(format!("pour un seul nombre, écrivez {mended}"));
    Some(if figures == written && !figures.contains('.') {
        fault.help(format!("pour plusieurs, ajoutez des espaces : {}", figures.replace(',', ", ")))
    } else {
        fault
    })
}

/// Tells a piece that follows the first of such a number.
pub(super) fn follows_thousands(places: &Places, scalar: &Range<usize>) -> bool {
    let before = places.text.get(places.line_start(scalar.start)..scalar.start).unwrap_or_default();
    let head = before.trim_end_matches(is_figure);
    head.len() < before.len()
        && grouped(places, scalar.start - (before.len() - head.len())).is_some()
}

/// Reads figures with a comma before each three, and with their unit.
fn grouped<'a>(places: &Places<'a>, start: usize) -> Option<(&'a str, &'a str)> {
    let written = places.rest_of_line(start);
    let figures =
        written.get(..written.find(|letter| !is_figure(letter)).unwrap_or(written.len()))?;
    let figures = figures.trim_end_matches(',');
    let (whole, decimals) = figures.split_once('.').unwrap_or((figures, ""));
    let mut groups = whole.split(',');
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
    let others: Vec<_> = groups.collect();
    let sound = others.iter().all(|group| group.len() == 3) && !decimals.contains([',', '.']);
    if !first || !sound || others.len() + usize::from(!decimals.is_empty()) < 2 || others.is_empty()
    {
        return None;
    }
    let rest = written.get(figures.len()..)?;
    let end = rest.find([',', ']', '}']).unwrap_or(rest.len());
    Some((figures, written.get(..figures.len() + end)?.trim_end()))
}

/// Puts in quotes a text that a comma would cut.
fn between_quotes(text: &str) -> String {
    if text.contains(',') { quoted(text) } else { text.to_owned() }
}

fn is_figure(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, ',' | '.')
}

/// Returns the fault of a formula that the commas between its arguments cut.
pub(super) fn cut_call(places: &Places, scalar: &Range<usize>, key: &str) -> Option<Fault> {
    let rest = places.rest_of_line(scalar.start);
    let length = scalar.len();
    if key != "formule" || !rest.get(length..)?.starts_with(',') {
        return None;
    }
    let mut level = 0_usize;
    let mut mended = String::new();
    let mut letters = rest.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '(' => level += 1,
            ')' => level = level.checked_sub(1)?,
            ',' | '}' | ']' if level == 0 => break,
            '{' | '}' | '[' | ']' => return None,
            _ => {}
        }
        let decimal = mended.ends_with(|last: char| last.is_ascii_digit())
            && letters.peek().is_some_and(char::is_ascii_digit);
        mended.push(if letter == ',' && !decimal { ';' } else { letter });
        if letter == ',' && !decimal && letters.peek().is_some_and(|next| *next != ' ') {
            mended.push(' ');
        }
    }
    if level > 0 || !mended.get(..length + 1)?.ends_with(';') {
        return None;
    }
    let mended = between_quotes(mended.trim_end());
    Some(
        Fault::error("formule-virgule", "la virgule ne sépare pas les arguments d’une fonction")
            .at(places.letter(scalar.end), "attendu ici : « ; »")
            .help(format!("écrivez {mended}")),
    )
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::yaml::tests::{check, ids};

    #[test]
    fn english_thousands_between_braces() {
        check(
            "a: {valeur: 1,250,000.5 €, libelle: Un}\nb: [100,200,300]\n",
            &expect![[r#"
            erreur[yaml-virgule] : entre crochets ou accolades, les virgules coupent « 1,250,000.5 € »
             --> sujet.yaml:1:13
              |
            1 | a: {valeur: 1,250,000.5 €, libelle: Un}
              |             ^^^^^^^^^^^^^ YAML y voit plusieurs éléments
            2 | b: [100,200,300]
              |
              = aide : pour un seul nombre, écrivez "1 250 000,5 €"

            erreur[yaml-virgule] : entre crochets ou accolades, les virgules coupent « 100,200,300 »
             --> sujet.yaml:2:5
              |
            1 | a: {valeur: 1,250,000.5 €, libelle: Un}
            2 | b: [100,200,300]
              |     ^^^^^^^^^^^ YAML y voit plusieurs éléments
              |
              = aide : pour un seul nombre, écrivez 100 200 300
              = aide : pour plusieurs, ajoutez des espaces : 100, 200, 300
        "#]],
        );
        assert_eq!(ids("a: [1,250, 1,25,300]\n"), ["yaml-virgule"; 3]);
    }

    #[test]
    fn commas_between_the_arguments_of_a_call() {
        check(
            "a: {libelle: Taux, formule: 2 × taux(max(a,b), 3) + 1, decimales: 2}\n",
            &expect![[r#"
                erreur[formule-virgule] : la virgule ne sépare pas les arguments d’une fonction
                 --> sujet.yaml:1:43
                  |
                1 | a: {libelle: Taux, formule: 2 × taux(max(a,b), 3) + 1, decimales: 2}
                  |                                           ^ attendu ici : « ; »
                  |
                  = aide : écrivez 2 × taux(max(a; b); 3) + 1
            "#]],
        );
        assert_eq!(ids("a: {formule: taux(a; b), libelle: (un, deux)}\n"), [""; 0]);
        assert_eq!(ids("a: {formule: taux(a, decimales: 2}\n"), [""; 0]);
    }
}
