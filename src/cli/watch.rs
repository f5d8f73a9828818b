//! `corrige watch`: documents printed again as their files are saved.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use clap::Args;

use super::Status;
use super::arguments::{Output, Subjects};
use super::project::TEMPLATES;
use super::report::Report;
use crate::diagnostic::{Fault, io_reason};
use crate::number::counted;
use crate::session::Project;
use crate::session::watch::{Disk, News, Round, Saves, Watch};
use crate::source::Sources;

/// What `corrige watch` is asked.
#[derive(Debug, Args)]
pub(super) struct WatchArguments {
    #[command(flatten)]
    subjects: Subjects,
    #[command(flatten)]
    output: Output,
    /// Ouvre le premier document imprimé
    #[arg(long)]
    open: bool,
}

/// Prints the subjects of some paths, then what each saved file touches, until
/// it is interrupted.
pub(super) fn run(arguments: &WatchArguments, project: &Project, report: &mut Report) -> Status {
    let bounds = project.limits.bounds();
    let (files, out) = (&arguments.subjects.files, &arguments.output.out);
    let watched = Watch::new(files, Path::new(TEMPLATES), out, bounds)
        .and_then(|watch| watch.of_project(Path::new(""), project.clone()))
        .and_then(|mut watch| follow(&mut watch, arguments, report).map_err(|fault| vec![fault]));
    match watched {
        Ok(()) => Status::Done,
        Err(faults) => report.refused(&faults),
    }
}

fn follow(watch: &mut Watch, arguments: &WatchArguments, report: &mut Report) -> Result<(), Fault> {
    let (mut disk, events) = Disk::new()?;
    // Before the first print: what is saved meanwhile is the first round.
    watch.follow(&mut disk, &Round::everything())?;
    let mut first = None;
    watch.all(&mut |news| {
        if let News::Printed { path, .. } = &news {
            first.get_or_insert_with(|| path.to_path_buf());
        }
        tell(&news, report);
    })?;
    if let Some(path) = first.filter(|_| arguments.open) {
        open(&path).unwrap_or_else(|fault| report.faults(&[fault], &Sources::default()));
    }
    report.line("en attente de modifications ; Ctrl-C pour finir");
    let saves = Saves::new(events);
    loop {
        // What its subjects are made of may be elsewhere now.
        watch.follow(&mut disk, &Round::of([]))?;
        let Some(round) = saves.next(&|path| watch.concerns(path)) else { return Ok(()) };
        watch.follow(&mut disk, &round)?;
        watch.saved(&round, &mut |news| tell(&news, report))?;
    }
}

fn tell(news: &News<'_>, report: &mut Report) {
    match news {
        News::Faults(faults, sources) => report.faults(faults, sources),
        News::Printed { path, pages, time } => {
            let pages = counted(*pages, "page");
            report.line(&format!("{}  {pages}  {} ms", path.display(), time.as_millis()));
        }
        News::Same(subject) => report.line(&format!("{}  rien ne change", subject.display())),
        News::Left(subject) => {
            report.line(&format!("{}  n’est plus là : ses documents restent", subject.display()));
        }
        News::Waiting(told) => report.line(&format!("{told} : attente…")),
    }
}

/// Opens a file with the program that the person has chosen for its kind.
fn open(path: &Path) -> Result<(), Fault> {
    let mut command = opener();
    let quiet = command.arg(path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let begun = quiet.spawn();
    begun.map(drop).map_err(|error: io::Error| {
        let (path, reason) = (path.display(), io_reason(&error));
        Fault::warning("ouverture-impossible", format!("« {path} » ne s’ouvre pas : {reason}"))
            .help("ouvrez-le vous-même : il sera remplacé à chaque modification")
    })
}

#[cfg(target_os = "macos")]
fn opener() -> Command {
    Command::new("open")
}

#[cfg(target_os = "windows")]
fn opener() -> Command {
    let mut command = Command::new("cmd");
    command.args(["/C", "start", ""]);
    command
}

#[cfg(not(any(target_os = "macos", target_os = "windows")))]
fn opener() -> Command {
    Command::new("xdg-open")
}
