//! What the system tells of the disk: takes folders, gives each file that is
//! written in them.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
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

    /// Follows these folders, and no others; tells whether one of them was not
    /// followed before. One that is not there is passed over.
    ///
    /// # Errors
    ///
    /// Returns why one cannot be followed.
    pub(super) fn follow(&mut self, folders: &BTreeSet<PathBuf>) -> Result<bool, Fault> {
        for folder in self.followed.difference(folders) {
            // It may be gone already.
            let _ = self.watcher.unwatch(folder);
        }
        self.followed.retain(|folder| folders.contains(folder));
        let mut new = false;
        for folder in folders {
            if self.followed.contains(folder) {
                continue;
            }
            match self.watcher.watch(folder, RecursiveMode::NonRecursive) {
                Ok(()) => {
                    self.followed.insert(folder.clone());
                    new = true;
                }
                Err(error) if is_gone(&error) => {}
                Err(error) => return Err(fault(&error)),
            }
        }
        Ok(new)
    }

    /// Tells whether a folder is followed.
    pub(super) fn follows(&self, folder: &Path) -> bool {
        self.followed.contains(folder)
    }

    /// Follows some folders no longer: those of the same names may be others.
    pub(super) fn leave(&mut self, folders: &BTreeSet<PathBuf>) {
        for folder in folders {
            if self.followed.remove(folder) {
                let _ = self.watcher.unwatch(folder);
            }
        }
    }
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
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
    use std::fs;
    use std::time::Duration;

    use super::*;
    use crate::session::scratch::Scratch;

    /// How long the system may take to tell of a file.
    const PATIENCE: Duration = Duration::from_secs(10);

    #[test]
    fn a_folder_that_is_not_there_is_followed_once_it_is() {
        let root = Scratch::new();
        let (here, late) = (root.to_path_buf(), root.join("plus-tard"));
        let folders = BTreeSet::from([here.clone(), late.clone()]);
        let (mut disk, saves) = Disk::new().unwrap();
        assert_eq!(disk.follow(&folders), Ok(true));
        assert_eq!(disk.followed, BTreeSet::from([here.clone()]));
        assert_eq!(disk.follow(&folders), Ok(false));
        fs::create_dir(&late).unwrap();
        assert_eq!(saves.recv_timeout(PATIENCE).unwrap().path, Some(late.clone()));
        assert_eq!(disk.follow(&folders), Ok(true));
        // Another folder of the same name is not the one that was followed.
        fs::rename(&late, root.join("ailleurs")).unwrap();
        fs::create_dir(&late).unwrap();
        disk.leave(&folders);
        assert_eq!(disk.follow(&folders), Ok(true));
        fs::write(late.join("a.yaml"), "1").unwrap();
        let file = Some(late.join("a.yaml"));
        while saves.recv_timeout(PATIENCE).unwrap().path != file {}
        assert_eq!(disk.follow(&BTreeSet::new()), Ok(false));
        assert!(disk.followed.is_empty());
    }

    #[test]
    fn reading_a_file_does_not_count_as_writing_it() {
        assert!(!writes(EventKind::Access(AccessKind::Open(AccessMode::Any))));
        assert!(!writes(EventKind::Access(AccessKind::Close(AccessMode::Read))));
        assert!(writes(EventKind::Access(AccessKind::Close(AccessMode::Write))));
        assert!(writes(EventKind::Modify(ModifyKind::Any)));
    }
}
