//! Every block with sample data, in one file: takes the templates, gives a PDF
//! that shows each document of a small case twice, in colour, then as a printer
//! without colours prints it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveTime;
use include_dir::{Dir, include_dir};

use super::document::Document;
use super::prepare::{Prepared, prepare};
use super::print::print;
use crate::diagnostic::{Fault, io_reason};
use crate::pdf::Keep;
use crate::pdf::merge::{MergeFault, MergedInfo, Merger};
use crate::source::Sources;
use crate::typst::Engine;

/// The case and its pictures.
static CASE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/session/gallery/case");

/// A gallery ready to be written.
#[derive(Debug)]
pub struct Gallery {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its pages.
    pub pages: usize,
}

/// Prints the gallery.
///
/// # Errors
///
/// Returns what is wrong with a template of the project, with the files it
/// points into, or that the case cannot be read.
pub fn gallery(engine: &Engine) -> Result<Gallery, (Vec<Fault>, Sources)> {
    let folder = Folder::new().map_err(|error| {
        let message = format!("le dossier provisoire ne s’écrit pas : {}", io_reason(&error));
        (vec![Fault::error("sortie-refusee", message)], Sources::default())
    })?;
    let Prepared { mut sources, faults, ready } =
        prepare(&folder.0.join("sujet.yaml"), engine.bounds());
    let Some(ready) = ready else { return Err((faults, folder.named(&sources))) };
    let mut parts = Vec::new();
    for document in &ready.documents {
        let ident = format!("galerie/{}", document.file);
        match print(engine, &ready, document, &ident, Keep::Nothing, &mut sources) {
            Ok(printed) => parts.push((name(document), printed.bytes)),
            Err(faults) => return Err((faults, folder.named(&sources))),
        }
    }
    let date = ready.subject.identity.date.and_time(NaiveTime::MIN);
    let info = MergedInfo { title: "Galerie des gabarits", ident: "galerie.pdf", date };
    joined(&parts, info)
        .map(|(bytes, pages)| Gallery { bytes, pages })
        .map_err(|fault| (vec![unjoined(&fault)], sources))
}

/// Joins documents, in colour, then in grey.
fn joined(parts: &[(&str, Vec<u8>)], info: MergedInfo<'_>) -> Result<(Vec<u8>, usize), MergeFault> {
    let mut merger = Merger::new(Vec::new(), info)?;
    for (name, bytes) in parts {
        merger.add(bytes, &format!("{name}, en couleur"), false)?;
    }
    for (name, bytes) in parts {
        merger.add_grey(bytes, &format!("{name}, en noir et blanc"))?;
    }
    merger.finish()
}

fn unjoined(fault: &MergeFault) -> Fault {
    Fault::error("galerie", format!("la galerie ne se réunit pas : {fault}"))
}

/// Names a document for people.
fn name(document: &Document) -> &'static str {
    match document.file {
        "corrige.pdf" => "Corrigé",
        "bareme.pdf" => "Barème",
        "exercice.pdf" => "Exercice",
        _ => "Sujet",
    }
}

/// A folder that holds the case while it is read: the program reads subjects
/// from the disk.
struct Folder(PathBuf);

impl Folder {
    fn new() -> io::Result<Self> {
        let folder =
            Self(std::env::temp_dir().join(format!("corrige-galerie-{}", std::process::id())));
        write(&CASE, &folder.0)?;
        Ok(folder)
    }

    /// Names the files of the case as they are in the program: nobody can open
    /// them where they were read.
    fn named(&self, sources: &Sources) -> Sources {
        let root = self.0.display().to_string();
        let mut named = Sources::default();
        for (_, source) in sources.iter() {
            named.add(source.name.replace(&root, "galerie"), source.text.as_str());
        }
        named
    }
}

fn write(from: &Dir<'_>, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder.join(from.path()))?;
    for file in from.files() {
        fs::write(folder.join(file.path()), file.contents())?;
    }
    from.dirs().try_for_each(|below| write(below, folder))
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left of it is in the folder that systems empty.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::subject::schema;
    use crate::typst::Bounds;
    use crate::yaml::{self, Kind, Node};

    const TEXT: &str = include_str!("case/sujet.yaml");

    #[test]
    fn the_case_is_without_fault_and_leaves_nothing() {
        let folder = Folder::new().unwrap();
        let mut prepared = prepare(&folder.0.join("sujet.yaml"), Bounds::default());
        assert!(prepared.proofread().is_empty());
        assert_eq!(prepared.faults, []);
        let path = folder.0.clone();
        drop(folder);
        assert!(!path.exists());
    }

    #[test]
    fn every_block_is_in_the_case() {
        let schema: Value = serde_json::from_str(&schema()).unwrap();
        let mut sources = Sources::default();
        let id = sources.add("sujet.yaml", TEXT);
        let mut written = Vec::new();
        keys(&yaml::read(&sources, id).unwrap(), &mut written);
        for (kind, choice) in [("bloc", None), ("choix", Some("si"))] {
            let blocks = schema["definitions"][kind]["properties"].as_object().unwrap();
            for block in blocks.keys().filter(|key| choice.is_none_or(|choice| choice == *key)) {
                assert!(written.contains(block), "{block}");
            }
        }
        for word in ["barres", "colonnes", "lignes", "secteurs", "entonnoir", "jauge", "parts"] {
            assert!(TEXT.contains(&format!("genre: {word}")), "{word}");
        }
        for word in ["instagram", "facebook", "linkedin", "x", "tiktok"] {
            assert!(TEXT.contains(&format!("reseau: {word}\n")), "{word}");
        }
    }

    /// Lists the first keys of the elements of lists: blocks are elements.
    fn keys(node: &Node, found: &mut Vec<String>) {
        match &node.kind {
            Kind::List(items) => {
                for item in items {
                    if let Kind::Map(entries) = &item.kind
                        && let Some((key, _)) = entries.first()
                    {
                        found.push(key.value.clone());
                    }
                    keys(item, found);
                }
            }
            Kind::Map(entries) => entries.iter().for_each(|(_, value)| keys(value, found)),
            _ => {}
        }
    }
}
