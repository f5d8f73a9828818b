//! The data of a chart and the places of a map as tables, for the editions
//! that print them beside the drawing.

use super::points::Points;
use crate::sheet::compose::alternative::{sentences, words};
use crate::sheet::compose::text::plain_line;
use crate::sheet::{Align, Chart, ChartStyle, Line, RowKind, Table, TableColumn, TableRow};

/// Gives the data of a chart, under the headings of its points.
pub(super) fn chart(chart: &Chart, points: &Points) -> Table {
    let rate = match chart.style {
        ChartStyle::Funnel => Some("Part de l’étape précédente"),
        ChartStyle::Gauge => Some("Taux de réalisation"),
        _ => None,
    };
    let unit = chart.unit.as_str();
    let values = points.series.iter().map(|series| match series.heading.as_str() {
        heading if unit.is_empty() || heading.to_lowercase() == unit => heading.to_owned(),
        heading => format!("{heading} ({unit})"),
    });
    let mut columns = vec![column(&points.heading, Align::Start, 1)];
    columns.extend(values.map(|title| column(&title, Align::End, 0)));
    columns.extend(rate.map(|title| column(title, Align::End, 0)));
    let rows = chart
        .points
        .iter()
        .map(|point| {
            let rate = rate.map(|_| plain_line(&point.rate));
            let values = point.values.iter().map(|value| plain_line(value));
            std::iter::once(plain_line(&point.label)).chain(values).chain(rate).collect()
        })
        .collect();
    let what = if chart.illustrative {
        "Données illustratives du graphique"
    } else {
        "Données du graphique"
    };
    table(what, &words(&chart.title), columns, rows)
}

/// Gives the places of a map.
pub(super) fn map(title: &str, places: Vec<(Line, Line)>) -> Table {
    let columns = vec![column("Lieu", Align::Start, 0), column("Situation", Align::Start, 1)];
    let rows = places.into_iter().map(|(name, text)| vec![name, text]).collect();
    match title.strip_prefix("Carte ") {
        Some(rest) => table(&format!("Lieux de la carte {rest}"), "", columns, rows),
        None => table("Lieux de la carte", title, columns, rows),
    }
}

fn column(title: &str, align: Align, weight: u8) -> TableColumn {
    TableColumn { title: plain_line(title), align, weight, computed: false }
}

fn table(what: &str, title: &str, columns: Vec<TableColumn>, rows: Vec<Vec<Line>>) -> Table {
    let full = if title.is_empty() { what.to_owned() } else { format!("{what} : {title}") };
    let body = |cells| TableRow { kind: RowKind::Body, cells };
    Table {
        title: plain_line(&full),
        columns,
        rows: rows.into_iter().map(body).collect(),
        note: Line::new(),
        summary: sentences(&[full]),
    }
}

#[cfg(test)]
mod tests {
    use super::super::points::Series;
    use super::*;
    use crate::sheet::ChartPoint;

    #[test]
    fn a_funnel_gives_its_steps_and_their_rates() {
        let step = |label: &str, value: &str, rate: &str| ChartPoint {
            label: label.to_owned(),
            values: vec![value.to_owned()],
            permille: vec![0],
            rate: rate.to_owned(),
        };
        let funnel = Chart {
            style: ChartStyle::Funnel,
            title: Line::new(),
            series: vec![String::new()],
            unit: "appels".into(),
            points: vec![step("Émis", "100", ""), step("Aboutis", "40", "40\u{a0}%")],
            illustrative: false,
            note: Line::new(),
            alt: String::new(),
            data: None,
        };
        let series = Series {
            name: String::new(),
            heading: "Valeur".into(),
            values: Vec::new(),
            decimals: None,
        };
        let mut points =
            Points { heading: "Étape".into(), labels: Vec::new(), series: vec![series] };
        let table = chart(&funnel, &points);
        let told = |cells: &[Line]| cells.iter().map(|cell| words(cell)).collect::<Vec<_>>();
        let titles: Vec<_> = table.columns.iter().map(|column| words(&column.title)).collect();
        assert_eq!(titles, ["Étape", "Valeur (appels)", "Part de l’étape précédente"]);
        assert_eq!(told(&table.rows[1].cells), ["Aboutis", "40", "40\u{a0}%"]);
        assert_eq!(told(&table.rows[0].cells), ["Émis", "100", ""]);
        points.series[0].heading = "Appels".into();
        assert_eq!(words(&chart(&funnel, &points).columns[1].title), "Appels");
    }

    #[test]
    fn a_map_says_its_places() {
        let titled = |title: &str| words(&map(title, Vec::new()).title);
        assert_eq!(titled("Carte de la Lorraine"), "Lieux de la carte de la Lorraine");
        assert_eq!(titled("La Lorraine"), "Lieux de la carte\u{a0}: La Lorraine");
        assert_eq!(titled(""), "Lieux de la carte");
    }
}
