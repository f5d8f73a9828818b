//! What `stress` looks at beside results: columns whose order matters, and
//! values just before they are rounded to the nearest.

use std::collections::BTreeSet;

use super::reach::{Meaning, Reach};
use super::work::Task;
use crate::formula::{Expr, Value, parse};
use crate::source::Span;
use crate::subject::{Formula, Variants};
use crate::variants::fairness::same;

/// Functions that put the lines of a column in order, or pick one by its rank.
const ORDERING: [&str; 5] = ["rang(", "trier(", "premier(", "dernier(", "nieme("];

/// Names the columns that some formula puts in order.
pub(super) fn ordered(reach: &Reach<'_>, variants: &Variants) -> BTreeSet<String> {
    let orders = |formula: &Formula| ORDERING.iter().any(|name| formula.text.contains(name));
    let computed = reach
        .iter()
        .map(|each| &each.name)
        .filter(|name| reach.meaning(name).is_some_and(|meaning| orders(meaning.formula)));
    let fairness = variants.fairness.iter().map(|fairness| &fairness.formula);
    let demands = variants.constraints.iter().chain(fairness).filter(|formula| orders(formula));
    let own = demands.flat_map(|formula| reach.named(&formula.expr, None));
    computed.flat_map(|name| reach.needs(name)).chain(own).collect()
}

/// Tells whether a column holds numbers, no two of them equal.
pub(super) fn is_ranked(value: &Value) -> bool {
    let Value::Column(lines) = value else { return false };
    let numbers = lines.iter().all(|line| matches!(line, Value::Number(_)));
    let apart = |rank: usize, line: &Value| !lines.iter().skip(rank + 1).any(|o| same(line, o));
    numbers && lines.len() > 1 && lines.iter().enumerate().all(|(rank, line)| apart(rank, line))
}

/// Makes the tasks that tell whether a result lies exactly between the two
/// values it could be rounded to: before rounding, rounded up, rounded down.
pub(super) fn nearest<'s>(name: &str, meaning: Meaning<'s>) -> Option<[Task<'s>; 3]> {
    let before = meaning.formula.expr.unrounded()?;
    let arguments = meaning.formula.text.trim().strip_prefix("arrondi(")?;
    let otherwise = |function: &str| parse(&format!("{function}({arguments}")).ok();
    let task = |step: &str, expr: Expr| {
        let name = format!("{name} {step}");
        Task::bare(name, expr, meaning.table, meaning.formula, meaning.span)
    };
    Some([
        task("avant", before),
        task("plafond", otherwise("plafond")?),
        task("plancher", otherwise("plancher")?),
    ])
}

/// Makes the task that gives a drawn column as it stands.
pub(super) fn column<'s>(name: &str, span: Span) -> Option<Task<'s>> {
    let expr = parse(name).ok()?;
    let name = column_name(name);
    Some(Task { name, expr, unit: None, table: None, formula: None, datum: None, span })
}

/// Names that task.
pub(super) fn column_name(name: &str) -> String {
    format!("colonne {name}")
}
