//! The YAML an author writes, as a tree: takes a text, gives a [`Node`] in
//! which everything knows its place, or the faults that make it dangerous or
//! ambiguous.
//!
//! Two readers walk the same text. The first, event by event, refuses what
//! has no place in a subject (aliases, tags, duplicate keys, a comment that
//! cuts a sentence) and notes where each node stands; it stops at the first
//! sign of a bomb, so the second never meets one. The second is
//! [`serde_yaml`], which says what each scalar is; it must find the same
//! nodes in the same order, and a text on which the two differ is refused.

mod build;
mod commas;
mod comment;
mod decode;
mod indent;
mod place;
mod refuse;
mod scan;
mod syntax;

pub use decode::{open, text};
pub(crate) use indent::after_colon;
pub use refuse::quoted;

use crate::diagnostic::Faults;
use crate::source::{SourceId, Sources, Span, Spanned};

/// A value and the place where its author wrote it.
///
/// The place of a list or a map goes from its first character to its last;
/// that of a block of text (`|` or `>`) starts with its first word; that of
/// a missing value is the point where it was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What stands in a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Nothing, or `~`, or `null`.
    Null,
    /// `true` or `false`; `oui` and `non` are scalars, which may be texts.
    Truth(bool),
    /// A text, a number, a date…
    Scalar {
        /// The characters meant: as they stand in the file for a number.
        text: String,
        /// Tells whether it stands without quotes, hence may be a number or a date.
        plain: bool,
    },
    /// Elements in order.
    List(Vec<Node>),
    /// Keys, without blanks around, and values in order; no key comes twice.
    Map(Vec<(Spanned<String>, Node)>),
}

