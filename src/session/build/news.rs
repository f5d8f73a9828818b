//! What a build tells: takes what has become of documents, gives lines to show
//! and a summary.

use std::path::{Path, PathBuf};

use super::order::{Outcome, Telling};
use super::task::{Event, Print};
use super::todo::{Reason, Todo};
use crate::diagnostic::{Fault, Severity};
use crate::session::Offer;
use crate::source::Sources;

/// What a build tells while it goes on, in the order of the plan.
#[derive(Debug)]
pub enum News<'a> {
    /// Faults and warnings, with the files they point into.
    Faults(&'a [Fault], &'a Sources),
    /// A document that stands in the output folder.
    Document {
        /// Its path.
        path: PathBuf,
        /// Why it stands there.
        fate: Fate,
    },
    /// So many documents are done, of so many: told as it happens.
    Progress(usize, usize),
}

/// Why a document stands in the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Nothing that it depends on has changed.
    Current,
    /// Its subject has changed, in nothing that it says.
    Kept,
    /// It was printed.
    Printed {
        /// Its pages.
        pages: usize,
        /// Why.
        reason: Reason,
    },
}

/// What came of a build.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents printed.
    pub printed: usize,
    /// Documents that stood already.
    pub current: usize,
    /// Whether something has faults.
    pub faulty: bool,
    /// Why the folder cannot be written, if it cannot.
    pub refused: bool,
    /// Subjects that were not begun.
    pub left: usize,
    /// Documents that are asked for no longer.
    pub obsolete: Vec<PathBuf>,
    /// Whether those were removed.
    pub pruned: bool,
    /// What the subjects of the plan offer, if all could be read.
    pub offers: Option<Vec<Offer>>,
}

impl Summary {
    /// Counts what can be counted as it happens.
    pub(super) fn note(&mut self, event: &Event) {
        let errors = |faults: &[Fault]| faults.iter().any(|f| f.severity == Severity::Error);
        match event {
            Event::Told { faults, .. } => self.faulty |= errors(faults),
            Event::Failed { faults, .. } => {
                self.faulty = true;
                self.refused |= faults.iter().any(|fault| fault.id == "sortie-refusee");
            }
            Event::Lost { .. } => self.faulty = true,
            Event::Printed(_) => self.printed += 1,
            Event::Kept { .. } => self.current += 1,
            Event::Read(_) | Event::Ended => {}
        }
    }

    /// Tells a piece of news in its turn.
    pub(super) fn tell(
        &mut self,
        out: &Path,
        todos: &[Todo],
        telling: Telling,
        tell: &mut dyn FnMut(News<'_>),
    ) {
        let (rank, file, outcome) = match telling {
            Telling::Faults(faults, sources) => return tell(News::Faults(&faults, &sources)),
            Telling::Document(rank, file, outcome) => (rank, file, outcome),
        };
        let todo = &todos[rank];
        let path = out.join(&todo.planned.folder).join(&file);
        let fate = match outcome {
            Outcome::Failed(faults, sources) => return tell(News::Faults(&faults, &sources)),
            Outcome::Current => {
                self.current += 1;
                Fate::Current
            }
            Outcome::Kept => match todo.unread {
                true => Fate::Kept,
                false => Fate::Current,
            },
            Outcome::Printed(Print { pages, warnings, sources, .. }) => {
                if !warnings.is_empty() {
                    tell(News::Faults(&warnings, &sources));
                }
                Fate::Printed { pages, reason: todo.reason(&file) }
            }
        };
        tell(News::Document { path, fate });
    }
}
