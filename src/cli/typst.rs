//! `corrige typst`: a subject as projects of the official command.

use std::path::PathBuf;

use clap::Args;

use super::Status;
use super::build::engine;
use super::limits::project;
use super::report::Report;
use super::values::single;
use crate::number::counted;
use crate::session::{export, prepare};

/// What `corrige typst` is asked.
#[derive(Debug, Args)]
pub(super) struct TypstArguments {
    /// Fichier YAML, ou dossier d’un sujet
    #[arg(value_name = "FICHIER")]
    file: PathBuf,
    /// Dossier du projet, neuf ou déjà écrit ainsi
    #[arg(long, value_name = "DOSSIER")]
    out: PathBuf,
}

/// Writes the documents of a subject as projects.
pub(super) fn run(arguments: &TypstArguments, report: &mut Report) -> Status {
    let subject = match single(&arguments.file) {
        Ok(subject) => subject,
        Err(faults) => return report.refused(&faults),
    };
    let project = match project(report) {
        Ok(project) => project,
        Err(status) => return status,
    };
    let engine = match engine(&project) {
        Ok(engine) => engine,
        Err(fault) => return report.refused(&[fault]),
    };
    let mut prepared = prepare(&subject.subject);
    report.faults(&prepared.faults, &prepared.sources);
    let Some(ready) = prepared.ready else { return Status::Faulty };
    match export(&engine, &ready, &arguments.out, &mut prepared.sources) {
        Ok(exported) => {
            for document in &exported.documents {
                report.line(&arguments.out.join(document).display().to_string());
            }
            let files = counted(exported.files, "fichier");
            report.line(&format!("{files} ; « README.md » dit comment imprimer"));
            Status::Done
        }
        Err(faults) => {
            report.faults(&faults, &prepared.sources);
            Status::Faulty
        }
    }
}