/// Reads a source as YAML.
///
/// # Errors
///
/// Returns all the faults found, as far as the text can be read.
pub fn read(sources: &Sources, id: SourceId) -> Result<Node, Faults> {
    let text = sources.get(id).text.as_str();
    let notes = scan::scan(text, id)?;
    build::build(text, id, notes)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::{Kind, Node, read};
    use crate::diagnostic::{Format, render};
    use crate::source::Sources;

    /// Tells the faults of a text as its author sees them.
    pub(super) fn told(text: &str) -> String {
        let mut sources = Sources::default();
        let id = sources.add("sujet.yaml", text);
        let faults = read(&sources, id).err().unwrap_or_default().in_order();
        render(&faults, &sources, Format::Full, false)
    }

    /// Compares the faults of a text with those expected.
    pub(super) fn check(text: &str, shown: &Expect) {
        shown.assert_eq(&told(text));
    }

    /// Tells the identifiers of the faults of a text, in order.
    pub(super) fn ids(text: &str) -> Vec<&'static str> {
        let mut sources = Sources::default();
        let id = sources.add("sujet.yaml", text);
        let faults = read(&sources, id).err().unwrap_or_default().in_order();
        faults.iter().map(|fault| fault.id).collect()
    }

    /// Draws a tree: one node a line, with its place in the file.
    fn tree(text: &str) -> String {
        let mut sources = Sources::default();
        let id = sources.add("sujet.yaml", text);
        let mut out = String::new();
        match read(&sources, id) {
            Ok(root) => draw(&root, &sources, "", 0, &mut out),
            Err(faults) => out = render(&faults.in_order(), &sources, Format::Short, false),
        }
        out
    }

    fn draw(node: &Node, sources: &Sources, key: &str, depth: usize, out: &mut String) {
        let (line, column) = sources.line_column(node.span.source, node.span.start as usize);
        let raw = sources.slice(node.span);
        let what = match &node.kind {
            Kind::Null => format!("null {raw:?}"),
            Kind::Truth(truth) => format!("{truth} {raw:?}"),
            Kind::Scalar { text, plain: true } => format!("plain {text:?} {raw:?}"),
            Kind::Scalar { text, plain: false } => format!("text {text:?} {raw:?}"),
            Kind::List(list) => format!("list of {}", list.len()),
            Kind::Map(map) => format!("map of {}", map.len()),
        };
        out.extend(["  ".repeat(depth), format!("{line}:{column} {key}{what}\n")]);
        match &node.kind {
            Kind::List(list) => {
                for node in list {
                    draw(node, sources, "", depth + 1, out);
                }
            }
            Kind::Map(map) => {
                for (key, node) in map {
                    assert_eq!(key.value, sources.slice(key.span).trim_matches('"'));
                    draw(node, sources, &format!("{} = ", key.value), depth + 1, out);
                }
            }
            Kind::Null | Kind::Truth(_) | Kind::Scalar { .. } => {}
        }
    }

    #[test]
    fn every_node_knows_its_place() {
        let text = "titre: À la Cloche Lorraine  # un commentaire
donnees:
  prix: {valeur: 12, \"unité\": €}  # un autre
  lignes:
  - [Meuse, \"l’\\\"été\\\"\"] # encore un
  -
  - - a
vide:
corrige:
  - texte: |  # un bloc
      Première ligne

        puis {nps}

  - texte: >-
      plié
      ici
  - sur
    deux lignes
";
        let expected = expect![[r#"
            1:1 map of 4
              1:8 titre = plain "À la Cloche Lorraine" "À la Cloche Lorraine"
              3:3 donnees = map of 2
                3:9 prix = map of 2
                  3:18 valeur = plain "12" "12"
                  3:31 unité = plain "€" "€"
                5:3 lignes = list of 3
                  5:5 list of 2
                    5:6 plain "Meuse" "Meuse"
                    5:13 text "l’\"été\"" "\"l’\\\"été\\\"\""
                  6:4 null ""
                  7:5 list of 1
                    7:7 plain "a" "a"
              8:6 vide = null ""
              10:3 corrige = list of 3
                10:5 map of 1
                  11:7 texte = text "Première ligne\n\n  puis {nps}\n" "Première ligne\n\n        puis {nps}"
                15:5 map of 1
                  16:7 texte = text "plié ici" "plié\n      ici"
                18:5 plain "sur deux lignes" "sur\n    deux lignes"
        "#]];
        expected.assert_eq(&tree(text));
    }

    #[test]
    fn scalars_keep_what_the_author_wrote() {
        let text = "[true, False, oui, ~, null, '', 12.50, 012, 0x10, 1_000, 1e3, .inf, -3, +4,\n 95 %, 2025-10-01, 12:30, \"12\", 'true', 99999999999999999999999999999999999999999]";
        let expected = expect![[r#"
            1:1 list of 20
              1:2 true "true"
              1:8 false "False"
              1:15 plain "oui" "oui"
              1:20 null "~"
              1:23 null "null"
              1:29 text "" "''"
              1:33 plain "12.50" "12.50"
              1:40 plain "012" "012"
              1:45 plain "0x10" "0x10"
              1:51 plain "1_000" "1_000"
              1:58 plain "1e3" "1e3"
              1:63 plain ".inf" ".inf"
              1:69 plain "-3" "-3"
              1:73 plain "+4" "+4"
              2:2 plain "95 %" "95 %"
              2:8 plain "2025-10-01" "2025-10-01"
              2:20 plain "12:30" "12:30"
              2:27 text "12" "\"12\""
              2:33 text "true" "'true'"
              2:41 plain "99999999999999999999999999999999999999999" "99999999999999999999999999999999999999999"
        "#]];
        expected.assert_eq(&tree(text));
    }

    #[test]
    fn keys_are_names_whatever_they_look_like() {
        let expected = expect![[r#"
            1:1 map of 3
              1:7 2025 = plain "a" "a"
              2:7 true = plain "b" "b"
              3:14 deux mots = plain "c" "c"
        "#]];
        expected.assert_eq(&tree("2025: a\ntrue: b\n\"deux mots\": c\n"));
    }

    #[test]
    fn a_no_break_space_before_the_colon_is_not_in_the_key() {
        let mut sources = Sources::default();
        let id = sources.add("sujet.yaml", "titre\u{a0}: a\n");
        let Ok(Node { kind: Kind::Map(map), .. }) = read(&sources, id) else { panic!("a map") };
        assert_eq!(map[0].0.value, "titre");
    }

    #[test]
    fn windows_line_ends_change_no_text() {
        let text = "a: un\n  deux\nb: |\n  été\n  hiver\nc: \"x\n  y\"\nd: [1,\n  2]\ne:\nf: 3\n";
        let strip = |tree: String| tree.replace("\\r", "");
        assert_eq!(strip(tree(&text.replace('\n', "\r\n"))), strip(tree(text)));
        assert!(tree(text).contains("été"));
    }

    #[test]
    fn a_text_on_which_the_readers_differ_is_refused() {
        let expected = expect![[r#"
            erreur[yaml-ambigu] : ce passage peut se lire de deux façons en YAML
             --> sujet.yaml:1:4
              |
            1 | a: b⏎c
              |    ^ une écriture plus simple était attendue
              |
              = aide : mettez les textes entre guillemets et vérifiez les décalages
        "#]];
        expected.assert_eq(&told("a: b\u{2028}c\n").replace('\u{2028}', "⏎"));
    }

    fn nests(node: &Node, text: &str, outer: std::ops::Range<usize>) {
        let range = node.span.range();
        assert!(text.get(range.clone()).is_some(), "{range:?} cuts {text:?}");
        assert!(outer.start <= range.start && range.end <= outer.end, "{node:?} in {text:?}");
        match &node.kind {
            Kind::List(list) => list.iter().for_each(|node| nests(node, text, range.clone())),
            Kind::Map(map) => map.iter().for_each(|(_, node)| nests(node, text, range.clone())),
            Kind::Null | Kind::Truth(_) | Kind::Scalar { .. } => {}
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn any_text_is_read_or_refused(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "a", "é", " ", "  ", "\n", "\n  ", "- ", ": ", ":", ",", "[", "]", "{", "}", "\"", "'",
                    "#", " #", "|", ">", "\\", "\t", "&", "*", "!", "%", "@", "?", "0,5", "---", "~", "<<",
                    "\u{a0}", "\r\n", "…", "\u{feff}", "\0",
                ]),
                0..25,
            ),
        ) {
            let text = pieces.concat();
            let mut sources = Sources::default();
            let id = sources.add("sujet.yaml", text.as_str());
            match read(&sources, id) {
                Ok(root) => nests(&root, &text, 0..text.len()),
                Err(faults) => {
                    prop_assert!(faults.has_errors());
                    for fault in faults.in_order() {
                        for place in &fault.places {
                            prop_assert!(text.get(place.span.range()).is_some(), "{:?}", fault);
                        }
                        let shown = render(&[fault], &sources, Format::Full, true);
                        prop_assert!(shown.contains("erreur["));
                    }
                }
            }
        }
    }
}
