//! Points that must add up at every level: items, questions, dossiers, paper.

use num_traits::Zero;

use crate::diagnostic::{Fault, Faults};
use crate::number::{Exact, Format, Quantity, Unit, display};
use crate::source::{Span, Spanned};
use crate::subject::model::{Question, Subject};
use crate::subject::scheme::{Entry, Item};

/// Finds the sums that differ from what they should be.
pub(super) fn check(subject: &Subject, faults: &mut Faults) {
    for (rank, dossier) in subject.dossiers.iter().enumerate() {
        for (inner, question) in dossier.questions.iter().enumerate() {
            scheme(&format!("la question {}.{}", rank + 1, inner + 1), question, faults);
        }
        let parts: Vec<_> = dossier.questions.iter().map(|question| &question.points).collect();
        sum(&format!("le dossier {}", rank + 1), "les questions", &dossier.points, &parts, faults);
    }
    if let Some(essay) = &subject.essay {
        scheme("la réflexion structurée", essay, faults);
    }
    let dossiers = subject.dossiers.iter().map(|dossier| &dossier.points);
    let parts: Vec<_> = dossiers.chain(subject.essay.iter().map(|essay| &essay.points)).collect();
    sum("le sujet", "les dossiers et la réflexion", &subject.identity.total, &parts, faults);
}

/// Checks the marking scheme of a question, to the last split.
fn scheme(whole: &str, question: &Question, faults: &mut Faults) {
    let parts: Vec<_> = question.scheme.items().map(paid).collect();
    let parts: Vec<_> = parts.iter().collect();
    sum(whole, "les lignes du barème", &question.points, &parts, faults);
    for entry in &question.scheme.entries {
        match entry {
            Entry::Item(found) => item(found, faults),
            Entry::Cap { points, when } if *points >= question.points.value => faults.push(
                Fault::warning(
                    "plafond-sans-effet",
                    format!("un plafond de {} ne limite rien", told(points)),
                )
                .at(when.span, format!("{whole} vaut {}", told(&question.points.value))),
            ),
            Entry::Cap { .. } | Entry::Condition { .. } => {}
        }
    }
}

fn item(item: &Item, faults: &mut Faults) {
    let each = Spanned::new(item.each.clone(), item.span);
    let total = Spanned::new(item.total(), item.span);
    for (what, whole, parts) in
        [("le détail", &each, &item.detail), ("les sous-éléments", &total, &item.items)]
    {
        if !parts.is_empty() {
            let paid: Vec<_> = parts.iter().map(paid).collect();
            sum("cette ligne", what, whole, &paid.iter().collect::<Vec<_>>(), faults);
        }
        for part in parts {
            self::item(part, faults);
        }
    }
}

fn paid(item: &Item) -> Spanned<Exact> {
    Spanned::new(item.total(), item.span)
}

/// Reports a sum that differs from the whole, with every line of it.
fn sum(
    whole: &str,
    what: &str,
    expected: &Spanned<Exact>,
    parts: &[&Spanned<Exact>],
    faults: &mut Faults,
) {
    let found = parts.iter().fold(Exact::zero(), |sum, part| sum + &part.value);
    if found == expected.value {
        return;
    }
    let (wanted, given) = (told(&expected.value), told(&found));
    let fault = Fault::error(
        "total-faux",
        format!("{whole} vaut {wanted}, mais {what} en donnent {given}"),
    )
    .at(expected.span, format!("{wanted} ici"));
    let fault = parts
        .iter()
        .fold(fault, |fault, part: &&Spanned<Exact>| fault.at(place(part), told(&part.value)));
    faults.push(fault.help(format!("corrigez l’un des deux : {}", difference(expected, &found))));
}

fn place(part: &Spanned<Exact>) -> Span {
    part.span
}

fn difference(expected: &Spanned<Exact>, found: &Exact) -> String {
    if *found > expected.value {
        format!("il y a {} de trop", told(&(found - &expected.value)))
    } else {
        format!("il manque {}", told(&(&expected.value - found)))
    }
}

fn told(points: &Exact) -> String {
    display(&Quantity::new(points.clone(), Unit::points()), &Format::default()).text
}
