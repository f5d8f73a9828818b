//! Variants from the tree: names resolved to cells of the subject, rules to
//! what each cell is drawn from.

mod alternatives;
mod demands;
mod order;
mod range;
mod rule;
mod shares;
mod target;
mod value;

use super::Reader;
use crate::diagnostic::Fault;
use crate::subject::model::{Computation, Datum};
use crate::subject::table::Table;
use crate::subject::variants::{Thresholds, Variants};
use crate::yaml::{Kind, Node};

/// What the names of parameters may stand for.
#[derive(Clone, Copy)]
pub(super) struct Known<'k> {
    /// Named values.
    pub(super) data: &'k [Datum],
    /// Named tables.
    pub(super) tables: &'k [Table],
    /// Named formulas: what is computed is not drawn.
    pub(super) computations: &'k [Computation],
}

/// Reads `variantes`; what is wrong with a parameter leaves that one out.
pub(super) fn variants(reader: &mut Reader<'_>, node: &Node, known: Known<'_>) -> Option<Variants> {
    let Kind::Map(entries) = &node.kind else {
        return reader.expected(node, "des variantes : « donnée : {de: …, a: …, pas: …} »");
    };
    let mut read = Variants {
        span: node.span,
        parameters: Vec::new(),
        constraints: Vec::new(),
        fairness: Vec::new(),
        thresholds: Thresholds::default(),
    };
    for (name, node) in entries {
        match name.value.as_str() {
            "contraintes" => read.constraints = demands::constraints(reader, node),
            "equite" => read.fairness = demands::fairness(reader, node),
            "seuils" => read.thresholds = demands::thresholds(reader, node),
            _ => read.parameters.extend(rule::parameter(reader, name, node, known)),
        }
    }
    Some(read)
}

/// Returns the elements of a list, which must have at least one.
fn elements<'n>(reader: &mut Reader<'_>, node: &'n Node, what: &str) -> Option<&'n [Node]> {
    let Kind::List(nodes) = &node.kind else { return reader.expected(node, what) };
    if nodes.is_empty() {
        reader.faults.push(
            Fault::error("liste-vide", "cette liste est vide")
                .at(node.span, format!("attendu : {what}")),
        );
        return None;
    }
    Some(nodes)
}
