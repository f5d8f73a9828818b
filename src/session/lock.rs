//! One build at a time in an output folder: takes the folder, gives a lock that
//! the system releases with the process, whatever becomes of it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;
use std::time::Duration;

use super::inputs::Stamp;
use super::record::FOLDER;
use crate::diagnostic::{Fault, io_reason};

/// Folder of the papers of classes, that other commands write.
const CLASSES: &str = "variantes";

/// The right to write in an output folder.
#[derive(Debug)]
pub struct Lock {
    file: File,
    start: u64,
}

/// The assurance that nobody writes in an output folder.
#[derive(Debug)]
pub struct Quiet {
    /// None when the folder has never been written in.
    _file: Option<File>,
}

/// Who has the right to write in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Number of its process, if it is known.
    process: Option<u32>,
    /// For how long it has had it.
    since: Option<Duration>,
}

impl Lock {
    /// Takes the lock of a folder, which is made if it is not there. When
    /// another run has it, `held` is told and says whether to wait; `None` if
    /// it does not.
    ///
    /// # Errors
    ///
    /// Returns why the folder cannot be written.
    pub fn take(out: &Path, held: &mut dyn FnMut(&Holder) -> bool) -> Result<Option<Self>, Fault> {
        let path = out.join(FOLDER).join("lock");
        let refused = |error: io::Error| {
            let message = format!("« {} » ne s’écrit pas : {}", out.display(), io_reason(&error));
            Fault::error("sortie-refusee", message)
                .help("choisissez un autre dossier avec « --out »")
        };
        let mut file = open(&path).map_err(refused)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                if !held(&Holder::of(&mut file)) {
                    return Ok(None);
                }
                file.lock().map_err(refused)?;
            }
            // Some network disks have no locks: better print than refuse to.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(refused(error)),
        }
        let mut lock = Self { file, start: 0 };
        lock.begin(out, &path).map_err(refused)?;
        Ok(Some(lock))
    }

    /// Waits until nobody writes in a folder, and keeps others from it; several
    /// may read at once. Nothing is written. `held` is told as by
    /// [`Lock::take`].
    ///
    /// # Errors
    ///
    /// Returns why the folder cannot be read.
    pub fn read(out: &Path, held: &mut dyn FnMut(&Holder) -> bool) -> Result<Option<Quiet>, Fault> {
        let refused = |error: io::Error| {
            let message = format!("« {} » ne se lit pas : {}", out.display(), io_reason(&error));
            Fault::error("sortie-illisible", message)
        };
        let mut file = match File::open(out.join(FOLDER).join("lock")) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Some(Quiet { _file: None }));
            }
            Err(error) => return Err(refused(error)),
        };
        match file.try_lock_shared() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                if !held(&Holder::of(&mut file)) {
                    return Ok(None);
                }
                file.lock_shared().map_err(refused)?;
            }
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(refused(error)),
        }
        Ok(Some(Quiet { _file: Some(file) }))
    }

    /// Returns when the lock was taken, by the clock of the disk.
    #[must_use]
    pub fn start(&self) -> u64 {
        self.start
    }

    /// Signs the lock. The signature of a run that did not end is still there:
    /// what it left half-written is removed.
    fn begin(&mut self, out: &Path, path: &Path) -> io::Result<()> {
        if self.file.metadata()?.len() > 0 {
            sweep(out);
        }
        self.sign(&format!("{}\n", std::process::id()))?;
        self.start = Stamp::of(path)?.modified;
        Ok(())
    }

    fn sign(&mut self, text: &str) -> io::Result<()> {
        self.file.set_len(0)?;
        self.file.rewind()?;
        self.file.write_all(text.as_bytes())
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A signature that stays costs the next run a look through the folder.
        let _ = self.file.set_len(0);
    }
}

impl Holder {
    fn of(file: &mut File) -> Self {
        let mut text = String::new();
        // Whoever holds the lock may be signing it: it is told without number.
        let _ = file.take(32).read_to_string(&mut text);
        let written = file.metadata().and_then(|metadata| metadata.modified());
        let since = written.ok().and_then(|at| at.elapsed().ok());
        Self { process: text.trim().parse().ok(), since }
    }

