//! `corrige build`: subjects to PDF files.

use std::path::{Path, PathBuf};

use super::Status;
use super::report::Report;
use crate::session::{Planned, plan, prepare, print, write};
use crate::source::Sources;
use crate::typst::Engine;

/// Builds the subjects of some paths into a folder.
pub(super) fn run(files: &[PathBuf], out: &Path, report: &mut Report) -> Status {
    let planned = match plan(files) {
        Ok(planned) => planned,
        Err(faults) => {
            report.faults(&faults, &Sources::default());
            return Status::Refused;
        }
    };
    let engine = match Engine::new(templates()) {
        Ok(engine) => engine,
        Err(fault) => {
            report.faults(&[fault], &Sources::default());
            return Status::Refused;
        }
    };
    let mut status = Status::Done;
    let mut printed = 0;
    for subject in &planned {
        let ended = document(&engine, subject, out, report);
        printed += usize::from(ended == Status::Done);
        status = status.max(ended);
    }
    let documents = match printed {
        0 => "aucun document imprimé".to_owned(),
        1 => "1 document imprimé".to_owned(),
        _ => format!("{printed} documents imprimés"),
    };
    report.line(&format!("{documents}, {}", report.count()));
    status
}

/// Returns the folder of the project's own templates, if it has one.
fn templates() -> Option<&'static Path> {
    let folder = Path::new("templates");
    folder.is_dir().then_some(folder)
}

fn document(engine: &Engine, planned: &Planned, out: &Path, report: &mut Report) -> Status {
    let mut prepared = prepare(&planned.subject);
    report.faults(&prepared.faults, &prepared.sources);
    let Some(ready) = prepared.ready else { return Status::Faulty };
    let name = planned.folder.join("corrige.pdf");
    let path = out.join(&name);
    match print(engine, &ready, &name.display().to_string(), &mut prepared.sources) {
        Err(faults) => {
            report.faults(&faults, &prepared.sources);
            Status::Faulty
        }
        Ok(printed) => {
            report.faults(&printed.warnings, &prepared.sources);
            if let Err(fault) = write(&path, &printed.bytes) {
                report.faults(&[fault], &prepared.sources);
                return Status::Refused;
            }
            let pages = printed.pages;
            let plural = if pages > 1 { "s" } else { "" };
            report.line(&format!("{}  {pages} page{plural}", path.display()));
            Status::Done
        }
    }
}
