//! Files a subject names: found in the project, and nowhere else.

use std::path::{Component, Path, PathBuf};

use super::keys::{Form, Key, Mapping, required};
use super::{Fields, Reader, plain, spanned};
use crate::diagnostic::{Fault, io_reason};
use crate::source::Span;
use crate::subject::Asset;
use crate::subject::block::Picture;
use crate::yaml::{Kind, Node};

/// Largest file a subject may name, in bytes.
const LARGEST: u64 = 32 << 20;

/// Reads a file named in a subject, relative to its folder.
///
/// A link that leads out of the project is refused like a path that does:
/// a subject received from a colleague reads nothing of the reader's machine.
pub(super) fn inside_project(
    reader: &mut Reader<'_>,
    name: &str,
    span: Span,
    what: &str,
) -> Option<(PathBuf, Vec<u8>)> {
    let path = reader.folder.join(name);
    // Told from the words alone, so that a subject learns nothing of what
    // exists outside of its project.
    if !lexical(&reader.folder, name).starts_with(&reader.project) {
        reader.faults.push(outside(name, span, what));
        return None;
    }
    let Ok(real) = path.canonicalize() else {
        let fault = Fault::error("fichier-absent", format!("{what} introuvable : « {name} »"))
            .at(span, format!("cherché dans « {} »", shown(&reader.folder)));
        reader.faults.push(match neighbour(&path) {
            Some(near) => fault.help(format!("vouliez-vous dire « {near} » ?")),
            None => fault.help("le chemin part du dossier du sujet"),
        });
        return None;
    };
    if !real.starts_with(&reader.project) {
        reader.faults.push(outside(name, span, what));
        return None;
    }
    let unreadable = |reason: String| {
        Fault::error("fichier-illisible", format!("« {name} » ne se lit pas : {reason}"))
            .at(span, format!("attendu : un {what}"))
    };
    let size = std::fs::metadata(&real).map(|metadata| (metadata.is_file(), metadata.len()));
    match size {
        Ok((true, size)) if size <= LARGEST => {}
        Ok((true, size)) => {
            reader.faults.push(unreadable(format!("{} Mio, 32 au plus", size >> 20)));
            return None;
        }
        Ok((false, _)) => {
            reader.faults.push(unreadable("ce n’est pas un fichier".into()));
            return None;
        }
        Err(error) => {
            reader.faults.push(unreadable(io_reason(&error)));
            return None;
        }
    }
    match std::fs::read(&real) {
        Ok(bytes) => Some((path, bytes)),
        Err(error) => {
            reader.faults.push(unreadable(io_reason(&error)));
            None
        }
    }
}

fn outside(name: &str, span: Span, what: &str) -> Fault {
    Fault::error("fichier-hors-projet", format!("« {name} » mène hors du projet"))
        .at(span, "attendu : un fichier du projet, liens compris")
        .help(format!("copiez le {what} dans le dossier du sujet"))
}

/// Resolves the dots of a path without asking the disk.
fn lexical(folder: &Path, name: &str) -> PathBuf {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut path = here.canonicalize().unwrap_or_else(|_| here.to_owned());
    for part in Path::new(name).components() {
        match part {
            Component::ParentDir => {
                path.pop();
            }
            Component::CurDir => {}
            other => path.push(other),
        }
    }
    path
}

/// Returns the path as messages show it, beside the other files of the subject.
pub(super) fn shown(path: &Path) -> String {
    path.components().collect::<PathBuf>().display().to_string()
}

/// Finds the file of the same folder whose name is nearest.
fn neighbour(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let names: Vec<String> = std::fs::read_dir(path.parent()?)
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    let mut names: Vec<_> = names.iter().map(String::as_str).collect();
    names.sort_unstable();
    crate::diagnostic::nearest(wanted, names).map(str::to_owned)
}

pub(super) static PICTURE: Mapping = Mapping {
    name: "fichier_d_image",
    title: "Fichier d’image",
    expected: "une image : {fichier: …, description: …}",
    keys: &[KEYS],
    ..Mapping::PLAIN
};

/// The keys of a picture among others.
pub(super) static KEYS: &[Key] = &[
    required(
        "fichier",
        Form::File,
        "images/ruches.svg",
        "Fichier SVG, PNG ou JPEG, nommé depuis le dossier du sujet.",
    ),
    required(
        "description",
        Form::Plain,
        "Deux ruches dans un pré",
        "Ce que montre l’image, pour qui ne la voit pas.",
    ),
];

/// Reads a picture: its file and what it shows.
pub(super) fn picture(reader: &mut Reader<'_>, node: &Node) -> Option<Picture> {
    let mut fields = Fields::open(reader, node, &PICTURE)?;
    let picture = picture_fields(reader, &mut fields, node.span);
    fields.close(reader);
    picture
}

/// Reads the keys of a picture among others.
pub(super) fn picture_fields(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    span: Span,
) -> Option<Picture> {
    let name = fields.required(reader, "fichier", spanned(plain));
    let description = fields.required(reader, "description", description);
    let name = name?;
    let asset = asset(reader, &name.value, name.span)?;
    Some(Picture { asset, description: description?, span })
}

/// Reads what a picture shows.
fn description(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    if matches!(&node.kind, Kind::Scalar { text, .. } if text.trim().is_empty()) {
        let fault = Fault::error("description-vide", "la description de cette image est vide")
            .at(node.span, "attendu : ce que montre l’image, en une phrase")
            .help("elle est lue à qui ne voit pas l’image");
        reader.faults.push(fault);
        return None;
    }
    plain(reader, node)
}

/// Reads a picture file once, however often it is named.
fn asset(reader: &mut Reader<'_>, name: &str, span: Span) -> Option<String> {
    let (path, bytes) = inside_project(reader, name, span, "fichier d’image")?;
    if let Some(known) = reader.assets.iter().find(|asset| asset.path == path) {
        return Some(known.name.clone());
    }
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let extension = extension.to_lowercase();
    if !["svg", "png", "jpg", "jpeg"].contains(&extension.as_str()) {
        reader.faults.push(
            Fault::error("image-inconnue", format!("« {name} » n’est pas une image admise"))
                .at(span, "attendu : un fichier .svg, .png ou .jpg"),
        );
        return None;
    }
    let name = format!("image-{}.{extension}", reader.assets.len() + 1);
    reader.assets.push(Asset { name: name.clone(), path, span, bytes: bytes.into() });
    Some(name)
}
