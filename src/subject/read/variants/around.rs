//! Ranges around the value that is written (*autour*): a share of it, or so
//! much more or less.

use num_traits::{One, Signed};

use super::range::{count, lone, moved, ordered, pace, rank, too_long};
use super::target::{Slot, Target};
use super::value::{days, quantity, told};
use crate::diagnostic::Fault;
use crate::formula::Value;
use crate::number::{self, Exact};
use crate::source::Spanned;
use crate::subject::read::{self, Fields, Reader, spanned};
use crate::subject::variants::{Domain, Draw};
use crate::yaml::Node;

/// Reads `{autour: …, pas: …}`.
pub(super) fn around(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    target: &Target<'_>,
) -> Option<Vec<Draw>> {
    let slot = ordered(reader, target)?;
    let read = spanned(|reader: &mut Reader<'_>, node: &Node| radius(reader, node, slot));
    let radius = fields.required(reader, "autour", read);
    let pace = pace(reader, fields, slot);
    let (radius, pace) = (radius?, pace?);
    let mut draws = Vec::with_capacity(target.slots.len());
    let mut most = 0;
    let mut crossed = false;
    for slot in &target.slots {
        let (low, high) = grid(&slot.written, &radius.value.of(&slot.written), &pace.value);
        let steps = (&high - &low) / &pace.value;
        if steps.is_negative() {
            reader.faults.push(
                Fault::error("plage-vide", "aucun multiple du pas n’est assez proche")
                    .at(
                        pace.span,
                        format!("attendu : un pas plus petit, près de {}", told(&slot.written)),
                    )
                    .at(slot.span, "écrit ici"),
            );
            return None;
        }
        if !crossed && crosses(&slot.written, &low, &high) {
            crossed = true;
            both_signs(reader, &radius, slot, &low, &high);
        }
        let count = count(reader, &(steps + Exact::one()), pace.span)?;
        most = most.max(count);
        let Some(first) = moved(&slot.written, &(low - rank(&slot.written))) else {
            too_long(reader, pace.span);
            return None;
        };
        let domain = Domain::Steps { first, step: pace.value.clone(), count };
        draws.push(Draw { cells: vec![slot.cell], domain });
    }
    if most == 1 {
        lone(reader, target, pace.span, &slot.written);
    }
    Some(draws)
}

/// Tells whether a range goes beyond zero from a number that has a sign.
fn crosses(written: &Value, low: &Exact, high: &Exact) -> bool {
    let Value::Number(number) = written else { return false };
    (number.value.is_positive() && low.is_negative())
        || (number.value.is_negative() && high.is_positive())
}

/// Warns about a range with values of both signs: 20 was written for 20 %.
fn both_signs(
    reader: &mut Reader<'_>,
    radius: &Spanned<Radius>,
    slot: &Slot,
    low: &Exact,
    high: &Exact,
) {
    let middle = rank(&slot.written);
    let shown = |end: &Exact| moved(&slot.written, &(end - &middle)).as_ref().map(told);
    let (Some(low), Some(high)) = (shown(low), shown(high)) else { return };
    let fault = Fault::warning("plage-signe", "la plage change de signe")
        .at(radius.span, format!("les valeurs tirées vont de {low} à {high}"))
        .at(slot.span, "écrit ici");
    let raw = reader.sources.slice(radius.span).trim();
    let bare = number::parse_quantity(raw).is_ok_and(|read| read.unit.is_none());
    let fault = if bare { fault.help(format!("pour une part, écrivez {raw} %")) } else { fault };
    reader.faults.push(fault.help("si c’est voulu, écrivez les bornes : « de » et « a »"));
}

/// How far from the written value draws may go.
pub(super) enum Radius {
    /// A share of it.
    Share(Exact),
    /// An amount in base units; days.
    Amount(Exact),
}

impl Radius {
    /// Returns the distance from a written value.
    pub(super) fn of(&self, written: &Value) -> Exact {
        match self {
            Self::Share(share) => rank(written).abs() * share,
            Self::Amount(amount) => amount.clone(),
        }
    }
}

/// Reads how far from the written value draws may go.
pub(super) fn radius(reader: &mut Reader<'_>, node: &Node, slot: &Slot) -> Option<Radius> {
    let expectation = "un écart au-dessus de 0, comme « 20 % »";
    let read = match &slot.written {
        Value::Number(written) => {
            let share = read::quantity(reader, node)?;
            if share.unit.is_percent() {
                Radius::Share(share.value)
            } else {
                Radius::Amount(quantity(reader, node, slot, written)?.value)
            }
        }
        _ => Radius::Amount(days(reader, node)?),
    };
    let (Radius::Share(size) | Radius::Amount(size)) = &read;
    if size.is_positive() { Some(read) } else { reader.refused(node, expectation) }
}

/// Returns the lowest and the highest multiple of the step within a distance
/// of a written value; dates have no multiple, and step from their own day.
pub(super) fn grid(written: &Value, radius: &Exact, step: &Exact) -> (Exact, Exact) {
    let middle = rank(written);
    if let Value::Date(_) = written {
        let reach = (radius / step).floor() * step;
        return (&middle - &reach, middle + reach);
    }
    (((&middle - radius) / step).ceil() * step, ((middle + radius) / step).floor() * step)
}
