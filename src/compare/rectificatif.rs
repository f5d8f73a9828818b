//! From changes to the page for correctors: what to read instead of what, by
//! question, and what marked copies need.

use super::changes::{Bit, Changes, Document, Edit, PointsChange, Recheck, Section, State};
use super::passage::line_text;
use super::recheck::paid;
use super::revision::Revision;
use super::values::value_text;
use super::words::{excerpt, whole};
use crate::answers::{Answer, Kind};
use crate::formula::Value;
use crate::markup::typography::apply_text;
use crate::number::{DateStyle, format_date};
use crate::sheet::{
    Align, Copies, Correction, Inline, Line, Rectificatif, Rectified, RowKind, Sheet, Span, Table,
    TableColumn, TableRow, Verdict, enumeration,
};
use crate::sheet::{capitalised, uncapitalised};
use crate::subject::Subject;

/// Letters of a statement that a heading shows.
const TITLE: usize = 90;

/// Composes the page that tells correctors what has changed in the corrigé;
/// `None` when nothing has.
#[must_use]
pub fn rectificatif(
    old: &Revision<'_>,
    new: &Revision<'_>,
    changes: &Changes<'_>,
) -> Option<Sheet> {
    let parts = parts(changes);
    if parts.is_empty() {
        return None;
    }
    let (title, paper) = new.notice.clone();
    let (copies, advice) = overall(&changes.sections);
    Some(Sheet::Rectificatif(Rectificatif {
        title,
        paper,
        old: version(old),
        new: version(new),
        copies,
        advice: plain(advice),
        parts,
        values: values(new.subject, changes),
        exam: exam(&changes.sections),
    }))
}

/// Says which corrigé a revision is.
fn version(revision: &Revision<'_>) -> String {
    let version = line_text(&revision.corrige.paper.version);
    if version.is_empty() {
        let date = format_date(revision.subject.identity.date, DateStyle::Long);
        return format!("Corrigé du {date}");
    }
    version
}

/// Says what marked copies need, then what holds elsewhere.
fn overall(sections: &[Section]) -> (Vec<Copies>, &'static str) {
    let needed = [Verdict::Again, Verdict::Look].into_iter().filter_map(|wanted| {
        let found = sections.iter().filter(|section| section.recheck.map(verdict) == Some(wanted));
        let places: Vec<_> = found.map(|section| uncapitalised(&heading(section))).collect();
        (!places.is_empty()).then(|| Copies { verdict: wanted, places: enumeration(&places) })
    });
    let copies: Vec<_> = needed.collect();
    if copies.is_empty() {
        let all = Copies { verdict: Verdict::Kept, places: String::new() };
        return (vec![all], "Ni les points ni les résultats attendus ne changent.");
    }
    (copies, "Ailleurs, les notes déjà mises restent acquises.")
}

fn verdict(recheck: Recheck) -> Verdict {
    match recheck {
        Recheck::Nothing => Verdict::Kept,
        Recheck::Look | Recheck::Figures => Verdict::Look,
        Recheck::Result | Recheck::Points => Verdict::Again,
    }
}

fn advice(recheck: Recheck) -> &'static str {
    match recheck {
        Recheck::Nothing => "ni les points ni les résultats attendus ne changent.",
        Recheck::Look => "un élément payé est formulé autrement, pour les mêmes points.",
        Recheck::Figures => "des nombres de la réponse changent, et peut-être sa conclusion.",
        Recheck::Result => "un résultat attendu change.",
        Recheck::Points => "les points changent.",
    }
}

/// Lists the corrections: points of the whole paper first, then each place of
/// the corrigé.
fn parts(changes: &Changes<'_>) -> Vec<Rectified> {
    let places = || changes.sections.iter().filter(|section| section.document != Document::Sujet);
    let of_a_place = |points: &&PointsChange| places().any(|section| section.place == points.place);
    let general: Vec<_> =
        changes.points.iter().filter(|points| !of_a_place(points)).map(general_points).collect();
    let mut parts = Vec::new();
    if !general.is_empty() {
        parts.push(Rectified {
            heading: "Répartition des points".to_owned(),
            title: String::new(),
            verdict: None,
            advice: Line::new(),
            corrections: general,
        });
    }
    parts.extend(places().map(|section| part(section, &changes.points)));
    parts
}

