//! Compiling: takes names that change and formulas to check, gives one program
//! for all of them.

use super::reach::Meaning;
use super::{Named, Work};
use crate::answers::Answers;
use crate::diagnostic::Fault;
use crate::formula::{Definition, Expr, FormulaFault, Program, Value};
use crate::number::Unit;
use crate::source::{Sources, Span};
use crate::subject::Formula;

/// A formula to compute.
#[derive(Clone)]
pub(super) struct Task<'s> {
    /// What other formulas call it; nothing can be called what has a space.
    pub(super) name: String,
    pub(super) expr: Expr,
    pub(super) unit: Option<&'s Unit>,
    pub(super) table: Option<(&'s str, usize)>,
    /// The formula whose text the tree was read from, if it was one.
    pub(super) formula: Option<&'s Formula>,
    pub(super) datum: Option<usize>,
    pub(super) span: Span,
}

impl<'s> Task<'s> {
    /// Makes a task of a name.
    pub(super) fn named(name: &str, meaning: Meaning<'s>) -> Self {
        Self {
            name: name.to_owned(),
            expr: meaning.formula.expr.clone(),
            unit: meaning.unit,
            table: meaning.table,
            formula: Some(meaning.formula),
            datum: meaning.datum,
            span: meaning.span,
        }
    }

    /// Makes a task of what a formula holds, without name nor unit.
    pub(super) fn bare(
        name: String,
        expr: Expr,
        table: Option<(&'s str, usize)>,
        formula: &'s Formula,
        span: Span,
    ) -> Self {
        Self { name, expr, unit: None, table, formula: Some(formula), datum: None, span }
    }
}

/// Compiles tasks that work on some inputs.
pub(super) fn compile(
    tasks: &[Task<'_>],
    inputs: &[(String, Value)],
    answers: &Answers,
    sources: &Sources,
) -> Result<Work, Fault> {
    let definitions: Vec<_> = tasks
        .iter()
        .map(|task| Definition {
            name: &task.name,
            expr: &task.expr,
            unit: task.unit,
            table: task.table,
        })
        .collect();
    let inputs: Vec<_> =
        inputs.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    let program = Program::compile(&definitions, &inputs, answers)
        .map_err(|(rank, fault)| told(tasks.get(rank), fault, sources))?;
    let named = |task: &Task<'_>| Named { name: task.name.clone(), span: task.span };
    let derived = |(rank, task): (usize, &Task<'_>)| task.datum.map(|datum| (datum, rank));
    Ok(Work {
        program,
        names: tasks.iter().map(named).collect(),
        derived: tasks.iter().enumerate().filter_map(derived).collect(),
    })
}

/// Tells what is wrong with a task.
fn told(task: Option<&Task<'_>>, fault: FormulaFault, sources: &Sources) -> Fault {
    match task.and_then(|task| task.formula) {
        Some(formula) => formula.origin.fault(sources, fault),
        None => {
            let told = Fault::error(fault.id, fault.message);
            task.into_iter().fold(told, |told, task| told.at(task.span, "calculé pour ceci"))
        }
    }
}

impl Work {
    /// Returns the rank of a definition by its name.
    pub(super) fn rank(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|named| named.name == name)
    }
}
