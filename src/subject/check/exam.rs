//! The exam paper: annexes cited and missing, abilities, a question that the
//! corrigé leaves without answer, and nothing of the answers.

use std::collections::BTreeSet;

use super::{for_each_block, questions};
use crate::diagnostic::{Fault, Faults, nearest};
use crate::markup::Piece;
use crate::source::{Span, Spanned};
use crate::subject::block::{Block, ChartPoints, DataTable, KeyGroup};
use crate::subject::exam::{Document, Note};
use crate::subject::model::Subject;
use crate::subject::passages::passages;
use crate::subject::text::Text;

/// Finds what would make a bad exam paper.
pub(super) fn check(subject: &Subject, faults: &mut Faults) {
    annexes(subject, faults);
    notes(subject, faults);
    answers(subject, faults);
    let printed = |document| subject.documents.contains(&document);
    if printed(Document::Sujet) {
        abilities(subject, faults);
    }
    if !printed(Document::Sujet) && !printed(Document::Exercise) {
        return;
    }
    let exam = &subject.exam;
    let missions = subject.dossiers.iter().map(|dossier| &dossier.mission);
    let contents = exam.annexes.iter().map(|annexe| &annexe.blocks);
    for blocks in missions.chain(contents).chain([&exam.context]) {
        for_each_block(blocks, &mut |block| secret(subject, block, faults));
    }
}

fn abilities(subject: &Subject, faults: &mut Faults) {
    for (rank, dossier) in subject.dossiers.iter().enumerate() {
        let blank = |ability: &Text| ability.source.trim().is_empty();
        if dossier.abilities.is_empty() || dossier.abilities.iter().any(blank) {
            faults.push(
                Fault::error(
                    "capacites-absentes",
                    format!("le dossier {} ne dit pas ce qu’il évalue", rank + 1),
                )
                .at(dossier.title.span, "attendu après ce titre : « capacites : […] »"),
            );
        }
    }
}

fn answers(subject: &Subject, faults: &mut Faults) {
    let empty = |block: &Block| matches!(block, Block::Text(text) if text.source.trim().is_empty());
    for question in questions(subject).filter(|question| question.answer.iter().all(empty)) {
        faults.push(
            Fault::error("reponse-absente", "cette question n’a pas de réponse")
                .at(question.statement.span, "attendu après cet énoncé : « corrige : … »"),
        );
    }
}

fn annexes(subject: &Subject, faults: &mut Faults) {
    let known: Vec<_> =
        subject.exam.annexes.iter().map(|annexe| annexe.name.value.as_str()).collect();
    let of_dossiers = subject.dossiers.iter().flat_map(|dossier| &dossier.annexes);
    let of_questions = questions(subject).filter_map(|question| question.annexes.as_ref());
    let cited: Vec<_> = of_dossiers.chain(of_questions.flatten()).collect();
    for cited in &cited {
        if known.contains(&cited.value.as_str()) {
            continue;
        }
        let fault =
            Fault::error("annexe-absente", format!("annexe inconnue : « {} »", cited.value))
                .at(cited.span, "aucune annexe ne porte ce nom");
        faults.push(match nearest(&cited.value, known.iter().copied()) {
            Some(near) => fault.help(format!("vouliez-vous dire « {near} » ?")),
            None if known.is_empty() || !is_number(&cited.value) => {
                fault.help("ajoutez-la sous la clé « annexes » du sujet")
            }
            None => fault.help(format!("on cite une annexe par son nom : {}", known.join(", "))),
        });
    }
    for annexe in &subject.exam.annexes {
        if !cited.iter().any(|name| name.value == annexe.name.value) {
            faults.push(
                Fault::warning(
                    "annexe-jamais-citee",
                    format!("l’annexe « {} » n’est citée par aucun dossier", annexe.name.value),
                )
                .at(annexe.name.span, "attendu dans la liste « annexes » d’un dossier"),
            );
        }
    }
}

