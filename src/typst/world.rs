//! What Typst sees while it sets one document: takes the engine and a job,
//! gives the files they hold and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use chrono::{Datelike, NaiveDateTime, Timelike};
use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::templates::{Template, file_id};
use super::{Engine, Job};

/// The engine and one job, as a file system.
pub(crate) struct JobWorld<'a> {
    engine: &'a Engine,
    main: FileId,
    sheet: Bytes,
    files: BTreeMap<&'a str, Bytes>,
    date: Option<Datetime>,
    used: Mutex<BTreeSet<&'static str>>,
}

impl<'a> JobWorld<'a> {
    /// Joins a job to the engine; `None` if the name of its entry cannot be
    /// the name of a file.
    pub(crate) fn new(engine: &'a Engine, job: &'a Job) -> Option<Self> {
        let files = job.files.iter();
        Some(Self {
            engine,
            main: file_id(&format!("/templates/{}", job.entry))?,
            sheet: Bytes::new(job.sheet.clone()),
            files: files.map(|(path, file)| (path.as_str(), Bytes::new(file.clone()))).collect(),
            date: datetime(job.date),
            used: Mutex::default(),
        })
    }

    /// Gives the subject's own files.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &Bytes)> {
        self.files.iter().map(|(path, file)| (*path, file))
    }

    /// Returns the template files read so far, by their paths below
    /// `templates`. What Typst remembers from another document counts: it asks
    /// for the file again to see that it has not changed.
    pub(crate) fn used(&self) -> Vec<String> {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.iter().map(|path| (*path).to_owned()).collect()
    }

    /// Returns a template file and notes that it was read.
    fn read(&self, path: &'static str) -> Option<&'a Template> {
        let below = path.strip_prefix("templates/")?;
        let template = self.engine.templates.get(below)?;
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(below);
        Some(template)
    }

    /// Returns the path of a file below `/subject`, if it stands there.
    pub(super) fn subject_path(id: FileId) -> Option<&'static str> {
        id.get().vpath().get_without_slash().strip_prefix("subject/")
    }

    /// Returns a file's name for messages: a path, or `embedded:lib.typ`.
    pub(super) fn name(&self, id: FileId) -> String {
        let path = id.get().vpath().get_without_slash();
        match self.template(path) {
            Some(template) => template.name.clone(),
            None => path.to_owned(),
        }
    }

    fn template(&self, path: &str) -> Option<&'a Template> {
        self.engine.templates.get(path.strip_prefix("templates/")?)
    }
}

impl World for JobWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.engine.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.engine.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let path = project_path(id)?;
        let template = self.read(path).ok_or_else(|| not_found(path))?;
        template.source().cloned().ok_or(FileError::NotSource)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = project_path(id)?;
        let found = if path == "sheet.json" {
            Some(&self.sheet)
        } else if let Some(own) = path.strip_prefix("subject/") {
            self.files.get(own)
        } else {
            self.read(path).map(|template| &template.bytes)
        };
        found.cloned().ok_or_else(|| not_found(path))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.engine.fonts.get(index)
    }

    // The day is that of the document in every time zone: the clock and the
    // place of the computer must not change what is printed.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        let date = self.date?;
        Datetime::from_ymd(date.year()?, date.month()?, date.day()?)
    }
}

/// Returns a date as Typst writes it; `None` if the year has more than four
/// figures.
pub(crate) fn datetime(date: NaiveDateTime) -> Option<Datetime> {
    let small = |part: u32| u8::try_from(part).ok();
    Datetime::from_ymd_hms(
        date.year(),
        small(date.month())?,
        small(date.day())?,
        small(date.hour())?,
        small(date.minute())?,
        small(date.second())?,
    )
}

/// Returns a file's path without the slash in front; packages are refused.
fn project_path(id: FileId) -> FileResult<&'static str> {
    let path = id.get();
    match path.root() {
        VirtualRoot::Project => Ok(path.vpath().get_without_slash()),
        VirtualRoot::Package(package) => {
            let reason = format!("un gabarit ne charge pas de paquet : « {package} »");
            Err(FileError::Package(PackageError::Other(Some(reason.into()))))
        }
    }
}

fn not_found(path: &str) -> FileError {
    FileError::NotFound(path.into())
}
