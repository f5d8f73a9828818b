//! Questions on a sheet without cover: from a subject, whole or narrowed to
//! some questions, to what a pupil receives.

use super::Composer;
use super::paper::title;
use crate::answers::Answers;
use crate::diagnostic::Faults;
use crate::sheet::{Exercise, Sheet};
use crate::source::Sources;
use crate::subject::Subject;

/// Composes the exercise sheet of a subject.
///
/// As for the exam paper, answers, schemes and results do not come in.
///
/// # Errors
///
/// Returns every fault of the texts, tables and mock-ups of the sheet.
pub fn exercise(
    subject: &Subject,
    answers: &Answers,
    sources: &Sources,
) -> Result<(Sheet, Faults), Faults> {
    let bare = subject.without_answers();
    let given = answers.given();
    let mut composer = Composer::new(&bare, &given, sources);
    composer.for_candidates = true;
    composer.hidden = answers.computed_names();
    let sheet = composer.exercise();
    composer.finished(Sheet::Exercise(sheet))
}

impl Composer<'_> {
    fn exercise(&mut self) -> Exercise {
        let subject = self.subject;
        let paper = self.paper("Exercice");
        let questions = subject.dossiers.iter().flat_map(|dossier| &dossier.questions);
        Exercise {
            title: title("Exercice", &paper),
            paper,
            context: self.blocks(&subject.exam.context, &[]),
            questions: questions.map(|question| self.exam_question(question)).collect(),
            annexes: self.annexes(),
        }
    }
}
