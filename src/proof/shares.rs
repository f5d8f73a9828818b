//! Shares of a whole that do not make it.

use super::Finding;
use crate::diagnostic::Fault;
use crate::formula::Value;
use crate::number::{Exact, Format, Quantity, Unit, display, whole};
use crate::source::Span;
use crate::subject::{Subject, Table};

/// First words of a header that announces shares.
const ANNOUNCE: [&str; 4] = ["part", "parts", "répartition", "proportion"];

/// Checks the written columns of the tables of data.
pub(super) fn check(subject: &Subject, found: &mut Vec<Finding>) {
    for table in &subject.tables {
        for (column, values) in table.columns.iter().zip(&table.values) {
            let title = column.title.as_ref().map(|title| title.source.to_lowercase());
            let title = title.unwrap_or_else(|| column.name.value.replace('_', " "));
            if announces(&title) {
                let place = column.title.as_ref().map_or(column.name.span, |title| title.span);
                found.extend(incomplete(table, values, place).or_else(|| bare(values, place)));
            }
        }
    }
}

/// Tells a column of shares from one of rates: *part des clients qui…*.
fn announces(title: &str) -> bool {
    let mut words = title.split(|letter: char| !letter.is_alphanumeric());
    let shares = words.next().is_some_and(|word| ANNOUNCE.contains(&word));
    shares && words.all(|word| !matches!(word, "qui" | "ayant" | "parmi"))
}

/// Tells of shares whose sum is near to a whole: far from it, they are shares
/// of different things.
fn incomplete(table: &Table, values: &[Value], place: Span) -> Option<Finding> {
    let shares: Option<Vec<&Exact>> = values.iter().map(share).collect();
    let mut shares = shares?;
    // A last row may be the total.
    if shares.last().is_some_and(|last| **last == whole(1)) {
        shares.pop();
    }
    let sum: Exact = shares.iter().copied().sum();
    let near = sum >= Exact::new(9.into(), 10.into()) && sum <= Exact::new(11.into(), 10.into());
    if shares.len() < 2 || !near || sum == whole(1) {
        return None;
    }
    let sum = display(&Quantity::new(sum, Unit::percent()), &Format::default()).text;
    let message = format!("les parts de la table « {} » font ensemble {sum}", table.name.value);
    let fault = Fault::warning("parts-incompletes", message)
        .at(place, "attendu : 100 %")
        .help("si seuls les arrondis l’expliquent, ignorez cette règle sous « relecture »");
    Some(fault.into())
}

/// Tells of shares that make 100 and have no unit.
fn bare(values: &[Value], place: Span) -> Option<Finding> {
    let figure = |value: &Value| match value {
        Value::Number(quantity) if quantity.unit.is_none() => Some(quantity.value.clone()),
        _ => None,
    };
    let shares: Vec<Exact> = values.iter().map(figure).collect::<Option<_>>()?;
    if shares.len() < 2 || shares.iter().sum::<Exact>() != whole(100) {
        return None;
    }
    let fault = Fault::warning("pourcentage-oublie", "les parts font 100, sans signe %")
        .at(place, "une colonne de pourcentages était attendue")
        .help("donnez à la colonne son unité : unite: \"%\"");
    Some(fault.into())
}

fn share(value: &Value) -> Option<&Exact> {
    match value {
        Value::Number(quantity) if quantity.unit.is_percent() => Some(&quantity.value),
        _ => None,
    }
}
