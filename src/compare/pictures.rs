//! Pictures that differ, by their files.

use std::path::Path;
use std::sync::Arc;

use super::changes::{PictureChange, State};
use super::revision::Revision;

/// Lists the pictures whose bytes differ, and those that one revision alone
/// has.
pub(super) fn pictures(old: &Revision<'_>, new: &Revision<'_>) -> Vec<PictureChange> {
    let kept = new.pictures.iter().filter_map(|(path, bytes)| match find(old, path) {
        None => Some(change(path, State::Added)),
        Some(before) if before != bytes => Some(change(path, State::Changed)),
        Some(_) => None,
    });
    let gone = old.pictures.iter().filter(|(path, _)| find(new, path).is_none());
    kept.chain(gone.map(|(path, _)| change(path, State::Removed))).collect()
}

fn find<'r>(revision: &'r Revision<'_>, path: &Path) -> Option<&'r Arc<[u8]>> {
    revision.pictures.iter().find(|(own, _)| own == path).map(|(_, bytes)| bytes)
}

fn change(path: &Path, state: State) -> PictureChange {
    PictureChange { file: path.display().to_string(), state }
}
