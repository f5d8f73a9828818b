//! Which values a question rests on: takes a subject and a question, gives the
//! names that its statement, its annexes and its answer need, to the last.

use std::collections::BTreeSet;

use crate::markup::Piece;
use crate::subject::block::Block;
use crate::subject::exam::Annexe;
use crate::subject::model::{Question, Subject};
use crate::subject::table::Table;
use crate::subject::text::{Formula, Text};
use crate::subject::variants::Rule;
use crate::subject::visit::{self, Part};

/// Returns the names of the values that a question needs.
///
/// Statement, annexes, marking scheme, answer (both branches of a choice),
/// remarks and other ways are all read: expressions in texts, tables and charts
/// shown, results that are paid. From each name the walk goes on to those its
/// formula needs, computed columns and derived parameters included; the names
/// on the way are part of the answer. A column is `table.colonne`; a name that
/// the subject does not know is left out.
///
/// What stands before the questions – context, missions – is not read.
#[must_use]
pub fn needs(subject: &Subject, question: &Question) -> BTreeSet<String> {
    let mut walk = Walk::new(subject);
    visit::question(question, &mut |part| walk.part(part));
    for annexe in annexes(subject, question) {
        walk.text(&annexe.title);
        annexe.source.iter().for_each(|source| walk.text(source));
        visit::blocks(&annexe.blocks, &mut |part| walk.part(part));
    }
    walk.seen
}

/// Returns the names of the values that some blocks and texts show, and of
/// those they are computed from.
#[must_use]
pub fn shown<'s>(
    subject: &'s Subject,
    blocks: &'s [Block],
    texts: impl IntoIterator<Item = &'s Text>,
) -> BTreeSet<String> {
    let mut walk = Walk::new(subject);
    texts.into_iter().for_each(|text| walk.text(text));
    visit::blocks(blocks, &mut |part| walk.part(part));
    walk.seen
}

/// Returns the names of the values that a subject shows or computes from.
pub(super) fn used(subject: &Subject) -> BTreeSet<String> {
    let mut walk = Walk::new(subject);
    visit::subject(subject, &mut |part| walk.part(part));
    for computation in &subject.computations {
        walk.name(&computation.name.value);
    }
    for table in &subject.tables {
        for column in &table.computed {
            walk.column(&table.name.value, &column.name.value);
        }
    }
    walk.seen
}

/// Returns the names of the values that a formula needs.
pub(super) fn behind(subject: &Subject, formula: &Formula) -> BTreeSet<String> {
    let mut walk = Walk::new(subject);
    walk.formula(formula);
    walk.seen
}

/// Returns the annexes a question needs: its own, or else its dossier's, in
/// the order of the subject.
pub(super) fn annexes<'s>(
    subject: &'s Subject,
    question: &Question,
) -> impl Iterator<Item = &'s Annexe> {
    let own = |other: &Question| !other.number.is_empty() && other.number == question.number;
    let dossier = subject.dossiers.iter().find(|dossier| dossier.questions.iter().any(own));
    let cited = question.annexes.as_ref().or(dossier.map(|dossier| &dossier.annexes));
    let names: Vec<_> = cited.into_iter().flatten().map(|name| name.value.clone()).collect();
    subject.exam.annexes.iter().filter(move |annexe| names.contains(&annexe.name.value))
}

/// A walk from name to name, each one visited once.
struct Walk<'s> {
    subject: &'s Subject,
    seen: BTreeSet<String>,
    notes: BTreeSet<&'s str>,
}

impl<'s> Walk<'s> {
    fn new(subject: &'s Subject) -> Self {
        Self { subject, seen: BTreeSet::new(), notes: BTreeSet::new() }
    }

    fn part(&mut self, part: Part<'s>) {
        match part {
            Part::Text(text) => self.text(text),
            Part::Formula(formula) => self.formula(formula),
            Part::RowFormula(table, formula) => self.row_formula(table, formula),
            Part::Value(name) => self.name(name),
            Part::Column(table, column) => self.shown_column(table, column),
            Part::Table(name) => {
                let known = self.subject.tables.iter().find(|table| table.name.value == name);
                for column in known.into_iter().flat_map(Table::names) {
                    self.shown_column(name, &column.value);
                }
            }
        }
    }

    fn text(&mut self, text: &'s Text) {
        text.inserts.iter().for_each(|formula| self.formula(formula));
        let mut cited = Vec::new();
        text.for_each_piece(&mut |piece| {
            if let Piece::Note { name, .. } = piece {
                cited.push(name);
            }
        });
        let notes = &self.subject.exam.notes;
        for note in notes.iter().filter(|note| cited.contains(&&note.name.value)) {
            if self.notes.insert(&note.name.value) {
                self.text(&note.text);
            }
        }
    }

    fn formula(&mut self, formula: &'s Formula) {
        for (name, _) in formula.expr.names() {
            self.name(name);
        }
    }

