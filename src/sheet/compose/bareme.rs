//! The marking scheme on one page.

use super::Composer;
use super::alternative::capitalised;
use super::figure::bare;
use super::outline::outline;
use super::paper::title;
use super::scheme::{CARRIED_ON, carries_on};
use super::text::plain_line;
use crate::answers::Answers;
use crate::diagnostic::Faults;
use crate::sheet::{Bareme, BaremePart, BaremeQuestion, Rule, Sheet};
use crate::source::Sources;
use crate::subject::{Question, Subject};

/// Composes the marking scheme of a subject.
///
/// # Errors
///
/// Returns every fault of its texts.
pub fn bareme(
    subject: &Subject,
    answers: &Answers,
    sources: &Sources,
) -> Result<(Sheet, Faults), Faults> {
    let mut composer = Composer::new(subject, answers, sources);
    let sheet = composer.bareme();
    composer.finished(Sheet::Bareme(sheet))
}

impl Composer<'_> {
    fn bareme(&mut self) -> Bareme {
        let paper = self.paper("Barème");
        let parts = outline(self.subject)
            .into_iter()
            .map(|part| BaremePart {
                heading: part.heading,
                title: self.line_or_none(part.title),
                points: bare(part.points),
                questions: part
                    .questions
                    .into_iter()
                    .map(|(number, question)| self.bareme_question(number, question))
                    .collect(),
            })
            .collect();
        let subject = self.subject;
        let mut rules: Vec<_> = subject.rules.iter().map(|rule| self.line(rule)).collect();
        let carried = outline(subject)
            .iter()
            .flat_map(|part| &part.questions)
            .any(|(_, question)| question.scheme.items().any(carries_on));
        if carried {
            rules.push(plain_line(&capitalised(CARRIED_ON)));
        }
        Bareme { title: title("Barème", &paper), paper, parts, rules }
    }

    fn bareme_question(&mut self, number: String, question: &Question) -> BaremeQuestion {
        BaremeQuestion {
            number,
            title: self.line(question.heading.as_ref().unwrap_or(&question.statement)),
            ability: self.line_or_none(question.ability.as_ref()),
            // Told once, among the rules of the whole paper.
            scheme: self
                .scheme(&question.scheme)
                .into_iter()
                .filter(|line| line.rule != Rule::CarriedOn)
                .collect(),
            points: bare(&question.points.value),
        }
    }
}
