//! `corrige stress`: thousands of draws, without printing.

use std::sync::atomic::AtomicBool;

use super::Status;
use super::arguments::{Format, StressArguments};
use super::build::engine;
use super::report::Report;
use crate::diagnostic::{Fault, Faults};
use crate::session::class::{Class, Collate, Course, Pupils, Request, print_class};
use crate::session::{Planned, Prepared, cores, plan, prepare, write};
use crate::source::Sources;
use crate::variants::stress::{Stress, json, junit, stress, text};
use crate::variants::Key;

/// Draws from each subject and says what comes out.
pub(super) fn run(arguments: &StressArguments, report: &mut Report) -> Status {
    let planned = match plan(&arguments.files) {
        Ok(planned) => planned,
        Err(faults) => {
            report.faults(&faults, &Sources::default());
            return Status::Refused;
        }
    };
    let mut all = Vec::new();
    let mut status = Status::Done;
    for subject in &planned {
        match one(subject, arguments, report) {
            Ok(found) => {
                if !found.passed() {
                    status = status.max(Status::Faulty);
                }
                match report.format() {
                    Format::Json => report.output(&json(&found)),
                    Format::Full | Format::Short | Format::Github => report.output(&text(&found)),
                }
                all.push(found);
            }
            Err(ended) => status = status.max(ended),
        }
    }
    if let Some(path) = &arguments.junit
        && let Err(fault) = write(path, junit(&all).as_bytes())
    {
        report.faults(&[fault], &Sources::default());
        status = Status::Refused;
    }
    status
}

fn one(
    planned: &Planned,
    arguments: &StressArguments,
    report: &mut Report,
) -> Result<Stress, Status> {
    let prepared = prepare(&planned.subject);
    report.aside(&prepared.faults, &prepared.sources);
    let Prepared { ready: Some(ready), sources, .. } = prepared else { return Err(Status::Faulty) };
    let name = planned.folder.display().to_string();
    let course = Course::new(&name, &ready, &sources, &arguments.questions).map_err(|faults| {
        report.aside(&faults.in_order(), &sources);
        Status::Faulty
    })?;
    report.aside(course.warnings(), &sources);
    let found = stress(&name, course.plan(), &Key::public(), arguments.seed, arguments.draws);
    if let Some(count) = arguments.render {
        render(course, count, arguments, &sources, report)?;
    }
    Ok(found)
}
