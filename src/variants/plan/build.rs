//! From a subject to its plan: which draws are made, in which groups, and
//! where each result is computed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::checks::{Asked, Reader};
use super::group::Ties;
use super::reach::{self, Parameters, Reach};
use super::work::{Task, compile};
use super::{Check, Group, Ordered, Outcome, Plan, Slot, Target, Work, watch};
use crate::answers::Answers;
use crate::diagnostic::{Fault, Faults, nearest};
use crate::formula::Value;
use crate::source::Sources;
use crate::subject::{Cell, Draw, Parameter, Question, Rule, Subject, Variants, needs};
use crate::variants::{PreparedDomain, Unprepared, diagnosis};

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
            return Err(fault.help("déclarez ce qui change sous « variantes »").into());
        };
        let mut faults = Faults::default();
        let plan = Builder::new(subject, variants, answers, sources, &mut faults).plan(questions);
        match plan {
            Some(mut plan) if !faults.has_errors() => {
                faults.extend(diagnosis::foresee(&plan));
                if faults.has_errors() {
                    return Err(faults);
                }
                plan.warnings = faults.in_order();
                Ok(plan)
            }
            _ => Err(faults),
        }
    }
}

struct Builder<'s, 'r> {
    subject: &'s Subject,
    variants: &'s Variants,
    answers: &'r Answers,
    sources: &'r Sources,
    faults: &'r mut Faults,
    reach: Reach<'s>,
}

impl<'s, 'r> Builder<'s, 'r> {
    fn new(
        subject: &'s Subject,
        variants: &'s Variants,
        answers: &'r Answers,
        sources: &'r Sources,
        faults: &'r mut Faults,
    ) -> Self {
        let reach = Reach::new(subject, &variants.parameters);
        Self { subject, variants, answers, sources, faults, reach }
    }

    fn plan(mut self, questions: Option<&[String]>) -> Option<Plan> {
        let wanted = self.wanted(questions)?;
        let asked = self.asked();
        let mut ties = Ties::new(self.variants.parameters.len());
        asked.iter().for_each(|asked| ties.tie(&asked.parameters));
        let mut kept = ties.groups();
        if questions.is_some() {
            let needed: Parameters = wanted.iter().flat_map(|name| self.reach.name(name)).collect();
            kept.retain(|group| !group.is_disjoint(&needed));
        }
        if self.faults.has_errors() {
            return None;
        }
        let places = self.places(&kept);
        let mut slots = Vec::new();
        let groups = kept
            .iter()
            .enumerate()
            .map(|(rank, group)| self.group(rank, group, &places, &asked, &mut slots))
            .collect::<Option<Vec<_>>>();
        let joint = self.joint(&places, &mut slots);
        let (groups, joint) = (groups?, joint?);
        let results = self.results(&wanted, &places, &groups, joint.as_ref());
        let ordered = self.ordered(&places, &groups, joint.as_ref());
        Some(Plan {
            identity: identity(self.subject),
            slots,
            groups,
            joint,
            results,
            ordered,
            thresholds: self.variants.thresholds.clone(),
            warnings: Vec::new(),
        })
    }

