//! Orders: the written values in another one (*permutation*), or as many as
//! needed of a longer list (*échantillon*).

use super::alternatives::rows;
use super::elements;
use super::range::lone;
use super::target::{Shape, Target};
use super::value::value;
use crate::diagnostic::Fault;
use crate::formula::Value;
use crate::number;
use crate::source::Span;
use crate::subject::read::{Fields, Reader, flag};
use crate::subject::variants::{Domain, Draw};
use crate::yaml::Node;

/// Reads `{permutation: oui}`.
pub(super) fn permutation(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    target: &Target<'_>,
) -> Option<Vec<Draw>> {
    let node = fields.take("permutation")?;
    if !flag(reader, node)? {
        return reader.refused(node, "« oui », ou rien");
    }
    let width = width(reader, target)?;
    let written: Vec<_> = target.slots.iter().map(|slot| slot.written.clone()).collect();
    let items: Vec<_> = written.chunks(width).map(<[Value]>::to_vec).collect();
    if items.windows(2).all(|pair| pair.first() == pair.last()) {
        lone(reader, target, node.span, written.first()?);
    }
    Some(draws(target, items))
}

/// Reads `{echantillon: […]}`.
pub(super) fn sample(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    target: &Target<'_>,
) -> Option<Vec<Draw>> {
    let node = fields.take("echantillon")?;
    let width = width(reader, target)?;
    let items = match target.shape {
        Shape::Table(_) => rows(reader, node, target, width)?,
        _ => values(reader, node, target)?,
    };
    let needed = target.slots.len() / width;
    if items.len() < needed {
        small(reader, node.span, items.len(), needed);
        return None;
    }
    Some(draws(target, items))
}

fn values(reader: &mut Reader<'_>, node: &Node, target: &Target<'_>) -> Option<Vec<Vec<Value>>> {
    let slot = target.slots.first()?;
    let nodes = elements(reader, node, "des valeurs, au moins une par ligne")?;
    let read: Vec<_> = nodes.iter().map(|node| Some(vec![value(reader, node, slot)?])).collect();
    read.into_iter().collect()
}

fn small(reader: &mut Reader<'_>, place: Span, found: usize, needed: usize) {
    let (found, lines) = (number::counted(found, "élément"), number::counted(needed, "ligne"));
    reader.faults.push(
        Fault::error("echantillon-trop-petit", format!("{found} pour {lines}"))
            .at(place, format!("attendu : {needed} éléments ou plus, aucun ne sortant deux fois")),
    );
}

/// Returns how many cells an item fills, when all values at one place of an
/// item can stand in for one another.
fn width(reader: &mut Reader<'_>, target: &Target<'_>) -> Option<usize> {
    let Shape::Table(width) = target.shape else {
        return target.like(reader).map(|_| 1);
    };
    for column in 0..width {
        let slots = target.slots.iter().skip(column).step_by(width).cloned().collect();
        Target { slots, ..*target }.like(reader)?;
    }
    Some(width)
}

fn draws(target: &Target<'_>, items: Vec<Vec<Value>>) -> Vec<Draw> {
    let cells = target.slots.iter().map(|slot| slot.cell).collect();
    vec![Draw { cells, domain: Domain::Order { items } }]
}
