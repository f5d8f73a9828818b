//! A folder that this program wrote and may write again: takes its files,
//! refuses a folder that holds anything else, and what a person has changed.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

use super::Files;
use crate::diagnostic::{Fault, io_reason};
use crate::session::Fingerprint;
use crate::session::write::write;

/// The file that says what was written.
const MARK: &str = ".corrige/export.json";

/// Version of its format.
const VERSION: u32 = 1;

/// What was written into a folder.
#[derive(Debug, Serialize, Deserialize)]
struct Mark {
    version: u32,
    /// Whether all files are there; otherwise they may be those of before.
    whole: bool,
    /// The files with their SHA-256.
    files: BTreeMap<String, String>,
}

/// Writes files into a folder that is new, empty, or that was written so; those
/// of before are replaced or removed.
///
/// # Errors
///
/// Returns what else the folder holds, or why it cannot be written.
pub(super) fn replace(out: &Path, files: &Files) -> Result<(), Fault> {
    let before = owned(out)?;
    let files: BTreeMap<&String, (&Vec<u8>, String)> = files
        .iter()
        .map(|(path, bytes)| (path, (bytes, Fingerprint::of(bytes).to_string())))
        .collect();
    let now = files.iter().map(|(path, (_, sha256))| ((*path).clone(), sha256.clone()));
    let now: BTreeMap<_, _> = now.collect();
    if before.whole {
        changed(out, &before.files, &now)?;
    }
    let mut all = before.files.clone();
    all.extend(now.clone());
    mark(out, false, all)?;
    for (path, (bytes, sha256)) in &files {
        let path = out.join(path);
        if Fingerprint::of_file(&path).ok().is_none_or(|known| known.to_string() != *sha256) {
            write(&path, bytes)?;
        }
    }
    before.files.keys().filter(|path| !now.contains_key(*path)).for_each(|path| remove(out, path));
    mark(out, true, now)
}

/// Returns what was written into a folder before; nothing into an empty one.
fn owned(out: &Path) -> Result<Mark, Fault> {
    let none = Mark { version: VERSION, whole: true, files: BTreeMap::new() };
    match fs::read_dir(out).map(|mut entries| entries.next().is_none()) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(none),
        Err(error) => {
            let reason = io_reason(&error);
            let message = format!("« {} » ne se lit pas : {reason}", out.display());
            return Err(Fault::error("dossier-illisible", message));
        }
        Ok(true) => return Ok(none),
        Ok(false) => {}
    }
    let known = fs::read(out.join(MARK)).ok();
    let mark: Option<Mark> = known.and_then(|known| serde_json::from_slice(&known).ok());
    mark.filter(|mark| mark.version == VERSION && mark.files.keys().all(|path| is_below(path)))
        .ok_or_else(|| {
            let message =
                format!("« {} » contient autre chose qu’un projet exporté", out.display());
            Fault::error("dossier-occupe", message)
                .help("choisissez un dossier neuf ou vide avec « --out »")
        })
}

/// Refuses to write over what a person has changed or added.
fn changed(
    out: &Path,
    before: &BTreeMap<String, String>,
    now: &BTreeMap<String, String>,
) -> Result<(), Fault> {
    let mut all: Vec<&String> = before.keys().chain(now.keys()).collect();
    all.sort_unstable();
    all.dedup();
    let mut touched = all.into_iter().filter(|path| {
        Fingerprint::of_file(&out.join(path)).ok().map(|found| found.to_string()).is_some_and(
            |found| before.get(*path) != Some(&found) && now.get(*path) != Some(&found),
        )
    });
    let Some(first) = touched.next() else { return Ok(()) };
    let others = match touched.count() {
        0 => String::new(),
        1 => " et un autre fichier".to_owned(),
        others => format!(" et {others} autres fichiers"),
    };
    let message = format!("« {first} »{others} de « {} » : modifié à la main", out.display());
    Err(Fault::error("projet-modifie", message)
        .help("ces changements seraient perdus : choisissez un autre dossier avec « --out »"))
}

