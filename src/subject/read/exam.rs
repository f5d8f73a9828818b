//! What only the exam paper says, from the tree.

use super::data::named;
use super::{Fields, Reader, block, choice, flag, line, list};
use crate::diagnostic::Fault;
use crate::subject::exam::{Annexe, Document, Edition, Exam, Note};
use crate::yaml::Node;

/// Reads which documents are printed; the corrigé unless said.
pub(super) fn documents(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Vec<Document> {
    let documents = fields.optional(
        reader,
        "documents",
        list(choice(&[
            ("sujet", Document::Sujet),
            ("corrige", Document::Corrige),
            ("bareme", Document::Bareme),
            ("exercice", Document::Exercise),
        ])),
    );
    documents.unwrap_or_else(|| vec![Document::Corrige])
}

/// Reads the adapted editions of the exam paper.
pub(super) fn editions(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Vec<Edition> {
    let editions = fields.optional(
        reader,
        "editions",
        list(choice(&[
            ("a3", Edition::A3),
            ("16pt", Edition::Large),
            ("20pt", Edition::ExtraLarge),
            ("dys", Edition::Dys),
        ])),
    );
    editions.unwrap_or_default()
}

/// Reads what only the exam paper says.
pub(super) fn exam(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Exam {
    Exam {
        materials: fields.optional(reader, "materiel", list(line)).unwrap_or_default(),
        company: fields.optional(reader, "entreprise", line),
        confidentiality: fields.optional(reader, "confidentialite", line),
        recommendations: fields.optional(reader, "recommandations", list(line)).unwrap_or_default(),
        points_printed: fields.optional(reader, "points_imprimes", flag).unwrap_or(true),
        notes: fields.optional(reader, "notes", notes).unwrap_or_default(),
        context: fields.optional(reader, "contexte", block::blocks).unwrap_or_default(),
        annexes: fields.optional(reader, "annexes", annexes).unwrap_or_default(),
    }
}

fn notes(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<Note>> {
    named(reader, node, "des notes : « nom : texte »", |reader, name, node| {
        let text = line(reader, node)?;
        if text.source.trim().is_empty() {
            reader.faults.push(
                Fault::error("note-vide", format!("la note « {} » n’a pas de texte", name.value))
                    .at(name.span, "attendu : « nom : texte de la note »"),
            );
            return None;
        }
        Some(Note { name: name.clone(), text })
    })
}

fn annexes(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<Annexe>> {
    named(reader, node, "des annexes : « nom : {titre: …} »", |reader, name, node| {
        let mut fields = Fields::open(reader, node, "une annexe : {titre: …, contenu: […]}")?;
        let title = fields.required(reader, "titre", line);
        let blocks = fields.required(reader, "contenu", block::blocks);
        let source = fields.optional(reader, "source", line);
        fields.close(reader);
        // A faulty content is told once: the annexe is there for those who cite it.
        let blocks = blocks.unwrap_or_default();
        Some(Annexe { name: name.clone(), title: title?, blocks, source })
    })
}
