//! Other ways through a question: takes what its author declares, gives those
//! who mark it the table of what each leads to, and the steps that follow each
//! mistake.

use num_traits::Zero;

use super::Composer;
use super::corrige::paid;
use super::detour_steps::follow_through;
use super::detour_table::detour_table;
use super::figure::result_text;
use crate::answers::{Answer, Formulas};
use crate::diagnostic::Fault;
use crate::formula::Value;
use crate::number::{Exact, Unit};
use crate::sheet::{Block, Line};
use crate::subject::{Detour, Detours, Question};

/// Stands for a result that a way does not lead to.
const NONE: &str = "–";

/// The steps that every way is followed through, in the subject's order.
pub(super) struct Steps<'a> {
    pub(super) answers: Vec<&'a Answer>,
    /// Ranks among them of the results that the table shows.
    pub(super) results: Vec<usize>,
}

/// A way and what it leads to.
pub(super) struct Path<'d> {
    pub(super) detour: &'d Detour,
    /// What it does, in a few words.
    pub(super) label: Line,
    /// Value of each step; none where its computation fails.
    pub(super) values: Vec<Option<Value>>,
    /// Points that it keeps.
    pub(super) kept: Exact,
    /// Whether it is a mistake that ends on the expected result.
    pub(super) unseen: bool,
}

impl<'a> Composer<'a> {
    /// Composes the other ways through a question.
    ///
    /// - `paid`: the computations its scheme pays, with their points.
    pub(super) fn detours(&mut self, question: &Question, paid: &[(String, Exact)]) -> Vec<Block> {
        let Some(detours) = &question.detours else { return Vec::new() };
        let steps = self.steps(detours);
        let full = &question.points.value;
        let paths = self.paths(detours, &steps, full, paid);
        let Some(table) = detour_table(&steps, &paths, full) else { return Vec::new() };
        let mut blocks = vec![Block::Table(table)];
        blocks.extend(follow_through(&steps, &paths));
        blocks
    }

    /// Lists the results of the ways and all that is changed or paid, in this
    /// question or another: an error goes through the whole paper.
    fn steps(&self, detours: &Detours) -> Steps<'a> {
        let results = detours.results.iter().map(|name| name.value.as_str());
        let ways = detours.cases.iter().flat_map(|detour| &detour.changes);
        let changed = ways.map(|(name, _)| name.value.as_str());
        let dossiers = self.subject.dossiers.iter();
        let questions = dossiers.flat_map(|dossier| &dossier.questions).chain(&self.subject.essay);
        let paid: Vec<_> = questions.flat_map(paid).collect();
        let paid = paid.iter().map(|(name, _)| name.as_str());
        let names: Vec<_> = results.clone().chain(changed).chain(paid).collect();
        let answers: Vec<_> =
            self.answers.iter().filter(|answer| names.contains(&answer.name.as_str())).collect();
        let rank = |name| answers.iter().position(|answer| answer.name == name);
        let results = results.filter_map(rank).collect();
        Steps { answers, results }
    }

    fn paths<'d>(
        &mut self,
        detours: &'d Detours,
        steps: &Steps<'_>,
        full: &Exact,
        paid: &[(String, Exact)],
    ) -> Vec<Path<'d>> {
        let formulas = Formulas::new(self.subject);
        let names: Vec<_> = steps.answers.iter().map(|answer| answer.name.as_str()).collect();
        let mut paths = Vec::with_capacity(detours.cases.len());
        for detour in &detours.cases {
            let label = self.line(&detour.label);
            match self.answers.detoured(&formulas, detour, &names, self.sources) {
                Ok(values) => {
                    let unseen = !detour.accepted && steps.end_alike(&values);
                    let kept = kept(detour, full, paid);
                    if !detour.accepted && detour.lost.is_none() && kept == *full {
                        self.tell(costless(detour));
                    }
                    paths.push(Path { detour, label, values, kept, unseen });
                }
                Err(faults) => self.faults.extend(faults.in_order()),
            }
        }
        paths
    }
}

