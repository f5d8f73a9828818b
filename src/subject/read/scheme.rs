//! Marking schemes from the tree.

use num_traits::{Signed, ToPrimitive};

use super::{Fields, Reader, exact, flag, line, list, plain, spanned};
use crate::diagnostic::Fault;
use crate::number::{self, Exact};
use crate::source::Spanned;
use crate::subject::scheme::{Entry, Item, Scheme};
use crate::yaml::{Kind, Node};

/// Reads the list of lines of a marking scheme.
pub(super) fn scheme(reader: &mut Reader<'_>, node: &Node) -> Option<Scheme> {
    Some(Scheme { span: node.span, entries: list(entry)(reader, node)? })
}

fn entry(reader: &mut Reader<'_>, node: &Node) -> Option<Entry> {
    let mut fields = Fields::open(reader, node, "une ligne de barème : {points: …, libelle: …}")?;
    if fields.has("plafond") {
        let points = fields.required(reader, "plafond", exact);
        let when = fields.required(reader, "si", line);
        fields.close(reader);
        return Some(Entry::Cap { points: points?, when: when? });
    }
    if fields.has("condition") {
        let paid = fields.required(reader, "condition", line);
        let when = fields.required(reader, "si", line);
        fields.close(reader);
        return Some(Entry::Condition { paid: paid?, when: when? });
    }
    item_fields(reader, fields).map(Entry::Item)
}

fn item(reader: &mut Reader<'_>, node: &Node) -> Option<Item> {
    let fields = Fields::open(reader, node, "un élément payé : {points: …, libelle: …}")?;
    item_fields(reader, fields)
}

fn item_fields(reader: &mut Reader<'_>, mut fields: Fields<'_>) -> Option<Item> {
    let points = fields.required(reader, "points", spanned(points));
    let label = fields.required(reader, "libelle", line);
    let detail = fields.optional(reader, "detail", list(item));
    let entries = fields.optional(reader, "items", list(entry));
    let computation = fields.optional(reader, "calcul", spanned(plain));
    let all_or_nothing = fields.optional(reader, "tout_ou_rien", flag);
    let accepted = fields.optional(reader, "accepte", list(line));
    let carried_on = fields.optional(reader, "erreur_reportee", flag);
    fields.close(reader);
    let Spanned { value: (count, each), span } = points?;
    Some(Item {
        count,
        each,
        span,
        label: label?,
        detail: detail.unwrap_or_default(),
        entries: entries.unwrap_or_default(),
        computation,
        all_or_nothing: all_or_nothing.unwrap_or_default(),
        accepted: accepted.unwrap_or_default(),
        carried_on: carried_on.unwrap_or_default(),
    })
}

/// Reads `4`, `0,5` or `4 × 0,5`.
fn points(reader: &mut Reader<'_>, node: &Node) -> Option<(u32, Exact)> {
    let expectation = "des points, comme « 4 », « 0,5 » ou « 4 × 0,5 »";
    let Kind::Scalar { text, .. } = &node.kind else {
        return reader.expected(node, expectation);
    };
    let parsed = match text.split_once(['×', 'x', '*']) {
        Some((count, each)) => bare(count).and_then(|count| {
            let whole = count.is_integer().then(|| count.to_integer().to_u32())??;
            Some((whole, bare(each)?))
        }),
        None => bare(text).map(|each| (1, each)),
    };
    let points = parsed.filter(|(count, each)| *count > 0 && !each.is_negative());
    if points.is_none() {
        reader.faults.push(
            Fault::error("points-illisibles", format!("« {text} » n’est pas un nombre de points"))
                .at(node.span, format!("attendu : {expectation}")),
        );
    }
    points
}

fn bare(text: &str) -> Option<Exact> {
    number::parse_quantity(text.trim())
        .ok()
        .filter(|quantity| quantity.unit.is_none())
        .map(|quantity| quantity.value)
}
