//! The story of a class that is dealt to: what every hand satisfies, and what
//! changes no hand.

use expect_test::expect;

use super::*;
use crate::answers::solve;
use crate::formula::Value;
use crate::variants::trial::{Trial, dealer};
use crate::variants::{Attempt, Drawn};

const TWO_GROUPS: &str = "
    validite: {de: 90 %, a: 98 %, pas: 1 %}
    duree_appel: {parmi: [3 min, 4 min, 5 min]}
    fichiers.nombre: {autour: 25 %, pas: 1}
    budget: {de: 500 €, a: 2000 €, pas: 100 €}
    contraintes: ['teleacteurs entre 3 et 5']
";

fn all(trial: &Trial) -> Vec<String> {
    let plan = trial.plan();
    let mut dealer = dealer(&plan);
    (0..20).map(|pupil| trial.shown(&hand(&mut dealer, pupil))).collect()
}

fn hand(dealer: &mut Dealer<'_>, pupil: u32) -> Drawn {
    dealer.deal(pupil, Attempt::Drawn(0)).expect("a variant")
}

/// Returns the part of each variant that is about a name.
fn about(hands: &[String], name: &str) -> Vec<String> {
    let part = |hand: &String| {
        let part = hand.split(' ').find(|part| part.starts_with(name));
        part.expect("the name").to_owned()
    };
    hands.iter().map(part).collect()
}

