//! What can be told of a subject without computing: sums of points, names
//! said twice, markers without a place.

mod markers;
mod names;
mod points;

use crate::diagnostic::Faults;
use crate::source::Sources;
use crate::subject::block::Block;
use crate::subject::model::{Question, Subject};

/// Finds what does not hold together.
pub(super) fn check(subject: &Subject, sources: &Sources, faults: &mut Faults) {
    points::check(subject, faults);
    names::check(subject, faults);
    for question in questions(subject) {
        for_each_block(&question.answer, &mut |block| markers::check(block, sources, faults));
    }
}

fn questions(subject: &Subject) -> impl Iterator<Item = &Question> {
    subject.dossiers.iter().flat_map(|dossier| &dossier.questions).chain(&subject.essay)
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
