//! Order of need: takes definitions that name one another, gives their ranks,
//! each after those it names.

use std::ops::Range;

use super::Definition;
use super::plan::{Named, Names};
use crate::formula::fault::FormulaFault;

/// How far a definition is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    Running,
    Done,
}

struct Walk<'a> {
    definitions: &'a [Definition<'a>],
    names: &'a Names,
    states: Vec<State>,
    order: Vec<usize>,
}

/// Orders definitions; else tells which one needs itself.
pub(super) fn of_need(
    definitions: &[Definition<'_>],
    names: &Names,
) -> Result<Vec<usize>, (usize, FormulaFault)> {
    let states = vec![State::Waiting; definitions.len()];
    let mut walk = Walk { definitions, names, states, order: Vec::new() };
    for rank in 0..definitions.len() {
        if walk.states[rank] == State::Waiting {
            walk.visit(rank)?;
        }
    }
    Ok(walk.order)
}

impl Walk<'_> {
    fn visit(&mut self, rank: usize) -> Result<(), (usize, FormulaFault)> {
        let definition = self.definitions[rank];
        self.states[rank] = State::Running;
        for (name, range) in definition.expr.names() {
            let table = definition.table.map(|(table, _)| table);
            let Named::Definition(needed) = self.names.find(name, table) else { continue };
            match self.states[needed] {
                State::Done => {}
                State::Waiting => self.visit(needed)?,
                State::Running => return Err((rank, circular(definition.name, name, &range))),
            }
        }
        self.states[rank] = State::Done;
        self.order.push(rank);
        Ok(())
    }
}

fn circular(definition: &str, name: &str, range: &Range<usize>) -> FormulaFault {
    let message = format!("«\u{a0}{definition}\u{a0}» dépend de lui-même");
    FormulaFault::new("calcul-circulaire", range, message)
        .label(format!("«\u{a0}{name}\u{a0}» a besoin de lui"))
        .help("donnez une valeur à l’un de ces noms")
}
