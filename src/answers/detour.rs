//! Other ways to a result: takes what a detour changes, gives the values that
//! follow from it, computed again with the same formulas.
//!
//! Only what is downstream of a change is computed, and of that only what is
//! asked for: a corrigé follows a dozen ways through each question.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::formulas::{Computed, Formulas};
use super::solve::{column, in_unit};
use super::{Answers, Columns};
use crate::diagnostic::{Fault, Faults};
use crate::formula::{self, Lookup, Scope, Value};
use crate::number::Unit;
use crate::source::Sources;
use crate::subject::{Detour, Formula};

/// Faults that the author of a change made; unknown names are told when the
/// subject is read. After any other a way has no result and that is all: a
/// mistake may well divide by zero.
const WRITTEN_WRONG: [&str; 3] = ["longueurs-differentes", "type-inattendu", "unites-differentes"];

/// A result that cannot have the unit of its computation.
const UNSUITABLE: &str = "unite-incompatible";

impl Answers {
    /// Computes some names again by another way.
    ///
    /// Changes are made one after another: a formula that names what an
    /// earlier one changed, or itself, has its value at that moment. A name
    /// has no value where its computation fails, on a division by zero for
    /// instance.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with the changes as they are written.
    pub fn detoured(
        &self,
        formulas: &Formulas<'_>,
        detour: &Detour,
        names: &[&str],
        sources: &Sources,
    ) -> Result<Vec<Option<Value>>, Faults> {
        let mut way = Way::new(self, formulas);
        for (name, formula) in &detour.changes {
            let value = way.changed(&name.value, formula, sources);
            way.set(&name.value, value);
        }
        let values = names.iter().map(|name| way.value(name)).collect();
        let mut faults = way.faults.into_inner();
        if let Some(broken) = way.broken.into_inner()
            && let Some((_, formula)) = detour.changes.last()
        {
            let place = formula.origin.place(sources, 0..formula.text.len());
            let label = format!("ce chemin ne permet plus de calculer « {} »", broken.name);
            faults.push(Fault::error(broken.id, broken.message).at(place, label));
        }
        if faults.has_errors() { Err(faults) } else { Ok(values) }
    }
}

/// Values by another way, before those of the answers.
struct Way<'a> {
    answers: &'a Answers,
    formulas: &'a Formulas<'a>,
    /// What stands in the place of a name; nothing where that has no result.
    changed: BTreeMap<String, Option<Value>>,
    downstream: BTreeSet<&'a str>,
    computed: RefCell<BTreeMap<String, Option<Value>>>,
    faults: RefCell<Faults>,
    /// The first formula of the subject that the changes do not suit.
    broken: RefCell<Option<Broken>>,
}

/// A formula of the subject that has no result, for units or kinds.
struct Broken {
    name: String,
    id: &'static str,
    message: String,
}

impl<'a> Way<'a> {
    fn new(answers: &'a Answers, formulas: &'a Formulas<'a>) -> Self {
        Self {
            answers,
            formulas,
            changed: BTreeMap::new(),
            downstream: BTreeSet::new(),
            computed: RefCell::default(),
            faults: RefCell::default(),
            broken: RefCell::default(),
        }
    }

    /// Computes what stands in the place of a name.
    fn changed(&self, name: &str, formula: &Formula, sources: &Sources) -> Option<Value> {
        let outcome = formula::evaluate(&formula.expr, self);
        let declared = self.formulas.definitions.get(name).and_then(|definition| definition.unit);
        let unit = match declared {
            Some(unit) => Some(&unit.value),
            None => outcome.as_ref().ok().and_then(|value| self.percentage(name, value)),
        };
        let tell = |fault| self.faults.borrow_mut().push(fault);
        match outcome {
            Ok(value) => match in_unit(value, unit) {
                Ok(value) => Some(value),
                Err(fault) => {
                    let place = formula.origin.place(sources, 0..formula.text.len());
                    tell(
                        Fault::error(UNSUITABLE, fault.message())
                            .at(place, format!("« {name} » n’a pas cette unité")),
                    );
                    None
                }
            },
            Err(fault) => {
                if WRITTEN_WRONG.contains(&fault.id) {
                    tell(formula.origin.fault(sources, fault));
                }
                None
            }
        }
    }

