//! What documents look like, as far as files are concerned: takes the project's
//! own templates and fonts, tells which documents a change of them touches.
//!
//! The templates of the program are part of it, and need neither be read nor
//! compared: only those that a project writes over them do.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::PROGRAM;
use crate::session::inputs::Stamp;
use crate::session::{Fingerprint, Inputs};
use crate::typst::{Theme, embedded, is_font};

/// Deepest folder that is looked into, as for those that set documents.
const MAX_DEPTH: usize = 6;

/// A file of the project's `templates`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::session) struct Seen {
    /// How it looked.
    pub(super) stamp: Stamp,
    /// SHA-256 of its bytes.
    pub(super) sha256: String,
    /// Whether it differs from the file of the program it stands over.
    pub(super) own: bool,
}

/// The program and the templates that documents were printed with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::session) struct Look {
    /// The program.
    pub(super) program: String,
    /// Paths of the template files used, the program's and the project's.
    pub(super) used: Vec<String>,
    /// SHA-256 of those that are the project's own, and of its own fonts.
    pub(super) own: BTreeMap<String, String>,
}

/// The templates and fonts that a project has of its own.
#[derive(Debug, Clone, Default)]
pub(in crate::session) struct Overrides {
    own: BTreeMap<String, String>,
    /// The files looked at, for the next record.
    pub(in crate::session) seen: BTreeMap<String, Seen>,
}

/// Why a document would look different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::session) enum Change {
    /// Another program.
    Program,
    /// A template or a font, by its path below `templates`.
    Template(String),
}

impl Look {
    /// Returns its fingerprint. The program names its own templates.
    pub(in crate::session) fn digest(&self) -> Fingerprint {
        let mut inputs = Inputs::new("aspect");
        inputs.add(self.program.as_bytes());
        for (path, sha256) in &self.own {
            inputs.add(path.as_bytes());
            inputs.add(sha256.as_bytes());
        }
        inputs.finish()
    }
}

impl Overrides {
    /// Looks at a folder of templates; a file that looks as it did when it was
    /// `known` is not read again.
    #[must_use]
    pub(in crate::session) fn survey(
        folder: Option<&Path>,
        known: &BTreeMap<String, Seen>,
        start: u64,
    ) -> Self {
        let mut overrides = Self::default();
        if let Some(folder) = folder {
            let survey = Survey { known, embedded: embedded(), start };
            survey.below(folder, "", 0, &mut overrides);
        }
        overrides
    }

    /// Returns the fingerprint of all that is the project's own.
    pub(in crate::session) fn digest(&self) -> Fingerprint {
        let mut inputs = Inputs::new("gabarits");
        for (path, sha256) in &self.own {
            inputs.add(path.as_bytes());
            inputs.add(sha256.as_bytes());
        }
        inputs.finish()
    }

    /// Adds the files that a theme puts over those of the templates. What cannot
    /// be read is passed over, as above.
    #[must_use]
    pub(in crate::session) fn themed(mut self, theme: &Theme) -> Self {
        for file in theme.files().unwrap_or_default() {
            self.own.insert(file.path, Fingerprint::of(&file.bytes).to_string());
        }
        self
    }

    /// Describes what a document that used some templates was printed with.
    pub(in crate::session) fn look(&self, used: Vec<String>) -> Look {
        let own = self.own.iter().filter(|(path, _)| is_font(path) || used.contains(path));
        Look {
            program: PROGRAM.to_owned(),
            own: own.map(|(path, sha256)| (path.clone(), sha256.clone())).collect(),
            used,
        }
    }

    /// Tells what would be different if a document were printed now.
    pub(in crate::session) fn change(&self, look: &Look) -> Option<Change> {
        if look.program != PROGRAM {
            return Some(Change::Program);
        }
        let now = self.look(look.used.clone()).own;
        let paths = now.keys().chain(look.own.keys());
        let mut changed = paths.filter(|path| now.get(*path) != look.own.get(*path));
        changed.next().map(|path| Change::Template(path.clone()))
    }
}

/// A walk through a folder of templates.
struct Survey<'a> {
    known: &'a BTreeMap<String, Seen>,
    embedded: BTreeMap<&'static str, &'static [u8]>,
    start: u64,
}

impl Survey<'_> {
    /// Looks at the files of a folder. What cannot be read is passed over: no
    /// document is printed without a word about it.
    fn below(&self, folder: &Path, prefix: &str, depth: usize, overrides: &mut Overrides) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else { continue };
            let path = entry.path();
            let below = format!("{prefix}{name}");
            if path.is_dir() {
                if depth < MAX_DEPTH {
                    self.below(&path, &format!("{below}/"), depth + 1, overrides);
                }
            } else if let Some(seen) = self.see(&path, &below) {
                if seen.own {
                    overrides.own.insert(below.clone(), seen.sha256.clone());
                }
                overrides.seen.insert(below, seen);
            }
        }
    }

    fn see(&self, path: &Path, below: &str) -> Option<Seen> {
        let stamp = Stamp::of(path).ok()?;
        if let Some(known) = self.known.get(below).filter(|known| stamp.agrees(known.stamp)) {
            return Some(known.clone());
        }
        let bytes = fs::read(path).ok()?;
        Some(Seen {
            stamp: stamp.settled(self.start),
            sha256: Fingerprint::of(&bytes).to_string(),
            own: self.embedded.get(below).is_none_or(|known| *known != bytes),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::scratch::Scratch;

    fn changed(overrides: &Overrides, look: &Look) -> Option<String> {
        match overrides.change(look)? {
            Change::Program => Some("programme".into()),
            Change::Template(path) => Some(path),
        }
    }

    #[test]
    fn a_template_touches_what_uses_it_and_a_font_everything() {
        let root = Scratch::new();
        fs::create_dir_all(root.join("components")).unwrap();
        fs::create_dir_all(root.join("fonts")).unwrap();
        let survey = || Overrides::survey(Some(&root), &BTreeMap::new(), u64::MAX);
        let used = vec!["components/post.typ".to_owned(), "lib.typ".to_owned()];
        let before = survey().look(used);
        assert_eq!(changed(&survey(), &before), None);
        fs::write(root.join("components/autre.typ"), "1").unwrap();
        // A file left as it came changes nothing.
        fs::write(root.join("lib.typ"), embedded()["lib.typ"]).unwrap();
        assert_eq!(changed(&survey(), &before), None);
        fs::write(root.join("components/post.typ"), "1").unwrap();
        assert_eq!(changed(&survey(), &before).as_deref(), Some("components/post.typ"));
        fs::remove_file(root.join("components/post.typ")).unwrap();
        fs::write(root.join("fonts/Autre.otf"), "1").unwrap();
        assert_eq!(changed(&survey(), &before).as_deref(), Some("fonts/Autre.otf"));
        let older = Look { program: "0.0.1".into(), ..before };
        assert_eq!(changed(&survey(), &older).as_deref(), Some("programme"));
    }

    #[test]
    fn a_file_that_looks_the_same_is_not_read_again() {
        let root = Scratch::new();
        fs::write(root.join("system.typ"), "1").unwrap();
        let mut first = Overrides::survey(Some(&root), &BTreeMap::new(), u64::MAX).seen;
        let seen = first.get_mut("system.typ").unwrap();
        seen.sha256 = "lue".into();
        let again = Overrides::survey(Some(&root), &first, u64::MAX);
        assert_eq!(again.own["system.typ"], "lue");
    }
}
