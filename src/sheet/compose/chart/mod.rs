//! Charts and maps: lengths in thousandths, figures written, alternative
//! texts, data as tables for the editions that print them.

mod data;
mod points;
mod spoken;

use num_traits::{One, Zero};

use self::points::Points;
use super::Composer;
use super::alternative::words;
use super::figure::{decimals, number};
use super::mockup::path;
use super::table::permille;
use crate::diagnostic::Fault;
use crate::markup::typography::apply_text;
use crate::number::{Exact, Format, Quantity, Unit, display, whole};
use crate::sheet::{Chart, ChartPoint, ChartStyle, Map};
use crate::subject::block;

impl Composer<'_> {
    /// Composes a chart.
    pub(super) fn chart(&mut self, chart: &block::Chart) -> Option<Chart> {
        let points = self.points(&chart.points)?;
        if chart.style == block::ChartStyle::Sectors && !self.makes_a_whole(&points) {
            return None;
        }
        let unit = counted(&points);
        let texts = texts(&points, unit.is_empty());
        let lengths = lengths(chart.style, &points);
        let rates = rates(chart.style, &points);
        let drawn = (0..points.labels.len())
            .map(|at| ChartPoint {
                label: points.labels.get(at).cloned().unwrap_or_default(),
                values: texts.iter().filter_map(|series| series.get(at).cloned()).collect(),
                permille: lengths.iter().filter_map(|series| series.get(at).copied()).collect(),
                rate: rates.get(at).cloned().unwrap_or_default(),
            })
            .collect();
        let mut composed = Chart {
            style: style(chart.style),
            title: self.line_or_none(chart.title.as_ref()),
            series: points.series.iter().map(|series| series.name.clone()).collect(),
            unit,
            points: drawn,
            illustrative: chart.illustrative,
            note: self.line_or_none(chart.note.as_ref()),
            alt: String::new(),
            data: None,
        };
        composed.alt = spoken::chart(&composed);
        composed.data = self.adapted.then(|| data::chart(&composed, &points));
        Some(composed)
    }

    /// Tells whether sectors make a whole, and what is wrong if they do not.
    fn makes_a_whole(&mut self, points: &Points) -> bool {
        let parts: Vec<_> = points.series.iter().flat_map(|series| &series.values).collect();
        let (Some((first, start)), Some((_, end))) = (parts.first(), parts.last()) else {
            return false;
        };
        let total = parts.iter().fold(Exact::zero(), |sum, (part, _)| sum + &part.value);
        let complete = !first.unit.is_percent() || total.is_one();
        if complete && !total.is_zero() {
            return true;
        }
        let found = number(&Quantity::new(total, first.unit.clone()), None).text;
        let told = if complete {
            format!("les parts font {found} : il en faut une au-dessus de zéro")
        } else {
            format!("les parts font {found}, et non 100 %")
        };
        let fault = Fault::error("parts-incompletes", told);
        self.tell(if start == end {
            fault.at(*start, "les parts")
        } else {
            fault.at(*end, "la dernière part").at(*start, "la première")
        });
        false
    }

    /// Composes a map.
    pub(super) fn map(&mut self, map: &block::Map) -> Map {
        let title = self.line_or_none(map.title.as_ref());
        let places: Vec<_> =
            map.places.iter().map(|(name, text)| (self.line(name), self.line(text))).collect();
        let told: Vec<_> = places.iter().map(|(name, text)| (words(name), words(text))).collect();
        let alt = spoken::map(&words(&title), &apply_text(&map.picture.description), &told);
        let data = (self.adapted && !places.is_empty()).then(|| data::map(&words(&title), places));
        Map {
            title,
            path: path(&map.picture),
            width: map.width,
            alt,
            note: self.line_or_none(map.note.as_ref()),
            data,
        }
    }
}

fn style(style: block::ChartStyle) -> ChartStyle {
    match style {
        block::ChartStyle::Bars => ChartStyle::Bars,
        block::ChartStyle::Columns => ChartStyle::Columns,
        block::ChartStyle::Sectors => ChartStyle::Sectors,
        block::ChartStyle::Lines => ChartStyle::Lines,
        block::ChartStyle::Funnel => ChartStyle::Funnel,
        block::ChartStyle::Gauge => ChartStyle::Gauge,
    }
}

/// Returns the noun that all values count, which is then said once.
fn counted(points: &Points) -> String {
    let mut values = points.series.iter().flat_map(|series| &series.values);
    let Some((first, _)) = values.next() else { return String::new() };
    if !first.unit.is_count() || values.any(|(value, _)| value.unit != first.unit) {
        return String::new();
    }
    let two = Quantity::new(whole(2), first.unit.clone());
    let told = number(&two, None).text;
    told.trim_start_matches('2').trim().to_owned()
}

