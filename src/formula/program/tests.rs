//! The story of two papers: a call centre whose file is drawn anew, customers
//! whose purchases are, and what happens when a draw goes astray.

use std::sync::Arc;

use super::Memory;
use super::sample::{Around, Written, date, number, numbers, words};
use crate::formula::sample::{quantity, table};
use crate::formula::{ALREADY_TOLD, Class, Grid, Limit, Value};
use crate::number::Quantity;

/// How many people it takes to call the lodgings of two counties.
fn call_centre() -> (Written, Vec<(&'static str, Value)>, Around) {
    let written = Written::new(&[
        // Written before what it needs.
        "teleacteurs (téléacteurs) : nombre_teleacteurs(charge; capacite)",
        "fichier_meuse (établissements) : \
         somme(filtre(hebergements.nombre; hebergements.departement = \"Meuse\"))",
        "fichier_vosges (établissements) : \
         somme(filtre(hebergements.nombre; hebergements.departement = \"Vosges\"))",
        "fichier : fichier_meuse + fichier_vosges",
        "contacts (contacts) : contacts_exploitables(fichier; validite)",
        "appels (appels) : appels_a_passer(contacts; appels_par_contact)",
        "charge (min) : appels × duree_appel",
        "capacite (min) : temps_productif(35 h; 7 h; 8 × duree_pause; 4 × 20 min)",
    ]);
    let inputs = vec![
        ("hebergements.nombre", numbers(&["208", "72", "43", "22", "640", "126", "155", "76"])),
        ("validite", number("95 %")),
        ("appels_par_contact", number("1,2")),
        ("duree_appel", number("4 min")),
        ("duree_pause", number("20 min")),
    ];
    let counties = ["Meuse"; 4].into_iter().chain(["Vosges"; 4]).collect::<Vec<_>>();
    (written, inputs, Around(vec![("hebergements.departement", words(&counties))]))
}

fn fast(memory: &Memory) -> bool {
    memory.told.is_none()
}

#[test]
fn a_new_file_needs_other_callers() {
    let (written, inputs, around) = call_centre();
    let program = written.compile(&inputs, &around).unwrap();
    let mut memory = program.memory();
    let value = |memory: &Memory, name| memory.value(written.rank(name));
    program.run(&mut memory).unwrap();
    assert_eq!(value(&memory, "contacts"), number("1275 contacts"));
    assert_eq!(value(&memory, "charge"), number("6120 min"));
    assert_eq!(value(&memory, "teleacteurs"), number("5 téléacteurs"));

    memory.set(0, 4, &number("1640"));
    memory.set(3, 0, &number("3 min"));
    program.run(&mut memory).unwrap();
    assert_eq!(value(&memory, "fichier"), number("2342 établissements"));
    assert_eq!(value(&memory, "charge"), number("8010 min"));
    assert_eq!(value(&memory, "teleacteurs"), number("6 téléacteurs"));
    assert_eq!(memory.small(written.rank("charge")), Some((8010 * 60, 1)));
    assert!(fast(&memory));
}

#[test]
fn small_numbers_are_all_it_takes() {
    let (written, inputs, around) = call_centre();
    let program = written.compile(&inputs, &around).unwrap();
    let plan = &program.memory().plan;
    assert!(plan.cells.is_empty(), "whole values are made");
    // The departments are known: the lines are chosen once for all.
    assert_eq!(plan.ops.len(), 13);
}

#[test]
fn a_draw_that_goes_astray_is_the_affair_of_the_tree() {
    let (written, inputs, around) = call_centre();
    let program = written.compile(&inputs, &around).unwrap();
    let mut memory = program.memory();
    // Time in hours, where minutes were promised.
    memory.set(3, 0, &number("1 h"));
    program.run(&mut memory).unwrap();
    assert!(!fast(&memory));
    assert_eq!(memory.value(written.rank("charge")), number("91800 min"));
    // Beyond any machine word.
    memory.set(3, 0, &number("4 min"));
    memory.set(0, 0, &number("99999999999999999999"));
    program.run(&mut memory).unwrap();
    assert!(!fast(&memory));
    assert_eq!(memory.small(written.rank("fichier_meuse")), None);
    // Breaks that leave no time for calls.
    memory.set(0, 0, &number("208"));
    memory.set(4, 0, &number("200 min"));
    let (rank, fault) = program.run(&mut memory).unwrap_err();
    assert_eq!((rank, fault.id), (written.rank("teleacteurs"), "division-par-zero"));
    // And back on the road.
    memory.set(4, 0, &number("20 min"));
    program.run(&mut memory).unwrap();
    assert!(fast(&memory));
    assert_eq!(memory.value(written.rank("teleacteurs")), number("5 téléacteurs"));
}

/// Scores customers, then looks at those of an age.
fn customers() -> (Written, Vec<(&'static str, Value)>, Around) {
    let columns = Written::within(
        Some(("clients", 4)),
        &[
            "clients.recence : mois_entre(dernier_achat; date_etude)",
            "clients.note_recence : note(grille_recence; recence)",
            "clients.note_montant : note(grille_montant; montant)",
            "clients.total : score_rfm(note_recence; 4; note_montant)",
        ],
    );
    let cells = Written::new(&[
        "cible : filtre(clients.total; clients.age >= age_min et clients.age <= 24)",
        "faibles : filtre(cible; cible <= 5)",
        "effectif (clients) : compter(cible)",
        "moyenne_cible : moyenne(cible)",
        "meilleur : max(cible)",
        "faible : tous(cible <= 5)",
        "rangs : rang(clients.total)",
        "valeurs : compter(distincts(clients.total))",
        "milieu : mediane(clients.total)",
    ]);
    let inputs = vec![
        ("clients.age", numbers(&["18", "52", "20", "24"])),
        (
            "clients.dernier_achat",
            Value::column(["2023-02-25", "2025-03-08", "2025-01-31", "2024-05-02"].map(date)),
        ),
        ("clients.montant", numbers(&["29 €", "486 €", "100 €", "299 €"])),
        ("age_min", number("15")),
    ];
    let class = |from: Option<&str>, to: Option<&str>, score: i64| {
        let limit = |inclusive| move |text: &str| Limit { value: quantity(text), inclusive };
        Class {
            from: from.map(limit(true)),
            to: to.map(limit(false)),
            score: Quantity::whole(score),
        }
    };
    let grid = |low: &'static str, high: &'static str, scores: [i64; 3]| {
        let classes = vec![
            class(None, Some(low), scores[0]),
            class(Some(low), Some(high), scores[1]),
            class(Some(high), None, scores[2]),
        ];
        Value::Grid(Arc::new(Grid {
            name: "grille".into(),
            label: String::new(),
            classes,
            whole: false,
        }))
    };
    let around = Around(vec![
        ("date_etude", date("2025-04-01")),
        ("grille_recence", grid("6 mois", "18 mois", [5, 3, 0])),
        ("grille_montant", grid("100 €", "300 €", [0, 3, 5])),
    ]);
    (columns.and(cells), inputs, around)
}

#[test]
fn customers_are_scored_and_chosen() {
    let (written, inputs, around) = customers();
    let program = written.compile(&inputs, &around).unwrap();
    let mut memory = program.memory();
    let value = |memory: &Memory, name| memory.value(written.rank(name));
    program.run(&mut memory).unwrap();
    assert_eq!(value(&memory, "clients.total"), numbers(&["4", "14", "12", "10"]));
    assert_eq!(value(&memory, "cible"), numbers(&["4", "12", "10"]));
    assert_eq!(value(&memory, "effectif"), number("3 clients"));
    assert_eq!(memory.small(written.rank("moyenne_cible")), Some((26, 3)));
    assert_eq!(value(&memory, "rangs"), numbers(&["4", "1", "2", "3"]));
    assert_eq!(memory.truth(written.rank("faible")), Some(false));

    memory.set(1, 1, &date("2024-05-02"));
    memory.set(0, 2, &number("61"));
    memory.set(0, 3, &number("10"));
    program.run(&mut memory).unwrap();
    assert_eq!(value(&memory, "cible"), numbers(&["4"]));
    assert_eq!(memory.truth(written.rank("faible")), Some(true));
    assert_eq!(value(&memory, "rangs"), numbers(&["4", "1", "1", "3"]));
    assert_eq!(value(&memory, "valeurs"), number("3"));
    assert_eq!(value(&memory, "milieu"), number("11"));
    assert!(fast(&memory));

    // A customer who left the first choice is not in the second.
    memory.set(0, 0, &number("61"));
    memory.set(0, 1, &number("20"));
    program.run(&mut memory).unwrap();
    assert_eq!(value(&memory, "cible"), numbers(&["12"]));
    assert_eq!(value(&memory, "faibles"), numbers(&[]));
    assert!(fast(&memory));

    // Nobody of that age: there is no mean.
    memory.set(3, 0, &number("90"));
    let (rank, fault) = program.run(&mut memory).unwrap_err();
    assert_eq!((rank, fault.id), (written.rank("moyenne_cible"), "colonne-vide"));
}

#[test]
fn a_branch_that_is_not_taken_cannot_fail() {
    let written = Written::new(&[
        "part : si nombre = 0 alors 0 sinon 12 ÷ nombre",
        "parts : si colonne = 0 alors 0 sinon 12 ÷ colonne",
        "prudent : nombre ≠ 0 et 12 ÷ nombre > 2",
        "retenus : 12 ÷ filtre(colonne; colonne > 0)",
    ]);
    let inputs = [("nombre", number("4")), ("colonne", numbers(&["3", "0", "6"]))];
    let program = written.compile(&inputs, &table()).unwrap();
    let mut memory = program.memory();
    memory.set(0, 0, &number("0"));
    program.run(&mut memory).unwrap();
    assert_eq!(memory.value(0), number("0"));
    assert_eq!(memory.value(1), numbers(&["4", "0", "2"]));
    assert_eq!(memory.truth(2), Some(false));
    assert_eq!(memory.value(3), numbers(&["4", "2"]));
    assert!(fast(&memory));
}

#[test]
fn a_unit_that_hangs_on_a_value_is_that_of_the_tree() {
    let written = Written::new(&[
        "gain : max(0; marge)",
        "total : bonus + taux",
        "racines : racine(marge ÷ 1 €)",
        "texte : \"gain : \" & marge",
    ]);
    let inputs = [("marge", number("4 €")), ("bonus", number("0")), ("taux", number("5 %"))];
    let program = written.compile(&inputs, &table()).unwrap();
    let mut memory = program.memory();
    for (marge, bonus, gain, total) in
        [("4 €", "0", "4 €", "5 %"), ("9 €", "1", "9 €", "1,05"), ("0 €", "0", "0", "5 %")]
    {
        memory.set(0, 0, &number(marge));
        memory.set(1, 0, &number(bonus));
        program.run(&mut memory).unwrap();
        assert_eq!(memory.value(0), number(gain));
        assert_eq!(memory.value(1), number(total));
        assert!(fast(&memory), "whole values are no reason to start again");
    }
    memory.set(0, 0, &number("2 €"));
    program.run(&mut memory).unwrap();
    assert!(matches!(memory.value(2), Value::Number(root) if root.approximate));
    assert_eq!(memory.value(3), Value::Text("gain : 2\u{a0}€".to_owned()));
    memory.set(1, 0, &number("50"));
    assert_eq!(program.run(&mut memory).unwrap_err().1.id, "unites-differentes");
}

#[test]
fn results_take_the_unit_that_is_declared() {
    let written = Written::new(&[
        "duree (min) : nombre",
        "heures (h) : duree",
        "part (%) : nombre ÷ 8",
        "gain (points) : part",
        "mots (%) : \"aucune unité\" & nombre",
        "faux_pas (€) : duree",
    ]);
    let program = written.compile(&[("nombre", number("4"))], &table()).unwrap();
    let mut memory = program.memory();
    memory.set(0, 0, &number("6"));
    // Time is not money.
    let (rank, fault) = program.run(&mut memory).unwrap_err();
    assert_eq!((rank, fault.id), (5, "unite-incompatible"));
    let written = Written(written.0.into_iter().take(5).collect());
    let program = written.compile(&[("nombre", number("4"))], &table()).unwrap();
    let mut memory = program.memory();
    memory.set(0, 0, &number("6"));
    program.run(&mut memory).unwrap();
    assert!(fast(&memory));
    let values: Vec<Value> = (0..4).map(|rank| memory.value(rank)).collect();
    assert_eq!(Value::column(values), numbers(&["6 min", "0,1 h", "75 %", "75 points"]));
}

#[test]
fn the_sum_of_no_line_has_no_unit() {
    let written = Written::new(&["gros : somme(filtre(montants; montants > seuil))"]);
    let inputs = [("montants", numbers(&["20 €", "90 €"])), ("seuil", number("50 €"))];
    let program = written.compile(&inputs, &table()).unwrap();
    let mut memory = program.memory();
    program.run(&mut memory).unwrap();
    assert!(fast(&memory));
    assert_eq!(memory.value(0), number("90 €"));
    memory.set(1, 0, &number("100 €"));
    program.run(&mut memory).unwrap();
    assert_eq!(memory.value(0), number("0"));
}

#[test]
fn definitions_that_need_each_other_are_refused() {
    let written = Written::new(&["a : b + 1", "b : c", "c : 2 × a"]);
    let (rank, fault) = written.compile(&[], &table()).err().unwrap();
    assert_eq!((rank, fault.id, fault.range), (2, "calcul-circulaire", 5..6));
}

#[test]
fn a_name_that_fails_fails_at_each_run() {
    let written = Written::new(&["bon : nombre + 1", "mauvais : brisé + nombre"]);
    let program = written.compile(&[("nombre", number("1"))], &table()).unwrap();
    let (rank, fault) = program.run(&mut program.memory()).unwrap_err();
    assert_eq!((rank, fault.id), (1, ALREADY_TOLD));
    let written = Written::new(&["mauvais : chrage + nombre"]);
    let program = written.compile(&[("nombre", number("1"))], &table()).unwrap();
    let (_, fault) = program.run(&mut program.memory()).unwrap_err();
    assert!(fault.help.is_some_and(|help| help.contains("charge")));
}

#[test]
fn a_run_goes_as_far_as_it_is_asked() {
    let (written, inputs, around) = call_centre();
    let program = written.compile(&inputs, &around).unwrap();
    let (mut memory, mut whole) = (program.memory(), program.memory());
    memory.set(0, 4, &number("1640"));
    program.begin(&mut memory);
    assert!(program.advance(&mut memory, written.rank("contacts")));
    assert_eq!(memory.value(written.rank("contacts")), number("2225 contacts"));
    // Contacts do not rest on the length of a call: there is time to set it.
    memory.set(3, 0, &number("3 min"));
    assert!(program.advance(&mut memory, written.rank("fichier")), "that has been done");
    assert!(program.finish(&mut memory));
    whole.set(0, 4, &number("1640"));
    whole.set(3, 0, &number("3 min"));
    program.run(&mut whole).unwrap();
    for name in ["teleacteurs", "charge", "appels", "fichier"] {
        assert_eq!(memory.value(written.rank(name)), whole.value(written.rank(name)), "{name}");
    }
}

#[test]
fn a_run_stops_where_small_numbers_cannot_tell() {
    let (written, inputs, around) = call_centre();
    let program = written.compile(&inputs, &around).unwrap();
    let mut memory = program.memory();
    memory.set(4, 0, &number("0 km"));
    program.begin(&mut memory);
    assert!(!program.advance(&mut memory, written.rank("contacts")));
}
