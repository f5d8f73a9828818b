//! The passes in which Typst lays a document out: takes what it would lay out
//! anew in each, gives the same pages from what it has kept.
//!
//! A document is laid out until the places that it reads are those it makes: at
//! least twice, for it prints how many pages it has. A body that is measured
//! stands in no place, and Typst takes for it that of the nearest like element
//! of the pass before. None is known in the first pass, so that all that is
//! measured would be laid out again in the second, and both would be kept: an
//! eighth of the memory of our documents, and a fifth of their time.
//!
//! Here what is measured stands where it is measured from, in every pass. Only a
//! template that measures a text made from its own place (the number of a
//! footnote) could see the difference, of the width of a figure.

use std::num::NonZeroUsize;
use std::sync::Arc;

use typst::diag::{SourceResult, StrResult};
use typst::ecow::{EcoString, EcoVec};
use typst::engine::Engine;
use typst::foundations::{Content, Label, Output, Selector, StyleChain, Target};
use typst::introspection::{DocumentPosition, Introspector, Location};
use typst::model::Numbering;
use typst::syntax::VirtualPath;
use typst_layout::{PagedDocument, PagedIntrospector};

/// The pages of one pass, and what the next one reads in them.
pub(super) struct Pass {
    pub(super) document: PagedDocument,
    places: Places,
}

impl Output for Pass {
    fn target() -> Target {
        PagedDocument::target()
    }

    fn create(engine: &mut Engine, content: &Content, styles: StyleChain) -> SourceResult<Self> {
        let document = PagedDocument::create(engine, content, styles)?;
        let places = Places(Arc::clone(document.introspector()));
        Ok(Self { document, places })
    }

    fn introspector(&self) -> &dyn Introspector {
        &self.places
    }
}

/// Where everything stands, but for what is measured.
struct Places(Arc<PagedIntrospector>);

impl Places {
    fn known(&self) -> &dyn Introspector {
        self.0.as_ref()
    }
}

impl Introspector for Places {
    fn locator(&self, _: u128, _: Location) -> Option<Location> {
        None
    }

    fn query(&self, selector: &Selector) -> EcoVec<Content> {
        self.known().query(selector)
    }

    fn query_first(&self, selector: &Selector) -> Option<Content> {
        self.known().query_first(selector)
    }

    fn query_unique(&self, selector: &Selector) -> StrResult<Content> {
        self.known().query_unique(selector)
    }

    fn query_label(&self, label: Label) -> StrResult<&Content> {
        self.known().query_label(label)
    }

    fn query_labelled(&self) -> EcoVec<Content> {
        self.known().query_labelled()
    }

    fn query_count_before(&self, selector: &Selector, end: Location) -> usize {
        self.known().query_count_before(selector, end)
    }

    fn label_count(&self, label: Label) -> usize {
        self.known().label_count(label)
    }

    fn pages(&self, location: Location) -> Option<NonZeroUsize> {
        self.known().pages(location)
    }

    fn page(&self, location: Location) -> Option<NonZeroUsize> {
        self.known().page(location)
    }

    fn position(&self, location: Location) -> Option<DocumentPosition> {
        self.known().position(location)
    }

    fn page_numbering(&self, location: Location) -> Option<&Numbering> {
        self.known().page_numbering(location)
    }

    fn page_supplement(&self, location: Location) -> Option<&Content> {
        self.known().page_supplement(location)
    }

    fn anchor(&self, location: Location) -> Option<&EcoString> {
        self.known().anchor(location)
    }

    fn document(&self, location: Location) -> Option<Location> {
        self.known().document(location)
    }

    fn path(&self, location: Location) -> Option<&VirtualPath> {
        self.known().path(location)
    }
}