/// Removes a file, and the folders that are left empty.
fn remove(out: &Path, path: &str) {
    // What cannot be removed does no harm: nothing refers to it any more.
    let _ = fs::remove_file(out.join(path));
    let folders = Path::new(path).ancestors().skip(1);
    for folder in folders.take_while(|folder| !folder.as_os_str().is_empty()) {
        if fs::remove_dir(out.join(folder)).is_err() {
            break;
        }
    }
}

/// Tells whether a path leads nowhere but below the folder.
fn is_below(path: &str) -> bool {
    Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

fn mark(out: &Path, whole: bool, files: BTreeMap<String, String>) -> Result<(), Fault> {
    let mark = Mark { version: VERSION, whole, files };
    let mut text = serde_json::to_vec_pretty(&mark).unwrap_or_default();
    text.push(b'\n');
    write(&out.join(MARK), &text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::scratch::Scratch;

    /// The folder of a project.
    struct Folder(Scratch);

    impl Folder {
        fn new() -> Self {
            Self(Scratch::new())
        }

        fn replace(&self, files: &[(&str, &str)]) -> Result<(), String> {
            let files = files.iter().map(|(path, text)| ((*path).into(), text.as_bytes().to_vec()));
            replace(&self.0, &files.collect()).map_err(|fault| {
                fault
                    .message
                    .replace(&self.0.display().to_string(), "projet")
                    .replace('\u{a0}', " ")
            })
        }

        fn write(&self, path: &str, text: &str) {
            fs::create_dir_all(self.0.join(path).parent().unwrap()).unwrap();
            fs::write(self.0.join(path), text).unwrap();
        }
    }

    #[test]
    fn a_project_is_written_again_and_what_it_no_longer_has_is_removed() {
        let folder = Folder::new();
        folder.replace(&[("a/a.typ", "1"), ("sujet/b.typ", "2")]).unwrap();
        // What the official command has printed there is nobody's business.
        folder.write("a.pdf", "%PDF");
        folder.replace(&[("a/a.typ", "3")]).unwrap();
        assert_eq!(fs::read(folder.0.join("a/a.typ")).unwrap(), b"3");
        assert!(folder.0.join("a.pdf").is_file() && !folder.0.join("sujet").exists());
    }

    #[test]
    fn the_folder_of_somebody_else_is_left_alone() {
        let folder = Folder::new();
        folder.write("lettre.txt", "Chère amie");
        let refused = "« projet » contient autre chose qu’un projet exporté";
        assert_eq!(folder.replace(&[("a.typ", "1")]).unwrap_err(), refused);
        folder.write(MARK, r#"{"version":1,"whole":true,"files":{"../a.typ":"00"}}"#);
        assert_eq!(folder.replace(&[("a.typ", "1")]).unwrap_err(), refused);
        assert!(!folder.0.join("a.typ").exists());
    }

    #[test]
    fn what_a_person_has_changed_is_not_lost() {
        let folder = Folder::new();
        folder.replace(&[("a.typ", "1"), ("b.typ", "2"), ("c.typ", "3")]).unwrap();
        folder.write("b.typ", "à moi");
        let refused = "« b.typ » de « projet » : modifié à la main";
        assert_eq!(folder.replace(&[("a.typ", "1")]).unwrap_err(), refused);
        folder.write("c.typ", "à moi");
        folder.write("d.typ", "à moi");
        let refused = "« b.typ » et 2 autres fichiers de « projet » : modifié à la main";
        let files = [("a.typ", "1"), ("d.typ", "4")];
        assert_eq!(folder.replace(&files).unwrap_err(), refused);
        assert_eq!(fs::read_to_string(folder.0.join("d.typ")).unwrap(), "à moi");
    }

    #[test]
    fn a_run_that_was_killed_is_taken_up() {
        let folder = Folder::new();
        folder.replace(&[("a.typ", "1"), ("b.typ", "2")]).unwrap();
        mark(&folder.0, false, BTreeMap::from([("a.typ".into(), "3".into())])).unwrap();
        folder.replace(&[("a.typ", "3")]).unwrap();
        assert_eq!(fs::read(folder.0.join("a.typ")).unwrap(), b"3");
    }
}
