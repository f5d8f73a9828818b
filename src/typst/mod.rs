//! Everything Typst needs before it can set a document: takes the templates and
//! the fonts, gives an [`Engine`] that any number of threads lay documents out
//! with, and tells in French what went wrong.
//!
//! Only this module and [`crate::pdf`] know Typst. A document sees four things
//! and nothing of the computer: `/templates/…`, `/sheet.json`, `/subject/…` and
//! our fonts. No package, no other file, no clock.

mod catalogue;
mod fault;
mod fonts;
mod glyphs;
mod images;
mod message;
mod overfull;
mod templates;
mod theme;
mod words;
mod world;

pub use catalogue::{Listed, catalogue, listed};
pub use fault::{Frame, TemplateFault, TypesetFault};
pub use templates::embedded;
pub use theme::{Color, Logo, Theme};

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDateTime;
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};

use crate::diagnostic::Fault;
use fonts::Fonts;
use templates::Templates;

pub(crate) use fault::from_typst;
pub(crate) use fonts::is_font;
pub(crate) use glyphs::missing;
pub(crate) use images::{check as check_image, check_bytes};
pub(crate) use overfull::overfull;
pub(crate) use world::{JobWorld, datetime};

/// What all documents share: the library, the fonts and the templates.
///
/// Built once a process, or once more when a template changes, and shared
/// between threads.
pub struct Engine {
    library: LazyHash<Library>,
    fonts: Fonts,
    templates: Templates,
    bounds: Bounds,
}

/// How much a document may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Pages, at the most.
    pub pages: usize,
    /// Pixels of an image, at the most.
    pub pixels: u64,
}

impl Default for Bounds {
    /// An A4 page at 300 dots an inch has nine million pixels.
    fn default() -> Self {
        Self { pages: 200, pixels: 25_000_000 }
    }
}

impl Engine {
    /// Reads templates and fonts: each file from the folder if it is there,
    /// from the program if not.
    ///
    /// # Errors
    ///
    /// The folder cannot be read, or holds a file that is neither a text in
    /// UTF-8 nor a font where one is expected.
    pub fn new(overrides: Option<&Path>) -> Result<Self, Fault> {
        let templates = Templates::read(overrides)?;
        let fonts = Fonts::read(&templates)?;
        // Nothing is passed through `sys.inputs`: it is part of the library's
        // hash, and a change of it would forget all that was laid out before.
        let library = LazyHash::new(Library::default());
        Ok(Self { library, fonts, templates, bounds: Bounds::default() })
    }

    /// Returns the same engine, dressed in the theme of a project.
    ///
    /// # Errors
    ///
    /// A file of the theme cannot be read, or one of its fonts is none.
    pub fn themed(mut self, theme: &Theme) -> Result<Self, Fault> {
        if *theme != Theme::default() {
            self.templates.dress(theme)?;
            self.fonts = Fonts::read(&self.templates)?;
        }
        Ok(self)
    }

    /// Returns the same engine, for documents that may ask for so much.
    #[must_use]
    pub fn bounded(self, bounds: Bounds) -> Self {
        Self { bounds, ..self }
    }

    /// Returns how much a document may ask for.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// Tells whether a character can be printed: a font draws it, or nothing
    /// has to be drawn.
    #[must_use]
    pub fn draws(&self, character: char) -> bool {
        self.fonts.draw(character)
    }

    /// Lists the families of the fonts, in the order of the alphabet.
    pub fn families(&self) -> impl Iterator<Item = &str> {
        self.fonts.book().families().map(|(name, _)| name)
    }

    /// Gives every file that a document may depend on besides its own, with its
    /// path below `templates` and its content, in the order of the paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.templates.iter().map(|(path, template)| (path, template.bytes.as_slice()))
    }
}

/// A size of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 297 × 420 mm.
    A3,
}

/// A document to set.
#[derive(Debug, Clone)]
pub struct Job<'a> {
    /// Template to start from, below `templates`: `documents/corrige.typ`.
    pub entry: &'a str,
    /// What names this document for ever, whatever its version.
    pub ident: &'a str,
    /// What the document says: a `Sheet` as JSON.
    pub sheet: Vec<u8>,
    /// The subject's own files by their paths: `images/logo.svg`.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// Title in the file's metadata.
    pub title: String,
    /// Authors in the file's metadata.
    pub authors: Vec<String>,
    /// The paper its pages are brought to, if not that of the template.
    pub paper: Option<Paper>,
    /// When the document is dated, in universal time.
    pub date: NaiveDateTime,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_is_shared_between_threads() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(&Engine::new(None).unwrap());
    }

    #[test]
    fn every_embedded_file_counts_as_a_dependency() {
        let engine = Engine::new(None).unwrap();
        let files: BTreeMap<&str, &[u8]> = engine.files().collect();
        assert_eq!(files, embedded());
        assert!(engine.draws('≥') && !engine.draws('字'));
    }
}
