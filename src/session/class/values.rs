//! The figures of a paper for machines and for the keys: what was drawn, and
//! the results.

use std::collections::BTreeMap;

use super::keys::Row;
use super::manifest::Paper;
use super::papers::{Class, Course};
use crate::answers::Answers;
use crate::formula::Value;
use crate::number::exact_text;
use crate::sheet::answer_text;
use crate::subject::{Cell, Subject};
use crate::variants::Drawn;

/// Gives the exact text of what was drawn and of the results.
pub(super) fn exact(course: &Course, drawn: &Drawn, answers: &Answers) -> BTreeMap<String, String> {
    let cells = drawn.values().map(|(cell, value)| (name(&course.subject, cell), text(value)));
    let results = course.plan.results().filter_map(|name| {
        let answer = answers.get(name)?;
        Some((name.to_owned(), text(&answer.value)))
    });
    cells.chain(results).collect()
}

/// Gives the text of the results as they are displayed, in their order.
pub(super) fn displayed(course: &Course, answers: &Answers) -> Vec<String> {
    let results = course.plan.results().filter_map(|name| answers.get(name));
    results.map(|answer| answer_text(answer).unwrap_or_default()).collect()
}

/// Lists the columns and the rows of the keys.
pub(super) fn rows(class: &Class, papers: &[Paper]) -> (Vec<String>, Vec<Row>) {
    let names: Vec<String> = class.course.plan.results().map(str::to_owned).collect();
    let rows = class.shared.pupils.iter().filter_map(|pupil| {
        let paper = papers.get(pupil.paper)?;
        let ticket = &class.copies.get(pupil.paper)?.ticket;
        let results = names.iter().zip(&paper.displayed).map(|(name, displayed)| {
            let exact = paper.values.get(name).cloned().unwrap_or_default();
            [displayed.clone(), exact]
        });
        Some(Row {
            pupil: [
                pupil.identifier.clone(),
                pupil.group.clone(),
                ticket.variant.clone(),
                paper.code.clone(),
            ],
            results: results.collect(),
        })
    });
    let rows = rows.collect();
    (names, rows)
}

/// Names a cell: a datum by its name, an entry by its column and its row.
fn name(subject: &Subject, cell: Cell) -> String {
    let found = match cell {
        Cell::Datum(rank) => subject.data.get(rank).map(|datum| datum.name.value.clone()),
        Cell::Entry { table, column, row } => subject.tables.get(table).and_then(|table| {
            let column = &table.columns.get(column)?.name.value;
            Some(format!("{}.{column}[{}]", table.name.value, row + 1))
        }),
    };
    found.unwrap_or_default()
}

/// Writes a value for machines; a column between brackets.
fn text(value: &Value) -> String {
    match value {
        Value::Number(quantity) => exact_text(&quantity.value),
        Value::Text(text) => text.clone(),
        Value::Date(date) => date.to_string(),
        Value::Truth(truth) => if *truth { "oui" } else { "non" }.to_owned(),
        Value::Column(values) => {
            format!("[{}]", values.iter().map(text).collect::<Vec<_>>().join("; "))
        }
        Value::Grid(_) => String::new(),
    }
}
