//! The limits of a document on the command line, over those of the project.

use std::error::Error;
use std::fmt;
use std::path::Path;

use clap::Args;

use super::Status;
use super::report::Report;
use crate::diagnostic::Faults;
use crate::session::{Limit, Limits, Project};
use crate::source::Sources;

/// What a document may ask for, as far as the command line says.
#[derive(Debug, Args)]
pub(super) struct LimitArguments {
    /// Temps accordé à un document ; 60 s par défaut
    #[arg(long, value_name = "SECONDES", value_parser = seconds)]
    timeout: Option<u64>,
    /// Mémoire accordée à un document ; 1024 Mio par défaut
    #[arg(long, value_name = "MIO", value_parser = memory)]
    memory: Option<u64>,
    /// Nombre de pages accordé à un document ; 200 par défaut
    #[arg(long, value_name = "NOMBRE", value_parser = pages)]
    max_pages: Option<u64>,
    /// Nombre de pixels accordé à une image ; 25 millions par défaut
    #[arg(long, value_name = "NOMBRE", value_parser = pixels)]
    max_pixels: Option<u64>,
}

impl LimitArguments {
    /// Returns what the project of this folder says, with the limits of the
    /// command line over its own.
    ///
    /// # Errors
    ///
    /// Returns every fault of the project file.
    pub(super) fn project(&self, sources: &mut Sources) -> Result<Project, Faults> {
        let asked = [
            (Limit::Seconds, self.timeout),
            (Limit::Memory, self.memory),
            (Limit::Pages, self.max_pages),
            (Limit::Pixels, self.max_pixels),
        ];
        let project = Project::read(Path::new(""), sources)?;
        let over = |limits: Limits, (limit, asked): (Limit, Option<u64>)| match asked {
            Some(value) => limits.with(limit, value),
            None => limits,
        };
        Ok(Project { limits: asked.into_iter().fold(project.limits, over), ..project })
    }
}

/// Returns what the project of this folder says, or the status of a project
/// file with faults.
pub(super) fn project(report: &mut Report) -> Result<Project, Status> {
    let mut sources = Sources::default();
    match Project::read(Path::new(""), &mut sources) {
        Ok(project) => Ok(project),
        Err(faults) => {
            report.faults(&faults.in_order(), &sources);
            Err(Status::Refused)
        }
    }
}

/// What was expected in the place of a value.
#[derive(Debug)]
pub(super) struct Expected(pub(super) &'static str);

impl fmt::Display for Expected {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

impl Error for Expected {}

fn read(limit: Limit, text: &str) -> Result<u64, Expected> {
    limit.read(text).ok_or(Expected(limit.expected()))
}

fn seconds(text: &str) -> Result<u64, Expected> {
    read(Limit::Seconds, text)
}

fn memory(text: &str) -> Result<u64, Expected> {
    read(Limit::Memory, text)
}

fn pages(text: &str) -> Result<u64, Expected> {
    read(Limit::Pages, text)
}

fn pixels(text: &str) -> Result<u64, Expected> {
    read(Limit::Pixels, text)
}
