//! One value out of a column.

use std::cmp::Ordering;

use super::{Arguments, Family, Function, Work};
use crate::formula::fault::FormulaFault;
use crate::formula::operators::{Places, order};
use crate::formula::sort::sorted;
use crate::formula::value::Value;
use crate::number::{Quantity, whole};

type Outcome<T = Value> = Result<T, FormulaFault>;

pub(super) static FUNCTIONS: &[Function] = &[
    Function {
        signature: "somme(colonne)",
        title: "somme",
        family: Family::Aggregate,
        summary: "Additionne les nombres d’une colonne.",
        remark: Some("Une colonne vide donne 0."),
        example: "somme(liste(208; 72; 43; 22))",
        result: "345",
        work: Work::Whole(|call| sum(call).map(Value::Number)),
    },
    Function {
        signature: "produit(colonne)",
        title: "produit",
        family: Family::Aggregate,
        summary: "Multiplie les nombres d’une colonne.",
        remark: Some("Une colonne vide donne 1."),
        example: "produit(liste(2; 3; 7))",
        result: "42",
        work: Work::Whole(product),
    },
    Function {
        signature: "compter(colonne)",
        title: "nombre",
        family: Family::Aggregate,
        summary: "Compte les lignes d’une colonne ; dans une colonne de conditions, celles qui sont vraies.",
        remark: None,
        example: "compter(liste(18; 52; 20) < 25)",
        result: "2",
        work: Work::Whole(count),
    },
    Function {
        signature: "moyenne(colonne)",
        title: "moyenne",
        family: Family::Aggregate,
        summary: "Divise la somme d’une colonne par son nombre de lignes.",
        remark: Some("Une colonne vide n’a pas de moyenne : la formule s’arrête."),
        example: "moyenne(liste(0; 3; 5))",
        result: "2,67",
        work: Work::Whole(|call| mean(call).map(Value::Number)),
    },
    Function {
        signature: "mediane(colonne)",
        title: "médiane",
        family: Family::Aggregate,
        summary: "Partage la colonne rangée en deux moitiés de même effectif.",
        remark: Some("D’un nombre pair de lignes, la moyenne des deux du milieu."),
        example: "mediane(liste(16; 12; 3; 7))",
        result: "9,5",
        work: Work::Whole(|call| quantile(call, 2)),
    },
    Function {
        signature: "quartile(colonne; rang)",
        title: "quartile",
        family: Family::Aggregate,
        summary: "Donne le premier, le deuxième ou le troisième quartile d’une colonne.",
        remark: Some(
            "Interpolation linéaire entre les lignes rangées, comme QUARTILE.INCLURE d’un \
             tableur ; d’autres méthodes donnent d’autres valeurs.",
        ),
        example: "quartile(liste(1; 2; 3; 4); 1)",
        result: "1,75",
        work: Work::Whole(|call| {
            let rank = call.whole(1, 1, 3)?;
            quantile(call, rank)
        }),
    },
    Function {
        signature: "ecart_type(colonne)",
        title: "écart type",
        family: Family::Aggregate,
        summary: "Mesure la dispersion autour de la moyenne, la colonne étant toute la population.",
        remark: Some("Divise par l’effectif n. Approché, sauf racine exacte."),
        example: "ecart_type(liste(2; 4; 4; 4; 5; 5; 7; 9))",
        result: "2",
        work: Work::Whole(|call| deviation(call, 0)),
    },
    Function {
        signature: "ecart_type_echantillon(colonne)",
        title: "écart type d’échantillon",
        family: Family::Aggregate,
        summary: "Mesure la dispersion autour de la moyenne, la colonne étant un échantillon.",
        remark: Some("Divise par n − 1. Approché, sauf racine exacte."),
        example: "ecart_type_echantillon(liste(1; 2; 3))",
        result: "1",
        work: Work::Whole(|call| deviation(call, 1)),
    },
    Function {
        signature: "min(colonne; …)",
        title: "minimum",
        family: Family::Aggregate,
        summary: "Donne la plus petite valeur d’une colonne ou de plusieurs valeurs.",
        remark: None,
        example: "min(12 €; 9 €)",
        result: "9 €",
        work: Work::Whole(|call| extreme(call, Ordering::Less)),
    },
    Function {
        signature: "max(colonne; …)",
        title: "maximum",
        family: Family::Aggregate,
        summary: "Donne la plus grande valeur d’une colonne ou de plusieurs valeurs.",
        remark: None,
        example: "max(liste(4; 16; 12))",
        result: "16",
        work: Work::Whole(|call| extreme(call, Ordering::Greater)),
    },
    Function {
        signature: "tous(conditions)",
        title: "tous",
        family: Family::Aggregate,
        summary: "Dit si une condition est vraie à toutes les lignes.",
        remark: Some("Vrai pour une colonne vide."),
        example: "tous(liste(18; 52) >= 18)",
        result: "vrai",
        work: Work::Whole(|call| Ok(call.truths(0)?.into_iter().all(|truth| truth).into())),
    },
    Function {
        signature: "un_au_moins(conditions)",
        title: "un au moins",
        family: Family::Aggregate,
        summary: "Dit si une condition est vraie à une ligne au moins.",
        remark: Some("Faux pour une colonne vide."),
        example: "un_au_moins(liste(18; 52) > 60)",
        result: "faux",
        work: Work::Whole(|call| Ok(call.truths(0)?.into_iter().any(|truth| truth).into())),
    },
];

