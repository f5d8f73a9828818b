//! The folder of a new subject: takes what names it, gives the files written, all
//! of them or none, and never over others.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use super::text::text;
use super::{Kind, Wanted};
use crate::diagnostic::{Fault, io_reason};
use crate::session::write;
use crate::subject::schema;

/// Name of the folder that holds the subjects of a project.
const SUBJECTS: &str = "subjects";
const SUBJECT: &str = "sujet.yaml";
const SCHEMA: &str = "sujet.schema.json";
/// Letters of the name of a folder: paths have bounds on some systems.
const LONGEST: usize = 60;

/// Pictures of the model of a paper.
const PICTURES: [(&str, &str); 3] = [
    ("images/boutique.svg", include_str!("model/images/boutique.svg")),
    ("images/logo.svg", include_str!("model/images/logo.svg")),
    ("images/plan.svg", include_str!("model/images/plan.svg")),
];

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Started {
    /// The files, the subject first.
    pub files: Vec<PathBuf>,
    /// A schema that was already there and is not that of this program.
    pub other_schema: Option<PathBuf>,
}

/// Returns the usual folder of a new subject: `subjects/2026/la-bobine-bleue`.
#[must_use]
pub fn folder(wanted: &Wanted) -> PathBuf {
    [SUBJECTS, &wanted.session.0.to_string(), &slug(&wanted.title.0)].iter().collect()
}

/// Writes a new subject into a folder that is new or empty.
///
/// The schema stands once for all subjects of a project, in the folder
/// `subjects` above; beside the subject, where there is no such folder.
///
/// # Errors
///
/// Returns that the folder holds something, or why it cannot be written.
pub fn start(wanted: &Wanted, folder: &Path) -> Result<Started, Fault> {
    free(folder)?;
    let above = shared(folder);
    let line = above.as_ref().map_or(SCHEMA, |(_, line)| line);
    let mut files = vec![(SUBJECT, text(wanted, line))];
    if matches!(wanted.kind, Kind::Paper(_)) {
        files.extend(PICTURES.map(|(name, picture)| (name, picture.to_owned())));
    }
    let (mut fresh, mut other_schema) = (None, None);
    match above {
        None => files.push((SCHEMA, schema())),
        Some((path, _)) => match fs::read(&path) {
            Ok(bytes) if bytes == schema().as_bytes() => {}
            Ok(_) => other_schema = Some(path),
            Err(_) => {
                write(&path, schema().as_bytes())?;
                fresh = Some(path);
            }
        },
    }
    if let Err(error) = place(folder, &files) {
        // Ours and new: without the subject, it would be left for nothing.
        fresh.iter().for_each(|path| drop(fs::remove_file(path)));
        let message = format!("« {} » ne s’écrit pas : {}", folder.display(), io_reason(&error));
        return Err(Fault::error("sortie-refusee", message).help("choisissez un autre dossier"));
    }
    let files = files.iter().map(|(name, _)| folder.join(name)).chain(fresh).collect();
    Ok(Started { files, other_schema })
}

/// Refuses a folder that holds something.
fn free(folder: &Path) -> Result<(), Fault> {
    let refused = |message: String| {
        let fault = Fault::error("dossier-occupe", message);
        fault.help("rien n’a été écrit ; donnez un autre dossier, ou un autre titre")
    };
    match fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Ok(false) => Err(refused(format!("« {} » n’est pas vide", folder.display()))),
        Err(error) => {
            let reason = io_reason(&error);
            Err(refused(format!("« {} » ne se lit pas : {reason}", folder.display())))
        }
    }
}

/// Returns the schema of the folder `subjects` above a subject, and the way to
/// it; nothing when the subject is in no such folder.
fn shared(folder: &Path) -> Option<(PathBuf, String)> {
    let parts: Vec<_> = folder.components().collect();
    let rank = parts.iter().rposition(|part| part.as_os_str() == SUBJECTS)?;
    let (above, below) = parts.split_at(rank + 1);
    let down = below.iter().all(|part| matches!(part, Component::Normal(_)));
    let path = above.iter().collect::<PathBuf>().join(SCHEMA);
    (down && !below.is_empty()).then(|| (path, "../".repeat(below.len()) + SCHEMA))
}

/// Writes the files beside their place, then moves them there at once.
fn place(folder: &Path, files: &[(&str, String)]) -> io::Result<()> {
    let there = folder.is_dir();
    let near = if there { Some(folder) } else { folder.parent() };
    let beside = near.unwrap_or(Path::new("")).join(format!(".{}.part", std::process::id()));
    let moved = fill(&beside, files).and_then(|()| {
        if !there {
            return fs::rename(&beside, folder);
        }
        for entry in fs::read_dir(&beside)? {
            let entry = entry?;
            fs::rename(entry.path(), folder.join(entry.file_name()))?;
        }
        fs::remove_dir(&beside)
    });
    if moved.is_err() {
        // If it cannot be removed either, the first error is still the one to tell.
        let _ = fs::remove_dir_all(&beside);
    }
    moved
}

fn fill(folder: &Path, files: &[(&str, String)]) -> io::Result<()> {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)?;
    }
    Ok(())
}

/// Turns a title into the name of a folder: small letters without accents,
/// figures and hyphens.
fn slug(title: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    let plain = title.to_lowercase().replace('œ', "oe").replace('æ', "ae");
    let plain: String = plain.nfd().filter(|letter| !is_combining_mark(*letter)).collect();
    let words = plain.split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut name = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        if name.len() + word.len() > LONGEST {
            break;
        }
        name.push_str(if name.is_empty() { "" } else { "-" });
        name.push_str(word);
    }
    if name.is_empty() { "sujet".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_a_folder() {
        for (title, expected) in [
            ("La Bobine Bleue", "la-bobine-bleue"),
            ("L’Œuvre d’Ève : 2e édition !", "l-oeuvre-d-eve-2e-edition"),
            ("../..", "sujet"),
            (&"mercerie ".repeat(9), "mercerie-mercerie-mercerie-mercerie-mercerie-mercerie"),
        ] {
            assert_eq!(slug(title), expected);
        }
    }

    #[test]
    fn the_schema_is_shared_by_the_subjects_of_a_project() {
        let shared = |folder: &str| {
            shared(Path::new(folder)).map(|(path, line)| (path.display().to_string(), line))
        };
        let of = |path: &str, line: &str| Some((path.to_owned(), line.to_owned()));
        assert_eq!(
            shared("subjects/2026/noel"),
            of("subjects/sujet.schema.json", "../../sujet.schema.json")
        );
        assert_eq!(
            shared("/home/a/subjects/b/"),
            of("/home/a/subjects/sujet.schema.json", "../sujet.schema.json")
        );
        for none in ["subjects", "noel", "subjects/../noel", ""] {
            assert_eq!(shared(none), None, "{none}");
        }
    }
}
