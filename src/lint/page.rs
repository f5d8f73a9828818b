//! Pages of the rules: takes a rule, gives the text that a person reads.

use super::{Lint, Mends, all};

/// Writes the page that explains a rule.
#[must_use]
pub fn page(lint: &Lint) -> String {
    let Lint { id, summary, reason, wrong, mended, .. } = lint;
    let mends = match lint.mends {
        Mends::Safely => {
            "La correction est sûre : « corrige check --fix » la fait dans le fichier."
        }
        Mends::No => "La correction est à votre main : elle dépend de ce que vous vouliez dire.",
    };
    let text = format!(
        "{id}\n\n{summary}\n\n{reason}\n\nÀ corriger :\n\n{}\n\nCorrigé :\n\n{}\n\n{mends}\n\n\
         Pour ne plus voir cette remarque dans un sujet, dites pourquoi :\n\n{}\n",
        indented(wrong),
        indented(mended),
        indented(&format!("relecture:\n  ignorer:\n    {id}: la raison, en quelques mots")),
    );
    spaced(&text)
}

/// Lists every rule, one a line.
#[must_use]
pub fn list() -> String {
    let widest = all().iter().map(|lint| lint.id.len()).max().unwrap_or_default();
    let lines = all().iter().map(|lint| {
        let (id, summary) = (lint.id, lint.summary.trim_end_matches('.'));
        format!("{id:widest$}  {summary}\n")
    });
    spaced(&lines.collect::<String>())
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

/// Puts no-break spaces inside guillemets.
fn spaced(text: &str) -> String {
    text.replace("« ", "«\u{a0}").replace(" »", "\u{a0}»")
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::find;
    use super::*;

    #[test]
    fn a_page_says_why_and_shows_both() {
        expect![[r#"
            mot-double

            Un mot est écrit deux fois de suite.

            C’est le plus souvent la trace d’une phrase remaniée. Les répétitions voulues (« nous nous », « faire faire », « très très ») ne sont pas signalées.

            À corriger :

                enonce: Calculer le taux de de rebond du site.

            Corrigé :

                enonce: Calculer le taux de rebond du site.

            La correction est sûre : « corrige check --fix » la fait dans le fichier.

            Pour ne plus voir cette remarque dans un sujet, dites pourquoi :

                relecture:
                  ignorer:
                    mot-double: la raison, en quelques mots
        "#]]
        .assert_eq(&find("mot-double").map(page).unwrap_or_default().replace('\u{a0}', " "));
    }

    #[test]
    fn the_list_has_a_line_for_each_rule() {
        assert_eq!(list().lines().count(), all().len());
        assert!(list().lines().all(|line| line.contains("  ")));
    }
}