/// Warns about footnotes that no text calls, unless one calls what is no note:
/// it may well mean them.
fn notes(subject: &Subject, faults: &mut Faults) {
    if subject.exam.notes.is_empty() {
        return;
    }
    let mut called = BTreeSet::new();
    for text in passages(subject).into_iter().flat_map(|passage| passage.texts) {
        text.for_each_piece(&mut |piece| {
            if let Piece::Note { name, .. } = piece {
                called.insert(name);
            }
        });
    }
    let known = |name: &&String| subject.exam.notes.iter().any(|note| note.name.value == **name);
    if !called.iter().all(known) {
        return;
    }
    for Note { name, .. } in &subject.exam.notes {
        if !called.contains(&name.value) {
            let message = format!("la note « {} » n’est appelée par aucun texte", name.value);
            let label = format!("attendu dans un texte : « {{note {}}} »", name.value);
            faults.push(Fault::warning("note-jamais-appelee", message).at(name.span, label));
        }
    }
}

/// Tells the number of an annexe, which its place in the paper gives.
fn is_number(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_digit())
}

/// Refuses a block that would show a result to candidates.
fn secret(subject: &Subject, block: &Block, faults: &mut Faults) {
    match block {
        Block::Computations(names) => {
            for name in names {
                faults.push(shown(name, "un calcul ne se montre que dans un corrigé"));
            }
        }
        Block::DataTable(table) => data_table(subject, table, faults),
        Block::Essay(essay) => {
            let span = essay.introduction.span;
            faults.push(answer("un plan donne une réponse", span, "il répond à la réflexion"));
        }
        Block::Post(post) => keys(&post.keys, faults),
        Block::Review(review) => keys(&review.keys, faults),
        Block::Email(email) => keys(&email.keys, faults),
        Block::Chart(chart) => {
            if let ChartPoints::Table { table, labels, values } = &chart.points {
                for column in values.iter().chain([labels]) {
                    computed_column(subject, &table.value, column, faults);
                }
            }
        }
        Block::ShareBar(bar) => {
            if let Some(name) = &bar.result {
                faults.push(shown(name, "ce résultat est calculé"));
            }
        }
        Block::Dashboard(board) => {
            let fault =
                Fault::error("resultat-dans-le-sujet", "un tableau de bord donne des réponses")
                    .help("montrez ses données par un tableau");
            let title = board.title.as_ref().map(|title| title.span);
            let figure = board.figures.first().map(|figure| figure.label.span);
            let table = board.tables.first().map(|table| table.table.span);
            faults.push(match title.or(figure).or(table) {
                Some(span) => fault.at(span, "il calcule écarts et taux"),
                None => fault,
            });
        }
        _ => {}
    }
}

/// Refuses the key elements of a mock-up: they say what is expected.
fn keys(groups: &[KeyGroup], faults: &mut Faults) {
    if let Some(group) = groups.first() {
        let label = "ils disent aux candidats ce qui est attendu";
        faults.push(answer("des repères donnent une réponse", group.title.span, label));
    }
}

fn answer(message: &str, span: Span, label: &str) -> Fault {
    Fault::error("resultat-dans-le-sujet", message).at(span, label)
}

fn data_table(subject: &Subject, table: &DataTable, faults: &mut Faults) {
    let named = &table.table;
    let has_results = subject
        .tables
        .iter()
        .any(|known| known.name.value == named.value && !known.computed.is_empty());
    if table.columns.is_empty() && has_results {
        faults.push(
            shown(named, "cette table a des colonnes calculées")
                .help("nommez les colonnes à montrer avec « colonnes »"),
        );
    }
    if let (true, Some(summed)) = (table.gathering.total, table.gathering.sums.first()) {
        let label = "la ligne de total est calculée";
        faults.push(
            answer("un total général donne une réponse", summed.span, label)
                .help("ajoutez « total: non » ; les sous-totaux, eux, peuvent se montrer"),
        );
    }
    let columns = table.columns.iter().map(|(name, _)| name);
    for name in columns.chain(&table.gathering.by) {
        computed_column(subject, &named.value, name, faults);
    }
}

/// Refuses a column that is computed.
fn computed_column(subject: &Subject, table: &str, column: &Spanned<String>, faults: &mut Faults) {
    let known = subject.tables.iter().find(|known| known.name.value == table);
    let names = known.into_iter().flat_map(|known| &known.computed);
    if names.into_iter().any(|computed| computed.name.value == column.value) {
        faults.push(shown(column, "cette colonne est calculée"));
    }
}

fn shown(name: &Spanned<String>, label: &str) -> Fault {
    answer(&format!("« {} » donne une réponse", name.value), name.span, label)
}
