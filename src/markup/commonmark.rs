//! Markdown: takes a prepared text, gives paragraphs and lists, or a fault for
//! every construction that a sheet does not have.

use std::ops::Range;

use pulldown_cmark::{Event, OffsetIter, Options, Parser, Tag};

use super::fault::{self, MarkupFault};
use super::insert::{Prepared, Slot};
use super::{Paragraph, Piece};

/// Deepest nesting of lists and emphasis; a page cannot show more.
const DEEPEST: usize = 12;

/// Reads a prepared text.
pub(super) fn read(prepared: &Prepared) -> Result<Vec<Paragraph>, Vec<MarkupFault>> {
    // Tables are enabled to be refused: left off, they would print as pipes.
    let parser = Parser::new_ext(&prepared.text, Options::ENABLE_TABLES);
    let mut faults: Vec<_> = parser
        .reference_definitions()
        .iter()
        .map(|(_, definition)| fault::definition(prepared.place(&definition.span)))
        .collect();
    let mut reader = Reader {
        prepared,
        events: parser.into_offset_iter(),
        faults: Vec::new(),
        placed: vec![false; prepared.slots.len()],
        depth: 0,
    };
    let flow = reader.flow();
    faults.append(&mut reader.faults);
    if faults.is_empty() {
        let lost = reader.placed.iter().zip(&prepared.slots).filter(|(placed, _)| !**placed);
        faults.extend(lost.map(|(_, (_, range))| fault::lost(range.clone())));
    }
    faults.sort_by_key(|fault| fault.range.start);
    if faults.is_empty() { Ok(flow) } else { Err(faults) }
}

/// Returns the offset of a sign that would open a block on a line that means
/// none: `- 37,5 %`, `> 50 %`, `1. Les atouts`, `-` alone in a cell.
pub(super) fn literal_sign(text: &str) -> Option<usize> {
    let line = text.trim();
    if line.contains('\n') {
        return None;
    }
    let start = text.len() - text.trim_start().len();
    let digits = line.len() - line.trim_start_matches(|char: char| char.is_ascii_digit()).len();
    let sign = line.get(digits..)?.chars().next()?;
    let after = line.get(digits + sign.len_utf8()..)?.trim_start();
    let literal = match sign {
        '.' | ')' => digits > 0,
        '-' | '+' | '*' | '>' => after.chars().all(|next| next == sign) || number_first(after),
        '=' | '_' => after.chars().all(|next| next == sign),
        _ => false,
    };
    (literal && (digits == 0 || matches!(sign, '.' | ')'))).then_some(start + digits)
}

fn number_first(text: &str) -> bool {
    text.starts_with(|char: char| char.is_ascii_digit() || char == '{')
}

