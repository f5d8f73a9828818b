//! What tests read of an author's text.

use super::{Paragraph, Piece, parse, parse_line};

/// Returns the identifiers of the faults of a text and what they underline.
pub(super) fn faults(source: &str) -> Vec<(&'static str, &str)> {
    let faults = parse(source).err().unwrap_or_default();
    faults.iter().map(|fault| (fault.id, source.get(fault.range.clone()).unwrap_or("?"))).collect()
}

/// Returns the pieces of a text that fits on a line.
pub(super) fn line(source: &str) -> Option<Vec<Piece>> {
    match parse_line(source).ok()?.flow.into_iter().next() {
        Some(Paragraph::Text(pieces)) => Some(pieces),
        Some(Paragraph::List { .. }) | None => Some(Vec::new()),
    }
}
