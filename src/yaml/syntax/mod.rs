//! Syntax errors in the words of an author: takes an error of the YAML
//! parser, gives the fault that names its usual cause.

mod brackets;
mod quotes;

use std::ops::Range;

use saphyr_parser::ScanError;

use super::place::Places;
use super::refuse::{self, quoted};
use super::{comment, indent};
use crate::diagnostic::Fault;

/// What was being read when the error came.
pub(super) struct Context<'a> {
    pub(super) places: &'a Places<'a>,
    /// The last scalar met, if it stands without quotes.
    pub(super) plain: Option<Range<usize>>,
    /// The innermost bracket still open.
    pub(super) bracket: Option<usize>,
}

/// Returns the fault of a parser's error.
///
/// The parser has one sentence for each of its errors; what an author did to
/// meet it is read from the characters around.
pub(super) fn fault(error: &ScanError, context: &Context) -> Fault {
    let at = context.places.byte(*error.marker());
    match error.info() {
        "mapping values are not allowed in this context" => context.colon(at),
        "simple key expect ':'" | "simple key expected" => context.no_colon(at),
        "comment intercepting the multiline text" => context.comment(at),
        "invalid trailing content after double-quoted scalar" => context.after_quote(at),
        "while parsing a quoted scalar, found unknown escape character"
        | "while parsing a quoted scalar, did not find expected hexadecimal number"
        | "while parsing a quoted scalar, found invalid Unicode character escape code" => {
            context.escape(at)
        }
        "misplaced bracket" => context.misplaced_bracket(at),
        "recursion limit exceeded" => refuse::too_deep(context.places, at),
        "found unprintable character" | "a byte order mark must not appear inside a document" => {
            refuse::invisible(context.places, at)
        }
        info if info.contains("tab") => context.tab(at),
        info if info.contains("quoted scalar") => context.open_quote(at),
        info if info.contains("block scalar") => context.block(at),
        info if info.contains("flow") || info.contains("':' indicator") => context.flow(at),
        info if info.contains("anchor") || info.contains("tag") => context.start(at),
        info if info.contains("block mapping") || info.contains("block collection") => {
            context.misfit(at)
        }
        _ => context.start(at),
    }
}

