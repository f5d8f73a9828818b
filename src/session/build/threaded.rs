//! Tasks on threads of this process.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::perform::perform;
use super::run::Workers;
use super::task::{Event, Task};
use crate::pdf::Keep;
use crate::session::threads::each;
use crate::typst::Engine;

/// Threads that share an engine.
pub struct Threads {
    engine: Engine,
    number: usize,
}

impl Threads {
    /// Takes an engine and a number of threads.
    #[must_use]
    pub fn new(engine: Engine, number: usize) -> Self {
        Self { engine, number }
    }
}

impl Workers for Threads {
    fn run(
        &mut self,
        tasks: &[Task],
        out: &Path,
        stop: &AtomicBool,
        event: &mut dyn FnMut(usize, Event),
    ) {
        // Memory is common to all threads: what each of them last used is kept.
        let keep = Keep::Recent(2 * self.number);
        let work = |task: &Task| {
            let mut events = Vec::new();
            perform(&self.engine, task, out, keep, &mut |event| events.push(event));
            events
        };
        each(tasks, self.number, stop, work, |rank, events| {
            events.into_iter().for_each(|one| event(rank, one));
        });
    }
}
