//! Texts: values put in the place of expressions, markers numbered,
//! typography applied.

use std::ops::Range;

use super::Composer;
use super::figure::value_text;
use crate::diagnostic::{Fault, nearest};
use crate::markup::typography::{self, Run};
use crate::markup::{Paragraph, Piece};
use crate::sheet::{Flow, Inline, Line};
use crate::subject::{Formula, Text};

impl Composer<'_> {
    /// Composes a text that holds on one line.
    pub(super) fn line(&mut self, text: &Text) -> Line {
        match text.markup.flow.first() {
            Some(Paragraph::Text(pieces)) => self.pieces(text, pieces),
            _ => Line::new(),
        }
    }

    /// Composes a line that may be left out.
    pub(super) fn line_or_none(&mut self, text: Option<&Text>) -> Line {
        text.map(|text| self.line(text)).unwrap_or_default()
    }

    /// Composes paragraphs and lists.
    pub(super) fn flow(&mut self, text: &Text) -> Vec<Flow> {
        text.markup.flow.iter().map(|paragraph| self.paragraph(text, paragraph)).collect()
    }

    /// Composes paragraphs and lists that may be left out.
    pub(super) fn flow_or_none(&mut self, text: Option<&Text>) -> Vec<Flow> {
        text.map(|text| self.flow(text)).unwrap_or_default()
    }

    fn paragraph(&mut self, text: &Text, paragraph: &Paragraph) -> Flow {
        match paragraph {
            Paragraph::Text(pieces) => Flow::Paragraph { content: self.pieces(text, pieces) },
            Paragraph::List { start, items } => Flow::List {
                start: *start,
                items: items
                    .iter()
                    .map(|item| item.iter().map(|inner| self.paragraph(text, inner)).collect())
                    .collect(),
            },
        }
    }

    fn pieces(&mut self, text: &Text, pieces: &[Piece]) -> Line {
        let filled = self.fill(text, pieces);
        tie(set(merge(filled)))
    }

    fn fill(&mut self, text: &Text, pieces: &[Piece]) -> Line {
        pieces.iter().map(|piece| self.piece(text, piece)).collect()
    }

    fn piece(&mut self, text: &Text, piece: &Piece) -> Inline {
        match piece {
            Piece::Text(words) => Inline::Text { text: words.clone() },
            Piece::Strong(content) => Inline::Strong { content: self.fill(text, content) },
            Piece::Emph(content) => Inline::Emph { content: self.fill(text, content) },
            Piece::Link { url, content } => {
                Inline::Link { url: url.clone(), content: self.fill(text, content) }
            }
            Piece::Code(code) => Inline::Code { text: code.clone() },
            Piece::Break => Inline::Break,
            Piece::Insert { index, .. } => Inline::Text {
                text: text
                    .inserts
                    .get(*index)
                    .and_then(|formula| self.insert(formula))
                    .unwrap_or_default(),
            },
            Piece::Note { name, range } => {
                Inline::Footnote { content: self.note(text, name, range) }
            }
            Piece::Marker { name, .. } => {
                Inline::Marker { number: self.markers.get(name).cloned().unwrap_or_default() }
            }
        }
    }

    /// Composes the footnote of a name.
    fn note(&mut self, text: &Text, name: &str, range: &Range<usize>) -> Line {
        let subject = self.subject;
        if let Some(note) = subject.exam.notes.iter().find(|note| note.name.value == name) {
            return self.line(&note.text);
        }
        let known = subject.exam.notes.iter().map(|note| note.name.value.as_str());
        let near = nearest(name, known);
        let place = self.sources.within(text.span, &text.source, range.clone());
        let fault = Fault::error("note-inconnue", format!("note inconnue : « {name} »"))
            .at(place, "aucune note ne porte ce nom");
        self.tell(match near {
            Some(near) => fault.help(format!("vouliez-vous dire « {near} » ?")),
            None => fault.help("ajoutez son texte sous la clé « notes » du sujet"),
        });
        Line::new()
    }

    /// Computes an expression of a text and writes its value.
    fn insert(&mut self, formula: &Formula) -> Option<String> {
        if self.for_candidates && !formula.is_name() {
            let place = formula.origin.place(self.sources, 0..formula.text.len());
            self.tell(
                Fault::error("calcul-dans-le-sujet", "un sujet ne calcule rien")
                    .at(place, "attendu : le nom d’une donnée, seul"),
            );
            return None;
        }
        let value = self.computed(formula)?;
        let decimals = self.answers.get(formula.text.trim()).and_then(|answer| answer.decimals);
        let written = value_text(&value, decimals);
        if written.is_none() {
            let place = formula.origin.place(self.sources, 0..formula.text.len());
            self.tell(
                Fault::error("valeur-sans-texte", "une grille ne s’écrit pas dans un texte")
                    .at(place, "attendu : un nombre, une date ou un texte"),
            );
        }
        // A string of a formula may be folded over two lines of YAML.
        written.map(|text| text.split('\n').map(str::trim).collect::<Vec<_>>().join(" "))
    }
}

