//! The texts of a subject, gathered by what they are about: takes a subject,
//! gives those of each question with the values that it needs, then the rest.

use std::collections::BTreeSet;

use super::block::Block;
use super::model::{Question, Subject};
use super::table::Table;
use super::text::Text;
use super::uses::{needs, used};
use super::visit::{self, Part};
use crate::source::Spanned;

/// Texts that are about the same values.
#[derive(Debug, Clone)]
pub struct Passages<'s> {
    /// The question they belong to.
    pub question: Option<&'s Question>,
    /// Names of the values they are about: a question is not about those it
    /// does not need.
    pub needed: BTreeSet<String>,
    /// The texts, in the order of the page.
    pub texts: Vec<&'s Text>,
}

/// Gathers every text of a subject, each once.
#[must_use]
pub fn passages(subject: &Subject) -> Vec<Passages<'_>> {
    let mut told = BTreeSet::new();
    let mut gathered = Vec::new();
    let questions = subject.dossiers.iter().flat_map(|dossier| &dossier.questions);
    for question in questions.chain(&subject.essay) {
        let texts = texts(|visit| visit::question(question, visit));
        told.extend(texts.iter().map(|text| text.span));
        let needed = needs(subject, question);
        gathered.push(Passages { question: Some(question), needed, texts });
    }
    let mut rest = texts(|visit| visit::subject(subject, visit));
    rest.extend(subject.exam.notes.iter().map(|note| &note.text));
    rest.extend(subject.tables.iter().flat_map(Table::titles));
    rest.retain(|text| told.insert(text.span));
    gathered.push(Passages { question: None, needed: used(subject), texts: rest });
    gathered
}

/// Lists the words by which documents call data, tables and computations.
pub fn labels(subject: &Subject) -> impl Iterator<Item = &Spanned<String>> {
    let data = subject.data.iter().map(|datum| &datum.label);
    let tables = subject.tables.iter().flat_map(|table| {
        [&table.label].into_iter().chain(table.columns.iter().map(|column| &column.label))
    });
    let computations = subject.computations.iter().map(|computation| &computation.label);
    data.chain(tables).chain(computations).flatten()
}

/// Lists the texts of an answer.
#[must_use]
pub fn answer_texts(answer: &[Block]) -> Vec<&Text> {
    texts(|visit| visit::blocks(answer, visit))
}

/// Lists the texts that a visit meets.
fn texts<'s>(walk: impl FnOnce(&mut dyn FnMut(Part<'s>))) -> Vec<&'s Text> {
    let mut texts = Vec::new();
    walk(&mut |part| {
        if let Part::Text(text) = part {
            texts.push(text);
        }
    });
    texts
}
