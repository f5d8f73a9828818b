//! Results typed by hand: those that a text copies, those that it contradicts.

use num_traits::Signed;

use super::Finding;
use super::figures::{Figure, figures};
use super::reading::Reading;
use crate::answers::{Answer, Answers, Kind};
use crate::diagnostic::Fault;
use crate::formula::Value;
use crate::number::{Format, Quantity, Rounding, display};
use crate::source::Sources;
use crate::subject::{Passages, answer_texts};

/// Words between the name of a result and its value.
const LINKS: [&str; 9] = [
    " est de ",
    " est égal à ",
    " est égale à ",
    " s’élève à ",
    " s'élève à ",
    " atteint ",
    " vaut ",
    " : ",
    " = ",
];
/// Fewest letters of the name of a result.
const LETTERS: usize = 3;

/// Checks the numbers of texts against the values that they are about.
pub(super) fn check(
    about: &Passages<'_>,
    readings: &[Reading<'_>],
    answers: &Answers,
    sources: &Sources,
    found: &mut Vec<Finding>,
) {
    let needed = answers.iter().filter(|answer| about.needed.contains(&answer.name));
    let (computed, given): (Vec<_>, Vec<_>) =
        needed.filter_map(Known::of).partition(|known| known.answer.kind == Kind::Computed);
    if computed.is_empty() {
        return;
    }
    let answer = about.question.map(|question| answer_texts(&question.answer)).unwrap_or_default();
    for (reading, text) in readings.iter().zip(&about.texts) {
        let answers = answer.iter().any(|answer| answer.span == text.span);
        for figure in figures(reading) {
            let says = |known: &&Known<'_>| known.is_said_by(&figure, reading);
            if given.iter().any(|known| says(&known)) {
                continue;
            }
            if let Some(known) = computed.iter().find(says) {
                if is_telling(&figure) {
                    found.push(copied(&figure, known, reading, sources));
                }
            } else if answers && let Some(known) = contradicted(&figure, &computed, reading) {
                found.push(contradiction(&figure, known, reading, sources));
            }
        }
    }
}

/// A number that has a name.
struct Known<'a> {
    answer: &'a Answer,
    value: &'a Quantity,
    /// The noun it counts.
    noun: Option<String>,
}

impl<'a> Known<'a> {
    fn of(answer: &'a Answer) -> Option<Self> {
        let Value::Number(value) = &answer.value else { return None };
        let noun = value.unit.is_count().then(|| value.unit.to_string());
        Some(Self { answer, value, noun })
    }

    /// Tells whether a figure has its unit.
    fn has_unit_of(&self, figure: &Figure, reading: &Reading<'_>) -> bool {
        figure.quantity.unit == self.value.unit
            || self.noun.as_ref().is_some_and(|noun| figure.counts(noun, &reading.text))
    }

    /// Tells whether a figure is its value, rounded as it was typed; a fall of
    /// 5 % is −5 %.
    fn is_said_by(&self, figure: &Figure, reading: &Reading<'_>) -> bool {
        let rounded = || self.value.round(Rounding::Nearest, figure.decimals).figure();
        self.has_unit_of(figure, reading) && figure.quantity.figure() == rounded().abs()
    }

    fn told(&self) -> String {
        let format = Format { decimals: self.answer.decimals, ..Format::default() };
        display(self.value, &format).text
    }
}

/// Tells a number that is hardly there by chance: texts are full of round
/// ones.
fn is_telling(figure: &Figure) -> bool {
    let digits = figure.digits.trim_end_matches('0').len();
    digits >= 3
        || figure.digits.len() >= 4
        || digits == 2 && (figure.decimals > 0 || !figure.digits.ends_with(['5', '0']))
}

fn copied(figure: &Figure, known: &Known<'_>, reading: &Reading<'_>, sources: &Sources) -> Finding {
    let written = reading.written(figure.range.clone());
    let name = &known.answer.name;
    let below = known.value.value.is_negative();
    let expected = if below { format!("abs({name})") } else { name.clone() };
    let message = format!("« {written} » est un résultat écrit à la main");
    Fault::warning("resultat-recopie", message)
        .at(reading.place(sources, figure.range.clone()), format!("attendu : « {{{expected}}} »"))
        .help(format!("« {name} » vaut {}", known.told()))
        .into()
}

/// Returns the result whose name and a verb stand just before a number of its
/// unit.
fn contradicted<'a>(
    figure: &Figure,
    computed: &'a [Known<'a>],
    reading: &Reading<'_>,
) -> Option<&'a Known<'a>> {
    let before = &reading.text[..figure.range.start];
    let sentence = before.rsplit(['.', '!', '?', ';', '\n']).next().unwrap_or(before);
    let start = LINKS.iter().find_map(|link| sentence.strip_suffix(link))?.to_lowercase();
    let mut named = computed.iter().filter(|known| {
        let label = known.answer.label.to_lowercase();
        let rest = start.strip_suffix(&label);
        let whole = rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
        let unit = !known.value.unit.is_none() && known.has_unit_of(figure, reading);
        whole && unit && label.chars().count() >= LETTERS
    });
    let only = named.next()?;
    named.next().is_none().then_some(only)
}

fn contradiction(
    figure: &Figure,
    known: &Known<'_>,
    reading: &Reading<'_>,
    sources: &Sources,
) -> Finding {
    let written = reading.written(figure.range.clone());
    let message = format!("« {written} » contredit « {} »", known.answer.name);
    Fault::warning("nombre-contredit", message)
        .at(
            reading.place(sources, figure.range.clone()),
            format!("le programme calcule {}", known.told()),
        )
        .help(format!("écrivez « {{{}}} », ou corrigez le calcul", known.answer.name))
        .into()
}
