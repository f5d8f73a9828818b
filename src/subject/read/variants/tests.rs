//! What each rule of `variantes` becomes.

use expect_test::{Expect, expect};

use super::value::told;
use crate::formula::Value;
use crate::number::exact_text;
use crate::subject::variants::{Cell, Domain, Draw, Flaw, Rule, Variants};
use crate::subject::{Subject, sample};

/// A paper whose data are varied by what follows.
const PAPER: &str = "
examen: BTS
epreuve: E5
session: 2025
titre: Essai
duree: 1 h
total: 1
dossiers:
  - titre: Un dossier
    points: 1
    questions: [{enonce: A, points: 1, bareme: [{points: 1, libelle: x}], corrige: Oui}]
donnees:
  validite: 95 %
  duree: 4 min
  agents: 5 téléacteurs
  prenom: Camille
  accord: e
  debut: 2025-03-10
  budget: 512 €
  seuil: 50 €
  oui_ou_non: oui
  pour: 70 %
  contre: 30 %
  clients:
    colonnes: {age: {unite: ans}, achat: Achat, nom: Nom}
    lignes: [[18, 2024-01-03, Ana], [20, 2024-02-10, Bob]]
variantes:
";

fn varied(variants: &str) -> (Subject, Variants) {
    let mut subject = sample(&format!("{PAPER}  {}", variants.trim_start()));
    let variants = subject.variants.take().expect("variants");
    (subject, variants)
}

/// Shows the draws of the parameters, one a line.
fn check(variants: &str, expected: &Expect) {
    let (_, variants) = varied(variants);
    let mut lines = String::new();
    for parameter in &variants.parameters {
        let name = &parameter.name.value;
        match &parameter.rule {
            Rule::Drawn(draws) => {
                lines.extend(draws.iter().map(|draw| format!("{name}: {}\n", shown(draw))));
            }
            Rule::Derived { datum, formula } => {
                lines.extend([format!("{name}: {datum} = {}\n", formula.text)]);
            }
        }
    }
    expected.assert_eq(&lines.replace(['\u{a0}', '\u{202f}'], " "));
}

fn shown(draw: &Draw) -> String {
    let cells = draw.cells.iter().map(|cell| match cell {
        Cell::Datum(rank) => rank.to_string(),
        Cell::Entry { table, column, row } => format!("{table}/{column}/{row}"),
    });
    let row = |values: &Vec<Value>| values.iter().map(told).collect::<Vec<_>>().join("+");
    let rows = |rows: &[Vec<Value>]| rows.iter().map(row).collect::<Vec<_>>().join(", ");
    let domain = match &draw.domain {
        Domain::Steps { first, step, count } => {
            format!("{count} from {} by {}", told(first), exact_text(step))
        }
        Domain::Choice { alternatives, weights } => format!("{} {weights:?}", rows(alternatives)),
        Domain::Order { items } => format!("order of {}", rows(items)),
        Domain::Shares { parts, total, part } => {
            format!("{total} × {} in {parts:?}", told(part))
        }
    };
    format!("[{}] {domain}", cells.collect::<Vec<_>>().join(" "))
}

