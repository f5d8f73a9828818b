//! The pages of all parts: takes the page tree of each, gives one tree with a
//! branch a part, and a blank page where a part would end on a right-hand page.

use std::io::Write;

use super::copy::Copier;
use super::fault::MergeFault;
use super::output::Output;
use super::source::{Source, Value};

/// The page tree of the whole.
#[derive(Debug)]
pub(super) struct Pages {
    root: u32,
    branches: Vec<u32>,
    count: usize,
}

/// The pages of one part.
#[derive(Debug)]
pub(super) struct Branch {
    number: u32,
    pages: Vec<Value>,
}

impl Pages {
    /// Starts a tree.
    pub(super) fn new<W: Write>(output: &mut Output<W>) -> Result<Self, MergeFault> {
        Ok(Self { root: output.reserve()?, branches: Vec::new(), count: 0 })
    }

    /// Returns the number of pages.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Finds the pages of a part, whose branch takes the place of their tree.
    pub(super) fn find<W: Write>(
        source: &Source<'_>,
        catalog: &Value,
        copier: &mut Copier<'_>,
        output: &mut Output<W>,
    ) -> Result<Branch, MergeFault> {
        let root = source.target(catalog, b"Pages")?.ok_or(LOST)?;
        let kids = source.entry(&source.value(root)?, b"Kids")?.ok_or(LOST)?;
        let mut pages = Vec::new();
        for kid in source.items(&kids)? {
            let page = source.value(source.reference(&kid).ok_or(LOST)?)?;
            let kind = source.entry(&page, b"Type")?.ok_or(LOST)?;
            if source.text(&kind.range) != b"/Page" {
                return Err(LOST);
            }
            pages.push(page);
        }
        let number = output.reserve()?;
        copier.give(root, number);
        Ok(Branch { number, pages })
    }

    /// Writes the branch of a part, and a blank page after an odd number of
    /// pages if asked; returns the number of pages, the blank one included.
    pub(super) fn add<W: Write>(
        &mut self,
        source: &Source<'_>,
        copier: &Copier<'_>,
        branch: &Branch,
        even: bool,
        output: &mut Output<W>,
    ) -> Result<usize, MergeFault> {
        let mut kids = Vec::with_capacity(branch.pages.len() + 1);
        for page in &branch.pages {
            kids.push(copier.number(page.object)?);
        }
        if even && kids.len() % 2 == 1 {
            let last = branch.pages.last().ok_or(LOST)?;
            let size = source.entry(last, b"MediaBox")?.ok_or(LOST)?;
            let mut page =
                format!("<</Type/Page/Parent {} 0 R/MediaBox", branch.number).into_bytes();
            copier.copy(&size, &mut page)?;
            page.extend_from_slice(b"/Resources<<>>/Tabs/S>>");
            let blank = output.reserve()?;
            output.object(blank, &page)?;
            kids.push(blank);
        }
        let (parent, count) = (self.root, kids.len());
        let kids = references(&kids);
        let node = format!("<</Type/Pages/Parent {parent} 0 R/Count {count}/Kids[{kids}]>>");
        output.object(branch.number, node.as_bytes())?;
        self.branches.push(branch.number);
        self.count += count;
        Ok(count)
    }

    /// Writes the root; returns its number.
    pub(super) fn finish<W: Write>(self, output: &mut Output<W>) -> Result<u32, MergeFault> {
        let (count, kids) = (self.count, references(&self.branches));
        let node = format!("<</Type/Pages/Count {count}/Kids[{kids}]>>");
        output.object(self.root, node.as_bytes())?;
        Ok(self.root)
    }
}

impl Branch {
    /// Returns a page by its number in the source.
    pub(super) fn page(&self, number: u32) -> Option<&Value> {
        self.pages.iter().find(|page| page.object == number)
    }

    /// Returns the number of the first page in the whole, and the height of its
    /// top as the source writes it.
    pub(super) fn first<'a>(
        &self,
        source: &Source<'a>,
        copier: &Copier<'_>,
    ) -> Result<(u32, &'a [u8]), MergeFault> {
        let page = self.pages.first().ok_or(LOST)?;
        let size = source.entry(page, b"MediaBox")?.ok_or(LOST)?;
        let sides = source.items(&size)?;
        let top = sides.get(3).ok_or(LOST)?;
        Ok((copier.number(page.object)?, source.text(&top.range)))
    }
}

const LOST: MergeFault = MergeFault::Foreign("ses pages ne se trouvent pas");

/// Writes references one after another.
pub(super) fn references(numbers: &[u32]) -> String {
    numbers.iter().map(|number| format!("{number} 0 R")).collect::<Vec<_>>().join(" ")
}
