//! What `corrige build` says: a line a document, then the summary.

use std::path::Path;

use super::vain;
use crate::cli::Status;
use crate::cli::report::Report;
use crate::diagnostic::Fault;
use crate::number::counted;
use crate::session::build::{Build, Fate, Summary};

/// Says of a document that it was printed, and of any other when asked why.
pub(super) fn line(path: &Path, fate: &Fate, explain: bool) -> Option<String> {
    let path = path.display();
    match fate {
        Fate::Printed { pages, reason } => {
            let pages = counted(*pages, "page");
            let reason = if explain { format!("  {reason}") } else { String::new() };
            Some(format!("{path}  {pages}{reason}"))
        }
        Fate::Current => explain.then(|| format!("{path}  à jour")),
        Fate::Kept => {
            explain.then(|| format!("{path}  à jour : le sujet a changé, pas ce document"))
        }
    }
}

/// Says what came of a build.
pub(super) fn summary(
    build: &Build<'_>,
    summary: &Summary,
    interrupted: bool,
    report: &mut Report,
) -> Status {
    for path in &summary.obsolete {
        let path = build.out.join(path);
        report.line(&if !summary.pruned {
            format!("{}  n’est plus demandé : «\u{a0}--prune\u{a0}» le supprime", path.display())
        } else if path.exists() {
            format!("{}  n’est plus demandé, et ne se supprime pas", path.display())
        } else {
            format!("{}  supprimé", path.display())
        });
    }
    let mut status = match (summary.refused, summary.faulty) {
        (true, _) => Status::Refused,
        (false, true) => Status::Faulty,
        (false, false) => Status::Done,
    };
    if interrupted {
        let fault = Fault::error("interrompu", "interrompu avant la fin")
            .help("relancez la même commande : elle reprendra où elle s’est arrêtée");
        status = report.refused(&[fault]);
    } else if build.wanted.share.is_none() {
        let empty = summary.printed + summary.current == 0 && status == Status::Done;
        if vain::tell(build.wanted, summary.offers.as_deref(), empty, report) {
            status = status.max(Status::Faulty);
        }
    }
    let printed = match summary.printed {
        0 => "aucun document imprimé".to_owned(),
        1 => "1 document imprimé".to_owned(),
        number => format!("{number} documents imprimés"),
    };
    let current = match summary.current {
        0 => String::new(),
        number => format!(", {number} à jour"),
    };
    let left = match summary.left {
        0 => String::new(),
        1 => ", 1 sujet laissé".to_owned(),
        number => format!(", {number} sujets laissés"),
    };
    report.line(&format!("{printed}{current}{left}, {}", report.count()));
    status
}
