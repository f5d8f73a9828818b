//! `corrige build`: subjects to PDF files.

use std::path::{Path, PathBuf};

use super::Status;
use super::report::Report;
use crate::diagnostic::Fault;
use crate::number::counted;
use crate::session::{Document, Planned, Ready, plan, prepare, print, write};
use crate::source::Sources;
use crate::subject::Edition;
use crate::typst::Engine;

/// Builds the subjects of some paths into a folder.
pub(super) fn run(
    files: &[PathBuf],
    out: &Path,
    editions: &[Edition],
    report: &mut Report,
) -> Status {
    let planned = match plan(files) {
        Ok(planned) => planned,
        Err(faults) => {
            report.faults(&faults, &Sources::default());
            return Status::Refused;
        }
    };
    let engine = match engine() {
        Ok(engine) => engine,
        Err(fault) => {
            report.faults(&[fault], &Sources::default());
            return Status::Refused;
        }
    };
    let mut status = Status::Done;
    let mut printed = 0;
    for subject in &planned {
        status = status.max(documents(&engine, subject, out, editions, report, &mut printed));
    }
    if printed == 0 && status == Status::Done && !editions.is_empty() {
        let fault = Fault::error("edition-absente", "aucun sujet nommé n’a cette édition");
        let help = "une édition se demande dans le sujet : « editions: [a3, 16pt, 20pt, dys] »";
        report.faults(&[fault.help(help)], &Sources::default());
        status = Status::Faulty;
    }
    let documents = match printed {
        0 => "aucun document imprimé".to_owned(),
        1 => "1 document imprimé".to_owned(),
        _ => format!("{printed} documents imprimés"),
    };
    report.line(&format!("{documents}, {}", report.count()));
    status
}

/// Loads what all documents share, with the project's own templates if it has
/// any.
pub(super) fn engine() -> Result<Engine, Fault> {
    let folder = Path::new("templates");
    Engine::new(folder.is_dir().then_some(folder))
}

/// Builds the documents of a subject; those of some editions if any is named.
fn documents(
    engine: &Engine,
    planned: &Planned,
    out: &Path,
    editions: &[Edition],
    report: &mut Report,
    printed: &mut usize,
) -> Status {
    let mut prepared = prepare(&planned.subject);
    report.faults(&prepared.faults, &prepared.sources);
    let Some(ready) = prepared.ready else { return Status::Faulty };
    let mut status = Status::Done;
    let wanted = |document: &Document| {
        editions.is_empty() || document.edition.is_some_and(|edition| editions.contains(&edition))
    };
    for document in ready.documents.iter().filter(|document| wanted(document)) {
        let ended = one(engine, planned, &ready, document, out, report, &mut prepared.sources);
        *printed += usize::from(ended == Status::Done);
        status = status.max(ended);
    }
    status
}

fn one(
    engine: &Engine,
    planned: &Planned,
    ready: &Ready,
    document: &Document,
    out: &Path,
    report: &mut Report,
    sources: &mut Sources,
) -> Status {
    let name = planned.folder.join(document.file);
    let path = out.join(&name);
    let keep = ready.keep_after(document);
    match print(engine, ready, document, &name.display().to_string(), keep, sources) {
        Err(faults) => {
            report.faults(&faults, sources);
            Status::Faulty
        }
        Ok(printed) => {
            report.faults(&printed.warnings, sources);
            if let Err(fault) = write(&path, &printed.bytes) {
                report.faults(&[fault], sources);
                return Status::Refused;
            }
            report.line(&format!("{}  {}", path.display(), counted(printed.pages, "page")));
            Status::Done
        }
    }
}
