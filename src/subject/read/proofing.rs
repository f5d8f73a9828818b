//! What the proof-reader must know, from the tree.

use super::keys::{Form, Mapping, optional};
use super::{Fields, Reader, list, plain};
use crate::diagnostic::Fault;
use crate::lint;
use crate::source::Spanned;
use crate::subject::proofing::{Ignored, Proofing};
use crate::yaml::{Kind, Node};

pub(super) static PROOFING: Mapping = Mapping {
    name: "relecture",
    title: "Relecture",
    expected: "un bloc : « ignorer : … », « mots : […] »",
    keys: &[&[
        optional(
            "ignorer",
            Form::Labelled(&Form::Plain),
            "{mot-double: le slogan bégaie}",
            "Règles de relecture qui ne s’appliquent pas, chacune avec sa raison.",
        ),
        optional(
            "mots",
            Form::List(&Form::Plain),
            "[Loomji]",
            "Mots justes que le dictionnaire ne connaît pas.",
        ),
    ]],
    ..Mapping::PLAIN
};

/// Reads `relecture`.
pub(super) fn proofing(reader: &mut Reader<'_>, node: &Node) -> Option<Proofing> {
    let mut fields = Fields::open(reader, node, &PROOFING)?;
    let ignored = fields.optional(reader, "ignorer", ignored);
    let words = fields.optional(reader, "mots", list(plain));
    fields.close(reader);
    Some(Proofing { ignored: ignored.unwrap_or_default(), words: words.unwrap_or_default() })
}

/// Reads the rules that are ignored, each with its reason.
fn ignored(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<Ignored>> {
    let Kind::Map(entries) = &node.kind else {
        return reader.expected(node, "des règles et leurs raisons : « mot-double : un slogan »");
    };
    let read = entries.iter().filter_map(|(name, node)| {
        let lint = known(reader, name);
        let reason = reason(reader, name, node);
        Some(Ignored { lint: lint?, reason: reason? })
    });
    Some(read.collect())
}

fn known(reader: &mut Reader<'_>, name: &Spanned<String>) -> Option<Spanned<&'static str>> {
    if let Some(lint) = lint::find(&name.value) {
        return Some(Spanned::new(lint.id, name.span));
    }
    let message = format!("règle de relecture inconnue : « {} »", name.value);
    let fault = Fault::error("regle-inconnue", message).at(name.span, "aucune règle n’a ce nom");
    reader.faults.push(match lint::nearest(&name.value) {
        Some(near) => fault.help(format!("vouliez-vous dire « {near} » ?")),
        None => fault.help("« corrige explain » donne la liste des règles"),
    });
    None
}

fn reason(reader: &mut Reader<'_>, name: &Spanned<String>, node: &Node) -> Option<String> {
    match &node.kind {
        Kind::Scalar { text, .. } if text.trim().chars().any(char::is_alphabetic) => {
            Some(text.trim().to_owned())
        }
        Kind::Null | Kind::Scalar { .. } | Kind::Truth(_) => {
            let label =
                format!("attendu : « {} : … », et pourquoi elle ne s’applique pas ici", name.value);
            reader.faults.push(
                Fault::error("raison-absente", "une règle ne s’ignore pas sans raison")
                    .at(name.span, label),
            );
            None
        }
        Kind::List(_) | Kind::Map(_) => reader.expected(node, "la raison, en quelques mots"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial;
    use super::*;

    #[test]
    fn a_rule_is_ignored_with_its_reason() {
        let text = "ignorer: {mot-double: un slogan}\nmots: [Loomji]";
        let (read, faults) = trial(text, proofing);
        let read = read.unwrap();
        assert!(faults.is_empty());
        assert_eq!(read.ignored[0].reason, "un slogan");
        assert!(!read.tells("mot-double") && read.tells("nom-varie"));
        assert_eq!(read.words, ["Loomji"]);
    }

    #[test]
    fn neither_an_unknown_rule_nor_a_mute_one_is_accepted() {
        let told = |text| trial(text, proofing).1;
        assert_eq!(told("ignorer: {mots-doubles: un slogan}"), ["regle-inconnue"]);
        assert_eq!(told("ignorer: {mot-double: }"), ["raison-absente"]);
        assert_eq!(told("ignorer: {mot-double: oui}"), Vec::<&str>::new());
        assert_eq!(told("ignorer: {mot-double: true, nom-varie: \"…\"}").len(), 2);
        assert_eq!(told("ignorer: [mot-double]"), ["type-inattendu"]);
        assert_eq!(told("taire: {mot-double: un slogan}"), ["cle-inconnue"]);
    }
}
