//! Texts in Markdown, and words among a fixed choice.

use std::sync::Arc;

use super::Reader;
use super::scalar::formula_at;
use crate::diagnostic::{Fault, nearest};
use crate::markup::{self, Markup, MarkupFault};
use crate::subject::text::{Origin, Text};
use crate::yaml::{Kind, Node};

/// Reads a text of paragraphs and lists.
pub(super) fn text(reader: &mut Reader<'_>, node: &Node) -> Option<Text> {
    parsed(reader, node, markup::parse)
}

/// Reads a text that holds on one line.
pub(super) fn line(reader: &mut Reader<'_>, node: &Node) -> Option<Text> {
    parsed(reader, node, markup::parse_line)
}

fn parsed(
    reader: &mut Reader<'_>,
    node: &Node,
    parse: impl Fn(&str) -> Result<Markup, Vec<MarkupFault>>,
) -> Option<Text> {
    let written = match &node.kind {
        Kind::Scalar { text, .. } => text.clone(),
        Kind::Truth(_) => reader.sources.slice(node.span).to_owned(),
        _ => return reader.expected(node, "un texte"),
    };
    let source: Arc<str> = Arc::from(written.as_str());
    let markup = match parse(&source) {
        Ok(markup) => markup,
        Err(faults) => {
            for fault in faults {
                let place = reader.sources.within(node.span, &source, fault.range);
                let placed = Fault::error(fault.id, fault.message).at(place, fault.label);
                reader.faults.push(match fault.help {
                    Some(help) => placed.help(help),
                    None => placed,
                });
            }
            return None;
        }
    };
    let inserts: Vec<_> = markup
        .inserts
        .iter()
        .map(|(text, range)| {
            let origin = Origin { span: node.span, text: source.clone(), offset: range.start };
            formula_at(reader, text, origin)
        })
        .collect();
    let inserts = inserts.into_iter().collect::<Option<_>>()?;
    Some(Text { span: node.span, source, markup, inserts })
}

/// A word of the format and what it stands for.
pub(super) type Choice<T> = (&'static str, T);

/// Reads one word among those admitted.
pub(super) fn choice<T: Copy>(
    choices: &[Choice<T>],
) -> impl Fn(&mut Reader<'_>, &Node) -> Option<T> {
    move |reader, node| {
        let written = match &node.kind {
            Kind::Scalar { text, .. } => text.trim(),
            _ => return reader.expected(node, "un mot"),
        };
        if let Some((_, value)) = choices.iter().find(|(word, _)| *word == written) {
            return Some(*value);
        }
        let words: Vec<_> = choices.iter().map(|(word, _)| *word).collect();
        let fault = Fault::error("mot-inconnu", format!("« {written} » n’est pas admis ici"))
            .at(node.span, format!("attendu : {}", words.join(" ; ")));
        let several: Vec<_> = written.split([',', ';']).map(str::trim).collect();
        if several.len() > 1 && several.iter().all(|word| words.contains(word)) {
            reader.faults.push(fault.help(format!("écrivez [{}]", several.join(", "))));
            return None;
        }
        reader.faults.push(match nearest(written, words.iter().copied()) {
            Some(word) => fault.help(format!("vouliez-vous dire « {word} » ?")),
            None => fault,
        });
        None
    }
}
