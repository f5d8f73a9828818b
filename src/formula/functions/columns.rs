//! Columns out of columns, and lines out of columns.

use std::cmp::Ordering;

use super::{Arguments, Family, Function, Work};
use crate::diagnostic::fold;
use crate::formula::fault::FormulaFault;
use crate::formula::operators::{Places, few_enough, lines, order};
use crate::formula::sort;
use crate::formula::value::Value;
use crate::number::Quantity;

type Outcome<T = Value> = Result<T, FormulaFault>;

pub(super) static FUNCTIONS: &[Function] = &[
    Function {
        signature: "liste(valeur; …)",
        title: "liste",
        family: Family::Columns,
        summary: "Fait une colonne de plusieurs valeurs ; les colonnes s’y mettent bout à bout.",
        remark: None,
        example: "somme(liste(40 %; 30 %))",
        result: "70 %",
        work: Work::Whole(list),
    },
    Function {
        signature: "filtre(colonne; condition)",
        title: "filtre",
        family: Family::Columns,
        summary: "Garde les lignes d’une colonne où la condition est vraie.",
        remark: Some("La condition porte sur une colonne du même tableau."),
        example: "joindre(filtre(liste(18; 52; 20); liste(18; 52; 20) entre 15 et 24))",
        result: "18 et 20",
        work: Work::Whole(filter),
    },
    Function {
        signature: "trier(colonne; [cle]; [sens])",
        title: "tri",
        family: Family::Columns,
        summary: "Range une colonne selon ses valeurs, ou selon une colonne clé du même tableau.",
        remark: Some(
            "Du plus petit au plus grand, sauf si le sens est « décroissant » ; à clé égale, \
             l’ordre du tableau reste.",
        ),
        example: "joindre(trier(liste(7; 16; 3); \"décroissant\"))",
        result: "16, 7 et 3",
        work: Work::Whole(sort),
    },
    Function {
        signature: "rang(colonne; [sens])",
        title: "rang",
        family: Family::Columns,
        summary: "Donne à chaque ligne son rang ; 1 est la plus grande valeur.",
        remark: Some(
            "Avec « croissant », 1 est la plus petite. Des valeurs égales ont le même rang.",
        ),
        example: "joindre(rang(liste(7; 16; 7)))",
        result: "2, 1 et 2",
        work: Work::Whole(rank),
    },
    Function {
        signature: "distincts(colonne)",
        title: "valeurs distinctes",
        family: Family::Columns,
        summary: "Garde la première de chaque valeur d’une colonne.",
        remark: None,
        example: "compter(distincts(liste(\"Meuse\"; \"Vosges\"; \"Meuse\")))",
        result: "2",
        work: Work::Whole(distinct),
    },
    Function {
        signature: "premier(colonne)",
        title: "première ligne",
        family: Family::Columns,
        summary: "Donne la première ligne d’une colonne.",
        remark: None,
        example: "premier(liste(8000; 5000))",
        result: "8 000",
        work: Work::Whole(|call| nth(call, 0)),
    },
    Function {
        signature: "dernier(colonne)",
        title: "dernière ligne",
        family: Family::Columns,
        summary: "Donne la dernière ligne d’une colonne.",
        remark: None,
        example: "dernier(liste(8000; 5000))",
        result: "5 000",
        work: Work::Whole(|call| nth(call, call.filled(0)?.len() - 1)),
    },
    Function {
        signature: "nieme(colonne; n)",
        title: "ligne",
        family: Family::Columns,
        summary: "Donne la n-ième ligne d’une colonne ; 1 est la première.",
        remark: None,
        example: "nieme(liste(12; 9; 7); 2)",
        result: "9",
        work: Work::Whole(|call| {
            let count = i64::try_from(call.filled(0)?.len()).unwrap_or(i64::MAX);
            let rank = call.whole(1, 1, count)?;
            nth(call, usize::try_from(rank - 1).unwrap_or_default())
        }),
    },
];

fn list(call: &Arguments<'_>) -> Outcome {
    let mut items = Vec::new();
    for (rank, value) in call.values.iter().enumerate() {
        match value {
            Value::Column(column) => items.extend(column.iter().cloned()),
            Value::Grid(_) => {
                return Err(call.fault(
                    "type-inattendu",
                    rank,
                    "une grille ne se met pas dans une liste",
                ));
            }
            scalar => items.push((*scalar).clone()),
        }
    }
    few_enough(items, call.range)
}

