//! What a document says, as a list of passages: takes texts and blocks of a
//! sheet, gives short texts that each know where they stand.

mod block;
mod math;
mod mockup;
mod picture;

use crate::sheet::{Flow, Inline};

pub(super) use block::blocks;
pub(super) use picture::{Shown, pictures};

/// A paragraph, an item, a cell: what is compared as one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Passage {
    /// What it is, by a name that no title changes: `cellule`, `légende`.
    pub(super) kind: &'static str,
    /// Where it stands, as a person says it; may be empty.
    pub(super) at: String,
    /// What it says.
    pub(super) content: Content,
}

/// What a passage says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Content {
    /// Words.
    Text(String),
    /// Cells of a row, each under the title of its column.
    Row(Vec<(String, String)>),
}

/// The passages of a part of a document, under construction.
#[derive(Debug, Default)]
pub(super) struct Passages {
    list: Vec<Passage>,
}

impl Passages {
    /// Returns them in order.
    pub(super) fn into_list(self) -> Vec<Passage> {
        self.list
    }

    /// Adds a text, unless it is empty.
    pub(super) fn text(&mut self, kind: &'static str, at: &str, text: &str) {
        if !text.trim().is_empty() {
            let content = Content::Text(text.trim().to_owned());
            self.list.push(Passage { kind, at: at.to_owned(), content });
        }
    }

    /// Adds a line, unless it is empty.
    pub(super) fn line(&mut self, kind: &'static str, at: &str, line: &[Inline]) {
        self.text(kind, at, &line_text(line));
    }

    /// Adds paragraphs and items of lists, one passage each.
    pub(super) fn flow(&mut self, kind: &'static str, at: &str, flow: &[Flow]) {
        for part in flow {
            match part {
                Flow::Paragraph { content } => self.line(kind, at, content),
                Flow::List { items, .. } => {
                    for item in items {
                        self.flow(kind, at, item);
                    }
                }
            }
        }
    }

    /// Adds a row of cells.
    pub(super) fn row(&mut self, at: &str, cells: Vec<(String, String)>) {
        self.list.push(Passage { kind: "ligne", at: at.to_owned(), content: Content::Row(cells) });
    }
}

/// Returns what a line says, signs of footnotes and markers included.
pub(super) fn line_text(line: &[Inline]) -> String {
    line.iter()
        .map(|inline| match inline {
            Inline::Text { text } | Inline::Superscript { text } | Inline::Code { text } => {
                text.clone()
            }
            Inline::Strong { content } | Inline::Emph { content } => line_text(content),
            Inline::Link { url, content } => match line_text(content) {
                text if url.ends_with(&text) => text,
                text => format!("{text} ({url})"),
            },
            Inline::Marker { number } => format!("({number})"),
            Inline::Footnote { content } => format!(" (note : {})", line_text(content)),
            Inline::Break => " ".to_owned(),
        })
        .collect()
}

/// Puts a name between guillemets after what it names: `tableau « Fichier »`.
fn named(kind: &str, name: &str) -> String {
    if name.is_empty() { kind.to_owned() } else { format!("{kind} «\u{a0}{name}\u{a0}»") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<Inline> {
        vec![Inline::Text { text: text.to_owned() }]
    }

    #[test]
    fn a_line_says_its_notes_markers_and_links() {
        let line = [
            Inline::Strong { content: plain("un") },
            Inline::Marker { number: "2".into() },
            Inline::Break,
            Inline::Link { url: "https://a.fr".into(), content: plain("ici") },
            Inline::Link { url: "mailto:a@b.fr".into(), content: plain("a@b.fr") },
            Inline::Footnote { content: plain("bas") },
        ];
        assert_eq!(line_text(&line), "un(2) ici (https://a.fr)a@b.fr (note : bas)");
    }

    #[test]
    fn each_paragraph_and_each_item_is_a_passage() {
        let paragraph = |text| Flow::Paragraph { content: plain(text) };
        let list =
            Flow::List { start: None, items: vec![vec![paragraph("b")], vec![paragraph("c")]] };
        let mut passages = Passages::default();
        passages.flow("texte", "", &[paragraph("a"), list, paragraph(" ")]);
        let texts: Vec<_> =
            passages.into_list().into_iter().map(|passage| passage.content).collect();
        assert_eq!(texts, ["a", "b", "c"].map(|text| Content::Text(text.to_owned())));
    }
}
