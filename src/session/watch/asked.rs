//! Where a subject may appear: takes the paths that were asked for, gives the
//! folders to follow and, at any time, the subjects of the moment.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{real, subfolders};
use crate::diagnostic::Fault;
use crate::session::plan::{Planned, named, plan};

/// What was asked for.
pub(super) struct Asked {
    paths: Vec<PathBuf>,
    roots: Vec<Root>,
    /// Documents are written there, and subjects are not looked for.
    out: PathBuf,
    /// The folders of the roots, as they were last looked at.
    folders: BTreeSet<PathBuf>,
}

/// A folder that was asked for, or the one of a file that was.
struct Root {
    folder: PathBuf,
    /// Deepest folder below it that is looked into.
    depth: usize,
}

impl From<&Path> for Root {
    fn from(path: &Path) -> Self {
        let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| real(path));
        if path.is_dir() {
            return Self { folder: whole(path), depth: usize::MAX };
        }
        // A file may stand among all the papers of its author.
        let folder = real(path).parent().map(Path::to_owned).unwrap_or_default();
        Self { folder, depth: 1 }
    }
}

impl Asked {
    pub(super) fn new(paths: &[PathBuf], out: &Path) -> Self {
        let roots = named(paths).iter().map(|path| Root::from(path.as_path())).collect();
        let (paths, out) = (paths.to_vec(), out.to_owned());
        let mut asked = Self { paths, roots, out, folders: BTreeSet::new() };
        asked.look();
        asked
    }

    /// Looks which folders there are now.
    pub(super) fn look(&mut self) {
        self.folders.clear();
        for Root { folder, depth } in &self.roots {
            below(folder, *depth, &self.out, &mut self.folders);
        }
    }

    /// Lists the folders that were there when they were last looked at.
    pub(super) fn folders(&self) -> &BTreeSet<PathBuf> {
        &self.folders
    }

    /// Tells whether a subject may come or go with a file or a folder.
    pub(super) fn may_hold(&self, path: &Path) -> bool {
        let named = path.extension().is_some_and(|extension| extension == "yaml");
        self.roots.iter().any(|root| path.starts_with(&root.folder))
            && (named || self.folders.contains(path) || path.is_dir())
    }

    /// Plans the subjects of the moment.
    pub(super) fn plan(&self) -> Result<Vec<Planned>, Vec<Fault>> {
        plan(&self.paths)
    }
}

fn below(folder: &Path, depth: usize, out: &Path, found: &mut BTreeSet<PathBuf>) {
    if folder.starts_with(out) || !found.insert(folder.to_owned()) || depth == 0 {
        return;
    }
    subfolders(folder).iter().for_each(|folder| below(folder, depth - 1, out, found));
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::session::scratch::Scratch;

    #[test]
    fn folders_are_followed_to_the_bottom_and_those_of_a_file_are_not() {
        let root = Scratch::new();
        let root = root.canonicalize().unwrap();
        for folder in ["subjects/2025/essai/images", "subjects/.git/objects", "subjects/out/2025"] {
            fs::create_dir_all(root.join(folder)).unwrap();
        }
        fs::write(root.join("subjects/2025/essai.yaml"), "examen: essai\n").unwrap();
        let found = |path: &str| {
            let asked = Asked::new(&[root.join(path)], &root.join("subjects/out"));
            let shown =
                |folder: &PathBuf| folder.strip_prefix(&root).unwrap().display().to_string();
            asked.folders().iter().map(shown).collect::<Vec<_>>()
        };
        assert_eq!(
            found("subjects"),
            ["subjects", "subjects/2025", "subjects/2025/essai", "subjects/2025/essai/images"]
        );
        assert_eq!(found("subjects/2025/essai.yaml"), ["subjects/2025", "subjects/2025/essai"]);
    }

    #[test]
    fn a_subject_comes_with_a_file_or_a_folder_and_goes_with_it() {
        let root = Scratch::new();
        let root = root.canonicalize().unwrap();
        fs::create_dir_all(root.join("subjects/2025")).unwrap();
        let mut asked = Asked::new(&[root.join("subjects")], &root.join("out"));
        let holds = |asked: &Asked, path: &str| asked.may_hold(&root.join(path));
        assert!(holds(&asked, "subjects/2025/autre.yaml") && holds(&asked, "subjects/2025"));
        assert!(!holds(&asked, "subjects/2025/logo.svg") && !holds(&asked, "autre.yaml"));
        fs::create_dir(root.join("subjects/2026")).unwrap();
        assert!(holds(&asked, "subjects/2026"));
        asked.look();
        fs::remove_dir(root.join("subjects/2026")).unwrap();
        assert!(holds(&asked, "subjects/2026"));
    }
}
