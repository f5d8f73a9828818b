//! Questions on a sheet without cover: from a subject, whole or narrowed to
//! some questions, to what a pupil receives.

use num_traits::ToPrimitive;

use super::figure::points;
use super::paper::title;
use super::{Composer, for_candidates};
use crate::answers::Answers;
use crate::diagnostic::Faults;
use crate::number::{Exact, whole};
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

/// Lines that a pupil needs for a point.
const LINES_A_POINT: i64 = 2;
/// Lines of a page.
const A_PAGE: u32 = 30;

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
            lines: lines(asked(subject).map(|question| &question.points.value)),
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

/// Counts the lines that answers need, by their points: a page at most, for
/// longer ones are written elsewhere.
fn lines<'p>(points: impl Iterator<Item = &'p Exact>) -> u32 {
    let points: Exact = points.sum();
    let lines = (points * whole(LINES_A_POINT)).ceil().to_integer();
    lines.to_u32().unwrap_or(A_PAGE).min(A_PAGE)
}

/// Lists the questions of a subject, then its essay.
fn asked(subject: &Subject) -> impl Iterator<Item = &Question> {
    subject.dossiers.iter().flat_map(|dossier| &dossier.questions).chain(&subject.essay)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_ask_for_lines_and_a_page_is_enough() {
        let half = whole(1) / whole(2);
        let needed = |points: &[Exact]| lines(points.iter());
        assert_eq!(needed(&[whole(5), whole(4)]), 18);
        assert_eq!(needed(&[half.clone() / whole(2)]), 1);
        assert_eq!(needed(&[half, whole(1)]), 3);
        assert_eq!(needed(&[whole(40)]), 30);
    }
}
