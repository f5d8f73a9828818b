//! Markdown: takes a prepared text, gives paragraphs and lists, or a fault for
//! every construction that a sheet does not have.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, OffsetIter, Options, Parser, Tag};

use super::fault::{MarkupFault, markdown};
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
        .map(|(_, definition)| markdown::definition(prepared.place(&definition.span)))
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
        faults.extend(lost.map(|(_, (_, range))| markdown::lost(range.clone())));
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
    let after = line.get(digits + sign.len_utf8()..)?;
    let alone = after.chars().all(|next| next == sign || next.is_whitespace());
    let spaced = after.starts_with(char::is_whitespace);
    let number = after.trim_start().starts_with(|char: char| char.is_ascii_digit() || char == '{');
    let literal = match sign {
        '.' | ')' => digits > 0,
        '-' | '+' | '*' => digits == 0 && (alone || spaced && number),
        '>' => digits == 0 && (alone || number),
        '_' | '#' => digits == 0 && alone,
        _ => false,
    };
    literal.then_some(start + digits)
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
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                let url = format!("{scheme}{dest_url}");
                self.faults.extend(self.target(&url, &title, range));
                into.extend(
                    self.deeper(range, Self::pieces).map(|content| Piece::Link { url, content }),
                );
            }
            Event::Start(tag) => {
                self.faults.push(markdown::refused(&tag, self.prepared.place(range)));
                self.skip();
            }
            Event::InlineHtml(_) | Event::Html(_) => {
                self.faults.push(markdown::html(self.prepared.place(range)));
            }
            Event::Rule => self.faults.push(markdown::rule(self.prepared.place(range))),
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
                Slot::Note(name) => Piece::Note { name, range },
            }));
        }
    }

    fn code(&mut self, code: &str, range: &Range<usize>, into: &mut Vec<Piece>) {
        if code.chars().any(|char| self.prepared.slot(char).is_some()) {
            self.faults.push(markdown::insert_in_code(self.prepared.place(range)));
        }
        into.push(Piece::Code(code.to_owned()));
    }

    fn target(&self, url: &str, title: &str, range: &Range<usize>) -> Option<MarkupFault> {
        let place = self.prepared.place(range);
        if url.chars().any(|char| self.prepared.slot(char).is_some()) {
            return Some(markdown::insert_in_url(place));
        }
        if !title.is_empty() {
            return Some(markdown::link_title(place));
        }
        let known = ["http://", "https://", "mailto:", "tel:"];
        let allowed = known.iter().any(|scheme| url.starts_with(scheme));
        (!allowed).then(|| markdown::target(url, place))
    }

    /// Reads one level down, or refuses a nesting that would exhaust the stack.
    fn deeper<T>(&mut self, range: &Range<usize>, read: fn(&mut Self) -> T) -> Option<T> {
        if self.depth == DEEPEST {
            self.faults.push(markdown::too_deep(self.prepared.place(range)));
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

#[cfg(test)]
mod tests {
    use super::super::sample::{faults, line};
    use super::super::{parse, parse_line};
    use super::{Paragraph, Piece};

    fn text(text: &str) -> Piece {
        Piece::Text(text.to_owned())
    }

    #[test]
    fn emphasis_links_code_and_breaks_are_read() {
        let pieces = line("Un **mot *fort***, un [lien](https://a.fr) `x`\\\nfin\nsuite");
        let strong = vec![text("mot "), Piece::Emph(vec![text("fort")])];
        let link = Piece::Link { url: "https://a.fr".to_owned(), content: vec![text("lien")] };
        let expected = vec![
            text("Un "),
            Piece::Strong(strong),
            text(", un "),
            link,
            text(" "),
            Piece::Code("x".to_owned()),
            Piece::Break,
            text("fin suite"),
        ];
        assert_eq!(pieces, Some(expected));
    }

    #[test]
    fn lists_are_read_tight_or_loose() {
        let item = |label: &str| vec![Paragraph::Text(vec![text(label)])];
        let list = |start| Paragraph::List { start, items: vec![item("a"), item("b")] };
        let flow = |source| parse(source).map(|markup| markup.flow);
        assert_eq!(flow("- a\n- b"), Ok(vec![list(None)]));
        assert_eq!(flow("- a\n\n- b"), Ok(vec![list(None)]));
        assert_eq!(flow("3. a\n4. b"), Ok(vec![list(Some(3))]));
        let nested = Paragraph::List { start: None, items: vec![item("b")] };
        let outer = vec![Paragraph::Text(vec![text("a")]), nested];
        assert_eq!(
            flow("- a\n  - b"),
            Ok(vec![Paragraph::List { start: None, items: vec![outer] }])
        );
    }

    #[test]
    fn french_text_needs_no_escape() {
        for source in [
            "#LeMarkstein et @markstein_grandballon, 5 $, «\u{a0}oui\u{a0}», a < b, <3",
            "snake_case_name, 100 % & plus, ~5, a | b, [note], 12:30",
            "https://exemple.fr/a_b_c?d=1&e=2",
            "L’eau – 3 * 4 – etc.",
        ] {
            assert_eq!(line(source), Some(vec![text(source)]));
        }
    }

    #[test]
    fn what_a_sheet_lacks_is_refused_in_its_place() {
        assert_eq!(faults("a\n\n# Titre"), [("markdown-titre", "# Titre")]);
        assert_eq!(faults("Titre\n---"), [("markdown-titre", "Titre\n---")]);
        assert_eq!(faults("un <i>mot</i>"), [("markdown-html", "<i>"), ("markdown-html", "</i>")]);
        assert_eq!(faults("<div>a</div>"), [("markdown-html", "<div>a</div>")]);
        assert_eq!(faults("une ![image](a.png)"), [("markdown-image", "![image](a.png)")]);
        assert_eq!(faults("> citation"), [("markdown-citation", "> citation")]);
        assert_eq!(faults("```\na\n```"), [("markdown-code", "```\na\n```")]);
        assert_eq!(faults("a\n\n    b"), [("markdown-code", "b")]);
        assert_eq!(faults("a | b\n--|--\n1 | 2"), [("markdown-tableau", "a | b\n--|--\n1 | 2")]);
        assert_eq!(faults("a\n\n***\n\nb"), [("markdown-filet", "***\n")]);
        assert_eq!(faults("[nb]: important"), [("markdown-definition", "[nb]: important")]);
    }

    #[test]
    fn links_lead_somewhere_and_hide_nothing() {
        assert_eq!(faults("[lien](#)"), [("lien-refuse", "[lien](#)")]);
        assert_eq!(faults("[a](javascript:b)"), [("lien-refuse", "[a](javascript:b)")]);
        assert_eq!(
            faults("[a](https://b.fr \"c\")"),
            [("lien-a-infobulle", "[a](https://b.fr \"c\")")]
        );
        assert_eq!(
            faults("[a](https://b.fr/{c})"),
            [("expression-dans-un-lien", "[a](https://b.fr/{c})")]
        );
        let mail = Piece::Link { url: "mailto:a@b.fr".to_owned(), content: vec![text("a@b.fr")] };
        assert_eq!(line("<a@b.fr>"), Some(vec![mail]));
    }

    #[test]
    fn nesting_has_an_end() {
        let deep = "- ".repeat(40) + "a";
        assert_eq!(faults(&deep).first().map(|(id, _)| *id), Some("markdown-trop-profond"));
    }

    #[test]
    fn a_sign_that_opens_no_block_on_one_line_is_printed() {
        for source in ["- 37,5 %", "+ 50 %", "> 50 %", "1. Les atouts", "-", "---", "- - -", "#"] {
            assert_eq!(line(source), Some(vec![text(source)]), "{source}");
        }
        assert_eq!(line("*5 points*"), Some(vec![Piece::Emph(vec![text("5 points")])]));
    }

    #[test]
    fn a_list_or_two_paragraphs_are_no_line() {
        let id = |source| parse_line(source).err().and_then(|faults| Some(faults.first()?.id));
        assert_eq!(id("- un\n- deux"), Some("liste-sur-une-ligne"));
        assert_eq!(id("- un"), Some("liste-sur-une-ligne"));
        assert_eq!(id("un\n\ndeux"), Some("plusieurs-paragraphes"));
        assert_eq!(line("  \n"), Some(vec![]));
    }

    #[test]
    fn paragraphs_of_spaces_alone_are_pointed_at() {
        let source = "\u{a0}\n\n\u{a0}";
        let faults = parse_line(source).err().unwrap_or_default();
        let told: Vec<_> = faults.iter().map(|fault| (fault.id, fault.range.clone())).collect();
        assert_eq!(told, [("plusieurs-paragraphes", 0..source.len())]);
    }
}
