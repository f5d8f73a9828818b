//! `corrige values`: every named value of a subject, for people and programs.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Status;
use super::arguments::Format;
use super::report::Report;
use crate::answers::Answer;
use crate::diagnostic::Fault;
use crate::formula::Value;
use crate::number::exact_text;
use crate::session::{Planned, Project, plan, prepare};
use crate::sheet::answer_text;

/// A named value as programs read it; `docs/values.md` describes it.
#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    label: &'a str,
    exact: Exact,
    displayed: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    formula: Option<&'a str>,
}

/// An exact value: a rational, a day or words, or a list of them.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Exact {
    One(String),
    Many(Vec<Exact>),
}

/// Finds the one subject of a path.
pub(super) fn single(file: &Path) -> Result<Planned, Vec<Fault>> {
    let mut planned = plan(&[PathBuf::from(file)])?;
    match planned.pop() {
        Some(one) if planned.is_empty() => Ok(one),
        _ => {
            let number = planned.len() + 1;
            let message = format!("« {} » contient {number} sujets", file.display());
            Err(vec![Fault::error("plusieurs-sujets", message).help("nommez l’un d’eux")])
        }
    }
}

/// Prints the values of the subject of a path.
pub(super) fn run(file: &Path, project: &Project, report: &mut Report) -> Status {
    let subject = match single(file) {
        Ok(subject) => subject,
        Err(faults) => return report.refused(&faults),
    };
    let prepared = prepare(&subject.subject, project.limits.bounds());
    report.aside(&prepared.faults, &prepared.sources);
    let Some(ready) = prepared.ready else { return Status::Faulty };
    let rows: Vec<_> = ready.answers.iter().filter_map(row).collect();
    let text = match report.format() {
        Format::Json => json(&rows),
        Format::Full | Format::Short | Format::Github | Format::Sarif => table(&rows),
    };
    report.output(&text);
    Status::Done
}

fn row(answer: &Answer) -> Option<Row<'_>> {
    Some(Row {
        name: &answer.name,
        label: &answer.label,
        exact: exact(&answer.value)?,
        displayed: answer_text(answer)?,
        unit: unit(&answer.value),
        formula: answer.formula.as_deref(),
    })
}

/// Returns the exact form of a value; a grid has none.
pub(super) fn exact(value: &Value) -> Option<Exact> {
    Some(match value {
        Value::Number(quantity) => Exact::One(exact_text(&quantity.value)),
        Value::Date(date) => Exact::One(date.to_string()),
        Value::Text(text) => Exact::One(text.clone()),
        Value::Truth(truth) => Exact::One(if *truth { "oui" } else { "non" }.to_owned()),
        Value::Column(values) => Exact::Many(values.iter().filter_map(exact).collect()),
        Value::Grid(_) => return None,
    })
}

fn unit(value: &Value) -> Option<String> {
    match value {
        Value::Number(quantity) => Some(quantity.unit.to_string()).filter(|unit| !unit.is_empty()),
        Value::Column(values) => values.first().and_then(unit),
        _ => None,
    }
}

fn json(rows: &[Row<'_>]) -> String {
    let lines: Vec<_> = rows.iter().filter_map(|row| serde_json::to_string(row).ok()).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

fn table(rows: &[Row<'_>]) -> String {
    let widest = |text: for<'r> fn(&'r Row<'_>) -> &'r str| {
        rows.iter().map(|row| text(row).chars().count()).max().unwrap_or_default()
    };
    let names = widest(|row| row.name);
    let values = widest(|row| &row.displayed).min(40);
    let mut text = String::new();
    for row in rows {
        let formula = row.formula.map(|formula| format!("  = {formula}")).unwrap_or_default();
        let line =
            format!("{:<names$}  {:<values$}  {}{formula}", row.name, row.displayed, row.label);
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
