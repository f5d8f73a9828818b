//! What every draw must hold to: constraints, fairness, thresholds.

use num_traits::{One, Signed, ToPrimitive};

use crate::number::Exact;
use crate::subject::read::keys::{Form, Mapping, optional};
use crate::subject::read::{Fields, Reader, exact, formula, quantity, spanned};
use crate::subject::text::Formula;
use crate::subject::variants::{Fairness, Likeness, Thresholds};
use crate::yaml::{Kind, Node};

/// Keys of `equite` and what they compare.
const LIKENESSES: [(&str, Likeness); 4] = [
    ("meme_signe", Likeness::Sign),
    ("meme_ordre", Likeness::Magnitude),
    ("meme_conclusion", Likeness::Conclusion),
    ("memes_arrondis", Likeness::Rounding),
];

pub(in crate::subject::read) static FAIRNESS: Mapping = Mapping {
    name: "equite",
    title: "Équité des variantes",
    expected: "des comparaisons : {meme_signe: [evolution]}",
    keys: &[&[
        optional("meme_signe", FORMULAS, "[evolution]", "Résultats dont le signe ne change pas."),
        optional("meme_ordre", FORMULAS, "[marge]", "Résultats qui gardent leur puissance de dix."),
        optional(
            "meme_conclusion",
            FORMULAS,
            "[conversion > objectif]",
            "Conditions, textes ou rangs qui gardent leur valeur.",
        ),
        optional(
            "memes_arrondis",
            FORMULAS,
            "[contacts]",
            "Résultats que l’arrondi change, ou ne change pas, comme dans le sujet écrit.",
        ),
    ]],
    ..Mapping::PLAIN
};

const FORMULAS: Form = Form::List(&Form::Formula);

pub(in crate::subject::read) static THRESHOLDS: Mapping = Mapping {
    name: "seuils",
    title: "Seuils des variantes",
    expected: "des seuils : {refus: 60 %}",
    keys: &[&[
        optional("refus", Form::Percent, "50 %", "La plus grande part de tirages refusés."),
        optional(
            "distinctes",
            Form::Whole(0, None),
            "500",
            "Le plus petit nombre de variantes différentes.",
        ),
        optional("degeneres", Form::Percent, "1 %", "La plus grande part de tirages dégénérés."),
    ]],
    ..Mapping::PLAIN
};

/// Reads `contraintes`.
pub(super) fn constraints(reader: &mut Reader<'_>, node: &Node) -> Vec<Formula> {
    match &node.kind {
        Kind::List(nodes) => nodes.iter().filter_map(|node| formula(reader, node)).collect(),
        Kind::Null => {
            reader.expected(node, "des conditions : [\"cout < 100 €\"]").unwrap_or_default()
        }
        _ => formula(reader, node).into_iter().collect(),
    }
}

/// Reads `equite`.
pub(super) fn fairness(reader: &mut Reader<'_>, node: &Node) -> Vec<Fairness> {
    let Some(mut fields) = Fields::open(reader, node, &FAIRNESS) else { return Vec::new() };
    let mut all = Vec::new();
    for (key, likeness) in LIKENESSES {
        let Some(node) = fields.take(key) else { continue };
        let formulas = constraints(reader, node);
        all.extend(formulas.into_iter().map(|formula| Fairness { likeness, formula }));
    }
    fields.close(reader);
    all
}

/// Reads `seuils`.
pub(super) fn thresholds(reader: &mut Reader<'_>, node: &Node) -> Thresholds {
    let Some(mut fields) = Fields::open(reader, node, &THRESHOLDS) else {
        return Thresholds::default();
    };
    let read = Thresholds {
        refusals: fields.optional(reader, "refus", spanned(share)),
        distinct: fields.optional(reader, "distinctes", spanned(count)),
        degenerate: fields.optional(reader, "degeneres", spanned(share)),
    };
    fields.close(reader);
    read
}

fn share(reader: &mut Reader<'_>, node: &Node) -> Option<Exact> {
    let read = quantity(reader, node)?;
    let possible =
        read.unit.is_percent() && !read.value.is_negative() && read.value <= Exact::one();
    if possible { Some(read.value) } else { reader.refused(node, "une part, de 0 % à 100 %") }
}

fn count(reader: &mut Reader<'_>, node: &Node) -> Option<u64> {
    let read = exact(reader, node)?;
    match read.is_integer().then(|| read.to_integer().to_u64()).flatten() {
        Some(count) => Some(count),
        None => reader.refused(node, "un nombre entier de variantes"),
    }
}