    /// Returns the percentage of what a bare number replaces: a function gave it,
    /// and a quotient written in its place gives none.
    fn percentage(&self, name: &str, value: &Value) -> Option<&'a Unit> {
        let Value::Number(bare) = value else { return None };
        let Value::Number(expected) = &self.answers.get(name)?.value else { return None };
        (bare.unit.is_none() && expected.unit.is_percent()).then_some(&expected.unit)
    }

    fn set(&mut self, name: &str, value: Option<Value>) {
        self.changed.insert(name.to_owned(), value);
        self.formulas.follow(name, &mut self.downstream);
        self.computed.get_mut().clear();
    }

    fn value(&self, name: &str) -> Option<Value> {
        match self.lookup(name) {
            Lookup::Found(value) => Some(value),
            Lookup::Failed | Lookup::Unknown => None,
        }
    }

    /// Computes a name that is downstream of a change.
    fn compute(&self, name: &str, definition: &Computed<'_>) -> Option<Value> {
        let expr = &definition.formula.expr;
        let outcome = match definition.table {
            Some((table, rows)) => {
                formula::evaluate(expr, &Columns::new(self, table)).map(|value| column(value, rows))
            }
            None => formula::evaluate(expr, self),
        };
        let broken = |id, message| {
            let name = name.to_owned();
            self.broken.borrow_mut().get_or_insert(Broken { name, id, message });
        };
        match outcome {
            Ok(value) => in_unit(value, definition.unit.map(|unit| &unit.value))
                .map_err(|fault| broken(UNSUITABLE, fault.message()))
                .ok(),
            Err(fault) => {
                if WRITTEN_WRONG.contains(&fault.id) {
                    broken(fault.id, fault.message);
                }
                None
            }
        }
    }
}

