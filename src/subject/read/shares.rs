//! Bars of shares from the tree.

use super::keys::{Form, Mapping, optional, required, words};
use super::words::Choice;
use super::{Fields, Reader, choice, formula, line, list, plain, spanned};
use crate::subject::block::{Share, ShareBar, Sign};
use crate::yaml::Node;

pub(super) static SHARES: Mapping = Mapping {
    name: "barre_de_parts",
    title: "Graphique : barre de parts",
    expected: "un graphique : {genre: parts, parts: […]}",
    keys: &[&[
        required("genre", Form::Choice(&["parts"]), "parts", "Genre du graphique."),
        optional("titre", Form::Line, "Répartition des répondants", "Titre du graphique."),
        required(
            "parts",
            Form::List(&Form::Block(&SHARE)),
            "[{libelle: Promoteurs, valeur: promoteurs, signe: positif}]",
            "Parts, de gauche à droite ; elles font ensemble 100 %.",
        ),
        optional("resultat", Form::Name, "nps", "Nom du calcul affiché à côté."),
    ]],
    ..Mapping::PLAIN
};

const SIGNS: [Choice<Sign>; 3] =
    [("negatif", Sign::Negative), ("neutre", Sign::Neutral), ("positif", Sign::Positive)];

pub(super) static SHARE: Mapping = Mapping {
    name: "part",
    title: "Une part",
    expected: "une part : {libelle: …, valeur: …}",
    keys: &[&[
        required("libelle", Form::Line, "Promoteurs", "Nom de la part."),
        optional("detail", Form::Line, "notes 9 et 10", "Précision sous le nom."),
        required("valeur", Form::Formula, "promoteurs", "Valeur de la part, en pourcentage."),
        optional("signe", Form::Choice(&words(&SIGNS)), "positif", "Sens de la part.")
            .default("neutre"),
    ]],
    ..Mapping::PLAIN
};

/// Reads a chart of the kind *parts*.
pub(super) fn share_bar(reader: &mut Reader<'_>, node: &Node) -> Option<ShareBar> {
    let mut fields = Fields::open(reader, node, &SHARES)?;
    let kind = fields.required(reader, "genre", choice(&[("parts", ())]));
    let title = fields.optional(reader, "titre", line);
    let shares = fields.required(reader, "parts", list(share));
    let result = fields.optional(reader, "resultat", spanned(plain));
    fields.close(reader);
    kind?;
    Some(ShareBar { title, shares: shares?, result })
}

fn share(reader: &mut Reader<'_>, node: &Node) -> Option<Share> {
    let mut fields = Fields::open(reader, node, &SHARE)?;
    let label = fields.required(reader, "libelle", line);
    let detail = fields.optional(reader, "detail", line);
    let value = fields.required(reader, "valeur", formula);
    let sign = fields.optional(reader, "signe", choice(&SIGNS));
    fields.close(reader);
    Some(Share { label: label?, detail, value: value?, sign: sign.unwrap_or(Sign::Neutral) })
}
