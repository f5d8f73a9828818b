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

use super::fingerprint::Fingerprint;

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