    /// Names what the chosen questions need, or all of them.
    fn wanted(&mut self, questions: Option<&[String]>) -> Option<BTreeSet<String>> {
        let all = || {
            let dossiers = self.subject.dossiers.iter().flat_map(|dossier| &dossier.questions);
            dossiers.chain(&self.subject.essay)
        };
        let chosen: Vec<&Question> = match questions {
            None => all().collect(),
            Some(numbers) => {
                let mut chosen = Vec::new();
                for number in numbers {
                    match all().find(|question| question.number == *number) {
                        Some(question) => chosen.push(question),
                        None => self.faults.push(unknown_question(number, all())),
                    }
                }
                chosen
            }
        };
        let wanted = chosen.into_iter().flat_map(|question| needs(self.subject, question));
        (!self.faults.has_errors()).then(|| wanted.collect())
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

    /// Finds the group that each name that changes rests on; `None` for
    /// several. Names are in the order of the subject.
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

    fn group(
        &mut self,
        rank: usize,
        parameters: &Parameters,
        places: &Places,
        asked: &[Asked<'s>],
        slots: &mut Vec<Slot>,
    ) -> Option<Group> {
        let start = slots.len();
        let mut inputs = Inputs::default();
        for parameter in parameters.iter().filter_map(|each| self.variants.parameters.get(*each)) {
            self.slots(parameter, slots, &mut inputs)?;
        }
        let named = places.order.iter().filter(|name| places.of.get(*name) == Some(&Some(rank)));
        let mut tasks = self.tasks(named, places);
        let mut checks = Vec::new();
        for asked in asked.iter().filter(|asked| !asked.parameters.is_disjoint(parameters)) {
            let base = tasks.len();
            tasks.extend(asked.tasks.iter().cloned());
            checks.push(check(asked, base, tasks.len() - 1));
        }
        let work = self.compiled(&tasks, &inputs)?;
        Some(Group { slots: start..slots.len(), work, checks, accepted: OnceLock::new() })
    }

    /// Makes the tasks of some names, and of what is watched about them.
    fn tasks<'n>(&self, names: impl Iterator<Item = &'n String>, places: &Places) -> Vec<Task<'s>> {
        let mut tasks = Vec::new();
        for name in names {
            match self.reach.meaning(name) {
                Some(meaning) => {
                    tasks.push(Task::named(name, meaning));
                    tasks.extend(watch::nearest(name, meaning).into_iter().flatten());
                }
                None if places.ordered.contains(name) => {
                    tasks.extend(watch::column(name, self.variants.span));
                }
                None => {}
            }
        }
        tasks
    }

    /// Prepares the draws of a parameter.
    fn slots(
        &mut self,
        parameter: &Parameter,
        slots: &mut Vec<Slot>,
        inputs: &mut Inputs,
    ) -> Option<()> {
        let Rule::Drawn(draws) = &parameter.rule else { return Some(()) };
        for (rank, draw) in draws.iter().enumerate() {
            let domain = match PreparedDomain::new(&draw.domain, draw.cells.len()) {
                Ok(domain) => domain,
                Err(reason) => {
                    self.faults.push(unprepared(parameter, reason));
                    return None;
                }
            };
            let first = slots.last().map_or(0, |slot| slot.picks.end);
            slots.push(Slot {
                name: parameter.name.value.clone(),
                rank,
                picks: first..first + domain.width(),
                domain,
                cells: self.targets(draw, inputs)?,
            });
        }
        Some(())
    }

    fn targets(&self, draw: &Draw, inputs: &mut Inputs) -> Option<Vec<Target>> {
        let target = |cell: &Cell| {
            let name = reach::name(self.subject, *cell)?;
            let value = &self.answers.get(&name)?.value;
            let line = match cell {
                Cell::Datum(_) => 0,
                Cell::Entry { row, .. } => *row,
            };
            let column = matches!(value, Value::Column(_));
            let input = inputs.rank(&name, value);
            Some(Target { cell: *cell, name, line, column, input, joint: None })
        };
        draw.cells.iter().map(target).collect()
    }

    /// Compiles what rests on several groups, and all it needs.
    #[expect(clippy::option_option, reason = "no fault, and nothing to compile")]
    fn joint(&mut self, places: &Places, slots: &mut [Slot]) -> Option<Option<Work>> {
        let spread = places.order.iter().filter(|name| places.of.get(*name) == Some(&None));
        let mut left: Vec<_> = spread.cloned().collect();
        let mut needed = BTreeSet::new();
        while let Some(name) = left.pop() {
            let next = self.reach.needs(&name);
            left.extend(next.into_iter().filter(|name| !needed.contains(name)));
            needed.insert(name);
        }
        if needed.is_empty() {
            return Some(None);
        }
        let named = places.order.iter().filter(|name| needed.contains(*name));
        let mut tasks = self.tasks(named, places);
        for task in &mut tasks {
            // What its group derives is derived once.
            task.datum = task.datum.filter(|_| places.of.get(&task.name) == Some(&None));
        }
        let mut inputs = Inputs::default();
        for target in slots.iter_mut().flat_map(|slot| &mut slot.cells) {
            if needed.contains(&target.name)
                && let Some(answer) = self.answers.get(&target.name)
            {
                target.joint = Some(inputs.rank(&target.name, &answer.value));
            }
        }
        self.compiled(&tasks, &inputs).map(Some)
    }

