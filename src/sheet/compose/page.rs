//! Whole documents: title block, summary of points, parts.

use super::Composer;
use super::alternative::words;
use super::figure::{bare, number, points};
use super::text::plain_line;
use num_traits::{One, Zero};

use crate::answers::Answers;
use crate::diagnostic::Faults;
use crate::markup::typography::apply_text;
use crate::number::{DateStyle, Exact, Quantity, Unit, display_clock, format_date, whole};
use crate::sheet::{
    Corrige, Inline, Line, Paper, Part, Question, Sheet, SummaryPart, SummaryRow,
};
use crate::source::Sources;
use crate::subject::scheme::Item;
use crate::subject::{self, Mark, MarkRounding, Subject};

/// Heading of the structured essay.
pub(super) const ESSAY: &str = "Réflexion structurée";

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
    let title = format!(
        "Corrigé – {} – {} – {}",
        words(&paper.subject),
        short_test(&words(&paper.test)),
        paper.session.to_lowercase()
    );
    let sheet = Corrige {
        title,
        paper,
        remarks: composer.flow_or_none(subject.remarks.as_ref()),
        summary: composer.summary(),
        parts: composer.parts(),
    };
    if composer.faults.has_errors() { Err(composer.faults) } else { Ok((Sheet::Corrige(sheet), composer.faults)) }
}

impl Composer<'_> {
    /// Composes what identifies a document of the paper.
    pub(super) fn paper(&mut self, document: &str) -> Paper {
        let identity = &self.subject.identity;
        let test = self.line(&identity.test);
        let title = self.line(&identity.title);
        let mut running = plain_line(&format!("{document} · {} · ", short_test(&words(&test))));
        running.extend(title.iter().cloned());
        let version = identity.version.as_ref();
        Paper {
            diploma: self.line(&identity.diploma),
            part: self.line_or_none(identity.part.as_ref()),
            session: apply_text(&format!("Session {}", identity.session)),
            code: identity.code.clone().unwrap_or_default(),
            duration: display_clock(&identity.duration).text,
            duration_words: duration_words(&identity.duration),
            coefficient: identity.coefficient.as_ref().map(bare).unwrap_or_default(),
            version: version
                .map(|version| {
                    let date = format_date(version.date, DateStyle::Long);
                    plain_line(&format!("Version {} du {date}", version.number))
                })
                .unwrap_or_default(),
            replaces: self.line_or_none(version.and_then(|version| version.replaces.as_ref())),
            total: points(&identity.total.value),
            mark: mark(&identity.mark, &identity.total.value),
            subject: title,
            running,
            test,
        }
    }

    fn summary(&mut self) -> Vec<SummaryPart> {
        let subject = self.subject;
        let mut summary: Vec<_> = subject
            .dossiers
            .iter()
            .enumerate()
            .map(|(rank, dossier)| SummaryPart {
                heading: format!("Dossier {}", rank + 1),
                title: self.line(&dossier.title),
                points: bare(&dossier.points.value),
                questions: dossier
                    .questions
                    .iter()
                    .enumerate()
                    .map(|(inner, question)| SummaryRow {
                        number: format!("{}.{}", rank + 1, inner + 1),
                        title: self.line(question.heading.as_ref().unwrap_or(&question.statement)),
                        points: bare(&question.points.value),
                    })
                    .collect(),
            })
            .collect();
        if let Some(essay) = &subject.essay {
            summary.push(SummaryPart {
                heading: ESSAY.to_owned(),
                title: self.line_or_none(essay.heading.as_ref()),
                points: bare(&essay.points.value),
                questions: Vec::new(),
            });
        }
        summary
    }

    fn parts(&mut self) -> Vec<Part> {
        let subject = self.subject;
        let mut parts: Vec<_> = subject
            .dossiers
            .iter()
            .enumerate()
            .map(|(rank, dossier)| Part {
                heading: format!("Dossier {}", rank + 1),
                title: self.line(&dossier.title),
                points: points(&dossier.points.value),
                questions: dossier
                    .questions
                    .iter()
                    .enumerate()
                    .map(|(inner, question)| {
                        self.question(format!("{}.{}", rank + 1, inner + 1), question)
                    })
                    .collect(),
            })
            .collect();
        if let Some(essay) = &subject.essay {
            parts.push(Part {
                heading: ESSAY.to_owned(),
                title: self.line_or_none(essay.heading.as_ref()),
                points: points(&essay.points.value),
                questions: vec![self.question(String::new(), essay)],
            });
        }
        parts
    }

    fn question(&mut self, number: String, question: &subject::Question) -> Question {
        let mut paid = Vec::new();
        question.scheme.items().for_each(|item| steps(item, &mut paid));
        Question {
            number,
            statement: self.line(&question.statement),
            points: points(&question.points.value),
            scheme: self.scheme(&question.scheme),
            answer: self.blocks(&question.answer, &paid),
            remarks: self.flow_or_none(question.remarks.as_ref()),
        }
    }
}

