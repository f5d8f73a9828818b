//! Worked computations: takes a formula and its scope, gives the same formula
//! in symbols and in figures, as [`Term`]s that a sheet can set.

mod calls;
mod term;
mod writer;

use std::cell::Cell;

pub use term::Term;

use super::evaluate::{Evaluator, MAX_STEPS};
use super::fault::FormulaFault;
use super::scope::Scope;
use super::syntax::Expr;
use super::value::Value;
use crate::number::Quantity;
use writer::{Mode, Writer};

/// A formula with the way to its result.
#[derive(Debug, Clone, PartialEq)]
pub struct Worked {
    /// The formula with the labels of its names.
    pub symbols: Term,
    /// The formula with their values; the symbols again when it makes a
    /// column.
    pub figures: Term,
    /// The value before the rounding that ends the formula, when there is one
    /// and it changes something.
    pub unrounded: Option<Quantity>,
    /// What the formula gives.
    pub result: Value,
}

/// Shows the way from a formula to its result.
///
/// # Errors
/// As [`evaluate`](super::evaluate) does.
pub fn worked(expr: &Expr, scope: &dyn Scope) -> Result<Worked, FormulaFault> {
    let steps = Cell::new(MAX_STEPS);
    let evaluator = Evaluator::new(scope, &steps);
    let result = evaluator.value(expr)?;
    let (symbols, _) = Writer::new(evaluator, Mode::Symbols).formula(expr)?;
    let (figures, unrounded) = match &result {
        Value::Column(_) | Value::Grid(_) => (symbols.clone(), None),
        _ => Writer::new(evaluator, Mode::Figures).formula(expr)?,
    };
    let unrounded = unrounded.filter(|before| match &result {
        Value::Number(after) => before.value != after.value,
        _ => true,
    });
    Ok(Worked { symbols, figures, unrounded, result })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::formula::sample::way;

    #[test]
    fn the_rounding_that_ends_a_formula_is_told_apart() {
        expect![[r"
              {Charge / Temps productif}
            = {102 h / 24 h}
            = 4,25
            = 5
        "]]
        .assert_eq(&way("plafond(charge ÷ temps_productif)"));
        expect![[r"
              {Charge / Temps productif}
            = {102 h / 24 h}
            = 4,25 téléacteurs
            = 5 téléacteurs
        "]]
        .assert_eq(&way("nombre_teleacteurs(charge; temps_productif)"));
        expect![[r"
              ⌈{Charge / Temps productif}⌉ × 2
            = ⌈{102 h / 24 h}⌉ × 2
            = 10
        "]]
        .assert_eq(&way("plafond(charge ÷ temps_productif) × 2"));
        expect![[r"
              Téléacteurs
            = 5 téléacteurs
            = 5 téléacteurs
        "]]
        .assert_eq(&way("plafond(téléacteurs)"));
    }

    #[test]
    fn a_function_of_the_field_shows_its_formula() {
        expect![[r"
              {Visiteurs 2022 − Visiteurs 2021 / Visiteurs 2021}
            = {5 000 − 8 000 / 8 000}
            = −37,5 %
        "]]
        .assert_eq(&way("taux_evolution(visiteurs_2021; visiteurs_2022)"));
        expect![[r"
              {Visiteurs 2022 + 2 − (Visiteurs 2021 − 1 000) / Visiteurs 2021 − 1 000}
            = {5 000 + 2 − (8 000 − 1 000) / 8 000 − 1 000}
            = −28,5 %
        "]]
        .assert_eq(&way("taux_evolution(visiteurs_2021 − 1000; visiteurs_2022 + 2)"));
        expect![[r"
              ({9 680 / Visiteurs 2021})^{{1 / 2}} − 1
            = ({9 680 / 8 000})^{{1 / 2}} − 1
            = 10 %
        "]]
        .assert_eq(&way("taux_croissance_annuel_moyen(visiteurs_2021; 9680; 2)"));
        expect![[r"
              somme(Promoteurs) − somme(Détracteurs)
            = 40 % + 30 % − (2 % + 2 % + 0 % + 1 % + 2 % + 4 % + 4 %)
            = 55 points
        "]]
        .assert_eq(&way("nps(somme(promoteurs); somme(detracteurs))"));
        expect![[r"
              produit(1 + liste(10 %; −20 %)) − 1
            = (1 + 10 %) × (1 + (−20 %)) − 1
            = −12 %
        "]]
        .assert_eq(&way("evolutions_successives(liste(10 %; -20 %))"));
    }

    #[test]
    fn a_sum_shows_its_lines() {
        expect![[r"
              somme(Nombre d’hébergements) × Validité
            = (345 + 997) × 95 %
            = 1 274,9
            = 1 275
        "]]
        .assert_eq(&way("plafond(somme(hebergements.nombre) × validite)"));
        expect![[r"
              somme(Nombre d’hébergements × (1 − Validité))
            = 345 × (1 − 95 %) + 997 × (1 − 95 %)
            = 67,1
        "]]
        .assert_eq(&way("somme(hebergements.nombre × (1 − validite))"));
        expect![[r"
              somme(Âge; Âge)
            = somme(…)
            = 772
        "]]
        .assert_eq(&way("somme(liste(clients.age; clients.age))"));
    }

    #[test]
    fn a_filter_shows_what_it_keeps() {
        expect![[r"
              moyenne(Score où 15 ≤ Âge ≤ 24)
            = {0 + 3 + 5 / 3}
            = 2,67
        "]]
        .assert_eq(&way("moyenne(filtre(clients.score; clients.age entre 15 et 24))"));
        expect![[r"
              nombre(Score où Âge < 25)
            = 3
            = 3
        "]]
        .assert_eq(&way("compter(filtre(clients.score; clients.age < 25))"));
    }

    #[test]
    fn columns_are_summed_up_by_the_lines_that_are_few() {
        expect![[r"
              maximum(Score) − minimum(Visiteurs 2021; Visiteurs 2022)
            = maximum(0; 16; 12; 16; 3; 16; 5; 7; 10; 14) − minimum(8 000; 5 000)
            = −4 984
        "]]
        .assert_eq(&way("max(clients.score) − min(visiteurs_2021; visiteurs_2022)"));
        expect![[r"
              ligne({Score / somme(Score)}; 2)
            = 0,16
            = 0,16
        "]]
        .assert_eq(&way("nieme(clients.score ÷ somme(clients.score); 2)"));
        expect![[r"
              somme({Score / somme(Nombre d’hébergements)})
            = {0 / 1 342} + {16 / 1 342} + {12 / 1 342} + {16 / 1 342} + {3 / 1 342} + {16 / 1 342} + {5 / 1 342} + {7 / 1 342} + {10 / 1 342} + {14 / 1 342}
            = 0,07
        "]].assert_eq(&way("somme(clients.score ÷ somme(hebergements.nombre))"));
        expect![[r"
              rang(Score)
            = rang(Score)
            = une colonne
        "]]
        .assert_eq(&way("rang(clients.score)"));
    }

    #[test]
    fn a_choice_shows_the_branch_taken() {
        expect![[r"
              si Charge > 100 h alors ⌈{Charge / 24 h}⌉ sinon 1
            = {102 h / 24 h}
            = 4,25
            = 5
        "]]
        .assert_eq(&way("si charge > 100 h alors plafond(charge ÷ 24 h) sinon 1"));
        expect![[r"
              si Charge > 100 h alors Charge × 2 sinon Charge
            = 102 h × 2
            = 204 h
        "]]
        .assert_eq(&way("si charge > 100 h alors charge × 2 sinon charge"));
    }

    #[test]
    fn what_was_not_computed_is_shown_in_symbols() {
        expect![[r"
              rien = 0 ou {brisé − rien / rien} > 2 %
            = 0 = 0 ou {brisé − rien / rien} > 2 %
            = vrai
        "]]
        .assert_eq(&way("rien = 0 ou taux_evolution(rien; brisé) > 2 %"));
        expect![[r"
              si rien = 0 alors 0 sinon {brisé − rien / rien}
            = 0
            = 0
        "]]
        .assert_eq(&way("si rien = 0 alors 0 sinon taux_evolution(rien; brisé)"));
    }

    #[test]
    fn signs_and_fences_stand_where_they_must() {
        expect![[r"
              Charge − (Temps productif − 3 h) × (−2)
            = 102 h − (24 h − 3 h) × (−2)
            = 144 h
        "]]
        .assert_eq(&way("charge − (temps_productif − 3 h) × -2"));
        expect![[r"
              (1 + Validité)^{2} × ({1 / 2})^{3} × Validité^{2}
            = (1 + 95 %)^{2} × ({1 / 2})^{3} × (95 %)^{2}
            = 0,43
        "]]
        .assert_eq(&way("(1 + validite)^2 × (1 ÷ 2)^3 × validite ^ 2"));
        expect![[r"
              |−3| + ⌊2,5⌋ + arrondi(2,25; 1) − (− (rien − 2))
            = |−3| + ⌊2,5⌋ + arrondi(2,25; 1) − (− (0 − 2))
            = 5,3
        "]]
        .assert_eq(&way("abs(-3) + plancher(2,5) + arrondi(2,25; 1) − -(rien − 2)"));
        expect![[r"
              1 ≤ rien ≤ 2 ou non (1 = 2 et vrai)
            = 1 ≤ 0 ≤ 2 ou non (1 = 2 et vrai)
            = vrai
        "]]
        .assert_eq(&way("rien entre 1 et 2 ou non (1 = 2 et vrai)"));
        expect![[r"
              16^{{1 / 2}} + (Visiteurs 2021 × 8)^{{1 / 3}}
            = 16^{{1 / 2}} + (8 000 × 8)^{{1 / 3}}
            = 44
        "]]
        .assert_eq(&way("racine(16) + racine(visiteurs_2021 × 8; 3)"));
    }

    #[test]
    fn dates_texts_and_scores_are_words() {
        expect![[r"
              jours entre(Début; 8 novembre 2025)
            = jours entre(1er janvier 2025; 8 novembre 2025)
            = 311 jours
        "]]
        .assert_eq(&way("jours_entre(debut; 2025-11-08)"));
        expect![[r#"
              jour  ⌈{60 000 € / 100 000 €} × 360⌉  à compter de  Début
            = jour  ⌈{60 000 € / 100 000 €} × 360⌉  à compter du 1er janvier 2025, en mois de 30 jours
            = 6 août 2025
        "#]]
        .assert_eq(&way("date_point_mort(60000 €; 100000 €; debut; 360)"));
        expect![[r#"
              jour  ⌈{60 000 € / 100 000 €} × 365⌉  à compter du 8 novembre 2025
            = jour  ⌈{60 000 € / 100 000 €} × 365⌉  à compter du 8 novembre 2025
            = 14 juin 2026
        "#]]
        .assert_eq(&way("date_point_mort(60000 €; 100000 €; 2025-11-08; 365)"));
        expect![[r"
              note(Grille de fréquence; {Téléacteurs / 1})
            = note(Grille de fréquence; {5 téléacteurs / 1})
            = 4
        "]]
        .assert_eq(&way("note(exemple; téléacteurs ÷ 1)"));
        expect![[r"
              il faut  & Téléacteurs
            = il faut  & 5 téléacteurs
            = il faut 5 téléacteurs
        "]]
        .assert_eq(&way("\"il faut \" & téléacteurs"));
    }

    #[test]
    fn formulas_within_formulas_do_not_grow_without_end() {
        let nested = |depth: usize| {
            let (open, close) = ("taux_evolution(2 %; ".repeat(depth), ")".repeat(depth));
            way(&format!("{open}validite{close}")).len()
        };
        assert!(nested(40) < 20_000, "{}", nested(40));
        let sums = "somme(clients.score ÷ ".repeat(30);
        assert!(way(&format!("{sums}2{}", ")".repeat(30))).len() < 20_000);
    }
}
