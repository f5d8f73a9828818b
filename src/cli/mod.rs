//! The command line: takes arguments, talks to a person, gives an exit status.
//!
//! The only module that prints. Words of the command line are English by
//! convention; all that is said is French.

mod arguments;
mod build;
mod check;
mod checkout;
mod completions;
mod diff;
mod explain;
mod help;
mod limits;
mod man;
mod merge;
mod new;
mod progress;
mod project;
mod report;
mod retyped;
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
use project::within;
use report::Report;

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
    let typed: Vec<_> = arguments.into_iter().collect();
    let arguments = match arguments::parse(&typed) {
        Ok(arguments) => arguments,
        Err(error) => return usage::tell(&typed, &error).into(),
    };
    let mut report = Report::new(arguments.format);
    let status = run_command(&arguments.command, &mut report);
    match report.finish() {
        Ok(()) => status.into(),
        // Nobody reads any more: there is nobody to tell.
        Err(_) => Status::Refused.into(),
    }
}

fn run_command(command: &Command, report: &mut Report) -> Status {
    match command {
        Command::New(asked) => new::run(asked, report),
        Command::Build(asked) => within(report, |project, to| build::run(asked, project, to)),
        Command::Check { subjects, fix } => {
            within(report, |project, to| check::run(subjects, *fix, project, to))
        }
        Command::Explain { rule } => explain::run(rule.as_deref(), report),
        Command::Values { file } => within(report, |project, to| values::run(file, project, to)),
        Command::Variants(asked) => within(report, |project, to| variants::run(asked, project, to)),
        Command::Diff(asked) => within(report, |project, to| diff::run(asked, project, to)),
        Command::Stress(asked) => within(report, |project, to| stress::run(asked, project, to)),
        Command::Verify(asked) => within(report, |project, to| verify::run(asked, project, to)),
        Command::Worker => worker::run(report),
        Command::Watch(asked) => within(report, |project, to| watch::run(asked, project, to)),
        Command::Merge(asked) => merge::run(asked, report),
        Command::Typst(asked) => within(report, |project, to| typst::run(asked, project, to)),
        Command::Templates(asked) => {
            within(report, |project, to| templates::run(asked, project, to))
        }
        Command::Completions { shell } => completions::run(*shell, report),
        Command::Man { folder } => man::run(folder, report),
        Command::Schema { markdown } => schema::run(*markdown, report),
    }
}
