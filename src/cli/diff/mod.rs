//! `corrige diff`: what differs between two revisions of a subject, and the
//! page that tells it to correctors.

mod json;
mod text;

use std::path::{Path, PathBuf};

use clap::Args;

use super::Status;
use super::arguments::Format;
use super::build::engine;
use super::limits::project;
use super::report::Report;
use super::values::single;
use crate::compare::{Changes, Revision, compare, rectificatif};
use crate::diagnostic::Fault;
use crate::number::counted;
use crate::pdf::Keep;
use crate::session::{Document, Planned, Prepared, RECTIFICATIF, Ready, prepare, print, write};
use crate::sheet::Sheet;
use crate::source::Sources;

/// What `corrige diff` is asked.
#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// Ancienne version : fichier YAML, ou dossier d’un sujet
    #[arg(value_name = "ANCIEN")]
    old: PathBuf,
    /// Nouvelle version
    #[arg(value_name = "NOUVEAU")]
    new: PathBuf,
    /// Imprime aussi un rectificatif ; « out/…/rectificatif.pdf » par défaut
    #[arg(long, value_name = "FICHIER", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "the option may be given without its value")]
    pdf: Option<Option<PathBuf>>,
}

/// A subject that was read whole, and where its documents go.
struct Opened {
    planned: Planned,
    ready: Ready,
    sources: Sources,
}

/// Compares two revisions; like `diff`, it ends with 1 when they differ.
pub(super) fn run(asked: &DiffArguments, report: &mut Report) -> Status {
    let (old, new) = (open(&asked.old, report), open(&asked.new, report));
    let (Some(old), Some(new)) = (old, new) else { return Status::Refused };
    let Opened { planned, ready, mut sources } = new;
    let before = revision(&old.ready, &old.sources, report);
    let after = revision(&ready, &sources, report);
    let (Some(before), Some(after)) = (before, after) else { return Status::Refused };
    let changes = compare(&before, &after);
    report.output(&match report.format() {
        Format::Json => json::json(&changes),
        _ => text::text(&changes),
    });
    let Some(path) = &asked.pdf else { return status(&changes) };
    let Some(sheet) = rectificatif(&before, &after, &changes) else {
        report.line("le corrigé dit la même chose : aucun rectificatif à imprimer");
        return status(&changes);
    };
    report.aside(same_version(&changes).as_slice(), &sources);
    let name = planned.folder.join(RECTIFICATIF);
    let path = path.clone().unwrap_or_else(|| Path::new("out").join(&name));
    if printed(sheet, &name, &path, &ready, &mut sources, report) {
        status(&changes)
    } else {
        Status::Refused
    }
}

fn status(changes: &Changes<'_>) -> Status {
    if changes.is_empty() { Status::Done } else { Status::Faulty }
}

/// Reads the subject of a path; tells why it cannot be compared.
fn open(path: &Path, report: &mut Report) -> Option<Opened> {
    let planned = match single(path) {
        Ok(planned) => planned,
        Err(faults) => {
            report.aside(&faults, &Sources::default());
            return None;
        }
    };
    let Prepared { sources, faults, ready } = prepare(&planned.subject);
    // The warnings of a subject are those of `corrige check`.
    if ready.is_none() {
        report.aside(&faults, &sources);
    }
    Some(Opened { planned, ready: ready?, sources })
}

fn revision<'a>(ready: &'a Ready, sources: &Sources, report: &mut Report) -> Option<Revision<'a>> {
    Revision::new(&ready.subject, &ready.answers, sources)
        .map_err(|faults| report.aside(&faults.in_order(), sources))
        .ok()
}

/// Warns of a corrigé that changes under the same version.
fn same_version(changes: &Changes<'_>) -> Option<Fault> {
    let told = changes.identity.iter().any(|fact| fact.label == "version" || fact.label == "date");
    (!told).then(|| {
        Fault::warning("version-inchangee", "le corrigé change, mais ni sa version ni sa date")
            .help("numérotez-le : « version: {numero: 2, date: 17 mai 2025} »")
    })
}

/// Prints and writes the page for correctors; tells how it went.
fn printed(
    sheet: Sheet,
    name: &Path,
    path: &Path,
    ready: &Ready,
    sources: &mut Sources,
    report: &mut Report,
) -> bool {
    let Ok(project) = project(report) else { return false };
    let engine = match engine(&project) {
        Ok(engine) => engine,
        Err(fault) => {
            report.aside(&[fault], sources);
            return false;
        }
    };
    let entry = "documents/rectificatif.typ";
    let document = Document { file: RECTIFICATIF, entry, paper: None, sheet };
    let ident = name.display().to_string();
    match print(&engine, ready, &document, &ident, Keep::Nothing, sources) {
        Err(faults) => {
            report.aside(&faults, sources);
            false
        }
        Ok(done) => {
            report.aside(&done.warnings, sources);
            if let Err(fault) = write(path, &done.bytes) {
                report.aside(&[fault], sources);
                return false;
            }
            report.line(&format!("{}  {}", path.display(), counted(done.pages, "page")));
            true
        }
    }
}
