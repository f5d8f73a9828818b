//! What `corrige build` says: a line a document, then the summary.

use std::path::Path;

use crate::cli::Status;
use crate::cli::report::Report;
use crate::diagnostic::Fault;
use crate::number::counted;
use crate::session::build::{Build, Fate, Summary};
use crate::session::{Identity, Wanted};
use crate::source::Sources;

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
    } else if summary.printed + summary.current == 0
        && status == Status::Done
        && !build.wanted.is_everything()
        // More runners than documents: some have nothing to do.
        && build.wanted.share.as_ref().is_none_or(|share| share.slip.plan.is_empty())
    {
        report.faults(&[nothing(build.wanted, summary)], &Sources::default());
        status = Status::Faulty;
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

/// Says that nothing is what was asked for, when something was; a runner may
/// have nothing to do. Tells whether it is so.
pub(super) fn unanswered(wanted: &Wanted, report: &mut Report) -> bool {
    let is_so = !wanted.is_everything() && wanted.share.is_none();
    if is_so {
        report.faults(&[unknown()], &Sources::default());
    }
    is_so
}

fn unknown() -> Fault {
    Fault::error("rien-a-imprimer", "aucun document ne répond à tout ce qui est demandé")
}

/// Says that nothing is what was asked for, and what could be.
fn nothing(wanted: &Wanted, summary: &Summary) -> Fault {
    let known = |name: fn(&Identity) -> &String| {
        let mut names: Vec<_> = summary.identities.iter().map(name).collect();
        names.sort();
        names.dedup();
        names.into_iter().map(|name| format!("« {name} »")).collect::<Vec<_>>().join(", ")
    };
    let sessions = |session: &String| summary.identities.iter().any(|one| one.session == *session);
    if let Some(missing) = wanted.sessions.iter().find(|session| !sessions(session)) {
        return Fault::error("session-absente", format!("aucun sujet de la session « {missing} »"))
            .help(format!("les sujets sont de {}", known(|identity| &identity.session)));
    }
    if !wanted.editions.is_empty() && wanted.exams.is_empty() && wanted.documents.is_empty() {
        return Fault::error("edition-absente", "aucun sujet nommé n’a cette édition")
            .help("une édition se demande dans le sujet : « editions: [a3, 16pt, 20pt, dys] »");
    }
    unknown()
        .help(format!("les examens sont {}", known(|identity| &identity.exam)))
        .help("les documents se demandent dans le sujet : « documents: [sujet, corrige, bareme] »")
}
