//! Dashboards: key figures beside their objectives, follow-up tables whose
//! gaps and rates are computed, charts.

use super::Composer;
use super::data_table::{cell_text, column_values};
use super::target::{Target, measured, rate_text, shared_decimals, trend};
use super::text::plain_line;
use crate::diagnostic::Fault;
use crate::formula::{FormulaFault, Value};
use crate::number::Quantity;
use crate::sheet::{Align, Dashboard, KeyFigure, Line, RowKind, Table, TableColumn, TableRow};
use crate::source::{Span, Spanned};
use crate::subject::block::{self, FollowUp};
use crate::subject::{Formula, Table as Data};

/// A row of a follow-up table, computed.
struct Followed {
    name: String,
    actual: Quantity,
    objective: Quantity,
    gap: Quantity,
    rate: Option<Quantity>,
}

/// The last row of a follow-up table.
enum Team {
    /// There is none.
    Unasked,
    /// Its values have no sum.
    Dashes,
    /// The sums of all rows.
    Summed(Box<Followed>),
}

impl Composer<'_> {
    /// Composes a dashboard.
    pub(super) fn dashboard(&mut self, dashboard: &block::Dashboard) -> Option<Dashboard> {
        let figures: Vec<_> =
            dashboard.figures.iter().map(|figure| self.key_figure(figure)).collect();
        let tables: Vec<_> = dashboard.tables.iter().map(|table| self.follow_up(table)).collect();
        let charts: Vec<_> = dashboard.charts.iter().map(|chart| self.chart(chart)).collect();
        Some(Dashboard {
            title: self.line_or_none(dashboard.title.as_ref()),
            figures: figures.into_iter().collect::<Option<_>>()?,
            tables: tables.into_iter().collect::<Option<_>>()?,
            charts: charts.into_iter().collect::<Option<_>>()?,
            note: self.line_or_none(dashboard.note.as_ref()),
        })
    }

    fn key_figure(&mut self, figure: &block::KeyFigure) -> Option<KeyFigure> {
        let label = self.line(&figure.label);
        let (actual, decimals) = self.figure(&figure.value)?;
        let value = measured(&actual, decimals, false);
        let Some(formula) = &figure.objective else {
            return Some(KeyFigure { label, value, detail: String::new(), trend: None });
        };
        let (objective, decimals) = self.figure(formula)?;
        let gap = Target { actual: &actual, objective: &objective }.gap();
        let place = formula.origin.place(self.sources, 0..formula.text.len());
        let gap = self.kept(gap, place, "cet objectif n’a pas l’unité du chiffre")?;
        let detail = format!("objectif {}", measured(&objective, decimals, false));
        Some(KeyFigure { label, value, detail, trend: Some(trend(&gap)) })
    }

    /// Computes a number and finds the decimals its author wants shown.
    fn figure(&mut self, formula: &Formula) -> Option<(Quantity, Option<u32>)> {
        match self.computed(formula)? {
            Value::Number(quantity) => {
                let answer = self.answers.get(formula.text.trim());
                Some((quantity, answer.and_then(|answer| answer.decimals)))
            }
            other => {
                let place = formula.origin.place(self.sources, 0..formula.text.len());
                self.tell(
                    Fault::error(
                        "type-inattendu",
                        format!("{} n’est pas un chiffre", other.kind()),
                    )
                    .at(place, "attendu : un nombre"),
                );
                None
            }
        }
    }

    /// Composes objective, actual, gap and rate of each row.
    fn follow_up(&mut self, shown: &FollowUp) -> Option<Table> {
        let data = self.data(&shown.table.value)?;
        let labels = self.shown_column(data, &shown.labels.value, None)?;
        let actuals = self.quantities(data, &shown.actual)?;
        let objectives = self.quantities(data, &shown.objective)?;
        let mut rows = Vec::with_capacity(data.rows());
        for ((label, actual), objective) in labels.values.iter().zip(actuals).zip(objectives) {
            let name = cell_text(label, labels.decimals);
            rows.push(self.followed(name, actual, objective, shown.actual.span)?);
        }
        let team = if shown.team { self.team(shown, &rows)? } else { Team::Unasked };
        let columns = vec![
            labels.header,
            self.header(data, &shown.objective, "Objectif"),
            self.header(data, &shown.actual, "Réalisé"),
            computed("Écart"),
            computed("Taux de réalisation"),
        ];
        let rows = written(&rows, &team);
        Some(self.table_of(shown.title.as_ref(), columns, rows, None))
    }

    fn quantities(&mut self, data: &Data, name: &Spanned<String>) -> Option<Vec<Quantity>> {
        let values = column_values(self.column_answer(data, &name.value)?);
        let numbers: Option<Vec<_>> = values
            .iter()
            .map(|value| match value {
                Value::Number(quantity) => Some(quantity.clone()),
                _ => None,
            })
            .collect();
        if numbers.is_none() {
            self.tell(
                Fault::error("type-inattendu", format!("« {} » n’est pas chiffrée", name.value))
                    .at(name.span, "attendu : une colonne de nombres"),
            );
        }
        numbers
    }

    fn followed(
        &mut self,
        name: String,
        actual: Quantity,
        objective: Quantity,
        place: Span,
    ) -> Option<Followed> {
        let target = Target { actual: &actual, objective: &objective };
        let (gap, rate) = (target.gap(), target.rate());
        let label = format!("à la ligne « {name} », le réalisé n’a pas l’unité de l’objectif");
        let gap = self.kept(gap, place, &label)?;
        let rate = self.kept(rate, place, &label)?;
        Some(Followed { name, actual, objective, gap, rate })
    }

    /// Sums the rows of a team; percentages have no sum.
    fn team(&mut self, shown: &FollowUp, rows: &[Followed]) -> Option<Team> {
        if rows.iter().any(|row| row.actual.unit.is_percent()) {
            self.tell(
                Fault::warning("equipe-sans-total", "des pourcentages ne s’additionnent pas")
                    .at(shown.actual.span, "la ligne de l’équipe reste vide")
                    .help("retirez « equipe », ou suivez les nombres dont ces taux proviennent"),
            );
            return Some(Team::Dashes);
        }
        let values = |pick: fn(&Followed) -> &Quantity| -> Vec<Value> {
            rows.iter().map(|row| Value::Number(pick(row).clone())).collect()
        };
        let actual = self.sum(shown.actual.span, values(|row| &row.actual).iter())?;
        let objective = self.sum(shown.objective.span, values(|row| &row.objective).iter())?;
        self.followed("Équipe".to_owned(), actual, objective, shown.actual.span)
            .map(|team| Team::Summed(Box::new(team)))
    }

    fn header(&mut self, data: &Data, name: &Spanned<String>, words: &str) -> TableColumn {
        let title = data.title(&name.value).map(|title| self.line(title));
        let title = title.unwrap_or_else(|| plain_line(words));
        TableColumn { title, align: Align::End, weight: 0, computed: false }
    }

    /// Keeps what a formula of the field gives, or tells what is wrong with
    /// the two values it was given.
    fn kept<T>(
        &mut self,
        result: Result<T, Vec<FormulaFault>>,
        place: Span,
        label: &str,
    ) -> Option<T> {
        let faults = match result {
            Ok(value) => return Some(value),
            Err(faults) => faults,
        };
        for fault in faults {
            let told = Fault::error(fault.id, fault.message).at(place, label);
            self.tell(match fault.help {
                Some(help) => told.help(help),
                None => told,
            });
        }
        None
    }
}

