//! The command line: takes arguments, talks to a person, gives an exit status.
//!
//! The only module that prints. Words of the command line are English by
//! convention; all that is said is French.

mod arguments;
mod build;
mod check;
mod diff;
mod explain;
mod limits;
mod merge;
mod progress;
mod report;
mod schema;
mod stress;
mod templates;
mod typst;
mod usage;
mod values;
mod variants;
mod verify;
mod watch;
mod worker;

use std::ffi::OsString;
use std::process::ExitCode;

use arguments::Command;
use report::Report;

use crate::session::alone;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// Everything asked for is done.
    Done,
    /// A subject has faults.
    Faulty,
    /// The work could not be done at all.
    Refused,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Done => Self::SUCCESS,
            Status::Faulty => Self::from(1),
            Status::Refused => Self::from(2),
        }
    }
}

/// Runs the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match arguments::parse(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return usage::tell(&error).into(),
    };
    let mut report = Report::new(arguments.format);
    let status = match &arguments.command {
        Command::Build(asked) => build::run(asked, &mut report),
        Command::Check { subjects, fix } => check::run(subjects, *fix, &mut report),
        Command::Explain { rule } => explain::run(rule.as_deref(), &mut report),
        Command::Values { file } => values::run(file, &mut report),
        Command::Variants(asked) => variants::run(asked, &mut report),
        Command::Diff(asked) => diff::run(asked, &mut report),
        Command::Stress(asked) => stress::run(asked, &mut report),
        Command::Verify(asked) => verify::run(asked, &mut report),
        Command::Worker => worker::run(&mut report),
        Command::Watch(asked) => alone(|| watch::run(asked, &mut report)),
        Command::Merge(asked) => merge::run(asked, &mut report),
        Command::Typst(asked) => alone(|| typst::run(asked, &mut report)),
        Command::Templates(asked) => alone(|| templates::run(asked, &mut report)),
        Command::Schema { markdown } => schema::run(*markdown, &mut report),
    };
    match report.finish() {
        Ok(()) => status.into(),
        // Nobody reads any more: there is nobody to tell.
        Err(_) => Status::Refused.into(),
    }
}
