//! The project that the program is run in: its settings, its own templates.

use std::path::Path;

use super::Status;
use super::report::Report;
use crate::diagnostic::Fault;
use crate::session::Project;
use crate::source::Sources;
use crate::typst::Engine;

/// Folder of the project's own templates.
pub(super) const TEMPLATES: &str = "templates";

/// Runs a command in the project of this folder, or tells what is wrong with
/// its settings.
pub(super) fn within(
    report: &mut Report,
    command: impl FnOnce(&Project, &mut Report) -> Status,
) -> Status {
    let mut sources = Sources::default();
    match Project::read(Path::new(""), &mut sources) {
        Ok(project) => command(&project, report),
        Err(faults) => {
            report.faults(&faults.in_order(), &sources);
            Status::Refused
        }
    }
}

/// Loads what all documents share, with the project's own templates if it has
/// any, in the look it chooses.
pub(super) fn engine(project: &Project) -> Result<Engine, Fault> {
    Ok(Engine::new(templates())?.themed(&project.theme)?.bounded(project.limits.bounds()))
}

/// Returns the folder of the project's own templates.
pub(super) fn templates() -> Option<&'static Path> {
    let folder = Path::new(TEMPLATES);
    folder.is_dir().then_some(folder)
}
