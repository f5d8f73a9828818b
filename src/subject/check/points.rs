//! Points that must add up at every level: items, questions, dossiers, paper.

use num_traits::Zero;

use crate::diagnostic::{Fault, Faults};
use crate::number::{Exact, Format, Quantity, Unit, display};
use crate::source::Spanned;
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
    let what =
        if subject.essay.is_some() { "les dossiers et la réflexion" } else { "les dossiers" };
    sum("le sujet", what, &subject.identity.total, &parts, faults);
}

/// Checks the marking scheme of a question, to the last split.
fn scheme(whole: &str, question: &Question, faults: &mut Faults) {
    let items: Vec<_> = question.scheme.items().collect();
    sum_of_items(whole, "les lignes du barème", &question.points, &items, faults);
    entries(whole, &question.points.value, &question.scheme.entries, faults);
}

/// Checks the lines that make up `total`.
fn entries(whole: &str, total: &Exact, entries: &[Entry], faults: &mut Faults) {
    for entry in entries {
        match entry {
            Entry::Item(found) => item(found, faults),
            Entry::Cap { points, when } if points >= total => faults.push(
                Fault::warning(
                    "plafond-sans-effet",
                    format!("un plafond de {} ne limite rien", told(points)),
                )
                .at(when.span, format!("{whole} vaut {}", told(total))),
            ),
            Entry::Cap { .. } | Entry::Condition { .. } => {}
        }
    }
}

fn item(item: &Item, faults: &mut Faults) {
    let each = Spanned::new(item.each.clone(), item.span);
    let total = Spanned::new(item.total(), item.span);
    let detail: Vec<_> = item.detail.iter().collect();
    let items: Vec<_> = item.items().collect();
    for (what, whole, parts) in
        [("les lignes de « detail »", &each, &detail), ("les lignes de « items »", &total, &items)]
    {
        if !parts.is_empty() {
            sum_of_items("cette ligne", what, whole, parts, faults);
        }
    }
    item.detail.iter().for_each(|part| self::item(part, faults));
    entries("cette ligne", &total.value, &item.entries, faults);
}

fn sum_of_items(
    whole: &str,
    what: &str,
    expected: &Spanned<Exact>,
    items: &[&Item],
    faults: &mut Faults,
) {
    let paid: Vec<_> = items.iter().map(|item| Spanned::new(item.total(), item.span)).collect();
    sum(whole, what, expected, &paid.iter().collect::<Vec<_>>(), faults);
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
    let fault = parts.iter().fold(fault, |fault, part| fault.at(part.span, told(&part.value)));
    faults.push(fault.help(format!("corrigez l’un des deux : {}", difference(expected, &found))));
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
