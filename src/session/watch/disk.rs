//! What the system tells of the disk: takes folders, gives each file that is
//! written in them.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::Instant;

use notify::event::{AccessKind, AccessMode, MetadataKind, ModifyKind};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::saves::Save;
use crate::diagnostic::{Fault, io_reason};

/// The watch on some folders.
pub struct Disk {
    watcher: RecommendedWatcher,
    followed: BTreeSet<PathBuf>,
}

impl Disk {
    /// Starts with no folder, and returns what will be told.
    ///
    /// # Errors
    ///
    /// Returns why the system does not tell what is written.
    pub fn new() -> Result<(Self, Receiver<Save>), Fault> {
        let (send, saves) = channel();
        let told = move |event: notify::Result<Event>| {
            let at = Instant::now();
            match event {
                Ok(event) if event.need_rescan() => drop(send.send(Save { path: None, at })),
                Ok(event) if writes(event.kind) => {
                    for path in event.paths {
                        // Nobody listens any more: the program ends.
                        let _ = send.send(Save { path: Some(path), at });
                    }
                }
                // A folder that went away; what it held was told as removed.
                Ok(_) | Err(_) => {}
            }
        };
        let watcher = notify::recommended_watcher(told).map_err(|error| fault(&error))?;
        Ok((Self { watcher, followed: BTreeSet::new() }, saves))
    }

    /// Follows these folders, and no others.
    ///
    /// # Errors
    ///
    /// Returns why one cannot be followed.
    pub fn follow(&mut self, folders: BTreeSet<PathBuf>) -> Result<(), Fault> {
        for folder in self.followed.difference(&folders) {
            // It may be gone already.
            let _ = self.watcher.unwatch(folder);
        }
        for folder in folders.difference(&self.followed) {
            let followed = self.watcher.watch(folder, RecursiveMode::NonRecursive);
            followed.map_err(|error| fault(&error))?;
        }
        self.followed = folders;
        Ok(())
    }
}

/// Tells whether an event changes what a file holds. Our own reading of a file
/// must not count as one.
fn writes(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_)
        | EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime)) => false,
        _ => true,
    }
}

fn fault(error: &notify::Error) -> Fault {
    let reason = match &error.kind {
        ErrorKind::Io(error) => io_reason(error),
        ErrorKind::PathNotFound => "un dossier n’existe plus".to_owned(),
        ErrorKind::MaxFilesWatch => "trop de dossiers sont déjà suivis".to_owned(),
        _ => format!("le système répond « {error} »"),
    };
    let place = error.paths.first().map(|path| format!(" « {} »", path.display()));
    let message = format!("impossible de suivre{} : {reason}", place.unwrap_or_default());
    let fault = Fault::error("suivi-impossible", message);
    match error.kind {
        ErrorKind::MaxFilesWatch => fault.help(
            "augmentez la limite du système (« fs.inotify.max_user_watches »), ou nommez un sujet",
        ),
        _ => fault.help("« corrige build » imprime sans suivre les fichiers"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_a_file_does_not_count_as_writing_it() {
        assert!(!writes(EventKind::Access(AccessKind::Open(AccessMode::Any))));
        assert!(!writes(EventKind::Access(AccessKind::Close(AccessMode::Read))));
        assert!(writes(EventKind::Access(AccessKind::Close(AccessMode::Write))));
        assert!(writes(EventKind::Modify(ModifyKind::Any)));
    }
}
