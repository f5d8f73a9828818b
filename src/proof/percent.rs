//! Percentages without their sign: 50 written for 50 %, and results a hundred
//! times too large.

use super::Finding;
use crate::answers::Answers;
use crate::diagnostic::Fault;
use crate::formula::Value;
use crate::number::{Exact, Format, Quantity, display, whole};
use crate::source::Sources;
use crate::subject::{Computation, Scalar, Subject};

/// First words of the label of a rate; what follows « taux » may make it none.
const RATES: [&str; 4] = ["taux", "part", "pourcentage", "proportion"];
const NO_RATES: [&str; 4] = ["horaire", "journalier", "change", "marché"];

/// Ten times the whole: few results of an exam are larger.
const MOST: i64 = 10;

/// Checks data and results.
pub(super) fn check(
    subject: &Subject,
    answers: &Answers,
    sources: &Sources,
    found: &mut Vec<Finding>,
) {
    for datum in &subject.data {
        let label = &datum.label.as_ref().unwrap_or(&datum.name).value;
        if let Scalar::Number(number) = &datum.value.value
            && is_forgotten(number)
            && is_rate(label)
        {
            let figure = figure(number);
            found.push(
                Fault::warning(FORGOTTEN, format!("« {label} » vaut {figure}, sans signe %"))
                    .at(datum.value.span, format!("attendu : {figure} %"))
                    .help(
                        "si ce n’est pas un pourcentage, donnez-lui son unité ou un autre libellé",
                    )
                    .into(),
            );
        }
    }
    for computation in &subject.computations {
        beside_one(computation, answers, sources, found);
        excessive(computation, answers, sources, found);
    }
}

const FORGOTTEN: &str = "pourcentage-oublie";

/// Tells a number that is a rate only with a sign: 50, not 0,5.
fn is_forgotten(number: &Quantity) -> bool {
    number.unit.is_none() && number.value >= whole(2) && number.value <= whole(100)
}

fn is_rate(label: &str) -> bool {
    let label = label.to_lowercase();
    let mut words = label.split(|letter: char| !letter.is_alphanumeric());
    words.next().is_some_and(|first| RATES.contains(&first))
        && !words.any(|word| NO_RATES.contains(&word))
}

fn figure(number: &Quantity) -> String {
    display(number, &Format { unit: false, ..Format::default() }).text
}

/// Remarks on a number added to 1 or subtracted from it.
fn beside_one(
    computation: &Computation,
    answers: &Answers,
    sources: &Sources,
    found: &mut Vec<Finding>,
) {
    let formula = &computation.formula;
    for (name, range) in formula.expr.beside_one() {
        let Some(Value::Number(number)) = answers.get(name).map(|answer| &answer.value) else {
            continue;
        };
        if is_forgotten(number) && !is_rate(name) {
            let figure = figure(number);
            let origin = &formula.origin;
            let start = origin.offset;
            let place =
                sources.within(origin.span, &origin.text, start + range.start..start + range.end);
            found.push(
                Fault::warning(FORGOTTEN, format!("« {name} » vaut {figure}, à côté de 1"))
                    .at(place, "un taux était attendu")
                    .help(format!("si c’est un pourcentage, donnez-lui son signe : {figure} %"))
                    .into(),
            );
        }
    }
}

/// Remarks on a result of more than 1 000 %.
fn excessive(
    computation: &Computation,
    answers: &Answers,
    sources: &Sources,
    found: &mut Vec<Finding>,
) {
    let name = &computation.name;
    let Some(Value::Number(result)) = answers.get(&name.value).map(|answer| &answer.value) else {
        return;
    };
    let size = |value: &Exact| if *value < whole(0) { -value.clone() } else { value.clone() };
    if !result.unit.is_percent() || size(&result.value) < whole(MOST) {
        return;
    }
    let shown = display(result, &Format::default()).text;
    let fault = Fault::warning("pourcentage-demesure", format!("« {} » vaut {shown}", name.value));
    let formula = &computation.formula;
    found.push(
        match formula.expr.times_hundred() {
            Some(range) => {
                let origin = &formula.origin;
                let range = origin.offset + range.start..origin.offset + range.end;
                fault
                    .at(sources.within(origin.span, &origin.text, range), "de trop")
                    .help("« % » compte déjà les centièmes : retirez cette multiplication")
            }
            None => fault
                .at(name.span, "un facteur 100 de trop ?")
                .help("vérifiez les données : 50 et 50 % n’ont pas la même valeur"),
        }
        .into(),
    );
}
