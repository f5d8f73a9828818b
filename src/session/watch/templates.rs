//! The templates of a project, which may have none yet: takes the files that
//! were saved, tells which templates are no longer what they were.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::{real, subfolders};
use crate::session::inputs::{Stamp, slashed};

/// Deepest folder looked at.
const MAX_DEPTH: usize = 6;

/// Template files by their paths below the folder, and how they look.
pub(super) type Looks = BTreeMap<String, Stamp>;

/// The folder of the templates.
pub(super) struct Templates {
    told: PathBuf,
    /// The files that documents were last set with.
    known: Looks,
}

impl Templates {
    pub(super) fn new(folder: &Path) -> Self {
        let mut templates = Self { told: folder.to_owned(), known: Looks::new() };
        templates.known = templates.look();
        templates
    }

    /// Returns the folder, if the project has it.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.told.is_dir().then_some(self.told.as_path())
    }

    /// Tells whether a path is the folder or leads below it.
    pub(super) fn holds(&self, path: &Path) -> bool {
        path.starts_with(real(&self.told)) || path.starts_with(self.root())
    }

    /// Adds the folders of the templates, and the one in which theirs may appear.
    pub(super) fn folders(&self, found: &mut BTreeSet<PathBuf>) {
        found.extend(real(&self.told).parent().map(Path::to_owned));
        if let Some(folder) = self.folder().map(|_| self.root()) {
            let mut folders = BTreeMap::new();
            below(&folder, 0, &mut folders);
            found.extend(folders.into_keys());
        }
    }

    /// Looks at the files.
    pub(super) fn look(&self) -> Looks {
        let root = self.root();
        let mut folders = BTreeMap::new();
        below(&root, 0, &mut folders);
        let files = folders.into_values().flatten();
        files
            .filter_map(|path| {
                Some((slashed(path.strip_prefix(&root).ok()?), Stamp::of(&path).ok()?))
            })
            .collect()
    }

    /// Lists the templates that were saved, and those that look otherwise than
    /// they did: a whole folder of them comes and goes at once.
    pub(super) fn touched(&self, paths: &BTreeSet<PathBuf>, now: &Looks) -> BTreeSet<String> {
        let root = self.root();
        let files = paths.iter().filter(|path| !path.is_dir());
        let saved = files.filter_map(|path| path.strip_prefix(&root).ok()).map(slashed);
        let mut touched: BTreeSet<_> = saved.filter(|path| !path.is_empty()).collect();
        let both = now.keys().chain(self.known.keys());
        touched.extend(both.filter(|path| now.get(*path) != self.known.get(*path)).cloned());
        touched
    }

    /// Notes the files that documents are set with from now on.
    pub(super) fn used(&mut self, now: Looks) {
        self.known = now;
    }

    /// Returns the path by which the system tells of the folder.
    fn root(&self) -> PathBuf {
        self.told.canonicalize().unwrap_or_else(|_| real(&self.told))
    }
}

/// Lists a folder and those below it, each with its files.
fn below(folder: &Path, depth: usize, found: &mut BTreeMap<PathBuf, Vec<PathBuf>>) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    found.insert(folder.to_owned(), files);
    if depth < MAX_DEPTH {
        subfolders(folder).iter().for_each(|folder| below(folder, depth + 1, found));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::scratch::Scratch;

    #[test]
    fn a_folder_of_templates_may_come_and_go() {
        let root = Scratch::new();
        let root = root.canonicalize().unwrap();
        let folder = root.join("templates");
        let mut templates = Templates::new(&folder);
        let touched = |templates: &Templates, paths: &[PathBuf]| {
            let paths = paths.iter().cloned().collect();
            templates.touched(&paths, &templates.look()).into_iter().collect::<Vec<_>>()
        };
        let folders = |templates: &Templates| {
            let mut found = BTreeSet::new();
            templates.folders(&mut found);
            found.into_iter().collect::<Vec<_>>()
        };
        assert_eq!((templates.folder(), folders(&templates)), (None, vec![root.clone()]));
        assert!(templates.holds(&folder) && !templates.holds(&root.join("templates.off")));
        fs::create_dir_all(folder.join("components")).unwrap();
        fs::write(folder.join("components/post.typ"), "1").unwrap();
        assert_eq!(touched(&templates, std::slice::from_ref(&folder)), ["components/post.typ"]);
        templates.used(templates.look());
        assert_eq!(touched(&templates, std::slice::from_ref(&folder)), [""; 0]);
        // Saved within one tick of the clock: told by its name.
        assert_eq!(
            touched(&templates, &[folder.join("components/post.typ")]),
            ["components/post.typ"]
        );
        let all = [root.clone(), folder.clone(), folder.join("components")];
        assert_eq!(folders(&templates), all);
        fs::rename(&folder, root.join("templates.off")).unwrap();
        assert_eq!(touched(&templates, &[folder]), ["components/post.typ"]);
        assert_eq!(folders(&templates), [root]);
    }
}