impl Steps<'_> {
    /// Tells whether the last result reads as the expected one.
    fn end_alike(&self, values: &[Option<Value>]) -> bool {
        let Some(last) = self.results.last() else { return false };
        let answer = self.answers[*last];
        values.get(*last).is_some_and(|value| {
            value.is_some() && told(answer, value.as_ref()) == told(answer, Some(&answer.value))
        })
    }
}

/// Tells of a mistake that loses no point, though its author did not say so.
fn costless(detour: &Detour) -> Fault {
    Fault::warning("chemin-sans-perte", "cette erreur ne perd aucun point")
        .at(detour.label.span, "aucun des calculs qu’elle change n’est payé par le barème")
        .help("changez un calcul du barème, ou indiquez les points perdus avec « perd »")
}

/// Returns the points that a way keeps.
fn kept(detour: &Detour, full: &Exact, paid: &[(String, Exact)]) -> Exact {
    let changed = |name: &str| detour.changes.iter().any(|(changed, _)| changed.value == name);
    let lost = match &detour.lost {
        Some(lost) => lost.clone(),
        None if detour.accepted => Exact::zero(),
        None => paid.iter().filter(|(name, _)| changed(name)).map(|(_, points)| points).sum(),
    };
    (full - lost).max(Exact::zero())
}

/// Writes the value of a step.
pub(super) fn told(answer: &Answer, value: Option<&Value>) -> String {
    let text = value.and_then(|value| result_text(answer, value));
    text.unwrap_or_else(|| NONE.to_owned())
}

/// Returns the unit that all values share, if it is one that a header can say
/// for them; clocks, `4 h 30`, say their own.
pub(super) fn shared_unit<'v>(values: impl Iterator<Item = &'v Value>) -> Option<&'v Unit> {
    let mut shared = None;
    for value in values {
        let Value::Number(quantity) = value else { return None };
        if *shared.get_or_insert(&quantity.unit) != &quantity.unit {
            return None;
        }
    }
    shared.filter(|unit| !unit.is_none() && **unit != Unit::hours())
}

