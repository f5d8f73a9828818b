//! A paper for the tests of this module: a call campaign and a sale, two
//! reasonings that share one result.

use super::{Dealer, Drawn, Key, Plan};
use crate::answers::{Answers, solve};
use crate::diagnostic::{Faults, Format, render};
use crate::formula::Value;
use crate::sheet::value_text;
use crate::source::Sources;
use crate::subject::{Cell, Subject, sample};

const PAPER: &str = "
examen: BTS
epreuve: E5
session: 2025
code: 25-NDRCU5-P
titre: Essai
duree: 1 h
total: 10
donnees:
  prenom: Camille
  depart: 2025-03-03
  validite: 95 %
  duree_appel: 4 min
  budget: 1000 €
  prix: 20 €
  remise: 10 €
  fichiers:
    colonnes: [departement, nombre]
    lignes: [[Meuse, 345], [Vosges, 997]]
  sondage:
    colonnes: {avis: Avis, part: {titre: Part, unite: '%'}}
    lignes: [[Oui, 50], [Non, 30], [Sans avis, 20]]
calculs:
  contacts: plafond(somme(fichiers.nombre) × validite)
  charge: {formule: contacts × duree_appel, unite: h}
  teleacteurs: {formule: plafond(charge ÷ 20 h), unite: téléacteurs}
  ventes: budget ÷ prix
  part: arrondi(remise ÷ 4 €; 1)
  cout: budget ÷ contacts
dossiers:
  - titre: Un dossier
    points: 10
    questions:
      - {enonce: Combien de téléacteurs, points: 4, bareme: [{points: 4, libelle: x, calcul: teleacteurs}],
         corrige: [{calcul: [contacts, charge, teleacteurs]}]}
      - {enonce: Combien de ventes, points: 3, bareme: [{points: 3, libelle: x, calcul: ventes}],
         corrige: [{calcul: [ventes, part]}]}
      - {enonce: Combien par contact, points: 3, bareme: [{points: 3, libelle: x, calcul: cout}],
         corrige: [{calcul: [cout]}]}
variantes:
";

/// The paper with some variants.
pub(super) struct Trial {
    pub(super) subject: Subject,
    pub(super) answers: Answers,
    pub(super) sources: Sources,
}

impl Trial {
    /// Reads the paper with these lines under `variantes`.
    pub(super) fn new(lines: &str) -> Self {
        let indented: Vec<_> =
            lines.trim().lines().map(|line| format!("  {}", line.trim())).collect();
        let indented = indented.join("\n") + "\n";
        let text = format!("{PAPER}{indented}");
        let subject = sample(&text);
        let mut sources = Sources::default();
        sources.add("essai.yaml", text);
        let (answers, faults) = solve(&subject, &sources);
        assert!(faults.is_empty(), "{faults:?}");
        Self { subject, answers, sources }
    }

    /// Plans all questions.
    pub(super) fn plan(&self) -> Plan {
        self.planned(None).unwrap_or_else(|faults| panic!("a plan:\n{}", self.told(faults)))
    }

    /// Plans some questions.
    pub(super) fn planned(&self, questions: Option<&[&str]>) -> Result<Plan, Faults> {
        let questions = questions
            .map(|numbers| numbers.iter().map(|number| (*number).to_owned()).collect::<Vec<_>>());
        Plan::new(&self.subject, &self.answers, &self.sources, questions.as_deref())
    }

    /// Shows faults.
    pub(super) fn told(&self, faults: impl Into<Faults>) -> String {
        let text = render(&faults.into().in_order(), &self.sources, Format::Full, false);
        text.replace(['\u{a0}', '\u{202f}'], " ")
    }

    /// Shows the values of a variant by the names of data and columns.
    pub(super) fn shown(&self, drawn: &Drawn) -> String {
        let text = |(cell, value): (Cell, &Value)| {
            let name = match cell {
                Cell::Datum(rank) => self.subject.data[rank].name.value.clone(),
                Cell::Entry { table, column, row } => {
                    let table = &self.subject.tables[table];
                    format!("{}[{row}]", table.columns[column].name.value)
                }
            };
            format!("{name}={}", value_text(value, None).unwrap_or_default())
        };
        let values: Vec<_> = drawn.values().map(text).collect();
        values.join(" ").replace('\u{a0}', "_").replace('\u{202f}', "'")
    }
}

/// Opens the dealer that tests use.
pub(super) fn dealer(plan: &Plan) -> Dealer<'_> {
    plan.dealer(&Key::public(), 2026)
}
