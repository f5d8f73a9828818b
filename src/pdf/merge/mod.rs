//! From documents to one file to print: takes PDFs as this program prints them,
//! one after another, gives one PDF with a bookmark a part, as accessible and as
//! fit to be kept as they are (PDF/UA-1, PDF/A-2a).
//!
//! A class is many papers and a printer wants one file. Each part is written as
//! soon as it comes, and what stays in memory is where objects stand: a thousand
//! papers take a few megabytes. Three ideas keep it small:
//!
//! - A source is not taken apart. One walk over its bytes finds what must
//!   change (`object::Change`): numbers of objects, keys of the structure,
//!   names of cells and notes. All else is copied as it stands.
//! - What the merger writes takes the place of what it replaces. References to
//!   the page tree of a part become references to its branch in the whole, those
//!   to its bookmarks lead to the bookmark of the part, and so on: nothing else
//!   has to know (`copy::Copier::give`).
//! - Objects that hold nothing of a part of their own (fonts, images, colours)
//!   are written once, compared by digest.
//!
//! A general reader of PDF files takes four times as long to read a part as this
//! one to read and to write it. This one knows what Typst writes, and refuses the
//! rest.

mod copy;
mod fault;
mod grey;
mod lexer;
mod metadata;
mod object;
mod outline;
mod output;
mod pages;
#[cfg(test)]
mod sample;
mod source;
mod structure;
#[cfg(test)]
mod tests;
mod text;

use std::io::Write;

use self::copy::{Copier, Shared};
pub use self::fault::MergeFault;
use self::grey::Veil;
pub use self::metadata::MergedInfo;
use self::outline::Outline;
use self::output::Output;
use self::pages::Pages;
use self::source::{Source, Value};
use self::structure::Structure;

/// Puts documents together into one file.
#[derive(Debug)]
pub struct Merger<'i, W> {
    info: MergedInfo<'i>,
    output: Output<W>,
    shared: Shared,
    pages: Pages,
    outline: Outline,
    structure: Structure,
    /// Branches of the tree of places that links lead to by name.
    places: Vec<u32>,
    first: Option<First>,
    /// What takes the colours of grey pages away, once there is one.
    veil: Option<Veil>,
    parts: usize,
    recto: bool,
}

/// What the first part says for all.
#[derive(Debug, PartialEq, Eq)]
struct First {
    lang: Vec<u8>,
    /// How colours print.
    intents: u32,
}

impl<'i, W: Write> Merger<'i, W> {
    /// Starts a file, which is better buffered.
    ///
    /// # Errors
    ///
    /// The file cannot be written.
    pub fn new(out: W, info: MergedInfo<'i>) -> Result<Self, MergeFault> {
        let mut output = Output::new(out)?;
        Ok(Self {
            info,
            shared: Shared::new(),
            pages: Pages::new(&mut output)?,
            outline: Outline::new(&mut output)?,
            structure: Structure::new(&mut output)?,
            places: Vec::new(),
            first: None,
            veil: None,
            parts: 0,
            recto: false,
            output,
        })
    }

    /// Adds a document under a bookmark; returns the number of pages added. With
    /// `even`, an odd number of pages is followed by a blank one of the size of
    /// the last, so that the next part starts on a right-hand page.
    ///
    /// # Errors
    ///
    /// The document is not one that this program prints, or cannot be told with
    /// the others, or the file cannot be written. What was written is then of no
    /// use.
    pub fn add(&mut self, pdf: &[u8], name: &str, even: bool) -> Result<usize, MergeFault> {
        self.part(pdf, name, even, None)
    }

    /// Adds a document as a printer without colours prints it.
    ///
    /// # Errors
    ///
    /// As for any other.
    pub fn add_grey(&mut self, pdf: &[u8], name: &str) -> Result<usize, MergeFault> {
        let veil = match self.veil {
            Some(veil) => veil,
            None => *self.veil.insert(Veil::new(&mut self.output)?),
        };
        self.part(pdf, name, false, Some(veil))
    }