/// Writes the values of each series, all with the same decimals.
fn texts(points: &Points, unit: bool) -> Vec<Vec<String>> {
    let decimals = points.series.iter().map(|series| {
        series.decimals.unwrap_or_else(|| {
            let values = || series.values.iter().map(|(value, _)| value);
            let most = if values().any(|value| value.unit.is_percent()) { 1 } else { 2 };
            decimals(values()).min(most)
        })
    });
    let format = Format { decimals: decimals.max(), sign: false, unit };
    let text = |(value, _): &(Quantity, _)| display(value, &format).text;
    points.series.iter().map(|series| series.values.iter().map(text).collect()).collect()
}

/// Measures each value against what the chart measures by.
fn lengths(style: block::ChartStyle, points: &Points) -> Vec<Vec<u16>> {
    let values = || points.series.iter().flat_map(|series| &series.values);
    let whole = match style {
        block::ChartStyle::Sectors => {
            values().fold(Exact::zero(), |sum, (value, _)| sum + &value.value)
        }
        block::ChartStyle::Gauge => {
            values().last().map(|(value, _)| value.value.clone()).unwrap_or_default()
        }
        _ => values().map(|(value, _)| value.value.clone()).max().unwrap_or_default(),
    };
    let most = &whole + &whole;
    let length = |value: &Quantity| permille((&value.value).min(&most), &whole);
    points
        .series
        .iter()
        .map(|series| series.values.iter().map(|(value, _)| length(value)).collect())
        .collect()
}

/// Writes the share of the step before, or of the objective.
fn rates(style: block::ChartStyle, points: &Points) -> Vec<String> {
    let rate = |part: &Quantity, whole: &Quantity| {
        if whole.is_zero() {
            return String::new();
        }
        number(&Quantity::new(&part.value / &whole.value, Unit::percent()), None).text
    };
    match (style, points.series.as_slice()) {
        (block::ChartStyle::Funnel, [steps]) => {
            let pairs = steps.values.iter().zip(steps.values.iter().skip(1));
            let rates = pairs.map(|((before, _), (step, _))| rate(step, before));
            std::iter::once(String::new()).chain(rates).collect()
        }
        (block::ChartStyle::Gauge, [actual, objective]) => {
            let pairs = actual.values.iter().zip(&objective.values);
            pairs.map(|((actual, _), (objective, _))| rate(actual, objective)).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::points::Series;
    use super::*;
    use crate::number::parse_quantity;
    use crate::source::{Sources, Span};
    use block::ChartStyle::{Bars, Funnel, Gauge, Sectors};

    fn points(series: &[&[&str]]) -> Points {
        let mut sources = Sources::default();
        let place = Span::new(sources.add("essai.yaml", ""), 0..0);
        let read = |text: &&str| (parse_quantity(text).unwrap(), place);
        let labels = series.first().map(|values| values.len()).unwrap_or_default();
        Points {
            heading: "Libellé".into(),
            labels: (1..=labels).map(|rank| format!("point {rank}")).collect(),
            series: series
                .iter()
                .map(|values| Series {
                    name: String::new(),
                    heading: String::new(),
                    values: values.iter().map(read).collect(),
                    decimals: None,
                })
                .collect(),
        }
    }

    #[test]
    fn bars_are_measured_by_the_longest_and_sectors_by_their_sum() {
        let shares = points(&[&["50 %", "25 %", "25 %"]]);
        assert_eq!(lengths(Bars, &shares), [[1000, 500, 500]]);
        assert_eq!(lengths(Sectors, &shares), [[500, 250, 250]]);
        let years = points(&[&["10", "20"], &["40", "0"]]);
        assert_eq!(lengths(Bars, &years), [[250, 500], [1000, 0]]);
    }

    #[test]
    fn a_gauge_is_measured_by_its_objective_and_stops_at_twice_it() {
        let gauge = points(&[&["30"], &["40"]]);
        assert_eq!(lengths(Gauge, &gauge), [[750], [1000]]);
        assert_eq!(rates(Gauge, &gauge), ["75\u{a0}%"]);
        assert_eq!(lengths(Gauge, &points(&[&["900"], &["40"]])), [[2000], [1000]]);
    }

    #[test]
    fn a_step_is_a_share_of_the_one_before() {
        let steps = points(&[&["1530", "612", "153", "0", "0"]]);
        assert_eq!(rates(Funnel, &steps), ["", "40\u{a0}%", "25\u{a0}%", "0\u{a0}%", ""]);
        assert!(rates(Bars, &steps).is_empty());
    }

    #[test]
    fn figures_share_their_decimals() {
        let years = points(&[&["44,5 %"], &["30 %"]]);
        assert_eq!(texts(&years, true), [["44,5\u{a0}%"], ["30,0\u{a0}%"]]);
        let calls = points(&[&["12 appels"]]);
        assert_eq!(texts(&calls, false), [["12"]]);
    }

    #[test]
    fn what_all_values_count_is_said_once() {
        assert_eq!(counted(&points(&[&["3 nuitées", "20 nuitées"]])), "nuitées");
        assert_eq!(counted(&points(&[&["3 appels", "2 contacts"]])), "");
        assert_eq!(counted(&points(&[&["3 %", "20 %"]])), "");
    }
}
