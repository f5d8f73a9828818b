//! `corrige completions`: what a shell needs to complete the commands.

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use super::Status;
use super::arguments::Arguments;
use super::help::shown;
use super::report::Report;

/// Prints the script of a shell.
pub(super) fn run(shell: Shell, report: &mut Report) -> Status {
    let mut script = Vec::new();
    generate(shell, &mut shown(&Arguments::command()), "corrige", &mut script);
    report.output(&String::from_utf8_lossy(&script));
    Status::Done
}
