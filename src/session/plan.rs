//! Which subjects to build and where their documents go.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Fault, io_reason, nearest};

/// Name of the YAML file of a subject within its folder.
const SUBJECT: &str = "sujet.yaml";
/// Name of the folder of the subjects of a project.
const SUBJECTS: &str = "subjects";
/// Bytes within which a subject names its exam.
const HEAD: u64 = 4096;

/// A subject to build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Its YAML file.
    pub subject: PathBuf,
    /// Folder of its documents, below the output folder: `2025/markstein`.
    pub folder: PathBuf,
}

/// Plans the subjects of files and folders; those of `subjects` if none is
/// named. The order is that of the paths.
///
/// # Errors
///
/// Returns one fault a path that holds no subject.
pub fn plan(paths: &[PathBuf]) -> Result<Vec<Planned>, Vec<Fault>> {
    let mut found = Vec::new();
    let mut faults = Vec::new();
    for path in named(paths) {
        match subjects(&path) {
            Ok(subjects) => found.extend(subjects),
            Err(fault) => faults.push(fault),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    found.sort_unstable();
    found.dedup();
    let planned: Vec<_> =
        found.into_iter().map(|subject| Planned { folder: folder(&subject), subject }).collect();
    let faults = collisions(&planned);
    if faults.is_empty() { Ok(planned) } else { Err(faults) }
}

/// Returns the paths that are meant: `subjects` if none is named.
pub(super) fn named(paths: &[PathBuf]) -> Vec<PathBuf> {
    if paths.is_empty() { vec![PathBuf::from(SUBJECTS)] } else { paths.to_vec() }
}

/// Finds subjects whose documents would overwrite each other.
fn collisions(planned: &[Planned]) -> Vec<Fault> {
    let mut places: BTreeMap<&Path, &Path> = BTreeMap::new();
    let mut faults = Vec::new();
    for Planned { subject, folder } in planned {
        if let Some(first) = places.insert(folder, subject) {
            faults.push(
                Fault::error(
                    "sorties-confondues",
                    format!(
                        "« {} » et « {} » s’imprimeraient tous deux dans « {} »",
                        first.display(),
                        subject.display(),
                        folder.display()
                    ),
                )
                .help("donnez-leur des dossiers de noms différents, ou construisez-les à part"),
            );
        }
    }
    faults
}

/// Lists the subjects of a file or of a folder and those below it.
fn subjects(path: &Path) -> Result<Vec<PathBuf>, Fault> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    if !path.is_dir() {
        let fault = Fault::error("chemin-absent", format!("« {} » n’existe pas", path.display()));
        return Err(match neighbour(path) {
            None if Path::new(SUBJECT).is_file() => {
                fault.help("pour le sujet de ce dossier : « corrige build . »")
            }
            Some(near) => fault.help(format!("vouliez-vous dire « {near} » ?")),
            None if path == Path::new(SUBJECTS) => {
                fault.help("« corrige new » y écrit un premier sujet")
            }
            None => fault.help("donnez un fichier YAML, ou un dossier qui contient des sujets"),
        });
    }
    let mut found = Vec::new();
    below(path, &mut found).map_err(|(folder, error)| {
        Fault::error(
            "dossier-illisible",
            format!("« {} » ne se lit pas : {}", folder.display(), io_reason(&error)),
        )
    })?;
    if found.is_empty() {
        let message = format!("« {} » ne contient aucun sujet", path.display());
        let fault = Fault::error("aucun-sujet", message);
        return Err(match misnamed(path) {
            Some(file) => fault.help(format!(
                "« {} » doit finir par « .yaml » : renommez-le en « {} »",
                file.display(),
                file.with_extension("yaml").display()
            )),
            None => fault.help(format!(
                "un sujet est un fichier nommé « {SUBJECT} », ou qui commence par « examen: »"
            )),
        });
    }
    Ok(found)
}

/// Finds the subjects of a folder and of those below it, or which of them
/// cannot be read.
fn below(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), (PathBuf, io::Error)> {
    let unread = |error| (folder.to_owned(), error);
    let mut sheets = Vec::new();
    let mut named = false;
    for entry in fs::read_dir(folder).map_err(unread)? {
        let entry = entry.map_err(unread)?;
        // What editors and systems keep for themselves: locks, copies, history.
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = entry.path();
        // Links are not followed: two paths to a subject would be two subjects.
        if entry.file_type().map_err(unread)?.is_dir() {
            below(&path, found)?;
        } else if path.file_name().is_some_and(|name| name == SUBJECT) {
            named = true;
            found.push(path);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            sheets.push(path);
        }
    }
    // A folder without a subject of its own may be a bank of them, a file each.
    if !named {
        // One that cannot be read is told by its name, and the others printed.
        found.extend(sheets.into_iter().filter(|sheet| names_an_exam(sheet).unwrap_or(true)));
    }
    Ok(())
}

/// Finds the first subject of a folder and of those below it whose name ends
/// otherwise than it should: in `.yml`, or in capitals.
fn misnamed(folder: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?.filter_map(Result::ok);
    let seen = entries.filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."));
    let mut paths: Vec<_> = seen.map(|entry| (entry.path(), entry.file_type())).collect();
    paths.sort_by(|one, other| one.0.cmp(&other.0));
    paths.into_iter().find_map(|(path, kind)| {
        if kind.is_ok_and(|kind| kind.is_dir()) {
            return misnamed(&path);
        }
        let extension = path.extension()?.to_str()?;
        let meant = extension != "yaml"
            && ["yml", "yaml"].iter().any(|one| extension.eq_ignore_ascii_case(one));
        let subject = path.with_extension("").file_name().is_some_and(|name| name == "sujet");
        (meant && (subject || names_an_exam(&path).unwrap_or(false))).then_some(path)
    })
}

/// Tells a subject from other YAML files by the first key that all have.
fn names_an_exam(file: &Path) -> io::Result<bool> {
    let mut head = Vec::new();
    File::open(file)?.take(HEAD).read_to_end(&mut head)?;
    Ok(String::from_utf8_lossy(&head).lines().any(|line| line.starts_with("examen:")))
}

fn neighbour(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let names: Vec<String> = std::fs::read_dir(parent.unwrap_or(Path::new(".")))
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    let mut names: Vec<_> = names.iter().map(String::as_str).collect();
    names.sort_unstable();
    let near = nearest(wanted, names)?;
    Some(path.with_file_name(near).display().to_string())
}

/// Returns what stands between `subjects` and the file; else the name of the
/// folder, else that of the file.
fn folder(subject: &Path) -> PathBuf {
    let whole = std::path::absolute(subject).unwrap_or_else(|_| subject.to_owned());
    let parent: Vec<_> =
        whole.parent().map(|parent| parent.components().collect()).unwrap_or_default();
    let after = parent.iter().rposition(|part| part.as_os_str() == SUBJECTS);
    let below: PathBuf = match after {
        Some(rank) => parent[rank + 1..].iter().collect(),
        None => parent
            .iter()
            .rev()
            .find(|part| matches!(part, Component::Normal(_)))
            .into_iter()
            .collect(),
    };
    match subject.file_name() {
        Some(name) if name == SUBJECT => below,
        _ => below.join(subject.file_stem().unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_go_where_their_subject_stands() {
        assert_eq!(
            folder(Path::new("subjects/2025/markstein/sujet.yaml")),
            PathBuf::from("2025/markstein")
        );
        assert_eq!(folder(Path::new("/tmp/essai/sujet.yaml")), PathBuf::from("essai"));
        assert_eq!(folder(Path::new("/tmp/essai/blanc.yaml")), PathBuf::from("essai/blanc"));
    }

    #[test]
    fn a_path_that_is_not_there_is_told() {
        let faults = plan(&[PathBuf::from("Cargo.tom")]).unwrap_err();
        assert_eq!(faults[0].message, "«\u{a0}Cargo.tom\u{a0}» n’existe pas");
        assert_eq!(faults[0].help, ["vouliez-vous dire «\u{a0}Cargo.toml\u{a0}» ?"]);
    }

    #[test]
    fn what_editors_keep_beside_a_subject_is_no_subject() {
        let bank = std::env::temp_dir().join(format!("corrige-plan-{}", std::process::id()));
        fs::create_dir_all(bank.join(".copies")).unwrap();
        for file in ["csat.yaml", ".csat.yaml", ".copies/sujet.yaml"] {
            fs::write(bank.join(file), "examen: essai\n").unwrap();
        }
        let planned = plan(std::slice::from_ref(&bank)).unwrap();
        fs::remove_dir_all(&bank).unwrap();
        let subjects: Vec<_> = planned.into_iter().map(|planned| planned.subject).collect();
        assert_eq!(subjects, [bank.join("csat.yaml")]);
    }

    #[test]
    fn a_subject_under_another_extension_is_told_by_its_name() {
        let bank = std::env::temp_dir().join(format!("corrige-yml-{}", std::process::id()));
        fs::create_dir_all(bank.join("b")).unwrap();
        fs::write(bank.join("autre.yml"), "titre: essai\n").unwrap();
        let told = |file: &str| {
            fs::write(bank.join(file), "examen: essai\n").unwrap();
            let faults = plan(std::slice::from_ref(&bank)).unwrap_err();
            fs::remove_file(bank.join(file)).unwrap();
            let [Fault { message, help, .. }] = faults.as_slice() else {
                panic!("one fault: {faults:?}")
            };
            format!("{message}\n{}\n", help.join("\n")).replace(&bank.display().to_string(), "banc")
        };
        let told = ["b/sujet.yml", "csat.yml", "csat.YAML", "csat.txt"].map(told).concat();
        fs::remove_dir_all(&bank).unwrap();
        expect_test::expect![[r#"
            « banc » ne contient aucun sujet
            « banc/b/sujet.yml » doit finir par « .yaml » : renommez-le en « banc/b/sujet.yaml »
            « banc » ne contient aucun sujet
            « banc/csat.yml » doit finir par « .yaml » : renommez-le en « banc/csat.yaml »
            « banc » ne contient aucun sujet
            « banc/csat.YAML » doit finir par « .yaml » : renommez-le en « banc/csat.yaml »
            « banc » ne contient aucun sujet
            un sujet est un fichier nommé « sujet.yaml », ou qui commence par « examen: »
        "#]]
        .assert_eq(&told);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_that_cannot_be_read_is_told_by_its_own_name() {
        let bank = std::env::temp_dir().join(format!("corrige-deep-{}", std::process::id()));
        // A path too long for the system, made by way of a shorter one.
        let name = "d".repeat(250);
        let deep: PathBuf = std::iter::repeat_n(name.as_str(), 15).collect();
        fs::create_dir_all(bank.join(&deep)).unwrap();
        std::os::unix::fs::symlink(bank.join(&deep), bank.join(".court")).unwrap();
        fs::create_dir_all(bank.join(".court").join(&name).join(&name)).unwrap();
        let faults = plan(std::slice::from_ref(&bank)).unwrap_err();
        fs::remove_dir_all(&bank).unwrap();
        let guilty = bank.join(deep).join(&name).join(&name);
        let expected = Fault::error(
            "dossier-illisible",
            format!("« {} » ne se lit pas : ce nom n’est pas admis", guilty.display()),
        );
        assert_eq!(faults, [expected]);
    }

    #[cfg(unix)]
    #[test]
    fn a_sheet_that_cannot_be_read_is_a_subject_of_its_own() {
        let bank = std::env::temp_dir().join(format!("corrige-lost-{}", std::process::id()));
        fs::create_dir_all(&bank).unwrap();
        let _ = fs::remove_file(bank.join("b.yaml"));
        fs::write(bank.join("a.yaml"), "examen: essai\n").unwrap();
        std::os::unix::fs::symlink("nulle-part", bank.join("b.yaml")).unwrap();
        let planned = plan(std::slice::from_ref(&bank)).unwrap();
        fs::remove_dir_all(&bank).unwrap();
        assert_eq!(planned.len(), 2, "{planned:?}");
    }
}
