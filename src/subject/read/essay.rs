//! Structured essays from the tree.

use super::keys::{Form, Mapping, optional, required};
use super::{Fields, Reader, line, list, text};
use crate::subject::block::{Essay, EssayPart};
use crate::subject::text::Text;
use crate::yaml::Node;

pub(super) static ESSAY: Mapping = Mapping {
    name: "plan",
    title: "Plan d’une réflexion structurée",
    expected: "un plan : {introduction: …, parties: […]}",
    keys: &[&[
        required(
            "introduction",
            Form::Text,
            "Les canaux se multiplient. Faut-il être partout ?",
            "Introduction rédigée.",
        ),
        required(
            "parties",
            Form::List(&Form::Block(&PART)),
            "[{titre: De nouveaux marchés, sections: [{titre: Une audience élargie, \
             texte: Chaque canal a son public.}]}]",
            "Parties du développement ; le programme les numérote.",
        ),
        required(
            "conclusion",
            Form::Text,
            "Mieux vaut peu de canaux bien tenus.",
            "Conclusion rédigée.",
        ),
    ]],
    ..Mapping::PLAIN
};

pub(super) static PART: Mapping = Mapping {
    name: "partie_de_plan",
    title: "Partie d’un plan",
    expected: "une partie : {titre: …, sections: […]}",
    keys: &[&[
        required("titre", Form::Line, "De nouveaux marchés", "Titre de la partie."),
        optional(
            "chapeau",
            Form::Text,
            "Être partout demande du temps.",
            "Phrases placées avant la première section.",
        ),
        required(
            "sections",
            Form::List(&Form::Block(&SECTION)),
            "[{titre: Une audience élargie, texte: Chaque canal a son public.}]",
            "Sections de la partie ; le programme les numérote.",
        ),
    ]],
    ..Mapping::PLAIN
};

pub(super) static SECTION: Mapping = Mapping {
    name: "section_de_plan",
    title: "Section d’un plan",
    expected: "une section : {titre: …, texte: …}",
    keys: &[&[
        required("titre", Form::Line, "Une audience élargie", "Titre de la section."),
        required("texte", Form::Text, "Chaque canal a son public.", "Argument rédigé."),
    ]],
    ..Mapping::PLAIN
};

/// Reads a structured essay.
pub(super) fn essay(reader: &mut Reader<'_>, node: &Node) -> Option<Essay> {
    let mut fields = Fields::open(reader, node, &ESSAY)?;
    let introduction = fields.required(reader, "introduction", text);
    let parts = fields.required(reader, "parties", list(part));
    let conclusion = fields.required(reader, "conclusion", text);
    fields.close(reader);
    Some(Essay { introduction: introduction?, parts: parts?, conclusion: conclusion? })
}

fn part(reader: &mut Reader<'_>, node: &Node) -> Option<EssayPart> {
    let mut fields = Fields::open(reader, node, &PART)?;
    let title = fields.required(reader, "titre", line);
    let lead = fields.optional(reader, "chapeau", text);
    let sections = fields.required(reader, "sections", list(section));
    fields.close(reader);
    Some(EssayPart { title: title?, lead, sections: sections? })
}

fn section(reader: &mut Reader<'_>, node: &Node) -> Option<(Text, Text)> {
    let mut fields = Fields::open(reader, node, &SECTION)?;
    let title = fields.required(reader, "titre", line);
    let body = fields.required(reader, "texte", text);
    fields.close(reader);
    Some((title?, body?))
}
