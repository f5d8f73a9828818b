//! Lists and maps between brackets: takes the place of a syntax error near
//! one, gives the fault.

use super::super::comment;
use super::super::refuse::quoted;
use super::Context;
use crate::diagnostic::Fault;

/// Lines above an error in which an open bracket is looked for.
const LINES_ABOVE: usize = 5;

impl Context<'_> {
    pub(super) fn misplaced_bracket(&self, at: usize) -> Fault {
        let letter = self.places.after(at).chars().next().unwrap_or_default();
        Fault::error("yaml-crochet", format!("« {letter} » ne referme rien"))
            .at(self.places.letter(at), "une valeur était attendue")
            .help("si c’est un texte, mettez-le entre guillemets")
    }

    /// Inside brackets, or at what seems to be.
    pub(super) fn flow(&self, at: usize) -> Fault {
        let Some(open) = self.bracket else { return self.start(at) };
        let line = self.places.line_start(at);
        if let Some(fault) = self.text_in_brackets(at) {
            return fault;
        }
        if open >= line && self.places.after(at).starts_with(':') {
            return self.colon(at);
        }
        self.unclosed(open, at)
    }

    /// A bracket that nothing closes before a place.
    pub(super) fn unclosed(&self, open: usize, at: usize) -> Fault {
        if let Some(fault) = comment::in_brackets(self.places, open) {
            return fault;
        }
        let letter = self.places.after(open).chars().next().unwrap_or_default();
        let closing = if letter == '{' { '}' } else { ']' };
        let fault = Fault::error("yaml-crochet", format!("« {letter} » n’est pas refermé"))
            .at(self.places.letter(open), format!("« {closing} » était attendu plus loin"))
            .at(self.places.letter(at), "la lecture s’arrête ici");
        fault
            .help(format!("ajoutez « {closing} » à la fin du groupe"))
            .help("si c’est un texte, mettez-le entre guillemets")
    }

    /// Finds a bracket that stays open at the end of a line not far above: the
    /// parser has not told of it while it may still be part of a key.
    pub(super) fn open_above(&self, at: usize) -> Option<usize> {
        let mut end = self.places.line_start(at);
        for _ in 0..LINES_ABOVE {
            let start = self.places.line_start(end.checked_sub(1)?);
            let line = self.places.text.get(start..end)?;
            let mut open = Vec::new();
            for (byte, letter) in comment::before_comment(line).char_indices() {
                match letter {
                    '{' | '[' => open.push(start + byte),
                    '}' | ']' => drop(open.pop()),
                    _ => {}
                }
            }
            if let Some(open) = open.first() {
                return Some(*open);
            }
            end = start;
        }
        None
    }

    /// Words after a bracket that closes: a text that starts with « {nps} ».
    pub(super) fn text_in_brackets(&self, at: usize) -> Option<Fault> {
        let line = self.places.line_start(at);
        let before = self.places.text.get(line..at).unwrap_or_default().trim_end();
        let start = line + opening_bracket(before)?;
        let letter = self.places.after(start).chars().next()?;
        let rest = self.places.value(at);
        let text = format!("{}{rest}", self.places.text.get(start..at)?);
        let fault = Fault::error(
            "yaml-accolade",
            format!("un texte commence par « {letter} » sans guillemets"),
        )
        .at(self.places.letter(start), "YAML y voit une liste ou un groupe de clés")
        .help(format!("mettez le texte entre guillemets : {}", quoted(&text)));
        Some(fault)
    }
}

/// Returns where the bracket stands that the last character of a text closes.
fn opening_bracket(text: &str) -> Option<usize> {
    let (open, close) = match text.chars().next_back()? {
        '}' => ('{', '}'),
        ']' => ('[', ']'),
        _ => return None,
    };
    let mut depth = 0_usize;
    for (byte, letter) in text.char_indices().rev() {
        if letter == close {
            depth += 1;
        } else if letter == open {
            depth = depth.saturating_sub(1);
            if depth == 0 {
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
    fn a_text_that_starts_with_an_insert() {
        check(
            "texte: {nps} points\n",
            &expect![[r#"
                erreur[yaml-accolade] : un texte commence par « { » sans guillemets
                 --> sujet.yaml:1:8
                  |
                1 | texte: {nps} points
                  |        ^ YAML y voit une liste ou un groupe de clés
                  |
                  = aide : mettez le texte entre guillemets : "{nps} points"
            "#]],
        );
    }

    #[test]
    fn a_text_that_starts_with_a_link_between_brackets() {
        check(
            "a: {texte: [lien](x) ici, points: 1}\n",
            &expect![[r#"
                erreur[yaml-accolade] : un texte commence par « [ » sans guillemets
                 --> sujet.yaml:1:12
                  |
                1 | a: {texte: [lien](x) ici, points: 1}
                  |            ^ YAML y voit une liste ou un groupe de clés
                  |
                  = aide : mettez le texte entre guillemets : "[lien](x) ici"
            "#]],
        );
    }

    #[test]
    fn a_bracket_that_stays_open() {
        check(
            "a: [un, deux\nb: 1\n",
            &expect![[r#"
                erreur[yaml-crochet] : « [ » n’est pas refermé
                 --> sujet.yaml:1:4
                  |
                1 | a: [un, deux
                  |    ^ « ] » était attendu plus loin
                2 | b: 1
                  |  - la lecture s’arrête ici
                  |
                  = aide : ajoutez « ] » à la fin du groupe
                  = aide : si c’est un texte, mettez-le entre guillemets
            "#]],
        );
    }

    #[test]
    fn a_bracket_that_closes_nothing() {
        check(
            "a: }\n",
            &expect![[r#"
                erreur[yaml-crochet] : « } » ne referme rien
                 --> sujet.yaml:1:4
                  |
                1 | a: }
                  |    ^ une valeur était attendue
                  |
                  = aide : si c’est un texte, mettez-le entre guillemets
            "#]],
        );
    }

    #[test]
    fn a_lonely_closing_brace_elsewhere() {
        check(
            "? - a\n ]\n",
            &expect![[r#"
                erreur[yaml-cle] : une clé doit être un simple nom
                 --> sujet.yaml:1:3
                  |
                1 | ? - a
                  |   ^ YAML y voit une liste ou un groupe de clés
                2 |  ]
                  |
                  = aide : si c’est un texte, mettez-le entre guillemets

                erreur[yaml-crochet] : « ] » ne referme rien
                 --> sujet.yaml:2:2
                  |
                1 | ? - a
                2 |  ]
                  |  ^ une valeur était attendue
                  |
                  = aide : si c’est un texte, mettez-le entre guillemets
            "#]],
        );
    }
}
