//! Definitions for the tests of this module, compiled or computed by the tree
//! alone.

use super::{Definition, Program};
use crate::formula::sample::quantity;
use crate::formula::{Expr, FormulaFault, Lookup, Scope, Value, evaluate, parse};
use crate::number::{Unit, parse_date};

/// Named formulas, with the unit and the table of some.
pub(super) struct Written(pub(super) Vec<Line>);

/// A name, its formula, its unit, its table.
pub(super) type Line = (String, Expr, Option<Unit>, Option<(&'static str, usize)>);

impl Written {
    /// Reads « nom : formule », « nom (unité) : formule ».
    pub(super) fn new(lines: &[&str]) -> Self {
        Self::within(None, lines)
    }

    /// Reads those of a table, whose columns stand by their bare names.
    pub(super) fn within(table: Option<(&'static str, usize)>, lines: &[&str]) -> Self {
        let read = |line: &&str| {
            let (head, formula) = line.split_once(" : ").unwrap();
            let (name, unit) = head.split_once(" (").map_or((head, None), |(name, unit)| {
                (name, Some(Unit::parse(unit.trim_end_matches(')')).unwrap()))
            });
            (name.to_owned(), parse(formula).unwrap(), unit, table)
        };
        Self(lines.iter().map(read).collect())
    }

    /// Adds others.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Returns the rank of a definition.
    pub(super) fn rank(&self, name: &str) -> usize {
        self.0.iter().position(|line| line.0 == name).unwrap()
    }

    /// Compiles them.
    pub(super) fn compile(
        &self,
        inputs: &[(&str, Value)],
        around: &dyn Scope,
    ) -> Result<Program, (usize, FormulaFault)> {
        let definitions: Vec<Definition<'_>> = self
            .0
            .iter()
            .map(|(name, expr, unit, table)| {
                let unit = unit.as_ref();
                Definition { name, expr, unit, table: *table }
            })
            .collect();
        Program::compile(&definitions, inputs, around)
    }

    /// Computes all by the tree alone; each may only name those before it.
    pub(super) fn by_tree(
        &self,
        inputs: &[(&str, Value)],
        around: &dyn Scope,
    ) -> Result<Vec<Value>, (usize, FormulaFault)> {
        let mut known: Vec<(String, Value)> = Vec::new();
        for (rank, (name, expr, unit, table)) in self.0.iter().enumerate() {
            let scope = Names { known: &known, inputs, around, table: table.map(|table| table.0) };
            let mut value = evaluate(expr, &scope).map_err(|fault| (rank, fault))?;
            if let (Some((_, rows)), false) = (table, matches!(value, Value::Column(_))) {
                value = Value::column(vec![value; *rows]);
            }
            let convert = |value: &Value| match (value, unit) {
                (Value::Number(number), Some(unit)) => {
                    number.with_unit(unit).map(Value::Number).map_err(|fault| fault.message())
                }
                (other, _) => Ok(other.clone()),
            };
            let converted = match &value {
                Value::Column(lines) => {
                    lines.iter().map(convert).collect::<Result<Vec<_>, _>>().map(Value::column)
                }
                scalar => convert(scalar),
            };
            let told = |message| FormulaFault::new("unite-incompatible", &expr.range, message);
            known.push((name.clone(), converted.map_err(|message| (rank, told(message)))?));
        }
        Ok(known.into_iter().map(|(_, value)| value).collect())
    }
}

/// What a definition may name.
struct Names<'a> {
    known: &'a [(String, Value)],
    inputs: &'a [(&'a str, Value)],
    around: &'a dyn Scope,
    table: Option<&'a str>,
}

impl Names<'_> {
    fn exactly(&self, name: &str) -> Lookup {
        let known = self.known.iter().find(|(known, _)| known == name).map(|(_, value)| value);
        let input = || self.inputs.iter().find(|(input, _)| *input == name).map(|(_, value)| value);
        match known.or_else(input) {
            Some(value) => Lookup::Found(value.clone()),
            None => self.around.lookup(name),
        }
    }
}

impl Scope for Names<'_> {
    fn lookup(&self, name: &str) -> Lookup {
        match self.table.map(|table| self.exactly(&format!("{table}.{name}"))) {
            None | Some(Lookup::Unknown) => self.exactly(name),
            Some(found) => found,
        }
    }

    fn names(&self) -> Vec<String> {
        self.around.names()
    }

    fn label(&self, _: &str) -> Option<String> {
        None
    }
}

/// Reads a number with its unit.
pub(super) fn number(text: &str) -> Value {
    quantity(text).into()
}

/// Reads a column of numbers.
pub(super) fn numbers(texts: &[&str]) -> Value {
    Value::column(texts.iter().map(|text| number(text)))
}

/// Makes a column of texts.
pub(super) fn words(texts: &[&str]) -> Value {
    Value::column(texts.iter().map(|text| Value::Text((*text).to_owned())))
}

/// Reads a date.
pub(super) fn date(text: &str) -> Value {
    parse_date(text).unwrap().into()
}

/// Names that stand around.
pub(super) struct Around(pub(super) Vec<(&'static str, Value)>);

impl Scope for Around {
    fn lookup(&self, name: &str) -> Lookup {
        let known = self.0.iter().find(|(known, _)| *known == name);
        known.map_or(Lookup::Unknown, |(_, value)| Lookup::Found(value.clone()))
    }

    fn names(&self) -> Vec<String> {
        self.0.iter().map(|(name, _)| (*name).to_owned()).collect()
    }

    fn label(&self, _: &str) -> Option<String> {
        None
    }
}
