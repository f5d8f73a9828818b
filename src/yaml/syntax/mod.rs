//! Syntax errors in the words of an author: takes an error of the YAML
//! parser, gives the fault that names its usual cause.

mod alignment;
mod brackets;
mod colons;
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
            let bar = self.forgotten_bar(&plain, at);
            return bar.unwrap_or_else(|| self.indentation(at));
        }
        let before = self.places.text.get(plain.start..at).unwrap_or_default();
        // The last scalar met may be the key itself, whose value starts with « : ».
        let before = before.rsplit_once(": ").map_or(before, |(_, value)| value);
        let text = format!("{before}{}", self.places.value(at));
        let fault = Fault::error("yaml-deux-points", "« : » dans un texte sans guillemets")
            .at(self.places.letter(at), "YAML y voit la fin d’une clé")
            .help(format!("mettez le texte entre guillemets : {}", quoted(&text)));
        let after = self.places.rest_of_line(at + 1);
        match before.rsplit_once(", ") {
            Some((_, key)) if is_key(key) && self.bracket.is_none() => {
                let whole = self.places.rest_of_line(self.entry_start(plain.start)).trim_end();
                fault.help(format!("pour un groupe de clés, mettez des accolades : {{{whole}}}"))
            }
            _ if is_operand(before, str::rsplit) && is_operand(after, str::split) => {
                fault.help("pour une division, écrivez ÷ ou /")
            }
            _ => fault,
        }
    }

    /// Returns where the key stands whose value starts at a byte.
    fn entry_start(&self, value: usize) -> usize {
        let line = self.places.line_start(value);
        let before = self.places.text.get(line..value).unwrap_or_default();
        line + before.len() - before.trim_start_matches([' ', '-']).len()
    }

    /// A line that is neither a key nor the sequel of a text.
    fn no_colon(&self, at: usize) -> Fault {
        let before = self.places.text.get(..at).unwrap_or_default().trim_end();
        let start = self.places.line_start(before.len());
        let line = before.get(start..).unwrap_or_default();
        let words = line.trim_start();
        let place = self.places.span(start + line.len() - words.len()..before.len());
        let fault = |message| Fault::error("yaml-deux-points", message);
        if let Some(fault) = indent::after_colon(place, words) {
            return fault;
        }
        if let Some((key, value)) = words.split_once(':').filter(|(key, _)| is_key(key)) {
            return fault("il manque une espace après « : »")
                .at(place, "« clé: valeur » était attendu")
                .help(format!("écrivez {key}: {value}"));
        }
        if let Some((key, value)) = words.split_once('=').filter(|(key, _)| is_key(key.trim())) {
            return fault("« = » à la place de « : » après une clé")
                .at(place, "« clé: valeur » était attendu")
                .help(format!("écrivez {}: {}", key.trim(), value.trim()));
        }
        if words.starts_with(['{', '[']) {
            return fault("il manque un tiret devant un élément de liste")
                .at(place, "« - » était attendu devant")
                .help(format!("écrivez - {words}"));
        }
        fault("il manque « : » après une clé")
            .at(place, "« clé: valeur » était attendu")
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

    /// A value that starts with a character that YAML keeps for itself.
    fn start(&self, at: usize) -> Fault {
        if self.places.text.get(..at).is_some_and(|before| before.ends_with('\t')) {
            return indent::fault(self.places, at - 1, 0);
        }
        if self.places.after(at).starts_with("- ")
            && let Some(open) = self.bracket.or_else(|| self.open_above(at))
        {
            return self.unclosed(open, at);
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
            _ => match self.open_above(at) {
                Some(open) => self.unclosed(open, at),
                None => Fault::error("yaml-syntaxe", "ce passage n’est pas du YAML")
                    .at(self.places.letter(at), "la lecture s’arrête ici")
                    .help("vérifiez les deux-points, les guillemets et les décalages juste avant"),
            },
        }
    }
}

/// Tells a word that may be a key: those of subjects have neither space nor
/// capital.
fn is_key(word: &str) -> bool {
    let letter = |letter: char| letter.is_lowercase() || letter.is_ascii_digit() || letter == '_';
    word.starts_with(char::is_lowercase) && word.chars().all(letter)
}

