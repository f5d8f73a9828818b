//! Formulas of numbers against an evaluator that shares no line with this one:
//! what an author writes, put in its words, must give the same exact number.

use calc_lib::cache::Cache;
use calc_lib::{Evaluator, O};
use num_bigint::BigInt;
use num_rational::Ratio;
use proptest::prelude::*;

use super::sample::table;
use super::{Value, evaluate, parse};

/// A formula as both write it: `2,5 × 3`, and `2.5*3`.
#[derive(Debug, Clone)]
struct Twin {
    ours: String,
    theirs: String,
}

impl Twin {
    fn new(ours: impl Into<String>, theirs: impl Into<String>) -> Self {
        Self { ours: ours.into(), theirs: theirs.into() }
    }
}

/// Draws a number of at most three decimals.
fn literal() -> impl Strategy<Value = Twin> {
    (0_u32..2_000, 0_u32..=3).prop_map(|(digits, decimals)| {
        let unit = 10_u32.pow(decimals);
        let (whole, part) = (digits / unit, digits % unit);
        match usize::try_from(decimals) {
            Ok(places @ 1..) => {
                Twin::new(format!("{whole},{part:0places$}"), format!("{whole}.{part:0places$}"))
            }
            _ => Twin::new(whole.to_string(), whole.to_string()),
        }
    })
}

/// Draws a formula with few brackets, so that what binds tighter shows.
fn formula() -> impl Strategy<Value = Twin> {
    literal().prop_recursive(5, 40, 4, |inner| {
        let signs = vec![("+", "+"), ("−", "-"), ("×", "*"), ("÷", "/"), ("/", "/")];
        let sign = prop::sample::select(signs);
        prop_oneof![
            5 => prop::collection::vec((sign, inner.clone()), 1..4).prop_flat_map({
                let first = inner.clone();
                move |rest| first.clone().prop_map(move |first| chain(first, &rest))
            }),
            2 => inner.clone().prop_map(|it| {
                Twin::new(format!("({})", it.ours), format!("({})", it.theirs))
            }),
            1 => inner.clone().prop_map(|it| {
                Twin::new(format!("(−({}))", it.ours), format!("(-({}))", it.theirs))
            }),
            1 => (inner.clone(), 0_u32..4).prop_map(|(base, power)| {
                let theirs = format!("({})^{power}", base.theirs);
                Twin::new(format!("({})^{power}", base.ours), theirs)
            }),
            1 => (inner.clone(), 0_u32..4).prop_map(|(it, decimals)| {
                let theirs = format!("round({}, {decimals})", it.theirs);
                Twin::new(format!("arrondi({}; {decimals})", it.ours), theirs)
            }),
            1 => inner.prop_map(|it| {
                Twin::new(format!("abs({})", it.ours), format!("|{}|", it.theirs))
            }),
        ]
    })
}

fn chain(first: Twin, rest: &[((&str, &str), Twin)]) -> Twin {
    rest.iter().fold(first, |so_far, ((ours, theirs), next)| {
        Twin::new(
            format!("{} {ours} {}", so_far.ours, next.ours),
            format!("{} {theirs} {}", so_far.theirs, next.theirs),
        )
    })
}

fn ours(text: &str) -> Option<Ratio<BigInt>> {
    match evaluate(&parse(text).expect("a formula"), &table()) {
        Ok(Value::Number(quantity)) => Some(quantity.value),
        Ok(other) => panic!("{text} gives {other:?}"),
        Err(_) => None,
    }
}

fn theirs(text: &str) -> Option<Ratio<BigInt>> {
    let mut result = None;
    match Evaluator::new(text.as_bytes(), &mut Cache::new(), &mut result, &mut Vec::new())
        .evaluate()
    {
        Ok(O::Eval(value)) => Some(value.clone()),
        Ok(_) => panic!("{text} is a formula"),
        Err(_) => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn both_give_the_same_exact_number_or_none(twin in formula()) {
        prop_assert_eq!(ours(&twin.ours), theirs(&twin.theirs), "{:?}", twin);
    }
}

#[test]
fn the_other_evaluator_judges() {
    // Were everything refused by both, nothing would be compared.
    let third = Some(Ratio::new(1.into(), 3.into()));
    assert_eq!(ours("1 ÷ 3"), third);
    assert_eq!(theirs("1/3"), third);
    assert_eq!(theirs("1/0"), None);
}