fn filter(call: &Arguments<'_>) -> Outcome {
    let column = call.column(0)?;
    if let Value::Truth(_) = call.value(1)? {
        return Err(call
            .fault("type-inattendu", 1, "la condition d’un filtre porte sur une colonne")
            .label("ceci est la même condition pour toutes les lignes"));
    }
    let kept = call.truths(1)?;
    lines(call.values, call.range)?;
    Ok(Value::column(
        column.iter().zip(kept).filter(|(_, kept)| *kept).map(|(value, _)| value.clone()),
    ))
}

/// Reads a direction: whether it goes down.
fn downwards(call: &Arguments<'_>, rank: usize, usual: bool) -> Outcome<bool> {
    if call.get(rank).is_none() {
        return Ok(usual);
    }
    match fold(call.text(rank)?).as_str() {
        "croissant" => Ok(false),
        "decroissant" => Ok(true),
        _ => Err(call.fault(
            "type-inattendu",
            rank,
            "le sens est «\u{a0}croissant\u{a0}» ou «\u{a0}décroissant\u{a0}»",
        )),
    }
}

/// Orders two lines of the column an argument is.
fn compare(call: &Arguments<'_>, argument: usize, a: &Value, b: &Value) -> Outcome<Ordering> {
    let place = call.place(argument);
    order(a, b, &Places { left: place.clone(), right: place.clone(), whole: place })
}

/// Returns the ranks of the lines of a column, in the order of its values.
fn sorted(call: &Arguments<'_>, argument: usize, down: bool) -> Outcome<Vec<usize>> {
    let keys = call.column(argument)?;
    let lines = sort::sorted(keys.iter().enumerate(), |(_, a), (_, b)| {
        let (first, second) = if down { (b, a) } else { (a, b) };
        compare(call, argument, first, second)
    })?;
    Ok(lines.into_iter().map(|(line, _)| line).collect())
}

fn sort(call: &Arguments<'_>) -> Outcome {
    let column = call.column(0)?;
    let keyed = matches!(call.get(1), Some(Value::Column(_)));
    let down = downwards(call, if keyed { 2 } else { 1 }, false)?;
    lines(call.values, call.range)?;
    let order = sorted(call, usize::from(keyed), down)?;
    Ok(Value::column(order.into_iter().filter_map(|line| column.get(line).cloned())))
}

fn rank(call: &Arguments<'_>) -> Outcome {
    let column = call.column(0)?;
    let order = sorted(call, 0, downwards(call, 1, true)?)?;
    let mut ranks = vec![Value::Truth(false); column.len()];
    let mut current = 0;
    let mut before: Option<&Value> = None;
    for (place, line) in order.into_iter().enumerate() {
        let Some((value, rank)) = column.get(line).zip(ranks.get_mut(line)) else { continue };
        let tied = match before {
            Some(before) => compare(call, 0, before, value)?.is_eq(),
            None => false,
        };
        current = if tied { current } else { place + 1 };
        *rank = Quantity::whole(i64::try_from(current).unwrap_or(i64::MAX)).into();
        before = Some(value);
    }
    Ok(Value::Column(ranks.into()))
}

fn distinct(call: &Arguments<'_>) -> Outcome {
    let column = call.column(0)?;
    let order = sorted(call, 0, false)?;
    let mut first = vec![true; column.len()];
    for pair in order.windows(2) {
        let [before, line] = pair else { continue };
        if let (Some(a), Some(b)) = (column.get(*before), column.get(*line))
            && compare(call, 0, a, b)?.is_eq()
            && let Some(first) = first.get_mut(*line)
        {
            *first = false;
        }
    }
    Ok(Value::column(
        column.iter().zip(first).filter(|(_, first)| *first).map(|(value, _)| value.clone()),
    ))
}

fn nth(call: &Arguments<'_>, line: usize) -> Outcome {
    let column = call.filled(0)?;
    column
        .get(line)
        .cloned()
        .ok_or_else(|| call.fault("colonne-vide", 0, "cette ligne n’existe pas"))
}
