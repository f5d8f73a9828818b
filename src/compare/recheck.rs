//! What copies that are marked already need, question by question: takes both
//! revisions of a question, gives whether what is paid has changed.

use super::align::Pair;
use super::changes::Recheck;
use super::passage::line_text;
use super::questions::Asked;
use super::revision::Revision;
use super::values::value_text;
use crate::answers::Answers;
use crate::sheet::{Rule, SchemeLine};
use crate::subject::scheme::Item;
use crate::subject::{Subject, shown};

/// Tells what copies need for a question.
///
/// Points first: a total, a line that pays, a cap or its case. Then results: a
/// computation that is paid and reads otherwise. Then the figures on which the
/// answer rests: a conclusion may turn on them. Then words: what is paid is said
/// otherwise. The words of an answer or of a remark alone change no mark.
pub(super) fn recheck(pair: &Pair<Asked<'_>>, old: &Revision<'_>, new: &Revision<'_>) -> Recheck {
    let Pair::Both(was, is) = pair else { return Recheck::Points };
    if was.sheet.points != is.sheet.points || lines(&was.sheet.scheme) != lines(&is.sheet.scheme) {
        Recheck::Points
    } else if results(was, old.answers) != results(is, new.answers) {
        Recheck::Result
    } else if figures(was, old) != figures(is, new) {
        Recheck::Figures
    } else if labels(&was.sheet.scheme) != labels(&is.sheet.scheme) {
        Recheck::Look
    } else {
        Recheck::Nothing
    }
}

/// Lists what the lines of a scheme do and pay.
fn lines(scheme: &[SchemeLine]) -> Vec<(Rule, u8, &str)> {
    scheme.iter().map(|line| (line.rule, line.depth, line.points.as_str())).collect()
}

fn labels(scheme: &[SchemeLine]) -> Vec<String> {
    scheme.iter().map(|line| line_text(&line.label)).collect()
}

/// Lists the results that a question pays, as documents show them.
fn results(asked: &Asked<'_>, answers: &Answers) -> Vec<Option<String>> {
    let mut paid = Vec::new();
    asked.subject.scheme.items().for_each(|item| names(item, &mut paid));
    paid.into_iter().map(|name| answers.get(name).map(value_text)).collect()
}

/// Lists the values that an answer shows, and those that they rest on.
fn figures(asked: &Asked<'_>, revision: &Revision<'_>) -> Vec<String> {
    let names = shown(revision.subject, &asked.subject.answer, []);
    names.iter().filter_map(|name| revision.answers.get(name)).map(value_text).collect()
}

/// Lists the names of the results that a subject pays.
pub(super) fn paid(subject: &Subject) -> Vec<&str> {
    let questions = subject.dossiers.iter().flat_map(|dossier| &dossier.questions);
    let mut found = Vec::new();
    for question in questions.chain(&subject.essay) {
        question.scheme.items().for_each(|item| names(item, &mut found));
    }
    found
}

fn names<'s>(item: &'s Item, found: &mut Vec<&'s str>) {
    found.extend(item.computation.iter().map(|name| name.value.as_str()));
    item.parts().for_each(|part| names(part, found));
}
