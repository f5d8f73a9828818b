//! Texts that differ, place by place: questions of the corrigé, then what only
//! the exam paper says.

use super::align::{Pair, align};
use super::changes::{Document, Edit, Section, State};
use super::edits::edits;
use super::passage::{Passage, Passages, blocks, line_text};
use super::questions::Asked;
use super::recheck::recheck;
use super::replaced::Replaced;
use super::revision::Revision;
use super::words::likeness;
use crate::sheet::{self, Annexe, Block, Line, SchemeLine, SujetPart};

/// What the titles of two annexes share at least to be those of one.
const ALIKE: usize = 300;

/// Lists the places where a text differs.
pub(super) fn sections<'a>(
    old: &Revision<'a>,
    new: &Revision<'a>,
    questions: &[Pair<Asked<'a>>],
) -> Vec<Section> {
    let mut found = Vec::new();
    let general = |revision: &Revision<'_>| {
        let mut passages = Passages::default();
        passages.flow("consignes", "consignes de correction", &revision.corrige.remarks);
        passages
    };
    found.extend(place(Document::Corrige, "Consignes de correction", general(old), general(new)));
    found.extend(place(
        Document::Bareme,
        "Règles communes",
        lines("règle", "", &old.rules),
        lines("règle", "", &new.rules),
    ));
    let replaced = Replaced::new(old, new);
    found.extend(questions.iter().filter_map(|pair| question(pair, replaced, old, new)));
    if let (Some(old), Some(new)) = (&old.sujet, &new.sujet) {
        exam(old, new, replaced, &mut found);
    }
    found
}

fn question(
    pair: &Pair<Asked<'_>>,
    replaced: Replaced<'_>,
    old: &Revision<'_>,
    new: &Revision<'_>,
) -> Option<Section> {
    let section = |asked: &Asked<'_>, state, before: &str, edits| Section {
        document: Document::Corrige,
        place: asked.place.clone(),
        state,
        before: before.to_owned(),
        title: asked.statement.clone(),
        heading: asked.heading.clone(),
        recheck: Some(recheck(pair, old, new)),
        edits,
    };
    match pair {
        Pair::Old(asked) => Some(section(asked, State::Removed, "", Vec::new())),
        Pair::New(asked) => Some(section(asked, State::Added, "", Vec::new())),
        Pair::Both(was, is) => {
            let mut edits = edits(&said(was.sheet), &said(is.sheet));
            edits.extend(replaced.edits(&was.sheet.answer, &is.sheet.answer));
            let moved = if was.place == is.place { "" } else { was.place.as_str() };
            let changed = !edits.is_empty()
                || !moved.is_empty()
                || was.sheet.points != is.sheet.points
                || paid(was) != paid(is);
            changed.then(|| section(is, State::Changed, moved, edits))
        }
    }
}

/// Lists the points of a question's marking scheme.
fn paid<'q>(asked: &'q Asked<'_>) -> Vec<&'q str> {
    asked.sheet.scheme.iter().map(|line| line.points.as_str()).collect()
}

/// Lists what a question says.
fn said(question: &sheet::Question) -> Vec<Passage> {
    let mut passages = Passages::default();
    passages.line("énoncé", "énoncé", &question.statement);
    for line in &question.scheme {
        passages.text(rule_name(line), "barème", &line_text(&line.label));
    }
    let mut answer = Passages::default();
    blocks(&question.answer, &mut answer);
    let within = |passage: Passage| Passage {
        at: if passage.at.is_empty() { "réponse".to_owned() } else { passage.at },
        ..passage
    };
    let mut list = passages.into_list();
    list.extend(answer.into_list().into_iter().map(within));
    let mut remarks = Passages::default();
    remarks.flow("remarques", "remarques aux correcteurs", &question.remarks);
    list.extend(remarks.into_list());
    list
}

fn rule_name(line: &SchemeLine) -> &'static str {
    match line.rule {
        sheet::Rule::Item => "élément payé",
        sheet::Rule::Cap => "plafond",
        sheet::Rule::Condition => "condition",
        sheet::Rule::AllOrNothing => "tout ou rien",
        sheet::Rule::Accepted => "réponse acceptée",
        sheet::Rule::CarriedOn => "erreur reportée",
    }
}

/// Compares what only the exam paper says.
fn exam(old: &sheet::Sujet, new: &sheet::Sujet, replaced: Replaced<'_>, found: &mut Vec<Section>) {
    let cover = |sujet: &sheet::Sujet| {
        let mut passages = Passages::default();
        sujet
            .materials
            .iter()
            .for_each(|line| passages.line("matériel", "matériel autorisé", line));
        passages.line("entreprise", "entreprise", &sujet.company);
        passages.line("confidentialité", "confidentialité", &sujet.confidentiality);
        for line in &sujet.recommendations {
            passages.line("recommandation", "recommandations", line);
        }
        passages
    };
    found.extend(place(Document::Sujet, "Premières pages", cover(old), cover(new)));
    let context = |sujet: &sheet::Sujet| {
        let mut passages = Passages::default();
        blocks(&sujet.context, &mut passages);
        passages
    };
    let shown = replaced.edits(&old.context, &new.context);
    found.extend(illustrated("Contexte", context(old), context(new), shown));
    dossiers(&old.dossiers, &new.dossiers, replaced, found);
    let instruction = |sujet: &sheet::Sujet| {
        let mut passages = Passages::default();
        if let Some(essay) = &sujet.essay {
            passages.line("consigne", "consigne", &essay.instruction);
        }
        passages
    };
    let heading = new.essay.as_ref().or(old.essay.as_ref()).map(|essay| essay.heading.as_str());
    let heading = heading.unwrap_or_default();
    found.extend(place(Document::Sujet, heading, instruction(old), instruction(new)));
    annexes(&old.annexes, &new.annexes, replaced, found);
}