impl Context<'_> {
    /// A colon where a value is being read: nearly always a sentence with « : ».
    fn colon(&self, at: usize) -> Fault {
        let line = self.places.line_start(at);
        let Some(plain) = self.plain.clone().filter(|plain| plain.end >= line) else {
            return self.start(at);
        };
        // The value started on an earlier line, and this key seemed its sequel.
        if plain.start < line {
            return self.indentation(at);
        }
        let text = format!(
            "{}{}",
            self.places.text.get(plain.start..at).unwrap_or_default(),
            self.places.value(at)
        );
        Fault::error("yaml-deux-points", "« : » dans un texte sans guillemets")
            .at(self.places.letter(at), "YAML y voit la fin d’une clé")
            .help(format!("mettez le texte entre guillemets : {}", quoted(&text)))
    }

    /// A line that is neither a key nor the sequel of a text.
    fn no_colon(&self, at: usize) -> Fault {
        let before = self.places.text.get(..at).unwrap_or_default().trim_end();
        let start = self.places.line_start(before.len());
        let line = before.get(start..).unwrap_or_default();
        let blank = line.len() - line.trim_start().len();
        Fault::error("yaml-deux-points", "il manque « : » après une clé")
            .at(self.places.span(start + blank..before.len()), "« clé: valeur » était attendu")
            .help("si cette ligne continue le texte du dessus, décalez-la vers la droite")
    }

    fn comment(&self, at: usize) -> Fault {
        match self.plain.clone() {
            Some(plain) => comment::fault(self.places, &plain),
            None => self.start(at),
        }
    }

    fn tab(&self, at: usize) -> Fault {
        let tab = self.places.after(at).find('\t').unwrap_or_default();
        indent::fault(self.places, at + tab, 0)
    }

    /// Something that fits neither the list nor the map being read.
    fn misfit(&self, at: usize) -> Fault {
        self.text_in_brackets(at).unwrap_or_else(|| self.indentation(at))
    }

    fn indentation(&self, at: usize) -> Fault {
        let line = self.places.line(at);
        let blank = line.len() - line.trim_start().len();
        let start = self.places.line_start(at) + blank;
        let label = match line.trim_start().strip_prefix('-') {
            Some(rest) if rest.is_empty() || rest.starts_with(' ') => {
                "ce tiret n’est aligné avec aucun autre"
            }
            _ => "cette ligne n’est alignée avec aucune autre",
        };
        Fault::error("yaml-decalage", "décalage inattendu")
            .at(self.places.word(start), label)
            .help("alignez les clés d’un même groupe, et les tirets d’une même liste")
    }

    /// A value that starts with a character that YAML keeps for itself.
    fn start(&self, at: usize) -> Fault {
        if self.places.text.get(..at).is_some_and(|before| before.ends_with('\t')) {
            return indent::fault(self.places, at - 1, 0);
        }
        match self.places.after(at).chars().next() {
            Some('%' | '@' | '`' | '*' | '&' | '!' | '?' | '-' | '|' | '>') => {
                let label = "ce caractère est réservé par YAML";
                let fault = refuse::reserved(self.places, at, "yaml-caractere", label);
                if self.places.after(at).starts_with('-') {
                    fault.help("si c’est une liste, allez à la ligne après la clé")
                } else {
                    fault
                }
            }
            Some(',') => Fault::error("yaml-virgule", "rien avant cette virgule")
                .at(self.places.letter(at), "une valeur était attendue avant elle")
                .help("si c’est un texte, mettez-le entre guillemets"),
            _ => Fault::error("yaml-syntaxe", "ce passage n’est pas du YAML")
                .at(self.places.letter(at), "la lecture s’arrête ici")
                .help("vérifiez les deux-points, les guillemets et les décalages juste avant"),
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::yaml::tests::check;

    #[test]
    fn a_colon_in_a_sentence() {
        check(
            "enonce: Un seul choix : lequel ?\n",
            &expect![[r#"
                erreur[yaml-deux-points] : « : » dans un texte sans guillemets
                 --> sujet.yaml:1:23
                  |
                1 | enonce: Un seul choix : lequel ?
                  |                       ^ YAML y voit la fin d’une clé
                  |
                  = aide : mettez le texte entre guillemets : "Un seul choix : lequel ?"
            "#]],
        );
    }

    #[test]
    fn a_colon_in_a_sentence_between_brackets() {
        check(
            "a: [{libelle: Un choix : lequel, points: 1}]\n",
            &expect![[r#"
                erreur[yaml-deux-points] : « : » dans un texte sans guillemets
                 --> sujet.yaml:1:24
                  |
                1 | a: [{libelle: Un choix : lequel, points: 1}]
                  |                        ^ YAML y voit la fin d’une clé
                  |
                  = aide : mettez le texte entre guillemets : "Un choix : lequel"
            "#]],
        );
    }

    #[test]
    fn a_key_without_colon() {
        check(
            "titre: un\npoints 4\ntotal: 2\n",
            &expect![[r#"
                erreur[yaml-deux-points] : il manque « : » après une clé
                 --> sujet.yaml:2:1
                  |
                2 | points 4
                  | ^^^^^^^^ « clé: valeur » était attendu
                  |
                  = aide : si cette ligne continue le texte du dessus, décalez-la vers la droite
            "#]],
        );
    }

    #[test]
    fn a_key_too_far_to_the_right() {
        check(
            "a:\n  b: 1\n   c: 2\n",
            &expect![[r#"
            erreur[yaml-decalage] : décalage inattendu
             --> sujet.yaml:3:4
              |
            3 |    c: 2
              |    ^^ cette ligne n’est alignée avec aucune autre
              |
              = aide : alignez les clés d’un même groupe, et les tirets d’une même liste
        "#]],
        );
    }

    #[test]
    fn a_key_too_far_to_the_left() {
        check(
            "a:\n    b: 1\n  c: 2\n",
            &expect![[r#"
            erreur[yaml-decalage] : décalage inattendu
             --> sujet.yaml:3:3
              |
            3 |   c: 2
              |   ^^ cette ligne n’est alignée avec aucune autre
              |
              = aide : alignez les clés d’un même groupe, et les tirets d’une même liste
        "#]],
        );
    }

    #[test]
    fn a_dash_out_of_line() {
        check(
            "a:\n  - b: 1\n - d: 3\n",
            &expect![[r#"
            erreur[yaml-decalage] : décalage inattendu
             --> sujet.yaml:3:2
              |
            3 |  - d: 3
              |  ^ ce tiret n’est aligné avec aucun autre
              |
              = aide : alignez les clés d’un même groupe, et les tirets d’une même liste
        "#]],
        );
    }

    #[test]
    fn a_comma_with_nothing_before() {
        check(
            "a: [un,, deux]\n",
            &expect![[r#"
            erreur[yaml-virgule] : rien avant cette virgule
             --> sujet.yaml:1:8
              |
            1 | a: [un,, deux]
              |        ^ une valeur était attendue avant elle
              |
              = aide : si c’est un texte, mettez-le entre guillemets
        "#]],
        );
    }

    #[test]
    fn a_handle_without_quotes() {
        check(
            "compte: @markstein\n",
            &expect![[r#"
                erreur[yaml-caractere] : « @ » au début d’une valeur sans guillemets
                 --> sujet.yaml:1:9
                  |
                1 | compte: @markstein
                  |         ^^^^^^^^^^ ce caractère est réservé par YAML
                  |
                  = aide : si c’est un texte, mettez-le entre guillemets : "@markstein"
            "#]],
        );
    }

    #[test]
    fn emphasis_without_quotes() {
        check(
            "a: {texte: **Fond** soigné, points: 1}\n",
            &expect![[r#"
                erreur[yaml-caractere] : « * » au début d’une valeur sans guillemets
                 --> sujet.yaml:1:12
                  |
                1 | a: {texte: **Fond** soigné, points: 1}
                  |            ^^^^^^^^ ce caractère est réservé par YAML
                  |
                  = aide : si c’est un texte, mettez-le entre guillemets : "**Fond** soigné"
            "#]],
        );
    }

    #[test]
    fn a_dash_after_a_key() {
        check(
            "a: - b\n",
            &expect![[r#"
                erreur[yaml-caractere] : « - » au début d’une valeur sans guillemets
                 --> sujet.yaml:1:4
                  |
                1 | a: - b
                  |    ^ ce caractère est réservé par YAML
                  |
                  = aide : si c’est un texte, mettez-le entre guillemets : "- b"
                  = aide : si c’est une liste, allez à la ligne après la clé
            "#]],
        );
    }

    #[test]
    fn an_invisible_character() {
        check(
            "a: b\u{1}\n",
            &expect![[r#"
                erreur[yaml-caractere] : caractère invisible U+0001 dans le fichier
                 --> sujet.yaml:1:5
                  |
                1 | a: b␁
                  |     ^ un caractère imprimable était attendu
                  |
                  = aide : effacez-le : il vient souvent d’un copier-coller
            "#]],
        );
    }
}
