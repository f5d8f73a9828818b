//! What the parser reads, and what it refuses.

use expect_test::expect;
use proptest::prelude::*;

use super::*;
use crate::formula::sample::picture;

/// Writes the tree with all its parentheses.
fn tree(expr: &Expr) -> String {
    match &expr.kind {
        Kind::Literal(value) => value.to_text().unwrap_or_default(),
        Kind::Name(name) => name.clone(),
        Kind::Parameter(rank) => format!("#{rank}"),
        Kind::Negate(inner) => format!("(−{})", tree(inner)),
        Kind::Not(inner) => format!("(non {})", tree(inner)),
        Kind::Binary(operator, left, right) => {
            format!("({} {} {})", tree(left), operator.sign(), tree(right))
        }
        Kind::Between(a, b, c) => format!("({} ≤ {} ≤ {})", tree(b), tree(a), tree(c)),
        Kind::If(a, b, c) => format!("(si {} alors {} sinon {})", tree(a), tree(b), tree(c)),
        Kind::Call(function, arguments) => {
            let arguments: Vec<_> = arguments.iter().map(tree).collect();
            format!("{}({})", function.name(), arguments.join("; "))
        }
    }
}

pub(super) fn read(text: &str) -> String {
    match parse(text) {
        Ok(expr) => tree(&expr),
        Err(faults) => faults.iter().map(|fault| picture(text, fault)).collect(),
    }
}

#[test]
fn signs_bind_as_they_do_on_paper() {
    assert_eq!(read("a + b × c ^ 2 − d"), "((a + (b × (c ^ 2))) − d)");
    assert_eq!(read("-a^2 * -b"), "((−(a ^ 2)) × (−b))");
    assert_eq!(read("2^3^2"), "(2 ^ (3 ^ 2))");
    assert_eq!(read("a / b / c"), "((a ÷ b) ÷ c)");
    assert_eq!(read("(a + b) · c"), "((a + b) × c)");
}

#[test]
fn conditions_bind_more_loosely_than_sums() {
    assert_eq!(read("a + 1 > b et non c = d ou e"), "((((a + 1) > b) et (non (c = d))) ou e)");
    assert_eq!(read("a entre 1 et b + 2 et c"), "((1 ≤ a ≤ (b + 2)) et c)");
    assert_eq!(read("\"n° \" & a + 1 = t"), "((n°  & (a + 1)) = t)");
}

#[test]
fn a_choice_is_written_two_ways() {
    assert_eq!(read("si(a > 1; b; c)"), "(si (a > 1) alors b sinon c)");
    assert_eq!(read("si (a > 1) et d alors b sinon c + 1"), read("si((a > 1) et d; b; c + 1)"));
    assert_eq!(read("1 + si(a; b; c) × 2"), "(1 + ((si a alors b sinon c) × 2))");
}

#[test]
fn calls_hold_arguments_between_semicolons() {
    assert_eq!(read("arrondi(somme(t.n) × 1,5; 2)"), "arrondi((somme(t.n) × 1,5); 2)");
}

#[test]
fn names_come_in_the_order_of_the_text() {
    let expr = parse("b + somme(t.a) ÷ b").unwrap();
    assert_eq!(expr.names(), [("b", 0..1), ("t.a", 10..13), ("b", 18..19)]);
}

