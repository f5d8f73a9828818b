//! Variants from the tree: names resolved to cells of the subject, rules to
//! what each cell is drawn from.

mod alternatives;
mod around;
mod demands;
mod lookup;
mod order;
mod range;
mod rule;
mod shares;
mod target;
#[cfg(test)]
mod tests;
mod value;

use super::Reader;
use super::keys::{Form, Mapping, optional};
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

pub(super) static VARIANTS: Mapping = Mapping {
    name: "variantes",
    title: "Variantes",
    expected: "des variantes : « donnée : {de: …, a: …, pas: …} »",
    keys: &[&[
        optional(
            "contraintes",
            Form::List(&Form::Formula),
            "[cout < 100 €]",
            "Conditions que toute variante respecte.",
        ),
        optional(
            "equite",
            Form::Block(&demands::FAIRNESS),
            "{meme_signe: [evolution]}",
            "Ce qui reste le même que dans le sujet tel qu’il est écrit.",
        ),
        optional(
            "seuils",
            Form::Block(&demands::THRESHOLDS),
            "{refus: 50 %, distinctes: 500}",
            "Ce qu’une longue série de tirages doit donner.",
        ),
    ]],
    others: Some(Form::Cases(&rule::RULE)),
    ..Mapping::PLAIN
};

/// Reads `variantes`; what is wrong with a parameter leaves that one out.
pub(super) fn variants(reader: &mut Reader<'_>, node: &Node, known: Known<'_>) -> Option<Variants> {
    let Kind::Map(entries) = &node.kind else {
        return reader.expected(node, VARIANTS.expected);
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
