//! A build from end to end: takes what is asked and who does the work, gives a
//! folder in which every document stands, the record of it, then the manifest.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::manifest::Manifest;
use super::order::{Order, Outcome, Telling};
use super::task::{Event, Print, Reading, Task};
use super::todo::{Compared, Reason, Todo};
use crate::diagnostic::{Fault, Severity};
use crate::session::inputs::{Input, Stamp};
use crate::session::record::{Look, Overrides, Printed, Record};
use crate::session::select::{Identity, Wanted};
use crate::session::{Inputs, Planned};
use crate::source::Sources;

/// How often the record is saved while documents are printed.
const SAVED: Duration = Duration::from_secs(5);

/// What is asked of a build.
#[derive(Debug)]
pub struct Build<'a> {
    /// The subjects.
    pub subjects: &'a [Planned],
    /// Whether they are all those of the project: what others left in the
    /// folder is then asked for no longer.
    pub whole: bool,
    /// The output folder.
    pub out: &'a Path,
    /// Which documents.
    pub wanted: &'a Wanted,
    /// The project's own templates.
    pub templates: Option<&'a Path>,
    /// The time documents are dated in, if not the day of their subject.
    pub date: Option<i64>,
    /// Number of workers.
    pub workers: usize,
    /// Whether the first fault ends the run.
    pub fail_fast: bool,
    /// Whether documents that are asked for no longer are removed.
    pub prune: bool,
}

/// Who does the work.
pub trait Workers {
    /// Does all tasks. `event` is called on this thread with the rank of the
    /// task, in the order in which things happen. Once `stop` is set no task
    /// begins any more; those begun are ended.
    fn run(
        &mut self,
        tasks: &[Task],
        out: &Path,
        stop: &AtomicBool,
        event: &mut dyn FnMut(usize, Event),
    );
}

/// What a build tells while it goes on, in the order of the plan.
#[derive(Debug)]
pub enum News<'a> {
    /// Faults and warnings, with the files they point into.
    Faults(&'a [Fault], &'a Sources),
    /// A document that stands in the output folder.
    Document {
        /// Its path.
        path: PathBuf,
        /// Why it stands there.
        fate: Fate,
    },
    /// So many documents are done, of so many: told as it happens.
    Progress(usize, usize),
}

/// Why a document stands in the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Nothing that it depends on has changed.
    Current,
    /// Its subject has changed, in nothing that it says.
    Kept,
    /// It was printed.
    Printed {
        /// Its pages.
        pages: usize,
        /// Why.
        reason: Reason,
    },
}

/// What came of a build.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents printed.
    pub printed: usize,
    /// Documents that stood already.
    pub current: usize,
    /// Whether something has faults.
    pub faulty: bool,
    /// Why the folder cannot be written, if it cannot.
    pub refused: bool,
    /// Subjects that were not begun.
    pub left: usize,
    /// Documents that are asked for no longer.
    pub obsolete: Vec<PathBuf>,
    /// Whether those were removed.
    pub pruned: bool,
    /// What tells the subjects of the plan apart, as far as they could be read.
    pub identities: Vec<Identity>,
}

/// The plan of a build: what is due and what stands.
#[derive(Debug)]
pub struct Survey {
    /// The subjects, in order.
    pub todos: Vec<Todo>,
    record: Record,
    before: Record,
    pub(super) overrides: Overrides,
    pub(super) start: u64,
}

impl Survey {
    /// Returns the fingerprint of all that a document depends on.
    pub(super) fn fingerprint(&self, print: &Print) -> String {
        fingerprint(&self.overrides.look(print.templates.clone()), &print.contents)
    }
}

fn fingerprint(look: &Look, contents: &str) -> String {
    let mut inputs = Inputs::new("document");
    inputs.add(look.digest().bytes());
    inputs.add(contents.as_bytes());
    inputs.finish().to_string()
}

