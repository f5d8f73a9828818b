//! What formulas give, and what their authors are told.

use expect_test::expect;

use super::*;
use crate::formula::sample::{shown, table, way};
use crate::formula::{ALREADY_TOLD, parse};

#[test]
fn the_call_centre_of_2023_needs_five() {
    assert_eq!(shown("plafond(charge ÷ temps_productif)"), "5");
    assert_eq!(shown("charge ÷ temps_productif"), "4,25");
    assert_eq!(shown("plafond(somme(hebergements.nombre) × validite)"), "1\u{202f}275");
}

#[test]
fn the_score_of_promoters_of_2025_is_55() {
    assert_eq!(shown("nps(somme(promoteurs); somme(detracteurs))"), "55\u{a0}points");
}

#[test]
fn columns_go_line_by_line() {
    assert_eq!(shown("hebergements.nombre × 2"), "[690 ; 1\u{202f}994]");
    assert_eq!(shown("plafond(hebergements.nombre ÷ 10)"), "[35 ; 100]");
    assert_eq!(shown("taux_evolution(hebergements.nombre; 345)"), "[0\u{a0}% ; −65,4\u{a0}%]");
    assert_eq!(shown("moyenne(filtre(clients.score; clients.age entre 15 et 24))"), "2,67");
    assert_eq!(shown("moyenne(filtre(clients.score; non clients.age entre 15 et 24))"), "13");
}

#[test]
fn a_choice_guards_each_line() {
    assert_eq!(
        shown("joindre(si(clients.score > 0; arrondi(160 ÷ clients.score); 0))"),
        "0, 10, 13, 10, 53, 10, 32, 23, 16 et 11"
    );
    assert_eq!(
        shown("nieme(si clients.score > 0 alors clients.score ÷ max(clients.score) sinon 0; 2)"),
        "1"
    );
    assert_eq!(
        shown("nieme(si clients.score > 0 alors taux_evolution(clients.score; 8) sinon 0 %; 2)"),
        "−50\u{a0}%"
    );
}

#[test]
fn what_a_condition_excludes_is_not_computed() {
    assert_eq!(shown("rien ≠ 0 et 1 ÷ rien > 2"), "faux");
    assert_eq!(shown("rien = 0 ou 1 ÷ rien > 2"), "vrai");
    assert_eq!(shown("si rien = 0 alors 0 sinon 1 ÷ rien"), "0");
}

