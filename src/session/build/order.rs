//! The order in which things are told: takes what happens as it happens, on
//! whatever worker, gives it in the order of the plan.

use std::collections::BTreeMap;

use super::task::{Event, Print, Reading};
use super::todo::Todo;
use crate::diagnostic::Fault;
use crate::session::select::Wanted;
use crate::source::Sources;

/// What became of a document.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It stands and was not looked into.
    Current,
    /// It would say what it says already.
    Kept,
    /// It was printed.
    Printed(Print),
    /// It has faults.
    Failed(Vec<Fault>, Sources),
}

/// Something to tell.
#[derive(Debug)]
pub(super) enum Telling {
    /// Faults of a subject.
    Faults(Vec<Fault>, Sources),
    /// A document, with the rank of its subject.
    Document(usize, String, Outcome),
}

/// What has happened and was not told yet.
pub(super) struct Order<'a> {
    todos: &'a [Todo],
    wanted: &'a Wanted,
    subjects: Vec<Subject>,
    /// The subject being told.
    next: usize,
    /// Its documents already told.
    told: usize,
}

#[derive(Default)]
struct Subject {
    /// Its tasks that have not ended.
    open: usize,
    /// Whether it has tasks at all.
    due: bool,
    /// Its documents that are done.
    done: usize,
    faults: Vec<(Vec<Fault>, Sources)>,
    /// Its documents, in its order, once they are known.
    documents: Option<Vec<String>>,
    outcomes: BTreeMap<String, Outcome>,
    lost: Vec<Fault>,
}

impl Subject {
    fn end(&mut self, file: String, outcome: Outcome) {
        self.done += 1;
        self.outcomes.insert(file, outcome);
    }
}

impl<'a> Order<'a> {
    /// Starts with the subjects of a plan and those of its tasks.
    pub(super) fn new(
        todos: &'a [Todo],
        wanted: &'a Wanted,
        tasks: impl Iterator<Item = usize>,
    ) -> Self {
        let mut subjects: Vec<Subject> = todos.iter().map(|_| Subject::default()).collect();
        tasks.for_each(|rank| {
            subjects[rank].open += 1;
            subjects[rank].due = true;
        });
        for (subject, todo) in subjects.iter_mut().zip(todos).filter(|(one, _)| one.open == 0) {
            subject.documents = Some(todo.documents.iter().map(|(file, _)| file.clone()).collect());
            let current = |(file, _): &(String, _)| (file.clone(), Outcome::Current);
            subject.outcomes = todo.documents.iter().map(current).collect();
        }
        Self { todos, wanted, subjects, next: 0, told: 0 }
    }

    /// Takes what happened to a subject.
    pub(super) fn take(&mut self, rank: usize, event: Event) {
        let subject = &mut self.subjects[rank];
        match event {
            Event::Told { faults, sources } => subject.faults.push((faults, sources)),
            Event::Read(Reading { identity, documents, .. }) => {
                let concerned = self.wanted.subject(&identity);
                let folder = &self.todos[rank].folder;
                let wanted = |file: &String| concerned && self.wanted.document(folder, file);
                subject.documents = Some(documents.into_iter().filter(wanted).collect());
            }
            Event::Kept { file } => subject.end(file, Outcome::Kept),
            Event::Printed(print) => subject.end(print.file.clone(), Outcome::Printed(print)),
            Event::Failed { file, faults, sources } => {
                subject.end(file, Outcome::Failed(faults, sources));
            }
            Event::Lost { fault } => subject.lost.push(fault),
            Event::Ended => subject.open = subject.open.saturating_sub(1),
        }
    }

    /// Counts documents that are done, and all of them as far as is known.
    pub(super) fn progress(&self) -> (usize, usize) {
        let due = || self.subjects.iter().zip(self.todos).filter(|(subject, _)| subject.due);
        let all = due().map(|(subject, todo)| match &subject.documents {
            _ if subject.open == 0 => subject.done,
            Some(documents) => documents.len(),
            None => todo.documents.len().max(1),
        });
        (due().map(|(subject, _)| subject.done).sum(), all.sum())
    }

