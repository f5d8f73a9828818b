//! Bars of shares from the tree.

use super::{Fields, Reader, choice, formula, line, list, plain, spanned};
use crate::subject::block::{Share, ShareBar, Sign};
use crate::yaml::Node;

/// Reads a chart of the kind *parts*.
pub(super) fn share_bar(reader: &mut Reader<'_>, node: &Node) -> Option<ShareBar> {
    let mut fields = Fields::open(reader, node, "un graphique : {genre: parts, parts: […]}")?;
    let kind = fields.required(reader, "genre", choice(&[("parts", ())]));
    let title = fields.optional(reader, "titre", line);
    let shares = fields.required(reader, "parts", list(share));
    let result = fields.optional(reader, "resultat", spanned(plain));
    fields.close(reader);
    kind?;
    Some(ShareBar { title, shares: shares?, result })
}

fn share(reader: &mut Reader<'_>, node: &Node) -> Option<Share> {
    let mut fields = Fields::open(reader, node, "une part : {libelle: …, valeur: …}")?;
    let label = fields.required(reader, "libelle", line);
    let detail = fields.optional(reader, "detail", line);
    let value = fields.required(reader, "valeur", formula);
    let sign = fields.optional(
        reader,
        "signe",
        choice(&[
            ("negatif", Sign::Negative),
            ("neutre", Sign::Neutral),
            ("positif", Sign::Positive),
        ]),
    );
    fields.close(reader);
    Some(Share { label: label?, detail, value: value?, sign: sign.unwrap_or(Sign::Neutral) })
}
