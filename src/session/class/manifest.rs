//! What a class was given (`manifest.json`): seed, fingerprints, values, files.
//! No name of a pupil stands in it. While papers are printed it grows line by
//! line beside its place, so that a run that was cut short goes on.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Fault, io_reason};
use crate::session::Fingerprint;

/// Version of the format.
const VERSION: u32 = 1;

/// What a class was given.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the format.
    pub version: u32,
    /// Folder of the subject, `2023/cloche-lorraine`.
    pub subject: String,
    /// Fingerprint of the subject: YAML, data, pictures.
    pub subject_fingerprint: String,
    /// Fingerprint of all that the files depend on.
    pub fingerprint: String,
    /// Version of the program.
    pub program: String,
    /// The seed.
    pub seed: u32,
    /// Whether a key file was used.
    pub keyed: bool,
    /// Questions printed; all when empty.
    pub questions: Vec<String>,
    /// One entry a paper, in the order of the class.
    pub papers: Vec<Paper>,
    /// Files for the whole class.
    pub files: Vec<Written>,
}

/// A pupil's paper and corrigé.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// The pupil's identifier, or the number of the variant.
    pub pupil: String,
    /// The code printed on it.
    pub code: String,
    /// Exact values of what was drawn and of the results.
    pub values: BTreeMap<String, String>,
    /// The results as they are displayed, in the order of the keys.
    pub displayed: Vec<String>,
    /// Its files.
    pub files: Vec<Written>,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Its path below the folder of the class, with slashes.
    pub path: String,
    /// Its pages; 0 when it has none.
    pub pages: usize,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

impl Written {
    /// Describes a file.
    pub(super) fn new(path: String, pages: usize, bytes: &[u8]) -> Self {
        Self { path, pages, sha256: Fingerprint::of(bytes).to_string() }
    }

    /// Describes a file by reading it.
    ///
    /// # Errors
    ///
    /// Returns why it cannot be read.
    pub(super) fn of_file(folder: &Path, path: String, pages: usize) -> Result<Self, Fault> {
        let found = Fingerprint::of_file(&folder.join(&path)).map_err(|error| {
            let message = format!("« {path} » ne se relit pas : {}", io_reason(&error));
            Fault::error("sortie-refusee", message)
        })?;
        Ok(Self { path, pages, sha256: found.to_string() })
    }

    /// Tells whether the file still stands in a folder as it was written.
    pub(super) fn stands(&self, folder: &Path) -> bool {
        let found = Fingerprint::of_file(&folder.join(&self.path));
        found.is_ok_and(|found| found.to_string() == self.sha256)
    }
}

impl Manifest {
    /// Removes the files of an earlier class that are no longer in this one:
    /// the papers of pupils who have left it.
    pub(super) fn sweep(&self, before: &Self, folder: &Path) {
        let kept: BTreeSet<_> = self.paths().collect();
        for path in before.paths().filter(|path| !kept.contains(path)) {
            let below = |part| matches!(part, Component::Normal(_));
            if Path::new(path).components().all(below) {
                // One that stays is in nobody's way: the manifest leaves it out.
                let _ = fs::remove_file(folder.join(path));
            }
        }
    }

    fn paths(&self) -> impl Iterator<Item = &str> {
        let files = self.papers.iter().flat_map(|paper| &paper.files).chain(&self.files);
        files.map(|file| file.path.as_str())
    }

    /// Starts a manifest without papers.
    pub(super) fn new(subject: String, seed: u32) -> Self {
        Self {
            version: VERSION,
            subject,
            subject_fingerprint: String::new(),
            fingerprint: String::new(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            seed,
            keyed: false,
            questions: Vec::new(),
            papers: Vec::new(),
            files: Vec::new(),
        }
    }

    /// Reads the manifest of a folder; one that is missing, damaged or of
    /// another version is none.
    #[must_use]
    pub fn read(folder: &Path) -> Option<Self> {
        let text = fs::read(folder.join(FILE)).ok()?;
        let manifest: Self = serde_json::from_slice(&text).ok()?;
        (manifest.version == VERSION).then_some(manifest)
    }

    /// Returns its text.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut text = serde_json::to_vec_pretty(self).unwrap_or_default();
        text.push(b'\n');
        text
    }
}

/// Name of the manifest in the folder of a class.
pub(super) const FILE: &str = "manifest.json";

/// The papers printed so far by a run that has not ended.
pub(super) struct Journal {
    path: PathBuf,
    file: File,
}

impl Journal {
    /// Opens the journal of a folder and returns the papers that need no
    /// printing: those of the journal and of the manifest that have the same
    /// fingerprint and whose files still stand.
    ///
    /// # Errors
    ///
    /// Returns why the journal cannot be written.
    pub(super) fn open(folder: &Path, fingerprint: &str) -> io::Result<(Self, Vec<Paper>)> {
        fs::create_dir_all(folder)?;
        let path = folder.join("manifest.part");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let mut lines = text.lines();
        let current = lines.next() == Some(fingerprint);
        let resumed = lines.filter(|_| current).filter_map(|line| serde_json::from_str(line).ok());
        let finished = Manifest::read(folder)
            .filter(|manifest| manifest.fingerprint == fingerprint)
            .map(|manifest| manifest.papers);
        let mut seen = BTreeSet::new();
        let papers: Vec<Paper> = resumed
            .chain(finished.into_iter().flatten())
            .filter(|paper: &Paper| paper.files.iter().all(|file| file.stands(folder)))
            .filter(|paper| seen.insert(paper.code.clone()))
            .collect();
        let file = OpenOptions::new().create(true).write(true).truncate(true).open(&path)?;
        let mut journal = Self { path, file };
        journal.line(fingerprint)?;
        for paper in &papers {
            journal.add(paper)?;
        }
        Ok((journal, papers))
    }

    /// Notes a paper whose files are written.
    pub(super) fn add(&mut self, paper: &Paper) -> io::Result<()> {
        self.line(&serde_json::to_string(paper)?)
    }

    /// Removes the journal: the manifest stands in its place.
    pub(super) fn end(self) -> io::Result<()> {
        fs::remove_file(self.path)
    }

    fn line(&mut self, line: &str) -> io::Result<()> {
        self.file.write_all(format!("{line}\n").as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::scratch::Scratch;

    fn paper(folder: &Path, pupil: &str) -> Paper {
        let path = format!("{pupil}.pdf");
        fs::write(folder.join(&path), pupil).unwrap();
        Paper {
            pupil: pupil.to_owned(),
            code: format!("CODE-{pupil}"),
            values: BTreeMap::new(),
            displayed: Vec::new(),
            files: vec![Written::new(path, 1, pupil.as_bytes())],
        }
    }

    #[test]
    fn a_run_that_was_cut_short_goes_on() {
        let folder = Scratch::new();
        let (mut journal, none) = Journal::open(&folder, "abc").unwrap();
        assert_eq!(none, []);
        let (first, second) = (paper(&folder, "1"), paper(&folder, "2"));
        journal.add(&first).unwrap();
        journal.add(&second).unwrap();
        drop(journal);
        // A line cut by the end of the power, a file that somebody changed.
        let path = folder.join("manifest.part");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{text}{{\"pupil\":\"3\",\"co")).unwrap();
        fs::write(folder.join("2.pdf"), "autre").unwrap();
        let (journal, kept) = Journal::open(&folder, "abc").unwrap();
        assert_eq!(kept, [first]);
        drop(journal);
        let (journal, kept) = Journal::open(&folder, "another version").unwrap();
        assert_eq!(kept, []);
        journal.end().unwrap();
        assert!(!path.exists());
    }
}
