//! Lines that stand out of line: takes the place where reading stopped, gives
//! the fault with both columns, the one found and the one expected.

use super::Context;
use crate::diagnostic::Fault;

/// Where something starts that others of its group stand under.
struct Level {
    /// Its first byte.
    start: usize,
    /// Its column, from 0.
    column: usize,
    /// What starts there.
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Dash,
    Key,
    Words,
}

impl Context<'_> {
    /// A line that stands under no other.
    pub(super) fn indentation(&self, at: usize) -> Fault {
        let line = self.places.line_start(at);
        let Some(found) = levels(self.places.line(at), line).into_iter().next() else {
            return self.start(at);
        };
        let fault = |message: String| Fault::error("yaml-decalage", message);
        let place = self.places.word(found.start);
        let above = self.above(line);
        let same = above.iter().find(|level| level.column == found.column);
        let alike = || above.iter().filter(|level| level.kind == found.kind);
        let deeper = || alike().any(|level| level.column > found.column);
        let same = same.filter(|other| other.kind != found.kind);
        if let Some(words) = same.filter(|other| other.kind == Kind::Words)
            && let Some(fault) = self.forgotten_colon(words.start)
        {
            return fault;
        }
        if let Some(other) = same
            && (found.kind == Kind::Dash || !deeper())
        {
            return self.dashes(&found, other);
        }
        // Of two as near, the innermost, which is met first.
        let near = |level: &&Level| level.column.abs_diff(found.column);
        let Some(wanted) = alike().min_by_key(near) else {
            return fault("décalage inattendu".to_owned())
                .at(place, "cette ligne n’est alignée avec aucune autre")
                .help("alignez les clés d’un même groupe, et les tirets d’une même liste");
        };
        if let Some(fault) = self.glued_dash(wanted).filter(|_| found.column > wanted.column) {
            return fault;
        }
        let (found, expected) = (found.column + 1, wanted.column + 1);
        let number = found.abs_diff(expected);
        let verb = if found > expected { "retirez" } else { "ajoutez" };
        let spaces = if number == 1 { "espace" } else { "espaces" };
        let row =
            self.places.text.get(..wanted.start).unwrap_or_default().matches('\n').count() + 1;
        fault(format!("décalage inattendu : colonne {found} au lieu de {expected}"))
            .at(place, format!("colonne {found}"))
            .at(self.places.word(wanted.start), format!("colonne {expected}"))
            .help(format!("{verb} {number} {spaces} pour vous aligner sur la ligne {row}"))
    }

    /// A first key that its dash touches, above keys that stand in line with it.
    fn glued_dash(&self, first: &Level) -> Option<Fault> {
        let words = self.places.rest_of_line(first.start).trim_end();
        let rest = words.strip_prefix('-').filter(|rest| rest.starts_with(char::is_alphabetic))?;
        let fault = Fault::error("yaml-decalage", "il manque une espace après le tiret")
            .at(self.places.word(first.start), "YAML ne voit pas ici d’élément de liste")
            .help(format!("écrivez - {rest}"));
        Some(fault)
    }

    /// A dash under a key, or a key under a dash.
    fn dashes(&self, found: &Level, other: &Level) -> Fault {
        let fault = Fault::error("yaml-decalage", "un tiret et une clé sont au même décalage");
        let (dash, key) = if found.kind == Kind::Dash { (found, other) } else { (other, found) };
        let words = self.places.rest_of_line(key.start).trim_end();
        let glued = words.strip_prefix('-').filter(|rest| rest.starts_with(char::is_alphabetic));
        let fault = fault
            .at(self.places.word(key.start), "cette ligne n’est pas un élément de la liste")
            .at(self.places.letter(dash.start), "une liste est ouverte ici");
        match glued {
            Some(rest) => fault.help(format!("il manque une espace après le tiret : - {rest}")),
            None => fault
                .help(format!("pour un élément de la liste, ajoutez un tiret : - {words}"))
                .help("sinon, décalez les tirets vers la droite"),
        }
    }

    /// Lists what a line may be aligned with: what opened the groups that are
    /// still open above it, the innermost first.
    fn above(&self, line: usize) -> Vec<Level> {
        let mut open: Vec<Level> = Vec::new();
        let mut text_below: Option<usize> = None;
        let mut start = 0;
        for written in self.places.text.get(..line).unwrap_or_default().split_inclusive('\n') {
            let words = written.trim();
            let column = written.len() - written.trim_start_matches(' ').len();
            let inside = text_below.is_some_and(|outer| column > outer);
            if !words.is_empty() && !inside {
                text_below = opens_text(words).then_some(column);
                if !words.starts_with('#') {
                    let met = levels(written, start);
                    let outer = met.first().map_or(0, |level| level.column);
                    open.retain(|level| level.column < outer);
                    open.extend(met);
                }
            }
            start += written.len();
        }
        open.reverse();
        open
    }
}

/// Lists the dashes of a line that starts at a byte, then its first word.
fn levels(line: &str, start: usize) -> Vec<Level> {
    let mut levels = Vec::new();
    let mut column = line.len() - line.trim_start_matches(' ').len();
    while let Some(rest) = line.get(column..).and_then(|rest| rest.strip_prefix("- ")) {
        levels.push(Level { start: start + column, column, kind: Kind::Dash });
        column += 2 + rest.len() - rest.trim_start_matches(' ').len();
    }
    let rest = line.get(column..).unwrap_or_default().trim();
    if !rest.is_empty() {
        let kind = match rest {
            "-" => Kind::Dash,
            _ if rest.contains(": ") || rest.ends_with(':') => Kind::Key,
            _ => Kind::Words,
        };
        levels.push(Level { start: start + column, column, kind });
    }
    levels
}