#[test]
fn every_variant_satisfies_the_constraints_once_applied() {
    let trial = Trial::new(TWO_GROUPS);
    let plan = trial.plan();
    let mut dealer = dealer(&plan);
    for pupil in 0..50 {
        let subject = hand(&mut dealer, pupil).apply(&trial.subject);
        let (answers, faults) = solve(&subject, &trial.sources);
        assert!(faults.is_empty());
        for constraint in &subject.variants.as_ref().expect("variants").constraints {
            let held = answers.evaluate(constraint, &trial.sources);
            assert_eq!(held, Ok(Value::Truth(true)), "pupil {pupil}");
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_variants_and_another_seed_others() {
    let trial = Trial::new(TWO_GROUPS);
    assert_eq!(all(&trial), all(&trial));
    let plan = trial.plan();
    let mut other = plan.dealer(&Key::public(), 2027);
    let other: Vec<_> = (0..20).map(|pupil| trial.shown(&hand(&mut other, pupil))).collect();
    assert_ne!(all(&trial), other);
}

#[test]
fn pupils_may_be_dealt_to_in_any_order() {
    let trial = Trial::new(TWO_GROUPS);
    let plan = trial.plan();
    let mut dealer = dealer(&plan);
    let forwards: Vec<_> = (0..20).map(|pupil| hand(&mut dealer, pupil)).collect();
    let mut backwards: Vec<_> = (0..20).rev().map(|pupil| hand(&mut dealer, pupil)).collect();
    backwards.reverse();
    assert_eq!(forwards, backwards);
}

#[test]
fn one_more_parameter_changes_no_other() {
    let before = Trial::new(TWO_GROUPS);
    let more = format!("prix: {{de: 10 €, a: 40 €, pas: 5 €}}\n{}", TWO_GROUPS.trim());
    let after = Trial::new(&more);
    for name in ["validite", "duree_appel", "nombre[0]", "nombre[1]", "budget"] {
        assert_eq!(about(&all(&before), name), about(&all(&after), name), "{name}");
    }
}

#[test]
fn a_refusal_draws_its_own_group_again_and_no_other() {
    let free = Trial::new(&TWO_GROUPS.replace("teleacteurs entre 3 et 5", "teleacteurs > 0"));
    let tied = Trial::new(TWO_GROUPS);
    let (free, tied) = (all(&free), all(&tied));
    assert_ne!(about(&free, "validite"), about(&tied, "validite"));
    assert_eq!(about(&free, "budget"), about(&tied, "budget"));
}

#[test]
fn a_question_printed_alone_has_the_figures_of_the_whole_paper() {
    let trial = Trial::new(TWO_GROUPS);
    let alone = trial.planned(Some(&["1.1"])).expect("a plan");
    let mut alone = dealer(&alone);
    let alone: Vec<_> = (0..20).map(|pupil| trial.shown(&hand(&mut alone, pupil))).collect();
    for name in ["validite", "duree_appel", "nombre[0]", "nombre[1]"] {
        assert_eq!(about(&alone, name), about(&all(&trial), name), "{name}");
    }
    assert!(!alone[0].contains("budget"), "no question needs it: {}", alone[0]);
}

#[test]
fn derived_data_follow_what_they_derive_from() {
    let trial = Trial::new(
        "prix: {de: 10 €, a: 40 €, pas: 5 €}
         remise: {formule: prix ÷ 2}",
    );
    let plan = trial.plan();
    let mut dealer = dealer(&plan);
    let subject = hand(&mut dealer, 3).apply(&trial.subject);
    let (answers, _) = solve(&subject, &trial.sources);
    let [price, discount] =
        ["prix", "remise"].map(|name| match &answers.get(name).expect("a datum").value {
            Value::Number(number) => number.value.clone(),
            other => panic!("{other:?}"),
        });
    assert_eq!(price, discount * crate::number::whole(2));
}

#[test]
fn what_rests_on_two_groups_is_computed_too() {
    let trial = Trial::new(
        "budget: {parmi: [0 €, 100 €]}
         prix: {parmi: [0 €, 10 €]}",
    );
    // 0 € cannot divide: a price of 0 is never dealt.
    for hand in about(&all(&trial), "prix") {
        assert_eq!(hand, "prix=10_€");
    }
}

#[test]
fn fairness_keeps_results_like_those_of_the_subject() {
    let trial = Trial::new(
        "validite: {de: 1 %, a: 100 %, pas: 1 %}
         fichiers.nombre: {de: 1, a: 2000, pas: 1}
         equite: {meme_ordre: [contacts], memes_arrondis: [contacts]}",
    );
    let plan = trial.plan();
    let mut dealer = dealer(&plan);
    for pupil in 0..50 {
        let subject = hand(&mut dealer, pupil).apply(&trial.subject);
        let (answers, _) = solve(&subject, &trial.sources);
        let Some(Value::Number(contacts)) = answers.get("contacts").map(|answer| &answer.value)
        else {
            panic!("contacts")
        };
        let count = contacts.to_i64().expect("a whole number");
        assert!((1000..10_000).contains(&count), "{count}");
    }
}

#[test]
fn a_quick_look_and_a_thorough_one_accept_the_same_tries() {
    let trial = Trial::new(
        "validite: {de: 50 %, a: 98 %, pas: 1 %}
         duree_appel: {parmi: [0 min, 3 min, 4 min, 5 min]}
         fichiers.nombre: {autour: 25 %, pas: 1}
         prix: {de: 0 €, a: 40 €, pas: 1 €}
         budget: {de: 500 €, a: 2000 €, pas: 100 €}
         contraintes: ['teleacteurs entre 3 et 5', 'charge ÷ 1 h > ventes', 'contacts > 900']
         equite: {memes_arrondis: [contacts]}",
    );
    let plan = trial.plan();
    let (mut quick, mut thorough) = (dealer(&plan), dealer(&plan));
    let mut seen = [false; 3];
    for attempt in 0..2_000 {
        let all = thorough.try_group(0, 7, attempt, Care::Thorough);
        match (quick.try_group(0, 7, attempt, Care::Quick), all) {
            (Verdict::Accepted, Verdict::Accepted) => {
                assert_eq!(quick.take(), thorough.take());
                assert_eq!(quick.signature(), thorough.signature());
                seen[0] = true;
            }
            (Verdict::Refused(first), Verdict::Refused(all)) => {
                assert_eq!((first.count_ones(), first & !all), (1, 0));
                seen[1] = true;
            }
            // A division by zero, or a check that stands before it.
            (Verdict::Refused(_) | Verdict::Broken(_), Verdict::Broken(_)) => seen[2] = true,
            (quick, thorough) => panic!("{quick:?} but {thorough:?}"),
        }
    }
    assert_eq!(seen, [true; 3]);
}

#[test]
fn what_was_dealt_is_dealt_for_ever() {
    let trial = Trial::new(TWO_GROUPS);
    expect![[r#"
        validite=97_% duree_appel=4_min nombre[0]=324 nombre[1]=889 budget=1'000_€
        validite=95_% duree_appel=3_min nombre[0]=393 nombre[1]=848 budget=1'500_€
        validite=91_% duree_appel=4_min nombre[0]=270 nombre[1]=1'189 budget=1'600_€
        validite=93_% duree_appel=3_min nombre[0]=428 nombre[1]=892 budget=1'300_€"#]]
    .assert_eq(&all(&trial)[..4].join("\n"));
}
