//! What one worker is asked, and what it tells while it works: both cross a
//! pipe when the worker is another process.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Fault;
use crate::session::inputs::Input;
use crate::session::select::{Identity, Wanted};
use crate::source::Sources;

/// A subject and which of its documents to print.
///
/// Which documents a subject asks for is written in its file, that the worker
/// alone reads: a task says which are wanted, not which there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its YAML file.
    pub subject: PathBuf,
    /// Folder of its documents, below the output folder: `2025/markstein`.
    pub folder: PathBuf,
    /// Which documents are wanted; the whole subject is passed over when it is
    /// of another session or of another exam.
    pub wanted: Wanted,
    /// The part of the wanted documents that is printed here, when several
    /// workers share a subject.
    pub part: Part,
    /// The documents that stand whole in the output folder and whose templates
    /// have not changed, with the fingerprint of what they say: one that would
    /// say the same is kept.
    pub known: BTreeMap<String, String>,
    /// Whether files are written; a check only compares.
    pub write: bool,
    /// Time in which documents are dated instead of the day of their subject,
    /// in seconds since 1970 (`SOURCE_DATE_EPOCH`).
    pub date: Option<i64>,
    /// How long it should take, from what was recorded.
    pub estimate: Duration,
}

/// A share of the documents of a subject: those whose rank, divided by `of`,
/// leaves `rank`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Rank of the share, from 0.
    pub rank: usize,
    /// Number of shares, 1 at least.
    pub of: usize,
}

impl Part {
    /// Tells whether a document is of this share.
    #[must_use]
    pub fn holds(self, document: usize) -> bool {
        document % self.of.max(1) == self.rank
    }
}

/// What happens to a task, in the order in which it happens.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Event {
    /// Faults and warnings of the subject, with the files they point into;
    /// told by the first share of a subject only.
    Told {
        /// What is wrong.
        faults: Vec<Fault>,
        /// The files.
        sources: Sources,
    },
    /// The subject was read and can be printed.
    Read(Reading),
    /// A document would say what it says already.
    Kept {
        /// Name of its file, without folder.
        file: String,
    },
    /// A document was printed, and written when the task says so.
    Printed(Print),
    /// A document has faults; what was printed before stays.
    Failed {
        /// Name of its file, without folder.
        file: String,
        /// What is wrong.
        faults: Vec<Fault>,
        /// The files they point into.
        sources: Sources,
    },
    /// The worker was lost on this task: memory, time, a crash. The fault says
    /// which.
    Lost {
        /// The reason.
        fault: Fault,
    },
    /// Nothing follows.
    Ended,
}

/// A subject that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// What filters look at.
    pub identity: Identity,
    /// The files it is made of.
    pub inputs: Vec<Input>,
    /// All the documents it asks for, in its order.
    pub documents: Vec<String>,
}

/// A document that was printed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Print {
    /// Name of its file, without folder.
    pub file: String,
    /// Its pages.
    pub pages: usize,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Fingerprint of what it says: sheet, pictures, date.
    pub contents: String,
    /// Paths of the template files it used, below `templates`.
    pub templates: Vec<String>,
    /// How long it took.
    pub time: Duration,
    /// What its author should look at.
    pub warnings: Vec<Fault>,
    /// The files warnings point into.
    pub sources: Sources,
}

#[cfg(test)]
impl Print {
    /// Makes a document of so many pages, of which nothing else is known.
    pub(in crate::session) fn sample(file: &str, pages: usize) -> Self {
        Self {
            file: file.to_owned(),
            pages,
            sha256: String::new(),
            contents: String::new(),
            templates: Vec::new(),
            time: Duration::ZERO,
            warnings: Vec::new(),
            sources: Sources::default(),
        }
    }
}
