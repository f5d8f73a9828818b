//! Constraints and fairness: takes them as their author wrote them and the
//! answers of the subject, gives what each demands of a draw.

use super::reach::{Meaning, Parameters, Reach};
use super::work::Task;
use crate::answers::{Answers, Columns};
use crate::diagnostic::{Fault, Faults};
use crate::formula::{Expr, Scope, Value, evaluate};
use crate::source::{Sources, Span};
use crate::subject::{Fairness, Formula, Likeness, Variants};
use crate::variants::fairness::Demand;

/// Most names that do nothing but name another.
const LONGEST: usize = 20;

/// Something to check, before it is known in which group.
pub(super) struct Asked<'s> {
    /// What it rests on.
    pub(super) parameters: Parameters,
    /// What must be computed; the last is looked at.
    pub(super) tasks: Vec<Task<'s>>,
    /// What is demanded of it; ranks are among the tasks.
    pub(super) demand: Demand,
    pub(super) text: &'s str,
    pub(super) title: Option<&'static str>,
    pub(super) span: Span,
    pub(super) names: Vec<String>,
}

/// What checks are read with.
pub(super) struct Reader<'s, 'r> {
    pub(super) reach: &'r mut Reach<'s>,
    pub(super) answers: &'r Answers,
    pub(super) sources: &'r Sources,
    pub(super) faults: &'r mut Faults,
}

impl<'s> Reader<'s, '_> {
    /// Reads all that variants must satisfy.
    pub(super) fn all(&mut self, variants: &'s Variants) -> Vec<Asked<'s>> {
        let mut asked = Vec::new();
        for constraint in &variants.constraints {
            asked.extend(self.constraint(constraint, asked.len()));
        }
        for fairness in &variants.fairness {
            asked.extend(self.fairness(fairness, asked.len()));
        }
        asked
    }

    fn constraint(&mut self, formula: &'s Formula, rank: usize) -> Option<Asked<'s>> {
        let span = self.place(formula);
        let parameters = self.reach.of(&formula.expr, None);
        let value = self.answers.evaluate(formula, self.sources);
        let fault = match self.faults.keep(value)? {
            Value::Truth(true) if parameters.is_empty() => {
                Fault::warning("contrainte-inutile", "cette contrainte est toujours vraie")
                    .at(span, "aucun paramètre ne la change")
            }
            Value::Truth(true) => return Some(truth(formula, parameters, span, rank)),
            Value::Truth(false) if parameters.is_empty() => {
                Fault::error("contrainte-impossible", "cette contrainte n’est jamais vraie")
                    .at(span, "aucun paramètre ne la change")
            }
            Value::Truth(false) => {
                self.faults.push(
                    Fault::warning(
                        "contrainte-fausse-ici",
                        "le sujet tel qu’il est écrit ne respecte pas cette contrainte",
                    )
                    .at(span, "fausse avec les valeurs écrites"),
                );
                return Some(truth(formula, parameters, span, rank));
            }
            other => {
                let fault = Fault::error("type-inattendu", "une contrainte est vraie ou fausse")
                    .at(span, format!("ceci est {}", other.kind()));
                match other {
                    Value::Column(_) => fault.help("pour chaque ligne d’une colonne : tous(…)"),
                    _ => fault.help("une contrainte compare deux valeurs : x > 0"),
                }
            }
        };
        self.faults.push(fault);
        None
    }

    fn fairness(&mut self, fairness: &'s Fairness, rank: usize) -> Option<Asked<'s>> {
        let formula = &fairness.formula;
        let span = self.place(formula);
        let parameters = self.reach.of(&formula.expr, None);
        let written = self.answers.evaluate(formula, self.sources);
        let written = self.faults.keep(written)?;
        if parameters.is_empty() {
            self.faults.push(
                Fault::warning("contrainte-inutile", "ce résultat ne change jamais")
                    .at(span, "aucun paramètre ne le change"),
            );
            return None;
        }
        let name = format!("équité {rank}");
        let task = Task::bare(name.clone(), formula.expr.clone(), None, formula, span);
        let (tasks, demand) = match Demand::like(fairness.likeness, &written) {
            Some(demand) => (vec![task], demand),
            None if fairness.likeness == Likeness::Rounding => {
                self.rounding(formula, &name, span)?
            }
            None => {
                let label = format!("ceci est {}", written.kind());
                let message = "seul un nombre a un signe et un ordre de grandeur";
                self.faults.push(Fault::error("type-inattendu", message).at(span, label));
                return None;
            }
        };
        Some(Asked {
            parameters,
            tasks,
            demand,
            text: &formula.text,
            title: Some(title(fairness.likeness)),
            span,
            names: names(&formula.expr),
        })
    }

    /// Finds the values before and after the rounding of a formula, or of the
    /// formula of the result it names.
    fn rounding(
        &mut self,
        formula: &'s Formula,
        name: &str,
        span: Span,
    ) -> Option<(Vec<Task<'s>>, Demand)> {
        let mut at = Meaning { formula, unit: None, table: None, datum: None, span };
        // Names of names are few; those that go in a circle have been told.
        for _ in 0..LONGEST {
            let named = at.formula.is_name().then(|| at.formula.text.trim());
            let Some(next) = named.and_then(|name| self.reach.meaning(name)) else { break };
            at = next;
        }
        let Some(before) = at.formula.expr.unrounded() else {
            self.faults.push(
                Fault::error("sans-arrondi", format!("« {} » n’est pas arrondi", formula.text))
                    .at(span, "aucun arrondi n’entoure ce calcul")
                    .help("nommez un résultat dont la formule commence par plafond, plancher ou arrondi"),
            );
            return None;
        };
        let after = at.formula.expr.clone();
        let values = [&before, &after].map(|expr| self.value(expr, at));
        let [Some(unrounded), Some(rounded)] = values else { return None };
        let demand = Demand::rounding(0, &unrounded, &rounded);
        let task = |name, expr| Task::bare(name, expr, at.table, at.formula, span);
        let tasks = vec![task(format!("{name} avant"), before), task(name.to_owned(), after)];
        Some((tasks, demand))
    }

    fn value(&mut self, expr: &Expr, meaning: Meaning<'_>) -> Option<Value> {
        let columns = meaning.table.map(|(table, _)| Columns::new(self.answers, table));
        let scope: &dyn Scope = match &columns {
            Some(columns) => columns,
            None => self.answers,
        };
        let value = evaluate(expr, scope)
            .map_err(|fault| meaning.formula.origin.fault(self.sources, fault));
        self.faults.keep(value)
    }

    fn place(&self, formula: &Formula) -> Span {
        formula.origin.place(self.sources, 0..formula.text.len())
    }
}

/// Demands that a formula is true.
fn truth(formula: &Formula, parameters: Parameters, span: Span, rank: usize) -> Asked<'_> {
    let name = format!("contrainte {rank}");
    let task = Task::bare(name, formula.expr.clone(), None, formula, span);
    Asked {
        parameters,
        tasks: vec![task],
        demand: Demand::True,
        text: &formula.text,
        title: None,
        span,
        names: names(&formula.expr),
    }
}

fn title(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Sign => "même signe",
        Likeness::Magnitude => "même ordre de grandeur",
        Likeness::Conclusion => "même conclusion",
        Likeness::Rounding => "mêmes arrondis",
    }
}

fn names(expr: &Expr) -> Vec<String> {
    let mut names: Vec<_> = expr.names().into_iter().map(|(name, _)| name.to_owned()).collect();
    names.dedup();
    names
}