/// Tells whether the word of a text that stands beside a sign is the name or
/// the number of a formula; `split` starts from that side.
fn is_operand<'t, I: Iterator<Item = &'t str>>(
    text: &'t str,
    split: impl Fn(&'t str, char) -> I,
) -> bool {
    let word = split(text.trim(), ' ').next().unwrap_or_default();
    let figures = word.starts_with(|letter: char| letter.is_ascii_digit());
    (word.contains('_') || figures)
        && !word.is_empty()
        && word.chars().all(|letter| letter.is_alphanumeric() || "_.,()".contains(letter))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::yaml::tests::{check, told};

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
                1 | titre: un
                2 | points 4
                  | ^^^^^^^^ « clé: valeur » était attendu
                3 | total: 2
                  |
                  = aide : si cette ligne continue le texte du dessus, décalez-la vers la droite
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
    fn a_value_that_is_a_colon() {
        check(
            "texte: : deux\n",
            &expect![[r#"
            erreur[yaml-deux-points] : « : » dans un texte sans guillemets
             --> sujet.yaml:1:8
              |
            1 | texte: : deux
              |        ^ YAML y voit la fin d’une clé
              |
              = aide : mettez le texte entre guillemets : ": deux"
        "#]],
        );
    }

    #[test]
    fn keys_in_a_row_without_braces() {
        check(
            "a:\n  - points: 1, libelle: commentaire\n",
            &expect![[r#"
            erreur[yaml-deux-points] : « : » dans un texte sans guillemets
             --> sujet.yaml:2:23
              |
            1 | a:
            2 |   - points: 1, libelle: commentaire
              |                       ^ YAML y voit la fin d’une clé
              |
              = aide : mettez le texte entre guillemets : "1, libelle: commentaire"
              = aide : pour un groupe de clés, mettez des accolades : {points: 1, libelle: commentaire}
        "#]],
        );
    }

    #[test]
    fn a_colon_for_a_division() {
        check(
            "marge: prix_vente : 3\n",
            &expect![[r#"
            erreur[yaml-deux-points] : « : » dans un texte sans guillemets
             --> sujet.yaml:1:19
              |
            1 | marge: prix_vente : 3
              |                   ^ YAML y voit la fin d’une clé
              |
              = aide : mettez le texte entre guillemets : "prix_vente : 3"
              = aide : pour une division, écrivez ÷ ou /
        "#]],
        );
    }

    #[test]
    fn a_key_without_space_or_with_another_sign() {
        check(
            "total: 4\ntitre:Les Ruchers\nduree: 1\n",
            &expect![[r#"
            erreur[yaml-deux-points] : il manque une espace après « : »
             --> sujet.yaml:2:1
              |
            1 | total: 4
            2 | titre:Les Ruchers
              | ^^^^^^^^^^^^^^^^^ « clé: valeur » était attendu
            3 | duree: 1
              |
              = aide : écrivez titre: Les Ruchers
        "#]],
        );
        check(
            "total: 4\ntitre = Les Ruchers\nduree: 1\n",
            &expect![[r#"
            erreur[yaml-deux-points] : « = » à la place de « : » après une clé
             --> sujet.yaml:2:1
              |
            1 | total: 4
            2 | titre = Les Ruchers
              | ^^^^^^^^^^^^^^^^^^^ « clé: valeur » était attendu
            3 | duree: 1
              |
              = aide : écrivez titre: Les Ruchers
        "#]],
        );
        check(
            "a:\n  - b: 1\n    {points: 1}\n",
            &expect![[r#"
            erreur[yaml-deux-points] : il manque un tiret devant un élément de liste
             --> sujet.yaml:3:5
              |
            2 |   - b: 1
            3 |     {points: 1}
              |     ^^^^^^^^^^^ « - » était attendu devant
              |
              = aide : écrivez - {points: 1}
        "#]],
        );
    }

    #[test]
    fn a_group_that_stays_open_before_a_list_goes_on() {
        check(
            "a:\n  - {points: 1, libelle: un\n  - b: 2\n",
            &expect![[r#"
            erreur[yaml-crochet] : « { » n’est pas refermé
             --> sujet.yaml:2:5
              |
            1 | a:
            2 |   - {points: 1, libelle: un
              |     ^ « } » était attendu plus loin
            3 |   - b: 2
              |      - la lecture s’arrête ici
              |
              = aide : ajoutez « } » à la fin du groupe
              = aide : si c’est un texte, mettez-le entre guillemets
        "#]],
        );
    }

    #[test]
    fn whatever_sign_comes_first_the_text_is_shown_between_quotes() {
        for text in [
            "{nps} points",
            "[lien](x) ici",
            "*Bonjour* à tous",
            "**Fond** soigné",
            "&amp; suite",
            "@markstein suit",
            "%age",
            "- un tiret",
            "! Attention",
            "`code` ici",
            "? Et puis",
            ": deux",
            "Un : deux",
            "un #mot ici",
            "12:30 : début",
        ] {
            let shown = told(&format!("titre: un\ntexte: {text}\ntotal: 4\n"));
            assert!(shown.contains(&format!("guillemets : \"{text}\"\n")), "{shown}");
        }
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
