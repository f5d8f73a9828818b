//! Places: takes the character counts of the YAML parser, gives the bytes of
//! a [`Span`].

use std::ops::Range;

use saphyr_parser::{Marker, ScalarStyle};

use crate::source::{SourceId, Span};

/// Characters between two entries of the table: a compromise between its
/// size and the length of the last walk.
const STRIDE: usize = 64;

/// A text and the bytes at which its characters start.
pub(super) struct Places<'a> {
    pub(super) text: &'a str,
    id: SourceId,
    /// Byte of every `STRIDE`-th character.
    table: Vec<usize>,
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str, id: SourceId) -> Self {
        let table = text.char_indices().step_by(STRIDE).map(|(byte, _)| byte).collect();
        Self { text, id, table }
    }

    /// Returns the byte of a marker, the end of the text if it lies beyond.
    pub(super) fn byte(&self, marker: Marker) -> usize {
        let (row, rest) = (marker.index() / STRIDE, marker.index() % STRIDE);
        let Some(&base) = self.table.get(row) else { return self.text.len() };
        let walk = self.text.get(base..).unwrap_or_default();
        walk.char_indices().nth(rest).map_or(self.text.len(), |(byte, _)| base + byte)
    }

    /// Returns the bytes from one marker to another, never backwards.
    pub(super) fn range(&self, span: saphyr_parser::Span) -> Range<usize> {
        let start = self.byte(span.start);
        start..self.byte(span.end).max(start)
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.id, range)
    }

    /// Returns the text from a byte on.
    pub(super) fn after(&self, byte: usize) -> &'a str {
        self.text.get(byte..).unwrap_or_default()
    }

    /// Returns what stands between a byte and the end of its line.
    pub(super) fn rest_of_line(&self, byte: usize) -> &'a str {
        self.after(byte).lines().next().unwrap_or_default()
    }

    /// Returns the start of the line of a byte.
    pub(super) fn line_start(&self, byte: usize) -> usize {
        let before = self.text.get(..byte).unwrap_or(self.text);
        before.rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// Returns the line of a byte, from its start to its end.
    pub(super) fn line(&self, byte: usize) -> &'a str {
        self.rest_of_line(self.line_start(byte))
    }

    /// Returns the text of a value from its first byte: the rest of its line,
    /// or what comes before a comma or a closing bracket if it stands in one.
    pub(super) fn value(&self, start: usize) -> &'a str {
        let before = self.text.get(self.line_start(start)..start).unwrap_or_default();
        let count = |brackets: [char; 2]| before.matches(brackets).count();
        let rest = self.rest_of_line(start);
        let end = if count(['[', '{']) > count([']', '}']) {
            rest.find([',', ']', '}']).filter(|end| *end > 0)
        } else {
            None
        };
        end.and_then(|end| rest.get(..end)).unwrap_or(rest).trim_end()
    }

    /// Returns the place of one character, a point at the end of the text.
    pub(super) fn letter(&self, start: usize) -> Span {
        let length = self.after(start).chars().next().map_or(0, char::len_utf8);
        self.span(start..start + length)
    }

    /// Returns the place of a word, or of a character if none starts there.
    pub(super) fn word(&self, start: usize) -> Span {
        let rest = self.after(start);
        match rest.find(|letter: char| letter.is_whitespace() || ",[]{}".contains(letter)) {
            None => self.span(start..start + rest.len()),
            Some(0) => self.letter(start),
            Some(length) => self.span(start..start + length),
        }
    }

    /// Returns the place of the dash before a first element that stands alone.
    ///
    /// The parser places a list that is not indented at its first element.
    pub(super) fn dash_before(&self, start: usize) -> usize {
        if self.after(start).strip_prefix('-').is_some_and(is_gap) {
            return start;
        }
        let before = self.text.get(..start).unwrap_or_default().trim_end_matches(' ');
        if before.ends_with('-') { before.len() - 1 } else { start }
    }

    /// Returns the bytes of a scalar without the comment or the blank lines
    /// that the parser counts with it; those of an empty value are the point
    /// after the colon of its key.
    pub(super) fn scalar(
        &self,
        style: ScalarStyle,
        range: Range<usize>,
        empty: bool,
        key: Option<Range<usize>>,
    ) -> Range<usize> {
        let raw = self.text.get(range.clone()).unwrap_or_default();
        let length = match style {
            ScalarStyle::SingleQuoted => closing_quote(raw, '\''),
            ScalarStyle::DoubleQuoted => closing_quote(raw, '"'),
            ScalarStyle::Plain | ScalarStyle::Literal | ScalarStyle::Folded if empty => {
                let point = key.map_or(range.start, |key| self.after_colon(key.end));
                return point..point;
            }
            ScalarStyle::Plain | ScalarStyle::Literal | ScalarStyle::Folded => raw.trim_end().len(),
        };
        range.start..range.start + length
    }

    fn after_colon(&self, key_end: usize) -> usize {
        let rest = self.after(key_end);
        let colon = rest.trim_start_matches(' ').strip_prefix(':');
        colon.map_or(key_end, |after| key_end + rest.len() - after.len())
    }
}

/// Tells whether a text starts with white space or is at its end.
fn is_gap(text: &str) -> bool {
    text.chars().next().is_none_or(char::is_whitespace)
}

/// Returns the length of a quoted scalar, both quotes included.
fn closing_quote(raw: &str, quote: char) -> usize {
    let mut letters = raw.char_indices().skip(1).peekable();
    while let Some((byte, letter)) = letters.next() {
        if quote == '"' && letter == '\\' {
            letters.next();
        } else if letter == quote
            && letters.next_if(|(_, next)| quote == '\'' && *next == '\'').is_none()
        {
            return byte + 1;
        }
    }
    raw.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use saphyr_parser::Marker;

    use super::Places;
    use crate::source::Sources;

    proptest! {
        #[test]
        fn characters_become_bytes(text in "[aé€😀\n]{0,300}", wanted in 0usize..400) {
            let id = Sources::default().add("essai.yaml", "");
            let byte = Places::new(&text, id).byte(Marker::new(wanted, 0, 0));
            prop_assert_eq!(text[..byte].chars().count(), wanted.min(text.chars().count()));
        }
    }

    #[test]
    fn a_line_is_found_from_any_of_its_bytes() {
        let id = Sources::default().add("essai.yaml", "");
        let places = Places::new("un: 1\r\ndeux: 2\n", id);
        assert_eq!(places.line(3), "un: 1");
        assert_eq!(places.line(9), "deux: 2");
        assert_eq!(places.rest_of_line(13), "2");
        assert_eq!(places.line(99), "");
    }
}
