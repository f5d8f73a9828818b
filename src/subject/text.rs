//! Texts and formulas as their author wrote them, parsed, with their places.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Fault;
use crate::formula::{Expr, FormulaFault};
use crate::markup::{Markup, Paragraph, Piece};
use crate::source::{Sources, Span};

/// Where the text of a formula was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// The scalar that holds it.
    pub span: Span,
    /// The decoded text of that scalar.
    pub text: Arc<str>,
    /// Byte of the scalar's text where the formula begins.
    pub offset: usize,
}

impl Origin {
    /// Returns the place of a part of the formula.
    #[must_use]
    pub fn place(&self, sources: &Sources, part: Range<usize>) -> Span {
        sources.within(self.span, &self.text, self.offset + part.start..self.offset + part.end)
    }

    /// Turns a fault of the formula into one with its place.
    #[must_use]
    pub fn fault(&self, sources: &Sources, fault: FormulaFault) -> Fault {
        let place = self.place(sources, fault.range);
        let placed = Fault::error(fault.id, fault.message).at(place, fault.label);
        match fault.help {
            Some(help) => placed.help(help),
            None => placed,
        }
    }
}

/// A formula and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    /// Its tree.
    pub expr: Expr,
    /// Where it was written.
    pub origin: Origin,
    /// Its text.
    pub text: String,
}

impl Formula {
    /// Tells whether it is the name of a value and nothing more.
    #[must_use]
    pub fn is_name(&self) -> bool {
        let names = self.expr.names();
        matches!(names.as_slice(), [(name, _)] if *name == self.text.trim())
    }
}

/// A text in Markdown with `{expressions}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Where it stands.
    pub span: Span,
    /// As it was written, decoded from YAML.
    pub source: Arc<str>,
    /// Its structure.
    pub markup: Markup,
    /// Its expressions, numbered as in the structure.
    pub inserts: Vec<Formula>,
}

impl Text {
    /// Returns the words of a line, without emphasis nor expressions.
    #[must_use]
    pub fn words(&self) -> String {
        match self.markup.flow.first() {
            Some(Paragraph::Text(pieces)) => words(pieces),
            _ => String::new(),
        }
    }

    /// Visits every piece, those inside emphasis and lists after what holds
    /// them.
    pub(super) fn for_each_piece<'s>(&'s self, visit: &mut impl FnMut(&'s Piece)) {
        self.markup.flow.iter().for_each(|paragraph| in_paragraph(paragraph, visit));
    }
}

fn in_paragraph<'s>(paragraph: &'s Paragraph, visit: &mut impl FnMut(&'s Piece)) {
    match paragraph {
        Paragraph::Text(pieces) => in_pieces(pieces, visit),
        Paragraph::List { items, .. } => {
            items.iter().flatten().for_each(|paragraph| in_paragraph(paragraph, visit));
        }
    }
}

fn in_pieces<'s>(pieces: &'s [Piece], visit: &mut impl FnMut(&'s Piece)) {
    for piece in pieces {
        visit(piece);
        if let Piece::Strong(content) | Piece::Emph(content) | Piece::Link { content, .. } = piece {
            in_pieces(content, visit);
        }
    }
}

fn words(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) | Piece::Code(text) => text.clone(),
            Piece::Strong(content) | Piece::Emph(content) | Piece::Link { content, .. } => {
                words(content)
            }
            Piece::Break => " ".to_owned(),
            Piece::Insert { .. } | Piece::Marker { .. } | Piece::Note { .. } => String::new(),
        })
        .collect()
}