    fn compiled(&mut self, tasks: &[Task<'_>], inputs: &Inputs) -> Option<Work> {
        self.faults.keep(compile(tasks, &inputs.list, self.answers, self.sources))
    }

    /// Lists the computed results that change and are wanted.
    fn results(
        &self,
        wanted: &BTreeSet<String>,
        places: &Places,
        groups: &[Group],
        joint: Option<&Work>,
    ) -> Vec<Outcome> {
        let result = |name: &String| {
            self.reach.meaning(name).filter(|meaning| meaning.datum.is_none())?;
            let answer = self.answers.get(name)?;
            let group = *places.of.get(name)?;
            let work = work(group, groups, joint)?;
            let step = |step: &str| work.rank(&format!("{name} {step}"));
            let steps = (step("avant"), step("plafond"), step("plancher"));
            Some(Outcome {
                name: name.clone(),
                label: answer.label.clone(),
                decimals: answer.decimals,
                written: answer.value.clone(),
                group,
                definition: work.rank(name)?,
                nearest: match steps {
                    (Some(before), Some(up), Some(down)) => Some([before, up, down]),
                    _ => None,
                },
            })
        };
        places.order.iter().filter(|name| wanted.contains(*name)).filter_map(result).collect()
    }

    /// Lists the columns whose order matters.
    fn ordered(&self, places: &Places, groups: &[Group], joint: Option<&Work>) -> Vec<Ordered> {
        let column = |name: &String| {
            let group = *places.of.get(name)?;
            let work = work(group, groups, joint)?;
            let definition = work.rank(name).or_else(|| work.rank(&watch::column_name(name)))?;
            watch::is_ranked(&self.answers.get(name)?.value).then(|| Ordered {
                name: name.clone(),
                group,
                definition,
            })
        };
        places
            .order
            .iter()
            .filter(|name| places.ordered.contains(*name))
            .filter_map(column)
            .collect()
    }
}

/// Returns the program of a group, or of what rests on several.
fn work<'w>(
    group: Option<usize>,
    groups: &'w [Group],
    joint: Option<&'w Work>,
) -> Option<&'w Work> {
    group.map_or(joint, |group| groups.get(group).map(|group| &group.work))
}

/// The group of each name that changes.
struct Places {
    order: Vec<String>,
    of: BTreeMap<String, Option<usize>>,
    /// Columns that some formula puts in order.
    ordered: BTreeSet<String>,
}

/// Inputs of a program, each once.
#[derive(Default)]
struct Inputs {
    list: Vec<(String, Value)>,
}

impl Inputs {
    fn rank(&mut self, name: &str, value: &Value) -> usize {
        let known = self.list.iter().position(|(own, _)| own == name);
        known.unwrap_or_else(|| {
            self.list.push((name.to_owned(), value.clone()));
            self.list.len() - 1
        })
    }
}

fn check(asked: &Asked<'_>, base: usize, definition: usize) -> Check {
    let demand = asked.demand.clone().after(base);
    Check {
        demand,
        definition,
        text: asked.text.to_owned(),
        title: asked.title,
        span: asked.span,
        names: asked.names.clone(),
    }
}

fn identity(subject: &Subject) -> String {
    let identity = &subject.identity;
    match &identity.code {
        Some(code) => code.clone(),
        None => format!("{} {}", identity.session, identity.title.source.trim()),
    }
}

fn unknown_question<'q>(number: &str, all: impl Iterator<Item = &'q Question>) -> Fault {
    let numbers: Vec<_> =
        all.map(|question| question.number.as_str()).filter(|own| !own.is_empty()).collect();
    let fault =
        Fault::error("question-inconnue", format!("le sujet n’a pas de question « {number} »"));
    let fault = match nearest(number, numbers.iter().copied()) {
        Some(near) => fault.help(format!("vouliez-vous dire « {near} » ?")),
        None => fault,
    };
    fault.help(format!("questions du sujet : {}", numbers.join(", ")))
}

fn unprepared(parameter: &Parameter, reason: Unprepared) -> Fault {
    let name = &parameter.name.value;
    let message = format!("rien ne peut être tiré pour « {name} »");
    let (label, help) = match reason {
        Unprepared::Empty => {
            ("aucune valeur possible", "élargissez les bornes, ou ajoutez des valeurs")
        }
        Unprepared::TooMany => {
            ("trop de possibilités", "prenez un pas plus grand, ou moins de valeurs")
        }
        Unprepared::NotAScale => {
            ("ces valeurs n’ont pas de pas", "un pas sépare des nombres ou des dates")
        }
    };
    Fault::error("tirage-impossible", message).at(parameter.name.span, label).help(help)
}
