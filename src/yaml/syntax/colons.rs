//! Colons forgotten after a key, and texts of several lines with a colon but
//! no bar: takes the place where a key seemed to stand, gives the fault with
//! the words to write.

use std::ops::Range;

use super::super::indent;
use super::{Context, is_key};
use crate::diagnostic::Fault;

impl Context<'_> {
    /// A line such as « titre Un dossier », above keys it stands in line with.
    pub(super) fn forgotten_colon(&self, start: usize) -> Option<Fault> {
        let line = self.places.rest_of_line(start);
        let words = line.split(" #").next()?.trim_end();
        let place = self.places.span(start..start + words.len());
        if let Some(fault) = indent::after_colon(place, words) {
            return Some(fault);
        }
        let (key, value) = words.split_once(' ').filter(|(key, _)| is_key(key))?;
        let fault = Fault::error("yaml-deux-points", format!("il manque « : » après « {key} »"))
            .at(place, "« clé: valeur » était attendu")
            .help(format!("écrivez {key}: {}", value.trim_start()));
        Some(fault)
    }

    /// A colon on a later line of a text that no bar announces.
    pub(super) fn forgotten_bar(&self, text: &Range<usize>, at: usize) -> Option<Fault> {
        let head = self.places.text.get(self.places.line_start(text.start)..text.start)?;
        let below = head.trim().is_empty();
        let words = self.places.text.get(..text.start)?.trim_end().strip_suffix(':')?.trim_end();
        let line = words.get(self.places.line_start(words.len())..)?;
        let key = line.trim_start_matches([' ', '-']);
        let before = self.places.text.get(self.places.line_start(at)..at)?.trim();
        let first = self.places.rest_of_line(text.start).split(' ').next().unwrap_or_default();
        // Keys in a row, one of them out of line or without its colon.
        let keys = is_key(before) && (!below || is_key(first) && key != "texte");
        if !is_key(key) || keys {
            return None;
        }
        let help = if below {
            format!("ajoutez | après {key}:")
        } else {
            format!("ajoutez | après {key}: et commencez le texte à la ligne suivante")
        };
        let message = "« : » dans un texte de plusieurs lignes sans « | »";
        let start = words.len() - key.len();
        let fault = Fault::error("yaml-deux-points", message)
            .at(self.places.letter(at), "YAML y voit la fin d’une clé")
            .at(self.places.span(start..words.len()), "le texte suit cette clé")
            .help(help);
        Some(fault)
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::yaml::tests::check;

    #[test]
    fn a_first_key_without_colon() {
        check(
            "dossiers:\n  - titre Suivre l’audience\n    points: 4\n",
            &expect![[r#"
            erreur[yaml-deux-points] : il manque « : » après « titre »
             --> sujet.yaml:2:5
              |
            1 | dossiers:
            2 |   - titre Suivre l’audience
              |     ^^^^^^^^^^^^^^^^^^^^^^^ « clé: valeur » était attendu
            3 |     points: 4
              |
              = aide : écrivez titre: Suivre l’audience
        "#]],
        );
    }

    #[test]
    fn a_colon_in_a_text_below_its_key() {
        check(
            "a:\n  - texte:\n      La boutique ouvre.\n      Deux objectifs : vendre, plaire\n  - texte: b\n",
            &expect![[r#"
                erreur[yaml-deux-points] : « : » dans un texte de plusieurs lignes sans « | »
                 --> sujet.yaml:4:22
                  |
                1 | a:
                2 |   - texte:
                  |     ----- le texte suit cette clé
                3 |       La boutique ouvre.
                4 |       Deux objectifs : vendre, plaire
                  |                      ^ YAML y voit la fin d’une clé
                5 |   - texte: b
                  |
                  = aide : ajoutez | après texte:
            "#]],
        );
        check(
            "texte:\n  la boutique ouvre\n  objectif : vendre\n",
            &expect![[r#"
            erreur[yaml-deux-points] : « : » dans un texte de plusieurs lignes sans « | »
             --> sujet.yaml:3:12
              |
            1 | texte:
              | ----- le texte suit cette clé
            2 |   la boutique ouvre
            3 |   objectif : vendre
              |            ^ YAML y voit la fin d’une clé
              |
              = aide : ajoutez | après texte:
        "#]],
        );
    }

    #[test]
    fn a_colon_in_the_sequel_of_a_text() {
        check(
            "a:\n  - texte: La boutique ouvre.\n      Deux objectifs : vendre, plaire\n",
            &expect![[r#"
                erreur[yaml-deux-points] : « : » dans un texte de plusieurs lignes sans « | »
                 --> sujet.yaml:3:22
                  |
                1 | a:
                2 |   - texte: La boutique ouvre.
                  |     ----- le texte suit cette clé
                3 |       Deux objectifs : vendre, plaire
                  |                      ^ YAML y voit la fin d’une clé
                  |
                  = aide : ajoutez | après texte: et commencez le texte à la ligne suivante
            "#]],
        );
    }

    #[test]
    fn keys_below_another_of_which_one_has_no_colon() {
        check(
            "entreprise:\n  nom Les Ruchers\n  ville: Metz\n",
            &expect![[r#"
            erreur[yaml-deux-points] : il manque « : » après « nom »
             --> sujet.yaml:2:3
              |
            1 | entreprise:
            2 |   nom Les Ruchers
              |   ^^^^^^^^^^^^^^^ « clé: valeur » était attendu
            3 |   ville: Metz
              |
              = aide : écrivez nom: Les Ruchers
        "#]],
        );
    }
}
