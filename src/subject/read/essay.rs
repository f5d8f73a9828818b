//! Structured essays from the tree.

use super::{Fields, Reader, line, list, text};
use crate::subject::block::{Essay, EssayPart};
use crate::subject::text::Text;
use crate::yaml::Node;

/// Reads a structured essay.
pub(super) fn essay(reader: &mut Reader<'_>, node: &Node) -> Option<Essay> {
    let mut fields = Fields::open(reader, node, "un plan : {introduction: …, parties: […]}")?;
    let introduction = fields.required(reader, "introduction", text);
    let parts = fields.required(reader, "parties", list(part));
    let conclusion = fields.required(reader, "conclusion", text);
    fields.close(reader);
    Some(Essay { introduction: introduction?, parts: parts?, conclusion: conclusion? })
}

fn part(reader: &mut Reader<'_>, node: &Node) -> Option<EssayPart> {
    let mut fields = Fields::open(reader, node, "une partie : {titre: …, sections: […]}")?;
    let title = fields.required(reader, "titre", line);
    let lead = fields.optional(reader, "chapeau", text);
    let sections = fields.required(reader, "sections", list(section));
    fields.close(reader);
    Some(EssayPart { title: title?, lead, sections: sections? })
}

fn section(reader: &mut Reader<'_>, node: &Node) -> Option<(Text, Text)> {
    let mut fields = Fields::open(reader, node, "une section : {titre: …, texte: …}")?;
    let title = fields.required(reader, "titre", line);
    let body = fields.required(reader, "texte", text);
    fields.close(reader);
    Some((title?, body?))
}
