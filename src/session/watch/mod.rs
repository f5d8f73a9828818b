//! Subjects printed again as their files are saved: takes the paths that were
//! saved, prints the documents that they touch.
//!
//! [`Disk`] tells of each file that is written, [`Saves`] makes one round of
//! what an editor does in several steps, [`Watch`] prints what a round touches
//! and keeps warm what the next one will use. Subjects and templates may come
//! and go meanwhile.

mod asked;
mod disk;
mod followed;
mod saves;
mod templates;
mod watched;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use asked::Asked;
pub use disk::Disk;
use followed::Followed;
pub use saves::{Round, Save, Saves};
use templates::Templates;
use watched::Watched;

use super::lock::Lock;
use super::project::Project;
use crate::diagnostic::Fault;
use crate::source::Sources;
use crate::typst::{Bounds, Engine};

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
    /// A subject is gone: it is followed no longer, and its documents stay.
    Left(&'a Path),
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

/// What is wrong with the project's own files, and what to show of them.
type Wrong = (Vec<Fault>, Sources);

/// The subjects of a project while their author works on them.
pub struct Watch {
    asked: Asked,
    templates: Templates,
    project: Option<Followed>,
    out: Place,
    engine: Engine,
    subjects: Vec<Watched>,
}

impl Watch {
    /// Takes files and folders of subjects, the folder of the project's own
    /// templates, which may not be there, the output folder and what a document
    /// may ask for.
    ///
    /// # Errors
    ///
    /// Returns why no subject can be followed, or what is wrong with the
    /// templates.
    pub fn new(
        paths: &[PathBuf],
        templates: &Path,
        out: &Path,
        bounds: Bounds,
    ) -> Result<Self, Vec<Fault>> {
        let out = Place::from(out);
        let asked = Asked::new(paths, &out.real);
        let subjects = asked.plan()?.into_iter().map(Watched::new).collect();
        let templates = Templates::new(templates);
        let engine = Engine::new(templates.folder()).map_err(|fault| vec![fault])?.bounded(bounds);
        Ok(Self { asked, templates, project: None, out, engine, subjects })
    }

    /// Follows the project file of a folder, and what its theme names.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with the files of the theme.
    pub fn of_project(mut self, folder: &Path, project: Project) -> Result<Self, Vec<Fault>> {
        self.engine = self.engine.themed(&project.theme).map_err(|fault| vec![fault])?;
        self.project = Some(Followed::new(folder, project));
        Ok(self)
    }

    /// Follows the folders in which a file can touch a document, before a round
    /// is read: what is written in one that has just appeared is then either
    /// read with the round or told after it.
    ///
    /// # Errors
    ///
    /// Returns why one cannot be followed.
    pub fn follow(&mut self, disk: &mut Disk, round: &Round) -> Result<(), Fault> {
        let paths = round.paths.iter().map(|path| real(path));
        let told: BTreeSet<_> = paths.filter(|path| path.is_dir() || disk.follows(path)).collect();
        if told.is_empty() && !round.all {
            return disk.follow(&self.folders()).map(drop);
        }
        disk.leave(&told);
        loop {
            self.asked.look();
            if !disk.follow(&self.folders())? {
                return Ok(());
            }
        }
    }

    /// Lists the folders in which a file can touch a document, without those
    /// below them.
    fn folders(&self) -> BTreeSet<PathBuf> {
        let mut folders = self.asked.folders().clone();
        folders.extend(self.subjects.iter().flat_map(Watched::folders));
        self.templates.folders(&mut folders);
        folders.extend(self.project.iter().flat_map(Followed::folders));
        folders.retain(|folder| !folder.starts_with(&self.out.real));
        folders
    }

    /// Tells whether a file or a folder, once saved, can touch a document.
    #[must_use]
    pub fn concerns(&self, path: &Path) -> bool {
        let path = real(path);
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with('.') || name.ends_with('~') || path.starts_with(&self.out.real) {
            return false;
        }
        self.templates.holds(&path)
            || self.project.as_ref().is_some_and(|project| project.concerns(&path))
            || self.subjects.iter().any(|one| one.is_touched(&path))
            || self.asked.may_hold(&path)
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
        let templates = match self.renewed(&paths, round.all) {
            Ok(templates) => templates,
            // The documents stay as the last sound templates made them.
            Err((faults, sources)) => {
                tell(News::Faults(&faults, &sources));
                return Ok(());
            }
        };
        if round.all || paths.iter().any(|path| self.may_change_plan(path)) {
            self.replan(tell);
        }
        let due = |subject: &Watched| {
            let read = round.all || paths.iter().any(|path| subject.is_touched(path));
            read || subject.is_new() || subject.uses(&templates)
        };
        let due: Vec<_> = self.subjects.iter_mut().filter(|subject| due(subject)).collect();
        if due.is_empty() {
            return Ok(());
        }
        let out = &self.out.told;
        let lock = Lock::take(out, &mut |holder| {
            tell(News::Waiting(holder.told(out)));
            true
        })?;
        let mut since = round.since;
        for subject in due {
            subject.print(&self.engine, out, &templates, since, tell);
            since = Instant::now();
        }
        drop(lock);
        Ok(())
    }

    /// Loads the templates and the theme again if some are no longer what they
    /// were, and returns those.
    fn renewed(&mut self, paths: &BTreeSet<PathBuf>, all: bool) -> Result<BTreeSet<String>, Wrong> {
        let (mut touched, mut looks, mut read) = (BTreeSet::new(), None, false);
        if all || paths.iter().any(|path| self.templates.holds(path)) {
            let now = self.templates.look();
            touched = self.templates.touched(paths, &now);
            looks = Some(now);
        }
        if let Some(project) = &mut self.project
            && paths.iter().any(|path| project.concerns(path))
        {
            touched.extend(project.read()?);
            read = true;
        }
        if read || !touched.is_empty() {
            self.engine = self.dressed().map_err(|fault| (vec![fault], Sources::default()))?;
            looks.into_iter().for_each(|now| self.templates.used(now));
        }
        Ok(touched)
    }

    /// Loads the templates and the theme as they are now.
    fn dressed(&self) -> Result<Engine, Fault> {
        let engine = Engine::new(self.templates.folder())?;
        match &self.project {
            None => Ok(engine.bounded(self.engine.bounds())),
            Some(project) => Ok(engine.themed(project.theme())?.bounded(project.bounds())),
        }
    }

    /// Tells whether other subjects may be there once a path was saved: not
    /// when it is a file of one that is known, unless it is gone.
    fn may_change_plan(&self, path: &Path) -> bool {
        let known = |path: &Path| self.subjects.iter().any(|subject| subject.is_made_of(path));
        let lost = || self.subjects.iter().any(|subject| subject.is_below(path));
        (self.asked.may_hold(path) && !(path.is_file() && known(path)))
            || (!path.exists() && lost())
    }

    /// Takes the subjects that have appeared and leaves those that are gone.
    fn replan(&mut self, tell: &mut dyn FnMut(News<'_>)) {
        let planned = match self.asked.plan() {
            Ok(planned) => planned,
            // Nothing can be said of the others: they stay.
            Err(faults) => return tell(News::Faults(&faults, &Sources::default())),
        };
        let named = |subject: Watched| (subject.file().to_owned(), subject);
        let mut known: BTreeMap<_, _> = self.subjects.drain(..).map(named).collect();
        let subjects = planned
            .into_iter()
            .map(|planned| known.remove(&planned.subject).unwrap_or_else(|| Watched::new(planned)));
        self.subjects = subjects.collect();
        known.keys().for_each(|subject| tell(News::Left(subject)));
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
