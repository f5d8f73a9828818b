//! The first reader: takes a text, gives the place and the shape of each node
//! in the order of the file, or the faults that forbid to read it.

use std::collections::BTreeMap;
use std::ops::{ControlFlow, Range};

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use super::place::Places;
use super::syntax::Context;
use super::{commas, comment, indent, refuse, syntax};
use crate::diagnostic::{Fault, Faults};
use crate::source::{SourceId, Span};

/// Largest text read, in bytes: a hundred times a long subject.
const MOST_BYTES: usize = 4 * 1024 * 1024;
/// Most nodes read.
const MOST_NODES: usize = 200_000;
/// Most faults told: beyond, the file is not what its author thinks.
const MOST_FAULTS: usize = 20;

/// What the first reader knows of a node.
pub(super) struct Note {
    pub(super) span: Span,
    pub(super) shape: Shape,
}

/// What a node is, scalars being left to the second reader.
pub(super) enum Shape {
    List,
    Map,
    Scalar { text: String, plain: bool },
}

/// Reads a text from end to end, or to the first thing that cannot be passed.
pub(super) fn scan(text: &str, id: SourceId) -> Result<Vec<Note>, Faults> {
    if text.len() > MOST_BYTES {
        return Err(refuse::too_large(MOST_BYTES).into());
    }
    let mut scan = Scan::new(Places::new(text, id));
    if let Some((byte, _)) = text.char_indices().find(|(_, letter)| !is_printable(*letter)) {
        scan.refuse(refuse::invisible(&scan.places, byte));
    }
    for event in Parser::new_from_str(text) {
        let more = match event {
            Ok((event, place)) => scan.event(event, place),
            Err(error) => return scan.finish(Some(&error)),
        };
        if more.is_break() {
            break;
        }
    }
    scan.finish(None)
}

/// Tells whether YAML lets a character stand in a file.
fn is_printable(letter: char) -> bool {
    match letter {
        '\t' | '\n' | '\r' | '\u{85}' => true,
        '\u{feff}' | '\u{fffe}' | '\u{ffff}' => false,
        _ => !letter.is_control(),
    }
}

/// A list or a map whose end is not met yet.
struct Open {
    /// Its note.
    note: usize,
    /// Written between brackets.
    flow: bool,
    /// The keys met, for a map.
    keys: Option<Keys>,
}

/// The keys of a map.
#[derive(Default)]
struct Keys {
    met: BTreeMap<String, Span>,
    /// Bytes of the key whose value comes next.
    last: Option<Range<usize>>,
}

struct Scan<'a> {
    places: Places<'a>,
    notes: Vec<Note>,
    open: Vec<Open>,
    /// End of the last node read.
    end: usize,
    documents: usize,
    faults: Faults,
    count: usize,
}

impl<'a> Scan<'a> {
    fn new(places: Places<'a>) -> Self {
        Self {
            places,
            notes: Vec::new(),
            open: Vec::new(),
            end: 0,
            documents: 0,
            faults: Faults::default(),
            count: 0,
        }
    }

    fn refuse(&mut self, fault: Fault) {
        self.faults.push(fault);
        self.count += 1;
    }