struct Reader<'a> {
    prepared: &'a Prepared,
    events: OffsetIter<'a>,
    faults: Vec<MarkupFault>,
    /// Which slots were met: one inside a refused construction is not.
    placed: Vec<bool>,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// Reads blocks until the end of what holds them.
    fn flow(&mut self) -> Vec<Paragraph> {
        let mut flow = Vec::new();
        // The items of a tight list hold text without paragraphs.
        let mut loose = Vec::new();
        while let Some((event, range)) = self.events.next() {
            let block = match event {
                Event::End(_) => break,
                Event::Start(Tag::Paragraph) => Paragraph::Text(self.pieces()),
                Event::Start(Tag::List(start)) => {
                    let Some(items) = self.deeper(&range, Self::items) else { continue };
                    Paragraph::List { start, items }
                }
                other => {
                    self.inline(other, &range, &mut loose);
                    continue;
                }
            };
            close(&mut loose, &mut flow);
            flow.push(block);
        }
        close(&mut loose, &mut flow);
        flow
    }

    fn items(&mut self) -> Vec<Vec<Paragraph>> {
        let mut items = Vec::new();
        while let Some((Event::Start(_), _)) = self.events.next() {
            items.push(self.flow());
        }
        items
    }

    fn pieces(&mut self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        while let Some((event, range)) = self.events.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            self.inline(event, &range, &mut pieces);
        }
        pieces
    }

    fn inline(&mut self, event: Event<'a>, range: &Range<usize>, into: &mut Vec<Piece>) {
        match event {
            Event::Text(text) => self.text(&text, into),
            Event::SoftBreak => push_text(into, ' '),
            Event::HardBreak => into.push(Piece::Break),
            Event::Code(code) => self.code(&code, range, into),
            Event::Start(Tag::Strong) => {
                into.extend(self.deeper(range, Self::pieces).map(Piece::Strong));
            }
            Event::Start(Tag::Emphasis) => {
                into.extend(self.deeper(range, Self::pieces).map(Piece::Emph));
            }
            Event::Start(Tag::Link { dest_url, title, .. }) => {
                if let Some(refused) = self.target(&dest_url, &title, range) {
                    self.faults.push(refused);
                }
                let url = dest_url.into_string();
                into.extend(
                    self.deeper(range, Self::pieces).map(|content| Piece::Link { url, content }),
                );
            }
            Event::Start(tag) => {
                self.faults.push(fault::refused(&tag, self.prepared.place(range)));
                self.skip();
            }
            Event::InlineHtml(_) | Event::Html(_) => {
                self.faults.push(fault::html(self.prepared.place(range)));
            }
            Event::Rule => self.faults.push(fault::rule(self.prepared.place(range))),
            // The options that would yield these are off.
            Event::End(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, text: &str, into: &mut Vec<Piece>) {
        for char in text.chars() {
            let Some(rank) = self.prepared.slot(char) else {
                push_text(into, char);
                continue;
            };
            if let Some(placed) = self.placed.get_mut(rank) {
                *placed = true;
            }
            into.extend(self.prepared.slots.get(rank).cloned().map(|(slot, range)| match slot {
                Slot::Expression(index) => Piece::Insert { range, index },
                Slot::Marker(name) => Piece::Marker { name, range },
            }));
        }
    }

    fn code(&mut self, code: &str, range: &Range<usize>, into: &mut Vec<Piece>) {
        if code.chars().any(|char| self.prepared.slot(char).is_some()) {
            self.faults.push(fault::insert_in_code(self.prepared.place(range)));
        }
        into.push(Piece::Code(code.to_owned()));
    }

    fn target(&self, url: &str, title: &str, range: &Range<usize>) -> Option<MarkupFault> {
        let place = self.prepared.place(range);
        if url.chars().any(|char| self.prepared.slot(char).is_some()) {
            return Some(fault::insert_in_url(place));
        }
        if !title.is_empty() {
            return Some(fault::link_title(place));
        }
        let known = ["http://", "https://", "mailto:", "tel:"];
        let allowed = known.iter().any(|scheme| url.starts_with(scheme)) || url.contains('@');
        (!allowed).then(|| fault::target(url, place))
    }

    /// Reads one level down, or refuses a nesting that would exhaust the stack.
    fn deeper<T>(&mut self, range: &Range<usize>, read: fn(&mut Self) -> T) -> Option<T> {
        if self.depth == DEEPEST {
            self.faults.push(fault::too_deep(self.prepared.place(range)));
            self.skip();
            return None;
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        Some(value)
    }

    /// Passes over what a start opened.
    fn skip(&mut self) {
        let mut open = 1_usize;
        while open > 0 {
            match self.events.next() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some(_) => {}
                None => break,
            }
        }
    }
}

fn close(loose: &mut Vec<Piece>, flow: &mut Vec<Paragraph>) {
    if !loose.is_empty() {
        flow.push(Paragraph::Text(std::mem::take(loose)));
    }
}

fn push_text(into: &mut Vec<Piece>, char: char) {
    if let Some(Piece::Text(text)) = into.last_mut() {
        text.push(char);
    } else {
        into.push(Piece::Text(char.into()));
    }
}