fn part(section: &Section, points: &[PointsChange]) -> Rectified {
    let own = points.iter().filter(|points| is_of(points, section));
    let mut corrections = Vec::new();
    match section.state {
        State::Added => corrections.push(correction("question ajoutée", "", &section.title)),
        State::Removed => corrections.push(correction("question supprimée", &section.title, "")),
        State::Changed if !section.before.is_empty() => {
            corrections.push(correction("numéro", &section.before, &section.place));
        }
        State::Changed => {}
    }
    corrections.extend(own.map(|points| {
        let at = if points.item.is_empty() { "points de la question" } else { "barème, points" };
        // It stands under « Au lieu de »: what the old revision says, if it does.
        let row = match points.item_before.as_str() {
            "" => &points.item,
            before => before,
        };
        Correction { row: row.to_owned(), ..correction(at, &points.old, &points.new) }
    }));
    corrections.extend(section.edits.iter().map(edited));
    Rectified {
        heading: heading(section),
        title: match section.heading.as_str() {
            "" => shortened(&section.title),
            heading => heading.to_owned(),
        },
        verdict: section.recheck.map(verdict),
        advice: section.recheck.map(|recheck| plain(advice(recheck))).unwrap_or_default(),
        corrections,
    }
}

/// Tells whether points are those of a place. The number of a question that is
/// gone may be that of another one by now: only what is gone loses its points.
fn is_of(points: &PointsChange, section: &Section) -> bool {
    let gone = points.item.is_empty() && points.new.is_empty();
    points.place == section.place && gone == (section.state == State::Removed)
}

/// Names a place; the number of one that is gone is the one it had.
fn heading(section: &Section) -> String {
    match section.state {
        State::Removed => format!("{} (supprimée)", section.place),
        State::Added | State::Changed => section.place.clone(),
    }
}

fn general_points(points: &PointsChange) -> Correction {
    correction(&uncapitalised(&points.place), &points.old, &points.new)
}

fn correction(at: &str, instead: &str, read: &str) -> Correction {
    let spans = |text: &str| if text.is_empty() { Vec::new() } else { spans(&whole(text)) };
    Correction {
        at: capitalised(at),
        row: String::new(),
        instead: spans(instead),
        read: spans(read),
    }
}

fn edited(edit: &Edit) -> Correction {
    Correction {
        at: capitalised(&edit.at),
        row: numbered("n°", &edit.row),
        instead: spans(&excerpt(&edit.old)),
        read: spans(&excerpt(&edit.new)),
    }
}

/// Names a row of a table; a bare number would say nothing.
fn numbered(kind: &str, name: &str) -> String {
    if !name.is_empty() && name.bytes().all(|digit| digit.is_ascii_digit()) {
        return format!("{kind}\u{a0}{name}");
    }
    name.to_owned()
}

/// Makes spans of bits; the space before what has changed has not.
fn spans(bits: &[Bit]) -> Vec<Span> {
    let mut spans = Vec::new();
    for Bit { text, changed } in bits {
        let words = text.trim_start_matches(' ');
        let (blank, words) = text.split_at(text.len() - words.len());
        let parts = if *changed {
            [(blank, false), (words, true)]
        } else {
            [(text.as_str(), false), ("", false)]
        };
        let told = parts.into_iter().filter(|(text, _)| !text.is_empty());
        spans.extend(told.map(|(text, changed)| Span { text: text.to_owned(), changed }));
    }
    spans
}

/// Lists the named values that both revisions have and that read otherwise:
/// data, then results that are paid.
fn values(subject: &Subject, changes: &Changes<'_>) -> Option<Table> {
    let paid = paid(subject);
    let mut rows = Vec::new();
    for (kind, heading) in [(Kind::Given, "Données"), (Kind::Computed, "Résultats")] {
        let found: Vec<_> = changes
            .values
            .iter()
            .filter_map(|change| Some((change.old?, change.new?)))
            .filter(|(_, new)| new.kind == kind)
            .filter(|(_, new)| kind == Kind::Given || paid.contains(&new.name.as_str()))
            .flat_map(|(old, new)| value_rows(old, new, changes))
            .collect();
        if !found.is_empty() {
            let heading = [heading, "", ""].map(plain).to_vec();
            rows.push(TableRow { kind: RowKind::Group, cells: heading });
            rows.extend(found);
        }
    }
    let column = |title: &str, align| TableColumn {
        title: plain(title),
        align,
        weight: u8::from(align == Align::Start),
        computed: false,
    };
    (!rows.is_empty()).then(|| Table {
        title: Line::new(),
        columns: vec![
            column("Valeur", Align::Start),
            column("Au lieu de", Align::End),
            column("Lire", Align::End),
        ],
        rows,
        note: Line::new(),
        summary: "Valeurs changées : ce qu’elles étaient et ce qu’elles sont.".to_owned(),
    })
}

/// Writes the row of a value, or those of the cells of a column.
fn value_rows(old: &Answer, new: &Answer, changes: &Changes<'_>) -> Vec<TableRow> {
    let row = |label: &str, old: &str, new: &str| TableRow {
        kind: RowKind::Body,
        cells: vec![plain(label), verbatim(old), verbatim(new)],
    };
    if let Value::Column(_) = new.value {
        let own = changes.values.iter().find(|change| change.name == new.name);
        let cells = own.map(|change| change.cells.as_slice()).unwrap_or_default();
        return cells
            .iter()
            .map(|cell| {
                let label = format!("{}, {}", new.label, numbered("ligne", &cell.row));
                row(&label, &cell.old, &cell.new)
            })
            .collect();
    }
    let (before, after) = (value_text(old), value_text(new));
    if before == after { Vec::new() } else { vec![row(&new.label, &before, &after)] }
}

