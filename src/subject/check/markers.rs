//! Markers of mock-ups: each key element has its place, each place its
//! element.

use crate::diagnostic::{Fault, Faults, nearest};
use crate::markup::Piece;
use crate::source::{Sources, Span};
use crate::subject::block::{Block, KeyGroup};
use crate::subject::text::Text;

/// Checks the markers of a mock-up; other blocks must have none.
pub(super) fn check(block: &Block, sources: &Sources, faults: &mut Faults) {
    match block {
        Block::Post(post) => tied(&post.keys, &[&post.caption], sources, faults),
        Block::Review(review) => {
            let mut texts = vec![&review.text];
            texts.extend(review.answer.iter().map(|(_, text)| text));
            tied(&review.keys, &texts, sources, faults);
        }
        Block::Email(email) => {
            tied(&email.keys, &email.texts().collect::<Vec<_>>(), sources, faults);
        }
        Block::Text(text) | Block::Callout { text, .. } => tied(&[], &[text], sources, faults),
        Block::WebPage(page) => {
            let texts = [&page.offer, &page.practical, &page.foot].into_iter().flatten();
            let texts: Vec<_> = texts.chain([&page.window]).collect();
            tied(&[], &texts, sources, faults);
        }
        _ => {}
    }
}

fn tied(keys: &[KeyGroup], texts: &[&Text], sources: &Sources, faults: &mut Faults) {
    let elements: Vec<_> = keys.iter().flat_map(|group| &group.elements).collect();
    let names: Vec<_> =
        elements.iter().filter_map(|element| Some(element.name.as_ref()?.value.as_str())).collect();
    let mut placed = Vec::new();
    for text in texts {
        for (name, span) in markers(text, sources) {
            if !names.contains(&name.as_str()) {
                let fault = Fault::error("repere-inconnu", format!("repère inconnu : « {name} »"))
                    .at(span, "aucun élément clé ne porte ce nom");
                faults.push(match nearest(&name, names.iter().copied()) {
                    Some(near) => fault.help(format!("vouliez-vous dire « {near} » ?")),
                    None => fault.help("ajoutez-le aux « reperes » de la maquette"),
                });
            }
            placed.push(name);
        }
    }
    for element in elements {
        if let Some(name) = &element.name
            && element.zone.is_none()
            && !placed.contains(&name.value)
        {
            faults.push(
                Fault::warning(
                    "repere-sans-place",
                    format!("le repère « {} » n’a pas de place dans la maquette", name.value),
                )
                .at(name.span, "attendu : « {repere …} » dans le texte, ou une clé « sur »"),
            );
        }
    }
}

/// Lists the markers of a text and their places, in order.
fn markers(text: &Text, sources: &Sources) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    text.for_each_piece(&mut |piece| {
        if let Piece::Marker { name, range } = piece {
            let place = sources.within(text.span, &text.source, range.clone());
            found.push((name.clone(), place));
        }
    });
    found
}
