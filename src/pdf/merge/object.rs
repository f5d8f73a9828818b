//! One object of a source: takes its bytes, gives where its value and its data
//! stand and what a merger changes in them, found in one walk.

use std::ops::Range;

use super::fault::MergeFault;
use super::lexer::{Lexer, Token};

/// What becomes another in the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// The number of another object.
    Reference(u32),
    /// A key of the tree that leads from pages to structure.
    Key(u32),
    /// A name that must be the only one of the file: of a cell, a note, a place.
    Unique,
}

/// A place where something changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) change: Change,
}

/// An object of a source, as places in its bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Object {
    /// The value; the dictionary alone when the object is a stream.
    pub(super) value: Range<usize>,
    /// The data of a stream.
    pub(super) data: Option<Range<usize>>,
    /// What changes, in order.
    pub(super) edits: Vec<Edit>,
    /// Whether it names its holder, and can thus have one only.
    pub(super) bound: bool,
}

impl Object {
    /// Reads the object whose value stands at a place.
    pub(super) fn read(bytes: &[u8], at: usize) -> Result<Self, MergeFault> {
        let mut lexer = Lexer::new(bytes, at);
        let mut walk = Walk::default();
        let (mut token, mut place) = lexer.next()?;
        let start = place.start;
        while walk.take(token, &place) {
            (token, place) = lexer.next()?;
        }
        let (Walk { edits, bound, length, .. }, value) = (walk, start..place.end);
        let data = match lexer.next()? {
            (Token::Word(b"stream"), place) => Some(data(bytes, place.end, length)?),
            (Token::Word(b"endobj"), _) => None,
            _ => return Err(MergeFault::Foreign("un objet n’a pas de fin")),
        };
        Ok(Self { value, data, edits, bound })
    }

    /// Returns what changes within a part of the object.
    pub(super) fn edits_within(&self, range: &Range<usize>) -> &[Edit] {
        let from = self.edits.partition_point(|edit| edit.range.start < range.start);
        let to = self.edits.partition_point(|edit| edit.range.start < range.end);
        self.edits.get(from..to).unwrap_or_default()
    }
}

/// Returns the place of a stream's data, which begin on the line after `stream`.
fn data(bytes: &[u8], at: usize, length: Option<u32>) -> Result<Range<usize>, MergeFault> {
    let start = match bytes.get(at..) {
        Some([b'\n', ..]) => at + 1,
        Some([b'\r', b'\n', ..]) => at + 2,
        _ => return Err(MergeFault::Foreign("des données commencent mal")),
    };
    let length = length.ok_or(MergeFault::Foreign("des données n’ont pas de longueur"))?;
    let range = start..start.saturating_add(length as usize);
    let after = bytes.get(range.end..).unwrap_or_default();
    if after.trim_ascii_start().starts_with(b"endstream") {
        Ok(range)
    } else {
        Err(MergeFault::Foreign("des données ont une fausse longueur"))
    }
}

/// What a walk through an object knows and has found.
#[derive(Default)]
struct Walk<'a> {
    edits: Vec<Edit>,
    bound: bool,
    length: Option<u32>,
    depth: usize,
    /// The name just read.
    key: Option<&'a [u8]>,
    /// The depth within the names of a cell's headers.
    headers: Option<usize>,
}

impl<'a> Walk<'a> {
    /// Takes the next token; tells whether the value goes on.
    fn take(&mut self, token: Token<'a>, place: &Range<usize>) -> bool {
        let key = self.key.take().unwrap_or_default();
        let change = match token {
            Token::Reference(number) => {
                self.bound |= matches!(key, b"P" | b"Parent");
                Some(Change::Reference(number))
            }
            Token::Integer(number) if matches!(key, b"StructParent" | b"StructParents") => {
                self.bound = true;
                Some(Change::Key(number))
            }
            Token::Text if matches!(key, b"ID" | b"Dest" | b"D") => Some(Change::Unique),
            Token::Text if self.headers == Some(self.depth) => Some(Change::Unique),
            _ => None,
        };
        self.edits.extend(change.map(|change| Edit { range: place.clone(), change }));
        match token {
            Token::Name(name) => self.key = Some(name),
            Token::Integer(number) if key == b"Length" && self.depth == 1 => {
                self.length = Some(number);
            }
            Token::Open => {
                self.depth += 1;
                if key == b"Headers" {
                    self.headers = Some(self.depth);
                }
            }
            Token::Close => {
                self.headers = self.headers.filter(|depth| *depth < self.depth);
                self.depth = self.depth.saturating_sub(1);
            }
            _ => {}
        }
        self.depth > 0
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, expected: &Expect) {
        let object = Object::read(text.as_bytes(), 0).unwrap();
        let edits = object
            .edits
            .iter()
            .map(|edit| format!("{} {:?}\n", text.get(edit.range.clone()).unwrap(), edit.change));
        let value = text.get(object.value.clone()).unwrap().len();
        let data = object.data.as_ref().map(|data| text.get(data.clone()).unwrap());
        let bound = if object.bound { "bound" } else { "free" };
        expected.assert_eq(&format!("{bound} {value} {data:?}\n{}", edits.collect::<String>()));
    }

    #[test]
    fn all_that_changes_is_found() {
        check(
            "<</Type/StructElem/S/TH/P 9 0 R/ID(x)/A[<</Headers[(a)(b)]/X(c)>>]/K[0]/Alt(d)>> endobj",
            &expect![[r#"
                bound 80 None
                9 0 R Reference(9)
                (x) Unique
                (a) Unique
                (b) Unique
            "#]],
        );
        check(
            "<</Subtype/Link/Dest(x)/A<</S/GoTo/D<FE>>>/StructParent 3>> endobj",
            &expect![[r#"
                bound 59 None
                (x) Unique
                <FE> Unique
                3 Key(3)
            "#]],
        );
    }

    #[test]
    fn data_have_the_length_of_the_outer_dictionary() {
        check(
            "<</DecodeParms<</Length 9>>/Length 5/Font 2 0 R>>\nstream\n1 0 R\nendstream",
            &expect![[r#"
                free 49 Some("1 0 R")
                2 0 R Reference(2)
            "#]],
        );
        for wrong in [
            "<</Length 5>>\nstream\nabc\nendstream",
            "<</Length 99>>\nstream\nabc\nendstream",
            "<<>>\nstream\nabc\nendstream",
            "<</Length 3>>\nstreamabc\nendstream",
            "<</A[",
            "<</A 1>> 2",
            "",
        ] {
            assert!(Object::read(wrong.as_bytes(), 0).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_word_is_an_object_too() {
        check(
            "12\nendobj",
            &expect![[r#"
            free 2 None
        "#]],
        );
    }
}
