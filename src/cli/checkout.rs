//! Where the program runs within the files of a reviewer: takes what the
//! machine says of them, gives the names by which a review knows each file.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use crate::source::Sources;

/// Variable in which GitHub tells the folder that it has fetched.
const WORKSPACE: &str = "GITHUB_WORKSPACE";

/// Where subjects usually are: the place of what stands in no file.
const SUBJECTS: &str = "subjects";

/// Files that a machine has fetched for review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Checkout {
    root: PathBuf,
    /// The folder in which the program runs.
    here: PathBuf,
}

impl Checkout {
    /// Finds the files that hold a folder, if a machine says so.
    pub(super) fn around(here: &Path, variable: impl Fn(&str) -> Option<OsString>) -> Option<Self> {
        let root = variable(WORKSPACE).filter(|root| !root.is_empty())?;
        let (root, here) = (Path::new(&root).canonicalize().ok()?, here.canonicalize().ok()?);
        here.starts_with(&root).then_some(Self { root, here })
    }

    /// Names files as the review does. It has no file for what stands in none:
    /// that is told of the subjects.
    pub(super) fn seen(&self, sources: &Sources) -> Sources {
        let mut seen = sources.renamed(|name| self.name(name));
        if seen.iter().next().is_none() {
            seen.add(self.name(SUBJECTS), "");
        }
        seen
    }

    /// Returns the path of a file from the root, with slashes; one that is not
    /// below it keeps its name.
    fn name(&self, name: &str) -> String {
        let mut whole = self.here.clone();
        for part in Path::new(name).components() {
            match part {
                Component::ParentDir => drop(whole.pop()),
                Component::CurDir => {}
                part => whole.push(part),
            }
        }
        // Those of the program: `embedded:components/post.typ`.
        let within = if name.starts_with("embedded:") { None } else { Some(whole) };
        let below = within.as_ref().and_then(|whole| whole.strip_prefix(&self.root).ok());
        below.map_or_else(|| name.to_owned(), slashed)
    }
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A checkout at `/depot`, looked at from a folder of it.
    fn checkout(here: &str) -> Checkout {
        Checkout { root: PathBuf::from("/depot"), here: PathBuf::from(here) }
    }

    #[test]
    fn a_file_has_the_name_that_it_has_from_the_root() {
        let below = checkout("/depot/examens");
        let names = [
            ("subjects/a/sujet.yaml", "examens/subjects/a/sujet.yaml"),
            ("./subjects/a/sujet.yaml", "examens/subjects/a/sujet.yaml"),
            ("../commun/clients.csv", "commun/clients.csv"),
            ("/depot/examens/corrige.yaml", "examens/corrige.yaml"),
            ("/ailleurs/sujet.yaml", "/ailleurs/sujet.yaml"),
            ("../../ailleurs/sujet.yaml", "../../ailleurs/sujet.yaml"),
            ("embedded:components/post.typ", "embedded:components/post.typ"),
        ];
        for (name, seen) in names {
            assert_eq!(below.name(name), seen);
        }
        assert_eq!(checkout("/depot").name("subjects/a.yaml"), "subjects/a.yaml");
    }

    #[test]
    fn what_stands_in_no_file_is_told_of_the_subjects() {
        let seen = checkout("/depot/examens").seen(&Sources::default());
        let names: Vec<_> = seen.iter().map(|(_, source)| source.name.as_str()).collect();
        assert_eq!(names, ["examens/subjects"]);
    }

    #[test]
    fn a_machine_that_says_nothing_of_this_folder_is_not_heard() {
        let here = std::env::temp_dir();
        let around = |root: Option<&str>| Checkout::around(&here, |_| root.map(OsString::from));
        assert_eq!(around(None), None);
        assert_eq!(around(Some("")), None);
        assert_eq!(around(Some("/nulle/part")), None);
        assert!(around(here.to_str()).is_some());
    }
}
