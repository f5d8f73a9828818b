//! The story of reports: what many draws of a small paper show.

use expect_test::expect;

use super::*;
use crate::diagnostic::Faults;
use crate::sheet::value_text;
use crate::variants::trial::Trial;

fn found(lines: &str, draws: u32) -> (Trial, Stress) {
    let trial = Trial::new(lines);
    let stress = stress(&trial.plan(), &Key::public(), 2026, draws);
    (trial, stress)
}

fn visible(text: &str) -> String {
    text.replace('\u{a0}', "_").replace('\u{202f}', "'")
}

fn cases(lines: &str) -> Vec<(Flaw, String)> {
    let (_, stress) = found(lines, 300);
    stress.cases.into_iter().map(|case| (case.flaw, case.name)).collect()
}

#[test]
fn a_person_reads_a_table() {
    let (_, stress) = found(
        "validite: {de: 90 %, a: 98 %, pas: 1 %}
         duree_appel: {parmi: [3 min, 4 min, 5 min]}
         prix: {de: 10 €, a: 40 €, pas: 5 €}
         contraintes: ['teleacteurs entre 5 et 9', 'ventes >= 30']
         equite: {meme_ordre: [ventes]}
         seuils: {refus: 90 %, distinctes: 1000, degeneres: 100 %}",
        2_000,
    );
    expect![[r#"
        25-NDRCU5-P : 2'000 tirages, graine 2026
          72 variantes différentes ; 6'464 essais, 38,1_% refusés, 42,1_% au pire

        paramètres
                       min    max  valeurs
          validite      90   98_%        9
          duree_appel    4  5_min        2
          prix          15   30_€        4

        résultats
                           min  1er quartile   médiane  3e quartile            max  valeurs
          contacts       1'208         1'235     1'262        1'289          1'316        9  ▇█▇▇█▇███
          charge       80_h_32       84_h_08  100_h_40     105_h_10       109_h_40       18  ▇▆▇▇▇▇███▇█▆▇▇▇▇██
          teleacteurs        5             5         6            6  6_téléacteurs        2  ██
          ventes         33,33         33,33        40        66,67          66,67        4  █▇██
          cout            0,76          0,78      0,79         0,81         0,83_€        9  ███▇█▇▇█▇

        contraintes
          refuse   seule
          33,5_%  33,5_%  teleacteurs entre 5 et 9
          27,9_%  27,9_%  ventes >= 30
          14,2_%  14,2_%  même ordre de grandeur : ventes

        cas dégénérés : aucun

        ✓ essais refusés : 42,1_%, au plus 90_%
        ✗ variantes différentes : 72, au moins 1'000
        ✓ tirages dégénérés : 0_%, au plus 100_%
    "#]].assert_eq(&visible(&stress.to_text()));
    assert!(!stress.passed());
}

#[test]
fn a_parameter_is_told_as_it_was_drawn() {
    let (_, stress) = found(
        "depart: {de: 2025-03-03, a: 2025-03-31, pas: 7 j}
         lieu: {noms: [prenom, remise], parmi: [[Jade, 24 €], [Léa, 26 €], [Hugo, 24 €]]}
         fichiers: {echantillon: [[Meuse, 345], [Vosges, 997], [Moselle, 610]]}
         sondage.part: {somme: 100 %, pas: 10 %}
         prix: {de: 10 €, a: 40 €, pas: 5 €}
         contraintes: ['prix <= 25 €']",
        500,
    );
    let told = |Parameter { name, distinct, cut, range }: &Parameter| {
        let range = range.as_ref().map(|range| range.each_ref().map(|end| value_text(end, None)));
        format!("{name} : {distinct} {cut} {range:?}\n")
    };
    let told: String = stress.parameters.iter().map(told).collect();
    expect![[r#"
        depart : 5 false Some([Some("3\u{a0}mars 2025"), Some("31\u{a0}mars 2025")])
        lieu : 3 false None
        fichiers.departement : 3 false None
        fichiers.nombre : 3 false Some([Some("345"), Some("997")])
        sondage.part : 11 false Some([Some("0\u{a0}%"), Some("100\u{a0}%")])
        prix : 4 false Some([Some("10\u{a0}€"), Some("25\u{a0}€")])
    "#]]
    .assert_eq(&visible(&told));
}

#[test]
fn programs_read_json_and_reports() {
    let (_, stress) = found(
        "prix: {parmi: [20 €, 25 €]}
         seuils: {distinctes: 3}",
        10,
    );
    expect![[r#"
        {"version":1,"subject":"25-NDRCU5-P","seed":2026,"draws":10,"replay":"corrige stress --seed 2026 --replay","tries":0,"refused":0,"distinct":2,"degenerate":0,"passed":false,"parameters":[{"name":"prix","distinct":2,"cut":false,"min":{"exact":"20","shown":"20_€"},"max":{"exact":"25","shown":"25_€"}}],"results":[{"name":"ventes","label":"ventes","lines":null,"distinct":2,"cut":false,"numbers":{"min":{"exact":"40","shown":"40"},"first_quartile":{"exact":"40","shown":"40"},"median":{"exact":"50","shown":"50"},"third_quartile":{"exact":"50","shown":"50"},"max":{"exact":"50","shown":"50"},"bars":[{"from":{"exact":"40","shown":"40"},"count":4},{"from":{"exact":"50","shown":"50"},"count":6}]},"words":[]}],"constraints":[],"cases":[],"failures":{"count":0,"first":[]},"thresholds":[{"name":"distinctes","limit":"3","found":"2","holds":false}]}
    "#]]
    .assert_eq(&visible(&stress.to_json()));
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites>
          <testsuite name="25-NDRCU5-P" tests="2" failures="1" skipped="0">
            <testcase classname="25-NDRCU5-P" name="tirages"/>
            <testcase classname="25-NDRCU5-P" name="variantes différentes : au moins 3">
              <failure message="variantes différentes : 2, graine 2026"/>
            </testcase>
            <system-out>25-NDRCU5-P : 10 tirages, graine 2026
          2 variantes différentes ; sans contrainte

        paramètres
                min   max  valeurs
          prix   20  25_€        2

        résultats
                  min  1er quartile  médiane  3e quartile  max  valeurs
          ventes   40            40       50           50   50        2  ▆█

        cas dégénérés : aucun

        ✗ variantes différentes : 2, au moins 3
        </system-out>
          </testsuite>
        </testsuites>
    "#]]
    .assert_eq(&visible(&junit(&[stress])));
}

#[test]
fn shares_of_refusals_are_those_of_all_combinations() {
    let (_, stress) = found(
        "budget: {de: 100 €, a: 1000 €, pas: 100 €}
         contraintes: ['ventes > 20', 'ventes < 50', 'budget > 200 €']",
        3_000,
    );
    let near = |count: u64, share: f64| {
        #[expect(clippy::cast_precision_loss, reason = "a share to a hundredth")]
        let found = count as f64 / stress.tries as f64;
        assert!((found - share).abs() < 0.02, "{found} is not about {share}");
    };
    // Ventes: 5, 10, 15, … 50.
    near(stress.refused, 0.5);
    near(stress.refusals[0].refused, 0.4);
    near(stress.refusals[0].alone, 0.2);
    near(stress.refusals[1].alone, 0.1);
    near(stress.refusals[2].alone, 0.0);
}

#[test]
fn results_of_zero_are_degenerate() {
    let found = cases("budget: {parmi: [0 €, 1000 €, 900 €]}");
    assert!(found.contains(&(Flaw::Zero, "ventes".to_owned())), "{found:?}");
}

#[test]
fn fewer_than_none_is_degenerate() {
    let found = cases("duree_appel: {parmi: [-4 min, 4 min]}");
    assert!(found.contains(&(Flaw::Negative, "teleacteurs".to_owned())), "{found:?}");
    assert!(!found.iter().any(|(_, name)| name == "charge"), "time may be owed");
}

#[test]
fn a_half_to_round_is_degenerate() {
    // 101 € ÷ 8 € = 12,625, shown with two decimals.
    let found = cases("{prix: {parmi: [8 €, 10 €]}, budget: {parmi: [101 €, 100 €]}}");
    assert!(found.contains(&(Flaw::Half, "ventes".to_owned())), "{found:?}");
    // 25 € ÷ 4 € = 6,25, rounded to one decimal by its formula.
    let found = cases("remise: {parmi: [25 €, 24 €]}");
    assert_eq!(found, [(Flaw::Half, "part".to_owned())]);
    assert!(cases("remise: {parmi: [26 €, 24 €]}").is_empty());
}

#[test]
fn a_difference_that_the_page_hides_is_degenerate() {
    // 1275 contacts and 1275,004 sales.
    let found = cases(
        "validite: {parmi: [95 %, 96 %]}
         budget: {parmi: [1275004 €, 1000 €]}
         prix: {parmi: [1000 €, 20 €]}",
    );
    assert!(found.contains(&(Flaw::Hidden, "contacts, ventes".to_owned())), "{found:?}");
}

#[test]
fn equals_are_degenerate_where_order_matters() {
    let drawn = "fichiers.nombre: {de: 300, a: 303, pas: 1}";
    assert!(cases(drawn).iter().all(|(flaw, _)| *flaw != Flaw::Tie));
    let found = cases(&format!("{drawn}\ncontraintes: ['premier(trier(fichiers.nombre)) > 0']"));
    assert!(found.contains(&(Flaw::Tie, "fichiers.nombre".to_owned())), "{found:?}");
}

#[test]
fn a_bad_draw_can_be_dealt_again() {
    let (trial, stress) = found("budget: {parmi: [0 €, 1000 €, 900 €]}", 50);
    let plan = trial.plan();
    let mut dealer = plan.dealer(&Key::public(), 2026);
    let zeros = stress.cases.iter().find(|case| case.name == "ventes").expect("zeros");
    for draw in &zeros.draws.first {
        let (pupil, attempt) = dealt(*draw);
        let again = dealer.deal(pupil, attempt).expect("a variant");
        assert_eq!(visible(&trial.shown(&again)), "budget=0_€");
    }
}

/// A budget that may be nothing, and a rebate whose share is rounded at a half.
const HARMLESS: &str = "
    budget: {parmi: [0 €, 1000 €, 900 €]}
    remise: {parmi: [25 €, 24 €, 10 €]}
    seuils: {degeneres: 0 %, admis: [\
    {cas: zero, raison: une campagne sans budget se commente}, \
    {cas: moitie-exacte, valeurs: [part], raison: la règle d’arrondi est donnée}, \
    {cas: ex-aequo, raison: deux fichiers égaux ne se classent pas}, \
    {cas: zero, valeurs: [charge], raison: nul ne s’en étonne}]}";

#[test]
fn harmless_cases_are_admitted_with_their_reasons() {
    let (trial, stress) = found(HARMLESS, 10_000);
    let text = visible(&stress.to_text());
    let told = text.split_once("cas dégénérés").map_or("", |(_, told)| told);
    expect![[r#"
         : aucun

        cas admis
          33,3_%  cout : vaut 0                    tirages 4, 6, 8, 9, 11…  une campagne sans budget se commente
          33,3_%  ventes : vaut 0                  tirages 4, 6, 8, 9, 11…  une campagne sans budget se commente
          33,2_%  part : moitié exacte à arrondir  tirages 3, 5, 6, 8, 12…  la règle d’arrondi est donnée

        ✓ tirages dégénérés : 0_%, au plus 0_%

        pour revoir un tirage : corrige stress --seed 2026 --replay 4
    "#]].assert_eq(told);
    assert!(stress.passed());
    assert_eq!(stress.degenerate, 0);
    expect![[r#"
        [{"flaw":"zero","name":"cout","admitted":"une campagne sans budget se commente","draws":{"count":3331,"first":[4,6,8,9,11]}},{"flaw":"zero","name":"ventes","admitted":"une campagne sans budget se commente","draws":{"count":3331,"first":[4,6,8,9,11]}},{"flaw":"moitie-exacte","name":"part","admitted":"la règle d’arrondi est donnée","draws":{"count":3318,"first":[3,5,6,8,12]}}],"failures":{"count":0,"first":[]},"thresholds":[{"name":"degeneres","limit":"0 %","found":"0 %","holds":true}]}
    "#]].assert_eq(stress.to_json().split("\"cases\":").nth(1).unwrap_or_default());
    // Neither a case that never happens nor one that was not looked for long.
    let faults: Faults = stress.faults().into_iter().collect();
    expect![[r#"
        avertissement[admission-inutile] : aucun des 10 000 tirages n’est dans ce cas
          --> essai.yaml:43:179
           |
        42 | ...
        43 | ... [part], raison: la règle d’arrondi est donnée}, {cas: ex-aequo, raison: deux fichiers égaux ne se classent pas}, {cas: zero, val...
           |                                                           ^^^^^^^^ admis ici
    "#]].assert_eq(&trial.told(faults));
    assert_eq!(found(HARMLESS, 9_999).1.faults(), []);
}

#[test]
fn a_report_says_how_to_see_a_draw_again() {
    let (_, stress) = found("budget: {parmi: [0 €, 1000 €, 900 €]}", 50);
    let stress =
        Stress { replay: "corrige stress essai --seed 2026 --replay".to_owned(), ..stress };
    let text = visible(&stress.to_text());
    let told = text.split_once("cas dégénérés").map_or("", |(_, told)| told);
    expect![[r#"
         : 26_% des tirages
          26_%  cout : vaut 0    tirages 4, 6, 8, 9, 11…
          26_%  ventes : vaut 0  tirages 4, 6, 8, 9, 11…

        pour revoir un tirage : corrige stress essai --seed 2026 --replay 4
    "#]]
    .assert_eq(told);
}

#[test]
fn numbers_of_draws_go_on_beyond_those_of_pupils() {
    assert_eq!(dealt(1), (1, Attempt::Drawn(0)));
    assert_eq!(dealt(PUPILS + 3), (3, Attempt::Drawn(1)));
    assert_eq!(dealt(MOST_DRAWS), (PUPILS - 1, Attempt::Drawn(1023)));
}

#[test]
fn the_same_seed_shows_the_same() {
    let lines = "fichiers.nombre: {autour: 25 %, pas: 1}";
    assert_eq!(found(lines, 100).1, found(lines, 100).1);
}
