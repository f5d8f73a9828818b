//! A stress for programs: takes what many draws have shown, gives one JSON
//! object.
//!
//! Fields are only ever added; one that changes its meaning changes `version`.

use serde::Serialize;

use super::{Bar, Case, Examples, Parameter, Refusal, Spread, Stress, Threshold};
use crate::formula::Value;
use crate::number::{Quantity, exact_text};
use crate::sheet::value_text;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    subject: &'a str,
    seed: u64,
    draws: u32,
    /// A command, to be completed by the number of a draw.
    replay: &'a str,
    tries: u64,
    refused: u64,
    distinct: u64,
    degenerate: u64,
    passed: bool,
    parameters: Vec<Drawn<'a>>,
    results: Vec<Outcome<'a>>,
    constraints: Vec<Constraint<'a>>,
    cases: Vec<Flawed<'a>>,
    failures: Draws<'a>,
    thresholds: Vec<Demand<'a>>,
}

/// A parameter; `min` and `max` for numbers and dates.
#[derive(Serialize)]
struct Drawn<'a> {
    name: &'a str,
    distinct: u64,
    /// Whether `distinct` is the least there are.
    cut: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<Number>,
}

/// A result; `min` to `max` and `bars` for numbers, `words` for what is none.
#[derive(Serialize)]
struct Outcome<'a> {
    name: &'a str,
    label: &'a str,
    lines: Option<usize>,
    distinct: u64,
    /// Whether `distinct` is the least there are.
    cut: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    numbers: Option<Numbers>,
    words: Vec<Words<'a>>,
}

#[derive(Serialize)]
struct Numbers {
    min: Number,
    first_quartile: Number,
    median: Number,
    third_quartile: Number,
    max: Number,
    bars: Vec<Column>,
}

/// A number: the fraction in base units (hundredths, seconds), and as shown.
#[derive(Serialize)]
struct Number {
    exact: String,
    shown: String,
}

#[derive(Serialize)]
struct Column {
    from: Number,
    count: u64,
}

#[derive(Serialize)]
struct Words<'a> {
    value: &'a str,
    count: u64,
}

/// Among `tries`, how many a constraint `refused`, and `alone`.
#[derive(Serialize)]
struct Constraint<'a> {
    likeness: Option<&'a str>,
    text: &'a str,
    tries: u64,
    refused: u64,
    alone: u64,
}

#[derive(Serialize)]
struct Flawed<'a> {
    flaw: &'static str,
    name: &'a str,
    /// Why the subject admits it.
    admitted: Option<&'a str>,
    draws: Draws<'a>,
}

/// How many draws, and the numbers of the first.
#[derive(Serialize)]
struct Draws<'a> {
    count: u64,
    first: &'a [u32],
}

#[derive(Serialize)]
struct Demand<'a> {
    name: &'static str,
    limit: &'a str,
    found: &'a str,
    holds: Option<bool>,
}

impl Stress {
    /// Writes what was found as one JSON object on one line.
    #[must_use]
    pub fn to_json(&self) -> String {
        let report = Report {
            version: 1,
            subject: &self.subject,
            seed: self.seed,
            draws: self.draws,
            replay: &self.replay,
            tries: self.tries,
            refused: self.refused,
            distinct: self.distinct,
            degenerate: self.degenerate,
            passed: self.passed(),
            parameters: self.parameters.iter().map(drawn).collect(),
            results: self.results.iter().map(outcome).collect(),
            constraints: self.refusals.iter().map(constraint).collect(),
            cases: self.cases.iter().map(flawed).collect(),
            failures: draws(&self.failures),
            thresholds: self.thresholds.iter().map(limit).collect(),
        };
        // Text, numbers and lists always serialise: the default is never met.
        let mut text = serde_json::to_string(&report).unwrap_or_default();
        text.push('\n');
        text
    }
}

fn number(value: &Quantity, decimals: Option<u32>) -> Number {
    Number {
        exact: exact_text(&value.value),
        shown: value_text(&Value::Number(value.clone()), decimals).unwrap_or_default(),
    }
}

/// Writes a number or a date.
fn end(value: &Value) -> Number {
    let exact = match value {
        Value::Number(number) => exact_text(&number.value),
        Value::Date(date) => date.to_string(),
        _ => String::new(),
    };
    Number { exact, shown: value_text(value, None).unwrap_or_default() }
}

fn drawn(parameter: &Parameter) -> Drawn<'_> {
    let [min, max] = match &parameter.range {
        Some(range) => range.each_ref().map(|value| Some(end(value))),
        None => [None, None],
    };
    Drawn { name: &parameter.name, distinct: parameter.distinct, cut: parameter.cut, min, max }
}

fn outcome(result: &Spread) -> Outcome<'_> {
    let number = |value: &Quantity| number(value, result.decimals);
    let column = |bar: &Bar| Column { from: number(&bar.from), count: bar.count };
    let numbers = result.numbers.as_ref().map(|quantiles| {
        let [min, first_quartile, median, third_quartile, max] =
            quantiles.values.each_ref().map(number);
        let bars = quantiles.bars.iter().map(column).collect();
        Numbers { min, first_quartile, median, third_quartile, max, bars }
    });
    let words = result.words.iter().map(|(value, count)| Words { value, count: *count });
    Outcome {
        name: &result.name,
        label: &result.label,
        lines: result.lines,
        distinct: result.distinct,
        cut: result.cut,
        numbers,
        words: words.collect(),
    }
}

fn constraint(refusal: &Refusal) -> Constraint<'_> {
    Constraint {
        likeness: refusal.title,
        text: &refusal.text,
        tries: refusal.tries,
        refused: refusal.refused,
        alone: refusal.alone,
    }
}

fn flawed(case: &Case) -> Flawed<'_> {
    Flawed {
        flaw: case.flaw.id(),
        name: &case.name,
        admitted: case.admitted.as_deref(),
        draws: draws(&case.draws),
    }
}

fn draws(examples: &Examples) -> Draws<'_> {
    Draws { count: examples.count, first: &examples.first }
}

fn limit(threshold: &Threshold) -> Demand<'_> {
    Demand {
        name: threshold.demanded.key(),
        limit: &threshold.limit,
        found: &threshold.found,
        holds: threshold.holds,
    }
}