    /// Reads a formula in which the columns of a table come before all names.
    fn row_formula(&mut self, table: &str, formula: &'s Formula) {
        for (name, _) in formula.expr.names() {
            if !self.column(table, name) {
                self.name(name);
            }
        }
    }

    /// Goes on to a column and its header.
    fn shown_column(&mut self, table: &str, column: &str) {
        self.column(table, column);
        let known = self.subject.tables.iter().find(|known| known.name.value == table);
        if let Some(title) = known.and_then(|table| table.title(column)) {
            self.text(title);
        }
    }

    /// Goes on to a column; tells whether the table has it.
    fn column(&mut self, table: &str, column: &str) -> bool {
        let subject = self.subject;
        let Some(known) = subject.tables.iter().find(|known| known.name.value == table) else {
            return false;
        };
        if !known.names().any(|name| name.value == column) {
            return false;
        }
        if self.seen.insert(format!("{table}.{column}")) {
            let computed = known.computed.iter().find(|own| own.name.value == column);
            if let Some(own) = computed {
                self.row_formula(table, &own.formula);
            }
        }
        true
    }

    /// Goes on to a named value.
    fn name(&mut self, name: &str) {
        let subject = self.subject;
        if let Some((table, column)) = name.split_once('.') {
            self.column(table, column);
        } else if let Some(rank) = subject.data.iter().position(|datum| datum.name.value == name) {
            if self.seen.insert(name.to_owned()) {
                self.derived(rank);
            }
        } else if let Some(known) =
            subject.computations.iter().find(|known| known.name.value == name)
        {
            if self.seen.insert(name.to_owned()) {
                self.formula(&known.formula);
            }
        } else if subject.grids.iter().any(|grid| grid.value.name == name) {
            self.seen.insert(name.to_owned());
        }
    }

    /// Goes on to what a parameter derives a datum from.
    fn derived(&mut self, rank: usize) {
        let variants = self.subject.variants.iter();
        for parameter in variants.flat_map(|variants| &variants.parameters) {
            if let Rule::Derived { datum, formula } = &parameter.rule
                && *datum == rank
            {
                self.formula(formula);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::subject::sample;

    /// Lists what a question needs, on one line.
    fn told(subject: &Subject, number: &str) -> String {
        let questions = subject.dossiers.iter().flat_map(|dossier| &dossier.questions);
        let question = questions.chain(&subject.essay).find(|question| question.number == number);
        needs(subject, question.expect("a question")).into_iter().collect::<Vec<_>>().join(" ")
    }

    const PAPER: &str = "
examen: BTS
epreuve: E5
session: 2025
titre: Essai
duree: 1 h
total: 10
notes: {taux: 'au taux de {taux}'}
annexes:
  fichier: {titre: Le fichier, contenu: [{tableau: {table: clients}}]}
  tarifs: {titre: 'Les tarifs de {annee}', contenu: [Voir.]}
donnees:
  annee: 2025
  taux: 5 %
  seuil: 3
  prix: 4 €
  inutile: 7
  clients:
    colonnes: [age, achats]
    lignes: [[20, 1], [30, 4]]
    calculs: {depense: achats × prix, fidele: achats >= seuil}
grilles:
  recence: {classes: [{de: 0, note: 1}]}
calculs:
  total: somme(clients.depense)
  remise: total × taux
dossiers:
  - titre: Un dossier
    points: 8
    annexes: [tarifs]
    questions:
      - enonce: Le taux{note taux}
        points: 1
        bareme: [{points: 1, libelle: x}]
        corrige: Oui
      - enonce: La remise
        points: 7
        bareme: [{points: 7, libelle: x, calcul: remise}]
        corrige: [{tableau: {table: clients, colonnes: [age], surligner: fidele}}]
reflexion:
  enonce: Et {prix} ?
  points: 2
  bareme: [{points: 2, libelle: x}]
  corrige: [{tableau: {grilles: [recence]}}]
";

    #[test]
    fn a_question_needs_what_it_shows_and_what_that_is_computed_from() {
        let subject = sample(PAPER);
        assert_eq!(told(&subject, "1.1"), "annee taux");
        assert_eq!(
            told(&subject, "1.2"),
            "annee clients.achats clients.age clients.depense clients.fidele prix remise seuil \
             taux total"
        );
        assert_eq!(told(&subject, ""), "prix recence");
    }

    #[test]
    fn a_question_may_name_its_own_annexes() {
        let mut subject = sample(PAPER);
        subject.dossiers[0].questions[0].annexes = Some(Vec::new());
        assert_eq!(told(&subject, "1.1"), "taux");
    }

    #[test]
    fn what_nothing_shows_nor_computes_from_is_not_used() {
        let used = used(&sample(PAPER));
        assert!(used.contains("clients.fidele") && !used.contains("inutile"), "{used:?}");
    }
}
