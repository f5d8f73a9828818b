//! Marking schemes from the tree.

use num_traits::{Signed, ToPrimitive};

use super::keys::{Cases, Form, Mapping, When, optional, required};
use super::{Fields, Reader, flag, line, list, plain, positive, spanned};
use crate::diagnostic::Fault;
use crate::number::{self, Exact};
use crate::source::Spanned;
use crate::subject::scheme::{Entry, Item, Scheme};
use crate::yaml::{Kind, Node};

pub(super) static ENTRY: Cases = Cases {
    name: "ligne_de_bareme",
    title: "Ligne de barème",
    when: &[(When::Has("plafond"), &CAP), (When::Has("condition"), &CONDITION)],
    otherwise: &ITEM,
};

pub(super) static ITEM: Mapping = Mapping {
    name: "element_paye",
    title: "Ligne de barème : un élément payé",
    expected: "une ligne de barème : {points: …, libelle: …}",
    keys: &[&[
        required(
            "points",
            Form::Points,
            "3 × 1",
            "Points de la ligne ; « 3 × 1 » vaut trois fois un point.",
        ),
        required("libelle", Form::Line, "calcul juste", "Ce qui est payé."),
        optional(
            "detail",
            Form::List(&Form::Block(&ITEM)),
            "[{points: 1, libelle: total}]",
            "Partage de chacun des points de la ligne.",
        ),
        optional(
            "items",
            Form::List(&Form::Cases(&ENTRY)),
            "[{points: 3, libelle: arguments}]",
            "Partage du total de la ligne.",
        ),
        optional(
            "calcul",
            Form::Name,
            "evolution",
            "Nom du calcul que la ligne paie ; son résultat s’affiche dans le barème.",
        ),
        optional("tout_ou_rien", Form::Flag, "oui", "Interdit de partager les points.")
            .default("non"),
        optional(
            "accepte",
            Form::List(&Form::Line),
            "[une adresse électronique]",
            "Autres bonnes réponses.",
        ),
        optional(
            "erreur_reportee",
            Form::Flag,
            "oui",
            "Rappelle qu’une erreur n’est pénalisée qu’une fois.",
        )
        .default("non"),
    ]],
    ..Mapping::PLAIN
};

pub(super) static CAP: Mapping = Mapping {
    name: "plafond",
    title: "Ligne de barème : un plafond",
    expected: "une ligne de barème : {points: …, libelle: …}",
    keys: &[&[
        required("plafond", Form::Number, "2", "Points que l’on ne dépasse pas dans ce cas."),
        required("si", Form::Line, "la trame n’est pas utilisée", "Le cas, sans le mot « si »."),
    ]],
    ..Mapping::PLAIN
};

pub(super) static CONDITION: Mapping = Mapping {
    name: "condition",
    title: "Ligne de barème : une condition",
    expected: "une ligne de barème : {points: …, libelle: …}",
    keys: &[&[
        required("condition", Form::Line, "\"0,5 sur 1\"", "Ce que l’on accorde dans ce cas."),
        required("si", Form::Line, "aucun chiffre n’est cité", "Le cas, sans le mot « si »."),
    ]],
    ..Mapping::PLAIN
};

/// Reads the list of lines of a marking scheme.
pub(super) fn scheme(reader: &mut Reader<'_>, node: &Node) -> Option<Scheme> {
    Some(Scheme { span: node.span, entries: list(entry)(reader, node)? })
}

fn entry(reader: &mut Reader<'_>, node: &Node) -> Option<Entry> {
    let mut fields = Fields::open(reader, node, ENTRY.of(node))?;
    if fields.has("plafond") {
        let points = fields.required(reader, "plafond", positive);
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
    let fields = Fields::open(reader, node, &ITEM)?;
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
