//! Constraints that nothing, or next to nothing, satisfies: takes a plan, gives
//! faults that say how often each refuses, on which values, and which to
//! loosen.

mod probe;

use probe::{Probe, Range};

use super::Key;
use super::draw::{Care, MOST_TRIES};
use super::plan::{Check, Group, Plan};
use super::tally::Tally;
use super::words::{number, percent};
use crate::diagnostic::Fault;

/// Guilty formulas that are shown.
const SHOWN: usize = 6;

/// Tries each group: tells of those that are never accepted and of those that
/// seldom are, and counts what refuses.
pub(super) fn foresee(plan: &Plan) -> (Vec<Fault>, Vec<Tally>) {
    let mut told = Vec::new();
    let mut tallies = Vec::new();
    for (rank, group) in plan.groups.iter().enumerate() {
        let probe = Probe::new(plan, rank, group);
        let Tally { tries, accepted, .. } = probe.tally;
        if accepted == 0 {
            let fault = Fault::error("contraintes-impossibles", never(&probe));
            told.push(explain(fault, group, &probe));
        } else if accepted * 100 < tries {
            let share = percent(accepted, tries);
            let message = format!("{share} seulement des essais respectent les contraintes");
            told.push(explain(Fault::warning("contraintes-serrees", message), group, &probe));
        }
        tallies.push(probe.tally);
    }
    (told, tallies)
}

/// Tells that a group, or what rests on several, was refused at every try.
pub(super) fn refused(plan: &Plan, rank: usize) -> Fault {
    let tries = number(u64::from(MOST_TRIES));
    let Some(group) = plan.groups.get(rank) else { return broken(plan) };
    let message = format!("les {tries} essais d’un tirage ont tous été refusés");
    let probe = Probe::new(plan, rank, group);
    explain(Fault::error("tirage-refuse", message), group, &probe)
}

fn never(probe: &Probe) -> String {
    let constraints = (0..64).any(|check| probe.tally.refused(check) > 0);
    let (verb, what) =
        if constraints { ("respecte", "les contraintes") } else { ("permet", "tous les calculs") };
    match (probe.whole, probe.tally.tries) {
        (true, 1) => format!("la seule combinaison possible ne {verb} pas {what}"),
        (true, tries) => {
            format!("aucune des {} combinaisons possibles ne {verb} {what}", number(tries))
        }
        (false, tries) => format!("aucun des {} essais ne {verb} {what}", number(tries)),
    }
}

/// Adds the guilty formulas, what to loosen and a few refused tries.
fn explain(fault: Fault, group: &Group, probe: &Probe) -> Fault {
    let tally = &probe.tally;
    let mut guilty: Vec<_> = group
        .checks
        .iter()
        .zip(&probe.ranges)
        .enumerate()
        .map(|(rank, (check, ranges))| (tally.refused(rank), rank, check, ranges))
        .filter(|(refused, ..)| *refused > 0)
        .collect();
    guilty.sort_by_key(|(refused, rank, ..)| (std::cmp::Reverse(*refused), *rank));
    let fault = guilty.iter().take(SHOWN).fold(fault, |fault, (refused, _, check, ranges)| {
        fault.at(check.span, label(*refused, tally, check, ranges))
    });
    let fault = tally.broken().fold(fault, |fault, (definition, count)| {
        let Some(named) = group.work.names.get(definition) else { return fault };
        let share = percent(count, tally.tries);
        fault.at(named.span, format!("n’a pas de valeur dans {share} des essais"))
    });
    let ranks: Vec<_> = guilty.iter().map(|(_, rank, ..)| *rank).collect();
    let fault = match loosen(group, tally, &ranks) {
        Some(help) => fault.help(help),
        None => fault,
    };
    probe.refused.iter().fold(fault, |fault, values| fault.help(format!("essai refusé : {values}")))
}

fn label(refused: u64, tally: &Tally, check: &Check, ranges: &[Range]) -> String {
    let title = check.title.map(|title| format!("{title} : ")).unwrap_or_default();
    let mut label = format!("{title}refuse {} des essais", percent(refused, tally.tries));
    for words in ranges.iter().filter_map(Range::words) {
        label.push_str(" ; ");
        label.push_str(&words);
    }
    label
}

