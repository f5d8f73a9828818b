//! The text of a new subject: takes what names it and the model, gives the same
//! subject under this name, its themes shared over as many dossiers as wanted.

use std::ops::Range;

use super::scalar::scalar;
use super::{Dossiers, Kind, Wanted};

const PAPER: &str = include_str!("model/sujet.yaml");
const EXERCISE: &str = include_str!("model/exercice.yaml");

/// The session of the models.
const SESSION: &str = "2026";
/// Where the dossiers of the model begin, and where they end.
const DOSSIERS: &str = "\ndossiers:\n";
const AFTER: &str = "\n# --- La réflexion structurée";
/// What begins a dossier of the model.
const DOSSIER: &str = "  - titre: ";
const NEXT: &str = "\n\n  - titre: ";
/// The lists of a dossier, in order.
const LISTS: [&str; 4] = ["capacites", "annexes", "mission", "questions"];

/// Titles of the dossiers that hold several themes of the model.
const TITLES: [(Range<usize>, &str); 6] = [
    (0..6, "Développer la relation client de la mercerie"),
    (0..3, "Connaître et animer la clientèle"),
    (3..6, "Soigner la réputation et piloter l'activité"),
    (0..2, "Connaître les visiteurs et la clientèle"),
    (2..4, "Animer la communauté et soigner la réputation"),
    (4..6, "Améliorer la boutique et piloter les ateliers"),
];

/// Writes a subject, below a line for the editor.
pub(super) fn text(wanted: &Wanted, schema: &str) -> String {
    let model = match wanted.kind {
        Kind::Paper(dossiers) => shared(PAPER, dossiers),
        Kind::Exercise => EXERCISE.to_owned(),
    };
    let text = model.replace(SESSION, &wanted.session.0.to_string());
    let text = renamed(&text, "examen", &scalar(&wanted.exam.0));
    let text = renamed(&text, "titre", &scalar(&wanted.title.0));
    format!("# yaml-language-server: $schema={schema}\n{text}")
}

/// Gives another value to a key of the subject.
fn renamed(text: &str, key: &str, value: &str) -> String {
    let lines = text.split_inclusive('\n').map(|line| match line.split_once(": ") {
        Some((own, _)) if own == key => format!("{key}: {value}\n"),
        _ => line.to_owned(),
    });
    lines.collect()
}

/// Shares the themes of a model, a dossier each, over some dossiers: the first
/// ones take one more when the count is not even.
fn shared(model: &str, dossiers: Dossiers) -> String {
    let parts = model.split_once(DOSSIERS);
    let parts = parts.and_then(|(head, rest)| Some((head, rest.split_once(AFTER)?)));
    let Some((head, (body, tail))) = parts else { return model.to_owned() };
    let themes: Vec<_> = body.trim_start_matches(DOSSIER).split(NEXT).collect();
    let (each, more) = (themes.len() / dossiers.0, themes.len() % dossiers.0);
    let mut rest = 0..0;
    let dossiers = (0..dossiers.0).map(|rank| {
        rest = rest.end..rest.end + each + usize::from(rank < more);
        dossier(themes.get(rest.clone()).unwrap_or_default(), &rest)
    });
    format!("{head}{DOSSIERS}{}{AFTER}{tail}", dossiers.collect::<Vec<_>>().join("\n"))
}

/// Makes one dossier of some themes, which stand at these places.
fn dossier(themes: &[&str], places: &Range<usize>) -> String {
    let titled = TITLES.iter().find(|(of, _)| of == places).map(|(_, title)| *title);
    let title = titled.or_else(|| themes.first()?.lines().next());
    let points: u32 = themes.iter().filter_map(|theme| points(theme)).sum();
    let mut text = format!("{DOSSIER}{}\n    points: {points}\n", title.unwrap_or_default());
    for list in LISTS {
        let elements = themes.iter().map(|theme| elements(theme, list));
        let mut elements: Vec<&str> = elements.filter(|some| !some.is_empty()).collect();
        // Two themes may need the same annexe.
        elements.dedup();
        if !elements.is_empty() {
            text = format!("{text}    {list}:\n{}\n", elements.join("\n"));
        }
    }
    text
}

fn points(theme: &str) -> Option<u32> {
    let line = theme.lines().find_map(|line| line.strip_prefix("    points: "))?;
    line.parse().ok()
}

/// Returns the lines below a key of a theme; none when it lacks the key.
fn elements<'t>(theme: &'t str, key: &str) -> &'t str {
    let Some((_, below)) = theme.split_once(&format!("\n    {key}:\n")) else { return "" };
    let inside = |line: &&str| line.trim().is_empty() || line.starts_with("      ");
    let end = below.split_inclusive('\n').take_while(inside).map(str::len).sum();
    below.get(..end).unwrap_or_default().trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    /// Two themes of three lists, between a head and a tail.
    fn model() -> String {
        let theme = |title: &str, points: u32| {
            format!(
                "  - titre: {title}\n    points: {points}\n    capacites:\n      - {title}\n    \
                 annexes:\n      - a\n    questions:\n      - texte: |\n          {title}\n\n          ?\n"
            )
        };
        format!("tete: 1{DOSSIERS}{}\n{}{AFTER} ---\nfin: 2\n", theme("Un", 5), theme("Deux", 4))
    }

    #[test]
    fn themes_are_gathered_with_their_points_and_their_annexes() {
        expect![[r#"
            tete: 1
            dossiers:
              - titre: Connaître les visiteurs et la clientèle
                points: 9
                capacites:
                  - Un
                  - Deux
                annexes:
                  - a
                questions:
                  - texte: |
                      Un

                      ?
                  - texte: |
                      Deux

                      ?

            # --- La réflexion structurée ---
            fin: 2
        "#]]
        .assert_eq(&shared(&model(), Dossiers(1)));
    }

    #[test]
    fn as_many_dossiers_as_themes_are_the_model_itself() {
        assert_eq!(shared(&model(), Dossiers(2)), model());
        assert!(shared(PAPER, Dossiers(6)) == PAPER, "the model has themes of another form");
    }

    #[test]
    fn only_the_keys_of_the_subject_are_renamed() {
        let text = "titre: Ici\ndossiers:\n  - titre: Là\n";
        assert_eq!(renamed(text, "titre", "\"a: b\""), text.replace("Ici", "\"a: b\""));
    }
}
