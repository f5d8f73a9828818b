//! A subject narrowed to some of its questions: takes their numbers, gives the
//! subject of an exercise sheet.

use std::collections::BTreeSet;

use num_traits::Zero;

use crate::diagnostic::{Fault, Faults, nearest};
use crate::number::Exact;
use crate::subject::exam::Document;
use crate::subject::model::{Dossier, Mark, MarkRounding, Question, Subject};
use crate::subject::uses;

/// The word that stands for the structured essay, which has no number.
const ESSAY: &str = "reflexion";

impl Subject {
    /// Returns the subject with some of its questions only, by number: `2.3`,
    /// or `reflexion` for the structured essay.
    ///
    /// Questions keep their numbers and their order. Points of dossiers and
    /// total are those of the questions kept, and so is the mark. Annexes are
    /// those the questions need. What speaks of the whole paper goes: duration
    /// (zero then), coefficient, recommendations, remarks, rules, abilities,
    /// editions; and the context and the missions, but those of an exercise,
    /// which hold its data. What is printed is the exercise sheet and its
    /// corrigé.
    ///
    /// # Errors
    ///
    /// Returns a fault for each number that no question bears.
    pub fn only(&self, numbers: &[String]) -> Result<Self, Faults> {
        let wanted: BTreeSet<&str> = numbers.iter().map(|number| number.trim()).collect();
        self.check_numbers(&wanted)?;
        let mut subject = self.clone();
        subject.essay = subject.essay.filter(|_| wanted.contains(ESSAY));
        for dossier in &mut subject.dossiers {
            dossier.questions.retain(|question| wanted.contains(question.number.as_str()));
        }
        subject.dossiers.retain(|dossier| !dossier.questions.is_empty());
        subject.keep_annexes(self);
        subject.recount();
        subject.strip();
        Ok(subject)
    }

    /// Lists the names by which questions can be chosen, in order.
    pub fn numbers(&self) -> impl Iterator<Item = &str> {
        let questions = self.dossiers.iter().flat_map(|dossier| &dossier.questions);
        let numbers = questions.map(|question| question.number.as_str());
        numbers.chain(self.essay.iter().map(|_| ESSAY))
    }

