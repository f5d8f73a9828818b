//! The bookmarks of all parts: takes those of each, gives one bookmark a part,
//! closed, with those of the part below.

use std::io::Write;

use super::copy::Copier;
use super::fault::MergeFault;
use super::output::Output;
use super::source::{Source, Value};
use super::text::text_string;

/// The bookmarks of the whole.
#[derive(Debug)]
pub(super) struct Outline {
    root: u32,
    first: Option<u32>,
    /// The last one, which does not know yet who comes next.
    last: Option<Bookmark>,
    count: usize,
}

/// The bookmark of a part, but who comes next.
#[derive(Debug)]
pub(super) struct Bookmark {
    number: u32,
    text: Vec<u8>,
}

impl Outline {
    /// Starts the bookmarks.
    pub(super) fn new<W: Write>(output: &mut Output<W>) -> Result<Self, MergeFault> {
        Ok(Self { root: output.reserve()?, first: None, last: None, count: 0 })
    }

    /// Gives the place of the part's own root to its bookmark; returns the
    /// number of the latter, and the former.
    pub(super) fn find<W: Write>(
        source: &Source<'_>,
        catalog: &Value,
        copier: &mut Copier<'_>,
        output: &mut Output<W>,
    ) -> Result<(u32, Option<Value>), MergeFault> {
        let number = output.reserve()?;
        let Some(root) = source.target(catalog, b"Outlines")? else { return Ok((number, None)) };
        copier.give(root, number);
        Ok((number, Some(source.value(root)?)))
    }

    /// Adds the bookmark of a part, which leads to the top of its first page.
    pub(super) fn add<W: Write>(
        &mut self,
        source: &Source<'_>,
        copier: &Copier<'_>,
        (number, below): (u32, Option<Value>),
        name: &str,
        (page, top): (u32, &[u8]),
        output: &mut Output<W>,
    ) -> Result<(), MergeFault> {
        let (root, title) = (self.root, text_string(name));
        let mut text =
            format!("<</Parent {root} 0 R/Title{title}/Dest[{page} 0 R/XYZ 0 ").into_bytes();
        text.extend_from_slice(top);
        text.extend_from_slice(b" 0]");
        if let Some(below) = below {
            for (key, value) in source.entries(&below)? {
                let (name, closed): (&[u8], &[u8]) = match key {
                    b"First" => (b"/First ", b""),
                    b"Last" => (b"/Last ", b""),
                    // Closed: the number of those that would show.
                    b"Count" => (b"/Count ", b"-"),
                    _ => continue,
                };
                text.extend_from_slice(name);
                text.extend_from_slice(closed);
                copier.copy(&value, &mut text)?;
            }
        }
        if let Some(mut before) = self.last.take() {
            write!(text, "/Prev {} 0 R", before.number)?;
            write!(before.text, "/Next {number} 0 R")?;
            before.write(output)?;
        }
        self.first.get_or_insert(number);
        self.last = Some(Bookmark { number, text });
        self.count += 1;
        Ok(())
    }

    /// Writes the root and the last bookmark; returns the number of the former.
    pub(super) fn finish<W: Write>(self, output: &mut Output<W>) -> Result<u32, MergeFault> {
        let (first, last) =
            (self.first.ok_or(MergeFault::Empty)?, self.last.ok_or(MergeFault::Empty)?);
        let (count, end) = (self.count, last.number);
        last.write(output)?;
        let text = format!("<</Type/Outlines/First {first} 0 R/Last {end} 0 R/Count {count}>>");
        output.object(self.root, text.as_bytes())?;
        Ok(self.root)
    }
}

impl Bookmark {
    fn write<W: Write>(mut self, output: &mut Output<W>) -> Result<(), MergeFault> {
        self.text.extend_from_slice(b">>");
        output.object(self.number, &self.text)
    }
}