    /// Gives what can be told now: all that nothing earlier in the plan can
    /// come before any more.
    pub(super) fn release(&mut self, tell: &mut dyn FnMut(Telling)) {
        self.pass(false, tell);
    }

    /// Gives the rest: no more will happen.
    pub(super) fn finish(mut self, tell: &mut dyn FnMut(Telling)) {
        self.pass(true, tell);
    }

    fn pass(&mut self, last: bool, tell: &mut dyn FnMut(Telling)) {
        while let Some(subject) = self.subjects.get_mut(self.next) {
            let over = last || subject.open == 0;
            subject.faults.drain(..).for_each(|(faults, sources)| {
                tell(Telling::Faults(faults, sources));
            });
            for file in subject.documents.iter().flatten().skip(self.told) {
                match subject.outcomes.remove(file) {
                    Some(outcome) => {
                        tell(Telling::Document(self.next, file.clone(), outcome));
                    }
                    None if over => {}
                    None => return,
                }
                self.told += 1;
            }
            if !over {
                return;
            }
            for fault in subject.lost.drain(..) {
                tell(Telling::Faults(vec![fault], Sources::default()));
            }
            self.next += 1;
            self.told = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::session::{Identity, Planned};

    fn todo(folder: &str) -> Todo {
        let planned = Planned { subject: PathBuf::from("sujet.yaml"), folder: folder.into() };
        Todo::unknown(&planned)
    }

    fn read(documents: &[&str]) -> Event {
        Event::Read(Reading {
            identity: Identity::default(),
            inputs: Vec::new(),
            documents: documents.iter().map(|file| (*file).to_owned()).collect(),
        })
    }

    fn kept(file: &str) -> Event {
        Event::Kept { file: file.to_owned() }
    }

    fn printed(file: &str) -> Event {
        Event::Printed(Print::sample(file, 1))
    }

    /// Tells what is told after each event.
    fn told(order: &mut Order<'_>) -> Vec<String> {
        let mut told = Vec::new();
        order.release(&mut |telling| told.push(words(telling)));
        told
    }

    fn words(telling: Telling) -> String {
        match telling {
            Telling::Faults(faults, _) => faults[0].message.clone(),
            Telling::Document(rank, file, _) => format!("{rank} {file}"),
        }
    }

    #[test]
    fn what_comes_early_waits_for_what_comes_before() {
        let todos = [todo("a"), todo("b")];
        let wanted = Wanted::default();
        let mut order = Order::new(&todos, &wanted, [0, 0, 1].into_iter());
        order.take(1, read(&["sujet.pdf"]));
        order.take(1, printed("sujet.pdf"));
        order.take(1, Event::Ended);
        assert_eq!(order.progress(), (1, 2));
        assert_eq!(told(&mut order), [""; 0]);
        order.take(0, read(&["sujet.pdf", "corrige.pdf"]));
        order.take(0, printed("corrige.pdf"));
        assert_eq!(order.progress(), (2, 3));
        assert_eq!(told(&mut order), [""; 0]);
        order.take(0, kept("sujet.pdf"));
        assert_eq!(told(&mut order), ["0 sujet.pdf", "0 corrige.pdf"]);
        order.take(0, Event::Ended);
        assert_eq!(told(&mut order), [""; 0]);
        order.take(0, Event::Lost { fault: Fault::error("perdu", "plus de mémoire") });
        order.take(0, Event::Ended);
        assert_eq!(told(&mut order), ["plus de mémoire", "1 sujet.pdf"]);
    }

    #[test]
    fn a_run_that_stops_tells_what_it_has_done() {
        let todos = [todo("a"), todo("b")];
        let wanted = Wanted::default();
        let mut order = Order::new(&todos, &wanted, [0, 1].into_iter());
        order.take(1, read(&["sujet.pdf", "corrige.pdf"]));
        order.take(1, printed("corrige.pdf"));
        let mut rest = Vec::new();
        order.finish(&mut |telling| rest.push(words(telling)));
        assert_eq!(rest, ["1 corrige.pdf"]);
    }
}
