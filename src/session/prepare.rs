//! Everything but the PDF: a path becomes a subject, its answers and the
//! sheets of its documents, or every fault on the way; and, when asked, what
//! a proof-reader remarks.

use std::path::Path;

use super::document::Document;
use super::print::picture;
use crate::answers::{Answers, solve};
use crate::diagnostic::{Fault, Faults};
use crate::formula::ALREADY_TOLD;
use crate::proof::{self, Finding, Mend};
use crate::source::Sources;
use crate::subject::{Subject, load};
use crate::typst::{Bounds, check_bytes};

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

impl Prepared {
    /// Adds to the faults what the proof-reader remarks; returns the changes
    /// that are safe. A subject that has errors is not read: it may say what
    /// its author does not mean.
    pub fn proofread(&mut self) -> Vec<Mend> {
        let Some(ready) = &self.ready else { return Vec::new() };
        let mut faults: Faults = std::mem::take(&mut self.faults).into_iter().collect();
        let mut changes = Vec::new();
        for Finding { fault, mends } in
            proof::proofread(&ready.subject, &ready.answers, &self.sources)
        {
            faults.push(fault);
            changes.extend(mends);
        }
        self.faults = faults.in_order();
        changes
    }
}

/// A subject that can be printed.
#[derive(Debug, Clone)]
pub struct Ready {
    /// As its author wrote it.
    pub subject: Subject,
    /// Every named value.
    pub answers: Answers,
    /// What its documents say.
    pub documents: Vec<Document>,
}

impl Ready {
    /// Returns a document by the name of its file.
    #[must_use]
    pub fn document(&self, file: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.file == file)
    }
}

/// Reads, computes and composes the subject of a file, which may ask for so much.
#[must_use]
pub fn prepare(path: &Path, bounds: Bounds) -> Prepared {
    prepare_some(path, bounds, |_, _| true)
}

/// Does the same, and composes no other documents than those that are wanted, by the names of their files: what is
/// wrong with the others is not told.
#[must_use]
pub fn prepare_some(
    path: &Path,
    bounds: Bounds,
    wanted: impl Fn(&Subject, &str) -> bool,
) -> Prepared {
    let mut sources = Sources::default();
    let mut faults = Faults::default();
    let ready = steps(path, bounds, wanted, &mut sources, &mut faults);
    Prepared { sources, faults: faults.in_order(), ready }
}

fn steps(
    path: &Path,
    bounds: Bounds,
    wanted: impl Fn(&Subject, &str) -> bool,
    sources: &mut Sources,
    faults: &mut Faults,
) -> Option<Ready> {
    let loaded = kept(load(path, sources), faults)?;
    let proofing = loaded.subject.proofing.clone();
    faults.extend(loaded.faults.in_order());
    let ready = compose(loaded.subject, bounds, wanted, sources, faults);
    faults.retain(|fault| proofing.tells(fault.id));
    ready
}

fn compose(
    subject: Subject,
    bounds: Bounds,
    wanted: impl Fn(&Subject, &str) -> bool,
    sources: &Sources,
    faults: &mut Faults,
) -> Option<Ready> {
    faults.extend(flaws(&subject, bounds));
    let (answers, wrong) = solve(&subject, sources);
    faults.extend(wrong.in_order());
    let documents: Vec<_> =
        Document::all(&subject, &answers, sources, |file| wanted(&subject, file))
            .into_iter()
            .map(|composed| {
                let (document, warnings) = kept(composed, faults)?;
                faults.extend(told(warnings));
                Some(document)
            })
            .collect();
    let documents = documents.into_iter().collect::<Option<_>>()?;
    (!faults.has_errors()).then_some(Ready { subject, answers, documents })
}

/// Finds the pictures that could not be printed.
fn flaws(subject: &Subject, bounds: Bounds) -> impl Iterator<Item = Fault> {
    subject.assets.iter().filter_map(move |asset| {
        let flaw = check_bytes(&asset.name, &asset.bytes, bounds).err()?;
        Some(picture(flaw, asset))
    })
}

/// Keeps what a step gives, or all its faults.
fn kept<T>(result: Result<T, Faults>, faults: &mut Faults) -> Option<T> {
    result.map_err(|found| faults.extend(told(found))).ok()
}

/// Leaves out what fails only because something else does.
fn told(faults: Faults) -> impl Iterator<Item = Fault> {
    faults.in_order().into_iter().filter(|fault| fault.id != ALREADY_TOLD)
}
