//! Inserts: takes the author's text, gives it back with each `{…}` replaced by
//! one private-use character, and the map that leads back to its places.
//!
//! Markdown then sees a letter where an expression stood, so that `{a * b}`
//! is not emphasis and `**{total}**` is.

use std::ops::Range;

use super::fault::{MarkupFault, braces};

/// First character of the plane that stands for inserts.
const FIRST: u32 = 0xF_0000;
/// Number of usable characters of that plane.
const MOST: u32 = 0xFFFE;

/// What a pair of braces holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slot {
    /// An expression, by its rank.
    Expression(usize),
    /// A marker, by its name.
    Marker(String),
    /// A footnote, by its name.
    Note(String),
}

/// A text ready for Markdown.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    /// The text with one character for each pair of braces.
    pub(super) text: String,
    /// What those characters stand for, and where the expression or the name
    /// was written.
    pub(super) slots: Vec<(Slot, Range<usize>)>,
    /// The expressions and their places.
    pub(super) inserts: Vec<(String, Range<usize>)>,
    /// Where prepared and written offsets part: from this offset of `text`,
    /// the author's offset is the second.
    shifts: Vec<(usize, usize)>,
}

impl Prepared {
    /// Returns the rank of the slot that a character stands for.
    pub(super) fn slot(&self, char: char) -> Option<usize> {
        let rank = usize::try_from(u32::from(char).checked_sub(FIRST)?).ok()?;
        (rank < self.slots.len()).then_some(rank)
    }

    /// Returns the place in the author's text of a range of the prepared one.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        self.offset(range.start)..self.offset(range.end)
    }

    fn offset(&self, prepared: usize) -> usize {
        let after = self.shifts.partition_point(|(from, _)| *from <= prepared);
        match after.checked_sub(1).and_then(|index| self.shifts.get(index)) {
            Some((from, written)) => written + (prepared - from),
            None => prepared,
        }
    }
}

/// Replaces the inserts of a text, and protects from Markdown the sign that
/// stands at offset `literal`.
pub(super) fn prepare(text: &str, literal: Option<usize>) -> Result<Prepared, Vec<MarkupFault>> {
    let mut scan = Scan { text, at: 0, prepared: Prepared::default(), faults: Vec::new() };
    scan.run(literal);
    if scan.faults.is_empty() { Ok(scan.prepared) } else { Err(scan.faults) }
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    prepared: Prepared,
    faults: Vec<MarkupFault>,
}

impl Scan<'_> {
    fn run(&mut self, literal: Option<usize>) {
        while let Some(char) = self.rest().chars().next() {
            if literal == Some(self.at) {
                self.prepared.text.push('\\');
                self.jump(self.at);
            }
            let end = self.at + char.len_utf8();
            match char {
                '\\' => self.escape(),
                '{' => self.open(),
                '}' => {
                    self.faults.push(braces::stray(self.at..end));
                    self.at = end;
                }
                _ => {
                    if is_private(char) {
                        self.faults.push(braces::private(char, self.at..end));
                    }
                    self.copy(char);
                }
            }
        }
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn copy(&mut self, char: char) {
        self.prepared.text.push(char);
        self.at += char.len_utf8();
    }

    /// Moves to an offset of the author's text without copying.
    fn jump(&mut self, to: usize) {
        self.at = to;
        self.prepared.shifts.push((self.prepared.text.len(), to));
    }

    /// Takes a backslash and what it protects, so that `\\{` opens an insert.
    fn escape(&mut self) {
        match self.rest().chars().nth(1) {
            Some(brace @ ('{' | '}')) => {
                self.jump(self.at + 1);
                self.copy(brace);
            }
            Some('\\') => {
                self.copy('\\');
                self.copy('\\');
            }
            _ => self.copy('\\'),
        }
    }

    fn open(&mut self) {
        let open = self.at;
        let Some(length) = content_length(self.rest().get(1..).unwrap_or_default()) else {
            // The rest of the paragraph closes nothing else either.
            self.faults.push(braces::unclosed(open..open + 1));
            self.at = self.rest().find("\n\n").map_or(self.text.len(), |length| open + length);
            return;
        };
        let range = open + 1..open + 1 + length;
        let content = self.text.get(range.clone()).unwrap_or_default();
        match self.read(content, range.start) {
            Ok((slot, place)) => self.put(slot, place),
            Err(fault) => self.faults.push(fault),
        }
        self.jump(range.end + 1);
    }

    fn read(&mut self, content: &str, start: usize) -> Result<(Slot, Range<usize>), MarkupFault> {
        let lead = content.len() - content.trim_start().len();
        let trimmed = content.trim();
        let place = start + lead..start + lead + trimmed.len();
        let braces = start - 1..start + content.len() + 1;
        if trimmed.is_empty() {
            return Err(braces::empty(braces));
        }
        if let Some(open) = content.find('{') {
            return Err(braces::nested(start + open..start + open + 1));
        }
        if let Some(name) = note_name(trimmed) {
            let place = place.end - name.len()..place.end;
            return Ok((Slot::Note(name.to_owned()), place));
        }
        let Some(after) = trimmed.strip_prefix("repere").or(trimmed.strip_prefix("repère")) else {
            return Ok(self.expression(trimmed, place));
        };
        let name = after.trim_start();
        if name.is_empty() {
            return Err(braces::nameless(braces));
        }
        if name.len() == after.len() {
            return Ok(self.expression(trimmed, place));
        }
        let place = place.end - name.len()..place.end;
        if name.chars().all(|char| char.is_alphanumeric() || char == '_') {
            return Ok((Slot::Marker(name.to_owned()), place));
        }
        Err(braces::misnamed(name, place))
    }

    fn expression(&mut self, source: &str, place: Range<usize>) -> (Slot, Range<usize>) {
        self.prepared.inserts.push((source.to_owned(), place.clone()));
        (Slot::Expression(self.prepared.inserts.len() - 1), place)
    }

    fn put(&mut self, slot: Slot, place: Range<usize>) {
        let rank = u32::try_from(self.prepared.slots.len()).unwrap_or(MOST);
        match char::from_u32(FIRST + rank).filter(|_| rank < MOST) {
            Some(char) => {
                self.prepared.slots.push((slot, place));
                self.prepared.text.push(char);
            }
            None => self.faults.push(braces::too_many(MOST, place)),
        }
    }
}