fn sum(call: &Arguments<'_>) -> Outcome<Quantity> {
    let mut numbers = call.numbers(0, call.column(0)?)?.into_iter();
    let Some(first) = numbers.next() else { return Ok(Quantity::whole(0)) };
    call.reached(numbers.try_fold(first.clone(), |total, number| total.add(number)))
}

fn product(call: &Arguments<'_>) -> Outcome {
    let mut numbers = call.numbers(0, call.column(0)?)?.into_iter();
    let Some(first) = numbers.next() else { return Ok(Quantity::whole(1).into()) };
    call.done(numbers.try_fold(first.clone(), |total, number| total.multiply(number)))
}

fn count(call: &Arguments<'_>) -> Outcome {
    let column = call.column(0)?;
    let counted = column.iter().filter(|value| **value != Value::Truth(false)).count();
    Ok(size(counted).into())
}

fn size(count: usize) -> Quantity {
    Quantity::whole(i64::try_from(count).unwrap_or(i64::MAX))
}

fn mean(call: &Arguments<'_>) -> Outcome<Quantity> {
    let count = size(call.filled(0)?.len());
    call.reached(sum(call)?.divide(&count))
}

/// Returns the value below which so many quarters of the lines stand.
fn quantile(call: &Arguments<'_>, quarters: i64) -> Outcome {
    let numbers = call.numbers(0, call.filled(0)?)?;
    let numbers = call.reached(sorted(numbers, |a, b| a.compare(b)))?;
    let last = i64::try_from(numbers.len()).unwrap_or(i64::MAX) - 1;
    let position = last * quarters;
    let at = |rank: i64| usize::try_from(rank).ok().and_then(|rank| numbers.get(rank).copied());
    let below = position / 4;
    let (Some(low), high) = (at(below), at(below + 1)) else {
        return mean(call).map(Value::Number);
    };
    let share = Quantity::bare(whole(position % 4) / whole(4));
    let Some(high) = high else { return Ok(low.clone().into()) };
    let interpolated =
        high.subtract(low).and_then(|gap| gap.multiply(&share)).and_then(|part| low.add(&part));
    call.done(interpolated)
}

/// Returns the standard deviation, divided by so many lines less.
fn deviation(call: &Arguments<'_>, less: usize) -> Outcome {
    let numbers = call.numbers(0, call.filled(0)?)?;
    let Some(divisor) = numbers.len().checked_sub(less).filter(|divisor| *divisor > 0) else {
        let message = format!("{} demande au moins deux lignes", call.who());
        return Err(call.fault("colonne-vide", 0, message));
    };
    let mean = mean(call)?;
    // The square of a time or of a sum of money has no unit: the values are
    // taken bare, and the root gets the unit back.
    let centre = Quantity::bare(mean.value.clone());
    let squares = numbers.iter().try_fold(Quantity::whole(0), |total, number| {
        let gap = Quantity::bare(number.value.clone()).subtract(&centre)?;
        total.add(&gap.multiply(&gap)?)
    });
    let root = squares.and_then(|squares| squares.divide(&size(divisor))?.root(2));
    let root = call.reached(root)?;
    let approximate = root.approximate || mean.approximate;
    Ok(Quantity { value: root.value, unit: mean.unit, approximate }.into())
}

/// Returns the value that stands on one side of all others.
fn extreme(call: &Arguments<'_>, side: Ordering) -> Outcome {
    let mut best: Option<&Value> = None;
    for (rank, argument) in call.values.iter().enumerate() {
        let place = call.place(rank);
        let places = Places { left: place.clone(), right: place.clone(), whole: place };
        let candidates = match argument {
            Value::Column(_) if call.values.len() == 1 => call.filled(rank)?,
            Value::Column(column) => column,
            scalar => std::slice::from_ref(*scalar),
        };
        for candidate in candidates {
            let better = match best {
                Some(best) => order(candidate, best, &places)? == side,
                None => true,
            };
            best = if better { Some(candidate) } else { best };
        }
    }
    best.cloned().map_or_else(|| call.filled(0).map(|_| Value::Truth(false)), Ok)
}
