//! What a subject shows, piece by piece: takes blocks, schemes, questions,
//! gives their texts, formulas, tables and columns in the order of the page.

mod block;

pub(super) use block::blocks;

use crate::subject::model::{Question, Subject};
use crate::subject::scheme::{Entry, Item, Scheme};
use crate::subject::text::{Formula, Text};

/// Something that a subject shows, or that decides what it shows.
#[derive(Debug, Clone, Copy)]
pub(in crate::subject) enum Part<'s> {
    /// Words, with their expressions and footnotes.
    Text(&'s Text),
    /// A formula.
    Formula(&'s Formula),
    /// A formula in which the columns of a table stand by their bare names.
    RowFormula(&'s str, &'s Formula),
    /// A named value: a result, a grid.
    Value(&'s str),
    /// A column, after its table.
    Column(&'s str, &'s str),
    /// All columns of a table.
    Table(&'s str),
}

/// Receives parts.
pub(super) type Visit<'v, 's> = dyn FnMut(Part<'s>) + 'v;

fn texts<'s>(texts: impl IntoIterator<Item = &'s Text>, visit: &mut Visit<'_, 's>) {
    texts.into_iter().for_each(|text| visit(Part::Text(text)));
}

/// Visits all that a subject shows, exam paper and answers.
pub(super) fn subject<'s>(subject: &'s Subject, visit: &mut Visit<'_, 's>) {
    let (identity, exam) = (&subject.identity, &subject.exam);
    texts([&identity.diploma, &identity.test, &identity.title], visit);
    texts(&identity.part, visit);
    texts(identity.version.iter().filter_map(|version| version.replaces.as_ref()), visit);
    texts(exam.materials.iter().chain(&exam.company).chain(&exam.confidentiality), visit);
    texts(exam.recommendations.iter().chain(&subject.remarks).chain(&subject.rules), visit);
    blocks(&exam.context, visit);
    for dossier in &subject.dossiers {
        texts([&dossier.title].into_iter().chain(&dossier.abilities), visit);
        blocks(&dossier.mission, visit);
        dossier.questions.iter().for_each(|asked| question(asked, visit));
    }
    subject.essay.iter().for_each(|essay| question(essay, visit));
    for annexe in &exam.annexes {
        texts([&annexe.title].into_iter().chain(&annexe.source), visit);
        blocks(&annexe.blocks, visit);
    }
}

/// Visits a question: statement, marking scheme, answer, other ways.
pub(super) fn question<'s>(question: &'s Question, visit: &mut Visit<'_, 's>) {
    visit(Part::Text(&question.statement));
    let titles = [&question.heading, &question.ability, &question.instruction];
    texts(titles.into_iter().flatten().chain(&question.remarks), visit);
    scheme(&question.scheme, visit);
    blocks(&question.answer, visit);
    let Some(detours) = &question.detours else { return };
    detours.results.iter().for_each(|name| visit(Part::Value(&name.value)));
    for case in &detours.cases {
        visit(Part::Text(&case.label));
        for (name, formula) in &case.changes {
            visit(Part::Value(&name.value));
            visit(Part::Formula(formula));
        }
    }
}

fn scheme<'s>(scheme: &'s Scheme, visit: &mut Visit<'_, 's>) {
    scheme.entries.iter().for_each(|paid| entry(paid, visit));
}

fn entry<'s>(entry: &'s Entry, visit: &mut Visit<'_, 's>) {
    match entry {
        Entry::Item(paid) => item(paid, visit),
        Entry::Cap { when, .. } => visit(Part::Text(when)),
        Entry::Condition { paid, when } => texts([paid, when], visit),
    }
}

fn item<'s>(paid: &'s Item, visit: &mut Visit<'_, 's>) {
    texts([&paid.label].into_iter().chain(&paid.accepted), visit);
    paid.computation.iter().for_each(|name| visit(Part::Value(&name.value)));
    paid.detail.iter().for_each(|part| item(part, visit));
    paid.entries.iter().for_each(|part| entry(part, visit));
}
