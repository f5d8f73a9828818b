//! What an output folder holds (`.corrige/record.json`): takes what was printed
//! and from what, tells the next run what still stands.
//!
//! A record only saves work. One that is missing, damaged, or written by
//! another version of its format counts as empty, and everything is printed
//! again.

mod look;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use look::Seen;
pub(super) use look::{Change, Look, Overrides};

use super::demand::Offer;
use super::inputs::{Input, Stamp};
use super::select::Identity;
use super::write::write;
use crate::diagnostic::Fault;

/// Version of the format.
const VERSION: u32 = 1;

/// The program, named by its code, its templates and its dependencies.
pub(super) const PROGRAM: &str = env!("CORRIGE_BUILD");

/// Folder, within that of the documents, of what only the program reads.
pub(super) const FOLDER: &str = ".corrige";

/// What an output folder holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// Version of the format.
    version: u32,
    /// The program that compared the project's templates with its own.
    program: String,
    /// The template files of the project, by their paths below `templates`.
    templates: BTreeMap<String, Seen>,
    /// What documents were printed with; they name one by its rank.
    looks: Vec<Look>,
    /// The subjects, by the folders of their documents: `2025/markstein`.
    pub(super) subjects: BTreeMap<String, Subject>,
}

/// What is known of a subject.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Subject {
    /// What filters look at.
    pub(super) identity: Identity,
    /// The files it was made of when it was read.
    pub(super) inputs: Vec<Input>,
    /// The documents it asked for, in its order.
    pub(super) documents: Vec<String>,
    /// Those that were printed, by the names of their files.
    pub(super) printed: BTreeMap<String, Printed>,
}

impl Subject {
    /// Returns what it can be asked for.
    pub(super) fn offer(&self) -> Offer {
        Offer { identity: self.identity.clone(), documents: self.documents.clone() }
    }
}

/// A document that was printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Printed {
    /// Its pages.
    pub(super) pages: usize,
    /// SHA-256 of its bytes.
    pub(super) sha256: String,
    /// How its file looked.
    pub(super) stamp: Stamp,
    /// Fingerprint of all that it depends on.
    pub(super) fingerprint: String,
    /// Fingerprint of what it says.
    pub(super) contents: String,
    /// Fingerprint of the files of the subject that it was last compared with.
    pub(super) inputs: String,
    /// The time it was dated in, when not the day of its subject.
    pub(super) date: Option<i64>,
    /// Rank of what it was printed with, which [`Record::note`] gives.
    pub(super) look: usize,
    /// How long it took, in milliseconds.
    pub(super) milliseconds: u64,
}

impl Default for Record {
    fn default() -> Self {
        Self {
            version: VERSION,
            program: PROGRAM.to_owned(),
            templates: BTreeMap::new(),
            looks: Vec::new(),
            subjects: BTreeMap::new(),
        }
    }
}

impl Record {
    /// Reads the record of an output folder.
    #[must_use]
    pub(super) fn read(out: &Path) -> Self {
        let read = fs::read(file(out)).ok().and_then(|text| Self::parse(&text));
        read.unwrap_or_default()
    }

    fn parse(text: &[u8]) -> Option<Self> {
        let record: Self = serde_json::from_slice(text).ok()?;
        let printed = || record.subjects.values().flat_map(|subject| subject.printed.values());
        let whole = printed().all(|printed| printed.look < record.looks.len());
        (record.version == VERSION && whole).then_some(record)
    }

    /// Writes the record.
    ///
    /// # Errors
    ///
    /// Returns why the folder cannot be written.
    pub(super) fn save(&mut self, out: &Path) -> Result<(), Fault> {
        self.compact();
        let mut text = serde_json::to_vec(self).unwrap_or_default();
        text.push(b'\n');
        write(&file(out), &text)
    }

    /// Looks at the templates of the project; `start` is when the run began.
    #[must_use]
    pub(super) fn survey(&self, folder: Option<&Path>, start: u64) -> Overrides {
        let none = BTreeMap::new();
        let same = self.program == PROGRAM;
        Overrides::survey(folder, if same { &self.templates } else { &none }, start)
    }

    /// Keeps how the templates of the project looked.
    pub(super) fn seen(&mut self, overrides: &Overrides) {
        PROGRAM.clone_into(&mut self.program);
        self.templates.clone_from(&overrides.seen);
    }

    /// Returns what a document was printed with.
    pub(super) fn look(&self, printed: &Printed) -> &Look {
        &self.looks[printed.look]
    }

    /// Notes a document that was printed.
    pub(super) fn note(&mut self, folder: &str, name: &str, look: Look, printed: Printed) {
        let known = self.looks.iter().position(|known| *known == look);
        let rank = known.unwrap_or_else(|| {
            self.looks.push(look);
            self.looks.len() - 1
        });
        let subject = self.subjects.entry(folder.to_owned()).or_default();
        subject.printed.insert(name.to_owned(), Printed { look: rank, ..printed });
    }

