//! What every draw must hold to: constraints, fairness, thresholds.

use num_traits::{One, Signed, ToPrimitive};

use crate::number::Exact;
use crate::subject::read::keys::{Form, Mapping, optional, required, words};
use crate::subject::read::{
    Fields, Reader, choice, exact, formula, list, names, plain, quantity, spanned,
};
use crate::subject::text::Formula;
use crate::subject::variants::{Admission, Fairness, Flaw, Likeness, Thresholds};
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
        optional(
            "admis",
            Form::List(&Form::Block(&ADMISSION)),
            "[{cas: zero, valeurs: [score], raison: un score nul se commente}]",
            "Cas dégénérés qui ne gênent pas, et que « degeneres » ne compte pas.",
        ),
    ]],
    ..Mapping::PLAIN
};

/// The ways to be degenerate, as a subject names them.
const FLAWS: [(&str, Flaw); 5] = {
    let mut flaws = [("", Flaw::Zero); 5];
    let mut rank = 0;
    while rank < flaws.len() {
        flaws[rank] = (Flaw::ALL[rank].id(), Flaw::ALL[rank]);
        rank += 1;
    }
    flaws
};

static ADMISSION: Mapping = Mapping {
    name: "cas_admis",
    title: "Cas admis",
    expected: "un cas : {cas: zero, raison: …}",
    keys: &[&[
        required(
            "cas",
            Form::Choice(&words(&FLAWS)),
            "zero",
            "Le cas, tel que le rapport le nomme.",
        ),
        optional(
            "valeurs",
            Form::List(&Form::Name),
            "[score]",
            "Les résultats concernés ; tous si cette clé manque.",
        ),
        required("raison", Form::Plain, "un score nul se commente", "Pourquoi il ne gêne pas."),
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
        admitted: fields.optional(reader, "admis", list(admission)).unwrap_or_default(),
    };
    fields.close(reader);
    read
}

fn admission(reader: &mut Reader<'_>, node: &Node) -> Option<Admission> {
    let mut fields = Fields::open(reader, node, &ADMISSION)?;
    let flaw = fields.required(reader, "cas", spanned(choice(&FLAWS)));
    let named = fields.optional(reader, "valeurs", names).unwrap_or_default();
    let reason = fields.required(reader, "raison", reason);
    fields.close(reader);
    Some(Admission { flaw: flaw?, names: named, reason: reason? })
}

fn reason(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let read = plain(reader, node)?;
    let said = read.chars().any(char::is_alphabetic);
    if said { Some(read) } else { reader.refused(node, "pourquoi ce cas ne gêne pas") }
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
