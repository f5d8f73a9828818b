//! `corrige build --check`: whether a folder holds what would be printed.

use super::{pool, vain, waits};
use crate::cli::Status;
use crate::cli::progress::Bar;
use crate::cli::report::Report;
use crate::cli::variants::stopped_by_hand;
use crate::diagnostic::Fault;
use crate::session::build::{Build, Difference, Kind, News};
use crate::session::{Limits, Lock};
use crate::source::Sources;

/// Compares the folder of a build with what the build would print.
pub(super) fn run(
    build: &Build<'_>,
    limits: Limits,
    no_wait: bool,
    report: &mut Report,
) -> Result<Status, Fault> {
    // In the midst of another run, files would differ that are about to be right.
    let quiet = Lock::read(build.out, &mut |holder| waits(holder, build.out, no_wait, report))?;
    let Some(quiet) = quiet else { return Ok(Status::Refused) };
    let survey = build.survey(0);
    let bar = Bar::new(survey.todos.len(), "documents");
    let stop = stopped_by_hand();
    let checked = build.check(&survey, || pool(build, limits), &stop, &mut |news| match news {
        News::Progress(done, total) => bar.at(done, total),
        News::Faults(faults, sources) => bar.above(|| report.faults(faults, sources)),
        News::Document { .. } => {}
    });
    bar.end();
    drop(quiet);
    let checked = checked?;
    let differences: Vec<_> = checked.differences.iter().map(fault).collect();
    report.faults(&differences, &Sources::default());
    let mut vain = false;
    if build.wanted.share.is_none() {
        let empty = checked.same == 0 && !checked.faulty && differences.is_empty();
        vain = vain::tell(build.wanted, checked.offers.as_deref(), empty, report);
    }
    let same = match checked.same {
        0 => "aucun document conforme".to_owned(),
        1 => "1 document conforme".to_owned(),
        number => format!("{number} documents conformes"),
    };
    report.line(&format!("{same}, {}", report.count()));
    let differs = checked.faulty || !differences.is_empty() || vain;
    Ok(if differs { Status::Faulty } else { Status::Done })
}

fn fault(difference: &Difference) -> Fault {
    let path = difference.path.display();
    let message = match difference.kind {
        Kind::Missing => format!("« {path} » n’est pas là"),
        Kind::Different => format!("« {path} » n’est pas ce que donnent les sujets"),
        Kind::Extra => format!("« {path} » n’est demandé par aucun sujet"),
    };
    let help = match difference.kind {
        Kind::Extra => {
            "« corrige build --prune » supprime ce qu’il a imprimé ; le reste se supprime à la main"
        }
        Kind::Missing | Kind::Different => "« corrige build » l’imprime de nouveau",
    };
    Fault::error("sortie-differente", message).help(help)
}
