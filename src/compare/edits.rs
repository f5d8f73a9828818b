//! Passages that differ: takes two lists of them, gives each text that was
//! changed, added or removed, word by word.

use super::align::{Pair, align};
use super::changes::{Bit, Edit};
use super::passage::{Content, Passage};
use super::words::{compare, likeness, whole};

/// What two texts of one kind share at least to be one text that was changed.
const ALIKE: usize = 300;

/// Lists the passages that differ.
pub(super) fn edits(old: &[Passage], new: &[Passage]) -> Vec<Edit> {
    let mut found = Vec::new();
    for pair in align(old, new, alike) {
        match pair {
            Pair::Both(old, new) => both(old, new, &mut found),
            Pair::Old(old) => {
                found.push(edit(&old.at, whole(&text(old)), Vec::new()));
            }
            Pair::New(new) => {
                found.push(edit(&new.at, Vec::new(), whole(&text(new))));
            }
        }
    }
    found
}

/// Tells how much two passages are alike: not at all unless of one kind.
fn alike(old: &Passage, new: &Passage) -> usize {
    if old.kind != new.kind {
        return 0;
    }
    let shared = match (&old.content, &new.content) {
        (Content::Text(old), Content::Text(new)) => likeness(old, new),
        (Content::Row(old), Content::Row(new)) => {
            let same = old.iter().zip(new).filter(|(old, new)| old == new).count();
            let first = old.first() == new.first();
            // The first cell names the row.
            1000 * same / old.len().max(new.len()).max(1) + if first { 400 } else { 0 }
        }
        _ => 0,
    };
    // A computation, an article, a title is known by where it stands.
    let at = usize::from(old.at == new.at && !old.at.is_empty());
    let shared = shared + 50 * at;
    let known = at == 1 && !matches!(old.kind, "texte" | "ligne" | "élément payé");
    if shared >= ALIKE || known { shared.max(1) } else { 0 }
}

fn both(old: &Passage, new: &Passage, found: &mut Vec<Edit>) {
    match (&old.content, &new.content) {
        (Content::Text(was), Content::Text(is)) if was != is => {
            let (was, is) = compare(was, is);
            found.push(edit(&new.at, was, is));
        }
        (Content::Row(was), Content::Row(is)) => cells(&new.at, was, is, found),
        _ => {}
    }
}

/// Compares the cells of a row, column by column; columns are named beside what
/// has changed.
fn cells(at: &str, old: &[(String, String)], new: &[(String, String)], found: &mut Vec<Edit>) {
    let (mut was, mut is) = (Vec::new(), Vec::new());
    let row = old.first().map(|(_, text)| text.as_str()).unwrap_or_default();
    for (rank, (title, cell)) in new.iter().enumerate() {
        // By title, unless several columns share it.
        let same_rank = old.get(rank).filter(|(own, _)| own == title);
        let before = same_rank.or_else(|| old.iter().find(|(own, _)| own == title));
        let before = before.map(|(_, text)| text.as_str()).unwrap_or_default();
        if before == cell {
            continue;
        }
        let separator = if is.is_empty() { "" } else { "\u{202f}; " };
        let column = match title.as_str() {
            "" => separator.to_owned(),
            title => format!("{separator}{title}\u{a0}: "),
        };
        for (side, text) in [(&mut was, before), (&mut is, cell.as_str())] {
            side.push(Bit { text: column.clone(), changed: false });
            let text = if text.is_empty() { "(vide)" } else { text };
            side.push(Bit { text: text.to_owned(), changed: true });
        }
    }
    if !is.is_empty() {
        found.push(Edit { at: at.to_owned(), row: row.to_owned(), old: was, new: is });
    }
}

fn edit(at: &str, old: Vec<Bit>, new: Vec<Bit>) -> Edit {
    Edit { at: at.to_owned(), row: String::new(), old, new }
}

/// Writes a passage as a whole.
fn text(passage: &Passage) -> String {
    match &passage.content {
        Content::Text(text) => text.clone(),
        Content::Row(cells) => {
            let cells = cells.iter().map(|(_, text)| text.as_str()).filter(|text| !text.is_empty());
            cells.collect::<Vec<_>>().join(" | ")
        }
    }
}
