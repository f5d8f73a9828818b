//! The template files: takes a folder of one's own, gives each file from there
//! or else from the program.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use include_dir::{Dir, include_dir};
use typst::foundations::Bytes;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};

use super::theme::Theme;
use crate::diagnostic::Fault;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Deepest folder and largest number of files read: a template folder given by
/// mistake (a home folder, say) is refused before it is walked through.
const MAX_DEPTH: usize = 6;
const MAX_FILES: usize = 500;

/// Gives the files of the program's own templates, with their paths, in the
/// order of the paths.
#[must_use]
pub fn embedded() -> BTreeMap<&'static str, &'static [u8]> {
    let mut files = BTreeMap::new();
    let mut folders = vec![&EMBEDDED];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            if let Some(path) = file.path().to_str() {
                files.insert(path, file.contents());
            }
        }
    }
    files
}

/// One file.
pub(super) struct Template {
    /// Where it comes from, for messages: a path, or `embedded:lib.typ`.
    pub(super) name: String,
    pub(super) bytes: Bytes,
    /// The number of a `.typ` file.
    id: Option<FileId>,
    parsed: OnceLock<Source>,
}

impl Template {
    /// Returns the parsed text of a `.typ` file, parsed when it is first asked
    /// for: a document uses half of the templates.
    pub(super) fn source(&self) -> Option<&Source> {
        let id = self.id?;
        let text = || std::str::from_utf8(&self.bytes).unwrap_or_default().to_owned();
        Some(self.parsed.get_or_init(|| Source::new(id, text())))
    }
}

/// All files by their paths below `templates`.
#[derive(Default)]
pub(super) struct Templates {
    files: BTreeMap<String, Template>,
}

impl Templates {
    /// Reads the embedded files, then those of the folder over them.
    pub(super) fn read(overrides: Option<&Path>) -> Result<Self, Fault> {
        let mut templates = Self::default();
        for (path, content) in embedded() {
            templates.add(path, format!("embedded:{path}"), Bytes::new(content))?;
        }
        if let Some(root) = overrides {
            templates.read_folder(root, "", 0)?;
        }
        Ok(templates)
    }

    fn read_folder(&mut self, folder: &Path, prefix: &str, depth: usize) -> Result<(), Fault> {
        let unreadable = |error: std::io::Error| unreadable(folder, &error.to_string());
        for entry in fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            if name.starts_with('.') {
                continue;
            }
            let below = format!("{prefix}{name}");
            if path.is_dir() {
                if depth == MAX_DEPTH {
                    return Err(too_large(folder));
                }
                self.read_folder(&path, &format!("{below}/"), depth + 1)?;
            } else {
                if self.files.len() == MAX_FILES {
                    return Err(too_large(folder));
                }
                let content =
                    fs::read(&path).map_err(|error| self::unreadable(&path, &error.to_string()))?;
                // A file left as it came stays embedded: fonts weigh megabytes.
                if self.get(&below).is_none_or(|known| known.bytes.as_slice() != content) {
                    self.add(&below, path.display().to_string(), Bytes::new(content))?;
                }
            }
        }
        Ok(())
    }

    /// Adds a file, over the one of the same path.
    pub(super) fn add(&mut self, path: &str, name: String, bytes: Bytes) -> Result<(), Fault> {
        let is_typst = Path::new(path).extension().is_some_and(|ending| ending == "typ");
        let id = if is_typst {
            std::str::from_utf8(&bytes)
                .map_err(|_| unreadable(Path::new(&name), "le texte n’est pas en UTF-8"))?;
            let id = file_id(&format!("/templates/{path}"))
                .ok_or_else(|| unreadable(Path::new(&name), "le nom est mal formé"))?;
            Some(id)
        } else {
            None
        };
        let parsed = OnceLock::new();
        self.files.insert(path.to_owned(), Template { name, bytes, id, parsed });
        Ok(())
    }

    /// Puts the files of a theme over those of the same paths.
    pub(super) fn dress(&mut self, theme: &Theme) -> Result<(), Fault> {
        for file in theme.files()? {
            self.add(&file.path, file.name, Bytes::new(file.bytes))?;
        }
        Ok(())
    }

    /// Returns a file by its path below `templates`.
    pub(super) fn get(&self, path: &str) -> Option<&Template> {
        self.files.get(path)
    }

    /// Gives all files in the order of their paths.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Template)> {
        self.files.iter().map(|(path, template)| (path.as_str(), template))
    }
}

/// Returns Typst's number for a path. A process has 65,535 of them for ever, so
/// all documents use the same paths.
pub(super) fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn unreadable(path: &Path, reason: &str) -> Fault {
    Fault::error("gabarit", format!("gabarit illisible : « {} » ({reason})", path.display()))
}

fn too_large(folder: &Path) -> Fault {
    let message = format!("« {} » n’est pas un dossier de gabarits", folder.display());
    Fault::error("gabarit", message)
        .help(format!("un dossier de gabarits a au plus {MAX_FILES} fichiers"))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The embedded fonts and templates, and the texts given over them.
    pub(in crate::typst) fn over(texts: &[(&str, &str)]) -> Templates {
        let mut templates = Templates::read(None).unwrap();
        for (path, text) in texts {
            let name = format!("mes-gabarits/{path}");
            templates.add(path, name, Bytes::from_string((*text).to_owned())).unwrap();
        }
        templates
    }

    #[test]
    fn a_file_of_the_folder_replaces_only_itself() {
        let root = std::env::temp_dir().join(format!("corrige-gabarits-{}", std::process::id()));
        fs::create_dir_all(root.join("components")).unwrap();
        fs::write(root.join("components/essai.typ"), "#let essai = 1").unwrap();
        fs::write(root.join(".DS_Store"), [0xff]).unwrap();
        let templates = Templates::read(Some(&root));
        fs::remove_dir_all(&root).unwrap();

        let templates = templates.unwrap();
        let own = templates.get("components/essai.typ").unwrap();
        assert_eq!(own.source().unwrap().text(), "#let essai = 1");
        assert!(own.name.ends_with("essai.typ") && !own.name.starts_with("embedded:"));
        assert!(templates.get(".DS_Store").is_none());
        let font = templates.get("fonts/SourceSans3-Regular.ttf").unwrap();
        assert_eq!(font.name, "embedded:fonts/SourceSans3-Regular.ttf");
    }

    #[test]
    fn a_missing_folder_is_a_fault() {
        let fault = Templates::read(Some(Path::new("/nulle/part"))).err().unwrap();
        assert_eq!(fault.id, "gabarit");
        assert!(fault.message.contains("« /nulle/part »"), "{}", fault.message);
    }

    #[test]
    fn a_template_that_is_not_utf_8_is_a_fault() {
        let mut templates = Templates::default();
        let fault = templates.add("a.typ", "a.typ".into(), Bytes::new([0xff])).err().unwrap();
        assert_eq!(fault.message, "gabarit illisible : « a.typ » (le texte n’est pas en UTF-8)");
    }
}
