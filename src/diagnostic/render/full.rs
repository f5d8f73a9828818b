//! Faults for a person: takes faults, gives the lines of the file with the
//! guilty words underlined, one line around them, labels and help, in the
//! manner of rustc.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Renderer, Snippet};

use super::severity_name;
use crate::diagnostic::{Fault, Place, Severity};
use crate::source::{SourceId, Sources};

/// Lines of a place beyond which only the first is shown.
const MOST_LINES: usize = 3;

pub(super) fn render(faults: &[Fault], sources: &Sources, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let one = |fault: &Fault| renderer.render(&[group(fault, sources)]) + "\n";
    faults.iter().map(one).collect::<Vec<_>>().join("\n")
}

fn group<'a>(fault: &'a Fault, sources: &'a Sources) -> Group<'a> {
    let level = match fault.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    // A French colon has a space before it; the library writes its own without.
    let name = format!("{}[{}] ", severity_name(fault.severity), fault.id);
    let title = level.with_name(name).primary_title(fault.message.as_str());
    let help = fault.help.iter().map(|help| Level::HELP.with_name("aide ").message(help.as_str()));
    Group::with_title(title).elements(snippets(fault, sources)).elements(help.map(Element::from))
}

/// Returns one snippet a file, that of the first place first.
fn snippets<'a>(fault: &'a Fault, sources: &'a Sources) -> Vec<Snippet<'a, Annotation<'a>>> {
    let mut files: Vec<SourceId> = Vec::new();
    for place in &fault.places {
        if !files.contains(&place.span.source) {
            files.push(place.span.source);
        }
    }
    files.into_iter().map(|id| snippet(fault, id, sources)).collect()
}

/// Returns the lines of one file that hold the places of a fault.
fn snippet<'a>(
    fault: &'a Fault,
    id: SourceId,
    sources: &'a Sources,
) -> Snippet<'a, Annotation<'a>> {
    let source = sources.get(id);
    let places = || fault.places.iter().enumerate().filter(|(_, place)| place.span.source == id);
    let shown: Vec<_> = places().map(|(_, place)| shown(place, &source.text)).collect();
    let around: Vec<_> = shown.iter().map(|range| around(&source.text, range)).collect();
    // Only these lines are handed over: the library walks all that it gets.
    let start = around.iter().map(|range| range.start).min().unwrap_or(0);
    let end = around.iter().map(|range| range.end).max().unwrap_or(0);
    let (line, _) = sources.line_column(id, start);
    let annotations = places().zip(shown).map(|((rank, place), range)| {
        let kind = if rank == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let label = Some(place.label.as_str()).filter(|label| !label.is_empty());
        kind.span(range.start - start..range.end - start).label(label)
    });
    // The library shows no line without a mark: these marks draw nothing.
    let visible = around
        .into_iter()
        .map(|range| AnnotationKind::Visible.span(range.start - start..range.end - start));
    Snippet::source(&source.text[start..end])
        .path(source.name.as_str())
        .line_start(line)
        .annotations(annotations)
        .annotations(visible)
}

/// Returns the lines of a range with the one before and the one after, unless
/// they are blank.
fn around(text: &str, range: &Range<usize>) -> Range<usize> {
    let line_start = |byte: usize| text[..byte].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = |byte: usize| text[byte..].find('\n').map_or(text.len(), |end| byte + end);
    let blank = |range: Range<usize>| text[range].trim().is_empty();
    let (own, end) = (line_start(range.start), line_end(range.end));
    let before = line_start(own.saturating_sub(1));
    let start = if blank(before..own) { own } else { before };
    let after = line_end((end + 1).min(text.len()));
    let end = if blank(end..after) { end } else { after };
    // The carriage return of a Windows line end would be drawn.
    start..if text[start..end].ends_with('\r') { end - 1 } else { end }
}

