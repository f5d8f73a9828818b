//! Everything but the PDF: a path becomes a subject, its answers and its
//! sheet, or every fault on the way.

use std::path::Path;

use crate::answers::{Answers, solve};
use crate::diagnostic::{Fault, Faults};
use crate::sheet::{Sheet, corrige};
use crate::source::Sources;
use crate::subject::{Subject, load};

/// What became of a subject.
#[derive(Debug)]
pub struct Prepared {
    /// The files read, for the places of the faults.
    pub sources: Sources,
    /// Errors and warnings, in order.
    pub faults: Vec<Fault>,
    /// What can be printed, when there is no error.
    pub ready: Option<Ready>,
}

/// A subject that can be printed.
#[derive(Debug, Clone)]
pub struct Ready {
    /// As its author wrote it.
    pub subject: Subject,
    /// Every named value.
    pub answers: Answers,
    /// What the corrigé says.
    pub sheet: Sheet,
}

/// Reads, computes and composes the subject of a file.
#[must_use]
pub fn prepare(path: &Path) -> Prepared {
    let mut sources = Sources::default();
    let (ready, faults) = match steps(path, &mut sources) {
        Ok((ready, warnings)) => (Some(ready), warnings),
        Err(faults) => (None, faults),
    };
    Prepared { sources, faults: faults.in_order(), ready }
}

fn steps(path: &Path, sources: &mut Sources) -> Result<(Ready, Faults), Faults> {
    let loaded = load(path, sources)?;
    let subject = loaded.subject;
    let mut warnings = loaded.warnings;
    let answers = match solve(&subject, sources) {
        Ok(answers) => answers,
        Err(faults) => {
            warnings.extend(faults.in_order());
            return Err(warnings);
        }
    };
    match corrige(&subject, &answers, sources) {
        Ok((sheet, more)) => {
            warnings.extend(more.in_order());
            Ok((Ready { subject, answers, sheet }, warnings))
        }
        Err(faults) => {
            warnings.extend(faults.in_order());
            Err(warnings)
        }
    }
}
