//! What is to be printed and why: takes the subjects of a plan and the record
//! of the folder, looks at files without reading a subject.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::time::Duration;

use super::task::{Part, Task};
use crate::session::Planned;
use crate::session::fingerprint::Fingerprint;
use crate::session::inputs::{Input, Stamp, slashed};
use crate::session::record::{Change, Overrides, Printed, Record};
use crate::session::select::Wanted;

/// What a document that was never printed should take.
const UNKNOWN: Duration = Duration::from_millis(300);

/// Why a document is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It never was, or had faults.
    New,
    /// Files of its subject have changed: the first of them, if it is known.
    Subject(Option<String>),
    /// A template or a font has changed, by its path below `templates`.
    Template(String),
    /// It was printed by another program.
    Program,
    /// It is to be dated in another time.
    Date,
    /// Its file is gone.
    Missing,
    /// Its file is not the one that was printed.
    Altered,
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::New => formatter.write_str("nouveau"),
            Self::Subject(None) => formatter.write_str("sujet modifié"),
            Self::Subject(Some(file)) => write!(formatter, "sujet modifié : {file}"),
            Self::Template(file) if file == "theme.json" => {
                formatter.write_str("thème modifié : corrige.yaml")
            }
            Self::Template(file) if file.starts_with("theme/") => {
                formatter.write_str("thème modifié : logo")
            }
            Self::Template(file) if file.starts_with("fonts/") => {
                write!(formatter, "police modifiée : {file}")
            }
            Self::Template(file) => write!(formatter, "gabarit modifié : {file}"),
            Self::Program => formatter.write_str("programme mis à jour"),
            Self::Date => formatter.write_str("autre date : SOURCE_DATE_EPOCH"),
            Self::Missing => formatter.write_str("fichier absent"),
            Self::Altered => formatter.write_str("fichier changé"),
        }
    }
}

/// A subject of the plan and what is known of its documents.
#[derive(Debug, Clone)]
pub struct Todo {
    /// The subject.
    pub planned: Planned,
    /// Folder of its documents, with slashes: `2025/markstein`.
    pub folder: String,
    /// Whether it has to be read, and its documents may be others.
    pub unread: bool,
    /// Its documents, and why each is printed; `None` for one that stands.
    pub documents: Vec<(String, Option<Reason>)>,
    /// Documents that stand, with the fingerprint of what they say.
    known: BTreeMap<String, String>,
    /// How long it should take.
    pub estimate: Duration,
}

impl Todo {
    /// Describes a subject of which nothing is known.
    pub(super) fn unknown(planned: &Planned) -> Self {
        Self {
            planned: planned.clone(),
            folder: slashed(&planned.folder),
            unread: true,
            documents: Vec::new(),
            known: BTreeMap::new(),
            estimate: UNKNOWN,
        }
    }

    /// Tells whether something is to be done.
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.unread || self.documents.iter().any(|(_, reason)| reason.is_some())
    }

    /// Returns why a document is printed.
    pub(super) fn reason(&self, file: &str) -> Reason {
        let known = self.documents.iter().find(|(name, _)| name == file);
        known.and_then(|(_, reason)| reason.clone()).unwrap_or(Reason::New)
    }
}

/// What documents are compared with.
pub(super) struct Compared<'a> {
    pub(super) out: &'a Path,
    pub(super) wanted: &'a Wanted,
    pub(super) overrides: &'a Overrides,
    pub(super) date: Option<i64>,
    /// When the run began, by the clock of the disk.
    pub(super) start: u64,
}

