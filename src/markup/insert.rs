//! Inserts: takes the author's text, gives it back with each `{…}` replaced by
//! one private-use character, and the map that leads back to its places.
//!
//! Markdown then sees a letter where an expression stood, so that `{a * b}`
//! is not emphasis and `**{total}**` is.

use std::ops::Range;

use super::fault::MarkupFault;

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
                '{' => self.braces(),
                '}' => {
                    self.faults.push(stray(self.at..end));
                    self.at = end;
                }
                _ => {
                    if is_private(char) {
                        self.faults.push(private(char, self.at..end));
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

    fn braces(&mut self) {
        let open = self.at;
        let Some(length) = content_length(self.rest().get(1..).unwrap_or_default()) else {
            self.faults.push(unclosed(open..open + 1));
            self.at = open + 1;
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
            return Err(empty(braces));
        }
        if let Some(open) = content.find('{') {
            return Err(nested(start + open..start + open + 1));
        }
        let Some(after) = trimmed.strip_prefix("repere").or(trimmed.strip_prefix("repère")) else {
            return Ok(self.expression(trimmed, place));
        };
        let name = after.trim_start();
        if name.is_empty() {
            return Err(nameless(braces));
        }
        if name.len() == after.len() {
            return Ok(self.expression(trimmed, place));
        }
        let place = place.end - name.len()..place.end;
        if name.chars().all(|char| char.is_alphanumeric() || char == '_') {
            return Ok((Slot::Marker(name.to_owned()), place));
        }
        Err(misnamed(name, place))
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
            None => self.faults.push(too_many(place)),
        }
    }
}

/// Returns the length of what stands before the closing brace.
///
/// A brace inside a quoted text of the formula does not close, unless the
/// quotation mark itself is never closed. A blank line ends the search: the
/// rest of a document is not an expression.
fn content_length(after: &str) -> Option<usize> {
    let paragraph = after.split("\n\n").next().unwrap_or(after);
    let mut quoted = false;
    let close = paragraph.char_indices().find(|(_, char)| {
        quoted ^= *char == '"';
        *char == '}' && !quoted
    });
    close.map(|(length, _)| length).or_else(|| paragraph.find('}'))
}

fn is_private(char: char) -> bool {
    matches!(u32::from(char), 0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF)
}

fn unclosed(range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "accolade-non-fermee",
        range,
        "accolade «\u{a0}{\u{a0}» jamais refermée",
        "aucune «\u{a0}}\u{a0}» ne la suit",
        "fermez-la, ou écrivez «\u{a0}\\{\u{a0}» pour imprimer une accolade",
    )
}

fn stray(range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "accolade-isolee",
        range,
        "accolade «\u{a0}}\u{a0}» que rien n’a ouverte",
        "aucune «\u{a0}{\u{a0}» ne la précède",
        "supprimez-la, ou écrivez «\u{a0}\\}\u{a0}» pour imprimer une accolade",
    )
}

fn empty(range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "accolades-vides",
        range,
        "accolades sans expression",
        "le nom d’une valeur ou une formule est attendu ici",
        "écrivez «\u{a0}\\{\\}\u{a0}» pour imprimer les accolades",
    )
}

fn nested(range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "accolade-imbriquee",
        range,
        "accolade «\u{a0}{\u{a0}» à l’intérieur d’une expression",
        "l’expression précédente n’est pas refermée",
        "une expression ne contient pas d’accolades\u{a0}: fermez la première avant celle-ci",
    )
}

fn nameless(range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "repere-sans-nom",
        range,
        "repère sans nom",
        "le nom d’un repère est attendu après le mot «\u{a0}repere\u{a0}»",
        "écrivez par exemple «\u{a0}{repere attention}\u{a0}»",
    )
}

fn misnamed(name: &str, range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "nom-de-repere",
        range,
        format!("«\u{a0}{name}\u{a0}» n’est pas un nom de repère"),
        "un seul mot est attendu\u{a0}: lettres, chiffres et «\u{a0}_\u{a0}»",
        "écrivez par exemple «\u{a0}{repere appel_a_l_action}\u{a0}»",
    )
}

fn private(char: char, range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "caractere-prive",
        range,
        format!("caractère sans dessin connu (U+{:04X})", u32::from(char)),
        "aucune police ne peut l’imprimer",
        "c’est souvent une puce copiée d’un traitement de texte\u{a0}: écrivez «\u{a0}-\u{a0}» ou «\u{a0}•\u{a0}»",
    )
}

fn too_many(range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "trop-d-expressions",
        range,
        format!("plus de {MOST} expressions dans un même texte"),
        "celle-ci est de trop",
        "partagez le texte en plusieurs blocs",
    )
}
