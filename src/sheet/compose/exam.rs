//! The exam paper: from a subject without its answers to what a candidate
//! receives.

use super::figure::{enumeration, points};
use super::outline::essay_heading;
use super::paper::title;
use super::text::plain_line;
use super::{Composer, for_candidates};
use crate::answers::Answers;
use crate::diagnostic::Faults;
use crate::number::Exact;
use crate::sheet::{
    Annexe, Edition, Inline, Line, Sheet, Sujet, SujetEssay, SujetPart, SujetQuestion,
};
use crate::source::Sources;
use crate::subject::{self, Subject};

/// Composes the exam paper of a subject, for an edition, without its answers.
///
/// # Errors
///
/// Returns every fault of the texts, tables and mock-ups of the paper.
pub fn sujet(
    subject: &Subject,
    answers: &Answers,
    sources: &Sources,
    edition: Edition,
) -> Result<(Sheet, Faults), Faults> {
    for_candidates(subject, answers, sources, |composer| {
        composer.adapted = !matches!(edition, Edition::Standard | Edition::A3);
        Sheet::Sujet(composer.sujet(edition))
    })
}

/// Tells editions apart in the metadata of their files.
fn named(edition: Edition) -> &'static str {
    match edition {
        Edition::Standard => "Sujet",
        Edition::A3 => "Sujet, format A3",
        Edition::Large => "Sujet, corps 16",
        Edition::ExtraLarge => "Sujet, corps 20",
        Edition::Dys => "Sujet, édition dys",
    }
}

impl Composer<'_> {
    fn sujet(&mut self, edition: Edition) -> Sujet {
        let subject = self.subject;
        let exam = &subject.exam;
        let paper = self.paper("Sujet");
        Sujet {
            title: title(named(edition), &paper),
            edition,
            paper,
            materials: exam.materials.iter().map(|text| self.line(text)).collect(),
            company: self.line(exam.company.as_ref().unwrap_or(&subject.identity.title)),
            confidentiality: self.line_or_none(exam.confidentiality.as_ref()),
            recommendations: exam.recommendations.iter().map(|text| self.line(text)).collect(),
            context: self.blocks(&exam.context, &[]),
            dossiers: subject
                .dossiers
                .iter()
                .enumerate()
                .map(|(rank, dossier)| self.sujet_part(rank + 1, dossier))
                .collect(),
            essay: subject.essay.as_ref().map(|essay| SujetEssay {
                heading: essay_heading(essay),
                points: self.printed(&essay.points.value),
                instruction: self.line_or_none(essay.instruction.as_ref()),
                statement: self.line(&essay.statement),
            }),
            annexes: self.annexes(),
        }
    }

    fn sujet_part(&mut self, number: usize, dossier: &subject::Dossier) -> SujetPart {
        let ranks = self.annexe_ranks(dossier);
        SujetPart {
            heading: format!("Dossier {number}"),
            title: self.line(&dossier.title),
            points: self.printed(&dossier.points.value),
            abilities: dossier.abilities.iter().map(|text| self.line(text)).collect(),
            annexes_short: plain_line(&cited(&ranks)),
            annexes: ranks.iter().map(|rank| self.annexe_line(*rank)).collect(),
            mission: self.blocks(&dossier.mission, &[]),
            questions: dossier
                .questions
                .iter()
                .map(|question| self.exam_question(question))
                .collect(),
        }
    }

    /// Composes a question as candidates read it.
    pub(super) fn exam_question(&mut self, question: &subject::Question) -> SujetQuestion {
        SujetQuestion {
            number: question.number.clone(),
            statement: self.line(&question.statement),
            points: self.printed(&question.points.value),
        }
    }

    /// Composes the annexes, in order.
    pub(super) fn annexes(&mut self) -> Vec<Annexe> {
        let annexes = self.subject.exam.annexes.iter().zip(1..);
        annexes
            .map(|(annexe, rank)| Annexe {
                number: rank.to_string(),
                title: self.line(&annexe.title),
                blocks: self.blocks(&annexe.blocks, &[]),
                source: self.annexe_source(annexe.source.as_ref()),
            })
            .collect()
    }

    /// Returns the ranks of the annexes of a dossier, from 1, in order.
    fn annexe_ranks(&self, dossier: &subject::Dossier) -> Vec<usize> {
        let annexes = &self.subject.exam.annexes;
        (1..=annexes.len())
            .filter(|rank| {
                let name = &annexes[rank - 1].name.value;
                dossier.annexes.iter().any(|cited| cited.value == *name)
            })
            .collect()
    }

    fn annexe_line(&mut self, rank: usize) -> Line {
        let subject = self.subject;
        let mut line = plain_line(&format!("Annexe {rank} : "));
        line.extend(self.line(&subject.exam.annexes[rank - 1].title));
        line
    }

    fn annexe_source(&mut self, source: Option<&subject::Text>) -> Line {
        let Some(source) = source else { return Line::new() };
        let mut line = vec![Inline::Text { text: "Source\u{a0}: ".into() }];
        line.extend(self.line(source));
        line
    }

    fn printed(&self, value: &Exact) -> String {
        if self.subject.exam.points_printed { points(value) } else { String::new() }
    }
}

/// Says which annexes a dossier uses: `annexes n° 1 à 6`.
fn cited(ranks: &[usize]) -> String {
    match ranks {
        [] => String::new(),
        [one] => format!("annexe {one}"),
        [first, .., last] if last - first + 1 == ranks.len() && ranks.len() > 2 => {
            format!("annexes {first} à {last}")
        }
        several => {
            let told: Vec<_> = several.iter().map(usize::to_string).collect();
            format!("annexes {}", enumeration(&told))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annexes_that_follow_each_other_are_a_range() {
        assert_eq!(cited(&[1, 2, 3, 4, 5, 6]), "annexes 1 à 6");
        assert_eq!(cited(&[7, 8]), "annexes 7 et 8");
        assert_eq!(cited(&[1, 3, 4]), "annexes 1, 3 et 4");
        assert_eq!(cited(&[2]), "annexe 2");
        assert_eq!(cited(&[]), "");
    }
}
