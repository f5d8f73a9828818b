//! The second reader: takes the text and the notes of the first, gives the
//! tree, with `serde_yaml` deciding what each scalar is.

use std::fmt;
use std::iter::Peekable;
use std::vec::IntoIter;

use saphyr_parser::Marker;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::place::Places;
use super::scan::{Note, Shape};
use super::{Kind, Node, refuse};
use crate::diagnostic::Faults;
use crate::source::{SourceId, Span, Spanned};

/// Builds the tree of a text that the first reader found safe.
pub(super) fn build(text: &str, id: SourceId, notes: Vec<Note>) -> Result<Node, Faults> {
    let mut walk = Walk { notes: notes.into_iter().peekable(), last: Span::new(id, 0..0) };
    let read = NodeSeed(&mut walk).deserialize(serde_yaml::Deserializer::from_str(text));
    let error = match read {
        Ok(node) if walk.notes.peek().is_none() => return Ok(node),
        Ok(_) => None,
        Err(error) => error.location(),
    };
    let places = Places::new(text, id);
    let at = error.map_or(walk.last.range().start, |error| {
        places.byte(Marker::new(error.index(), error.line(), error.column()))
    });
    Err(refuse::ambiguous(&places, at).into())
}

/// The notes not met yet, in the order of the file.
struct Walk {
    notes: Peekable<IntoIter<Note>>,
    /// Place of the last note met: where the readers part, if they do.
    last: Span,
}

impl Walk {
    fn next<E: Error>(&mut self) -> Result<Note, E> {
        let note = self.notes.next().ok_or_else(differ)?;
        self.last = note.span;
        Ok(note)
    }

    fn next_scalar<E: Error>(&mut self) -> Result<(Span, String, bool), E> {
        match self.next()? {
            Note { span, shape: Shape::Scalar { text, plain } } => Ok((span, text, plain)),
            _ => Err(differ()),
        }
    }

    /// Takes an unquoted scalar that the second reader gave a type.
    fn next_plain<E: Error>(&mut self) -> Result<(Span, String), E> {
        match self.next_scalar()? {
            (span, text, true) => Ok((span, text)),
            _ => Err(differ()),
        }
    }

    fn number<E: Error>(&mut self) -> Result<Node, E> {
        let (span, text) = self.next_plain()?;
        Ok(Node { span, kind: Kind::Scalar { text, plain: true } })
    }

    /// Tells the text of the next note, if it is a scalar.
    fn peek_text(&mut self) -> Option<String> {
        match &self.notes.peek()?.shape {
            Shape::Scalar { text, .. } => Some(text.clone()),
            Shape::List | Shape::Map => None,
        }
    }
}

/// The error of two readers that differ; the fault is made from the place.
fn differ<E: Error>() -> E {
    E::custom("the readers differ")
}

struct NodeSeed<'w>(&'w mut Walk);

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeSeed<'_> {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a YAML node")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        self.0.next_plain().map(|(span, _)| Node { span, kind: Kind::Null })
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Node, E> {
        self.0.next_plain().map(|(span, _)| Node { span, kind: Kind::Truth(truth) })
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Node, E> {
        self.0.number()
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Node, E> {
        self.0.number()
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<Node, E> {
        self.0.number()
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<Node, E> {
        self.0.number()
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Node, E> {
        self.0.number()
    }

    fn visit_str<E: Error>(self, read: &str) -> Result<Node, E> {
        let (span, text, plain) = self.0.next_scalar()?;
        if read != text {
            return Err(differ());
        }
        Ok(Node { span, kind: Kind::Scalar { text, plain } })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Node, A::Error> {
        let Note { span, shape: Shape::List } = self.0.next()? else { return Err(differ()) };
        let mut list = Vec::new();
        while let Some(node) = elements.next_element_seed(NodeSeed(&mut *self.0))? {
            list.push(node);
        }
        Ok(Node { span, kind: Kind::List(list) })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let Note { span, shape: Shape::Map } = self.0.next()? else { return Err(differ()) };
        let mut map = Vec::new();
        loop {
            // The text of a key is what stands in the file, be it a number.
            let name = self.0.peek_text();
            let Some(key) = entries.next_key_seed(NodeSeed(&mut *self.0))? else { break };
            // A no-break space before the colon is how French is typed.
            let name = name.ok_or_else(differ)?.trim().to_owned();
            let key = Spanned::new(name, key.span);
            map.push((key, entries.next_value_seed(NodeSeed(&mut *self.0))?));
        }
        Ok(Node { span, kind: Kind::Map(map) })
    }
}
