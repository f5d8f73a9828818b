//! Points of a chart: written values or rows of a table, computed and found
//! fit to be drawn together.

use num_traits::Signed;

use crate::diagnostic::Fault;
use crate::formula::Value;
use crate::number::{Format, Quantity, Unit, display};
use crate::sheet::compose::Composer;
use crate::sheet::compose::alternative::words;
use crate::sheet::compose::data_table::cell_text;
use crate::source::{Span, Spanned};
use crate::subject::block::{ChartPoints, Gauge};
use crate::subject::{Formula, Text};

/// Names and values of a chart's points.
pub(super) struct Points {
    /// What the names are, over their column.
    pub(super) heading: String,
    /// One name a point.
    pub(super) labels: Vec<String>,
    /// One or more series of as many values.
    pub(super) series: Vec<Series>,
}

/// Values that are drawn alike.
pub(super) struct Series {
    /// Its name; empty when there is one series.
    pub(super) name: String,
    /// What stands over its values in a table.
    pub(super) heading: String,
    /// Its values and where each was written.
    pub(super) values: Vec<(Quantity, Span)>,
    /// Decimals its author wants shown.
    pub(super) decimals: Option<u32>,
}

impl Composer<'_> {
    /// Computes the points of a chart; none if a value cannot be drawn.
    pub(super) fn points(&mut self, points: &ChartPoints) -> Option<Points> {
        let points = match points {
            ChartPoints::Written(points) => self.written(points)?,
            ChartPoints::Table { table, labels, values } => self.rows(table, labels, values)?,
            ChartPoints::Gauge(gauge) => self.gauge(gauge)?,
        };
        self.comparable(&points).then_some(points)
    }

    fn written(&mut self, points: &[(Text, Formula)]) -> Option<Points> {
        let labels = points.iter().map(|(label, _)| words(&self.line(label))).collect();
        let values: Vec<_> = points.iter().map(|(_, value)| self.value(value)).collect();
        let values = values.into_iter().collect::<Option<_>>()?;
        let heading = "Valeur".to_owned();
        let series = vec![Series { name: String::new(), heading, values, decimals: None }];
        Some(Points { heading: "Libellé".to_owned(), labels, series })
    }

    fn gauge(&mut self, gauge: &Gauge) -> Option<Points> {
        let labels = vec![words(&self.line(&gauge.label))];
        let (value, objective) = (self.value(&gauge.value), self.value(&gauge.objective));
        let (value, objective) = (value?, objective?);
        if objective.0.is_zero() {
            self.tell(
                Fault::error("objectif-nul", "un objectif nul ne se compare à rien")
                    .at(objective.1, "attendu : un nombre au-dessus de 0"),
            );
            return None;
        }
        let series = |name: &str, value| Series {
            name: name.to_owned(),
            heading: name.to_owned(),
            values: vec![value],
            decimals: None,
        };
        let series = vec![series("Réalisé", value), series("Objectif", objective)];
        Some(Points { heading: "Indicateur".to_owned(), labels, series })
    }

    fn rows(
        &mut self,
        table: &Spanned<String>,
        labels: &Spanned<String>,
        values: &[Spanned<String>],
    ) -> Option<Points> {
        let data = self.data(&table.value)?;
        if data.rows() == 0 {
            self.tell(
                Fault::error("table-vide", format!("la table « {} » est vide", table.value))
                    .at(table.span, "rien à dessiner"),
            );
            return None;
        }
        let names = self.shown_column(data, &labels.value, None)?;
        let mut series = Vec::with_capacity(values.len());
        for name in values {
            let column = self.shown_column(data, &name.value, None)?;
            let read = column.values.iter().map(|value| self.drawable(value.clone(), name.span));
            let heading = words(&column.header.title);
            series.push(Series {
                values: read.collect::<Option<_>>()?,
                name: if values.len() == 1 { String::new() } else { heading.clone() },
                heading,
                decimals: Some(column.decimals),
            });
        }
        Some(Points {
            heading: words(&names.header.title),
            labels: names.values.iter().map(|value| cell_text(value, names.decimals)).collect(),
            series,
        })
    }

    fn value(&mut self, formula: &Formula) -> Option<(Quantity, Span)> {
        let value = self.computed(formula)?;
        let place = formula.origin.place(self.sources, 0..formula.text.len());
        self.drawable(value, place)
    }

    /// Keeps what a length can show.
    fn drawable(&mut self, value: Value, place: Span) -> Option<(Quantity, Span)> {
        let (found, expected) = match value {
            Value::Number(quantity) if quantity.value.is_negative() => {
                let found = display(&quantity, &Format::default()).text;
                (format!("{found} ne se dessine pas"), "attendu : des valeurs à partir de 0")
            }
            Value::Number(quantity) => return Some((quantity, place)),
            other => (format!("{} ne se dessine pas", other.kind()), "attendu : des nombres"),
        };
        self.tell(Fault::error("valeur-sans-longueur", found).at(place, expected));
        None
    }

    /// Tells whether lengths mean the same thing from one value to the next.
    ///
    /// Things counted may have different names: calls, then contacts.
    fn comparable(&mut self, points: &Points) -> bool {
        let counts = |unit: &Unit| unit.is_none() || unit.is_count();
        let mut values = points.series.iter().flat_map(|series| &series.values);
        let Some((first, _)) = values.next() else { return false };
        let other = values.find(|(value, _)| {
            let counted = counts(&first.unit) && counts(&value.unit);
            !counted && !first.unit.is_same_kind(&value.unit)
        });
        let Some((other, place)) = other else { return true };
        let told = |value| display(value, &Format::default()).text;
        self.tell(
            Fault::error(
                "valeurs-incomparables",
                format!("{} et {} ne se mesurent pas ensemble", told(first), told(other)),
            )
            .at(*place, "cette valeur a une autre unité que la première"),
        );
        false
    }
}
