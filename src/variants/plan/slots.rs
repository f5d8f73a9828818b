//! The draws of a parameter: takes how it changes, gives prepared domains and
//! where their values go.

use super::build::Builder;
use super::{Slot, Target, reach};
use crate::diagnostic::Fault;
use crate::formula::{Program, Value};
use crate::subject::{Cell, Draw, Parameter, Rule};
use crate::variants::{PreparedDomain, Unprepared};

impl Builder<'_, '_> {
    /// Prepares the draws of a parameter.
    pub(super) fn slots(
        &mut self,
        parameter: &Parameter,
        slots: &mut Vec<Slot>,
        inputs: &mut Inputs,
    ) -> Option<()> {
        let Rule::Drawn(draws) = &parameter.rule else { return Some(()) };
        for (rank, draw) in draws.iter().enumerate() {
            let domain = match PreparedDomain::new(&draw.domain, draw.cells.len()) {
                Ok(domain) => domain,
                Err(reason) => {
                    self.faults.push(unprepared(parameter, reason));
                    return None;
                }
            };
            let first = slots.last().map_or(0, |slot| slot.picks.end);
            slots.push(Slot {
                name: parameter.name.value.clone(),
                span: parameter.name.span,
                rank,
                picks: first..first + domain.width(),
                domain,
                cells: self.targets(draw, inputs)?,
            });
        }
        Some(())
    }

    fn targets(&self, draw: &Draw, inputs: &mut Inputs) -> Option<Vec<Target>> {
        let target = |cell: &Cell| {
            let name = reach::name(self.subject, *cell)?;
            let value = &self.answers.get(&name)?.value;
            let line = match cell {
                Cell::Datum(_) => 0,
                Cell::Entry { row, .. } => *row,
            };
            let column = matches!(value, Value::Column(_));
            let input = inputs.rank(&name, value);
            Some(Target { cell: *cell, name, line, column, input, joint: None, ready: Vec::new() })
        };
        draw.cells.iter().map(target).collect()
    }
}

/// Makes the values of draws ready for the program that they are drawn for.
pub(super) fn ready(slots: &mut [Slot], program: &Program) {
    let memory = program.memory();
    for slot in slots {
        for (cell, target) in slot.cells.iter_mut().enumerate() {
            let values = slot.domain.listed(cell).into_iter();
            let ready = values.map(|value| memory.ready(target.input, target.line, value));
            target.ready = ready.collect::<Option<_>>().unwrap_or_default();
        }
    }
}

/// Inputs of a program, each once.
#[derive(Default)]
pub(super) struct Inputs {
    pub(super) list: Vec<(String, Value)>,
}

impl Inputs {
    /// Returns the rank of an input, which is added if need be.
    pub(super) fn rank(&mut self, name: &str, value: &Value) -> usize {
        let known = self.list.iter().position(|(own, _)| own == name);
        known.unwrap_or_else(|| {
            self.list.push((name.to_owned(), value.clone()));
            self.list.len() - 1
        })
    }
}

fn unprepared(parameter: &Parameter, reason: Unprepared) -> Fault {
    let name = &parameter.name.value;
    let message = format!("rien ne peut être tiré pour « {name} »");
    let (label, help) = match reason {
        Unprepared::Empty => {
            ("aucune valeur possible", "élargissez les bornes, ou ajoutez des valeurs")
        }
        Unprepared::TooMany => {
            ("trop de possibilités", "prenez un pas plus grand, ou moins de valeurs")
        }
        Unprepared::NotAScale => {
            ("ces valeurs n’ont pas de pas", "un pas sépare des nombres ou des dates")
        }
    };
    Fault::error("tirage-impossible", message).at(parameter.name.span, label).help(help)
}