impl Build<'_> {
    /// Looks at what stands, without reading a subject. `start` is when the
    /// run began by the clock of the disk, 0 when that is not known.
    #[must_use]
    pub fn survey(&self, start: u64) -> Survey {
        let mut record = Record::read(self.out);
        let before = record.clone();
        let overrides = record.survey(self.templates, start);
        let compared = self.compared(&overrides, start);
        let todos = self.subjects.iter().map(|planned| compared.todo(planned, &mut record));
        let todos = todos.collect();
        Survey { todos, record, before, overrides, start }
    }

    /// Joins what documents are compared with.
    pub(super) fn compared<'a>(&'a self, overrides: &'a Overrides, start: u64) -> Compared<'a> {
        Compared { out: self.out, wanted: self.wanted, overrides, date: self.date, start }
    }

    /// Prints what is due. `workers` is called when something is.
    ///
    /// # Errors
    ///
    /// Returns why nothing could be begun, or why the record or the manifest
    /// cannot be written.
    pub fn run<W: Workers>(
        &self,
        survey: Survey,
        workers: impl FnOnce() -> Result<W, Fault>,
        stop: &AtomicBool,
        tell: &mut dyn FnMut(News<'_>),
    ) -> Result<Summary, Fault> {
        let Survey { todos, record, before, overrides, start } = survey;
        let tasks = self.compared(&overrides, start).tasks(&todos, self.workers, true);
        let (owners, tasks): (Vec<_>, Vec<_>) = tasks.into_iter().unzip();
        let mut ledger = Ledger { build: self, record, overrides, start };
        let mut order = Order::new(&todos, self.wanted, owners.iter().copied());
        let mut summary = Summary::default();
        let mut begun = BTreeSet::new();
        if !tasks.is_empty() {
            let mut saved = Instant::now();
            workers()?.run(&tasks, self.out, stop, &mut |task, event| {
                let rank = owners[task];
                begun.insert(rank);
                summary.note(&event);
                if summary.refused || self.fail_fast && summary.faulty {
                    stop.store(true, Ordering::Relaxed);
                }
                ledger.note(&todos[rank], &event);
                if saved.elapsed() >= SAVED {
                    // Told at the end, if it still cannot be written then.
                    let _ = ledger.record.save(self.out);
                    saved = Instant::now();
                }
                order.take(rank, event);
                let (done, all) = order.progress();
                tell(News::Progress(done, all));
                order.release(&mut |telling| summary.tell(self.out, &todos, telling, tell));
            });
        }
        order.finish(&mut |telling| summary.tell(self.out, &todos, telling, tell));
        let due: BTreeSet<_> = owners.into_iter().collect();
        summary.left = due.difference(&begun).count();
        summary.obsolete = ledger.obsolete();
        if self.prune {
            summary.pruned = true;
            ledger.prune(&summary.obsolete);
        }
        let known = todos.iter().filter_map(|todo| ledger.record.subjects.get(&todo.folder));
        summary.identities = known.map(|subject| subject.identity.clone()).collect();
        let mut record = ledger.record;
        record.seen(&ledger.overrides);
        if record != before {
            record.save(self.out)?;
        }
        Manifest::of(&record, self.out).save(self.out)?;
        Ok(summary)
    }
}

impl Summary {
    /// Counts what can be counted as it happens.
    fn note(&mut self, event: &Event) {
        let errors = |faults: &[Fault]| faults.iter().any(|f| f.severity == Severity::Error);
        match event {
            Event::Told { faults, .. } => self.faulty |= errors(faults),
            Event::Failed { faults, .. } => {
                self.faulty = true;
                self.refused |= faults.iter().any(|fault| fault.id == "sortie-refusee");
            }
            Event::Lost { .. } => self.faulty = true,
            Event::Printed(_) => self.printed += 1,
            Event::Kept { .. } => self.current += 1,
            Event::Read(_) | Event::Ended => {}
        }
    }

    /// Tells a piece of news in its turn.
    fn tell(
        &mut self,
        out: &Path,
        todos: &[Todo],
        telling: Telling,
        tell: &mut dyn FnMut(News<'_>),
    ) {
        let (rank, file, outcome) = match telling {
            Telling::Faults(faults, sources) => return tell(News::Faults(&faults, &sources)),
            Telling::Document(rank, file, outcome) => (rank, file, outcome),
        };
        let todo = &todos[rank];
        let path = out.join(&todo.planned.folder).join(&file);
        let fate = match outcome {
            Outcome::Failed(faults, sources) => return tell(News::Faults(&faults, &sources)),
            Outcome::Current => {
                self.current += 1;
                Fate::Current
            }
            Outcome::Kept => match todo.unread {
                true => Fate::Kept,
                false => Fate::Current,
            },
            Outcome::Printed(Print { pages, warnings, sources, .. }) => {
                if !warnings.is_empty() {
                    tell(News::Faults(&warnings, &sources));
                }
                Fate::Printed { pages, reason: todo.reason(&file) }
            }
        };
        tell(News::Document { path, fate });
    }
}

/// The record while documents are printed.
struct Ledger<'a> {
    build: &'a Build<'a>,
    record: Record,
    overrides: Overrides,
    start: u64,
}