/// Joins texts that follow each other, so that rules see whole words.
fn merge(line: Line) -> Line {
    let mut merged: Line = Vec::with_capacity(line.len());
    for inline in line {
        let inline = match inline {
            Inline::Strong { content } => Inline::Strong { content: merge(content) },
            Inline::Emph { content } => Inline::Emph { content: merge(content) },
            Inline::Link { url, content } => Inline::Link { url, content: merge(content) },
            other => other,
        };
        match (merged.last_mut(), inline) {
            (Some(Inline::Text { text }), Inline::Text { text: next }) => text.push_str(&next),
            (_, inline) => merged.push(inline),
        }
    }
    merged
}

/// Applies typography to a whole line, whatever its emphases.
fn set(line: Line) -> Line {
    let mut runs = Vec::new();
    collect(&line, &mut runs);
    let mut set = typography::apply(&runs).into_iter();
    rebuild(line, &mut set)
}

/// Ties each marker to the word before it: a disc alone starts no line.
fn tie(mut line: Line) -> Line {
    for at in 1..line.len() {
        if matches!(line[at], Inline::Marker { .. })
            && let Inline::Text { text } = &mut line[at - 1]
            && text.ends_with(' ')
        {
            text.pop();
            text.push('\u{a0}');
        }
    }
    line
}

fn collect(line: &[Inline], runs: &mut Vec<Run>) {
    for inline in line {
        match inline {
            Inline::Text { text } => runs.push(Run::Text(text.clone())),
            Inline::Strong { content }
            | Inline::Emph { content }
            | Inline::Link { content, .. } => collect(content, runs),
            Inline::Superscript { text } => runs.push(Run::Superscript(text.clone())),
            Inline::Code { text } => runs.push(Run::Fixed(text.clone())),
            // A footnote was set when it was composed; the line only passes it.
            Inline::Marker { .. } | Inline::Footnote { .. } => {
                runs.push(Run::Fixed("\u{fffc}".to_owned()));
            }
            Inline::Break => runs.push(Run::Fixed("\n".to_owned())),
        }
    }
}

fn rebuild(line: Line, set: &mut impl Iterator<Item = Vec<Run>>) -> Line {
    let mut rebuilt = Vec::with_capacity(line.len());
    for inline in line {
        match inline {
            Inline::Strong { content } => {
                rebuilt.push(Inline::Strong { content: rebuild(content, set) });
            }
            Inline::Emph { content } => {
                rebuilt.push(Inline::Emph { content: rebuild(content, set) });
            }
            Inline::Link { url, content } => {
                rebuilt.push(Inline::Link { url, content: rebuild(content, set) });
            }
            Inline::Text { .. } | Inline::Superscript { .. } => {
                rebuilt.extend(set.next().unwrap_or_default().into_iter().map(|run| match run {
                    Run::Text(text) | Run::Fixed(text) => Inline::Text { text },
                    Run::Superscript(text) => Inline::Superscript { text },
                }));
            }
            fixed => {
                set.next();
                rebuilt.push(fixed);
            }
        }
    }
    rebuilt
}

/// Makes a line of a finished text, typography applied.
pub(super) fn plain_line(text: &str) -> Line {
    set(vec![Inline::Text { text: text.to_owned() }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emphasis_does_not_hide_the_context_of_a_rule() {
        let line = vec![
            Inline::Strong { content: vec![Inline::Text { text: "Prêts".into() }] },
            Inline::Text { text: " !".into() },
        ];
        assert_eq!(
            set(line),
            [
                Inline::Strong { content: vec![Inline::Text { text: "Prêts".into() }] },
                Inline::Text { text: "\u{202f}!".into() },
            ]
        );
    }
}