/// Names the parts of the exam paper that change too.
fn exam(sections: &[Section]) -> Vec<Line> {
    let own = sections.iter().filter(|section| section.document == Document::Sujet);
    own.map(|section| {
        let state = match section.state {
            State::Added => " (ajoutée)",
            State::Removed => " (supprimée)",
            State::Changed => "",
        };
        let title = match section.title.as_str() {
            "" => String::new(),
            title => format!(" : {title}"),
        };
        plain(&format!("{}{title}{state}", section.place))
    })
    .collect()
}

/// Cuts a long text at a word.
fn shortened(text: &str) -> String {
    if text.chars().count() <= TITLE {
        return text.to_owned();
    }
    let cut: String = text.chars().take(TITLE).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(kept, _)| kept);
    format!("{}…", cut.trim_end_matches([',', ';', ':', '.', ' ', '\u{a0}', '\u{202f}']))
}

fn plain(text: &str) -> Line {
    verbatim(&apply_text(text))
}

/// Makes a line of a text that is set already.
fn verbatim(text: &str) -> Line {
    if text.is_empty() { Line::new() } else { vec![Inline::Text { text: text.to_owned() }] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::compare;
    use crate::source::Sources;

    /// Composes the page of a paper that changes by some passages.
    fn page(changes: &[(&str, &str)]) -> Rectificatif {
        let before = "
examen: BTS
epreuve: E5
session: 2025
titre: Essai
duree: 1 h
total: 4
donnees:
  cout: 24500
calculs:
  seuil: {libelle: Seuil, formule: 'plafond(cout ÷ 11,5)'}
dossiers:
  - titre: Un dossier
    points: 4
    questions:
      - enonce: Calculez le seuil de rentabilité de la location, en nombre de locations.
        points: 4
        bareme: [{points: 2, libelle: Seuil, calcul: seuil}, {points: 2, libelle: méthode}]
        corrige: [{calcul: [seuil]}]
";
        let after = changes.iter().fold(before.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replace(from, to)
        });
        let mut sources = Sources::default();
        sources.add("essai.yaml", before);
        let (old, new) = (crate::subject::sample(before), crate::subject::sample(&after));
        let (known, found) =
            (crate::answers::solve(&old, &sources).0, crate::answers::solve(&new, &sources).0);
        let old = Revision::new(&old, &known, &sources).unwrap();
        let new = Revision::new(&new, &found, &sources).unwrap();
        match rectificatif(&old, &new, &compare(&old, &new)) {
            Some(Sheet::Rectificatif(page)) => page,
            other => panic!("{other:?}"),
        }
    }

    fn said(spans: &[Span]) -> String {
        let text: String = spans.iter().map(|span| span.text.as_str()).collect();
        text.replace(['\u{a0}', '\u{202f}'], " ")
    }

    /// Writes the corrections of a question, a line each.
    fn corrections(part: &Rectified) -> Vec<String> {
        let line = |one: &Correction| {
            let row = one.row.replace(['\u{a0}', '\u{202f}'], " ");
            format!("{} | {row} | {} | {}", one.at, said(&one.instead), said(&one.read))
        };
        part.corrections.iter().map(line).collect()
    }

    #[test]
    fn what_is_said_instead_of_points_is_what_the_old_revision_said() {
        let page = page(&[
            ("24500", "23000"),
            ("{points: 2, libelle: Seuil", "{points: 3, libelle: Seuil"),
            ("{points: 2, libelle: méthode}", "{points: 1, libelle: méthode}"),
        ]);
        let [part] = &*page.parts else { panic!("{:?}", page.parts) };
        assert_eq!(
            corrections(part),
            [
                "Barème, points | Seuil : 2 131 | 2 pts | 3 pts",
                "Barème, points | Méthode | 2 pts | 1 pt",
                "Barème |  | Seuil : 2 131 | Seuil : 2 000",
                "Calcul «\u{a0}Seuil\u{a0}» |  | 24 500 ÷ 11,5 ≈ 2 130,43 → 2 131 | 23 000 ÷ 11,5 = 2 000",
            ]
        );
    }

    #[test]
    fn a_question_is_called_by_its_heading_if_it_has_one() {
        let short = page(&[
            ("24500", "24600"),
            ("points: 4\n        b", "intitule: Le seuil\n        points: 4\n        b"),
        ]);
        assert_eq!(short.parts[0].title, "Le seuil");
        let long = page(&[
            ("24500", "24600"),
            ("locations.", "locations, puis dites quand il sera atteint."),
        ]);
        assert_eq!(
            long.parts[0].title.replace('\u{a0}', " "),
            "Calculez le seuil de rentabilité de la location, en nombre de locations, puis dites quand…"
        );
    }
}
