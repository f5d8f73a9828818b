//! Characters that no font draws: takes a document laid out, gives each of them
//! with the line it stands in.

use std::collections::BTreeSet;

use typst::layout::{Frame, FrameItem, Point};
use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::TypesetFault;
use super::fonts::is_private;

/// Finds the characters printed as an empty box, each line once.
pub(crate) fn missing(document: &PagedDocument) -> Vec<TypesetFault> {
    let mut found = BTreeSet::new();
    for page in document.pages() {
        walk(&page.frame, &mut found);
    }
    found.into_iter().map(|(character, text)| TypesetFault::Glyph { character, text }).collect()
}

fn walk(frame: &Frame, found: &mut BTreeSet<(char, String)>) {
    let mut runs: Vec<(Point, &TextItem)> = Vec::new();
    for (at, item) in frame.items() {
        match item {
            FrameItem::Group(group) => walk(&group.frame, found),
            FrameItem::Text(text) => runs.push((*at, text)),
            _ => {}
        }
    }
    // A line is cut where the font changes, so that the box stands alone in its
    // run: the runs that touch each other are joined again.
    for line in runs.chunk_by(touch) {
        let boxes = line.iter().flat_map(|(_, run)| boxes(run));
        let text = || line.iter().map(|(_, run)| run.text.as_str()).collect::<String>();
        found.extend(boxes.map(|character| (character, text())));
    }
}

fn touch((at, run): &(Point, &TextItem), (next, _): &(Point, &TextItem)) -> bool {
    let end = at.x + run.width();
    at.y.approx_eq(next.y) && (next.x - end).abs() < run.size
}

/// Gives the characters of a run that are drawn as glyph 0, the box, or whose
/// drawing means nothing outside its font.
fn boxes(text: &TextItem) -> impl Iterator<Item = char> {
    text.glyphs.iter().filter_map(|glyph| {
        let character = text.text.get(glyph.range())?.chars().next()?;
        (glyph.id == 0 || is_private(character)).then_some(character)
    })
}
