//! Other ways to a result from the tree (*chemins*).

use num_traits::Signed;

use super::data::named;
use super::keys::{Form, Mapping, optional, required};
use super::{Fields, Reader, exact, flag, formula, line, list, names};
use crate::diagnostic::Fault;
use crate::subject::detour::{Detour, Detours};
use crate::yaml::Node;

pub(super) static DETOURS: Mapping = Mapping {
    name: "chemins",
    title: "Autres chemins d’une question",
    expected: "des chemins : {resultats: […], cas: […]}",
    keys: &[&[
        required(
            "resultats",
            Form::List(&Form::Name),
            "[temps, appels]",
            "Noms des calculs à montrer, dans l’ordre des étapes.",
        ),
        required(
            "cas",
            Form::List(&Form::Block(&DETOUR)),
            "[{libelle: Pauses oubliées, change: {temps: presence}}]",
            "Autres manières de mener le calcul, justes ou fausses.",
        ),
    ]],
    ..Mapping::PLAIN
};

pub(super) static DETOUR: Mapping = Mapping {
    name: "chemin",
    title: "Un autre chemin",
    expected: "un chemin : {libelle: …, change: {…}}",
    keys: &[&[
        required("libelle", Form::Line, "Pauses oubliées", "Ce que fait l’élève."),
        optional("accepte", Form::Flag, "oui", "Dit que ce chemin est juste.").default("non"),
        required(
            "change",
            Form::Named(&Form::Formula),
            "{temps: presence}",
            "Données ou calculs remplacés, chacun par une formule.",
        ),
        optional(
            "perd",
            Form::Number,
            "\"0,5\"",
            "Points perdus ; à défaut, ceux des lignes du barème dont le calcul change.",
        ),
    ]],
    ..Mapping::PLAIN
};

/// Reads the other ways through a question.
pub(super) fn detours(reader: &mut Reader<'_>, node: &Node) -> Option<Detours> {
    let mut fields = Fields::open(reader, node, &DETOURS)?;
    let results = fields.required(reader, "resultats", names);
    let cases = fields.required(reader, "cas", list(detour));
    fields.close(reader);
    Some(Detours { span: node.span, results: results?, cases: cases? })
}

fn detour(reader: &mut Reader<'_>, node: &Node) -> Option<Detour> {
    let mut fields = Fields::open(reader, node, &DETOUR)?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::exact_text;
    use crate::subject::read::trial;

    #[test]
    fn a_way_is_a_mistake_unless_it_is_accepted() {
        let text = "
resultats: [charge]
cas:
  - {libelle: Neuf pauses, accepte: oui, change: {pauses: 9 × duree_pause}}
  - {libelle: Oubli, change: {pauses: 0 min, charge: 1 h}, perd: \"0,5\"}";
        let read = trial(text, detours).0.unwrap();
        let [right, wrong] = read.cases.as_slice() else { panic!("two ways") };
        assert!(right.accepted && right.lost.is_none() && !wrong.accepted);
        assert_eq!(wrong.lost.as_ref().map(exact_text), Some("1/2".to_owned()));
        let changed: Vec<_> = wrong.changes.iter().map(|(name, _)| name.value.as_str()).collect();
        assert_eq!(changed, ["pauses", "charge"]);
    }

    #[test]
    fn a_way_that_changes_nothing_is_none() {
        let faults = trial("resultats: [a]\ncas: [{libelle: Rien, change: {}}]", detours).1;
        assert_eq!(faults, ["chemin-vide"]);
    }
}
