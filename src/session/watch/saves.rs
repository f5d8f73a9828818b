//! From events to rounds: takes each file that is written, gives at once what
//! was written together.
//!
//! An editor saves in several steps: it empties the file and fills it, or writes
//! another one beside it and renames it. A round ends when nothing has happened
//! for a moment; a file that is empty or gone is given longer.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

/// How long nothing happens at the end of a round.
const QUIET: Duration = Duration::from_millis(6);

/// How long a file may be empty or gone while it is saved.
const UNFINISHED: Duration = Duration::from_millis(150);

/// How long a round lasts at most.
const LONGEST: Duration = Duration::from_secs(1);

/// A file was written.
#[derive(Debug, Clone)]
pub struct Save {
    /// The file; none when the system lost count of them.
    pub path: Option<PathBuf>,
    /// When it was told.
    pub at: Instant,
}

/// Files written together.
#[derive(Debug, Clone)]
pub struct Round {
    /// The files.
    pub paths: BTreeSet<PathBuf>,
    /// Whether any other file may have been written too.
    pub all: bool,
    /// When the first one was.
    pub since: Instant,
}

impl Round {
    /// Returns a round in which any file may have been written.
    #[must_use]
    pub fn everything() -> Self {
        Self { paths: BTreeSet::new(), all: true, since: Instant::now() }
    }

    /// Returns a round of some files.
    #[must_use]
    pub fn of(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        Self { paths: paths.into_iter().collect(), all: false, since: Instant::now() }
    }

    fn add(&mut self, save: Save) {
        match save.path {
            Some(path) => {
                self.paths.insert(path);
            }
            None => self.all = true,
        }
    }

    /// Tells whether a file is empty or gone, as it is in the midst of a save.
    fn is_unfinished(&self) -> bool {
        self.paths.iter().any(|path| path.metadata().map_or(true, |found| found.len() == 0))
    }
}

/// The rounds of a stream of events.
pub struct Saves {
    events: Receiver<Save>,
}

impl Saves {
    /// Takes the events.
    #[must_use]
    pub fn new(events: Receiver<Save>) -> Self {
        Self { events }
    }

    /// Waits for the next round of files that concern somebody; `None` once
    /// nobody tells of events any more.
    pub fn next(&self, concerns: &dyn Fn(&Path) -> bool) -> Option<Round> {
        let wanted = |save: &Save| save.path.as_deref().is_none_or(concerns);
        let first = self.events.iter().find(wanted)?;
        let mut round = Round { since: first.at, ..Round::of([]) };
        round.add(first);
        let mut last = Instant::now();
        while round.since.elapsed() < LONGEST {
            let patience = if round.is_unfinished() { UNFINISHED } else { QUIET };
            let left = patience.saturating_sub(last.elapsed());
            match self.events.recv_timeout(left) {
                Ok(save) if wanted(&save) => {
                    round.add(save);
                    last = Instant::now();
                }
                Ok(_) => {}
                Err(_) => break,
            }
        }
        Some(round)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::mpsc::{Sender, channel};
    use std::thread;

    use super::*;
    use crate::session::scratch::Scratch;

    /// Files of its own and who tells of them.
    struct Disk {
        folder: Scratch,
        events: Sender<Save>,
    }

    impl Disk {
        fn new() -> (Self, Saves) {
            let (events, received) = channel();
            (Self { folder: Scratch::new(), events }, Saves::new(received))
        }

        fn path(&self, name: &str) -> PathBuf {
            self.folder.join(name)
        }

        fn write(&self, name: &str, text: &str) {
            fs::write(self.path(name), text).unwrap();
            self.tell(name);
        }

        fn tell(&self, name: &str) {
            self.events.send(Save { path: Some(self.path(name)), at: Instant::now() }).unwrap();
        }
    }

    #[test]
    fn what_is_written_together_is_one_round() {
        let (disk, saves) = Disk::new();
        disk.write("a.yaml", "1");
        disk.write("a.yaml", "12");
        disk.write(".a.yaml.swp", "");
        disk.write("b.csv", "1");
        let shown = |path: &Path| !path.to_string_lossy().ends_with(".swp");
        let round = saves.next(&shown).unwrap();
        assert_eq!(round.paths, BTreeSet::from([disk.path("a.yaml"), disk.path("b.csv")]));
        assert!(!round.all);
        // The system lost count: anything may have been written.
        disk.events.send(Save { path: None, at: Instant::now() }).unwrap();
        assert!(saves.next(&shown).unwrap().all);
    }

    #[test]
    fn a_file_in_the_midst_of_a_save_is_waited_for() {
        let (disk, saves) = Disk::new();
        disk.write("a.yaml", "avant");
        saves.next(&|_| true).unwrap();
        // Emptied, then filled a good while after the end of a usual round.
        disk.write("a.yaml", "");
        let read = thread::scope(|scope| {
            scope.spawn(|| {
                thread::sleep(QUIET * 5);
                disk.write("a.yaml", "après");
            });
            saves.next(&|_| true).unwrap();
            fs::read_to_string(disk.path("a.yaml")).unwrap()
        });
        assert_eq!(read, "après");
        // Renamed away, then put back by another one.
        let aside = disk.path("a.yaml~");
        fs::rename(disk.path("a.yaml"), &aside).unwrap();
        disk.tell("a.yaml");
        let there = thread::scope(|scope| {
            scope.spawn(|| {
                thread::sleep(QUIET * 5);
                disk.write("a.yaml", "encore");
            });
            saves.next(&|_| true).unwrap();
            disk.path("a.yaml").is_file()
        });
        assert!(there);
        // Gone for good: the wait ends.
        fs::remove_file(disk.path("a.yaml")).unwrap();
        disk.tell("a.yaml");
        assert!(saves.next(&|_| true).unwrap().since.elapsed() >= UNFINISHED);
    }

    #[test]
    fn a_disk_that_never_rests_does_not_stop_the_author() {
        let (disk, saves) = Disk::new();
        let (begun, ended) = (Instant::now(), channel::<()>());
        thread::scope(|scope| {
            let (disk, stopped) = (&disk, ended.1);
            scope.spawn(move || {
                while stopped.try_recv() == Err(std::sync::mpsc::TryRecvError::Empty) {
                    disk.write("a.yaml", "1");
                    thread::sleep(QUIET / 4);
                }
            });
            assert!(saves.next(&|_| true).is_some());
            drop(ended.0);
        });
        assert!(begun.elapsed() < LONGEST * 3);
    }

    #[test]
    fn the_end_of_events_is_the_end() {
        let (disk, saves) = Disk::new();
        disk.write("a.yaml", "1");
        drop(disk);
        // What came before is still a round.
        assert!(saves.next(&|_| true).is_some());
        assert!(saves.next(&|_| true).is_none());
    }
}
