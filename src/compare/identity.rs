//! What identifies a paper: facts that differ.

use super::changes::Fact;
use super::passage::line_text;
use super::revision::Revision;
use crate::number::{DateStyle, format_date};

/// Lists the facts that differ.
pub(super) fn facts(old: &Revision<'_>, new: &Revision<'_>) -> Vec<Fact> {
    let (before, after) = (told(old), told(new));
    before
        .into_iter()
        .zip(after)
        .filter(|((_, old), (_, new))| old != new)
        .map(|((label, old), (_, new))| Fact { label, old, new })
        .collect()
}

fn told(revision: &Revision<'_>) -> [(&'static str, String); 13] {
    let paper = &revision.corrige.paper;
    [
        ("version", line_text(&paper.version)),
        ("remplace", line_text(&paper.replaces)),
        ("date", format_date(revision.subject.identity.date, DateStyle::Long)),
        ("examen", line_text(&paper.diploma)),
        ("épreuve", line_text(&paper.test)),
        ("partie", line_text(&paper.part)),
        ("session", revision.subject.identity.session.clone()),
        ("code", paper.code.clone()),
        ("titre", line_text(&paper.subject)),
        ("durée", paper.duration.clone()),
        ("coefficient", paper.coefficient.clone()),
        ("note", line_text(&paper.mark)),
        ("documents", documents(revision)),
    ]
}

/// Says which documents and editions are printed.
fn documents(revision: &Revision<'_>) -> String {
    use crate::subject::{Document, Edition};
    let documents = revision.subject.documents.iter().map(|document| match document {
        Document::Sujet => "sujet",
        Document::Corrige => "corrigé",
        Document::Bareme => "barème",
        Document::Exercise => "exercice",
    });
    let editions = revision.subject.editions.iter().map(|edition| match edition {
        Edition::A3 => "édition a3",
        Edition::Large => "édition 16pt",
        Edition::ExtraLarge => "édition 20pt",
        Edition::Dys => "édition dys",
    });
    documents.chain(editions).collect::<Vec<_>>().join(", ")
}