#[test]
fn a_range_goes_by_steps_in_base_units() {
    check(
        "
  validite: {de: 90 %, a: 98 %, pas: 2 %}
  duree: {de: 180 s, a: 5 min, pas: 30 s}
  agents: {de: 3, a: 9, pas: 1}
  debut: {de: 2025-03-03, a: 2025-03-31, pas: 7 j}
",
        &expect![[r"
            validite: [0] 5 from 90 % by 1/50
            duree: [1] 5 from 3 min by 30
            agents: [2] 7 from 3 téléacteurs by 1
            debut: [5] 5 from 3 mars 2025 by 7
        "]],
    );
}

#[test]
fn around_the_written_value_stand_multiples_of_the_step() {
    check(
        "
  budget: {autour: 20 %, pas: 50 €}
  duree: {autour: 1 min, pas: 1 min}
  debut: {autour: 10 j, pas: 7 j}
  clients.age: {autour: 10 %, pas: 1}
",
        &expect![[r"
            budget: [6] 4 from 450 € by 50
            duree: [1] 3 from 3 min by 60
            debut: [5] 3 from 3 mars 2025 by 7
            clients.age: [0/0/0] 3 from 17 ans by 1
            clients.age: [0/0/1] 5 from 18 ans by 1
        "]],
    );
}

#[test]
fn alternatives_are_read_like_what_they_replace() {
    check(
        "
  prenom: {parmi: [Camille, Sacha], poids: [2, 1]}
  oui_ou_non: {parmi: [oui, non]}
  clients.achat: {parmi: [2024-01-03, 4 mars 2024], lignes: [2]}
",
        &expect![[r"
            prenom: [3] Camille, Sacha [2, 1]
            oui_ou_non: [8] oui, non []
            clients.achat: [0/1/1] 3 janvier 2024, 4 mars 2024 []
        "]],
    );
}

#[test]
fn data_that_go_together_are_drawn_at_once() {
    check(
        r#"
  profil: {noms: [prenom, accord], parmi: [[Camille, e], [Paul, ""]]}
  avis: {noms: [pour, contre], somme: 100 %, pas: 5 %, de: 20 %}
"#,
        &expect![[r"
            profil: [3 4] Camille+e, Paul+ []
            avis: [9 10] 20 × 5 % in [4..=20, 4..=20]
        "]],
    );
}

#[test]
fn orders_fill_columns_and_tables() {
    check(
        "
  clients.nom: {echantillon: [Ana, Bob, Chloé]}
  clients.age: {permutation: oui}
  clients: {echantillon: [[18, 2024-01-03, Ana], [30, 2024-02-10, Zoé], [40, 2024-03-01, Max]]}
",
        &expect![[r"
            clients.nom: [0/2/0 0/2/1] order of Ana, Bob, Chloé
            clients.age: [0/0/0 0/0/1] order of 18 ans, 20 ans
            clients: [0/0/0 0/1/0 0/2/0 0/0/1 0/1/1 0/2/1] order of 18 ans+3 janvier 2024+Ana, 30 ans+10 février 2024+Zoé, 40 ans+1er mars 2024+Max
        "]],
    );
}

#[test]
fn a_derived_parameter_keeps_its_formula() {
    check(
        "
  seuil: {formule: plafond(budget ÷ 10)}
",
        &expect![[r"
            seuil: 7 = plafond(budget ÷ 10)
        "]],
    );
}

#[test]
fn demands_are_read_beside_the_parameters() {
    let (_, variants) = varied(
        "
  contraintes: [\"budget > 100 €\", budget < 900 €]
  equite: {meme_signe: [budget], memes_arrondis: [seuil]}
  seuils:
    refus: 60 %
    distinctes: 1000
    admis: {cas: zero, valeurs: [budget, seuil], raison: un écart nul se commente}
",
    );
    let constraints: Vec<_> = variants.constraints.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(constraints, ["budget > 100 €", "budget < 900 €"]);
    let likenesses: Vec<_> = variants
        .fairness
        .iter()
        .map(|one| (format!("{:?}", one.likeness), &*one.formula.text))
        .collect();
    assert_eq!(likenesses, [("Sign".into(), "budget"), ("Rounding".into(), "seuil")]);
    let thresholds = variants.thresholds;
    assert_eq!(thresholds.refusals.map(|share| exact_text(&share.value)), Some("3/5".into()));
    assert_eq!(thresholds.distinct.map(|count| count.value), Some(1000));
    assert_eq!(thresholds.degenerate, None);
    let [admission] = thresholds.admitted.as_slice() else { panic!("one admission") };
    assert_eq!(admission.reason, "un écart nul se commente");
    assert!(admission.admits(Flaw::Zero, &["budget"]));
    assert!(admission.admits(Flaw::Zero, &["seuil", "budget"]));
    assert!(!admission.admits(Flaw::Zero, &["seuil", "marge"]));
    assert!(!admission.admits(Flaw::Half, &["budget"]));
}
