//! The data of a chart and the places of a map as tables, for the editions
//! that print them beside the drawing.

use crate::sheet::compose::alternative::{sentences, words};
use crate::sheet::compose::text::plain_line;
use crate::sheet::{Align, Chart, ChartStyle, Line, RowKind, Table, TableColumn, TableRow};

/// Gives the data of a chart; `heading` stands over the names of its points.
pub(super) fn chart(chart: &Chart, heading: &str) -> Table {
    let unit = match chart.unit.as_str() {
        "" => String::new(),
        unit => format!(" ({unit})"),
    };
    let rate = match chart.style {
        ChartStyle::Funnel => Some("Part de l’étape précédente"),
        ChartStyle::Gauge => Some("Taux de réalisation"),
        _ => None,
    };
    let values = chart.series.iter().map(|name| match name.as_str() {
        "" => format!("Valeur{unit}"),
        name => format!("{name}{unit}"),
    });
    let mut columns = vec![column(heading, Align::Start, 1)];
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
    table("Données du graphique", &words(&chart.title), columns, rows)
}

/// Gives the places of a map.
pub(super) fn map(title: &str, places: Vec<(Line, Line)>) -> Table {
    let columns = vec![column("Lieu", Align::Start, 0), column("Situation", Align::Start, 1)];
    let rows = places.into_iter().map(|(name, text)| vec![name, text]).collect();
    table("Données de la carte", title, columns, rows)
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
        let table = chart(&funnel, "Étape");
        let told = |cells: &[Line]| cells.iter().map(|cell| words(cell)).collect::<Vec<_>>();
        let titles: Vec<_> = table.columns.iter().map(|column| words(&column.title)).collect();
        assert_eq!(titles, ["Étape", "Valeur (appels)", "Part de l’étape précédente"]);
        assert_eq!(told(&table.rows[1].cells), ["Aboutis", "40", "40\u{a0}%"]);
        assert_eq!(told(&table.rows[0].cells), ["Émis", "100", ""]);
    }
}