impl Compared<'_> {
    /// Looks at a subject; the record learns how its files look now.
    pub(super) fn todo(&self, planned: &Planned, record: &mut Record) -> Todo {
        let mut todo = Todo::unknown(planned);
        if !self.wanted.concerns(&todo.folder) {
            todo.unread = false;
            return todo;
        }
        let Some(mut subject) = record.subjects.remove(&todo.folder) else { return todo };
        let changed = self.changed(&planned.subject, &mut subject.inputs);
        todo.unread = changed.is_some() || subject.inputs.is_empty();
        if todo.unread || self.wanted.subject(&subject.identity) {
            let digest = Input::digest(&subject.inputs);
            let wanted = |file: &&String| self.wanted.document(&todo.folder, file);
            let asked: Vec<_> = subject.documents.iter().filter(wanted).cloned().collect();
            for file in &asked {
                let reason = match subject.printed.get_mut(file) {
                    None => Some(Reason::New),
                    Some(printed) => {
                        let modified = match &changed {
                            Some(input) => Some(Reason::Subject(Some(input.clone()))),
                            None if printed.inputs != digest => Some(Reason::Subject(None)),
                            None => None,
                        };
                        self.document(record, &mut todo, file, printed, modified)
                    }
                };
                todo.documents.push((file.clone(), reason));
            }
            let due = todo.documents.iter().filter(|(_, reason)| reason.is_some());
            let time = |file: &String| {
                let known = subject.printed.get(file);
                known.map_or(UNKNOWN, |printed| Duration::from_millis(printed.milliseconds))
            };
            todo.estimate = due.map(|(file, _)| time(file)).sum();
        }
        record.subjects.insert(todo.folder.clone(), subject);
        todo
    }

    /// Returns the first file of a subject that is not what it was.
    fn changed(&self, subject: &Path, inputs: &mut [Input]) -> Option<String> {
        let folder = subject.parent().unwrap_or(Path::new(""));
        for input in inputs {
            match input.check(folder) {
                Some(stamp) if stamp != input.stamp => input.stamp = stamp.settled(self.start),
                Some(_) => {}
                None => return Some(input.path.clone()),
            }
        }
        None
    }

    /// Tells why a document is printed again.
    fn document(
        &self,
        record: &Record,
        todo: &mut Todo,
        file: &str,
        printed: &mut Printed,
        modified: Option<Reason>,
    ) -> Option<Reason> {
        let path = self.out.join(&todo.planned.folder).join(file);
        let stands = self.stands(&path, printed);
        let look = self.overrides.change(record.look(printed)).map(|change| match change {
            Change::Program => Reason::Program,
            Change::Template(path) => Reason::Template(path),
        });
        if stands.is_none() && look.is_none() {
            todo.known.insert(file.to_owned(), printed.contents.clone());
        }
        let date = (printed.date != self.date).then_some(Reason::Date);
        match stands {
            Some(Reason::Missing) => stands,
            _ => modified.or(look).or(date).or(stands),
        }
    }

    /// Tells why the file of a document is not the one that was printed.
    fn stands(&self, path: &Path, printed: &mut Printed) -> Option<Reason> {
        let Ok(stamp) = Stamp::of(path) else { return Some(Reason::Missing) };
        if stamp.agrees(printed.stamp) {
            return None;
        }
        let same = stamp.size == printed.stamp.size
            && Fingerprint::of_file(path).is_ok_and(|found| found.to_string() == printed.sha256);
        if !same {
            return Some(Reason::Altered);
        }
        printed.stamp = stamp.settled(self.start);
        None
    }

    /// Makes the tasks of what is due, with the rank of the subject of each.
    pub(super) fn tasks(&self, todos: &[Todo], workers: usize, write: bool) -> Vec<(usize, Task)> {
        let due = |todo: &Todo| self.wanted.concerns(&todo.folder) && (!write || todo.is_due());
        let subjects = todos.iter().filter(|todo| due(todo)).count();
        let mut tasks = Vec::new();
        for (rank, todo) in todos.iter().enumerate().filter(|(_, todo)| due(todo)) {
            // Each part reads the subject again: that is worth it only when
            // there are too few subjects to keep everybody at work.
            let documents = if todo.documents.is_empty() { workers } else { todo.documents.len() };
            let of = if subjects < 2 * workers { workers.min(documents).max(1) } else { 1 };
            tasks.extend((0..of).map(|part| {
                let task = Task {
                    subject: todo.planned.subject.clone(),
                    folder: todo.planned.folder.clone(),
                    wanted: self.wanted.within(&todo.folder),
                    part: Part { rank: part, of },
                    known: if write { todo.known.clone() } else { BTreeMap::new() },
                    write,
                    date: self.date,
                    estimate: todo.estimate / u32::try_from(of).unwrap_or(1),
                };
                (rank, task)
            }));
        }
        tasks
    }
}
