//! Questions on a sheet without cover: from a subject, whole or narrowed to
//! some questions, to what a pupil receives.

use super::figure::points;
use super::paper::title;
use super::{Composer, for_candidates};
use crate::answers::Answers;
use crate::diagnostic::Faults;
use crate::sheet::{Exercise, Sheet, SujetQuestion};
use crate::source::Sources;
use crate::subject::{Question, Subject};

/// Composes the exercise sheet of a subject, without its answers.
///
/// # Errors
///
/// Returns every fault of the texts, tables and mock-ups of the sheet.
pub fn exercise(
    subject: &Subject,
    answers: &Answers,
    sources: &Sources,
) -> Result<(Sheet, Faults), Faults> {
    for_candidates(subject, answers, sources, |composer| Sheet::Exercise(composer.exercise()))
}

impl Composer<'_> {
    fn exercise(&mut self) -> Exercise {
        let subject = self.subject;
        let paper = self.paper("Exercice");
        let mut context = self.blocks(&subject.exam.context, &[]);
        for dossier in &subject.dossiers {
            context.extend(self.blocks(&dossier.mission, &[]));
        }
        Exercise {
            title: title("Exercice", &paper),
            paper,
            context,
            questions: asked(subject).map(|question| self.exercise_question(question)).collect(),
            annexes: self.annexes(),
        }
    }

    /// Composes a question; unlike an exam office, a teacher always says what
    /// it is worth.
    fn exercise_question(&mut self, question: &Question) -> SujetQuestion {
        let points = points(&question.points.value);
        SujetQuestion { points, ..self.exam_question(question) }
    }
}

/// Lists the questions of a subject, then its essay.
fn asked(subject: &Subject) -> impl Iterator<Item = &Question> {
    subject.dossiers.iter().flat_map(|dossier| &dossier.questions).chain(&subject.essay)
}
