//! The parts of a paper in their order: dossiers, then the structured essay,
//! with the numbers that documents print.

use crate::markup::typography::apply_text;
use crate::number::Exact;
use crate::subject::{Question, Subject, Text};

/// Returns the heading of the structured essay, which some exams name
/// otherwise.
pub(super) fn essay_heading(essay: &Question) -> String {
    match &essay.heading {
        Some(heading) => apply_text(&heading.words()),
        None => "Réflexion structurée".to_owned(),
    }
}

/// A dossier or the structured essay.
pub(super) struct Outline<'s> {
    /// `Dossier 1`.
    pub(super) heading: String,
    /// Its title, if it has one.
    pub(super) title: Option<&'s Text>,
    /// Its points.
    pub(super) points: &'s Exact,
    /// Number and question; the question of the essay has an empty number.
    pub(super) questions: Vec<(String, &'s Question)>,
}

/// Lists the parts of a paper.
pub(super) fn outline(subject: &Subject) -> Vec<Outline<'_>> {
    let dossiers = subject.dossiers.iter().zip(1..).map(|(dossier, rank)| Outline {
        heading: match dossier.number() {
            "" => format!("Dossier {rank}"),
            number => format!("Dossier {number}"),
        },
        title: Some(&dossier.title),
        points: &dossier.points.value,
        questions: dossier
            .questions
            .iter()
            .map(|question| (question.number.clone(), question))
            .collect(),
    });
    let essay = subject.essay.iter().map(|essay| Outline {
        heading: essay_heading(essay),
        title: None,
        points: &essay.points.value,
        questions: vec![(String::new(), essay)],
    });
    dossiers.chain(essay).collect()
}