/// Tells whether a label already says a unit: `Téléacteurs`, `Contacts
/// exploitables`.
pub(super) fn says(label: &str, unit: &Unit) -> bool {
    let unit = unit.to_string().to_lowercase();
    label.to_lowercase().split_whitespace().any(|word| word == unit)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::answers::solve;
    use crate::sheet::compose::alternative::{flow_words, words};
    use crate::sheet::{RowKind, Sheet, corrige};
    use crate::source::Sources;
    use crate::subject::sample;

    const SUBJECT: &str = "\
examen: BTS d’essai
epreuve: Essai
session: 2025
titre: Essai
duree: 1 h
total: 3
donnees: {fichier: 1340, validite: 95 %, jours: 5, semaine: 7 h}
calculs:
  contacts: {libelle: Contacts exploitables, formule: fichier × validite, unite: contacts}
  charge: {libelle: Charge de travail du service, formule: contacts × 4 min, unite: min}
  part: {libelle: Charge par jour, formule: charge ÷ jours ÷ semaine, unite: '%'}
dossiers:
  - titre: Un dossier
    points: 3
    questions:
      - enonce: Une question
        points: 3
        bareme:
          - {points: 1, libelle: contacts, calcul: contacts}
          - {points: '2 × 0,5', libelle: charge, calcul: charge}
          - {points: 1, libelle: part, calcul: part}
        corrige: Une réponse
        chemins:
          resultats: [contacts, charge, part]
          cas:
            - {libelle: Six jours, accepte: oui, change: {jours: 6}}
";

    /// Composes the question with some more ways; tells what is wrong with them.
    fn question(cases: &str) -> (Vec<Block>, Vec<&'static str>) {
        let subject = sample(&format!("{SUBJECT}{cases}"));
        let mut sources = Sources::default();
        sources.add("essai.yaml", format!("{SUBJECT}{cases}"));
        let (answers, _) = solve(&subject, &sources);
        let (sheet, faults) = corrige(&subject, &answers, &sources).unwrap();
        let Sheet::Corrige(mut sheet) = sheet else { unreachable!() };
        let blocks = sheet.parts.remove(0).questions.remove(0).answer.split_off(1);
        (blocks, faults.iter().map(|fault| fault.id).collect())
    }

    /// Writes a block, a line a row or an item.
    fn lines(block: &Block) -> Vec<String> {
        match block {
            Block::Table(table) => {
                let headers = table.columns.iter().map(|column| words(&column.title));
                let rows = table.rows.iter().map(|row| {
                    let lit = if row.kind == RowKind::Lit { "> " } else { "" };
                    let cells: Vec<_> = row.cells.iter().map(|cell| words(cell)).collect();
                    format!("{lit}{}", cells.join(" | "))
                });
                let headers = headers.collect::<Vec<_>>().join(" | ");
                [words(&table.title), headers]
                    .into_iter()
                    .chain(rows)
                    .chain([words(&table.note)])
                    .collect()
            }
            Block::Arguments { items, .. } => items
                .iter()
                .map(|item| format!("* {} – {}", words(&item.title), flow_words(&item.content)))
                .collect(),
            Block::Text { content } => vec![flow_words(content)],
            other => vec![format!("{other:?}")],
        }
    }

    fn check(cases: &str, expected: &Expect) {
        let (blocks, faults) = question(cases);
        let text = blocks.iter().flat_map(lines).collect::<Vec<_>>().join("\n") + "\n";
        expected.assert_eq(&text.replace(['\u{a0}', '\u{202f}'], " "));
        assert!(faults.is_empty(), "{faults:?}");
    }

    #[test]
    fn a_mistake_that_costs_nothing_is_told() {
        let (_, faults) = question("            - {libelle: Sept jours, change: {jours: 7}}\n");
        assert_eq!(faults, ["chemin-sans-perte"]);
    }

    #[test]
    fn ways_that_are_all_accepted_have_no_follow_through() {
        check(
            "",
            &expect![[r"
                Ce que donnent les autres chemins
                Chemin | Contacts exploitables | Charge de travail du service (min) | Charge par jour (%) | Points
                Calcul attendu
                Réponse proposée | 1 273 | 5 092 | 242,5 | 3
                Autres chemins acceptés
                Six jours | 1 273 | 5 092 | 202,1 | 3
                Points : ceux que garde une copie qui détaille son calcul et ne s’écarte du calcul attendu que par ce chemin.
            "]],
        );
    }

    #[test]
    fn mistakes_are_followed_to_the_last_result() {
        check(
            "            - {libelle: Taux oublié, change: {contacts: fichier}}
            - {libelle: Jours oubliés, perd: '1,5', change: {jours: 0}}
            - {libelle: Arrondi, change: {charge: charge + 0 min}}
            - {libelle: Tout, change: {contacts: 0, charge: 0 min, part: 0 %}}
",
            &expect![[r#"
                Erreurs reportées : ce que donnent les autres chemins
                Chemin | Contacts exploitables | Charge de travail du service (min) | Charge par jour (%) | Points
                Calcul attendu
                Réponse proposée | 1 273 | 5 092 | 242,5 | 3,0
                Autres chemins acceptés
                Six jours | 1 273 | 5 092 | 202,1 | 3,0
                Erreurs
                Taux oublié | 1 340 | 5 360 | 255,2 | 2,0
                Jours oubliés | 1 273 | 5 092 | – | 1,5
                > Arrondi | 1 273 | 5 092 | 242,5 | 2,0
                Tout | 0 | 0 | 0,0 | 0,0
                Ligne mise en évidence : 1 erreur sur 4, qui donne malgré tout 242,5 %. Points : ceux que garde une copie qui détaille son calcul et ne s’écarte du calcul attendu que par ce chemin.
                La suite de chaque erreur. Une étape menée ensuite sans nouvelle erreur garde ses points quand elle donne :
                * Taux oublié – Contacts exploitables : 1 340 au lieu de 1 273 → Charge de travail du service : 5 360 min → Charge par jour : 255,2 %
                * Jours oubliés – jours : 0 au lieu de 5 → Charge par jour : –
                * Arrondi – Charge de travail du service : 5 092 min, comme attendu → Charge par jour : 242,5 %
            "#]],
        );
    }
}
