//! The proof-reader: takes a subject that holds together and its answers,
//! gives what a careful reader would remark, with the changes that are safe.
//!
//! Texts are read as their author wrote them, so that each remark stands
//! beside the words of the file; expressions, code and addresses are passed
//! over. The rules and their pages are in [`lint`](crate::lint).

mod annexes;
mod capitals;
mod copied;
mod dictionary;
mod elements;
mod emphasis;
mod essay;
mod figures;
mod marks;
mod mend;
mod mockups;
mod names;
mod numerals;
mod percent;
mod pictures;
mod reading;
mod repeated;
mod shares;
mod slips;
mod spaces;
mod spelling;

pub use mend::mended;

use crate::answers::Answers;
use crate::diagnostic::Fault;
use crate::source::{Sources, Span};
use crate::subject::block::Block;
use crate::subject::{Subject, labels, passages};
use reading::Reading;

/// What the proof-reader remarks.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What is wrong, and where.
    pub fault: Fault,
    /// The changes that mend it without changing what is meant; none when only
    /// its author can.
    pub mends: Vec<Mend>,
}

/// A change of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// What is replaced.
    pub place: Span,
    /// What takes its place.
    pub text: String,
}

impl From<Fault> for Finding {
    fn from(fault: Fault) -> Self {
        Self { fault, mends: Vec::new() }
    }
}

/// Reads the proofs of a subject: its findings, in the order of the file,
/// without those that its author ignores.
#[must_use]
pub fn proofread(subject: &Subject, answers: &Answers, sources: &Sources) -> Vec<Finding> {
    let gathered = passages(subject);
    let groups: Vec<(_, Vec<Reading<'_>>)> = gathered
        .iter()
        .map(|about| (about, about.texts.iter().map(|text| Reading::of(text)).collect()))
        .collect();
    let labels: Vec<_> =
        labels(subject).map(|label| Reading::new(label.span, &label.value)).collect();
    let texts = groups.iter().flat_map(|(_, readings)| readings);
    let readings: Vec<&Reading<'_>> = texts.chain(&labels).collect();
    let mut found = Vec::new();
    for reading in &readings {
        numerals::check(reading, subject, sources, &mut found);
        marks::check(reading, sources, &mut found);
        emphasis::check(reading, sources, &mut found);
        spaces::check(reading, sources, &mut found);
        repeated::check(reading, sources, &mut found);
        capitals::check(reading, sources, &mut found);
        slips::check(reading, &subject.proofing.words, sources, &mut found);
    }
    spelling::check(subject, &readings, sources, &mut found);
    names::check(subject, &readings, sources, &mut found);
    for (about, readings) in &groups {
        copied::check(about, readings, answers, sources, &mut found);
    }
    let blocks = blocks(subject);
    annexes::check(subject, &groups, sources, &mut found);
    mockups::check(&blocks, &mut found);
    pictures::check(subject, &blocks, &mut found);
    percent::check(subject, answers, sources, &mut found);
    shares::check(subject, &mut found);
    elements::check(subject, answers, &mut found);
    essay::check(subject, &mut found);
    found.retain(|finding| subject.proofing.tells(finding.fault.id));
    found.sort_by_key(|finding| finding.fault.places.first().map(|place| place.span));
    found.dedup();
    found
}

/// Lists the blocks of a subject, both branches of a choice.
fn blocks(subject: &Subject) -> Vec<&Block> {
    let exam = &subject.exam;
    let questions = subject.dossiers.iter().flat_map(|dossier| &dossier.questions);
    let mut waiting: Vec<&Block> = exam
        .context
        .iter()
        .chain(subject.dossiers.iter().flat_map(|dossier| &dossier.mission))
        .chain(questions.chain(&subject.essay).flat_map(|question| &question.answer))
        .chain(exam.annexes.iter().flat_map(|annexe| &annexe.blocks))
        .collect();
    let mut all = Vec::new();
    while let Some(block) = waiting.pop() {
        all.push(block);
        if let Block::Choice { then, otherwise, .. } = block {
            waiting.extend(then.iter().chain(otherwise));
        }
    }
    all
}