/// Tells a line that a block of text follows.
fn opens_text(words: &str) -> bool {
    let last = words.split(" #").next().unwrap_or_default().trim_end();
    let sign = last.trim_end_matches(['-', '+']);
    [": |", ": >", "- |", "- >"].iter().any(|end| sign.ends_with(end))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::yaml::tests::check;

    #[test]
    fn a_dash_that_touches_the_first_key() {
        check(
            "dossiers:\n  -titre: Piloter\n    points: 22\n",
            &expect![[r#"
                erreur[yaml-decalage] : il manque une espace après le tiret
                 --> sujet.yaml:2:3
                  |
                1 | dossiers:
                2 |   -titre: Piloter
                  |   ^^^^^^^ YAML ne voit pas ici d’élément de liste
                3 |     points: 22
                  |
                  = aide : écrivez - titre: Piloter
            "#]],
        );
    }

    #[test]
    fn a_key_too_far_to_the_right() {
        check(
            "a:\n  b: 1\n   c: 2\n",
            &expect![[r#"
            erreur[yaml-decalage] : décalage inattendu : colonne 4 au lieu de 3
             --> sujet.yaml:3:4
              |
            1 | a:
            2 |   b: 1
              |   -- colonne 3
            3 |    c: 2
              |    ^^ colonne 4
              |
              = aide : retirez 1 espace pour vous aligner sur la ligne 2
        "#]],
        );
    }

    #[test]
    fn a_key_too_far_to_the_left() {
        check(
            "a:\n    b: 1\n  c: 2\n",
            &expect![[r#"
            erreur[yaml-decalage] : décalage inattendu : colonne 3 au lieu de 5
             --> sujet.yaml:3:3
              |
            1 | a:
            2 |     b: 1
              |     -- colonne 5
            3 |   c: 2
              |   ^^ colonne 3
              |
              = aide : ajoutez 2 espaces pour vous aligner sur la ligne 2
        "#]],
        );
    }

    #[test]
    fn a_dash_out_of_line() {
        check(
            "a:\n  - b: 1\n - d: 3\n",
            &expect![[r#"
            erreur[yaml-decalage] : décalage inattendu : colonne 2 au lieu de 3
             --> sujet.yaml:3:2
              |
            1 | a:
            2 |   - b: 1
              |   - colonne 3
            3 |  - d: 3
              |  ^ colonne 2
              |
              = aide : ajoutez 1 espace pour vous aligner sur la ligne 2
        "#]],
        );
    }

    #[test]
    fn a_key_out_of_line_after_a_block_of_text() {
        check(
            "a:\n  - b:\n      texte: |\n        Un texte :\n         décalé\n     c: 3\n",
            &expect![[r#"
            erreur[yaml-decalage] : décalage inattendu : colonne 6 au lieu de 7
             --> sujet.yaml:6:6
              |
            2 |   - b:
            3 |       texte: |
              |       ------ colonne 7
            4 |         Un texte :
            5 |          décalé
            6 |      c: 3
              |      ^^ colonne 6
              |
              = aide : ajoutez 1 espace pour vous aligner sur la ligne 3
        "#]],
        );
    }

    #[test]
    fn a_key_among_dashes() {
        check(
            "a:\n  - b: 1\n  c: 2\n",
            &expect![[r#"
            erreur[yaml-decalage] : décalage inattendu : colonne 3 au lieu de 5
             --> sujet.yaml:3:3
              |
            1 | a:
            2 |   - b: 1
              |     -- colonne 5
            3 |   c: 2
              |   ^^ colonne 3
              |
              = aide : ajoutez 2 espaces pour vous aligner sur la ligne 2
        "#]],
        );
        check(
            "a:\n  - un\n  c: 2\n",
            &expect![[r#"
            erreur[yaml-decalage] : un tiret et une clé sont au même décalage
             --> sujet.yaml:3:3
              |
            1 | a:
            2 |   - un
              |   - une liste est ouverte ici
            3 |   c: 2
              |   ^^ cette ligne n’est pas un élément de la liste
              |
              = aide : pour un élément de la liste, ajoutez un tiret : - c: 2
              = aide : sinon, décalez les tirets vers la droite
        "#]],
        );
        check(
            "a:\n  b: 1\n  - c: 2\n",
            &expect![[r#"
            erreur[yaml-decalage] : un tiret et une clé sont au même décalage
             --> sujet.yaml:2:3
              |
            1 | a:
            2 |   b: 1
              |   ^^ cette ligne n’est pas un élément de la liste
            3 |   - c: 2
              |   - une liste est ouverte ici
              |
              = aide : pour un élément de la liste, ajoutez un tiret : - b: 1
              = aide : sinon, décalez les tirets vers la droite
        "#]],
        );
        check(
            "a:\n  -b: 1\n  - c: 2\n",
            &expect![[r#"
            erreur[yaml-decalage] : un tiret et une clé sont au même décalage
             --> sujet.yaml:2:3
              |
            1 | a:
            2 |   -b: 1
              |   ^^^ cette ligne n’est pas un élément de la liste
            3 |   - c: 2
              |   - une liste est ouverte ici
              |
              = aide : il manque une espace après le tiret : - b: 1
        "#]],
        );
    }
}
