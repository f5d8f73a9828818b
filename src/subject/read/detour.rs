//! Other ways to a result from the tree (*chemins*).

use num_traits::Signed;

use super::data::named;
use super::{Fields, Reader, exact, flag, formula, line, list, names};
use crate::diagnostic::Fault;
use crate::subject::detour::{Detour, Detours};
use crate::yaml::Node;

/// Reads the other ways through a question.
pub(super) fn detours(reader: &mut Reader<'_>, node: &Node) -> Option<Detours> {
    let mut fields = Fields::open(reader, node, "des chemins : {resultats: […], cas: […]}")?;
    let results = fields.required(reader, "resultats", names);
    let cases = fields.required(reader, "cas", list(detour));
    fields.close(reader);
    Some(Detours { span: node.span, results: results?, cases: cases? })
}

fn detour(reader: &mut Reader<'_>, node: &Node) -> Option<Detour> {
    let mut fields = Fields::open(reader, node, "un chemin : {libelle: …, change: {…}}")?;
    let label = fields.required(reader, "libelle", line);
    let accepted = fields.optional(reader, "accepte", flag);
    let changes = fields.required(reader, "change", |reader, node| {
        named(reader, node, "ce qui change : « nom : formule »", |reader, name, node| {
            Some((name.clone(), formula(reader, node)?))
        })
    });
    let lost = fields.optional(reader, "perd", |reader, node| {
        let lost = exact(reader, node)?;
        if lost.is_negative() {
            return reader.refused(node, "les points perdus, 0 ou plus");
        }
        Some(lost)
    });
    fields.close(reader);
    let changes = changes?;
    if changes.is_empty() {
        reader.faults.push(
            Fault::error("chemin-vide", "ce chemin ne change rien")
                .at(node.span, "attendu : « change : {nom : formule} »"),
        );
        return None;
    }
    let accepted = accepted.unwrap_or_default();
    Some(Detour { label: label?, accepted, changes, lost })
}