fn computed(title: &str) -> TableColumn {
    TableColumn { title: plain_line(title), align: Align::End, weight: 0, computed: true }
}

/// Writes rows, figures of one unit with the same decimals, then the team's.
fn written(rows: &[Followed], team: &Team) -> Vec<TableRow> {
    let summed = if let Team::Summed(team) = team { Some(&**team) } else { None };
    let all: Vec<_> = rows.iter().chain(summed).collect();
    let sides: Vec<_> = all.iter().flat_map(|row| [&row.actual, &row.objective]).collect();
    let gaps: Vec<_> = all.iter().map(|row| &row.gap).collect();
    let rates: Vec<_> = all.iter().filter_map(|row| row.rate.as_ref()).collect();
    // A percentage shows one decimal, so do the points between two.
    let finest = if rows.iter().any(|row| row.actual.unit.is_percent()) { 1 } else { 2 };
    let (side, gap) = (shared_decimals(&sides, finest), shared_decimals(&gaps, finest));
    let rate = shared_decimals(&rates, 1);
    let cells = |row: &Followed| -> Vec<Line> {
        [
            row.name.clone(),
            measured(&row.objective, side, false),
            measured(&row.actual, side, false),
            measured(&row.gap, gap, true),
            rate_text(row.rate.as_ref(), rate),
        ]
        .map(|text| plain_line(&text))
        .to_vec()
    };
    let body = rows.iter().map(|row| TableRow { kind: RowKind::Body, cells: cells(row) });
    let last = match team {
        Team::Unasked => None,
        Team::Dashes => Some(["Équipe", "–", "–", "–", "–"].map(plain_line).to_vec()),
        Team::Summed(team) => Some(cells(team)),
    };
    let last = last.map(|cells| TableRow { kind: RowKind::Total, cells });
    body.chain(last).collect()
}

