//! The exam paper: annexes cited and missing, abilities, a question that the
//! corrigé leaves without answer, and nothing of the answers.

use super::{for_each_block, questions};
use crate::diagnostic::{Fault, Faults, nearest};
use crate::source::Spanned;
use crate::subject::block::{Block, Chart, ChartPoints, DataTable};
use crate::subject::exam::Document;
use crate::subject::model::Subject;

/// Finds what would make a bad exam paper.
pub(super) fn check(subject: &Subject, faults: &mut Faults) {
    annexes(subject, faults);
    answers(subject, faults);
    if !subject.documents.contains(&Document::Sujet) {
        return;
    }
    for (rank, dossier) in subject.dossiers.iter().enumerate() {
        if dossier.abilities.is_empty() {
            faults.push(
                Fault::error(
                    "capacites-absentes",
                    format!("le dossier {} ne dit pas ce qu’il évalue", rank + 1),
                )
                .at(dossier.title.span, "attendu après ce titre : « capacites : […] »"),
            );
        }
    }
    let exam = &subject.exam;
    let missions = subject.dossiers.iter().map(|dossier| &dossier.mission);
    let contents = exam.annexes.iter().map(|annexe| &annexe.blocks);
    for blocks in missions.chain(contents).chain([&exam.context]) {
        for_each_block(blocks, &mut |block| secret(subject, block, faults));
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
    for cited in subject.dossiers.iter().flat_map(|dossier| &dossier.annexes) {
        if known.contains(&cited.value.as_str()) {
            continue;
        }
        let fault =
            Fault::error("annexe-absente", format!("annexe inconnue : « {} »", cited.value))
                .at(cited.span, "aucune annexe ne porte ce nom");
        faults.push(match nearest(&cited.value, known.iter().copied()) {
            Some(near) => fault.help(format!("vouliez-vous dire « {near} » ?")),
            None => fault.help("ajoutez-la sous la clé « annexes » du sujet"),
        });
    }
    for annexe in &subject.exam.annexes {
        let cited = |name: &Spanned<String>| name.value == annexe.name.value;
        if !subject.dossiers.iter().any(|dossier| dossier.annexes.iter().any(cited)) {
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

/// Refuses a block that would show a result to candidates.
fn secret(subject: &Subject, block: &Block, faults: &mut Faults) {
    match block {
        Block::Computations(names) => {
            for name in names {
                faults.push(shown(name, "un calcul ne se montre que dans un corrigé"));
            }
        }
        Block::DataTable(table) => data_table(subject, table, faults),
        Block::Chart(drawn) => chart(subject, drawn, faults),
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

fn data_table(subject: &Subject, shown_table: &DataTable, faults: &mut Faults) {
    let Some(table) =
        subject.tables.iter().find(|table| table.name.value == shown_table.table.value)
    else {
        return;
    };
    let computed = |name: &str| table.computed.iter().any(|column| column.name.value == name);
    if shown_table.columns.is_empty() && !table.computed.is_empty() {
        faults.push(
            shown(&shown_table.table, "cette table a des colonnes calculées")
                .help("nommez les colonnes à montrer avec « colonnes »"),
        );
    }
    let named = shown_table.columns.iter().map(|(name, _)| name);
    for name in named.chain(&shown_table.gathering.by) {
        if computed(&name.value) {
            faults.push(shown(name, COMPUTED));
        }
    }
}

fn chart(subject: &Subject, drawn: &Chart, faults: &mut Faults) {
    let ChartPoints::Table { table, labels, values } = &drawn.points else { return };
    let tables = subject.tables.iter().filter(|known| known.name.value == table.value);
    for column in tables.flat_map(|table| &table.computed) {
        let drawn = std::iter::once(labels).chain(values);
        for name in drawn.filter(|name| name.value == column.name.value) {
            faults.push(shown(name, COMPUTED));
        }
    }
}

const COMPUTED: &str = "cette colonne est calculée";

fn shown(name: &Spanned<String>, label: &str) -> Fault {
    Fault::error("resultat-dans-le-sujet", format!("« {} » donne une réponse", name.value))
        .at(name.span, label)
}
