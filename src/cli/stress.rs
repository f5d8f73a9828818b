//! `corrige stress`: thousands of draws, without printing.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use clap::{Args, value_parser};

use super::Status;
use super::arguments::{Format, Output, Subjects};
use super::project::engine;
use super::report::Report;
use super::variants::told;
use crate::number::counted;
use crate::session::class::{
    Class, Collate, Course, Pupils, Refusal, Request, check_seed, print_class,
};
use crate::session::{Planned, Prepared, Project, cores, plan, prepare, write};
use crate::variants::Key;
use crate::variants::stress::{MOST_DRAWS, Stress, junit, stress};

/// What `corrige stress` is asked.
#[derive(Debug, Args)]
pub(super) struct StressArguments {
    #[command(flatten)]
    subjects: Subjects,
    /// Nombre de tirages ; 10 000 par défaut
    #[arg(
        long,
        value_name = "NOMBRE",
        default_value_t = 10_000,
        hide_default_value = true,
        value_parser = value_parser!(u32).range(1..=i64::from(MOST_DRAWS))
    )]
    draws: u32,
    /// Graine du tirage ; 1 par défaut
    #[arg(long, value_name = "GRAINE", default_value_t = 1, hide_default_value = true)]
    seed: u32,
    /// Questions étudiées seules, séparées par des virgules
    #[arg(long, value_name = "QUESTIONS", value_delimiter = ',')]
    questions: Vec<String>,
    /// Imprime aussi les premières variantes
    #[arg(long, value_name = "NOMBRE")]
    render: Option<u32>,
    /// Imprime ces tirages au lieu d’en faire d’autres, séparés par des virgules : 8,17
    #[arg(
        long,
        value_name = "TIRAGES",
        value_delimiter = ',',
        value_parser = value_parser!(u32).range(1..=i64::from(MOST_DRAWS)),
        conflicts_with_all = ["draws", "render", "junit"]
    )]
    replay: Vec<u32>,
    #[arg(
        long,
        value_name = "FICHIER",
        help = "Écrit aussi un rapport pour l’intégration continue (JUnit)"
    )]
    junit: Option<PathBuf>,
    #[command(flatten)]
    output: Output,
}

/// Draws from each subject and says what comes out.
pub(super) fn run(arguments: &StressArguments, project: &Project, report: &mut Report) -> Status {
    let planned = match plan(&arguments.subjects.files) {
        Ok(planned) => planned,
        Err(faults) => return report.refused(&faults),
    };
    let mut all = Vec::new();
    let mut status = Status::Done;
    for subject in &planned {
        match one(subject, arguments, project, report) {
            Ok((found, printed)) => {
                if found.as_ref().is_some_and(|found| !found.passed()) {
                    status = status.max(Status::Faulty);
                }
                status = status.max(printed);
                all.extend(found);
            }
            Err(ended) => status = status.max(ended),
        }
    }
    if let Some(path) = &arguments.junit
        && let Err(fault) = write(path, junit(&all).as_bytes())
    {
        status = report.refused(&[fault]);
    }
    status
}

fn one(
    planned: &Planned,
    arguments: &StressArguments,
    project: &Project,
    report: &mut Report,
) -> Result<(Option<Stress>, Status), Status> {
    let prepared = prepare(&planned.subject, project.limits.bounds());
    report.aside(&prepared.faults, &prepared.sources);
    let Prepared { ready: Some(ready), sources, .. } = prepared else { return Err(Status::Faulty) };
    let name = planned.folder.display().to_string();
    let refused = |refusal: Refusal, report: &mut Report| {
        let status = Status::from(&refusal);
        report.aside(&refusal.faults().in_order(), &sources);
        status
    };
    let course = check_seed(arguments.seed)
        .and_then(|()| Course::new(&name, &ready, &sources, &arguments.questions))
        .map_err(|refusal| refused(refusal, report))?;
    report.aside(course.warnings(), &sources);
    if !arguments.replay.is_empty() {
        let replayed = replay(&course, arguments, project, report);
        replayed.map_err(|refusal| refused(refusal, report))?;
        return Ok((None, Status::Done));
    }
    let found = stress(course.plan(), &Key::public(), arguments.seed.into(), arguments.draws);
    let found = Stress { replay: again(&planned.subject, arguments), ..found };
    match report.format() {
        Format::Json => report.output(&format!("{}\n", found.to_json().trim_end())),
        Format::Full | Format::Short | Format::Github | Format::Sarif => {
            report.output(&format!("{name}\n{}\n", found.to_text()));
        }
    }
    report.aside(&found.faults(), &sources);
    let printed = match arguments.render {
        Some(count) => render(course, count, arguments, project, report)
            .map_err(|refusal| refused(refusal, report))?,
        None => Status::Done,
    };
    Ok((Some(found), printed))
}

/// Prints the draws that are asked for.
fn replay(
    course: &Course,
    arguments: &StressArguments,
    project: &Project,
    report: &mut Report,
) -> Result<(), Refusal> {
    let engine = engine(project).map_err(Refusal::asked)?;
    for draw in &arguments.replay {
        for (path, pages) in course.replay(&engine, arguments.seed, *draw, &arguments.output.out)? {
            report.line(&format!("{}  {}", path.display(), counted(pages, "page")));
        }
    }
    Ok(())
}

/// Writes the command that prints a draw again, but for its number.
fn again(subject: &Path, arguments: &StressArguments) -> String {
    let folder = subject.parent().filter(|_| subject.ends_with("sujet.yaml"));
    let path = folder.unwrap_or(subject).display().to_string();
    let plain = |letter: char| letter.is_alphanumeric() || "/\\._-:".contains(letter);
    let path = if path.chars().all(plain) { path } else { format!("\"{path}\"") };
    let questions = match arguments.questions.as_slice() {
        [] => String::new(),
        asked => format!(" --questions {}", asked.join(",")),
    };
    format!("corrige stress {path} --seed {}{questions} --replay", arguments.seed)
}

/// Prints the first variants too.
fn render(
    course: Course,
    count: u32,
    arguments: &StressArguments,
    project: &Project,
    report: &mut Report,
) -> Result<Status, Refusal> {
    let request = Request {
        seed: arguments.seed,
        key: Key::public(),
        keyed: false,
        pupils: Pupils::Count(count),
        series: None,
        room: None,
        collate: Collate::Roster,
    };
    let class = Class::new(course, &request)?;
    let (engine, stop) = (engine(project).map_err(Refusal::asked)?, AtomicBool::new(false));
    let printed = print_class(&engine, &class, &arguments.output.out, cores(), &stop, &mut || {})
        .map_err(Refusal::asked)?;
    Ok(told(&printed, class.papers(), report))
}