    /// Adds the documents that another folder holds, of all those it knows.
    pub(super) fn join(&mut self, other: Self, holds: impl Fn(&str, &str) -> bool) {
        for (folder, subject) in &other.subjects {
            let held = subject.printed.iter().filter(|(name, _)| holds(folder, name));
            let held: Vec<_> = held.collect();
            if held.is_empty() {
                continue;
            }
            for (name, printed) in held {
                self.note(folder, name, other.look(printed).clone(), printed.clone());
            }
            let known = self.subjects.entry(folder.clone()).or_default();
            known.identity = subject.identity.clone();
            known.inputs.clone_from(&subject.inputs);
            known.documents.clone_from(&subject.documents);
        }
        if self.templates.is_empty() {
            self.templates = other.templates;
            self.program = other.program;
        }
    }

    /// Drops what no document was printed with any more.
    fn compact(&mut self) {
        let mut looks = Vec::new();
        let subjects = self.subjects.values_mut();
        for printed in subjects.flat_map(|subject| subject.printed.values_mut()) {
            let look = &self.looks[printed.look];
            let known = looks.iter().position(|known: &&Look| *known == look);
            printed.look = known.unwrap_or_else(|| {
                looks.push(look);
                looks.len() - 1
            });
        }
        self.looks = looks.into_iter().cloned().collect();
    }
}

/// Returns the path of a record.
fn file(out: &Path) -> PathBuf {
    out.join(FOLDER).join("record.json")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::scratch::Scratch;

    fn printed() -> Printed {
        Printed {
            pages: 8,
            sha256: "b1".into(),
            stamp: Stamp { size: 3, modified: 4 },
            fingerprint: "f1".into(),
            contents: "c1".into(),
            inputs: "i1".into(),
            date: None,
            look: 0,
            milliseconds: 120,
        }
    }

    fn sample() -> Record {
        let mut record = Record::default();
        let look = |used: &str| Overrides::default().look(vec![used.to_owned()]);
        record.note("2025/a", "sujet.pdf", look("sujet.typ"), printed());
        record.note("2025/a", "sujet-a3.pdf", look("sujet.typ"), printed());
        record.note("2025/a", "corrige.pdf", look("corrige.typ"), printed());
        record
    }

    #[test]
    fn what_documents_share_is_kept_once() {
        let mut record = sample();
        assert_eq!(record.looks.len(), 2);
        let subject = &record.subjects["2025/a"];
        assert_eq!(record.look(&subject.printed["corrige.pdf"]).used, ["corrige.typ"]);
        let subject = record.subjects.get_mut("2025/a").unwrap();
        subject.printed.retain(|name, _| name == "corrige.pdf");
        record.compact();
        assert_eq!(record.looks.len(), 1);
        let subject = &record.subjects["2025/a"];
        assert_eq!(record.look(&subject.printed["corrige.pdf"]).used, ["corrige.typ"]);
    }

    #[test]
    fn a_record_comes_back_as_it_was() {
        let folder = Scratch::new();
        assert_eq!(Record::read(&folder), Record::default());
        let mut record = sample();
        record.save(&folder).unwrap();
        assert_eq!(Record::read(&folder), record);
    }

    #[test]
    fn records_of_shares_make_one() {
        let whole = sample();
        let part = |keep: fn(&str) -> bool| {
            let mut part = whole.clone();
            for subject in part.subjects.values_mut() {
                subject.printed.retain(|name, _| keep(name));
            }
            part.compact();
            part
        };
        let mut joined = part(|name| name == "corrige.pdf");
        joined.join(part(|name| name != "corrige.pdf"), |_, _| true);
        // What another share holds is older here.
        joined.join(part(|_| true), |_, _| false);
        let subject = &joined.subjects["2025/a"];
        assert_eq!(subject.printed.len(), 3);
        assert_eq!(joined.look(&subject.printed["corrige.pdf"]).used, ["corrige.typ"]);
        assert_eq!(joined.look(&subject.printed["sujet-a3.pdf"]).used, ["sujet.typ"]);
    }

    #[test]
    fn a_record_that_is_not_whole_is_none() {
        let mut record = sample();
        record.compact();
        let text = serde_json::to_string(&record).unwrap();
        assert!(Record::parse(text.as_bytes()).is_some());
        assert!(Record::parse(&text.as_bytes()[..text.len() / 2]).is_none());
        let older = text.replace("\"version\":1,", "\"version\":0,");
        assert!(Record::parse(older.as_bytes()).is_none());
        let torn = text.replace("\"look\":1", "\"look\":9");
        assert!(torn != text && Record::parse(torn.as_bytes()).is_none());
    }
}