#[test]
fn an_unknown_name_is_told_with_the_nearest() {
    expect![[r#"
        charge ÷ teleacteur
                 ^^^^^^^^^^ aucune valeur ne porte ce nom
        nom-inconnu : le nom « teleacteur » n’est pas défini
        aide : vouliez-vous dire « téléacteurs » ?
    "#]]
    .assert_eq(&shown("charge ÷ teleacteur"));
    expect![[r#"
        2 × nps
            ^^^ aucune valeur ne porte ce nom
        nom-inconnu : le nom « nps » n’est pas défini
        aide : pour appeler la fonction, écrivez nps(promoteurs; detracteurs)
    "#]]
    .assert_eq(&shown("2 × nps"));
}

#[test]
fn a_division_by_zero_shows_what_is_zero() {
    expect![[r"
        charge ÷ rien
                 ^^^^ « rien » vaut 0
        division-par-zero : division par zéro
        aide : écartez ce cas avec « si » avant de diviser
    "]]
    .assert_eq(&shown("charge ÷ rien"));
    expect![[r"
        taux_evolution(rien; charge ÷ 1 h)
                       ^^^^ ceci vaut 0
        division-par-zero : division par zéro
        aide : écartez ce cas avec « si » avant de diviser
    "]]
    .assert_eq(&shown("taux_evolution(rien; charge ÷ 1\u{a0}h)"));
    expect![[r"
        100 ÷ clients.score
              ^^^^^^^^^^^^^ « clients.score » vaut 0, à la ligne 1
        division-par-zero : division par zéro
        aide : écartez ce cas avec « si » avant de diviser
    "]]
    .assert_eq(&shown("100 ÷ clients.score"));
}

#[test]
fn units_that_do_not_agree_are_told() {
    expect![[r#"
        3 + (charge − validite)
            ^^^^^^^^^^^^^^^^^^^ ces unités ne vont pas ensemble
        unites-differentes : on ne peut pas faire la différence entre une durée en « h » et un pourcentage
        aide : pour diminuer un nombre d’un pourcentage, multipliez-le par (1 − pourcentage)
    "#]].assert_eq(&shown("3 + (charge − validite)"));
    expect![[r#"
        validite > 50
        ^^^^^^^^^^^^^ ces unités ne vont pas ensemble
        unites-differentes : on ne peut pas comparer un pourcentage et un nombre sans unité
        aide : écrivez « 50 % » si c’est bien l’unité voulue
    "#]]
    .assert_eq(&shown("validite > 50"));
}

#[test]
fn values_of_the_wrong_kind_are_told() {
    expect![[r"
        somme(charge)
              ^^^^^^ ceci est un nombre
        type-inattendu : « somme » attend une colonne
        aide : écrivez somme(colonne)
    "]]
    .assert_eq(&shown("somme(charge)"));
    expect![[r"
        -debut
         ^^^^^ ceci est une date
        type-inattendu : le signe − attend un nombre
    "]]
    .assert_eq(&shown("-debut"));
    expect![[r#"
        "deux" × 2
        ^^^^^^ ceci est un texte
        type-inattendu : « × » attend deux nombres
    "#]]
    .assert_eq(&shown("\"deux\" × 2"));
    expect![[r"
        si charge alors 1 sinon 2
           ^^^^^^ ceci est un nombre
        type-inattendu : « si » attend une condition
        aide : une condition compare deux valeurs : x > 0
    "]]
    .assert_eq(&shown("si charge alors 1 sinon 2"));
    expect![[r"
        arrondi(charge; 1,5)
                        ^^^
        type-inattendu : « arrondi » attend un nombre entier de −12 à 12
    "]]
    .assert_eq(&shown("arrondi(charge; 1,5)"));
}

#[test]
fn columns_of_different_lengths_are_told() {
    expect![[r"
        clients.age + hebergements.nombre
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        longueurs-differentes : les colonnes n’ont pas le même nombre de lignes : 10 et 2
        aide : une opération ligne à ligne demande des colonnes du même tableau
    "]]
    .assert_eq(&shown("clients.age + hebergements.nombre"));
}

#[test]
fn an_empty_column_is_told_where_it_was_filtered() {
    expect![[r"
        1 + moyenne(filtre(clients.score; clients.age > 99))
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ aucune ligne n’est retenue ici
        colonne-vide : « moyenne » ne peut rien tirer d’une colonne vide
    "]]
    .assert_eq(&shown("1 + moyenne(filtre(clients.score; clients.age > 99))"));
}

#[test]
fn a_name_that_failed_is_silent() {
    let fault = evaluate(&parse("1 + brisé").unwrap(), &table()).unwrap_err();
    assert_eq!((fault.id, fault.range), (ALREADY_TOLD, 4..10));
}

#[test]
fn powers_beyond_measure_are_refused() {
    expect![[r"
        10 ^ 5000
        ^^^^^^^^^
        calcul-impossible : cet exposant ne peut pas servir
        aide : l’exposant est un nombre sans unité, entier ou fraction simple, de 1000 au plus
    "]]
    .assert_eq(&shown("10 ^ 5000"));
}

#[test]
fn endless_work_is_refused() {
    let scope = table();
    let expr = parse("somme(clients.score × 2)").unwrap();
    let spend = |steps| Evaluator::new(&scope, &Cell::new(steps)).value(&expr);
    assert_eq!(spend(24), evaluate(&expr, &scope));
    assert_eq!(spend(23).unwrap_err().id, "calcul-trop-long");
}

#[test]
fn the_deepest_formula_leaves_the_stack_standing() {
    let (open, close) = ("abs(".repeat(60), ")".repeat(60));
    let deep = format!("{open}1{}{close}", " + 1".repeat(39));
    // Half of what a thread has, with the frames of a build that is not optimised.
    let stack = std::thread::Builder::new().stack_size(1 << 20);
    let thread = stack.spawn(move || (shown(&deep), way(&deep))).unwrap();
    let (value, way) = thread.join().unwrap();
    assert_eq!(value, "40");
    assert!(way.ends_with("= 40\n"));
}