/// Returns the name of a footnote; `note(grille; x)` is the function.
fn note_name(content: &str) -> Option<&str> {
    let after = content.strip_prefix("note")?;
    let name = after.trim_start();
    let sound = !name.is_empty() && name.chars().all(|char| char.is_alphanumeric() || char == '_');
    (sound && name.len() < after.len()).then_some(name)
}

/// Returns the length of what stands before the closing brace.
///
/// A brace inside a quoted text of the formula does not close, unless the
/// quotation mark itself is never closed. A blank line ends the search: the
/// rest of a document is not an expression.
fn content_length(after: &str) -> Option<usize> {
    let (mut quoted, mut previous, mut first) = (false, ' ', None);
    for (length, char) in after.char_indices() {
        match char {
            '\n' if previous == '\n' => break,
            '}' if !quoted => return Some(length),
            '}' => first = first.or(Some(length)),
            '"' => quoted = !quoted,
            _ => {}
        }
        previous = char;
    }
    first
}

fn is_private(char: char) -> bool {
    matches!(u32::from(char), 0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::sample::{faults, line};
    use super::super::{Piece, parse};
    use super::prepare;

    #[test]
    fn expressions_come_before_markdown() {
        let source = "Il faut **{a * b}** et { a_b } et {si(n > 1; \"}\"; \"_\")}.";
        let markup = parse(source).unwrap_or_default();
        let sources: Vec<_> = markup.inserts.iter().map(|(source, _)| source.as_str()).collect();
        assert_eq!(sources, ["a * b", "a_b", "si(n > 1; \"}\"; \"_\")"]);
        assert!(markup.inserts.iter().all(|(text, at)| source.get(at.clone()) == Some(text)));
        let insert = Piece::Insert { range: 11..16, index: 0 };
        let pieces = line(source).unwrap_or_default();
        assert_eq!(pieces.get(1), Some(&Piece::Strong(vec![insert])));
    }

    #[test]
    fn markers_have_a_name_and_its_place() {
        let marker = |name: &str, range| Piece::Marker { name: name.to_owned(), range };
        assert_eq!(line("{repere appel}"), Some(vec![marker("appel", 8..13)]));
        assert_eq!(line("{ repère désir }"), Some(vec![marker("désir", 10..16)]));
        let variable = Piece::Insert { range: 1..8, index: 0 };
        assert_eq!(line("{reperes}"), Some(vec![variable]));
    }

    #[test]
    fn escaped_braces_are_braces() {
        let text = |text: &str| Some(vec![Piece::Text(text.to_owned())]);
        assert_eq!(line("\\{a\\} \\* \\\\"), text("{a} * \\"));
        let insert = Piece::Insert { range: 3..4, index: 0 };
        assert_eq!(line("\\\\{a}"), Some(vec![Piece::Text("\\".to_owned()), insert]));
    }

    #[test]
    fn bad_braces_are_faults_in_their_places() {
        assert_eq!(faults("un {a et\n\n{b}"), [("accolade-non-fermee", "{")]);
        assert_eq!(faults("a } b"), [("accolade-isolee", "}")]);
        assert_eq!(faults("a { } b"), [("accolades-vides", "{ }")]);
        assert_eq!(faults("{a {b} c"), [("accolade-imbriquee", "{")]);
        assert_eq!(faults("{repere}"), [("repere-sans-nom", "{repere}")]);
        assert_eq!(faults("{repere a b}"), [("nom-de-repere", "a b")]);
        assert_eq!(faults("é } }"), [("accolade-isolee", "}"), ("accolade-isolee", "}")]);
        assert_eq!(faults("a `{b}` c"), [("expression-dans-du-code", "`{b}`")]);
    }

    #[test]
    fn private_characters_have_no_glyph() {
        assert_eq!(faults("a \u{f0b7} b"), [("caractere-prive", "\u{f0b7}")]);
        assert_eq!(faults("\u{f0000}"), [("caractere-prive", "\u{f0000}")]);
    }

    #[test]
    fn places_survive_what_was_replaced() {
        let source = "{total} \\{ é {part} <b>";
        assert_eq!(faults(source), [("markdown-html", "<b>")]);
        let prepared = prepare("{a}b\\{c", None).unwrap_or_default();
        let end = prepared.text.len();
        assert_eq!(prepared.place(&(end - 1..end)), 6..7);
    }

    #[test]
    fn a_fault_speaks_to_its_author() {
        let faults = parse("le total est {total").err().unwrap_or_default();
        expect![[r#"
            [
                MarkupFault {
                    id: "accolade-non-fermee",
                    range: 13..14,
                    message: "accolade «\u{a0}{\u{a0}» jamais refermée",
                    label: "aucune «\u{a0}}\u{a0}» ne la suit",
                    help: Some(
                        "fermez-la, ou écrivez «\u{a0}\\{\u{a0}» pour imprimer une accolade",
                    ),
                },
            ]
        "#]]
        .assert_debug_eq(&faults);
    }
}
