//! Subjects printed again as their files are saved: takes the paths that were
//! saved, prints the documents that they touch.
//!
//! [`Disk`] tells of each file that is written, [`Saves`] makes one round of
//! what an editor does in several steps, [`Watch`] prints what a round touches
//! and keeps warm what the next one will use.

mod disk;
mod followed;
mod saves;
mod watched;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

pub use disk::Disk;
use followed::Followed;
pub use saves::{Round, Save, Saves};
use watched::Watched;

use super::inputs::slashed;
use super::lock::Lock;
use super::plan::Planned;
use super::project::Project;
use crate::diagnostic::Fault;
use crate::source::Sources;
use crate::typst::{Bounds, Engine};

/// Deepest folder of templates looked at.
const MAX_DEPTH: usize = 6;

/// What is told while subjects are watched.
#[derive(Debug)]
pub enum News<'a> {
    /// Faults and warnings, with the files they point into. What was printed
    /// before an error stays.
    Faults(&'a [Fault], &'a Sources),
    /// A document was printed.
    Printed {
        /// Its path.
        path: &'a Path,
        /// Its pages.
        pages: usize,
        /// How long it took since its file was saved, or since the document
        /// before it.
        time: Duration,
    },
    /// A subject was saved that says what it said.
    Same(&'a Path),
    /// Another command writes in the output folder: it is waited for.
    Waiting(String),
}

/// A folder, as it is told and as the system names it.
struct Place {
    told: PathBuf,
    real: PathBuf,
}

impl From<&Path> for Place {
    fn from(told: &Path) -> Self {
        Self { told: told.to_owned(), real: real(told) }
    }
}

/// The subjects of a project while their author works on them.
pub struct Watch {
    templates: Option<Place>,
    project: Option<Followed>,
    out: Place,
    engine: Engine,
    subjects: Vec<Watched>,
}

impl Watch {
    /// Takes subjects, the templates of the project, the output folder and what
    /// a document may ask for.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with the templates.
    pub fn new(
        planned: &[Planned],
        templates: Option<&Path>,
        out: &Path,
        bounds: Bounds,
    ) -> Result<Self, Fault> {
        let subjects = planned.iter().map(|planned| Watched::new(planned.clone())).collect();
        let engine = Engine::new(templates)?.bounded(bounds);
        let templates = templates.map(Place::from);
        Ok(Self { templates, project: None, out: out.into(), engine, subjects })
    }

    /// Follows the project file of a folder, and what its theme names.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with the files of the theme.
    pub fn of_project(mut self, folder: &Path, project: Project) -> Result<Self, Fault> {
        self.engine = self.engine.themed(&project.theme)?;
        self.project = Some(Followed::new(folder, project));
        Ok(self)
    }

    /// Lists the folders in which a file can touch a document, without those
    /// below them.
    #[must_use]
    pub fn folders(&self) -> BTreeSet<PathBuf> {
        let mut folders: BTreeSet<_> = self.subjects.iter().flat_map(Watched::folders).collect();
        if let Some(templates) = &self.templates {
            below(&templates.real, 0, &mut folders);
        }
        folders.extend(self.project.iter().flat_map(Followed::folders));
        folders.retain(|folder| !folder.starts_with(&self.out.real));
        folders
    }

    /// Tells whether a file, once saved, can touch a document.
    #[must_use]
    pub fn concerns(&self, path: &Path) -> bool {
        let path = real(path);
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with('.') || name.ends_with('~') || path.starts_with(&self.out.real) {
            return false;
        }
        let followed = self.project.as_ref().is_some_and(|project| project.concerns(&path));
        followed
            || self.template(&path).is_some()
            || self.subjects.iter().any(|one| one.is_touched(&path))
    }

    /// Prints every document.
    ///
    /// # Errors
    ///
    /// Returns why the output folder cannot be written.
    pub fn all(&mut self, tell: &mut dyn FnMut(News<'_>)) -> Result<(), Fault> {
        self.saved(&Round::everything(), tell)
    }

    /// Prints the documents that a round of saved files touches.
    ///
    /// # Errors
    ///
    /// Returns why the output folder cannot be written.
    pub fn saved(&mut self, round: &Round, tell: &mut dyn FnMut(News<'_>)) -> Result<(), Fault> {
        let paths: BTreeSet<_> = round.paths.iter().map(|path| real(path)).collect();
        let mut templates: BTreeSet<_> =
            paths.iter().filter_map(|path| self.template(path)).collect();
        if let Some(project) = &mut self.project
            && paths.iter().any(|path| project.concerns(path))
        {
            match project.read() {
                Ok(changed) => templates.extend(changed),
                // The documents stay as the last sound theme made them.
                Err((faults, sources)) => {
                    tell(News::Faults(&faults, &sources));
                    return Ok(());
                }
            }
        }
        if !templates.is_empty() || round.all {
            match self.dressed() {
                Ok(engine) => self.engine = engine,
                // The documents stay as the last sound templates made them.
                Err(fault) => {
                    tell(News::Faults(&[fault], &Sources::default()));
                    return Ok(());
                }
            }
        }
        let out = &self.out.told;
        let lock = Lock::take(out, &mut |holder| {
            tell(News::Waiting(holder.told(out)));
            true
        })?;
        let mut since = round.since;
        for subject in &mut self.subjects {
            let read = round.all || paths.iter().any(|path| subject.is_touched(path));
            if read || subject.uses(&templates) {
                subject.print(&self.engine, out, &templates, since, tell);
                since = Instant::now();
            }
        }
        drop(lock);
        Ok(())
    }

    /// Loads the templates and the theme as they are now.
    fn dressed(&self) -> Result<Engine, Fault> {
        let engine = Engine::new(self.templates.as_ref().map(|folder| folder.told.as_path()))?;
        match &self.project {
            None => Ok(engine.bounded(self.engine.bounds())),
            Some(project) => Ok(engine.themed(project.theme())?.bounded(project.bounds())),
        }
    }

    /// Returns the path of a template below `templates`.
    fn template(&self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(&self.templates.as_ref()?.real).ok()?;
        Some(slashed(below))
    }
}

fn below(folder: &Path, depth: usize, found: &mut BTreeSet<PathBuf>) {
    found.insert(folder.to_owned());
    if depth < MAX_DEPTH {
        subfolders(folder).iter().for_each(|folder| below(folder, depth + 1, found));
    }
}

/// Lists the folders of a folder that are not hidden.
fn subfolders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let shown = folders.filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."));
    shown.map(|entry| entry.path()).collect()
}

/// Returns the path by which the system tells of a file, which may be gone.
fn real(path: &Path) -> PathBuf {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    match (folder.canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.canonicalize().unwrap_or_else(|_| path.to_owned()),
    }
}