/// Says which formula, or else which two, to do without.
fn loosen(group: &Group, tally: &Tally, guilty: &[usize]) -> Option<String> {
    let singles = guilty.iter().map(|check| vec![*check]);
    let pairs = guilty
        .iter()
        .enumerate()
        .flat_map(|(rank, one)| guilty.iter().skip(rank + 1).map(|other| vec![*one, *other]));
    let best = |ways: &mut dyn Iterator<Item = Vec<usize>>| {
        let freed = ways.map(|way| (tally.without(&way), way));
        // The first of the best: it refuses most.
        let best = freed.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.filter(|(freed, _)| *freed > tally.accepted)
    };
    let (freed, way) = best(&mut singles.into_iter()).or_else(|| best(&mut pairs.into_iter()))?;
    let names: Vec<_> =
        way.iter().filter_map(|check| group.checks.get(*check)).map(quoted).collect();
    let share = percent(freed, tally.tries);
    Some(format!("sans {}, {share} des essais seraient acceptés", names.join(" ni ")))
}

fn quoted(check: &Check) -> String {
    match check.title {
        Some(title) => format!("« {title} : {} »", check.text),
        None => format!("« {} »", check.text),
    }
}

/// Tells which result that rests on several groups has no value.
fn broken(plan: &Plan) -> Fault {
    let mut tally = Tally::default();
    let mut dealer = plan.dealer(&Key::public(), 0);
    let _ = dealer.settle(0, 0, Care::Quick, &mut |_, rank, verdict| {
        if rank == plan.groups.len() {
            tally.add(verdict);
        }
    });
    let fault = Fault::error("tirage-refuse", "aucun essai ne permet tous les calculs");
    tally.broken().fold(fault, |fault, (definition, count)| {
        let named = plan.joint.as_ref().and_then(|work| work.names.get(definition));
        let Some(named) = named else { return fault };
        let share = percent(count, tally.tries);
        fault.at(named.span, format!("n’a pas de valeur dans {share} des essais"))
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::variants::trial::Trial;

    fn told(lines: &str) -> String {
        let trial = Trial::new(lines);
        match trial.planned(None) {
            Ok(plan) => plan.warnings().iter().map(|fault| trial.told(fault.clone())).collect(),
            Err(faults) => trial.told(faults),
        }
    }

    #[test]
    fn impossible_constraints_are_told_with_what_to_loosen() {
        expect![[r#"
            avertissement[contrainte-fausse-ici] : le sujet tel qu’il est écrit ne respecte pas cette contrainte
              --> essai.yaml:43:18
               |
            42 |   duree_appel: {parmi: [3 min, 4 min, 5 min]}
            43 |   contraintes: ['teleacteurs entre 8 et 9', 'contacts > 1000']
               |                  ^^^^^^^^^^^^^^^^^^^^^^^^ fausse avec les valeurs écrites

            erreur[contraintes-impossibles] : aucune des 27 combinaisons possibles ne respecte les contraintes
              --> essai.yaml:43:18
               |
            42 |   duree_appel: {parmi: [3 min, 4 min, 5 min]}
            43 |   contraintes: ['teleacteurs entre 8 et 9', 'contacts > 1000']
               |                  ^^^^^^^^^^^^^^^^^^^^^^^^ refuse 100 % des essais ; teleacteurs y va de 4 à 6 téléacteurs
               |
               = aide : sans « teleacteurs entre 8 et 9 », 100 % des essais seraient acceptés
               = aide : essai refusé : validite = 90 % ; duree_appel = 3 min ; teleacteurs = 4 téléacteurs
               = aide : essai refusé : validite = 90 % ; duree_appel = 4 min ; teleacteurs = 5 téléacteurs
        "#]].assert_eq(&told(
            "validite: {de: 90 %, a: 98 %, pas: 1 %}
             duree_appel: {parmi: [3 min, 4 min, 5 min]}
             contraintes: ['teleacteurs entre 8 et 9', 'contacts > 1000']",
        ));
    }

    #[test]
    fn constraints_that_exclude_each_other_are_told_together() {
        expect![[r#"
            avertissement[contrainte-fausse-ici] : le sujet tel qu’il est écrit ne respecte pas cette contrainte
              --> essai.yaml:42:18
               |
            41 |   fichiers.nombre: {de: 1, a: 2000, pas: 1}
            42 |   contraintes: ['contacts < 1000', 'contacts > 2000', 'cout > 0 €']
               |                  ^^^^^^^^^^^^^^^ fausse avec les valeurs écrites

            erreur[contraintes-impossibles] : aucun des 20 000 essais ne respecte les contraintes
              --> essai.yaml:42:18
               |
            41 |   fichiers.nombre: {de: 1, a: 2000, pas: 1}
            42 |   contraintes: ['contacts < 1000', 'contacts > 2000', 'cout > 0 €']
               |                  ^^^^^^^^^^^^^^^    --------------- refuse 55,4 % des essais ; contacts y va de 31 à 3 789
               |                  |
               |                  refuse 86,2 % des essais ; contacts y va de 31 à 3 789
               |
               = aide : sans « contacts < 1000 », 44,6 % des essais seraient acceptés
               = aide : essai refusé : fichiers.nombre (ligne 1) = 798 ; fichiers.nombre (ligne 2) = 1 860 ; contacts = 2 526
               = aide : essai refusé : fichiers.nombre (ligne 1) = 1 819 ; fichiers.nombre (ligne 2) = 1 538 ; contacts = 3 190

            avertissement[contrainte-fausse-ici] : le sujet tel qu’il est écrit ne respecte pas cette contrainte
              --> essai.yaml:42:37
               |
            41 |   fichiers.nombre: {de: 1, a: 2000, pas: 1}
            42 |   contraintes: ['contacts < 1000', 'contacts > 2000', 'cout > 0 €']
               |                                     ^^^^^^^^^^^^^^^ fausse avec les valeurs écrites
        "#]].assert_eq(&told(
            "fichiers.nombre: {de: 1, a: 2000, pas: 1}
             contraintes: ['contacts < 1000', 'contacts > 2000', 'cout > 0 €']",
        ));
    }

    #[test]
    fn constraints_that_refuse_nearly_all_are_a_warning() {
        expect![[r#"
            avertissement[contrainte-fausse-ici] : le sujet tel qu’il est écrit ne respecte pas cette contrainte
              --> essai.yaml:42:18
               |
            41 |   fichiers.nombre: {de: 1, a: 2000, pas: 1}
            42 |   contraintes: ['contacts entre 1300 et 1310']
               |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ fausse avec les valeurs écrites
            avertissement[contraintes-serrees] : 0,6 % seulement des essais respectent les contraintes
              --> essai.yaml:42:18
               |
            41 |   fichiers.nombre: {de: 1, a: 2000, pas: 1}
            42 |   contraintes: ['contacts entre 1300 et 1310']
               |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ refuse 99,5 % des essais ; contacts y va de 65 à 3 789
               |
               = aide : sans « contacts entre 1300 et 1310 », 100 % des essais seraient acceptés
               = aide : essai refusé : fichiers.nombre (ligne 1) = 798 ; fichiers.nombre (ligne 2) = 1 860 ; contacts = 2 526
               = aide : essai refusé : fichiers.nombre (ligne 1) = 1 819 ; fichiers.nombre (ligne 2) = 1 538 ; contacts = 3 190
        "#]].assert_eq(&told(
            "fichiers.nombre: {de: 1, a: 2000, pas: 1}
             contraintes: ['contacts entre 1300 et 1310']",
        ));
    }

    #[test]
    fn a_result_that_has_no_value_is_told() {
        expect![[r#"
            erreur[contraintes-impossibles] : aucune des 2 combinaisons possibles ne permet tous les calculs
              --> essai.yaml:27:3
               |
            26 |   teleacteurs: {formule: plafond(charge ÷ 20 h), unite: téléacteurs}
            27 |   ventes: budget ÷ prix
               |   ^^^^^^ n’a pas de valeur dans 100 % des essais
            28 |   part: arrondi(remise ÷ 4 €; 1)
               |
        "#]].assert_eq(&told(
            "remise: {parmi: [5 €, 10 €]}
             prix: {formule: remise − remise}",
        ));
    }

    #[test]
    fn a_constraint_on_the_only_value_is_told() {
        let told = told(
            "prix: {formule: budget ÷ 50}
             contraintes: ['prix > 20 €']",
        );
        let message = "la seule combinaison possible ne respecte pas les contraintes";
        assert!(told.contains(message), "{told}");
    }

    #[test]
    fn what_is_no_constraint_is_told() {
        expect![[r#"
            erreur[type-inattendu] : une contrainte est vraie ou fausse
              --> essai.yaml:42:18
               |
            41 |   prix: {parmi: [10 €, 20 €]}
            42 |   contraintes: ['prix', 'fichiers.nombre > 3', 'duree_appel = 4 min', 'duree_appel = 5 min', 'prix < 15 €']
               |                  ^^^^ ceci est un nombre
            43 |   equite: {meme_signe: [prenom], memes_arrondis: [ventes]}
               |
               = aide : une contrainte compare deux valeurs : x > 0

            erreur[type-inattendu] : une contrainte est vraie ou fausse
              --> essai.yaml:42:26
               |
            41 |   prix: {parmi: [10 €, 20 €]}
            42 |   contraintes: ['prix', 'fichiers.nombre > 3', 'duree_appel = 4 min', 'duree_appel = 5 min', 'prix < 15 €']
               |                          ^^^^^^^^^^^^^^^^^^^ ceci est une colonne
            43 |   equite: {meme_signe: [prenom], memes_arrondis: [ventes]}
               |
               = aide : pour chaque ligne d’une colonne : tous(…)

            avertissement[contrainte-inutile] : cette contrainte est toujours vraie
              --> essai.yaml:42:49
               |
            41 |   prix: {parmi: [10 €, 20 €]}
            42 |   contraintes: ['prix', 'fichiers.nombre > 3', 'duree_appel = 4 min', 'duree_appel = 5 min', 'prix < 15 €']
               |                                                 ^^^^^^^^^^^^^^^^^^^ aucun paramètre ne la change
            43 |   equite: {meme_signe: [prenom], memes_arrondis: [ventes]}
               |

            erreur[contrainte-impossible] : cette contrainte n’est jamais vraie
              --> essai.yaml:42:72
               |
            41 |   prix: {parmi: [10 €, 20 €]}
            42 |   contraintes: ['prix', 'fichiers.nombre > 3', 'duree_appel = 4 min', 'duree_appel = 5 min', 'prix < 15 €']
               |                                                                        ^^^^^^^^^^^^^^^^^^^ aucun paramètre ne la change
            43 |   equite: {meme_signe: [prenom], memes_arrondis: [ventes]}
               |

            avertissement[contrainte-fausse-ici] : le sujet tel qu’il est écrit ne respecte pas cette contrainte
              --> essai.yaml:42:95
               |
            41 |   prix: {parmi: [10 €, 20 €]}
            42 |   contraintes: ['prix', 'fichiers.nombre > 3', 'duree_appel = 4 min', 'duree_appel = 5 min', 'prix < 15 €']
               |                                                                                               ^^^^^^^^^^^ fausse avec les valeurs écrites
            43 |   equite: {meme_signe: [prenom], memes_arrondis: [ventes]}
               |

            avertissement[contrainte-inutile] : ce résultat ne change jamais
              --> essai.yaml:43:25
               |
            42 |   contraintes: ['prix', 'fichiers.nombre > 3', 'duree_appel = 4 min', 'duree_appel = 5 min', 'prix < 15 €']
            43 |   equite: {meme_signe: [prenom], memes_arrondis: [ventes]}
               |                         ^^^^^^ aucun paramètre ne le change

            erreur[sans-arrondi] : « ventes » n’est pas arrondi
              --> essai.yaml:43:51
               |
            42 |   contraintes: ['prix', 'fichiers.nombre > 3', 'duree_appel = 4 min', 'duree_appel = 5 min', 'prix < 15 €']
            43 |   equite: {meme_signe: [prenom], memes_arrondis: [ventes]}
               |                                                   ^^^^^^ aucun arrondi n’entoure ce calcul
               |
               = aide : nommez un résultat dont la formule commence par plafond, plancher ou arrondi
        "#]].assert_eq(&told(
            "prix: {parmi: [10 €, 20 €]}
             contraintes: ['prix', 'fichiers.nombre > 3', 'duree_appel = 4 min', 'duree_appel = 5 min', 'prix < 15 €']
             equite: {meme_signe: [prenom], memes_arrondis: [ventes]}",
        ));
    }
}