    fn check_numbers(&self, wanted: &BTreeSet<&str>) -> Result<(), Faults> {
        let known: Vec<_> = self.numbers().collect();
        let mut faults = Faults::default();
        for number in wanted.iter().filter(|number| !known.contains(*number)) {
            let fault =
                Fault::error("question-inconnue", format!("question inconnue : « {number} »"));
            let fault = match nearest(number, known.iter().copied()) {
                Some(near) if number.starts_with(char::is_alphabetic) => {
                    fault.help(format!("vouliez-vous dire « {near} » ?"))
                }
                _ => fault,
            };
            faults.push(fault.help(format!("questions connues : {}", known.join(", "))));
        }
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// Keeps the annexes that the questions need in the whole subject.
    fn keep_annexes(&mut self, whole: &Self) {
        let questions = self.dossiers.iter().flat_map(|dossier| &dossier.questions);
        let names: BTreeSet<_> = questions
            .chain(&self.essay)
            .flat_map(|question| uses::annexes(whole, question))
            .map(|annexe| annexe.name.value.clone())
            .collect();
        self.exam.annexes.retain(|annexe| names.contains(&annexe.name.value));
        for dossier in &mut self.dossiers {
            dossier.annexes.retain(|name| names.contains(&name.value));
        }
    }

    /// Sums the points that are left.
    fn recount(&mut self) {
        for dossier in &mut self.dossiers {
            dossier.points.value = paid(dossier);
        }
        let dossiers = self.dossiers.iter().map(|dossier| &dossier.points.value);
        let points = dossiers.chain(self.essay.iter().map(|essay| &essay.points.value));
        let total = points.fold(Exact::zero(), |sum, points| sum + points);
        self.identity.mark = Mark { out_of: total.clone(), rounding: MarkRounding::None };
        self.identity.total.value = total;
    }

    /// Leaves out what speaks of the whole paper.
    fn strip(&mut self) {
        // An exercise gives its data there; an exam paper, its case.
        if !self.documents.contains(&Document::Exercise) {
            self.exam.context.clear();
            self.dossiers.iter_mut().for_each(|dossier| dossier.mission.clear());
        }
        self.documents = vec![Document::Exercise, Document::Corrige];
        self.identity.duration.value = Exact::zero();
        self.identity.coefficient = None;
        self.editions.clear();
        self.exam.recommendations.clear();
        self.remarks = None;
        self.rules.clear();
        for dossier in &mut self.dossiers {
            dossier.abilities.clear();
        }
    }
}

fn paid(dossier: &Dossier) -> Exact {
    let points = dossier.questions.iter().map(|question: &Question| &question.points.value);
    points.fold(Exact::zero(), |sum, points| sum + points)
}

impl Dossier {
    /// Returns its number in the paper, which its questions bear: `2` for
    /// `2.3`; empty when it has no question.
    #[must_use]
    pub fn number(&self) -> &str {
        let first = self.questions.first().map_or("", |question| &question.number);
        first.split('.').next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::whole;
    use crate::subject::sample;

    const PAPER: &str = "
examen: BTS
epreuve: E5
session: 2025
titre: Essai
duree: 1 h
total: 20
note: {sur: 20, arrondi: '0,5'}
recommandations: [Soyez brefs.]
contexte: Une entreprise.
annexes:
  plan: {titre: Le plan, contenu: [Voir.]}
  tarifs: {titre: Les tarifs, contenu: [Voir.]}
  horaires: {titre: Les horaires, contenu: [Voir.]}
dossiers:
  - titre: Un
    points: 4
    questions: [{enonce: A, points: 4, bareme: [{points: 4, libelle: x}], corrige: Oui}]
  - titre: Deux
    points: 10
    capacites: [compter]
    annexes: [plan, horaires]
    mission: Comptez.
    questions:
      - {enonce: B, points: 3, bareme: [{points: 3, libelle: x}], corrige: Oui}
      - {enonce: C, points: 7, annexes: [tarifs], bareme: [{points: 7, libelle: x}], corrige: Oui}
reflexion: {enonce: D, points: 6, bareme: [{points: 6, libelle: x}], corrige: Oui}
";

    fn narrowed(numbers: &[&str]) -> Result<Subject, Faults> {
        let numbers: Vec<_> = numbers.iter().map(|number| (*number).to_owned()).collect();
        sample(PAPER).only(&numbers)
    }

    fn annexes(subject: &Subject) -> Vec<&str> {
        subject.exam.annexes.iter().map(|annexe| annexe.name.value.as_str()).collect()
    }

    #[test]
    fn questions_keep_their_numbers_and_bring_their_points() {
        let subject = narrowed(&["reflexion", "2.2"]).unwrap();
        let dossier = &subject.dossiers[0];
        assert_eq!((subject.dossiers.len(), dossier.number()), (1, "2"));
        assert_eq!(dossier.questions[0].number, "2.2");
        assert_eq!(dossier.points.value, whole(7));
        assert_eq!(subject.identity.total.value, whole(13));
        assert_eq!(subject.identity.mark.out_of, whole(13));
        assert!(subject.essay.is_some());
    }

    #[test]
    fn annexes_are_those_the_questions_need() {
        assert_eq!(annexes(&narrowed(&["2.1"]).unwrap()), ["plan", "horaires"]);
        assert_eq!(annexes(&narrowed(&["2.2"]).unwrap()), ["tarifs"]);
        assert_eq!(annexes(&narrowed(&["1.1", "reflexion"]).unwrap()), [""; 0]);
    }

    #[test]
    fn what_speaks_of_the_whole_paper_goes() {
        let subject = narrowed(&["2.1"]).unwrap();
        assert_eq!(subject.documents, [Document::Exercise, Document::Corrige]);
        assert!(subject.exam.context.is_empty() && subject.exam.recommendations.is_empty());
        assert!(subject.dossiers.iter().all(|dossier| dossier.mission.is_empty()));
        assert!(subject.essay.is_none());
    }

    #[test]
    fn an_exercise_keeps_its_data() {
        let exercise = PAPER.replace("contexte:", "documents: [exercice, corrige]\ncontexte:");
        let subject = sample(&exercise).only(&["2.1".to_owned()]).unwrap();
        assert_eq!(subject.exam.context.len(), 1);
    }

    #[test]
    fn each_unknown_number_is_told_with_those_known() {
        let faults = narrowed(&["2.1", "3.1", "réflexion"]).unwrap_err().in_order();
        let told: Vec<_> = faults.iter().map(|fault| fault.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "question inconnue : «\u{a0}3.1\u{a0}»",
                "question inconnue : «\u{a0}réflexion\u{a0}»"
            ]
        );
        assert_eq!(faults[0].help, ["questions connues : 1.1, 2.1, 2.2, reflexion"]);
        assert_eq!(faults[1].help[0], "vouliez-vous dire «\u{a0}reflexion\u{a0}» ?");
    }
}
