//! Whole numbers of parts with a fixed sum (*somme*).

use std::ops::RangeInclusive;

use num_traits::{Signed, ToPrimitive, Zero};

use super::range::{grid, radius, rank};
use super::target::{Slot, Target};
use super::value::{quantity, step, told};
use crate::diagnostic::Fault;
use crate::formula::Value;
use crate::number::{Exact, Quantity};
use crate::source::{Span, Spanned};
use crate::subject::read::{Fields, Reader, spanned};
use crate::subject::variants::{Domain, Draw};
use crate::yaml::Node;

/// Reads `{somme: …, pas: …, de: …, a: …}`, or `autour` instead of bounds.
pub(super) fn shares(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    target: &Target<'_>,
) -> Option<Vec<Draw>> {
    let slot = target.like(reader)?;
    let Value::Number(unit) = &slot.written else {
        reader.faults.push(
            Fault::error("regle-impossible", format!("{} n’a pas de somme", slot.written.kind()))
                .at(target.name.span, "attendu pour une somme : des nombres")
                .at(slot.span, format!("ceci est {}", slot.written.kind())),
        );
        return None;
    };
    let number = |reader: &mut Reader<'_>, node: &Node| {
        quantity(reader, node, slot, unit).map(|read| read.value)
    };
    let sum = fields.required(reader, "somme", spanned(number));
    let part = fields.required(
        reader,
        "pas",
        spanned(|reader: &mut Reader<'_>, node: &Node| step(reader, node, slot)),
    );
    let near = fields.take("autour").map(|node| radius(reader, node, slot));
    let low = fields.take("de").map(|node| spanned(number)(reader, node));
    let high = fields.take("a").map(|node| spanned(number)(reader, node));
    let (sum, part) = (sum?, part?);
    let (near, low, high) = (sound(near)?, sound(low)?, sound(high)?);
    let shown = |value: &Exact| told(&Quantity::new(value.clone(), unit.unit.clone()).into());
    let total = whole(&(&sum.value / &part.value));
    let Some(total) = total else {
        reader.faults.push(
            Fault::error("somme-hors-pas", "la somme n’est pas un multiple du pas")
                .at(sum.span, format!("attendu : un multiple de {}", shown(&part.value)))
                .at(part.span, "le pas"),
        );
        return None;
    };
    let mut bounds = Vec::with_capacity(target.slots.len());
    for slot in &target.slots {
        let (least, most) = match &near {
            Some(near) => grid(&slot.written, &near.of(&slot.written), &part.value),
            None => (
                low.as_ref().map_or_else(Exact::zero, |low| low.value.clone()),
                high.as_ref().map_or_else(|| sum.value.clone(), |high| high.value.clone()),
            ),
        };
        let place = high.as_ref().or(low.as_ref()).unwrap_or(&part).span;
        bounds.push(parts(reader, &least, &most, &part.value, place)?);
    }
    let sums = reach(&bounds);
    if !sums.contains(&u128::from(total)) {
        let worth = |parts: u128| shown(&(Exact::from_integer(parts.into()) * &part.value));
        let (least, most) = (worth(*sums.start()), worth(*sums.end()));
        reader.faults.push(
            Fault::error("somme-inatteignable", "cette somme ne peut pas être atteinte")
                .at(sum.span, format!("les bornes permettent de {least} à {most}"))
                .help("élargissez « de » et « a », ou « autour »"),
        );
        return None;
    }
    compare(reader, target, &sum, &shown);
    let part = Quantity::new(part.value, unit.unit.clone()).into();
    let cells = target.slots.iter().map(|slot| slot.cell).collect();
    Some(vec![Draw { cells, domain: Domain::Shares { parts: bounds, total, part } }])
}

/// Tells what was not written from what could not be read.
#[expect(clippy::option_option, reason = "a key left out is not a key that is wrong")]
fn sound<T>(read: Option<Option<T>>) -> Option<Option<T>> {
    match read {
        None => Some(None),
        Some(None) => None,
        Some(read) => Some(read),
    }
}

/// Counts the parts between two bounds.
fn parts(
    reader: &mut Reader<'_>,
    least: &Exact,
    most: &Exact,
    part: &Exact,
    place: Span,
) -> Option<RangeInclusive<u64>> {
    let low = (least / part).ceil().max(Exact::zero()).to_integer().to_u64();
    let high = (most / part).floor();
    let high = (!high.is_negative()).then(|| high.to_integer().to_u64()).flatten();
    match (low, high) {
        (Some(low), Some(high)) if low <= high => Some(low..=high),
        _ => {
            reader.faults.push(
                Fault::error("plage-vide", "aucun multiple du pas ne tient entre ces bornes")
                    .at(place, "attendu : des bornes plus larges, à partir de 0"),
            );
            None
        }
    }
}

/// Returns the least and the greatest sum within bounds.
fn reach(bounds: &[RangeInclusive<u64>]) -> RangeInclusive<u128> {
    let sum = |pick: fn(&RangeInclusive<u64>) -> u64| {
        bounds.iter().map(|bound| u128::from(pick(bound))).sum::<u128>()
    };
    sum(|bound| *bound.start())..=sum(|bound| *bound.end())
}

fn whole(value: &Exact) -> Option<u64> {
    value.is_integer().then(|| value.to_integer().to_u64()).flatten()
}

/// Reports written values whose sum is another one.
fn compare(
    reader: &mut Reader<'_>,
    target: &Target<'_>,
    sum: &Spanned<Exact>,
    shown: &dyn Fn(&Exact) -> String,
) {
    let slots = target.slots.iter();
    let written = slots.fold(Exact::zero(), |sum, slot: &Slot| sum + rank(&slot.written));
    if written == sum.value {
        return;
    }
    let fault =
        Fault::error("somme-differente", format!("les valeurs écrites font {}", shown(&written)))
            .at(sum.span, format!("attendu : {}, comme pour chaque variante", shown(&sum.value)));
    let fault = match target.slots.first() {
        Some(slot) => fault.at(slot.span, "écrites ici"),
        None => fault,
    };
    reader.faults.push(fault);
}
