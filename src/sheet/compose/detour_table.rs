//! The table of other ways: a row a way, a column a result, then the points it
//! keeps.

use super::alternative::words;
use super::data_table::cell_text;
use super::detours::{Path, Steps, says, shared_unit, told};
use super::figure::{decimals, numbers, value_text};
use super::table::finished;
use super::text::plain_line;
use crate::answers::Answer;
use crate::formula::Value;
use crate::number::{Exact, Format, Quantity, Unit, display};
use crate::sheet::{Align, Inline, Line, RowKind, Table, TableColumn, TableRow};

/// Letters that the titles of all results take side by side, and the least and
/// the most of one of them, after which it goes to a new line.
const TITLES: usize = 48;
const LINE: (usize, usize) = (16, 24);

/// A column: its header, then the cell of the expected way and of each other.
struct Column {
    header: TableColumn,
    cells: Vec<String>,
}

/// Composes the table; none without a result to show.
pub(super) fn detour_table(steps: &Steps<'_>, paths: &[Path<'_>], full: &Exact) -> Option<Table> {
    let last = steps.answers[*steps.results.last()?];
    let line = (TITLES / steps.results.len()).clamp(LINE.0, LINE.1);
    let result = |rank: &usize| result(steps.answers[*rank], *rank, paths, line);
    let mut columns: Vec<_> = steps.results.iter().map(result).collect();
    columns.push(points(full, paths));
    let mut rows = vec![
        group("Calcul attendu"),
        row(&columns, 0, RowKind::Body, plain_line("Réponse proposée")),
    ];
    for (accepted, title) in [(true, "Autres chemins acceptés"), (false, "Erreurs")] {
        let of_group = paths.iter().zip(1..).filter(|(path, _)| path.detour.accepted == accepted);
        let of_group: Vec<_> = of_group
            .map(|(path, rank)| {
                let kind = if path.unseen { RowKind::Lit } else { RowKind::Body };
                row(&columns, rank, kind, path.label.clone())
            })
            .collect();
        if !of_group.is_empty() {
            rows.push(group(title));
            rows.extend(of_group);
        }
    }
    let way = TableColumn {
        title: plain_line("Chemin"),
        align: Align::Start,
        weight: 1,
        computed: false,
    };
    let headers = columns.into_iter().map(|column| column.header);
    let headers = std::iter::once(way).chain(headers).collect();
    let title = if paths.iter().all(|path| path.detour.accepted) {
        "Ce que donnent les autres chemins"
    } else {
        "Erreurs reportées : ce que donnent les autres chemins"
    };
    let note = plain_line(&legend(last, paths));
    Some(finished(plain_line(title), headers, rows, note))
}

fn group(title: &str) -> TableRow {
    TableRow { kind: RowKind::Group, cells: vec![plain_line(title)] }
}

fn row(columns: &[Column], rank: usize, kind: RowKind, label: Line) -> TableRow {
    let cell = |column: &Column| column.cells.get(rank).map(|text| plain_line(text));
    let cells = columns.iter().map(|column| cell(column).unwrap_or_default());
    TableRow { kind, cells: std::iter::once(label).chain(cells).collect() }
}

/// Makes the column of a result; the header says the unit where all share it.
fn result(answer: &Answer, rank: usize, paths: &[Path<'_>], line: usize) -> Column {
    let others = paths.iter().map(|path| path.values.get(rank).and_then(Option::as_ref));
    let values: Vec<_> = std::iter::once(Some(&answer.value)).chain(others).collect();
    let unit = shared_unit(values.iter().copied().flatten());
    let figures = || numbers(values.iter().copied().flatten());
    // A mistake in the very measure: points, then a rate.
    let mixed = figures().zip(figures().skip(1)).any(|(one, next)| one.unit != next.unit);
    // Alone in a text, a percentage shows one decimal.
    let most = if unit.is_some_and(Unit::is_percent) { 1 } else { u32::MAX };
    let decimals = answer.decimals.unwrap_or_else(|| decimals(figures()).min(most));
    let cells = values
        .into_iter()
        .map(|value| match (value, unit) {
            (None, _) => told(answer, None),
            (value, _) if mixed => told(answer, value),
            (Some(Value::Number(quantity)), Some(_)) => figure(quantity, decimals, answer.signed),
            (Some(value), _) => cell_text(value, decimals),
        })
        .collect();
    let title = match unit.filter(|unit| !says(&answer.label, unit)) {
        Some(unit) => format!("{} ({unit})", answer.label),
        None => answer.label.clone(),
    };
    Column { header: header(&title, line), cells }
}

fn points(full: &Exact, paths: &[Path<'_>]) -> Column {
    let marks = std::iter::once(full).chain(paths.iter().map(|path| &path.kept));
    let marks: Vec<_> = marks.cloned().map(Quantity::bare).collect();
    let shown = decimals(marks.iter());
    let cells = marks.iter().map(|mark| figure(mark, shown, false)).collect();
    Column { header: header("Points", LINE.0), cells }
}

fn figure(quantity: &Quantity, decimals: u32, sign: bool) -> String {
    display(quantity, &Format { decimals: Some(decimals), sign, unit: false }).text
}

fn header(title: &str, line: usize) -> TableColumn {
    TableColumn { title: folded(title, line), align: Align::End, weight: 0, computed: false }
}

/// Folds a title so that a column of figures is hardly wider than they are.
fn folded(title: &str, most: usize) -> Line {
    let line = plain_line(title);
    let mut folded = Line::new();
    let mut current = String::new();
    for word in words(&line).split(' ') {
        let length = current.chars().count() + 1 + word.chars().count();
        if !current.is_empty() && length > most {
            folded.push(Inline::Text { text: std::mem::take(&mut current) });
            folded.push(Inline::Break);
        }
        if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(word);
    }
    folded.push(Inline::Text { text: current });
    folded
}

/// Says what the rows that are brought out are, and what the points are.
fn legend(last: &Answer, paths: &[Path<'_>]) -> String {
    let mistakes = paths.iter().filter(|path| !path.detour.accepted).count();
    let unseen = paths.iter().filter(|path| path.unseen).count();
    let result = value_text(&last.value, last.decimals).unwrap_or_default();
    // A bare number does not say of what it is.
    let result = match &last.value {
        Value::Number(number) if number.unit.is_none() => format!("le résultat attendu, {result}"),
        _ => result,
    };
    let lit = match (unseen, mistakes) {
        (0, _) => String::new(),
        (1, 1) => {
            format!("Ligne mise en évidence : cette erreur donne malgré tout {result}. ")
        }
        (1, _) => format!(
            "Ligne mise en évidence : 1 erreur sur {mistakes}, qui donne malgré tout {result}. "
        ),
        _ => format!(
            "Lignes mises en évidence : {unseen} erreurs sur {mistakes}, qui donnent malgré tout \
             {result}. "
        ),
    };
    lit + "Points : ceux que garde une copie qui détaille son calcul et ne s’écarte du calcul \
           attendu que par ce chemin."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_takes_several_lines() {
        let told = |title: &str| -> Vec<_> {
            folded(title, 16)
                .into_iter()
                .map(|inline| match inline {
                    Inline::Text { text } => text.replace('\u{a0}', " "),
                    _ => "/".to_owned(),
                })
                .collect()
        };
        assert_eq!(told("Téléacteurs"), ["Téléacteurs"]);
        assert_eq!(told("Charge de travail (min)"), ["Charge de", "/", "travail (min)"]);
    }
}
