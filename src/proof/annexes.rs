//! Statements without their annexes: numbers of annexes that do not exist or
//! are out of the question's list, values that only such an annexe shows.

use std::collections::BTreeSet;

use super::Finding;
use super::reading::{Reading, Word};
use crate::diagnostic::Fault;
use crate::source::Sources;
use crate::subject::{Annexe, Document, Dossier, Passages, Question, Subject, shown};

/// Most annexes that « annexes 2 à 4 » may name.
const MOST: usize = 100;

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
            let told = cited(subject, dossier, question, sources, found);
            missing(subject, dossier, question, (&given, &known), &told, found);
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

/// Remarks on a statement that cites by its number an annexe that is not among
/// the question's own; returns the names of those.
fn cited<'s>(
    subject: &'s Subject,
    dossier: &Dossier,
    question: &Question,
    sources: &Sources,
    found: &mut Vec<Finding>,
) -> BTreeSet<&'s str> {
    let listed = question.annexes.as_ref().unwrap_or(&dossier.annexes);
    let reading = Reading::of(&question.statement);
    let mut told = BTreeSet::new();
    for (number, word) in numbered(&reading) {
        let Some(annexe) = number.checked_sub(1).and_then(|rank| subject.exam.annexes.get(rank))
        else {
            continue;
        };
        let name = annexe.name.value.as_str();
        if listed.iter().any(|own| own.value == name) || !told.insert(name) {
            continue;
        }
        let place = reading.place(sources, word.range());
        let message =
            format!("la question {} cite une annexe absente de sa liste", question.number);
        found.push(
            Fault::warning("enonce-sans-annexe", message)
                .at(place, format!("l’annexe {number} est « {name} »"))
                .help(format!("ajoutez « {name} » à sa liste « annexes »"))
                .into(),
        );
    }
    told
}

/// Lists the numbers that follow « annexe » or « annexes », each with the word
/// that says it: 2, 3 and 4 in « annexes 2 à 4 », the last two by « 4 ».
fn numbered<'r>(reading: &'r Reading<'_>) -> Vec<(usize, Word<'r>)> {
    let mut numbers = Vec::new();
    for (rank, word) in reading.words().enumerate() {
        let many = match word.text.to_lowercase().as_str() {
            "annexe" => false,
            "annexes" => true,
            _ => continue,
        };
        let (mut rank, mut before, mut last) = (rank + 1, word, None);
        while let Some(next) = reading.word(rank) {
            let apart = reading.between(before, next).trim();
            let Ok(number) = next.text.parse::<usize>() else {
                // « 2 et 3 », « 2 à 4 »: the link stands between two numbers.
                let links = apart.is_empty() && matches!(next.text, "et" | "ou" | "à");
                if !(many && links && last.is_some()) {
                    break;
                }
                (rank, before) = (rank + 1, next);
                continue;
            };
            if !(apart.is_empty() || many && last.is_some() && apart == ",") {
                break;
            }
            let first = last.filter(|_| before.text == "à").map_or(number, |last: usize| last + 1);
            numbers.extend((first..=number.min(first + MOST)).map(|number| (number, next)));
            last = Some(number);
            (rank, before) = (rank + 1, next);
            if !many {
                break;
            }
        }
    }
    numbers
}

/// Remarks on a question whose answer rests on what only an annexe shows that
/// is not among its own.
fn missing(
    subject: &Subject,
    dossier: &Dossier,
    question: &Question,
    (given, known): (&[Given<'_>], &BTreeSet<String>),
    told: &BTreeSet<&str>,
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
        if told.contains(annexe.name.value.as_str()) {
            continue;
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<usize> {
        let span = crate::source::Span::new(Sources::default().add("essai.yaml", text), 0..0);
        numbered(&Reading::new(span, text)).into_iter().map(|(number, _)| number).collect()
    }

    #[test]
    fn numbers_that_follow_annexes_are_read() {
        assert_eq!(numbers("Calculer (annexe 2). L’Annexe 3 suffit."), [2, 3]);
        assert_eq!(numbers("À l’aide des annexes 1, 3 et 5, en 2 pages"), [1, 3, 5]);
        assert_eq!(numbers("Lire les annexes 2 à 4 et 6"), [2, 3, 4, 6]);
        assert_eq!(numbers("annexes\u{a0}1 ou 2"), [1, 2]);
    }

    #[test]
    fn other_numbers_are_not() {
        assert_eq!(numbers("Dans l’annexe 2, 3 clients et 4 ventes"), [2]);
        assert_eq!(
            numbers("Voir l’annexe : 2 pages. Les annexes et 3 tableaux"),
            Vec::<usize>::new()
        );
        assert_eq!(numbers("annexes 4 à 2"), [4]);
    }
}