    /// Says who it is and for how long.
    #[must_use]
    pub fn told(&self, out: &Path) -> String {
        let out = out.display();
        let Some(process) = self.process else {
            // One that only reads signs nothing.
            return format!("une autre commande lit ou écrit dans «\u{a0}{out}\u{a0}»");
        };
        let since = match self.since.map(|since| since.as_secs()) {
            Some(seconds @ 1..60) => format!(" depuis {seconds} s"),
            Some(seconds @ 60..) => format!(" depuis {} min", seconds / 60),
            _ => String::new(),
        };
        format!("la commande de numéro {process} écrit dans «\u{a0}{out}\u{a0}»{since}")
    }
}

fn open(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}

/// Removes what a run that was killed left half-written.
fn sweep(out: &Path) {
    let mut folders = vec![out.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let kind = entry.file_type();
            if kind.is_ok_and(|kind| kind.is_dir()) {
                if entry.file_name() != CLASSES {
                    folders.push(path);
                }
            } else if is_part(&path) {
                // What cannot be removed disturbs nobody.
                let _ = fs::remove_file(path);
            }
        }
    }
}

/// Tells whether a file is one being written beside its place:
/// `sujet.pdf.1234.part`.
fn is_part(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let Some((_, process)) = name.strip_suffix(".part").and_then(|name| name.rsplit_once('.'))
    else {
        return false;
    };
    !process.is_empty() && process.bytes().all(|digit| digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::scratch::Scratch;

    fn take(out: &Path) -> Option<Lock> {
        Lock::take(out, &mut |_| false).unwrap()
    }

    #[test]
    fn a_second_run_is_told_who_writes() {
        let out = Scratch::new();
        let lock = take(&out).unwrap();
        let mut told = None;
        let second = Lock::take(&out, &mut |holder| {
            told = holder.process;
            false
        });
        assert!(second.unwrap().is_none());
        assert_eq!(told, Some(std::process::id()));
        drop(lock);
        assert!(take(&out).is_some());
    }

    #[test]
    fn a_holder_is_told_in_words() {
        let holder =
            |process, seconds| Holder { process, since: Some(Duration::from_secs(seconds)) };
        let out = Path::new("out");
        assert_eq!(
            holder(Some(12), 61).told(out),
            "la commande de numéro 12 écrit dans «\u{a0}out\u{a0}» depuis 1 min"
        );
        assert_eq!(
            holder(Some(12), 5).told(out),
            "la commande de numéro 12 écrit dans «\u{a0}out\u{a0}» depuis 5 s"
        );
        // The file of the lock is then as old as the last run.
        assert_eq!(
            holder(None, 61).told(out),
            "une autre commande lit ou écrit dans «\u{a0}out\u{a0}»"
        );
    }

    #[test]
    fn several_read_while_nobody_writes_and_leave_no_trace() {
        let out = Scratch::new();
        let read = || Lock::read(&out, &mut |_| false).unwrap();
        assert!(read().is_some());
        assert_eq!(fs::read_dir(&*out).unwrap().count(), 0);
        let lock = take(&out).unwrap();
        assert!(read().is_none());
        drop(lock);
        let readers = [read().unwrap(), read().unwrap()];
        assert!(take(&out).is_none());
        drop(readers);
        assert!(take(&out).is_some());
    }

    #[test]
    fn what_a_killed_run_left_is_removed_and_nothing_else() {
        let out = Scratch::new();
        for path in ["a/sujet.pdf.12.part", "a/variantes/1/manifest.part", "a/b.part", "a/c.pdf"] {
            fs::create_dir_all(out.join(path).parent().unwrap()).unwrap();
            fs::write(out.join(path), "x").unwrap();
        }
        drop(take(&out));
        assert!(out.join("a/sujet.pdf.12.part").exists(), "the last run ended well");
        fs::write(out.join(FOLDER).join("lock"), "12\n").unwrap();
        drop(take(&out));
        assert!(!out.join("a/sujet.pdf.12.part").exists());
        for path in ["a/variantes/1/manifest.part", "a/b.part", "a/c.pdf"] {
            assert!(out.join(path).exists(), "{path}");
        }
    }
}