/// Returns the part of a place that is underlined: without the blanks at its
/// end, and only its first line if it has many.
fn shown(place: &Place, text: &str) -> Range<usize> {
    let clip = |byte: usize| text.floor_char_boundary(byte.min(text.len()));
    let range = place.span.range();
    let (start, end) = (clip(range.start), clip(range.end.max(range.start)));
    let part = text[start..end].trim_end();
    let length = match part.lines().count() {
        0..=MOST_LINES => part.len(),
        _ => part.lines().next().map_or(0, str::len),
    };
    start..start + length
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use expect_test::{Expect, expect};

    use super::render;
    use crate::diagnostic::Fault;
    use crate::source::{Sources, Span};

    /// Shows one place of a text.
    fn check(text: &str, range: Range<usize>, shown: &Expect) {
        let mut sources = Sources::default();
        let id = sources.add("sujet.yaml", text);
        let fault = Fault::error("essai", "faux").at(Span::new(id, range), "ici");
        shown.assert_eq(&render(&[fault], &sources, false));
    }

    #[test]
    fn a_fault_shows_its_places_and_help() {
        let mut sources = Sources::default();
        let id =
            sources.add("sujet.yaml", "points: 4\nbareme:\n  - a\n  - b\n  - c\n  - 3 points\n");
        let fault = Fault::error("bareme-somme", "le barème fait 3 points sur 4")
            .at(Span::new(id, 40..48), "4 points étaient attendus")
            .at(Span::new(id, 8..9), "pour cette question")
            .help("ajoutez 1 point");
        let other = Fault::warning("mot-rare", "mot rare").at(Span::new(id, 10..16), "");
        expect![[r#"
            erreur[bareme-somme] : le barème fait 3 points sur 4
             --> sujet.yaml:6:5
              |
            1 | points: 4
              |         - pour cette question
            2 | bareme:
            ...
            5 |   - c
            6 |   - 3 points
              |     ^^^^^^^^ 4 points étaient attendus
              |
              = aide : ajoutez 1 point

            avertissement[mot-rare] : mot rare
             --> sujet.yaml:2:1
              |
            1 | points: 4
            2 | bareme:
              | ^^^^^^
            3 |   - a
              |
        "#]]
        .assert_eq(&render(&[fault, other], &sources, false));
    }

    #[test]
    fn a_fault_in_two_files_shows_both() {
        let mut sources = Sources::default();
        let subject = sources.add("sujet.yaml", "fichier: clients.csv\n");
        let table = sources.add("clients.csv", "nom;âge\nLéa;x\n");
        let fault = Fault::error("nombre", "« x » n’est pas un nombre")
            .at(Span::new(table, 14..15), "un nombre était attendu")
            .at(Span::new(subject, 9..20), "lu d’ici");
        expect![[r#"
            erreur[nombre] : « x » n’est pas un nombre
             --> clients.csv:2:5
              |
            1 | nom;âge
            2 | Léa;x
              |     ^ un nombre était attendu
              |
             ::: sujet.yaml:1:10
              |
            1 | fichier: clients.csv
              |          ----------- lu d’ici
        "#]]
        .assert_eq(&render(&[fault], &sources, false));
    }

    #[test]
    fn a_fault_without_place_keeps_its_help() {
        let fault = Fault::error("absent", "aucun sujet").help("créez « sujet.yaml »");
        expect![[r#"
            erreur[absent] : aucun sujet
             |
             = aide : créez « sujet.yaml »
        "#]]
        .assert_eq(&render(&[fault], &Sources::default(), false));
    }

    #[test]
    fn the_first_line() {
        check(
            "été: oui\nx: 1\n",
            7..10,
            &expect![[r#"
                erreur[essai] : faux
                 --> sujet.yaml:1:6
                  |
                1 | été: oui
                  |      ^^^ ici
                2 | x: 1
                  |
            "#]],
        );
    }

    #[test]
    fn the_end_of_the_file() {
        check(
            "a: 1\nb:",
            7..7,
            &expect![[r#"
                erreur[essai] : faux
                 --> sujet.yaml:2:3
                  |
                1 | a: 1
                2 | b:
                  |   ^ ici
            "#]],
        );
        check(
            "a: 1\n",
            5..5,
            &expect![[r#"
                erreur[essai] : faux
                 --> sujet.yaml:1:6
                  |
                1 | a: 1
                  |     ^ ici
            "#]],
        );
    }

    #[test]
    fn an_empty_file() {
        check(
            "",
            0..0,
            &expect![[r#"
            erreur[essai] : faux
             --> sujet.yaml:1:1
              |
            1 |
              | ^ ici
        "#]],
        );
    }

    #[test]
    fn tabs_and_wide_letters() {
        check(
            "a:\tun\t⛷️ 日本 ici\n",
            20..23,
            &expect![[r#"
            erreur[essai] : faux
             --> sujet.yaml:1:13
              |
            1 | a:    un    ⛷️ 日本 ici
              |                    ^^^ ici
        "#]],
        );
    }

    #[test]
    fn windows_line_ends() {
        check(
            "a: 1\r\nb: deux\r\nc: 3\r\n",
            9..13,
            &expect![[r#"
                erreur[essai] : faux
                 --> sujet.yaml:2:4
                  |
                1 | a: 1
                2 | b: deux
                  |    ^^^^ ici
                3 | c: 3
                  |
            "#]],
        );
    }

    #[test]
    fn three_lines_are_all_underlined() {
        check(
            "a: un\n  deux\n  trois\nb: 1\n",
            3..21,
            &expect![[r#"
                erreur[essai] : faux
                 --> sujet.yaml:1:4
                  |
                1 |   a: un
                  |  ____^
                2 | |   deux
                3 | |   trois
                  | |_______^ ici
                4 |   b: 1
                  |
            "#]],
        );
    }

    #[test]
    fn of_more_lines_only_the_first_is() {
        check(
            "a: |\n  un\n  deux\n  trois\n  quatre\n",
            7..34,
            &expect![[r#"
                erreur[essai] : faux
                 --> sujet.yaml:2:3
                  |
                1 | a: |
                2 |   un
                  |   ^^ ici
                3 |   deux
                  |
            "#]],
        );
    }

    #[test]
    fn a_place_beyond_the_file_is_its_end() {
        check(
            "a: é",
            4..99,
            &expect![[r#"
            erreur[essai] : faux
             --> sujet.yaml:1:4
              |
            1 | a: é
              |    ^ ici
        "#]],
        );
        check(
            "a: é",
            90..99,
            &expect![[r#"
            erreur[essai] : faux
             --> sujet.yaml:1:5
              |
            1 | a: é
              |     ^ ici
        "#]],
        );
    }

    #[test]
    fn colours_change_no_word() {
        let fault = Fault::error("essai", "faux");
        let colored = render(&[fault], &Sources::default(), true);
        assert!(colored.contains("\u{1b}["));
        assert!(colored.contains("erreur[essai]"));
    }
}
