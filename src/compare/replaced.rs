//! Pictures replaced, place by place: takes what a place shows in both
//! revisions, gives a line for each picture that is no longer the same.

use std::path::Path;
use std::sync::Arc;

use super::changes::Edit;
use super::passage::{Shown, pictures};
use super::revision::Revision;
use super::words::whole;
use crate::sheet::Block;

/// What stands for a picture that is no longer the same.
pub(super) const REPLACED: &str = "image remplacée";

/// What stands for the one before.
pub(super) const FORMER: &str = "ancienne image";

/// Where the virtual paths of pictures begin.
const ROOT: &str = "/subject/";

/// The pictures of both revisions.
#[derive(Clone, Copy)]
pub(super) struct Replaced<'r> {
    old: &'r Revision<'r>,
    new: &'r Revision<'r>,
}

/// A picture of a place.
struct Seen<'r> {
    at: String,
    file: &'r Path,
    bytes: &'r Arc<[u8]>,
}

impl<'r> Replaced<'r> {
    pub(super) fn new(old: &'r Revision<'r>, new: &'r Revision<'r>) -> Self {
        Self { old, new }
    }

    /// Lists the pictures of a place that are no longer the same. One that is
    /// added or gone is told by what is written under it.
    pub(super) fn edits(self, old: &[Block], new: &[Block]) -> Vec<Edit> {
        let (before, after) = (seen(self.old, old), seen(self.new, new));
        let was = |rank: usize, is: &Seen<'_>| {
            let same_file = before.iter().find(|was| was.file == is.file);
            // A file of another name stands where the one before stood.
            same_file.or_else(|| before.get(rank).filter(|_| before.len() == after.len()))
        };
        let changed = after
            .iter()
            .enumerate()
            .filter(|(rank, is)| was(*rank, is).is_some_and(|was| was.bytes != is.bytes));
        let edit = |is: &Seen<'_>| {
            let (at, row) = (is.at.clone(), String::new());
            Edit { at, row, old: whole(FORMER), new: whole(REPLACED) }
        };
        changed.map(|(_, is)| edit(is)).collect()
    }
}

fn seen<'r>(revision: &'r Revision<'_>, blocks: &[Block]) -> Vec<Seen<'r>> {
    let known = |Shown { at, path }: Shown<'_>| {
        let name = path.strip_prefix(ROOT)?;
        let rank = revision.subject.assets.iter().position(|asset| asset.name == name)?;
        let (file, bytes) = revision.pictures.get(rank)?;
        Some(Seen { at, file, bytes })
    };
    pictures(blocks).into_iter().filter_map(known).collect()
}
