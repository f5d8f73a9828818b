//! `corrige merge`: the shares of several runners, joined.

use std::path::PathBuf;

use clap::Args;

use super::Status;
use super::build::lock;
use super::report::Report;
use crate::diagnostic::Fault;
use crate::number::counted;
use crate::session::{Merged, merge};
use crate::source::Sources;

/// What `corrige merge` is asked.
#[derive(Debug, Args)]
pub(super) struct MergeArguments {
    /// Dossiers de toutes les parts
    #[arg(value_name = "DOSSIERS", required = true)]
    folders: Vec<PathBuf>,
    /// Dossier où les réunir ; « out » par défaut
    #[arg(long, value_name = "DOSSIER", default_value = "out", hide_default_value = true)]
    out: PathBuf,
}

/// Joins shares into one folder.
pub(super) fn run(arguments: &MergeArguments, report: &mut Report) -> Status {
    match steps(arguments, report) {
        Ok(Some(Merged { documents, pages })) => {
            let (documents, pages) = (counted(documents, "document"), counted(pages, "page"));
            report.line(&format!("{} : {documents}, {pages}", arguments.out.display()));
            Status::Done
        }
        Ok(None) => Status::Refused,
        Err(faults) => {
            report.faults(&faults, &Sources::default());
            Status::Faulty
        }
    }
}

fn steps(arguments: &MergeArguments, report: &mut Report) -> Result<Option<Merged>, Vec<Fault>> {
    let taken = lock(&arguments.out, false, report).map_err(|fault| vec![fault])?;
    let Some(lock) = taken else { return Ok(None) };
    merge(&arguments.folders, &arguments.out, &lock).map(Some)
}
