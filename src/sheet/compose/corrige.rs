//! The corrected answer sheet: summary of points, questions, answers.

use super::Composer;
use super::figure::{bare, points};
use super::outline::outline;
use super::paper::title;
use crate::answers::Answers;
use crate::diagnostic::Faults;
use crate::number::Exact;
use crate::sheet::{Corrige, Part, Question, Sheet, SummaryPart, SummaryRow};
use crate::source::Sources;
use crate::subject::scheme::Item;
use crate::subject::{self, Subject};

/// Composes the corrected answer sheet of a subject.
///
/// # Errors
///
/// Returns every fault of the texts, tables and mock-ups; when there is none,
/// the warnings come with the sheet.
pub fn corrige(
    subject: &Subject,
    answers: &Answers,
    sources: &Sources,
) -> Result<(Sheet, Faults), Faults> {
    let mut composer = Composer::new(subject, answers, sources);
    let paper = composer.paper("Corrigé");
    let sheet = Corrige {
        title: title("Corrigé", &paper),
        paper,
        remarks: composer.flow_or_none(subject.remarks.as_ref()),
        summary: composer.summary(),
        parts: composer.parts(),
    };
    composer.finished(Sheet::Corrige(sheet))
}

impl Composer<'_> {
    fn summary(&mut self) -> Vec<SummaryPart> {
        outline(self.subject)
            .into_iter()
            .map(|part| SummaryPart {
                heading: part.heading,
                title: self.line_or_none(part.title),
                points: bare(part.points),
                questions: part
                    .questions
                    .into_iter()
                    // The essay is its own only question.
                    .filter(|(number, _)| !number.is_empty())
                    .map(|(number, question)| SummaryRow {
                        number,
                        title: self.line(question.heading.as_ref().unwrap_or(&question.statement)),
                        points: bare(&question.points.value),
                    })
                    .collect(),
            })
            .collect()
    }

    fn parts(&mut self) -> Vec<Part> {
        outline(self.subject)
            .into_iter()
            .map(|part| Part {
                heading: part.heading,
                title: self.line_or_none(part.title),
                points: points(part.points),
                questions: part
                    .questions
                    .into_iter()
                    .map(|(number, question)| self.question(number, question))
                    .collect(),
            })
            .collect()
    }

    fn question(&mut self, number: String, question: &subject::Question) -> Question {
        let paid = paid(question);
        let statement = self.line(&question.statement);
        let mut answer = self.blocks(&question.answer, &paid);
        answer.extend(self.detours(question, &paid));
        Question {
            number,
            statement,
            points: points(&question.points.value),
            scheme: self.scheme(&question.scheme),
            answer,
            remarks: self.flow_or_none(question.remarks.as_ref()),
        }
    }
}

/// Lists the computations that a question pays, with their points.
pub(super) fn paid(question: &subject::Question) -> Vec<(String, Exact)> {
    let mut paid = Vec::new();
    question.scheme.items().for_each(|item| steps(item, &mut paid));
    paid
}

/// Lists the computations an item pays, with their points.
fn steps(item: &Item, paid: &mut Vec<(String, Exact)>) {
    if let Some(name) = &item.computation {
        paid.push((name.value.clone(), item.total()));
    }
    item.parts().for_each(|part| steps(part, paid));
}
