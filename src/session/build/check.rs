//! A folder compared with what would be printed: takes a build, prints it all
//! in memory, tells which files differ.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use super::manifest::{Entry, FILE, Manifest};
use super::news::News;
use super::order::{Order, Outcome, Telling};
use super::run::{Build, Survey, Workers};
use super::task::{Event, Print, Reading};
use super::todo::Todo;
use crate::diagnostic::{Fault, Severity};
use crate::session::inputs::slashed;
use crate::session::{Fingerprint, Offer, Planned, RECTIFICATIF};

/// A file of the folder that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its path.
    pub path: PathBuf,
    /// What is wrong with it.
    pub kind: Kind,
}

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It is not there.
    Missing,
    /// It is another one.
    Different,
    /// Nothing asks for it.
    Extra,
}

/// What came of a check.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// Documents that are as they should be.
    pub same: usize,
    /// Files that are not, in the order of their paths.
    pub differences: Vec<Difference>,
    /// Whether a subject has faults.
    pub faulty: bool,
    /// What the subjects offer, if all could be read.
    pub offers: Option<Vec<Offer>>,
}

impl Build<'_> {
    /// Prints everything in memory and compares the folder with it. Nothing is
    /// written.
    ///
    /// # Errors
    ///
    /// Returns why nothing could be begun.
    pub fn check<W: Workers>(
        &self,
        survey: &Survey,
        workers: impl FnOnce() -> Result<W, Fault>,
        stop: &AtomicBool,
        tell: &mut dyn FnMut(News<'_>),
    ) -> Result<Checked, Fault> {
        let (todos, overrides) = (&survey.todos, &survey.overrides);
        let tasks = self.compared(overrides, survey.start).tasks(todos, self.workers, false);
        let (owners, tasks): (Vec<_>, Vec<_>) = tasks.into_iter().unzip();
        let mut order = Order::new(todos, self.wanted, owners.iter().copied());
        let mut found = Found::new(self.out);
        let mut offers = BTreeMap::new();
        if !tasks.is_empty() {
            workers()?.run(&tasks, self.out, stop, &mut |task, event| {
                let todo = &todos[owners[task]];
                match &event {
                    Event::Printed(print) => found.document(todo, print, survey),
                    Event::Read(reading) => {
                        found.asked(todo, &reading.documents);
                        let Reading { identity, documents, .. } = reading.clone();
                        offers.insert(owners[task], Offer { identity, documents });
                    }
                    _ => {}
                }
                order.take(owners[task], event);
                let (done, all) = order.progress();
                tell(News::Progress(done, all));
                order.release(&mut |telling| found.tell(telling, tell));
            });
        }
        order.finish(&mut |telling| found.tell(telling, tell));
        if self.whole && self.wanted.is_everything() {
            found.gone(self.subjects, survey);
        }
        let whole = offers.len() == todos.len();
        let offers = whole.then(|| offers.into_values().collect());
        Ok(Checked { offers, ..found.end() })
    }
}

/// What was found so far.
struct Found<'a> {
    out: &'a Path,
    listed: Option<BTreeMap<String, Entry>>,
    /// Whether the manifest says all that was found.
    told: bool,
    /// The documents that each folder should hold.
    asked: BTreeMap<PathBuf, BTreeSet<String>>,
    same: usize,
    differences: BTreeMap<PathBuf, Kind>,
    faulty: bool,
}

impl<'a> Found<'a> {
    fn new(out: &'a Path) -> Self {
        let listed = Manifest::read(out).map(|manifest| {
            manifest.documents.into_iter().map(|entry| (entry.path.clone(), entry)).collect()
        });
        let (asked, differences) = (BTreeMap::new(), BTreeMap::new());
        Self { out, listed, told: true, asked, same: 0, differences, faulty: false }
    }

    /// Compares a document with the one that stands in the folder.
    fn document(&mut self, todo: &Todo, print: &Print, survey: &Survey) {
        let path = self.out.join(&todo.planned.folder).join(&print.file);
        let wrong = match Fingerprint::of_file(&path) {
            Ok(found) if found.to_string() == print.sha256 => {
                self.same += 1;
                None
            }
            Ok(_) => Some(Kind::Different),
            Err(_) => Some(Kind::Missing),
        };
        self.differences.extend(wrong.map(|kind| (path, kind)));
        let entry = Entry {
            path: format!("{}/{}", todo.folder, print.file),
            pages: print.pages,
            sha256: print.sha256.clone(),
            fingerprint: survey.fingerprint(print),
        };
        if let Some(listed) = &self.listed {
            self.told &= listed.get(&entry.path) == Some(&entry);
        }
    }

    fn asked(&mut self, todo: &Todo, documents: &[String]) {
        let folder = self.out.join(&todo.planned.folder);
        self.asked.entry(folder).or_default().extend(documents.iter().cloned());
    }

    /// Finds the documents of subjects that are gone.
    fn gone(&mut self, subjects: &[Planned], survey: &Survey) {
        let planned: BTreeSet<_> = subjects.iter().map(|one| slashed(&one.folder)).collect();
        for (folder, file) in survey.printed() {
            let path = self.out.join(folder).join(file);
            if !planned.contains(folder) && path.is_file() {
                self.differences.insert(path, Kind::Extra);
            }
        }
        let folder = |path: &String| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
        let mut listed = self.listed.iter().flat_map(BTreeMap::keys).filter_map(folder);
        self.told &= listed.all(|folder| planned.contains(&folder));
    }

    fn tell(&mut self, telling: Telling, tell: &mut dyn FnMut(News<'_>)) {
        let (faults, sources) = match telling {
            Telling::Faults(faults, sources)
            | Telling::Document(_, _, Outcome::Failed(faults, sources)) => (faults, sources),
            Telling::Document(_, _, Outcome::Printed(print)) => (print.warnings, print.sources),
            Telling::Document(_, _, Outcome::Current | Outcome::Kept) => return,
        };
        self.faulty |= faults.iter().any(|fault| fault.severity == Severity::Error);
        tell(News::Faults(&faults, &sources));
    }

    /// Adds what nothing asks for, and the manifest.
    fn end(mut self) -> Checked {
        for (folder, asked) in &self.asked {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                if name.ends_with(".pdf") && name != RECTIFICATIF && !asked.contains(&name) {
                    self.differences.insert(entry.path(), Kind::Extra);
                }
            }
        }
        let manifest = match self.listed {
            None => Some(Kind::Missing),
            Some(_) if self.told => None,
            Some(_) => Some(Kind::Different),
        };
        self.differences.extend(manifest.map(|kind| (self.out.join(FILE), kind)));
        let differences = self.differences.into_iter();
        Checked {
            same: self.same,
            differences: differences.map(|(path, kind)| Difference { path, kind }).collect(),
            faulty: self.faulty,
            offers: None,
        }
    }
}
