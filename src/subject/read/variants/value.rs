//! Values of a draw: each read as the one it replaces was written, same kind
//! and same unit.

use num_traits::{Signed, Zero};

use super::target::Slot;
use crate::diagnostic::Fault;
use crate::formula::Value;
use crate::number::{self, DateStyle, Exact, Format, Quantity, display, format_date};
use crate::subject::read::{Reader, flag};
use crate::yaml::{Kind, Node};

/// Reads a value that may stand in the place of a written one.
///
/// A bare number takes the unit of what it replaces, as in a column.
pub(super) fn value(reader: &mut Reader<'_>, node: &Node, slot: &Slot) -> Option<Value> {
    match &slot.written {
        Value::Number(written) => quantity(reader, node, slot, written).map(Value::Number),
        Value::Date(_) => match scalar(node).map(number::parse_date) {
            Some(Ok(date)) => Some(Value::Date(date)),
            _ => other_kind(reader, node, slot),
        },
        Value::Truth(_) => flag(reader, node).map(Value::Truth),
        _ => match &node.kind {
            Kind::Scalar { text, plain: false } => Some(Value::Text(text.clone())),
            Kind::Scalar { text, plain: true } if !is_number(text) => {
                Some(Value::Text(text.clone()))
            }
            Kind::Scalar { text, .. } if matches!(&slot.written, Value::Text(own) if is_number(own)) => {
                Some(Value::Text(text.clone()))
            }
            Kind::Truth(_) => Some(Value::Text(reader.sources.slice(node.span).to_owned())),
            _ => other_kind(reader, node, slot),
        },
    }
}

/// Reads a number with the unit of the one it may replace.
pub(super) fn quantity(
    reader: &mut Reader<'_>,
    node: &Node,
    slot: &Slot,
    written: &Quantity,
) -> Option<Quantity> {
    let Some(Ok(read)) = scalar(node).map(number::parse_quantity) else {
        return other_kind(reader, node, slot);
    };
    if read.unit.is_same_kind(&written.unit) {
        return Some(Quantity::new(read.value, written.unit.clone()));
    }
    if read.unit.is_none() {
        return Some(Quantity::of(&read.value, written.unit.clone()));
    }
    reader.faults.push(
        Fault::error("unites-differentes", "cette valeur n’a pas l’unité de ce qu’elle remplace")
            .at(node.span, format!("attendu : l’unité de « {} »", told(&slot.written)))
            .at(slot.span, "écrit ici"),
    );
    None
}

/// Reads a step: a number above zero, in base units; days between dates.
pub(super) fn step(reader: &mut Reader<'_>, node: &Node, slot: &Slot) -> Option<Exact> {
    let read = match &slot.written {
        Value::Number(written) => quantity(reader, node, slot, written)?.value,
        _ => days(reader, node)?,
    };
    let message = match () {
        () if read.is_zero() => "un pas de 0 ne mène nulle part",
        () if read.is_negative() => "ce pas va à reculons",
        () => return Some(read),
    };
    reader.faults.push(
        Fault::error("pas-impossible", message).at(node.span, "attendu : un pas au-dessus de 0"),
    );
    None
}

/// Reads a whole number of days.
pub(super) fn days(reader: &mut Reader<'_>, node: &Node) -> Option<Exact> {
    let read = scalar(node).and_then(|text| number::parse_quantity(text).ok());
    let figure = read.and_then(|read| match () {
        () if read.unit.is_none() => Some(read.value),
        () if read.unit.is_time() => Some(read.value / number::whole(86_400)),
        () => None,
    });
    match figure.filter(Exact::is_integer) {
        Some(days) => Some(days),
        None => reader.refused(node, "un nombre de jours, comme « 7 j »"),
    }
}

/// Writes a value for a message.
pub(super) fn told(value: &Value) -> String {
    match value {
        Value::Number(quantity) => display(quantity, &Format::default()).text,
        Value::Date(date) => format_date(*date, DateStyle::Long),
        Value::Text(text) => text.clone(),
        other => other.kind().to_owned(),
    }
}

fn scalar(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Scalar { text, .. } => Some(text),
        _ => None,
    }
}

fn is_number(text: &str) -> bool {
    number::parse_quantity(text).is_ok()
}

/// Reports a value that is not of the kind it replaces.
fn other_kind<T>(reader: &mut Reader<'_>, node: &Node, slot: &Slot) -> Option<T> {
    let expected = slot.written.kind();
    let Some(text) = scalar(node) else { return reader.expected(node, expected) };
    reader.faults.push(
        Fault::error("valeur-inadmise", format!("« {text} » n’est pas {expected}"))
            .at(node.span, format!("attendu : {expected}, comme « {} »", told(&slot.written)))
            .at(slot.span, "écrit ici"),
    );
    None
}
