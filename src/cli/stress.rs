//! `corrige stress`: thousands of draws, without printing.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use clap::Args;

use super::Status;
use super::arguments::{Format, Output, Subjects};
use super::build::engine;
use super::report::Report;
use super::variants::told;
use crate::diagnostic::{Fault, Faults};
use crate::session::class::{Class, Collate, Course, Pupils, Request, print_class};
use crate::session::{Planned, Prepared, Project, cores, plan, prepare, write};
use crate::source::Sources;
use crate::variants::Key;
use crate::variants::stress::{Stress, Threshold, junit, stress};

/// What `corrige stress` is asked.
#[derive(Debug, Args)]
pub(super) struct StressArguments {
    #[command(flatten)]
    subjects: Subjects,
    /// Nombre de tirages ; 10 000 par défaut
    #[arg(long, value_name = "NOMBRE", default_value = "10000", hide_default_value = true)]
    draws: NonZero<u32>,
    /// Graine du tirage ; 1 par défaut
    #[arg(long, value_name = "GRAINE", default_value_t = 1, hide_default_value = true)]
    seed: u32,
    /// Questions étudiées seules, séparées par des virgules
    #[arg(long, value_name = "QUESTIONS", value_delimiter = ',')]
    questions: Vec<String>,
    /// Imprime aussi les premières variantes
    #[arg(long, value_name = "NOMBRE")]
    render: Option<u32>,
    /// Écrit aussi un rapport `JUnit`
    #[arg(long, value_name = "FICHIER")]
    junit: Option<PathBuf>,
    #[command(flatten)]
    output: Output,
}

/// Draws from each subject and says what comes out.
pub(super) fn run(arguments: &StressArguments, report: &mut Report) -> Status {
    let planned = match plan(&arguments.subjects.files) {
        Ok(planned) => planned,
        Err(faults) => return report.refused(&faults),
    };
    let mut all = Vec::new();
    let mut status = Status::Done;
    for subject in &planned {
        match one(subject, arguments, report) {
            Ok((found, printed)) => {
                if !found.passed() {
                    status = status.max(Status::Faulty);
                }
                status = status.max(printed);
                all.push(found);
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
    report: &mut Report,
) -> Result<(Stress, Status), Status> {
    let prepared = prepare(&planned.subject);
    report.aside(&prepared.faults, &prepared.sources);
    let Prepared { ready: Some(ready), sources, .. } = prepared else { return Err(Status::Faulty) };
    let name = planned.folder.display().to_string();
    let faulty = |faults: Faults, report: &mut Report| {
        report.aside(&faults.in_order(), &sources);
        Status::Faulty
    };
    let course = Course::new(&name, &ready, &sources, &arguments.questions)
        .map_err(|faults| faulty(faults, report))?;
    report.aside(course.warnings(), &sources);
    let found = stress(course.plan(), &Key::public(), arguments.seed.into(), arguments.draws.get());
    let broken: Vec<Fault> =
        found.thresholds.iter().filter(|it| !it.holds).map(Threshold::fault).collect();
    match report.format() {
        Format::Json => report.output(&format!("{}\n", found.to_json().trim_end())),
        Format::Full | Format::Short | Format::Github | Format::Sarif => {
            report.output(&format!("{name}\n{}\n", found.to_text()));
        }
    }
    report.aside(&broken, &sources);
    let printed = match arguments.render {
        Some(count) => {
            render(course, count, arguments, report).map_err(|faults| faulty(faults, report))?
        }
        None => Status::Done,
    };
    Ok((found, printed))
}

/// Prints the first variants too.
fn render(
    course: Course,
    count: u32,
    arguments: &StressArguments,
    report: &mut Report,
) -> Result<Status, Faults> {
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
    let project = Project::read(Path::new(""), &mut Sources::default())?;
    let (engine, stop) = (engine(&project)?, AtomicBool::new(false));
    let printed = print_class(&engine, &class, &arguments.output.out, cores(), &stop, &mut || {})?;
    Ok(told(&printed, class.papers(), report))
}
