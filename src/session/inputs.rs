//! The files a document is made of, as a record keeps them: takes their names
//! and bytes, tells later whether they are still the same.
//!
//! A file is the same when its bytes are. Its size and its date only save the
//! reading: a checkout that was copied, moved or fetched again has other dates
//! and the same files.

use std::fs;
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::fingerprint::{Fingerprint, Inputs};
use crate::source::{Sources, csv};
use crate::subject::Subject;
use crate::yaml;

/// Coarsest tick of a disk's clock, in nanoseconds: that of FAT.
const TICK: u64 = 2_000_000_000;

/// How a file looks from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Its size in bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds since 1970; 0 when that is not
    /// known, or too recent for a later change to show.
    pub modified: u64,
}

impl Stamp {
    /// Looks at a file.
    ///
    /// # Errors
    ///
    /// Returns why it cannot be looked at, or that it is not a file.
    pub fn of(path: &Path) -> io::Result<Self> {
        let metadata = fs::metadata(path)?;
        if !metadata.is_file() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let since = metadata.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        let modified = since.and_then(|since| u64::try_from(since.as_nanos()).ok());
        Ok(Self { size: metadata.len(), modified: modified.unwrap_or_default() })
    }

    /// Returns what may be trusted of a file that was read after `start`: the
    /// date of one written shortly before says nothing, since it could be
    /// written again within the same tick of the disk's clock.
    #[must_use]
    pub fn settled(self, start: u64) -> Self {
        let old = self.modified.saturating_add(TICK) <= start;
        Self { modified: if old { self.modified } else { 0 }, ..self }
    }

    /// Tells whether a file that looks like this is the one that looked like
    /// `other`.
    #[must_use]
    pub fn agrees(self, other: Self) -> bool {
        self == other && self.modified != 0
    }
}

/// A file that a subject is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Its path from the folder of the subject, with slashes.
    pub path: String,
    /// How it looked.
    pub stamp: Stamp,
    /// SHA-256 of its bytes; empty when it changed while it was read.
    pub sha256: String,
}

impl Input {
    /// Lists the files of a subject, as they were when it was read.
    #[must_use]
    pub fn all(path: &Path, subject: &Subject, sources: &Sources) -> Vec<Self> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let texts = sources.iter().enumerate().map(|(rank, (_, source))| {
            let text = source.text.as_str();
            if rank == 0 {
                Self::of(folder, path, |bytes| yaml::text(bytes) == Some(text))
            } else {
                Self::of(folder, Path::new(&source.name), |bytes| csv::decode(bytes) == text)
            }
        });
        let pictures = subject
            .assets
            .iter()
            .map(|asset| Self::of(folder, &asset.path, |bytes| bytes == asset.bytes.as_ref()));
        let mut all: Vec<_> = texts.chain(pictures).collect();
        all.sort_by(|a, b| a.path.cmp(&b.path));
        all.dedup_by(|a, b| a.path == b.path);
        all
    }

    /// Notes a file, if its bytes are still those that were `read`.
    fn of(folder: &Path, path: &Path, read: impl Fn(&[u8]) -> bool) -> Self {
        let stamp = Stamp::of(path).unwrap_or(Stamp { size: 0, modified: 0 });
        let bytes = fs::read(path).ok().filter(|bytes| read(bytes));
        Self {
            path: slashed(path.strip_prefix(folder).unwrap_or(path)),
            stamp: if bytes.is_some() { stamp } else { Stamp { modified: 0, ..stamp } },
            sha256: bytes.map(|bytes| Fingerprint::of(&bytes).to_string()).unwrap_or_default(),
        }
    }

    /// Tells whether the file is still the same, and how it looks now.
    #[must_use]
    pub fn check(&self, folder: &Path) -> Option<Stamp> {
        let path = folder.join(&self.path);
        let now = Stamp::of(&path).ok()?;
        let same = now.agrees(self.stamp)
            || Fingerprint::of_file(&path).is_ok_and(|found| found.to_string() == self.sha256);
        same.then_some(now)
    }

    /// Returns the fingerprint of some files.
    #[must_use]
    pub fn digest(all: &[Self]) -> String {
        let mut inputs = Inputs::new("fichiers");
        for input in all {
            inputs.add(input.path.as_bytes());
            inputs.add(input.sha256.as_bytes());
        }
        inputs.finish().to_string()
    }
}

/// Writes a path with slashes, whatever the system.
pub(super) fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::scratch::Scratch;

    fn note(folder: &Path, text: &str) -> Input {
        let path = folder.join("donnees.csv");
        fs::write(&path, text).unwrap();
        Input::of(folder, &path, |bytes| bytes == text.as_bytes())
    }

    #[test]
    fn a_file_is_the_same_when_its_bytes_are() {
        let folder = Scratch::new();
        fs::create_dir_all(folder.join("ailleurs")).unwrap();
        let input = note(&folder, "un");
        assert_eq!((input.path.as_str(), input.stamp.size), ("donnees.csv", 2));
        assert!(input.check(&folder).is_some());
        // Copied elsewhere it has another date.
        let moved = Input { stamp: Stamp { size: 2, modified: 1 }, ..input.clone() };
        assert!(moved.check(&folder).is_some());
        assert!(input.check(&folder.join("ailleurs")).is_none());
        let input = Input { stamp: Stamp { modified: 0, ..input.stamp }, ..input };
        fs::write(folder.join("donnees.csv"), "de").unwrap();
        assert!(input.check(&folder).is_none());
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_never_agrees() {
        let folder = Scratch::new();
        fs::write(folder.join("a.csv"), "deux").unwrap();
        let input = Input::of(&folder, &folder.join("a.csv"), |bytes| bytes == b"un");
        assert_eq!(input.sha256, "");
        let later = Input { stamp: input.stamp.settled(input.stamp.modified), ..input };
        assert!(later.check(&folder).is_none());
    }

    #[test]
    fn a_date_of_the_same_tick_says_nothing() {
        let stamp = Stamp { size: 1, modified: 10_000_000_000 };
        assert!(stamp.settled(12_000_000_000).agrees(stamp));
        assert!(!stamp.settled(11_000_000_000).agrees(stamp));
        assert!(!stamp.settled(11_000_000_000).agrees(stamp.settled(11_000_000_000)));
    }
}