impl Scope for Way<'_> {
    fn lookup(&self, name: &str) -> Lookup {
        let found = |value: Option<Value>| value.map_or(Lookup::Failed, Lookup::Found);
        if let Some(value) = self.changed.get(name) {
            return found(value.clone());
        }
        let definition = self.formulas.definitions.get(name);
        let Some(definition) = definition.filter(|_| self.downstream.contains(name)) else {
            return self.answers.lookup(name);
        };
        if let Some(value) = self.computed.borrow().get(name) {
            return found(value.clone());
        }
        let value = self.compute(name, definition);
        self.computed.borrow_mut().insert(name.to_owned(), value.clone());
        found(value)
    }

    fn names(&self) -> Vec<String> {
        self.answers.names()
    }

    fn label(&self, name: &str) -> Option<String> {
        self.answers.label(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::solve;
    use crate::sheet::value_text;
    use crate::subject::sample;

    const SUBJECT: &str = "\
examen: BTS d’essai
epreuve: Essai
session: 2025
titre: Essai
duree: 1 h
total: 2
donnees:
  fichier: 1342
  validite: 95 %
  duree: 4 min
  semaine: 24 h
  jours:
    colonnes: {pauses: Pauses}
    lignes: [[1], [2]]
    calculs: {temps: {formule: pauses × duree, unite: min}}
calculs:
  contacts: {formule: plafond(fichier × validite), unite: contacts}
  charge: {formule: contacts × duree, unite: min}
  rapport: {formule: charge ÷ semaine}
  pauses: {formule: somme(jours.temps)}
  effectif: {formule: plafond(rapport)}
dossiers:
  - titre: Un dossier
    points: 2
    questions:
      - enonce: Une question
        points: 2
        bareme: [{points: 2, libelle: effectif, calcul: effectif}]
        corrige: Une réponse
        chemins:
          resultats: [contacts, charge, rapport, effectif, pauses]
          cas:
            - {libelle: essai, change: CHANGES}
";

    /// Says what the results become after some changes.
    fn follow(changes: &str) -> Result<String, Vec<String>> {
        follow_in(SUBJECT, changes)
    }

    fn follow_in(subject: &str, changes: &str) -> Result<String, Vec<String>> {
        let text = subject.replace("CHANGES", changes);
        let mut sources = Sources::default();
        sources.add("essai.yaml", text.clone());
        let subject = sample(&text);
        let (answers, _) = solve(&subject, &sources);
        let detours = subject.dossiers[0].questions[0].detours.as_ref().unwrap();
        let names: Vec<_> = detours.results.iter().map(|name| name.value.as_str()).collect();
        let formulas = Formulas::new(&subject);
        let told = |value: Option<Value>| match value {
            Some(value) => value_text(&value, Some(2)).unwrap(),
            None => "–".to_owned(),
        };
        match answers.detoured(&formulas, &detours.cases[0], &names, &sources) {
            Ok(values) => Ok(values.into_iter().map(told).collect::<Vec<_>>().join(" · ")),
            Err(faults) => Err(faults
                .iter()
                .map(|fault| {
                    let place = &fault.places[0];
                    format!("{} [{}] {}", fault.message, sources.slice(place.span), place.label)
                })
                .collect()),
        }
        .map(|text| text.replace(['\u{a0}', '\u{202f}'], " "))
    }

    #[test]
    fn a_quotient_in_the_place_of_a_rate_is_a_rate() {
        let rate = "rapport: {formule: taux_realisation(charge; semaine)}";
        let subject = SUBJECT.replace("rapport: {formule: charge ÷ semaine}", rate);
        let found = follow_in(&subject, "{rapport: semaine ÷ charge}").unwrap();
        assert!(found.contains("28,24 %"), "{found}");
    }

    #[test]
    fn what_follows_a_change_is_computed_again_by_the_same_formulas() {
        assert_eq!(
            follow("{validite: 95 %}").unwrap(),
            "1 275,00 contacts · 5 100,00 min · 3,54 · 4,00 · 12,00 min"
        );
        assert_eq!(
            follow("{validite: 100 %}").unwrap(),
            "1 342,00 contacts · 5 368,00 min · 3,73 · 4,00 · 12,00 min"
        );
    }

    #[test]
    fn a_changed_result_takes_the_unit_of_the_computation() {
        let told = follow("{contacts: fichier}").unwrap();
        assert!(told.starts_with("1 342,00 contacts · 5 368,00 min"), "{told}");
    }

    #[test]
    fn columns_follow_too() {
        let told = follow("{duree: 5 min}").unwrap();
        assert!(told.ends_with(" · 15,00 min"), "{told}");
    }

    #[test]
    fn changes_are_made_one_after_another() {
        let told = follow("{contacts: fichier, charge: charge + 32 min}").unwrap();
        assert!(told.starts_with("1 342,00 contacts · 5 400,00 min · 3,75 · 4,00"), "{told}");
    }

    #[test]
    fn what_has_no_result_is_not_a_fault() {
        assert_eq!(
            follow("{semaine: 0 h}").unwrap(),
            "1 275,00 contacts · 5 100,00 min · – · – · 12,00 min"
        );
        assert_eq!(follow("{charge: charge ÷ 0}").unwrap().matches('–').count(), 3);
    }

    #[test]
    fn units_that_do_not_go_together_are_told_where_they_were_written() {
        let told = follow("{charge: charge + contacts}").unwrap_err();
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("[charge + contacts]"), "{told:?}");
        let told = follow("{duree: 4 €}").unwrap_err();
        assert!(
            told[0].ends_with("[4 €] ce chemin ne permet plus de calculer «\u{a0}charge\u{a0}»"),
            "{told:?}"
        );
    }

    #[test]
    fn a_name_changed_to_its_own_value_changes_nothing() {
        let same = follow("{validite: validite}");
        for name in ["fichier", "duree", "semaine", "contacts", "charge", "rapport", "pauses"] {
            assert_eq!(follow(&format!("{{{name}: {name}}}")), same, "{name}");
        }
    }
}
