//! One subject that is watched: takes the files that were saved, prints those
//! of its documents that say something else than before.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::{News, real};
use crate::diagnostic::{Fault, Severity};
use crate::pdf::Keep;
use crate::session::build::contents;
use crate::session::document::Document;
use crate::session::inputs::slashed;
use crate::session::plan::Planned;
use crate::session::prepare::{Prepared, Ready, prepare};
use crate::session::print::{Printed, job, set};
use crate::session::write::write_quickly;
use crate::source::Sources;
use crate::typst::Engine;

/// A subject, and what its documents last said.
pub(super) struct Watched {
    planned: Planned,
    /// Its folder, in which a file that it misses may appear.
    folder: PathBuf,
    /// The files it is made of.
    files: BTreeSet<PathBuf>,
    /// Whether it has not been read yet.
    new: bool,
    /// Whether it could be read whole.
    sound: bool,
    documents: BTreeMap<&'static str, Known>,
}

/// A document that stands in the output folder.
struct Known {
    contents: String,
    templates: Vec<String>,
}

/// What became of a document.
enum Outcome {
    Same,
    Printed,
    Failed,
}

impl Watched {
    pub(super) fn new(planned: Planned) -> Self {
        let file = real(&planned.subject);
        let folder = file.parent().map(Path::to_owned).unwrap_or_default();
        let files = BTreeSet::from([file]);
        let documents = BTreeMap::new();
        Self { planned, folder, files, new: true, sound: false, documents }
    }

    /// Returns its file, as it is told.
    pub(super) fn file(&self) -> &Path {
        &self.planned.subject
    }

    /// Tells whether it has not been printed yet.
    pub(super) fn is_new(&self) -> bool {
        self.new
    }

    /// Lists the folders of its files.
    pub(super) fn folders(&self) -> BTreeSet<PathBuf> {
        let parents = self.files.iter().filter_map(|file| file.parent().map(Path::to_owned));
        let mut folders: BTreeSet<_> = parents.collect();
        folders.insert(self.folder.clone());
        folders
    }

    /// Tells whether it stands in a folder or below it.
    pub(super) fn is_below(&self, folder: &Path) -> bool {
        self.folder.starts_with(folder)
    }

    /// Tells whether a file is one of its own.
    pub(super) fn is_made_of(&self, path: &Path) -> bool {
        self.files.contains(path)
    }

    /// Tells whether a file is one of its own, or one that it may have missed.
    pub(super) fn is_touched(&self, path: &Path) -> bool {
        self.is_made_of(path) || (!self.sound && path.starts_with(&self.folder))
    }

    /// Tells whether a document uses one of some templates, or has failed.
    pub(super) fn uses(&self, templates: &BTreeSet<String>) -> bool {
        let failed = !self.sound || self.documents.is_empty();
        !templates.is_empty()
            && (failed || self.documents.values().any(|known| known.uses(templates)))
    }

    /// Reads the subject and prints what says something else, or uses one of
    /// some templates.
    pub(super) fn print(
        &mut self,
        engine: &Engine,
        out: &Path,
        templates: &BTreeSet<String>,
        since: Instant,
        tell: &mut dyn FnMut(News<'_>),
    ) {
        self.new = false;
        let Prepared { mut sources, faults, ready } =
            prepare(&self.planned.subject, engine.bounds());
        if !faults.is_empty() {
            tell(News::Faults(&faults, &sources));
        }
        self.read(&sources, ready.as_ref());
        let Some(ready) = ready else { return };
        let mut since = since;
        let mut same = true;
        for document in &ready.documents {
            let run = Run { engine, out, templates, since };
            let outcome = self.document(&run, &ready, document, &mut sources, tell);
            same &= matches!(outcome, Outcome::Same);
            self.sound &= !matches!(outcome, Outcome::Failed);
            since = Instant::now();
        }
        if same {
            tell(News::Same(&self.planned.subject));
        }
    }

    /// Notes what the subject is made of. One that has faults may miss files
    /// whose names nobody knows: those of before stay.
    fn read(&mut self, sources: &Sources, ready: Option<&Ready>) {
        self.sound = ready.is_some();
        let texts = sources.iter().map(|(_, source)| real(Path::new(&source.name)));
        let assets = ready.map(|ready| ready.subject.assets.as_slice()).unwrap_or_default();
        let pictures = assets.iter().map(|asset| real(&asset.path));
        let read: Vec<_> = texts.chain(pictures).collect();
        if self.sound {
            self.files.clear();
            self.files.insert(real(&self.planned.subject));
        }
        self.files.extend(read);
    }

    fn document(
        &mut self,
        run: &Run<'_>,
        ready: &Ready,
        document: &Document,
        sources: &mut Sources,
        tell: &mut dyn FnMut(News<'_>),
    ) -> Outcome {
        let name = self.planned.folder.join(document.file);
        let path = run.out.join(&name);
        let known = self.documents.get(document.file);
        match run.print(ready, document, &slashed(&name), known, sources) {
            Ok(None) => Outcome::Same,
            Ok(Some((contents, printed))) => {
                if let Err(fault) = write_quickly(&path, &printed.bytes) {
                    return self.failed(document, &[fault], sources, tell);
                }
                if !printed.warnings.is_empty() {
                    tell(News::Faults(&printed.warnings, sources));
                }
                let (pages, time) = (printed.pages, run.since.elapsed());
                tell(News::Printed { path: &path, pages, time });
                let known = Known { contents, templates: printed.templates };
                self.documents.insert(document.file, known);
                Outcome::Printed
            }
            Err(faults) => self.failed(document, &faults, sources, tell),
        }
    }

    /// Tells of a document that has faults: the next round tries again.
    fn failed(
        &mut self,
        document: &Document,
        faults: &[Fault],
        sources: &Sources,
        tell: &mut dyn FnMut(News<'_>),
    ) -> Outcome {
        debug_assert!(faults.iter().any(|fault| fault.severity == Severity::Error));
        self.documents.remove(document.file);
        tell(News::Faults(faults, sources));
        Outcome::Failed
    }
}

impl Known {
    fn uses(&self, templates: &BTreeSet<String>) -> bool {
        templates.iter().any(|path| path.starts_with("fonts/") || self.templates.contains(path))
    }
}

/// What the documents of a round share.
struct Run<'a> {
    engine: &'a Engine,
    out: &'a Path,
    templates: &'a BTreeSet<String>,
    since: Instant,
}

impl Run<'_> {
    /// Prints a document, unless it is known and would be the same.
    fn print(
        &self,
        ready: &Ready,
        document: &Document,
        ident: &str,
        known: Option<&Known>,
        sources: &mut Sources,
    ) -> Result<Option<(String, Printed)>, Vec<Fault>> {
        let job = job(ready, document, ident)?;
        let contents = contents(&job);
        if known.is_some_and(|known| known.contents == contents && !known.uses(self.templates)) {
            return Ok(None);
        }
        // What each document of the subject used last stays for its next turn.
        let keep = Keep::Recent(ready.documents.len());
        let printed = set(self.engine, ready, &job, |_| keep, sources)?;
        Ok(Some((contents, printed)))
    }
}
