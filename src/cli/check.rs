//! `corrige check`: everything but the PDF, and the eye of a proof-reader.

use std::fs;
use std::path::Path;

use super::Status;
use super::arguments::Subjects;
use super::report::Report;
use crate::diagnostic::{Fault, Severity, io_reason};
use crate::number::counted;
use crate::proof::{Mend, mended};
use crate::session::{Prepared, Project, plan, prepare, write};
use crate::source::Sources;
use crate::variants::Plan;

/// Mark that some editors put before the text.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Checks the subjects of some paths; with `fix`, makes the safe changes first.
pub(super) fn run(
    subjects: &Subjects,
    fix: bool,
    project: &Project,
    report: &mut Report,
) -> Status {
    let planned = match plan(&subjects.files) {
        Ok(planned) => planned,
        Err(faults) => return report.refused(&faults),
    };
    let read = |path: &Path| prepare(path, project.limits.bounds());
    let mut status = Status::Done;
    for subject in &planned {
        let path = subject.subject.as_path();
        let mut prepared = read(path);
        let mends = prepared.proofread();
        if fix && !mends.is_empty() {
            match fixed(path, &prepared, &mends) {
                Ok(0) => {}
                Ok(made) => {
                    report.line(&format!("{}  {}", path.display(), counted(made, "correction")));
                    prepared = read(path);
                    prepared.proofread();
                }
                Err(fault) => {
                    report.faults(&[fault], &Sources::default());
                    status = Status::Refused;
                }
            }
        }
        report.faults(&prepared.faults, &prepared.sources);
        let undrawn = drawn(&prepared);
        report.faults(&undrawn, &prepared.sources);
        if prepared.ready.is_none() || undrawn.iter().any(|fault| fault.severity == Severity::Error)
        {
            status = status.max(Status::Faulty);
        } else {
            report.line(&format!("{}  en ordre", path.display()));
        }
    }
    let subjects = match planned.len() {
        1 => "1 sujet vérifié".to_owned(),
        number => format!("{number} sujets vérifiés"),
    };
    report.line(&format!("{subjects}, {}", report.count()));
    status
}

/// Tells what keeps variants from being drawn, or would surprise who draws
/// them.
fn drawn(prepared: &Prepared) -> Vec<Fault> {
    let Some(ready) = prepared.ready.as_ref().filter(|ready| ready.subject.variants.is_some())
    else {
        return Vec::new();
    };
    let plan = Plan::new(&ready.subject, &ready.answers, &prepared.sources, None);
    let mut faults = match plan {
        Ok(plan) => plan.warnings().to_vec(),
        Err(faults) => faults.in_order(),
    };
    faults.retain(|fault| ready.subject.proofing.tells(fault.id));
    faults
}

/// Makes the changes in the file of a subject; returns how many were made.
fn fixed(path: &Path, prepared: &Prepared, mends: &[Mend]) -> Result<usize, Fault> {
    let Some(ready) = &prepared.ready else { return Ok(0) };
    let file = ready.subject.source;
    let (text, made) = mended(&prepared.sources, file, mends);
    if made == 0 {
        return Ok(0);
    }
    let before = fs::read(path).map_err(|error| {
        let message = format!("« {} » ne se lit pas : {}", path.display(), io_reason(&error));
        Fault::error("sujet-illisible", message)
    })?;
    let (mark, body) = match before.strip_prefix(BYTE_ORDER_MARK) {
        Some(body) => (BYTE_ORDER_MARK, body),
        None => (&[][..], before.as_slice()),
    };
    // Saved since it was read: what was found may stand elsewhere.
    if body != prepared.sources.get(file).text.as_bytes() {
        let message = format!("« {} » a changé pendant la vérification", path.display());
        return Err(Fault::error("sujet-change", message).help("recommencez"));
    }
    write(path, &[mark, text.as_bytes()].concat())?;
    Ok(made)
}
