//! Texts between quotes and blocks of text: takes the place of a syntax error
//! in one, gives the fault.

use super::Context;
use crate::diagnostic::Fault;

impl Context<'_> {
    pub(super) fn after_quote(&self, at: usize) -> Fault {
        let before = self.places.text.get(..at).unwrap_or_default().trim_end();
        let help = if before.ends_with('\'') {
            "entre apostrophes, une apostrophe s’écrit deux fois : 'l''heure'"
        } else {
            "entre guillemets, un guillemet s’écrit \\\" ou devient « »"
        };
        let rest = self.places.rest_of_line(at).trim_end();
        Fault::error("yaml-guillemet", "du texte suit le guillemet fermant")
            .at(self.places.span(at..at + rest.len()), "la fin de la ligne était attendue")
            .help(help)
    }

    pub(super) fn open_quote(&self, at: usize) -> Fault {
        Fault::error("yaml-guillemet", "ce guillemet n’est pas refermé")
            .at(self.places.letter(at), "le texte commence ici")
            .help("refermez le guillemet à la fin du texte")
            .help("si le texte continue à la ligne, décalez la suite vers la droite")
    }

    pub(super) fn escape(&self, quote: usize) -> Fault {
        let start = quote + wrong_escape(self.places.after(quote)).unwrap_or(0);
        let length = self.places.after(start).chars().take(2).map(char::len_utf8).sum::<usize>();
        Fault::error("yaml-echappement", "« \\ » suivi d’un caractère inattendu entre guillemets")
            .at(
                self.places.span(start..start + length),
                "« \\n », « \\\" » ou « \\\\ » était attendu",
            )
            .help("doublez la barre oblique inverse, ou mettez le texte entre apostrophes")
    }

    pub(super) fn block(&self, at: usize) -> Fault {
        Fault::error("yaml-bloc", "bloc de texte mal présenté")
            .at(self.places.word(at), "un bloc commence par « | » ou « > » seul sur sa ligne")
            .help("écrivez le texte sur les lignes suivantes, toutes décalées d’autant")
    }
}

/// Returns the first backslash that YAML does not know in a quoted text.
fn wrong_escape(quoted: &str) -> Option<usize> {
    let mut letters = quoted.char_indices();
    while let Some((byte, letter)) = letters.next() {
        if letter == '\\' {
            let (_, escaped) = letters.next()?;
            if !"0abt\tnvfre \"/\\N_LPxuU\n\r".contains(escaped) {
                return Some(byte);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::yaml::tests::check;

    #[test]
    fn a_quote_that_stays_open() {
        check(
            "titre: \"La place\ntotal: 4\n",
            &expect![[r#"
            erreur[yaml-guillemet] : ce guillemet n’est pas refermé
             --> sujet.yaml:1:8
              |
            1 | titre: "La place
              |        ^ le texte commence ici
              |
              = aide : refermez le guillemet à la fin du texte
              = aide : si le texte continue à la ligne, décalez la suite vers la droite
        "#]],
        );
    }

    #[test]
    fn words_after_the_closing_quote() {
        check(
            "titre: \"La place\" du village\n",
            &expect![[r#"
                erreur[yaml-guillemet] : du texte suit le guillemet fermant
                 --> sujet.yaml:1:19
                  |
                1 | titre: "La place" du village
                  |                   ^^^^^^^^^^ la fin de la ligne était attendue
                  |
                  = aide : entre guillemets, un guillemet s’écrit \" ou devient « »
            "#]],
        );
    }

    #[test]
    fn an_apostrophe_between_apostrophes() {
        check(
            "titre: 'l'heure'\n",
            &expect![[r#"
            erreur[yaml-guillemet] : du texte suit le guillemet fermant
             --> sujet.yaml:1:11
              |
            1 | titre: 'l'heure'
              |           ^^^^^^ la fin de la ligne était attendue
              |
              = aide : entre apostrophes, une apostrophe s’écrit deux fois : 'l''heure'
        "#]],
        );
    }

    #[test]
    fn an_escape_that_yaml_does_not_know() {
        check(
            "texte: \"prix \\{net\\}\"\n",
            &expect![[r#"
                erreur[yaml-echappement] : « \ » suivi d’un caractère inattendu entre guillemets
                 --> sujet.yaml:1:14
                  |
                1 | texte: "prix \{net\}"
                  |              ^^ « \n », « \" » ou « \\ » était attendu
                  |
                  = aide : doublez la barre oblique inverse, ou mettez le texte entre apostrophes
            "#]],
        );
    }

    #[test]
    fn a_block_that_starts_on_its_first_line() {
        check(
            "a: |un\n  deux\n",
            &expect![[r#"
                erreur[yaml-bloc] : bloc de texte mal présenté
                 --> sujet.yaml:1:4
                  |
                1 | a: |un
                  |    ^^^ un bloc commence par « | » ou « > » seul sur sa ligne
                  |
                  = aide : écrivez le texte sur les lignes suivantes, toutes décalées d’autant
            "#]],
        );
    }
}
