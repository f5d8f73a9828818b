//! What only the exam paper says, from the tree.

use super::data::named;
use super::keys::{Form, Key, Mapping, optional, required, words};
use super::words::Choice;
use super::{Fields, Reader, block, choice, flag, line, list};
use crate::diagnostic::Fault;
use crate::subject::exam::{Annexe, Document, Edition, Exam, Note};
use crate::yaml::Node;

const DOCUMENTS: [Choice<Document>; 4] = [
    ("sujet", Document::Sujet),
    ("corrige", Document::Corrige),
    ("bareme", Document::Bareme),
    ("exercice", Document::Exercise),
];

const EDITIONS: [Choice<Edition>; 4] = [
    ("a3", Edition::A3),
    ("16pt", Edition::Large),
    ("20pt", Edition::ExtraLarge),
    ("dys", Edition::Dys),
];

/// Keys of a subject that say what is printed, and what only the exam paper
/// says.
pub(super) static KEYS: &[Key] = &[
    optional(
        "documents",
        Form::List(&Form::Choice(&words(&DOCUMENTS))),
        "[sujet, corrige, bareme]",
        "Documents à imprimer.",
    )
    .default("[corrige]"),
    optional(
        "editions",
        Form::List(&Form::Choice(&words(&EDITIONS))),
        "[a3, 20pt, dys]",
        "Éditions adaptées du sujet, imprimées en plus de l’ordinaire.",
    )
    .default("[]"),
    optional(
        "materiel",
        Form::List(&Form::Line),
        "[Aucun document n’est autorisé.]",
        "Matériel autorisé, sur la page de garde, une ligne par consigne.",
    ),
    optional(
        "entreprise",
        Form::Line,
        "Les Ruchers du Val-Doré",
        "Nom de l’entreprise, en tête de la composition du sujet et du contexte ; à défaut, le titre.",
    ),
    optional(
        "confidentialite",
        Form::Line,
        "Certaines données ont été modifiées.",
        "Phrase qui protège l’entreprise.",
    ),
    optional(
        "recommandations",
        Form::List(&Form::Line),
        "[Les dossiers sont indépendants.]",
        "Conseils du cadre placé après la composition du sujet.",
    ),
    optional("points_imprimes", Form::Flag, "non", "Montre les points dans le sujet.")
        .default("oui"),
    optional(
        "notes",
        Form::Named(&Form::Line),
        "{aop: Appellation d’origine protégée.}",
        "Notes de bas de page, chacune sous le nom qui l’appelle.",
    ),
    optional(
        "contexte",
        Form::List(&block::ONE),
        "[Les Ruchers du Val-Doré récoltent un miel de sapin.]",
        "Présentation du cas : une liste de blocs.",
    ),
    optional(
        "annexes",
        Form::Named(&Form::Block(&ANNEXE)),
        "{audience: {titre: Audience du site, contenu: [Un texte.]}}",
        "Annexes, chacune sous le nom qui la cite, dans l’ordre de leurs numéros.",
    ),
];

pub(super) static ANNEXE: Mapping = Mapping {
    name: "annexe",
    title: "Annexe",
    expected: "une annexe : {titre: …, contenu: […]}",
    keys: &[&[
        required("titre", Form::Line, "L’audience de la boutique", "Titre de l’annexe."),
        required(
            "contenu",
            Form::List(&block::ONE),
            "[Un texte.]",
            "Ce qu’elle montre : une liste de blocs.",
        ),
        optional("source", Form::Line, "document interne", "D’où elle vient."),
    ]],
    ..Mapping::PLAIN
};

/// Reads which documents are printed; the corrigé unless said.
pub(super) fn documents(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Vec<Document> {
    let documents = fields.optional(reader, "documents", list(choice(&DOCUMENTS)));
    documents.unwrap_or_else(|| vec![Document::Corrige])
}

/// Reads the adapted editions of the exam paper; warns about those of a paper
/// that is not printed.
pub(super) fn editions(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    documents: &[Document],
) -> Vec<Edition> {
    let Some(node) = fields.take("editions") else { return Vec::new() };
    let editions = list(choice(&EDITIONS))(reader, node).unwrap_or_default();
    if !editions.is_empty() && !documents.contains(&Document::Sujet) {
        reader.faults.push(
            Fault::warning(
                "edition-sans-sujet",
                "les éditions adaptent le sujet, que « documents » ne demande pas",
            )
            .at(node.span, "aucune ne sera imprimée")
            .help("ajoutez « sujet » à « documents »"),
        );
    }
    editions
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
        let mut fields = Fields::open(reader, node, &ANNEXE)?;
        let title = fields.required(reader, "titre", line);
        let blocks = fields.required(reader, "contenu", block::blocks);
        let source = fields.optional(reader, "source", line);
        fields.close(reader);
        if let Some(source) = source.as_ref().filter(|source| source.source.trim().is_empty()) {
            reader.faults.push(
                Fault::error(
                    "source-vide",
                    format!("l’annexe « {} » ne dit pas sa source", name.value),
                )
                .at(source.span, "attendu : d’où elle vient")
                .help("sans source, retirez cette ligne"),
            );
        }
        // A faulty content is told once: the annexe is there for those who cite it.
        let blocks = blocks.unwrap_or_default();
        Some(Annexe { name: name.clone(), title: title?, blocks, source })
    })
}
