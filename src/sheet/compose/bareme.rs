//! The marking scheme on one page.

use super::Composer;
use super::alternative::words;
use super::figure::bare;
use super::page::{ESSAY, short_test};
use super::text::plain_line;
use crate::answers::Answers;
use crate::diagnostic::Faults;
use crate::sheet::{Bareme, BaremePart, BaremeQuestion, Rule, Sheet};
use crate::source::Sources;
use crate::subject::{Question, Subject};

/// Rules that hold for every paper of the exam.
const RULES: [&str; 3] = [
    "Une erreur ne se pénalise qu’une fois : un résultat faux mais repris sans nouvelle erreur \
     garde les points des étapes suivantes.",
    "Toute réponse pertinente, même absente du corrigé, est acceptée.",
    "Quand le corrigé propose plus d’éléments que le barème n’en paie, les premiers justes \
     suffisent.",
];

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
    if composer.faults.has_errors() {
        Err(composer.faults)
    } else {
        Ok((Sheet::Bareme(sheet), composer.faults))
    }
}

impl Composer<'_> {
    fn bareme(&mut self) -> Bareme {
        let subject = self.subject;
        let paper = self.paper("Barème");
        let title = format!(
            "Barème – {} – {} – {}",
            words(&paper.subject),
            short_test(&words(&paper.test)),
            paper.session.to_lowercase()
        );
        let mut parts: Vec<_> = subject
            .dossiers
            .iter()
            .enumerate()
            .map(|(rank, dossier)| BaremePart {
                heading: format!("Dossier {}", rank + 1),
                title: self.line(&dossier.title),
                points: bare(&dossier.points.value),
                questions: dossier
                    .questions
                    .iter()
                    .enumerate()
                    .map(|(inner, question)| {
                        self.bareme_question(format!("{}.{}", rank + 1, inner + 1), question)
                    })
                    .collect(),
            })
            .collect();
        if let Some(essay) = &subject.essay {
            parts.push(BaremePart {
                heading: ESSAY.to_owned(),
                title: self.line_or_none(essay.heading.as_ref()),
                points: bare(&essay.points.value),
                questions: vec![self.bareme_question(String::new(), essay)],
            });
        }
        let rules = RULES.iter().map(|rule| plain_line(rule)).collect();
        Bareme { title, paper, parts, rules }
    }

    fn bareme_question(&mut self, number: String, question: &Question) -> BaremeQuestion {
        BaremeQuestion {
            number,
            title: self.line(question.heading.as_ref().unwrap_or(&question.statement)),
            ability: self.line_or_none(question.ability.as_ref()),
            // The common rules already say it for the whole paper.
            scheme: self
                .scheme(&question.scheme)
                .into_iter()
                .filter(|line| line.rule != Rule::CarriedOn)
                .collect(),
            points: bare(&question.points.value),
        }
    }
}