    fn event(&mut self, event: Event, span: saphyr_parser::Span) -> ControlFlow<()> {
        let range = self.places.range(span);
        match event {
            Event::DocumentStart(_) => self.document(range)?,
            Event::Alias(_) => {
                self.refuse(refuse::alias(&self.places, range.start));
                self.role(&range);
                self.note(range, Shape::Scalar { text: String::new(), plain: true })?;
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.marks(anchor > 0, tag.is_some(), range.start);
                self.scalar(&text, style, range)?;
            }
            Event::SequenceStart(anchor, tag) => {
                self.marks(anchor > 0, tag.is_some(), range.start);
                self.list(range)?;
            }
            Event::MappingStart(anchor, tag) => {
                self.marks(anchor > 0, tag.is_some(), range.start);
                self.map(range)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range.start),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        if self.count < MOST_FAULTS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    fn document(&mut self, range: Range<usize>) -> ControlFlow<()> {
        self.documents += 1;
        if self.documents == 1 {
            return ControlFlow::Continue(());
        }
        self.refuse(refuse::second_document(&self.places, range.start));
        ControlFlow::Break(())
    }

    /// Refuses an anchor and a tag before a node.
    fn marks(&mut self, anchor: bool, tag: bool, start: usize) {
        if anchor {
            self.refuse(refuse::anchor(&self.places, start));
        }
        if tag {
            self.refuse(refuse::tag(&self.places, start));
        }
    }

    fn list(&mut self, range: Range<usize>) -> ControlFlow<()> {
        self.collection_role(&range);
        let flow = !range.is_empty();
        let start = if flow { range.start } else { self.places.dash_before(range.start) };
        self.note(start..start, Shape::List)?;
        self.open(flow, None)
    }

    fn map(&mut self, range: Range<usize>) -> ControlFlow<()> {
        self.collection_role(&range);
        self.note(range.start..range.start, Shape::Map)?;
        self.open(!range.is_empty(), Some(Keys::default()))
    }

    fn open(&mut self, flow: bool, keys: Option<Keys>) -> ControlFlow<()> {
        let note = self.notes.len().saturating_sub(1);
        self.open.push(Open { note, flow, keys });
        if self.open.len() <= refuse::MOST_LEVELS {
            return ControlFlow::Continue(());
        }
        let start = self.notes.get(note).map_or(0, |note| note.span.range().start);
        self.refuse(refuse::too_deep(&self.places, start));
        ControlFlow::Break(())
    }

    fn close(&mut self, at: usize) {
        let Some(closed) = self.open.pop() else { return };
        let bracket = self.places.after(at).starts_with([']', '}']);
        if closed.flow {
            self.end = self.end.max(at + usize::from(bracket));
        }
        if let Some(note) = self.notes.get_mut(closed.note) {
            let start = note.span.range().start;
            note.span = self.places.span(start..self.end.max(start));
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, range: Range<usize>) -> ControlFlow<()> {
        let plain = style == ScalarStyle::Plain;
        let key = self.last_key();
        let range = self.places.scalar(style, range, text.is_empty(), key.clone());
        let is_key = self.role(&range);
        let flow = self.open.last().is_some_and(|open| open.flow);
        if is_key {
            self.key(text, plain, &range);
        } else if plain && let Some(fault) = comment::cut(&self.places, &range, flow) {
            self.refuse(fault);
        }
        if plain && flow {
            let fault = self.cut(&range, key.filter(|_| !is_key));
            if let Some(fault) = fault {
                self.refuse(fault);
            }
        }
        self.note(range, Shape::Scalar { text: text.to_owned(), plain })
    }

    /// Returns the fault of a comma that cuts what stands between brackets.
    fn cut(&self, scalar: &Range<usize>, key: Option<Range<usize>>) -> Option<Fault> {
        let places = &self.places;
        if commas::follows_thousands(places, scalar) {
            return None;
        }
        let key = key.and_then(|key| places.text.get(key)).unwrap_or_default();
        commas::thousands(places, scalar)
            .or_else(|| refuse::decimal_comma(places, scalar))
            .or_else(|| commas::cut_call(places, scalar, key))
            .or_else(|| refuse::curly_quotes(places, scalar))
    }

    /// Tells whether the node that starts here is a key of the innermost map.
    fn role(&mut self, range: &Range<usize>) -> bool {
        let Some(keys) = self.open.last_mut().and_then(|open| open.keys.as_mut()) else {
            return false;
        };
        let is_key = keys.last.is_none();
        keys.last = is_key.then(|| range.clone());
        is_key
    }

    fn collection_role(&mut self, range: &Range<usize>) {
        if self.role(range) {
            self.refuse(refuse::key_that_is_a_collection(&self.places, range.start));
        }
    }

    fn last_key(&self) -> Option<Range<usize>> {
        self.open.last()?.keys.as_ref()?.last.clone()
    }

    fn key(&mut self, text: &str, plain: bool, range: &Range<usize>) {
        let span = self.places.span(range.clone());
        if text.is_empty() {
            self.refuse(refuse::empty_key(span));
        } else if plain && text == "<<" {
            self.refuse(refuse::merge(span));
        }
        let keys = self.open.last_mut().and_then(|open| open.keys.as_mut());
        let first = keys.and_then(|keys| {
            let first = keys.met.get(text.trim()).copied();
            keys.met.entry(text.trim().to_owned()).or_insert(span);
            first
        });
        if let Some(first) = first {
            self.refuse(refuse::twice(text, span, first));
        }
    }

    fn note(&mut self, range: Range<usize>, shape: Shape) -> ControlFlow<()> {
        self.end = self.end.max(range.end);
        let span = self.places.span(range);
        self.notes.push(Note { span, shape });
        if self.notes.len() <= MOST_NODES {
            return ControlFlow::Continue(());
        }
        self.refuse(refuse::too_many(span, MOST_NODES));
        ControlFlow::Break(())
    }

    fn context(&self) -> Context<'_> {
        let plain = match self.notes.last() {
            Some(Note { span, shape: Shape::Scalar { plain: true, .. } }) => Some(span.range()),
            _ => None,
        };
        let bracket = self.open.iter().rev().find(|open| open.flow);
        let bracket = bracket.and_then(|open| self.notes.get(open.note));
        let bracket = bracket.map(|note| note.span.range().start);
        Context { places: &self.places, plain, bracket }
    }

    fn finish(mut self, broken: Option<&ScanError>) -> Result<Vec<Note>, Faults> {
        let limit =
            broken.map_or(self.places.text.len(), |error| self.places.byte(*error.marker()));
        let blank = indent::find(&self.places, &self.notes, limit);
        match (broken, blank) {
            // A wrong blank before the place where the reading stopped is the cause.
            (_, Some(blank)) => self.faults.push(blank),
            (Some(error), None) => {
                self.faults.push(syntax::fault(error, &self.context()));
            }
            (None, None) => {}
        }
        let empty = |note: &Note| matches!(&note.shape, Shape::Scalar { text, plain: true } if text.is_empty());
        if self.faults.is_empty() && self.notes.first().is_none_or(empty) {
            self.faults.push(refuse::empty_file(self.places.span(0..0)));
        }
        if self.faults.is_empty() { Ok(self.notes) } else { Err(self.faults) }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;
    use std::time::{Duration, Instant};

    use expect_test::expect;

    use super::{MOST_BYTES, MOST_FAULTS, MOST_NODES};
    use crate::yaml::refuse::MOST_LEVELS;
    use crate::yaml::tests::{ids, told};

    #[test]
    fn deep_nesting_is_refused_where_it_becomes_too_deep() {
        let text = format!("a: {}x{}", "[".repeat(MOST_LEVELS), "]".repeat(MOST_LEVELS));
        let expected = expect![[r#"
            erreur[yaml-profondeur] : plus de 32 niveaux imbriqués
             --> sujet.yaml:1:35
              |
            1 | a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
              |                                   ^ la lecture s’arrête ici
              |
              = aide : vérifiez que chaque « [ » et chaque « { » est refermé
        "#]];
        expected.assert_eq(&told(&text));
        let text = format!("{}x{}", "[".repeat(MOST_LEVELS), "]".repeat(MOST_LEVELS));
        assert_eq!(ids(&text), [""; 0]);
    }

    #[test]
    fn large_files_are_refused() {
        let expected = expect![[r#"
            erreur[yaml-taille] : le fichier dépasse 4 Mio
             |
             = aide : placez les longues tables dans des fichiers CSV
        "#]];
        expected.assert_eq(&told(&"#".repeat(MOST_BYTES + 1)));
        assert_eq!(ids(&"- a\n".repeat(MOST_NODES - 1)), [""; 0]);
        let expected = expect![[r#"
            erreur[yaml-taille] : le fichier contient plus de 200 000 éléments
                  --> sujet.yaml:200000:3
                   |
            199999 | - a
            200000 | - a
                   |   ^ la lecture s’arrête ici
                   |
                   = aide : placez les longues tables dans des fichiers CSV
        "#]];
        expected.assert_eq(&told(&"- a\n".repeat(MOST_NODES)));
    }

    #[test]
    fn a_file_full_of_faults_is_left_early() {
        assert_eq!(ids(&"a: 1\n".repeat(1_000)).len(), MOST_FAULTS);
    }

    /// A bomb of aliases that would unfold into nine to the power of nine nodes.
    fn laughs() -> String {
        let mut text = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for (inner, outer) in ('a'..='h').zip('b'..='i') {
            let nine = vec![format!("*{inner}"); 9].join(", ");
            let _ = writeln!(text, "{outer}: &{outer} [{nine}]");
        }
        text
    }

    /// One map a line, each inside the one above.
    fn stairs(steps: usize) -> String {
        let step = |width: usize| " ".repeat(width) + "a:\n";
        (0..steps).map(step).collect()
    }

    #[test]
    fn bombs_are_answered_at_once() {
        let many = 100_000;
        let bombs = [
            laughs(),
            "[".repeat(many),
            "{a: ".repeat(many),
            "- ".repeat(many),
            "? ".repeat(many),
            "&a ".repeat(many),
            "!".repeat(many),
            stairs(400),
        ];
        for bomb in bombs {
            let start = Instant::now();
            assert!(!ids(&bomb).is_empty());
            // Fifty milliseconds is the aim; a loaded machine is given more.
            let head: String = bomb.chars().take(20).collect();
            assert!(start.elapsed() < Duration::from_millis(500), "{head}… is slow");
        }
    }
}
