//! `corrige check`: everything but the PDF.

use super::Status;
use super::arguments::Subjects;
use super::report::Report;
use crate::session::{plan, prepare};

/// Checks the subjects of some paths.
pub(super) fn run(subjects: &Subjects, report: &mut Report) -> Status {
    let planned = match plan(&subjects.files) {
        Ok(planned) => planned,
        Err(faults) => return report.refused(&faults),
    };
    let mut status = Status::Done;
    for subject in &planned {
        let prepared = prepare(&subject.subject);
        report.faults(&prepared.faults, &prepared.sources);
        if prepared.ready.is_none() {
            status = Status::Faulty;
        } else {
            report.line(&format!("{}  en ordre", subject.subject.display()));
        }
    }
    let subjects = match planned.len() {
        1 => "1 sujet vérifié".to_owned(),
        number => format!("{number} sujets vérifiés"),
    };
    report.line(&format!("{subjects}, {}", report.count()));
    status
}