fn dossiers(
    old: &[SujetPart],
    new: &[SujetPart],
    replaced: Replaced<'_>,
    found: &mut Vec<Section>,
) {
    let said = |part: Option<&SujetPart>| {
        let mut passages = Passages::default();
        let Some(part) = part else { return passages };
        passages.line("titre", "titre", &part.title);
        part.abilities.iter().for_each(|line| passages.line("capacité", "capacités", line));
        passages.line("annexes", "annexes", &part.annexes_short);
        blocks(&part.mission, &mut passages);
        passages
    };
    for rank in 0..old.len().max(new.len()) {
        let (was, is) = (old.get(rank), new.get(rank));
        let heading = is.or(was).map(|part| part.heading.as_str()).unwrap_or_default();
        let shown = was.zip(is).map(|(was, is)| replaced.edits(&was.mission, &is.mission));
        let shown = shown.unwrap_or_default();
        found.extend(illustrated(heading, said(was), said(is), shown));
    }
}

fn annexes(old: &[Annexe], new: &[Annexe], replaced: Replaced<'_>, found: &mut Vec<Section>) {
    let said = |annexe: &Annexe| {
        let mut passages = Passages::default();
        passages.line("titre", "titre", &annexe.title);
        blocks(&annexe.blocks, &mut passages);
        passages.line("source", "source", &annexe.source);
        passages.into_list()
    };
    let title = |annexe: &Annexe| line_text(&annexe.title);
    let known = |annexes: &[Annexe]| -> Vec<(String, Vec<Passage>)> {
        annexes.iter().map(|annexe| (title(annexe), said(annexe))).collect()
    };
    let (before, after) = (known(old), known(new));
    // Annexes are known by their titles; a title that changes a little is the
    // same, and so is one whose content has not changed.
    let like = |old: &(String, Vec<Passage>), new: &(String, Vec<Passage>)| {
        let shared = likeness(&old.0, &new.0);
        if shared == 1000 || old.1.get(1..) == new.1.get(1..) {
            2000
        } else if shared < ALIKE {
            0
        } else {
            shared
        }
    };
    let rank = |all: &[(String, Vec<Passage>)], one: &(String, Vec<Passage>)| {
        all.iter().position(|other| std::ptr::eq(other, one)).unwrap_or_default()
    };
    let number = |all: &[(String, Vec<Passage>)], one: &(String, Vec<Passage>)| {
        format!("Annexe {}", rank(all, one) + 1)
    };
    for pair in align(&before, &after, like) {
        let (place, moved, state, title, edits) = match pair {
            Pair::Old(was) => {
                (number(&before, was), String::new(), State::Removed, &was.0, Vec::new())
            }
            Pair::New(is) => (number(&after, is), String::new(), State::Added, &is.0, Vec::new()),
            Pair::Both(was, is) => {
                let mut edits = edits(&was.1, &is.1);
                let shown = (shown(old, rank(&before, was)), shown(new, rank(&after, is)));
                edits.extend(replaced.edits(shown.0, shown.1));
                let (number_before, number) = (number(&before, was), number(&after, is));
                if edits.is_empty() && number_before == number {
                    continue;
                }
                let moved = if number_before == number { String::new() } else { number_before };
                (number, moved, State::Changed, &is.0, edits)
            }
        };
        found.push(Section {
            document: Document::Sujet,
            place,
            state,
            before: moved,
            title: title.clone(),
            heading: String::new(),
            recheck: None,
            edits,
        });
    }
}

fn lines(kind: &'static str, at: &str, lines: &[Line]) -> Passages {
    let mut passages = Passages::default();
    for line in lines {
        passages.line(kind, at, line);
    }
    passages
}

fn shown(annexes: &[Annexe], rank: usize) -> &[Block] {
    annexes.get(rank).map_or(&[], |annexe| &annexe.blocks)
}

/// Compares a place that both revisions have.
fn place(document: Document, place: &str, old: Passages, new: Passages) -> Option<Section> {
    section(document, place, edits(&old.into_list(), &new.into_list()))
}

/// Compares a place of the exam paper, whose pictures were compared.
fn illustrated(place: &str, old: Passages, new: Passages, shown: Vec<Edit>) -> Option<Section> {
    let mut edits = edits(&old.into_list(), &new.into_list());
    edits.extend(shown);
    section(Document::Sujet, place, edits)
}

fn section(document: Document, place: &str, edits: Vec<Edit>) -> Option<Section> {
    (!edits.is_empty()).then(|| Section {
        document,
        place: place.to_owned(),
        state: State::Changed,
        before: String::new(),
        title: String::new(),
        heading: String::new(),
        recheck: None,
        edits,
    })
}
