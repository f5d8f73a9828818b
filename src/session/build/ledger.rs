//! The record while documents are printed: takes what happens, notes what
//! stands in the folder, and what is asked for no longer.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use super::run::Build;
use super::task::{Event, Print, Reading};
use super::todo::Todo;
use crate::session::Inputs;
use crate::session::inputs::{Input, Stamp, slashed};
use crate::session::record::{Look, Overrides, Printed, Record};

/// The record of a run that goes on.
pub(super) struct Ledger<'a> {
    build: &'a Build<'a>,
    pub(super) record: Record,
    overrides: &'a Overrides,
    start: u64,
    /// Fingerprint of the files that each task has read: two tasks may share a
    /// subject that changes in between.
    read: BTreeMap<usize, String>,
}

/// Returns the fingerprint of all that a document depends on.
pub(super) fn fingerprint(look: &Look, contents: &str) -> String {
    let mut inputs = Inputs::new("document");
    inputs.add(look.digest().bytes());
    inputs.add(contents.as_bytes());
    inputs.finish().to_string()
}

impl<'a> Ledger<'a> {
    /// Goes on with a record.
    pub(super) fn new(
        build: &'a Build<'a>,
        record: Record,
        overrides: &'a Overrides,
        start: u64,
    ) -> Self {
        Self { build, record, overrides, start, read: BTreeMap::new() }
    }

    /// Notes what happened to a task.
    pub(super) fn note(&mut self, task: usize, todo: &Todo, event: &Event) {
        match event {
            Event::Read(reading) => {
                self.read.insert(task, Input::digest(&reading.inputs));
                self.read(todo, reading);
            }
            Event::Printed(print) => self.printed(task, todo, print),
            Event::Kept { file } => self.kept(task, todo, file),
            Event::Told { .. } | Event::Failed { .. } | Event::Lost { .. } | Event::Ended => {}
        }
    }

    fn read(&mut self, todo: &Todo, reading: &Reading) {
        let subject = self.record.subjects.entry(todo.folder.clone()).or_default();
        subject.identity = reading.identity.clone();
        subject.documents.clone_from(&reading.documents);
        subject.inputs.clone_from(&reading.inputs);
        for input in &mut subject.inputs {
            input.stamp = input.stamp.settled(self.start);
        }
    }

    fn printed(&mut self, task: usize, todo: &Todo, print: &Print) {
        let path = self.build.out.join(&todo.planned.folder).join(&print.file);
        // A file that is gone already is printed by the next run.
        let Ok(stamp) = Stamp::of(&path) else { return };
        let look = self.overrides.look(print.templates.clone());
        let printed = Printed {
            pages: print.pages,
            sha256: print.sha256.clone(),
            stamp,
            fingerprint: fingerprint(&look, &print.contents),
            contents: print.contents.clone(),
            inputs: self.read.get(&task).cloned().unwrap_or_default(),
            date: self.build.date,
            look: 0,
            milliseconds: u64::try_from(print.time.as_millis()).unwrap_or_default(),
        };
        self.record.note(&todo.folder, &print.file, look, printed);
    }

    fn kept(&mut self, task: usize, todo: &Todo, file: &str) {
        let subject = self.record.subjects.get_mut(&todo.folder);
        if let Some(printed) = subject.and_then(|subject| subject.printed.get_mut(file)) {
            printed.inputs = self.read.get(&task).cloned().unwrap_or_default();
            printed.date = self.build.date;
        }
    }

    /// Lists the documents that are asked for no longer, below the output
    /// folder; a subject that is gone asks for none.
    pub(super) fn obsolete(&mut self) -> Vec<PathBuf> {
        let build = self.build;
        let planned: BTreeSet<_> = build.subjects.iter().map(|one| slashed(&one.folder)).collect();
        let mut obsolete = Vec::new();
        for (folder, subject) in &mut self.record.subjects {
            if !planned.contains(folder) {
                if !build.whole {
                    continue;
                }
                subject.documents.clear();
                subject.inputs.clear();
            }
            let dropped = subject.printed.keys().filter(|file| !subject.documents.contains(file));
            obsolete.extend(dropped.map(|file| PathBuf::from(folder).join(file)));
        }
        obsolete.retain(|path| build.out.join(path).is_file());
        obsolete
    }

    /// Removes documents, and the folders that are left empty.
    pub(super) fn prune(&mut self, obsolete: &[PathBuf]) {
        let out = self.build.out;
        for path in obsolete {
            let path = out.join(path);
            // What cannot be removed is told again by the next run.
            let _ = fs::remove_file(&path);
            let mut folders = path.ancestors().skip(1).take_while(|folder| *folder != out);
            while folders.next().is_some_and(|folder| fs::remove_dir(folder).is_ok()) {}
        }
        for (folder, subject) in &mut self.record.subjects {
            let stays = |file: &String| {
                subject.documents.contains(file) || out.join(folder).join(file).is_file()
            };
            subject.printed.retain(|file, _| stays(file));
        }
        let known = |subject: &crate::session::record::Subject| {
            !subject.inputs.is_empty() || !subject.printed.is_empty()
        };
        self.record.subjects.retain(|_, subject| known(subject));
    }
}
