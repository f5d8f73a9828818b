//! `corrige build`: subjects to PDF files, those that have changed.

mod check;
mod preview;
mod told;
mod vain;

use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::Ordering;

use super::Status;
use super::arguments::BuildArguments;
use super::progress::Bar;
use super::project::templates;
use super::report::Report;
use super::variants::stopped_by_hand;
use crate::diagnostic::{Fault, io_reason};
use crate::session::build::{Build, News};
use crate::session::worker::Pool;
use crate::session::{
    AskedShard, Holder, Limits, Lock, Planned, Project, Shard, Wanted, cores, plan,
};
use crate::source::Sources;

/// Last second that has a date in four figures, as PDF files write them.
const LAST_SECOND: i64 = 253_402_300_799;

/// Builds the subjects of some paths into a folder.
pub(super) fn run(arguments: &BuildArguments, project: &Project, report: &mut Report) -> Status {
    let asked = plan(&arguments.subjects.files).and_then(|planned| {
        let date = date().map_err(|fault| vec![fault])?;
        let shard = shard(arguments.shard.as_deref()).map_err(|fault| vec![fault])?;
        Ok((planned, date, shard))
    });
    let (planned, date, shard) = match asked {
        Ok(asked) => asked,
        Err(faults) => return report.refused(&faults),
    };
    let limits = arguments.limits.over(project);
    let mut wanted = wanted(arguments);
    // A runner may have nothing to do: all of them together are asked.
    let mut vain = false;
    if let Some(shard) = shard {
        let (part, offers) = build(arguments, &planned, &wanted, project, date).share(shard);
        vain = vain::tell(&wanted, offers.as_deref(), part.slip.plan.is_empty(), report);
        wanted.share = Some(part);
    }
    let build = build(arguments, &planned, &wanted, project, date);
    let done = if arguments.dry_run {
        Ok(preview::run(&build, arguments.explain, report))
    } else if arguments.check {
        check::run(&build, limits, arguments.no_wait, report)
    } else {
        print(&build, limits, arguments, report)
    };
    let status = done.unwrap_or_else(|fault| report.refused(&[fault]));
    if vain { status.max(Status::Faulty) } else { status }
}

fn build<'a>(
    arguments: &'a BuildArguments,
    planned: &'a [Planned],
    wanted: &'a Wanted,
    project: &'a Project,
    date: Option<i64>,
) -> Build<'a> {
    Build {
        subjects: planned,
        whole: arguments.subjects.files.is_empty(),
        out: &arguments.output.out,
        wanted,
        templates: templates(),
        theme: &project.theme,
        date,
        workers: arguments.jobs.map_or_else(cores, NonZero::get),
        fail_fast: arguments.fail_fast,
        prune: arguments.prune,
    }
}

fn wanted(arguments: &BuildArguments) -> Wanted {
    Wanted {
        sessions: arguments.session.clone(),
        exams: arguments.exam.clone(),
        documents: arguments.documents.iter().map(|document| (*document).into()).collect(),
        editions: arguments.edition.iter().map(|edition| (*edition).into()).collect(),
        share: None,
    }
}

/// Finds which share is asked for, if not the whole.
fn shard(asked: Option<&str>) -> Result<Option<Shard>, Fault> {
    let Some(asked) = asked else { return Ok(None) };
    let refused = |message| Fault::error("part-inconnue", message);
    let asked: AskedShard = asked.parse().map_err(refused)?;
    asked.found(&|name| std::env::var(name).ok().filter(|value| !value.is_empty())).map(Some)
}

/// Prints what is due.
fn print(
    build: &Build<'_>,
    limits: Limits,
    arguments: &BuildArguments,
    report: &mut Report,
) -> Result<Status, Fault> {
    let Some(lock) = lock(build.out, arguments.no_wait, report)? else {
        return Ok(Status::Refused);
    };
    let survey = build.survey(lock.start());
    let due = survey.todos.iter().filter(|todo| todo.is_due()).count();
    let stop = stopped_by_hand();
    let bar = Bar::new(due, "documents");
    let summary = build.run(survey, || pool(build, limits), &stop, &mut |news| match news {
        News::Progress(done, total) => bar.at(done, total),
        News::Faults(faults, sources) => bar.above(|| report.faults(faults, sources)),
        News::Document { path, fate } => {
            if let Some(line) = told::line(&path, &fate, arguments.explain) {
                bar.above(|| report.line(&line));
            }
        }
    });
    bar.end();
    let summary = summary?;
    drop(lock);
    let interrupted = stop.load(Ordering::Relaxed) && !summary.faulty;
    Ok(told::summary(build, &summary, interrupted, report))
}

/// Takes the lock of the output folder; none if somebody else has it and
/// nobody wants to wait.
pub(super) fn lock(out: &Path, no_wait: bool, report: &mut Report) -> Result<Option<Lock>, Fault> {
    Lock::take(out, &mut |holder| waits(holder, out, no_wait, report))
}

/// Says who holds the output folder, and whether to wait.
fn waits(holder: &Holder, out: &Path, no_wait: bool, report: &mut Report) -> bool {
    let told = holder.told(out);
    if no_wait {
        let fault = Fault::error("dossier-occupe", told)
            .help("recommencez quand elle aura fini, ou choisissez un autre dossier");
        report.faults(&[fault], &Sources::default());
    } else {
        report.note(&format!("{told} : attente…"));
    }
    !no_wait
}

/// Starts the processes that print.
fn pool(build: &Build<'_>, limits: Limits) -> Result<Pool, Fault> {
    let program = std::env::current_exe().map_err(|error| {
        let message = format!("le programme ne se retrouve pas : {}", io_reason(&error));
        Fault::error("programme-introuvable", message)
    })?;
    Pool::new(&program, build.workers, build.templates, build.theme, limits)
}

/// Returns the time documents are dated in, when `SOURCE_DATE_EPOCH` says it.
fn date() -> Result<Option<i64>, Fault> {
    let Some(text) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let text = text.to_string_lossy();
    let date = text.parse().ok().filter(|seconds| (0..=LAST_SECOND).contains(seconds));
    date.map(Some).ok_or_else(|| {
        let message = format!("SOURCE_DATE_EPOCH vaut « {text} », qui n’est pas une date");
        Fault::error("date-imposee", message)
            .help("donnez-lui un nombre de secondes depuis 1970 : « git log -1 --format=%ct »")
    })
}
