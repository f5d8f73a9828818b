//! What the tree evaluator does for a program: it computes the definitions
//! that are not compiled, and all of them when a run stops.

use super::Memory;
use super::plan::{Named, Plan};
use crate::formula::evaluate::evaluate;
use crate::formula::fault::FormulaFault;
use crate::formula::scope::{Lookup, Scope};
use crate::formula::value::Value;
use crate::number::{ArithmeticFault, Unit};

/// Computes every definition; a fault comes with the rank of its definition.
pub(super) fn all(plan: &Plan, memory: &Memory) -> Result<Vec<Value>, (usize, FormulaFault)> {
    let mut values: Vec<Option<Value>> = vec![None; plan.definitions.len()];
    for rank in &plan.order {
        let known = |rank: usize| values.get(rank).cloned().flatten();
        let value = compute(plan, memory, *rank, &known).map_err(|fault| (*rank, fault))?;
        if let Some(place) = values.get_mut(*rank) {
            *place = Some(value);
        }
    }
    Ok(values.into_iter().flatten().collect())
}

/// Computes one definition, given the values of those it names.
pub(super) fn compute(
    plan: &Plan,
    memory: &Memory,
    rank: usize,
    known: &dyn Fn(usize) -> Option<Value>,
) -> Result<Value, FormulaFault> {
    let definition = &plan.definitions[rank];
    let around = Around { plan, memory, table: definition.table(), known };
    let mut value = evaluate(&definition.expr, &around)?;
    if let Some((_, rows)) = definition.table
        && !matches!(value, Value::Column(_))
    {
        value = Value::column(std::iter::repeat_n(value, rows));
    }
    match &definition.unit {
        None => Ok(value),
        Some(unit) => in_unit(value, unit).map_err(|fault| {
            let range = &definition.expr.range;
            FormulaFault::new("unite-incompatible", range, fault.message())
        }),
    }
}

/// Gives numbers the unit their author declared.
pub(super) fn in_unit(value: Value, unit: &Unit) -> Result<Value, ArithmeticFault> {
    match value {
        Value::Number(number) => number.with_unit(unit).map(Value::Number),
        Value::Column(lines) => {
            let lines = lines.iter().map(|line| in_unit(line.clone(), unit));
            lines.collect::<Result<Vec<_>, _>>().map(Value::column)
        }
        other => Ok(other),
    }
}

/// The names a definition may use.
struct Around<'a> {
    plan: &'a Plan,
    memory: &'a Memory,
    table: Option<&'a str>,
    known: &'a dyn Fn(usize) -> Option<Value>,
}

impl Scope for Around<'_> {
    fn lookup(&self, name: &str) -> Lookup {
        match self.plan.names.find(name, self.table) {
            Named::Definition(rank) => (self.known)(rank).map_or(Lookup::Failed, Lookup::Found),
            Named::Input(rank) => Lookup::Found(self.memory.input(rank)),
            Named::Around(found) => found.clone(),
        }
    }

    fn names(&self) -> Vec<String> {
        let mut names = self.plan.names.all.clone();
        if let Some(table) = self.table {
            let prefix = format!("{table}.");
            let columns = names.iter().filter_map(|name| name.strip_prefix(&prefix));
            let columns: Vec<String> = columns.map(str::to_owned).collect();
            names.extend(columns);
        }
        names
    }

    fn label(&self, _: &str) -> Option<String> {
        None
    }
}
