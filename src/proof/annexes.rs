//! Statements without their annexes: numbers of annexes that do not exist,
//! values that only an annexe out of the question's list shows.

use std::collections::BTreeSet;

use super::Finding;
use super::reading::Reading;
use crate::diagnostic::Fault;
use crate::source::Sources;
use crate::subject::{Annexe, Document, Dossier, Passages, Question, Subject, shown};

/// Checks a subject that candidates receive.
pub(super) fn check(
    subject: &Subject,
    groups: &[(&Passages<'_>, Vec<Reading<'_>>)],
    sources: &Sources,
    found: &mut Vec<Finding>,
) {
    let printed = |document| subject.documents.contains(&document);
    if subject.exam.annexes.is_empty() || !printed(Document::Sujet) && !printed(Document::Exercise)
    {
        return;
    }
    for (_, readings) in groups {
        readings.iter().for_each(|reading| numbers(reading, subject, sources, found));
    }
    let given: Vec<Given<'_>> = subject
        .exam
        .annexes
        .iter()
        .map(|annexe| Given { annexe, names: shown(subject, &annexe.blocks, []) })
        .collect();
    let context = shown(subject, &subject.exam.context, []);
    for dossier in &subject.dossiers {
        let mut known = context.clone();
        known.extend(shown(subject, &dossier.mission, []));
        for question in &dossier.questions {
            known.extend(shown(subject, &[], [&question.statement]));
            missing(subject, dossier, question, (&given, &known), found);
        }
    }
}

/// What an annexe shows.
struct Given<'s> {
    annexe: &'s Annexe,
    names: BTreeSet<String>,
}

/// Remarks on an annexe cited by a number that none bears.
fn numbers(reading: &Reading<'_>, subject: &Subject, sources: &Sources, found: &mut Vec<Finding>) {
    let count = subject.exam.annexes.len();
    for (rank, word) in reading.words().enumerate() {
        let cited = ["annexe", "Annexe", "annexes", "Annexes"].contains(&word.text);
        let Some(next) = reading.word(rank + 1).filter(|_| cited) else { continue };
        let beside = reading.between(word, next).trim().is_empty();
        let number = next.text.parse().ok().filter(|_| beside);
        if number.is_some_and(|number: usize| number == 0 || number > count) {
            let message = format!("l’annexe {} n’existe pas", next.text);
            let label = match count {
                1 => "le sujet n’a qu’une annexe".to_owned(),
                _ => format!("le sujet a {count} annexes"),
            };
            let place = reading.place(sources, next.range());
            found.push(Fault::warning("annexe-inexistante", message).at(place, label).into());
        }
    }
}

/// Remarks on a question whose answer rests on what only an annexe shows that
/// is not among its own.
fn missing(
    subject: &Subject,
    dossier: &Dossier,
    question: &Question,
    (given, known): (&[Given<'_>], &BTreeSet<String>),
    found: &mut Vec<Finding>,
) {
    let listed = question.annexes.as_ref().unwrap_or(&dossier.annexes);
    let is_own =
        |given: &&Given<'_>| listed.iter().any(|name| name.value == given.annexe.name.value);
    let (own, others): (Vec<_>, Vec<_>) = given.iter().partition(is_own);
    if others.is_empty() {
        return;
    }
    let asked = shown(subject, &question.answer, []);
    let is_known =
        |name: &String| known.contains(name) || own.iter().any(|given| given.names.contains(name));
    for Given { annexe, names } in others {
        let Some(name) = asked.intersection(names).find(|name| !is_known(name)) else { continue };
        let number = &question.number;
        let message = format!("la question {number} repose sur une annexe absente de sa liste");
        found.push(
            Fault::warning("enonce-sans-annexe", message)
                .at(question.statement.span, format!("sa réponse a besoin de « {name} »"))
                .at(annexe.name.span, "cette annexe seule le montre")
                .help(format!("ajoutez « {} » à sa liste « annexes »", annexe.name.value))
                .into(),
        );
    }
}
