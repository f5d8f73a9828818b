//! What can be told of a subject without computing: sums of points, names
//! said twice, markers without a place.

mod columns;
mod detours;
mod exam;
mod markers;
mod names;
mod points;
mod variants;
mod zones;

use crate::diagnostic::Faults;
use crate::source::Sources;
use crate::subject::block::Block;
use crate::subject::model::{Question, Subject};

/// Finds what does not hold together.
pub(super) fn check(subject: &Subject, sources: &Sources, faults: &mut Faults) {
    points::check(subject, faults);
    exam::check(subject, faults);
    names::check(subject, faults);
    detours::check(subject, sources, faults);
    variants::check(subject, sources, faults);
    for blocks in contents(subject) {
        for_each_block(blocks, &mut |block| {
            markers::check(block, sources, faults);
            zones::check(block, faults);
            columns::check(block, subject, faults);
        });
    }
}

fn questions(subject: &Subject) -> impl Iterator<Item = &Question> {
    subject.dossiers.iter().flat_map(|dossier| &dossier.questions).chain(&subject.essay)
}

/// Lists every list of blocks: those of the exam paper, then the answers.
fn contents(subject: &Subject) -> impl Iterator<Item = &Vec<Block>> {
    let exam = &subject.exam;
    [&exam.context]
        .into_iter()
        .chain(subject.dossiers.iter().map(|dossier| &dossier.mission))
        .chain(exam.annexes.iter().map(|annexe| &annexe.blocks))
        .chain(questions(subject).map(|question| &question.answer))
}

/// Visits the blocks of an answer, those of both branches of a choice too.
fn for_each_block(blocks: &[Block], visit: &mut impl FnMut(&Block)) {
    for block in blocks {
        visit(block);
        if let Block::Choice { then, otherwise, .. } = block {
            for_each_block(then, visit);
            for_each_block(otherwise, visit);
        }
    }
}
