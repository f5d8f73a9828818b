//! What holds of every formula: the tests draw formulas that are well written,
//! though seldom well meant.

use proptest::prelude::*;

use super::sample::{quantity, table};
use super::{Value, evaluate, functions, parse, worked};

/// Draws a formula.
pub(super) fn formula() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "charge",
        "validite",
        "rien",
        "debut",
        "exemple",
        "brisé",
        "inconnu",
        "clients.age",
        "clients.score",
        "hebergements.nombre",
        "0",
        "2,5",
        "40\u{a0}%",
        "3\u{a0}mois",
        "12\u{a0}€",
        "\"mot\"",
        "vrai",
    ]);
    let signs = vec!["+", "−", "×", "÷", "^", "&", "=", "<", "≥", "et", "ou"];
    let operator = prop::sample::select(signs);
    let calls: Vec<(&str, usize)> = functions()
        .filter_map(|function| {
            let count = (1..=4).find(|count| function.refuses(*count).is_none())?;
            Some((function.name(), count))
        })
        .collect();
    leaf.prop_map(str::to_owned).prop_recursive(4, 24, 4, move |inner| {
        let arguments = prop::collection::vec(inner.clone(), 4);
        let call = (prop::sample::select(calls.clone()), arguments);
        prop_oneof![
            3 => (inner.clone(), operator.clone(), inner.clone())
                .prop_map(|(left, sign, right)| format!("({left} {sign} {right})")),
            3 => call.prop_map(|((name, count), arguments)| {
                format!("{name}({})", arguments[..count].join("; "))
            }),
            1 => inner.prop_map(|inner| format!("(−{inner})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_formula_gives_a_value_or_a_fault_in_its_text(text in formula()) {
        let expr = parse(&text).map_err(|faults| TestCaseError::fail(format!("{faults:?}")))?;
        match (evaluate(&expr, &table()), worked(&expr, &table())) {
            (Ok(value), Ok(worked)) => prop_assert_eq!(value, worked.result),
            (Err(fault), Err(again)) => {
                prop_assert!(text.get(fault.range.clone()).is_some(), "{:?}", fault);
                prop_assert!(!fault.message.is_empty());
                prop_assert_eq!(fault, again);
            }
            (value, worked) => prop_assert!(false, "{:?} but {:?}", value, worked),
        }
    }

    #[test]
    fn ranks_are_places_in_the_order(ages in prop::collection::vec(0_u32..9, 1..8)) {
        let list = ages.iter().map(u32::to_string).collect::<Vec<_>>().join("; ");
        let value = |text: String| evaluate(&parse(&text).unwrap(), &table()).unwrap();
        let highest = value(format!("max({list})"));
        prop_assert_eq!(value(format!("premier(trier(liste({list}); \"décroissant\"))")), highest.clone());
        let first = value(format!("premier(filtre(liste({list}); rang(liste({list})) = 1))"));
        prop_assert_eq!(first, highest);
    }

    #[test]
    fn quartiles_stand_in_order(values in prop::collection::vec(0_u32..100, 1..20)) {
        let list = values.iter().map(u32::to_string).collect::<Vec<_>>().join("; ");
        let quartile = |rank: u8| {
            let expr = parse(&format!("quartile(liste({list}); {rank})")).unwrap();
            evaluate(&expr, &table()).unwrap()
        };
        let [Value::Number(low), Value::Number(middle), Value::Number(high)] =
            [quartile(1), quartile(2), quartile(3)]
        else {
            return Err(TestCaseError::fail("quartiles are numbers"));
        };
        prop_assert!(low.value <= middle.value && middle.value <= high.value);
        prop_assert!(quantity("0").value <= low.value);
    }
}