    fn part(
        &mut self,
        pdf: &[u8],
        name: &str,
        even: bool,
        veil: Option<Veil>,
    ) -> Result<usize, MergeFault> {
        let source = Source::read(pdf)?;
        let catalog = source.value(source.root())?;
        check(&source, &catalog)?;
        let output = &mut self.output;
        let mut copier = Copier::new(&source, self.parts, self.structure.keys());
        let dropped = [Some(source.root()), source.info(), source.target(&catalog, b"Metadata")?];
        for number in dropped.into_iter().flatten() {
            copier.leave(number);
        }
        let pages = Pages::find(&source, &catalog, &mut copier, output)?;
        let bookmarks = Outline::find(&source, &catalog, &mut copier, output)?;
        let branch = self.structure.find(&source, &catalog, &mut copier)?;
        copier.settle(output, &mut self.shared)?;
        copier.write(output, |number| match veil.zip(pages.page(number)) {
            Some((veil, page)) => veil.over(page, &source, &copier).map(Some),
            None => branch.element(&source, &copier, number, name),
        })?;
        let count = self.pages.add(&source, &copier, &pages, even, output)?;
        let first = pages.first(&source, &copier)?;
        self.outline.add(&source, &copier, bookmarks, name, first, output)?;
        self.structure.add(&source, &copier, &branch, output)?;
        if let Some(names) = source.entry(&catalog, b"Names")?
            && let Some(tree) = source.entry(&names, b"Dests")?
        {
            self.places.extend(structure::names(&source, &copier, &tree, output)?);
        }
        self.agree(First::of(&source, &catalog, &copier)?)?;
        self.parts += 1;
        self.recto |= even;
        Ok(count)
    }

    /// Ends the file; returns it with its number of pages.
    ///
    /// # Errors
    ///
    /// There is no part, or the file cannot be written.
    pub fn finish(self) -> Result<(W, usize), MergeFault> {
        let first = self.first.ok_or(MergeFault::Empty)?;
        let (mut output, count) = (self.output, self.pages.count());
        let pages = self.pages.finish(&mut output)?;
        let outline = self.outline.finish(&mut output)?;
        let structure = self.structure.finish(&mut output)?;
        let (info, metadata, root) = (output.reserve()?, output.reserve()?, output.reserve()?);
        output.object(info, self.info.dictionary().as_bytes())?;
        let xmp = self.info.xmp();
        let dictionary = format!("<</Type/Metadata/Subtype/XML/Length {}>>", xmp.len());
        output.stream(metadata, dictionary.as_bytes(), xmp.as_bytes())?;
        let mut catalog = format!(
            "<</Type/Catalog/Pages {pages} 0 R/Outlines {outline} 0 R/StructTreeRoot {structure} 0 R\
             /Metadata {metadata} 0 R/OutputIntents {} 0 R/MarkInfo<</Marked true/Suspects false>>\
             /ViewerPreferences<</DisplayDocTitle true/Direction/L2R",
            first.intents,
        )
        .into_bytes();
        if self.recto {
            catalog.extend_from_slice(b"/Duplex/DuplexFlipLongEdge");
        }
        catalog.extend_from_slice(b">>/Lang");
        catalog.extend_from_slice(&first.lang);
        if !self.places.is_empty() {
            write!(catalog, "/Names<</Dests<</Kids[{}]>>>>", pages::references(&self.places))?;
        }
        catalog.extend_from_slice(b">>");
        output.object(root, &catalog)?;
        Ok((output.finish(root, info, self.info.ident)?, count))
    }

    fn agree(&mut self, found: First) -> Result<(), MergeFault> {
        match &self.first {
            Some(first) if first.lang != found.lang => Err(MergeFault::Different("Lang")),
            Some(first) if first.intents != found.intents => {
                Err(MergeFault::Different("OutputIntents"))
            }
            _ => {
                self.first = Some(found);
                Ok(())
            }
        }
    }
}

impl First {
    fn of(source: &Source<'_>, catalog: &Value, copier: &Copier<'_>) -> Result<Self, MergeFault> {
        let lang =
            source.entry(catalog, b"Lang")?.ok_or(MergeFault::Foreign("il n’a pas de langue"))?;
        let intents = source.target(catalog, b"OutputIntents")?;
        let intents = intents.ok_or(MergeFault::Foreign("il ne dit rien de ses couleurs"))?;
        Ok(Self { lang: source.text(&lang.range).to_vec(), intents: copier.number(intents)? })
    }
}

/// Keys of a catalogue that this module knows how to put together.
const KNOWN: [&[u8]; 10] = [
    b"Type",
    b"Pages",
    b"Outlines",
    b"StructTreeRoot",
    b"Metadata",
    b"OutputIntents",
    b"MarkInfo",
    b"ViewerPreferences",
    b"Lang",
    b"Names",
];

/// Refuses a document that says of itself what the whole would not say.
fn check(source: &Source<'_>, catalog: &Value) -> Result<(), MergeFault> {
    let mut keys: Vec<_> = source.entries(catalog)?.into_iter().map(|(key, _)| key).collect();
    if let Some(names) = source.entry(catalog, b"Names")? {
        let names = source.entries(&names)?;
        keys.extend(names.into_iter().map(|(key, _)| key).filter(|key| *key != b"Dests"));
    }
    if keys.iter().all(|key| KNOWN.contains(key)) {
        Ok(())
    } else {
        Err(MergeFault::Foreign("son catalogue est d’une autre sorte"))
    }
}
