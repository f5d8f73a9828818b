//! A build told and not done: takes a plan, reads the subjects that have
//! changed, gives each document with why it would be printed.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use super::run::{Build, Survey};
use super::todo::{Reason, Todo};
use crate::diagnostic::Fault;
use crate::session::document::Document;
use crate::session::inputs::Input;
use crate::session::record::Subject;
use crate::session::select::Identity;
use crate::session::threads::each;
use crate::session::{Fingerprint, Offer};
use crate::source::Sources;
use crate::subject::load;

/// What a build would do for a subject.
#[derive(Debug, Default)]
pub struct Foreseen {
    /// Its documents below the output folder, with why each would be printed;
    /// `None` for one that stands.
    pub documents: Vec<(PathBuf, Option<Reason>)>,
    /// What it can be asked for, if it can be read.
    pub offer: Option<Offer>,
    /// Fingerprint of the files it is made of.
    pub(super) inputs: String,
    /// What keeps it from being read.
    pub faults: Vec<Fault>,
    /// The files faults point into.
    pub sources: Sources,
}

impl Build<'_> {
    /// Tells what a build would do, subject after subject. A document whose
    /// subject has changed may turn out to say what it says already.
    #[must_use]
    pub fn preview(&self, survey: &Survey) -> Vec<Foreseen> {
        let mut all: Vec<_> = survey.todos.iter().map(|_| Foreseen::default()).collect();
        let work = |todo: &Todo| self.foresee(todo, survey);
        each(&survey.todos, self.workers, &AtomicBool::new(false), work, |rank, foreseen| {
            all[rank] = foreseen;
        });
        all
    }

    fn foresee(&self, todo: &Todo, survey: &Survey) -> Foreseen {
        let below = |file: &str| todo.planned.folder.join(file);
        if !todo.unread {
            let known = todo.documents.iter();
            let documents = known.map(|(file, reason)| (below(file), reason.clone())).collect();
            let subject = survey.known(&todo.folder);
            let inputs = subject.map(|subject| Input::digest(&subject.inputs)).unwrap_or_default();
            let offer = subject.map(Subject::offer);
            return Foreseen { documents, offer, inputs, ..Foreseen::default() };
        }
        let mut sources = Sources::default();
        let subject = match load(&todo.planned.subject, &mut sources) {
            Ok(loaded) => loaded.subject,
            Err(faults) => {
                let read = Fingerprint::of_file(&todo.planned.subject);
                let inputs = read.map(|found| found.to_string()).unwrap_or_default();
                let faults = faults.in_order();
                return Foreseen { inputs, faults, sources, ..Foreseen::default() };
            }
        };
        let identity = Identity::from(&subject.identity);
        let concerned = self.wanted.subject(&identity);
        let files = Document::files(&subject);
        let documents = files.iter().map(|file| (*file).to_owned()).collect();
        let offer = Some(Offer { identity, documents });
        let asked = files.into_iter();
        let wanted = asked.filter(|file| concerned && self.wanted.document(&todo.folder, file));
        let documents = wanted.map(|file| (below(file), Some(todo.reason(file)))).collect();
        let inputs = Input::digest(&Input::all(&todo.planned.subject, &subject, &sources));
        Foreseen { documents, offer, inputs, ..Foreseen::default() }
    }
}