impl Ledger<'_> {
    /// Notes what happened to a subject.
    fn note(&mut self, todo: &Todo, event: &Event) {
        match event {
            Event::Read(reading) => self.read(todo, reading),
            Event::Printed(print) => self.printed(todo, print),
            Event::Kept { file } => self.kept(todo, file),
            Event::Told { .. } | Event::Failed { .. } | Event::Lost { .. } | Event::Ended => {}
        }
    }

    fn read(&mut self, todo: &Todo, reading: &Reading) {
        let subject = self.record.subjects.entry(todo.folder.clone()).or_default();
        subject.identity = reading.identity.clone();
        subject.documents.clone_from(&reading.documents);
        let settled = |input: &Input| Input { stamp: input.stamp.settled(self.start), ..input.clone() };
        subject.inputs = reading.inputs.iter().map(settled).collect();
    }

    fn printed(&mut self, todo: &Todo, print: &Print) {
        let path = self.build.out.join(&todo.planned.folder).join(&print.file);
        // A file that is already gone again is printed by the next run.
        let Ok(stamp) = Stamp::of(&path) else { return };
        let look = self.overrides.look(print.templates.clone());
        let subject = self.record.subjects.get(&todo.folder);
        let read = subject.map(|subject| Input::digest(&subject.inputs)).unwrap_or_default();
        let printed = Printed {
            pages: print.pages,
            sha256: print.sha256.clone(),
            stamp,
            fingerprint: fingerprint(&look, &print.contents),
            contents: print.contents.clone(),
            inputs: read,
            date: self.build.date,
            look: 0,
            milliseconds: u64::try_from(print.time.as_millis()).unwrap_or_default(),
        };
        self.record.note(&todo.folder, &print.file, look, printed);
    }

    fn kept(&mut self, todo: &Todo, file: &str) {
        let Some(subject) = self.record.subjects.get_mut(&todo.folder) else { return };
        let read = Input::digest(&subject.inputs);
        if let Some(printed) = subject.printed.get_mut(file) {
            printed.inputs = read;
            printed.date = self.build.date;
        }
    }

    /// Lists the documents that are asked for no longer; a subject that is
    /// gone asks for none.
    fn obsolete(&mut self) -> Vec<PathBuf> {
        let planned: BTreeSet<_> =
            self.build.subjects.iter().map(|one| crate::session::slashed(&one.folder)).collect();
        let mut obsolete = Vec::new();
        for (folder, subject) in &mut self.record.subjects {
            if !planned.contains(folder) {
                if !self.build.whole {
                    continue;
                }
                subject.documents.clear();
                subject.inputs.clear();
            }
            let dropped = subject.printed.keys().filter(|file| !subject.documents.contains(file));
            obsolete.extend(dropped.map(|file| PathBuf::from(folder).join(file)));
        }
        obsolete.retain(|path| self.build.out.join(path).is_file());
        obsolete
    }

    /// Removes documents, and the folders that are left empty.
    fn prune(&mut self, obsolete: &[PathBuf]) {
        for path in obsolete {
            let path = self.build.out.join(path);
            // What cannot be removed is told again by the next run.
            let _ = fs::remove_file(&path);
            let folders = path.ancestors().skip(1).take_while(|folder| *folder != self.build.out);
            for folder in folders {
                if fs::remove_dir(folder).is_err() {
                    break;
                }
            }
        }
        let out = self.build.out;
        for (folder, subject) in &mut self.record.subjects {
            let documents = &subject.documents;
            let stays = |file: &String| {
                documents.contains(file) || out.join(folder).join(file).is_file()
            };
            subject.printed.retain(|file, _| stays(file));
        }
        self.record.subjects.retain(|_, subject| !subject.inputs.is_empty() || !subject.printed.is_empty());
    }
}
