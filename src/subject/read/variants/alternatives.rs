//! Alternatives (*parmi*) and their weights (*poids*).

use num_traits::{ToPrimitive, Zero};

use super::elements;
use super::range::{each, lone};
use super::target::{Shape, Target};
use super::value::value;
use crate::diagnostic::Fault;
use crate::formula::Value;
use crate::number;
use crate::subject::read::{Fields, Reader, exact};
use crate::subject::variants::{Domain, Draw};
use crate::yaml::{Kind, Node};

/// Reads `{parmi: […], poids: […]}`.
pub(super) fn choice(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    target: &Target<'_>,
) -> Option<Vec<Draw>> {
    let node = fields.take("parmi")?;
    let alternatives = alternatives(reader, node, target);
    let counted = if let Kind::List(nodes) = &node.kind { nodes.len() } else { 0 };
    let weights = match fields.take("poids") {
        Some(node) => weights(reader, node, counted),
        None => Some(Vec::new()),
    };
    let (alternatives, weights) = (alternatives?, weights?);
    let possible = weights.iter().filter(|weight| !weight.is_zero()).count();
    let possible = if weights.is_empty() { alternatives.len() } else { possible };
    if let (1, Some(only)) = (possible, alternatives.first().and_then(|values| values.first())) {
        lone(reader, target, node.span, only);
    }
    let domain = Domain::Choice { alternatives, weights };
    Some(match target.shape {
        Shape::Group => {
            let cells = target.slots.iter().map(|slot| slot.cell).collect();
            vec![Draw { cells, domain }]
        }
        _ => each(target, |_| domain.clone()),
    })
}

fn alternatives(
    reader: &mut Reader<'_>,
    node: &Node,
    target: &Target<'_>,
) -> Option<Vec<Vec<Value>>> {
    if target.shape == Shape::Group {
        return rows(reader, node, target, target.slots.len());
    }
    let slot = target.like(reader)?;
    let nodes = elements(reader, node, "des valeurs : [3, 4, 5]")?;
    let read: Vec<_> = nodes.iter().map(|node| Some(vec![value(reader, node, slot)?])).collect();
    let read = read.into_iter().collect::<Option<Vec<_>>>()?;
    for (at, node) in nodes.iter().enumerate() {
        if let (Some(own), Some(before)) = (read.get(at), read.get(..at))
            && before.contains(own)
        {
            reader.faults.push(
                Fault::warning("alternative-double", "cette valeur est citée deux fois")
                    .at(node.span, "la seconde fois")
                    .help("pour qu’elle sorte plus souvent, donnez des poids : « poids : [2, 1] »"),
            );
        }
    }
    Some(read)
}

/// Reads lists of values, each as wide as what it fills; each value is like
/// the written one at its place.
pub(super) fn rows(
    reader: &mut Reader<'_>,
    node: &Node,
    target: &Target<'_>,
    width: usize,
) -> Option<Vec<Vec<Value>>> {
    let nodes = elements(reader, node, "des listes de valeurs : [[3, a], [4, b]]")?;
    let rows: Vec<_> = nodes.iter().map(|node| row(reader, node, target, width)).collect();
    rows.into_iter().collect()
}

fn row(
    reader: &mut Reader<'_>,
    node: &Node,
    target: &Target<'_>,
    width: usize,
) -> Option<Vec<Value>> {
    let Kind::List(nodes) = &node.kind else {
        return reader.expected(node, "une liste de valeurs : [3, a]");
    };
    if nodes.len() != width {
        let found = number::counted(nodes.len(), "valeur");
        reader.faults.push(
            Fault::error("ligne-irreguliere", format!("cette liste a {found}"))
                .at(node.span, format!("attendu : {}", number::counted(width, "valeur"))),
        );
        return None;
    }
    let values: Vec<_> =
        nodes.iter().zip(&target.slots).map(|(node, slot)| value(reader, node, slot)).collect();
    values.into_iter().collect()
}

fn weights(reader: &mut Reader<'_>, node: &Node, expected: usize) -> Option<Vec<u64>> {
    let nodes = elements(reader, node, "un poids par valeur : [2, 1]")?;
    if expected > 0 && nodes.len() != expected {
        reader.faults.push(
            Fault::error("poids-incomplets", format!("cette liste a {} poids", nodes.len()))
                .at(node.span, format!("attendu : {expected}, un par valeur")),
        );
        return None;
    }
    let weights: Vec<_> = nodes.iter().map(|node| weight(reader, node)).collect();
    let weights = weights.into_iter().collect::<Option<Vec<_>>>()?;
    if weights.iter().all(Zero::is_zero) {
        reader.faults.push(
            Fault::error("poids-nuls", "tous les poids sont nuls")
                .at(node.span, "attendu : un poids au-dessus de 0 pour au moins une valeur"),
        );
        return None;
    }
    Some(weights)
}

fn weight(reader: &mut Reader<'_>, node: &Node) -> Option<u64> {
    let read = exact(reader, node)?;
    let whole = read.is_integer().then(|| read.to_integer().to_u64()).flatten();
    let small = whole.filter(|weight| *weight <= u64::from(u32::MAX));
    if small.is_none() {
        reader.faults.push(
            Fault::error("poids-impossible", "ce poids n’est pas possible")
                .at(node.span, "attendu : un nombre entier, 0 ou plus"),
        );
    }
    small
}
