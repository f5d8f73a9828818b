//! From a subject to its plan: what is drawn and checked, for which questions,
//! and on what each name rests.

use std::collections::{BTreeMap, BTreeSet};

use super::Plan;
use super::checks::{Asked, Reader};
use super::group::Ties;
use super::reach::{Parameters, Reach};
use super::watch;
use crate::answers::Answers;
use crate::diagnostic::{Fault, Faults};
use crate::formula::Value;
use crate::source::Sources;
use crate::subject::{Rule, Subject, Variants, needs};
use crate::variants::diagnosis;

impl Plan {
    /// Plans the variants of a subject, for some questions or for all.
    ///
    /// # Errors
    ///
    /// Returns every fault: no variants, an unknown question, a constraint that
    /// is not one, or constraints that (almost) nothing satisfies.
    pub fn new(
        subject: &Subject,
        answers: &Answers,
        sources: &Sources,
        questions: Option<&[String]>,
    ) -> Result<Self, Faults> {
        let Some(variants) = &subject.variants else {
            let fault = Fault::error("variantes-absentes", "ce sujet n’a pas de variantes");
            let fault =
                fault.at(subject.identity.title.span, "rien ne change d’un élève à l’autre");
            return Err(fault.help("déclarez ce qui change sous « variantes »").into());
        };
        let mut faults = Faults::default();
        let plan = plan(subject, variants, answers, sources, questions, &mut faults);
        match plan {
            Some(mut plan) if !faults.has_errors() => {
                plan.warnings = faults.in_order();
                // A part of a paper has fewer variants than the whole.
                if questions.is_some() {
                    plan.thresholds.distinct = None;
                }
                Ok(plan)
            }
            _ => Err(faults),
        }
    }
}

/// Makes a plan, tries it, and makes it again in the order that refuses
/// soonest.
fn plan(
    subject: &Subject,
    variants: &Variants,
    answers: &Answers,
    sources: &Sources,
    questions: Option<&[String]>,
    faults: &mut Faults,
) -> Option<Plan> {
    let reach = Reach::new(subject, &variants.parameters);
    let mut builder = Builder { subject, variants, answers, sources, faults, reach };
    let outline = builder.outline(questions)?;
    let first = builder.assemble(&outline, &[])?;
    let (told, tallies) = diagnosis::foresee(&first);
    builder.faults.extend(told);
    if builder.faults.has_errors() {
        return None;
    }
    builder.assemble(&outline, &tallies)
}

/// What a plan is made with.
pub(super) struct Builder<'s, 'r> {
    pub(super) subject: &'s Subject,
    pub(super) variants: &'s Variants,
    pub(super) answers: &'r Answers,
    pub(super) sources: &'r Sources,
    pub(super) faults: &'r mut Faults,
    pub(super) reach: Reach<'s>,
}

/// What there is to draw, check and compute.
pub(super) struct Outline<'s> {
    /// Names that the questions need.
    pub(super) wanted: BTreeSet<String>,
    pub(super) asked: Vec<Asked<'s>>,
    /// The parameters of each group that is drawn.
    pub(super) groups: Vec<Parameters>,
    pub(super) places: Places,
}

/// The group that each name that changes rests on; `None` for several.
pub(super) struct Places {
    /// The names, in the order of the subject.
    pub(super) order: Vec<String>,
    pub(super) of: BTreeMap<String, Option<usize>>,
    /// Columns that some formula puts in order.
    pub(super) ordered: BTreeSet<String>,
}

impl Places {
    /// Lists the names that rest on a group alone, or on several.
    pub(super) fn of(&self, group: Option<usize>) -> impl Iterator<Item = &String> {
        self.order.iter().filter(move |name| self.of.get(*name) == Some(&group))
    }
}

impl<'s> Builder<'s, '_> {
    fn outline(&mut self, questions: Option<&[String]>) -> Option<Outline<'s>> {
        let wanted = self.wanted(questions)?;
        let asked = self.asked();
        let mut ties = Ties::new(self.variants.parameters.len());
        for asked in &asked {
            ties.tie(&asked.parameters);
        }
        let mut groups = ties.groups();
        if questions.is_some() {
            let needed: Parameters = wanted.iter().flat_map(|name| self.reach.name(name)).collect();
            groups.retain(|group| !group.is_disjoint(&needed));
        }
        let places = self.places(&groups);
        (!self.faults.has_errors()).then_some(Outline { wanted, asked, groups, places })
    }

    /// Names what the chosen questions need, or all of them.
    fn wanted(&mut self, questions: Option<&[String]>) -> Option<BTreeSet<String>> {
        let names = |subject: &Subject| {
            let dossiers = subject.dossiers.iter().flat_map(|dossier| &dossier.questions);
            let questions = dossiers.chain(&subject.essay);
            questions.flat_map(|question| needs(subject, question)).collect()
        };
        match questions.map(|numbers| self.subject.only(numbers)) {
            None => Some(names(self.subject)),
            Some(Ok(narrow)) => Some(names(&narrow)),
            Some(Err(unknown)) => {
                self.faults.extend(unknown.in_order());
                None
            }
        }
    }

    /// Reads constraints, fairness and derived parameters.
    fn asked(&mut self) -> Vec<Asked<'s>> {
        for parameter in &self.variants.parameters {
            let Rule::Derived { formula, .. } = &parameter.rule else { continue };
            let value = self.answers.evaluate(formula, self.sources);
            if let Some(value @ (Value::Column(_) | Value::Grid(_))) = self.faults.keep(value) {
                let fault = Fault::error("type-inattendu", "une donnée est une seule valeur");
                let place = formula.origin.place(self.sources, 0..formula.text.len());
                self.faults.push(fault.at(place, format!("ceci est {}", value.kind())));
            }
        }
        let mut reader = Reader {
            reach: &mut self.reach,
            answers: self.answers,
            sources: self.sources,
            faults: self.faults,
        };
        reader.all(self.variants)
    }

    /// Finds the group that each name that changes rests on.
    fn places(&mut self, kept: &[Parameters]) -> Places {
        let names: Vec<_> = self.reach.iter().map(|each| each.name.clone()).collect();
        let ordered = watch::ordered(&self.reach, self.variants);
        let mut places = Places { order: Vec::new(), of: BTreeMap::new(), ordered };
        for name in names {
            let parameters = self.reach.name(&name);
            let mut groups = kept.iter().enumerate().filter(|(_, g)| !g.is_disjoint(&parameters));
            let Some((first, _)) = groups.next() else { continue };
            let place = if groups.next().is_none() { Some(first) } else { None };
            places.of.insert(name.clone(), place);
            places.order.push(name);
        }
        places
    }
}