#[cfg(test)]
mod tests {
    use super::super::alternative::words;
    use super::*;
    use crate::number::parse_quantity;

    fn followed(name: &str, actual: &str, objective: &str) -> Followed {
        let [actual, objective] = [actual, objective].map(|text| parse_quantity(text).unwrap());
        let target = Target { actual: &actual, objective: &objective };
        let (gap, rate) = (target.gap().unwrap(), target.rate().unwrap());
        Followed { name: name.to_owned(), actual, objective, gap, rate }
    }

    /// Shows rows with plain spaces.
    fn shown(rows: &[TableRow]) -> Vec<String> {
        let line = |row: &TableRow| row.cells.iter().map(|cell| words(cell)).collect::<Vec<_>>();
        rows.iter().map(|row| line(row).join(" | ").replace(['\u{a0}', '\u{202f}'], " ")).collect()
    }

    #[test]
    fn each_row_keeps_its_own_unit() {
        let rows = [
            followed("Appels", "1 476 appels", "1 530 appels"),
            followed("Joignabilité", "43,5 %", "40 %"),
            followed("Durée", "4 min 12 s", "4 min"),
        ];
        assert_eq!(
            shown(&written(&rows, &Team::Unasked)),
            [
                "Appels | 1 530 appels | 1 476 appels | −54 appels | 96,5 %",
                "Joignabilité | 40 % | 43,5 % | +3,5 points | 108,8 %",
                "Durée | 4 min | 4 min 12 s | +12 s | 105,0 %",
            ]
        );
    }

    #[test]
    fn a_team_of_percentages_has_no_total() {
        let rows = written(&[followed("Inès", "45 %", "40 %")], &Team::Dashes);
        assert_eq!(
            shown(&rows),
            ["Inès | 40 % | 45 % | +5 points | 112,5 %", "Équipe | – | – | – | –"]
        );
        assert_eq!(rows.last().map(|row| row.kind), Some(RowKind::Total));
    }

    #[test]
    fn the_team_comes_last_with_the_decimals_of_all() {
        let rows = [followed("Inès", "12,5 €", "10 €"), followed("Karim", "7 €", "10 €")];
        let team = followed("Équipe", "19,5 €", "20 €");
        assert_eq!(
            shown(&written(&rows, &Team::Summed(Box::new(team)))),
            [
                "Inès | 10,00 € | 12,50 € | +2,50 € | 125,0 %",
                "Karim | 10,00 € | 7,00 € | −3,00 € | 70,0 %",
                "Équipe | 20,00 € | 19,50 € | −0,50 € | 97,5 %",
            ]
        );
    }
}
