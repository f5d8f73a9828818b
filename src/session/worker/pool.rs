//! The parent's side: takes tasks, hands them to workers, and tells in one
//! place what happens, whatever becomes of the workers.

use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use super::COMMAND;
use super::child::{Heard, Launch, Number, Worker};
use super::loss::Loss;
use super::protocol::{Answer, Order, PROGRAM, sound};
use crate::diagnostic::{Fault, io_reason};
use crate::session::build::{Event, Task, Workers};
use crate::session::limits::Limits;
use crate::typst::Theme;

/// Time that a worker has to load templates and fonts.
const START: Duration = Duration::from_mins(1);

/// Pages of a subject after which a worker gives way to another subject's.
///
/// Typst keeps its tables as large as the largest document made them, and the
/// heap is left in pieces: 30 MB that a new worker, ready in 30 ms, does not
/// hold. The subject itself, built again, finds a worker that knows it.
const MANY: usize = 20;

/// Workers that do tasks.
pub struct Pool {
    launch: Launch,
    templates: Option<PathBuf>,
    theme: Theme,
    limits: Limits,
    seats: Vec<Seat>,
    started: Number,
    send: Sender<Heard>,
    heard: Receiver<Heard>,
}

/// The place of a worker.
enum Seat {
    /// Nobody.
    Empty,
    /// Nobody can be there.
    Closed(Fault),
    /// A worker that gets ready.
    Starting { worker: Worker, until: Instant },
    /// A worker that waits.
    Idle { worker: Worker, past: Past },
    /// A worker that does a task.
    Busy { worker: Worker, task: usize, until: Instant, past: Past },
}

/// What a worker has printed.
#[derive(Default)]
struct Past {
    /// The last subject.
    subject: PathBuf,
    /// Pages of it.
    pages: usize,
}

impl Past {
    /// Tells whether a subject is better done by a new worker.
    fn burdens(&self, subject: &Path) -> bool {
        self.pages > MANY && self.subject != subject
    }

    /// Goes on to a subject.
    fn turn(self, subject: &Path) -> Self {
        if self.subject == subject { self } else { Self { subject: subject.into(), pages: 0 } }
    }
}

impl Seat {
    fn worker(&self) -> Option<&Worker> {
        match self {
            Self::Empty | Self::Closed(_) => None,
            Self::Starting { worker, .. }
            | Self::Idle { worker, .. }
            | Self::Busy { worker, .. } => Some(worker),
        }
    }

    fn until(&self) -> Option<Instant> {
        match self {
            Self::Starting { until, .. } | Self::Busy { until, .. } => Some(*until),
            Self::Empty | Self::Closed(_) | Self::Idle { .. } => None,
        }
    }
}

/// What becomes known of a task: its rank, and what happens to it.
type Told = Option<(usize, Event)>;

impl Pool {
    /// Starts a worker of a program and waits until it is ready; the others
    /// start with the tasks they are for.
    ///
    /// # Errors
    ///
    /// Returns why a worker cannot start: the templates cannot be read, for
    /// instance.
    pub fn new(
        program: &Path,
        workers: usize,
        templates: Option<&Path>,
        theme: &Theme,
        limits: Limits,
    ) -> Result<Self, Fault> {
        let launch = Launch { program: program.to_owned(), arguments: vec![COMMAND.into()] };
        Self::launched(launch, workers, templates, theme, limits)
    }

    fn launched(
        launch: Launch,
        workers: usize,
        templates: Option<&Path>,
        theme: &Theme,
        limits: Limits,
    ) -> Result<Self, Fault> {
        let (send, heard) = mpsc::channel();
        let seats = (0..workers.max(1)).map(|_| Seat::Empty).collect();
        let (templates, theme) = (templates.map(Path::to_owned), theme.clone());
        let mut pool = Self { launch, templates, theme, limits, seats, started: 0, send, heard };
        pool.start(0);
        while matches!(pool.seats[0], Seat::Starting { .. }) {
            pool.wait(&[]);
        }
        match &pool.seats[0] {
            Seat::Closed(fault) => Err(fault.clone()),
            _ => Ok(pool),
        }
    }