#[test]
fn a_comma_between_arguments_is_told() {
    expect![[r#"
        nps(promoteurs, detracteurs)
                      ^ attendu ici : « ; »
        formule-virgule : la virgule ne sépare pas les arguments d’une fonction
        aide : écrivez nps(promoteurs; detracteurs)
    "#]]
    .assert_eq(&read("nps(promoteurs, detracteurs)"));
}

#[test]
fn a_missing_sign_is_told() {
    expect![[r"
        2 (a + b)
          ^ attendu ici : un opérateur ou la fin de la formule
        formule-syntaxe : « ( » ne peut pas suivre ce qui précède
        aide : une multiplication s’écrit avec ×
    "]]
    .assert_eq(&read("2 (a + b)"));
}

#[test]
fn words_that_cannot_follow_are_told() {
    expect![[r#"
        1 000 + 1
          ^^^ attendu ici : la fin du nombre
        formule-syntaxe : « 000 » ne peut pas suivre ce qui précède
        aide : les chiffres d’un nombre se touchent : 1000
    "#]]
    .assert_eq(&read("1 000 + 1"));
    expect![[r"
        et a
        ^^ attendu ici : un nombre, un nom ou une fonction
        formule-syntaxe : une formule ne peut pas commencer par « et »
    "]]
    .assert_eq(&read("et a"));
}

#[test]
fn a_formula_that_stops_is_told() {
    expect![[r"
        charge ÷ 
                ^ attendu ici : un nombre, un nom ou une fonction
        formule-syntaxe : la formule s’arrête trop tôt
    "]]
    .assert_eq(&read("charge ÷ "));
    expect![[r"
 
        ^ attendu ici : un nombre, un nom ou une fonction
        formule-syntaxe : la formule est vide
    "]]
    .assert_eq(&read(""));
    expect![[r"
        plafond(charge
               ^
        formule-syntaxe : la parenthèse ouverte ici n’est pas fermée
        aide : ajoutez « ) » où elle se ferme
    "]]
    .assert_eq(&read("plafond(charge"));
    expect![[r"
        charge)
              ^ aucune parenthèse n’est ouverte ici
        formule-syntaxe : « ) » ne peut pas suivre ce qui précède
    "]]
    .assert_eq(&read("charge)"));
}

#[test]
fn two_comparisons_at_once_are_told() {
    expect![[r"
        15 <= age <= 24
                  ^^ une seule comparaison à la fois
        formule-syntaxe : « <= » ne peut pas suivre ce qui précède
        aide : écrivez « x entre a et b », ou reliez deux comparaisons par « et »
    "]]
    .assert_eq(&read("15 <= age <= 24"));
}

#[test]
fn half_a_choice_is_told() {
    expect![[r"
        si a > 1 alors b
                        ^ attendu ici : « sinon »
        formule-syntaxe : la formule s’arrête trop tôt
        aide : écrivez « si … alors … sinon … »
    "]]
    .assert_eq(&read("si a > 1 alors b"));
}

#[test]
fn misspelt_functions_and_wrong_counts_are_told_together() {
    expect![[r#"
        Plafonds(x) + nps(x) + arrondi(1; 2; 3) + min() + si(a; b)
        ^^^^^^^^ aucune fonction ne porte ce nom
        fonction-inconnue : la fonction « Plafonds » n’existe pas
        aide : vouliez-vous dire « plafond » ?
        Plafonds(x) + nps(x) + arrondi(1; 2; 3) + min() + si(a; b)
                      ^^^^^^
        nombre-d-arguments : « nps » attend 2 arguments et en reçoit 1
        aide : écrivez nps(promoteurs; detracteurs)
        Plafonds(x) + nps(x) + arrondi(1; 2; 3) + min() + si(a; b)
                               ^^^^^^^^^^^^^^^^
        nombre-d-arguments : « arrondi » attend de 1 à 2 arguments et en reçoit 3
        aide : écrivez arrondi(x; [decimales])
        Plafonds(x) + nps(x) + arrondi(1; 2; 3) + min() + si(a; b)
                                                  ^^^^^
        nombre-d-arguments : « min » attend au moins 1 argument et en reçoit 0
        aide : écrivez min(colonne; …)
        Plafonds(x) + nps(x) + arrondi(1; 2; 3) + min() + si(a; b)
                                                          ^^^^^^^^
        nombre-d-arguments : « si » attend 3 arguments et en reçoit 2
        aide : écrivez si(condition; valeur_si_vrai; valeur_si_faux)
    "#]]
    .assert_eq(&read("Plafonds(x) + nps(x) + arrondi(1; 2; 3) + min() + si(a; b)"));
}

#[test]
fn long_and_deep_formulas_are_refused() {
    let first = |text: &str| parse(text).unwrap_err().remove(0).id;
    assert_eq!(first(&"1 + ".repeat(2_000)), "formule-trop-longue");
    assert_eq!(first(&format!("1{}", "+1".repeat(501))), "formule-trop-longue");
    assert_eq!(first(&format!("1{}", "+1".repeat(100))), "formule-trop-profonde");
    assert_eq!(first(&format!("{}1{}", "(".repeat(65), ")".repeat(65))), "formule-trop-profonde");
    assert_eq!(first(&format!("{}1", "-".repeat(300))), "formule-trop-profonde");
    assert!(parse(&format!("{}1{}", "(".repeat(63), ")".repeat(63))).is_ok());
    assert!(parse(&format!("1{}", "+1".repeat(99))).is_ok());
}

proptest! {
    #[test]
    fn any_text_is_read_or_told_within_its_bounds(text in "\\PC{0,60}") {
        for fault in parse(&text).err().into_iter().flatten() {
            prop_assert!(text.get(fault.range.clone()).is_some(), "{fault:?}");
        }
    }

    #[test]
    fn words_in_any_order_are_read_or_told(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "a", "1", "2\u{a0}%", "(", ")", ";", ",", "+", "-", "^", "si", "alors", "sinon",
                "et", "entre", "non", "somme", "nps", "=", "\"t\"", "2025-02-30",
            ]),
            0..20,
        ),
    ) {
        let text = words.join(" ");
        for fault in parse(&text).err().into_iter().flatten() {
            prop_assert!(text.get(fault.range.clone()).is_some(), "{fault:?}");
        }
    }
}
