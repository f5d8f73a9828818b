//! The project file that is watched: takes the files that were saved, reads it
//! again, and tells which files of the templates its theme has changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::real;
use crate::diagnostic::{Fault, Faults};
use crate::session::Fingerprint;
use crate::session::project::Project;
use crate::source::Sources;
use crate::typst::{Bounds, Theme};

/// The project file of a folder, and what it last said.
pub(super) struct Followed {
    folder: PathBuf,
    project: Project,
    /// The files of the theme, by their paths below `templates`.
    files: BTreeMap<String, Fingerprint>,
}

impl Followed {
    pub(super) fn new(folder: &Path, project: Project) -> Self {
        let files = files(&project.theme);
        Self { folder: folder.to_owned(), project, files }
    }

    pub(super) fn theme(&self) -> &Theme {
        &self.project.theme
    }

    pub(super) fn bounds(&self) -> Bounds {
        self.project.limits.bounds()
    }

    /// Lists the folders in which a file can change the look of documents.
    pub(super) fn folders(&self) -> BTreeSet<PathBuf> {
        let named = self.theme().sources().into_iter().map(real);
        let folders = named.filter_map(|path| match path.is_dir() {
            true => Some(path),
            false => path.parent().map(Path::to_owned),
        });
        folders.chain(self.file().parent().map(Path::to_owned)).collect()
    }

    /// Tells whether a file is the project file, or one that its theme reads.
    pub(super) fn concerns(&self, path: &Path) -> bool {
        let named = self.theme().sources();
        path == self.file() || named.into_iter().any(|named| path.starts_with(real(named)))
    }

    /// Reads the project file again; returns the files of the templates that
    /// its theme has changed.
    pub(super) fn read(&mut self) -> Result<BTreeSet<String>, (Vec<Fault>, Sources)> {
        let mut sources = Sources::default();
        match Project::read(&self.folder, &mut sources) {
            Err(faults) => Err((Faults::in_order(faults), sources)),
            Ok(project) => {
                let before = std::mem::replace(&mut self.files, files(&project.theme));
                self.project = project;
                let paths = before.keys().chain(self.files.keys());
                let changed = paths.filter(|path| before.get(*path) != self.files.get(*path));
                Ok(changed.cloned().collect())
            }
        }
    }

    fn file(&self) -> PathBuf {
        real(&self.folder.join("corrige.yaml"))
    }
}

/// Takes the fingerprints of the files of a theme; none of those that cannot be
/// read, which is told when the templates are loaded.
fn files(theme: &Theme) -> BTreeMap<String, Fingerprint> {
    let files = theme.files().unwrap_or_default().into_iter();
    files.map(|file| (file.path, Fingerprint::of(&file.bytes))).collect()
}
