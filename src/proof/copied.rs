//! Results typed by hand: those that a text copies, those that it contradicts.

use num_traits::Signed;

use super::Finding;
use super::figures::{Figure, Read, figures};
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
        needed.flat_map(Known::all).partition(|known| known.answer.kind == Kind::Computed);
    if computed.is_empty() {
        return;
    }
    let answer = about.question.map(|question| answer_texts(&question.answer)).unwrap_or_default();
    for (reading, text) in readings.iter().zip(&about.texts) {
        let answers = answer.iter().any(|answer| answer.span == text.span);
        for figure in figures(reading) {
            let telling = figure.is_telling();
            let named = answers.then(|| name_before(&figure)).flatten();
            // Most numbers of a text are neither, and are not read.
            let Some(read) = (telling || named.is_some()).then(|| figure.read()).flatten() else {
                continue;
            };
            let says = |known: &&Known<'_>| known.is_said_by(&read, reading);
            if given.iter().any(|known| says(&known)) {
                continue;
            }
            if let Some(known) = computed.iter().find(says) {
                found.extend(telling.then(|| copied(&read, known, reading, sources)));
            } else if let Some(known) =
                named.and_then(|name| named_so(&name, &read, &computed, reading))
            {
                found.push(contradiction(&read, known, reading, sources));
            }
        }
    }
}

/// A number that has a name.
struct Known<'a> {
    answer: &'a Answer,
    value: &'a Quantity,
    /// Its line, from 1, in a column.
    line: Option<usize>,
    /// The noun it counts.
    noun: Option<String>,
}

impl<'a> Known<'a> {
    /// Lists the numbers of an answer: one, or one a line.
    fn all(answer: &'a Answer) -> Vec<Self> {
        match &answer.value {
            Value::Column(lines) => {
                let lines = lines.iter().zip(1..);
                lines.filter_map(|(value, line)| Self::of(answer, value, Some(line))).collect()
            }
            value => Self::of(answer, value, None).into_iter().collect(),
        }
    }

    fn of(answer: &'a Answer, value: &'a Value, line: Option<usize>) -> Option<Self> {
        let Value::Number(value) = value else { return None };
        let noun = value.unit.is_count().then(|| value.unit.to_string());
        Some(Self { answer, value, line, noun })
    }

    /// Writes the formula that gives it.
    fn formula(&self) -> String {
        let name = &self.answer.name;
        self.line.map_or_else(|| name.clone(), |line| format!("nieme({name}; {line})"))
    }

    /// Tells whether a figure has its unit.
    fn has_unit_of(&self, read: &Read, reading: &Reading<'_>) -> bool {
        read.quantity.unit == self.value.unit
            || self.noun.as_ref().is_some_and(|noun| read.counts(noun, &reading.text))
    }

    /// Tells whether a figure is its value, rounded as it was typed; a fall of
    /// 5 % is −5 %.
    fn is_said_by(&self, read: &Read, reading: &Reading<'_>) -> bool {
        let rounded = || self.value.round(Rounding::Nearest, read.decimals).figure();
        self.has_unit_of(read, reading) && read.quantity.figure() == rounded().abs()
    }

    fn told(&self) -> String {
        let format = Format { decimals: self.answer.decimals, ..Format::default() };
        display(self.value, &format).text
    }
}

/// Remarks on a result typed by hand.
fn copied(read: &Read, known: &Known<'_>, reading: &Reading<'_>, sources: &Sources) -> Finding {
    let written = reading.written(read.range.clone());
    let name = known.formula();
    let below = known.value.value.is_negative();
    let expected = if below { format!("abs({name})") } else { name.clone() };
    let message = format!("« {written} » est un résultat écrit à la main");
    Fault::warning("resultat-recopie", message)
        .at(reading.place(sources, read.range.clone()), format!("attendu : « {{{expected}}} »"))
        .help(format!("« {name} » vaut {}", known.told()))
        .into()
}

/// Returns what stands before a number and a verb, in small letters.
fn name_before(figure: &Figure<'_>) -> Option<String> {
    let before = figure.before();
    let sentence = before.rsplit(['.', '!', '?', ';', '\n']).next().unwrap_or(before);
    LINKS.iter().find_map(|link| sentence.strip_suffix(link)).map(str::to_lowercase)
}

/// Returns the only result of a unit whose name ends a text.
fn named_so<'a>(
    text: &str,
    read: &Read,
    computed: &'a [Known<'a>],
    reading: &Reading<'_>,
) -> Option<&'a Known<'a>> {
    let mut named = computed.iter().filter(|known| {
        // The lines of a column have one name for all.
        if known.line.is_some() {
            return false;
        }
        let label = known.answer.label.to_lowercase();
        let rest = text.strip_suffix(&label);
        let whole = rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
        let unit = !known.value.unit.is_none() && known.has_unit_of(read, reading);
        whole && unit && label.chars().count() >= LETTERS
    });
    let only = named.next()?;
    named.next().is_none().then_some(only)
}

/// Remarks on a number that is not the result whose name it follows.
fn contradiction(
    read: &Read,
    known: &Known<'_>,
    reading: &Reading<'_>,
    sources: &Sources,
) -> Finding {
    let written = reading.written(read.range.clone());
    let message = format!("« {written} » contredit « {} »", known.answer.name);
    Fault::warning("nombre-contredit", message)
        .at(
            reading.place(sources, read.range.clone()),
            format!("le programme calcule {}", known.told()),
        )
        .help(format!("écrivez « {{{}}} », ou corrigez le calcul", known.answer.name))
        .into()
}
