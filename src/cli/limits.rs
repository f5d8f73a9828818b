//! The limits of a document on the command line, over those of the project.

use std::error::Error;
use std::fmt;

use clap::Args;

use crate::session::{Limit, Limits, Project};

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
    /// Returns the limits of a project, and those of the command line over them.
    pub(super) fn over(&self, project: &Project) -> Limits {
        let asked = [
            (Limit::Seconds, self.timeout),
            (Limit::Memory, self.memory),
            (Limit::Pages, self.max_pages),
            (Limit::Pixels, self.max_pixels),
        ];
        let over = |limits: Limits, (limit, asked): (Limit, Option<u64>)| match asked {
            Some(value) => limits.with(limit, value),
            None => limits,
        };
        asked.into_iter().fold(project.limits, over)
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
