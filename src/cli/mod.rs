//! The command line: takes arguments, talks to a person, gives an exit status.
//!
//! The only module that prints. Words of the command line are English by
//! convention; all that is said is French.

mod arguments;
mod build;
mod check;
mod diff;
mod progress;
mod report;
mod stress;
mod usage;
mod values;
mod variants;
mod verify;

use std::ffi::OsString;
use std::process::ExitCode;

use arguments::Command;
use rayon::ThreadPoolBuilder;
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

/// Has Typst work on this thread alone.
///
/// Each of its threads keeps to itself the memory that it frees, and it shares
/// out only what stands between two changes of page format.
fn on_one_thread<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    match ThreadPoolBuilder::new().num_threads(1).use_current_thread().build() {
        Ok(pool) => pool.install(work),
        // The thread belongs to a pool already, and stays there.
        Err(_) => work(),
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
        Command::Build { files, out, edition } => {
            let editions: Vec<_> = edition.iter().map(|edition| (*edition).into()).collect();
            on_one_thread(|| build::run(files, out, &editions, &mut report))
        }
        Command::Check { files } => check::run(files, &mut report),
        Command::Values { file } => values::run(file, &mut report),
        Command::Variants(asked) => variants::run(asked, &mut report),
        Command::Diff(asked) => on_one_thread(|| diff::run(asked, &mut report)),
        Command::Stress(asked) => stress::run(asked, &mut report),
        Command::Verify(asked) => verify::run(asked, &mut report),
    };
    match report.finish() {
        Ok(()) => status.into(),
        // Nobody reads any more: there is nobody to tell.
        Err(_) => Status::Refused.into(),
    }
}
