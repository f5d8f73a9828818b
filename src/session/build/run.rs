//! A build from end to end: takes what is asked and who does the work, gives a
//! folder in which every document stands, the record of it, then the manifest.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::ledger::{Ledger, fingerprint};
use super::manifest::Manifest;
use super::news::{News, Summary};
use super::order::Order;
use super::task::{Event, Print, Task};
use super::todo::{Compared, Todo};
use crate::diagnostic::Fault;
use crate::session::Planned;
use crate::session::record::{Overrides, Record, Subject};
use crate::session::select::Wanted;
use crate::typst::Theme;

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
    /// The look that the project chooses.
    pub theme: &'a Theme,
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
    /// Returns how long a document took when it was last printed.
    pub(super) fn time(&self, folder: &str, file: &str) -> Option<Duration> {
        let printed = self.before.subjects.get(folder)?.printed.get(file)?;
        Some(Duration::from_millis(printed.milliseconds))
    }

    /// Returns what is known of a subject, by the folder of its documents.
    pub(super) fn known(&self, folder: &str) -> Option<&Subject> {
        self.record.subjects.get(folder)
    }

    /// Lists the documents that were printed, each by its folder and its file.
    pub(super) fn printed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.before.subjects.iter().flat_map(|(folder, subject)| {
            subject.printed.keys().map(move |file| (folder.as_str(), file.as_str()))
        })
    }

    /// Returns the fingerprint of all that a document depends on.
    pub(super) fn fingerprint(&self, print: &Print) -> String {
        fingerprint(&self.overrides.look(print.templates.clone()), &print.contents)
    }
}

impl Build<'_> {
    /// Looks at what stands, without reading a subject. `start` is when the
    /// run began by the clock of the disk, 0 when that is not known.
    #[must_use]
    pub fn survey(&self, start: u64) -> Survey {
        let mut record = Record::read(self.out);
        let before = record.clone();
        let overrides = record.survey(self.templates, start).themed(self.theme);
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
        let mut ledger = Ledger::new(self, record, &overrides, start);
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
                ledger.note(task, &todos[rank], &event);
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
        let known = |todo: &Todo| ledger.record.subjects.get(&todo.folder).map(Subject::offer);
        summary.offers = todos.iter().map(known).collect();
        let mut record = ledger.record;
        record.seen(&overrides);
        if record != before {
            record.save(self.out)?;
        }
        Manifest::of(&record, self.out, self.wanted.share.as_ref()).save(self.out)?;
        Ok(summary)
    }
}
