//! From a path to a subject: takes the name of a YAML file, gives the subject
//! and its warnings, or every fault.

use std::path::{Path, PathBuf};

use super::model::Subject;
use super::{check, read};
use crate::diagnostic::{Fault, Faults, Severity, io_reason};
use crate::source::{Sources, Span};
use crate::yaml;

/// A subject that was read whole.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The subject.
    pub subject: Subject,
    /// What is wrong with it all the same: an unknown key, a sum that differs.
    pub faults: Faults,
}

/// Faults that leave nothing of the subject out: what follows can be checked
/// in the same run.
const HARMLESS: [&str; 11] = [
    "annexe-absente",
    "capacites-absentes",
    "cle-inconnue",
    "nom-double",
    "nom-inconnu",
    "repere-inconnu",
    "resultat-dans-le-sujet",
    "source-vide",
    "texte-coupe",
    "total-faux",
    "zone-absente",
];

/// Reads and checks the subject of a file.
///
/// # Errors
///
/// Returns every fault of the file, its data files and its pictures, when one
/// of them leaves something out.
pub fn load(path: &Path, sources: &mut Sources) -> Result<Loaded, Faults> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| {
        Faults::from(Fault::error(
            "sujet-illisible",
            format!("« {name} » ne se lit pas : {}", io_reason(&error)),
        ))
    })?;
    let source = yaml::open(sources, &name, &bytes)?;
    let tree = yaml::read(sources, source)?;
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    let project = project(&folder);
    let mut reader = read::Reader::new(sources, &folder, &project);
    let subject = read::subject(&mut reader, source, &tree);
    let mut faults = reader.faults;
    if let Some(subject) = subject {
        check::check(&subject, sources, &mut faults);
        if faults.iter().all(|fault| harmless(fault, &subject)) {
            return Ok(Loaded { subject, faults });
        }
    }
    Err(faults)
}

/// Tells whether a fault leaves the rest to be checked: what is drawn changes
/// nothing of the subject as it is written.
fn harmless(fault: &Fault, subject: &Subject) -> bool {
    let drawn = |span: Span| {
        let variants = subject.variants.as_ref().map(|variants| variants.span);
        let within = |all: Span| all.source == span.source && all.start <= span.start;
        variants.is_some_and(|all| within(all) && span.end <= all.end)
    };
    fault.severity == Severity::Warning
        || HARMLESS.contains(&fault.id)
        || fault.places.first().is_some_and(|place| drawn(place.span))
}

/// Finds the folder nothing may be read outside of: the nearest one around
/// the subject that holds `subjects`, or the subject's own.
fn project(folder: &Path) -> PathBuf {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let real = here.canonicalize().unwrap_or_else(|_| here.to_owned());
    let around = real.ancestors().find(|folder| folder.join("subjects").is_dir());
    around.unwrap_or(&real).to_owned()
}
