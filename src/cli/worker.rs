//! `corrige __worker`: what the program starts of itself to print documents.

use std::io;

use super::Status;
use super::report::Report;
use crate::diagnostic::Fault;
use crate::session::worker::serve;
use crate::source::Sources;

/// Does what another process of the program orders.
pub(super) fn run(report: &mut Report) -> Status {
    match serve(io::stdin(), &mut io::stdout(), gone) {
        Ok(()) => Status::Done,
        Err(_) => {
            let fault = Fault::error("commande-interne", "cette commande ne sert qu’au programme");
            report.aside(&[fault.help("pour imprimer : « corrige build »")], &Sources::default());
            Status::Refused
        }
    }
}

#[expect(clippy::exit, reason = "nobody is left to print for, and the printing thread is busy")]
fn gone() {
    std::process::exit(0);
}
