//! `corrige build --dry-run`: what would be printed.

use super::vain;
use crate::cli::Status;
use crate::cli::report::Report;
use crate::session::build::Build;

/// Prints the plan of a build.
pub(super) fn run(build: &Build<'_>, explain: bool, report: &mut Report) -> Status {
    // Nothing is written, so that the clock of the disk is not known: files are
    // read rather than trusted.
    let survey = build.survey(0);
    let mut status = Status::Done;
    let (mut due, mut current) = (0, 0);
    let foreseen = build.preview(&survey);
    let offers: Option<Vec<_>> = foreseen.iter().map(|foreseen| foreseen.offer.clone()).collect();
    for foreseen in foreseen {
        report.faults(&foreseen.faults, &foreseen.sources);
        if !foreseen.faults.is_empty() {
            status = Status::Faulty;
        }
        for (path, reason) in foreseen.documents {
            let path = build.out.join(path);
            match reason {
                Some(reason) => {
                    due += 1;
                    report.line(&format!("{}  {reason}", path.display()));
                }
                None => {
                    current += 1;
                    if explain {
                        report.line(&format!("{}  à jour", path.display()));
                    }
                }
            }
        }
    }
    if build.wanted.share.is_none() {
        let empty = due + current == 0 && status == Status::Done;
        if vain::tell(build.wanted, offers.as_deref(), empty, report) {
            status = Status::Faulty;
        }
    }
    let due = match due {
        0 => "aucun document à imprimer".to_owned(),
        1 => "1 document à imprimer".to_owned(),
        number => format!("{number} documents à imprimer"),
    };
    let current = match current {
        0 => String::new(),
        number => format!(", {number} à jour"),
    };
    // What is due was not read to the end: that it has no fault is not known.
    let faults =
        if status == Status::Done { String::new() } else { format!(", {}", report.count()) };
    report.line(&format!("{due}{current}{faults}"));
    status
}
