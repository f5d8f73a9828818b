//! Ranges: from a first value to a last one, or around the one that is
//! written, by a step.

use chrono::{Datelike, NaiveDate};
use num_traits::{One, Signed, ToPrimitive};

use super::target::{Slot, Target};
use super::value::{days, quantity, step, told, value};
use crate::diagnostic::Fault;
use crate::formula::Value;
use crate::number::{self, Exact, Quantity};
use crate::source::{Span, Spanned};
use crate::subject::read::{Fields, Reader, spanned};
use crate::subject::variants::{Domain, Draw};
use crate::yaml::Node;

/// Reads `{de: …, a: …, pas: …}`.
pub(super) fn between(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    target: &Target<'_>,
) -> Option<Vec<Draw>> {
    let slot = ordered(reader, target)?;
    let read = |reader: &mut Reader<'_>, node: &Node| value(reader, node, slot);
    let first = fields.required(reader, "de", spanned(read));
    let last = fields.required(reader, "a", spanned(read));
    let pace = pace(reader, fields, slot);
    let (first, last, pace) = (first?, last?, pace?);
    let length = rank(&last.value) - rank(&first.value);
    if length.is_negative() {
        let (low, high) = (told(&first.value), told(&last.value));
        reader.faults.push(
            Fault::error("plage-inversee", "la plage commence après sa fin")
                .at(first.span, format!("« de » vaut {low}"))
                .at(last.span, format!("« a » vaut {high}"))
                .help("échangez les deux valeurs"),
        );
        return None;
    }
    let steps = (&length / &pace.value).floor();
    let reached = moved(&first.value, &(&steps * &pace.value))?;
    let count = count(reader, &(steps + Exact::one()), last.span)?;
    if count == 1 {
        lone(reader, target, last.span, &first.value);
    } else if reached != last.value {
        reader.faults.push(
            Fault::warning("pas-inegal", "le pas ne tombe pas sur la fin de la plage")
                .at(pace.span, format!("la dernière valeur tirée sera {}", told(&reached)))
                .at(last.span, "la fin de la plage"),
        );
    }
    let domain = Domain::Steps { first: first.value, step: pace.value, count };
    Some(each(target, |_| domain.clone()))
}

/// Reads `{autour: …, pas: …}`: a share of the written value, or so much more
/// or less.
pub(super) fn around(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    target: &Target<'_>,
) -> Option<Vec<Draw>> {
    let slot = ordered(reader, target)?;
    let radius = fields.required(reader, "autour", |reader, node| radius(reader, node, slot));
    let pace = pace(reader, fields, slot);
    let (radius, pace) = (radius?, pace?);
    let mut draws = Vec::with_capacity(target.slots.len());
    let mut most = 0;
    for slot in &target.slots {
        let (low, high) = grid(&slot.written, &radius.of(&slot.written), &pace.value);
        let steps = (high - &low) / &pace.value;
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
            let share = crate::subject::read::quantity(reader, node)?;
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

/// Reads the step; that of dates is a day unless said.
fn pace(reader: &mut Reader<'_>, fields: &mut Fields<'_>, slot: &Slot) -> Option<Spanned<Exact>> {
    let read = spanned(|reader: &mut Reader<'_>, node: &Node| step(reader, node, slot));
    if let (Value::Date(_), false) = (&slot.written, fields.has("pas")) {
        return Some(Spanned::new(Exact::one(), slot.span));
    }
    fields.required(reader, "pas", read)
}

/// Returns the slot to read values like, when those have an order.
fn ordered<'t>(reader: &mut Reader<'_>, target: &'t Target<'_>) -> Option<&'t Slot> {
    let slot = target.like(reader)?;
    if matches!(slot.written, Value::Number(_) | Value::Date(_)) {
        return Some(slot);
    }
    reader.faults.push(
        Fault::error("regle-impossible", format!("{} n’a pas de plage", slot.written.kind()))
            .at(target.name.span, "attendu pour ce paramètre : « parmi : […] »")
            .at(slot.span, format!("ceci est {}", slot.written.kind())),
    );
    None
}

/// Returns the place of a value in its order: base units, or days.
pub(super) fn rank(value: &Value) -> Exact {
    match value {
        Value::Number(quantity) => quantity.value.clone(),
        Value::Date(date) => number::whole(date.num_days_from_ce().into()),
        _ => number::whole(0),
    }
}

/// Returns a value further on by base units, or days.
fn moved(value: &Value, by: &Exact) -> Option<Value> {
    let rank = rank(value) + by;
    match value {
        Value::Number(from) => Some(Quantity::new(rank, from.unit.clone()).into()),
        _ => NaiveDate::from_num_days_from_ce_opt(rank.to_integer().to_i32()?).map(Value::Date),
    }
}

fn count(reader: &mut Reader<'_>, count: &Exact, place: Span) -> Option<u64> {
    let small = count.to_integer().to_u64();
    if small.is_none() {
        too_long(reader, place);
    }
    small
}

fn too_long(reader: &mut Reader<'_>, place: Span) {
    reader.faults.push(
        Fault::error("plage-trop-longue", "cette plage a trop de valeurs")
            .at(place, "attendu : une plage plus courte, ou un pas plus grand"),
    );
}

/// Warns about a parameter that has one value to offer.
pub(super) fn lone(reader: &mut Reader<'_>, target: &Target<'_>, place: Span, value: &Value) {
    let name = &target.name.value;
    reader.faults.push(
        Fault::warning("valeur-unique", format!("« {name} » n’a qu’une valeur possible"))
            .at(place, format!("toutes les variantes auront {}", told(value))),
    );
}

/// Gives each cell a draw of its own.
pub(super) fn each(target: &Target<'_>, domain: impl Fn(&Slot) -> Domain) -> Vec<Draw> {
    let slots = target.slots.iter();
    slots.map(|slot| Draw { cells: vec![slot.cell], domain: domain(slot) }).collect()
}