    /// Tells of the tasks that no worker can do.
    fn give_up(&self, tasks: Range<usize>, event: &mut dyn FnMut(usize, Event)) {
        let why = self.seats.iter().find_map(|seat| match seat {
            Seat::Closed(fault) => Some(fault),
            _ => None,
        });
        for (task, fault) in tasks.zip(why.into_iter().cycle()) {
            event(task, Event::Lost { fault: fault.clone() });
        }
    }

    /// Starts a worker in a place.
    fn start(&mut self, seat: usize) {
        self.started += 1;
        let begin = Order::Begin {
            program: PROGRAM.to_owned(),
            templates: self.templates.clone(),
            theme: self.theme.clone(),
            limits: self.limits,
        };
        let started = Worker::start(&self.launch, self.started, self.send.clone());
        self.seats[seat] = match started {
            // One that does not take the order has ended, and that is heard.
            Ok(mut worker) => match worker.order(&begin) {
                Ok(()) | Err(_) => Seat::Starting { worker, until: Instant::now() + START },
            },
            Err(error) => Seat::Closed(unstarted(&io_reason(&error))),
        };
    }

    /// Hands a task to the worker that waits in a place.
    ///
    /// # Errors
    ///
    /// The task cannot be told, with the fault; or the worker has ended.
    fn hand(
        &mut self,
        seat: usize,
        rank: usize,
        tasks: &[Task],
        out: &Path,
    ) -> Result<(), Option<Fault>> {
        let Some(task) = tasks.get(rank) else { return Err(None) };
        let idle = std::mem::replace(&mut self.seats[seat], Seat::Empty);
        let Seat::Idle { mut worker, past } = idle else { return Err(None) };
        let order = Order::Do { task: Box::new(task.clone()), out: out.to_owned() };
        match worker.order(&order) {
            Ok(()) => {
                let until = Instant::now() + self.limits.time();
                let past = past.turn(&task.subject);
                self.seats[seat] = Seat::Busy { worker, task: rank, until, past };
                Ok(())
            }
            // Nothing was written: it is the task that cannot be.
            Err(error)
                if matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::FileTooLarge) =>
            {
                self.seats[seat] = Seat::Idle { worker, past };
                let wrong = if out.to_str().is_none() { out } else { &task.subject };
                Err(Some(unsayable(wrong)))
            }
            Err(_) => Err(None),
        }
    }

    /// Waits until something happens to a worker.
    fn wait(&mut self, tasks: &[Task]) -> Told {
        let until = self.seats.iter().filter_map(Seat::until).min();
        let left = until.map(|until| until.saturating_duration_since(Instant::now()));
        match self.heard.recv_timeout(left.unwrap_or(START)) {
            Ok((number, answer)) => {
                let here = |seat: &Seat| seat.worker().is_some_and(|found| found.number == number);
                // A worker that was stopped may have spoken before.
                let seat = self.seats.iter().position(here)?;
                match answer {
                    Some(answer) => self.answered(seat, answer, tasks),
                    None => self.lost(seat, None, tasks),
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                let now = Instant::now();
                let late = |seat: &Seat| seat.until().is_some_and(|until| until <= now);
                let seat = self.seats.iter().position(late)?;
                self.lost(seat, Some(Loss::Time), tasks)
            }
            // This end holds a sender.
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    /// Takes an answer.
    fn answered(&mut self, seat: usize, answer: Answer, tasks: &[Task]) -> Told {
        match (std::mem::replace(&mut self.seats[seat], Seat::Empty), answer) {
            (Seat::Starting { worker, .. }, Answer::Ready { program }) if program == PROGRAM => {
                self.seats[seat] = Seat::Idle { worker, past: Past::default() };
                None
            }
            (Seat::Starting { .. }, Answer::Refused(fault)) => {
                self.seats[seat] = Seat::Closed(fault);
                None
            }
            (Seat::Busy { worker, task, mut past, .. }, Answer::Told(event)) => {
                let mut event = *event;
                sound(&mut event);
                if let Event::Printed(print) = &event {
                    past.pages += print.pages;
                }
                // The next document has as much time again.
                let until = Instant::now() + self.limits.time();
                self.seats[seat] = match event {
                    Event::Ended => Seat::Idle { worker, past },
                    _ => Seat::Busy { worker, task, until, past },
                };
                Some((task, event))
            }
            (other, _) => {
                self.seats[seat] = other;
                let strange = Loss::Fallen("réponse inattendue".to_owned());
                self.lost(seat, Some(strange), tasks)
            }
        }
    }

    /// Ends a worker that is lost, and tells of its task.
    fn lost(&mut self, seat: usize, loss: Option<Loss>, tasks: &[Task]) -> Told {
        match std::mem::replace(&mut self.seats[seat], Seat::Empty) {
            Seat::Busy { worker, task, .. } => {
                let (status, words) = worker.end();
                let loss = loss.unwrap_or_else(|| Loss::read(status, &words));
                let subject = tasks.get(task).map(|task| task.subject.as_path());
                let fault = loss.fault(subject.unwrap_or(Path::new("")), &self.limits);
                Some((task, Event::Lost { fault }))
            }
            Seat::Starting { worker, .. } => {
                let (_, words) = worker.end();
                let last = words.lines().rfind(|line| !line.trim().is_empty());
                self.seats[seat] = Seat::Closed(unstarted(last.unwrap_or("il ne répond pas")));
                None
            }
            // One that waited is not missed.
            Seat::Empty | Seat::Closed(_) | Seat::Idle { .. } => None,
        }
    }
}

impl Workers for Pool {
    /// Hands the tasks out in their order as workers come free. The last event
    /// of a task is [`Event::Ended`] or [`Event::Lost`].
    fn run(
        &mut self,
        tasks: &[Task],
        out: &Path,
        stop: &AtomicBool,
        event: &mut dyn FnMut(usize, Event),
    ) {
        for seat in &mut self.seats {
            if matches!(seat, Seat::Closed(_)) {
                *seat = Seat::Empty;
            }
        }
        let mut next = 0;
        loop {
            let left = |next: usize| next < tasks.len() && !stop.load(Ordering::Relaxed);
            for seat in 0..self.seats.len() {
                while left(next) {
                    match &self.seats[seat] {
                        Seat::Empty => self.start(seat),
                        Seat::Idle { past, .. } if past.burdens(&tasks[next].subject) => {
                            self.seats[seat] = Seat::Empty;
                        }
                        Seat::Idle { .. } => match self.hand(seat, next, tasks, out) {
                            Ok(()) => next += 1,
                            Err(Some(fault)) => {
                                event(next, Event::Lost { fault });
                                next += 1;
                            }
                            // No task is lost with a worker that waited.
                            Err(None) => {}
                        },
                        Seat::Closed(_) | Seat::Starting { .. } | Seat::Busy { .. } => break,
                    }
                }
            }
            let busy = self.seats.iter().any(|seat| matches!(seat, Seat::Busy { .. }));
            let closed = || self.seats.iter().all(|seat| matches!(seat, Seat::Closed(_)));
            if !busy && (!left(next) || closed()) {
                break;
            }
            if let Some((task, told)) = self.wait(tasks) {
                event(task, told);
            }
        }
        if !stop.load(Ordering::Relaxed) {
            self.give_up(next..tasks.len(), event);
        }
    }
}

fn unstarted(reason: &str) -> Fault {
    let message = format!("le programme ne peut pas se lancer lui-même : {reason}");
    Fault::error("programme-introuvable", message)
        .help("a-t-il été déplacé ou remplacé pendant le travail ?")
}

fn unsayable(path: &Path) -> Fault {
    let message = format!("le chemin « {} » n’est pas en UTF-8", path.display());
    Fault::error("chemin-illisible", message).help("renommez le fichier ou son dossier")
}

#[cfg(all(test, unix))]
mod tests;