/// Lists the computations a scheme pays, with their points.
fn steps(item: &Item, paid: &mut Vec<(String, Exact)>) {
    if let Some(name) = &item.computation {
        paid.push((name.value.clone(), item.total()));
    }
    item.parts().for_each(|part| steps(part, paid));
}

/// Says a duration in words: `3 heures`, `1 heure 30 minutes`.
fn duration_words(duration: &Quantity) -> String {
    let minutes = (&duration.value / whole(60)).round();
    let hours = (&minutes / whole(60)).floor();
    let rest = &minutes - &hours * whole(60);
    let told = |count: Exact, unit| number(&Quantity::new(count, Unit::noun(unit)), None).text;
    match (hours.is_zero(), rest.is_zero()) {
        (true, _) => told(rest, "minutes"),
        (false, true) => told(hours, "heures"),
        (false, false) => format!("{} {}", told(hours, "heures"), told(rest, "minutes")),
    }
}

/// Returns what stands before the colon of a test: `E5`.
pub(super) fn short_test(test: &str) -> &str {
    test.split(':').next().unwrap_or(test).trim()
}

/// Says how the mark is had from the total: `Note sur 20 : total ÷ 2`.
fn mark(mark: &Mark, total: &Exact) -> Line {
    // A ratio in lowest terms: 20 for 30 points is 2 for 3.
    let ratio = &mark.out_of / total;
    let (over, under) = (ratio.numer(), ratio.denom());
    let mut how = "total".to_owned();
    for (sign, factor) in [("×", over), ("÷", under)] {
        if !factor.is_one() {
            how = format!("{how} {sign} {}", bare(&Exact::from_integer(factor.clone())));
        }
    }
    let how = how.replace(' ', "\u{a0}");
    let rounding = match mark.rounding {
        MarkRounding::None => "",
        MarkRounding::Quarter => ", arrondie au quart de point le plus proche",
        MarkRounding::Half => ", arrondie au demi-point le plus proche",
        MarkRounding::HalfUp => ", arrondie au demi-point supérieur",
    };
    vec![Inline::Text {
        text: apply_text(&format!("Note sur {} : {how}{rounding}", bare(&mark.out_of))),
    }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_says_how_it_is_had() {
        let twenty = Mark { out_of: whole(20), rounding: MarkRounding::HalfUp };
        let line = words(&mark(&twenty, &whole(40))).replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!(line, "Note sur 20 : total ÷ 2, arrondie au demi-point supérieur");
        let line = words(&mark(&twenty, &whole(30))).replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!(line, "Note sur 20 : total × 2 ÷ 3, arrondie au demi-point supérieur");
    }

    #[test]
    fn a_duration_is_said_in_words() {
        let minutes = |count| Quantity::of(&whole(count), Unit::minutes());
        assert_eq!(duration_words(&minutes(180)), "3\u{a0}heures");
        assert_eq!(duration_words(&minutes(90)), "1\u{a0}heure 30\u{a0}minutes");
        assert_eq!(duration_words(&minutes(45)), "45\u{a0}minutes");
    }

    #[test]
    fn a_test_is_known_by_its_number() {
        assert_eq!(short_test("E5\u{a0}: Relation client"), "E5");
    }
}
