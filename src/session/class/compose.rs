//! One paper of a class: its figures put in the subject, computed again, and
//! what its documents then say.

use super::papers::{Copy, Course};
use crate::answers::solve;
use crate::diagnostic::{Fault, Faults, Severity};
use crate::formula::ALREADY_TOLD;
use crate::session::{Document, Ready};

impl Course {
    /// Composes the documents of a paper.
    ///
    /// Warnings are those of the subject as it is written, told before.
    ///
    /// # Errors
    ///
    /// Returns what keeps the documents from being composed with these figures.
    pub(super) fn compose(&self, copy: &Copy) -> Result<Ready, Vec<Fault>> {
        let subject = copy.drawn.apply(&self.subject);
        let (answers, faults) = solve(&subject, &self.sources);
        if faults.has_errors() {
            return Err(errors(faults, copy));
        }
        let mut documents = Vec::with_capacity(self.documents.len());
        for document in &self.documents {
            let composed = Document::compose(*document, &subject, &answers, &self.sources);
            let (document, _) = composed.map_err(|faults| errors(faults, copy))?;
            let sheet = document.sheet.with_ticket(copy.ticket.clone());
            documents.push(Document { sheet, ..document });
        }
        Ok(Ready { subject, answers, documents })
    }
}

/// Keeps errors, and says which variant has them.
fn errors(faults: Faults, copy: &Copy) -> Vec<Fault> {
    let own = |fault: &Fault| fault.severity == Severity::Error && fault.id != ALREADY_TOLD;
    let help = format!("avec les valeurs de la variante {}", copy.pupil);
    faults.in_order().into_iter().filter(own).map(|fault| fault.help(help.clone())).collect()
}
