//! Named values that differ: exact values and formulas.

use super::changes::{CellChange, ValueChange};
use super::revision::Revision;
use crate::answers::{Answer, Answers};
use crate::formula::Value;
use crate::sheet::{self, grid_text};

/// Lists the values that differ, in the order of the new revision, then those
/// that are gone.
pub(super) fn values<'a>(old: &Revision<'a>, new: &Revision<'a>) -> Vec<ValueChange<'a>> {
    let (old, new) = (old.answers, new.answers);
    let kept = new.iter().filter_map(|is| {
        let was = old.get(&is.name);
        let same = was.is_some_and(|was| was.value == is.value && was.formula == is.formula);
        (!same).then(|| ValueChange {
            name: &is.name,
            label: &is.label,
            old: was,
            new: Some(is),
            cells: was.map(|was| cells(was, is, old, new)).unwrap_or_default(),
        })
    });
    let gone = old.iter().filter(|was| new.get(&was.name).is_none()).map(|was| ValueChange {
        name: &was.name,
        label: &was.label,
        old: Some(was),
        new: None,
        cells: Vec::new(),
    });
    kept.chain(gone).collect()
}

/// Writes a value as documents do, the classes of a grid included.
#[must_use]
pub fn value_text(answer: &Answer) -> String {
    match &answer.value {
        Value::Grid(grid) => grid_text(grid),
        _ => sheet::answer_text(answer).unwrap_or_default(),
    }
}

/// Lists the cells that differ of two columns of the same length.
fn cells(was: &Answer, is: &Answer, old: &Answers, new: &Answers) -> Vec<CellChange> {
    let (Value::Column(before), Value::Column(after)) = (&was.value, &is.value) else {
        return Vec::new();
    };
    if before.len() != after.len() || rows(&was.name, old) != rows(&is.name, new) {
        return Vec::new();
    }
    let rows = rows(&is.name, new);
    let told = |value: &Value, answer: &Answer| sheet::value_text(value, answer.decimals);
    before
        .iter()
        .zip(after.iter())
        .enumerate()
        .filter(|(_, (old, new))| old != new)
        .map(|(rank, (old, new))| CellChange {
            row: rows.get(rank).cloned().unwrap_or_else(|| (rank + 1).to_string()),
            old: told(old, was).unwrap_or_default(),
            new: told(new, is).unwrap_or_default(),
        })
        .collect()
}

/// Names the rows of the table of a column by its first column of words.
fn rows(column: &str, answers: &Answers) -> Vec<String> {
    let Some((table, _)) = column.split_once('.') else { return Vec::new() };
    let mut columns = answers.iter().filter(|answer| {
        answer.name.split_once('.').is_some_and(|(own, _)| own == table) && answer.name != column
    });
    columns
        .find_map(|answer| match &answer.value {
            Value::Column(values) => values
                .iter()
                .map(|value| match value {
                    Value::Text(text) => Some(text.clone()),
                    _ => None,
                })
                .collect(),
            _ => None,
        })
        .unwrap_or_default()
}
