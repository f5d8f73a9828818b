//! What `corrige build` says of demands that choose no document.

use crate::cli::report::Report;
use crate::diagnostic::{Fault, Severity};
use crate::session::{Kind, Offer, Vain, Wanted};
use crate::source::Sources;

/// Says which demands choose nothing of what subjects offer; `empty` when
/// nothing at all was chosen. Tells whether the run fails by it.
///
/// A session or an exam that does not exist was misspelt. A document or an
/// edition that nobody asks for yet may be asked for by habit, beside others.
pub(super) fn tell(
    wanted: &Wanted,
    offers: Option<&[Offer]>,
    empty: bool,
    report: &mut Report,
) -> bool {
    let vain = offers.map(|offers| wanted.vain(offers)).unwrap_or_default();
    let absent = vain.iter().filter(|vain| vain.absent).map(|vain| fault(vain, empty));
    let mut faults: Vec<_> = absent.collect();
    if empty && faults.is_empty() && !wanted.is_everything() {
        faults.push(nothing());
    } else if !empty {
        faults.extend(vain.iter().filter(|vain| !vain.absent).map(left_out));
    }
    report.faults(&faults, &Sources::default());
    faults.iter().any(|fault| fault.severity == Severity::Error)
}

fn nothing() -> Fault {
    Fault::error("rien-a-imprimer", "aucun document ne répond à tout ce qui est demandé")
        .help("chaque option seule en choisirait, toutes ensemble n’en laissent aucun")
}

/// Says that no subject has what was asked.
fn fault(vain: &Vain, empty: bool) -> Fault {
    let Vain { value, .. } = vain;
    let (id, message, present, none) = match vain.kind {
        Kind::Session => (
            "session-absente",
            format!("aucun sujet de la session « {value} »"),
            "sessions présentes",
            "",
        ),
        Kind::Exam => (
            "examen-absent",
            format!("aucun examen, aucune épreuve, aucun code ne contient « {value} »"),
            "examens présents",
            "",
        ),
        Kind::Document => (
            "document-absent",
            format!("aucun sujet ne demande le document « {value} »"),
            "documents demandés",
            "un document se demande dans le sujet : « documents: [sujet, corrige, bareme] »",
        ),
        Kind::Edition => (
            "edition-absente",
            format!("aucun sujet ne demande l’édition « {value} »"),
            "éditions demandées",
            "une édition se demande dans le sujet : « editions: [a3, 16pt, 20pt, dys] »",
        ),
    };
    let misspelt = matches!(vain.kind, Kind::Session | Kind::Exam);
    let mut fault =
        if misspelt || empty { Fault::error(id, message) } else { Fault::warning(id, message) };
    if let Some(near) = &vain.near {
        fault = fault.help(format!("vouliez-vous dire « {near} » ?"));
    }
    if !vain.present.is_empty() {
        fault = fault.help(format!("{present} : {}", vain.present.join(", ")));
    }
    if none.is_empty() { fault } else { fault.help(none) }
}

/// Says that the other demands leave out what one would choose.
fn left_out(vain: &Vain) -> Fault {
    let option = match vain.kind {
        Kind::Session => "session",
        Kind::Exam => "exam",
        Kind::Document => "documents",
        Kind::Edition => "edition",
    };
    let message = format!("« --{option} {} » n’ajoute aucun document", vain.value);
    Fault::warning("demande-vaine", message).help("les autres options écartent tous les siens")
}
