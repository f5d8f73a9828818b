//! Texts between quotes and blocks of text: takes the place of a syntax error
//! in one, gives the fault.

use super::super::refuse::quoted;
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
        let fault = Fault::error("yaml-guillemet", "du texte suit le guillemet fermant")
            .at(self.places.span(at..at + rest.len()), "la fin de la ligne était attendue");
        match self.whole(before, self.places.value(at)) {
            Some(text) => fault.help(format!("écrivez {}", quoted(&text))).help(help),
            None => fault.help(help),
        }
    }

    /// Returns the text that its author meant to write, when the quotes leave
    /// one reading only: those at both ends hold it, or none does.
    fn whole(&self, before: &str, rest: &str) -> Option<String> {
        let quote = before.chars().next_back()?;
        let line = before.get(self.places.line_start(before.len())..)?;
        let open = line.get(..line.len() - 1)?.rfind(quote)?;
        let gap = self.places.text.get(before.len()..)?;
        let gap = gap.get(..gap.len() - gap.trim_start_matches(' ').len())?;
        let text = format!("{}{gap}{rest}", line.get(open..)?);
        match text.matches(quote).count() {
            _ if !text.ends_with(quote) => Some(text),
            3 if text.ends_with(quote) => Some(text.get(1..text.len() - 1)?.to_owned()),
            _ => None,
        }
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
                2 | total: 4
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
                  = aide : écrivez '"La place" du village'
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
                  = aide : écrivez "l'heure"
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
                2 |   deux
                  |
                  = aide : écrivez le texte sur les lignes suivantes, toutes décalées d’autant
            "#]],
        );
    }
}
