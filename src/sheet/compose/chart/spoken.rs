//! Charts and maps in words, for those who do not see them.

use crate::sheet::compose::alternative::{sentences, words};
use crate::sheet::{Chart, ChartPoint, ChartStyle};

/// Describes a chart: its title, its kind, every value.
pub(super) fn chart(chart: &Chart) -> String {
    let kind = match chart.style {
        ChartStyle::Bars => "Diagramme en barres",
        ChartStyle::Columns => "Diagramme en colonnes",
        ChartStyle::Sectors => "Diagramme en secteurs",
        ChartStyle::Lines => "Graphique en lignes",
        ChartStyle::Funnel => "Entonnoir",
        ChartStyle::Gauge => "Jauge",
    };
    let unit = match chart.unit.as_str() {
        "" => String::new(),
        unit => format!(", en {unit}"),
    };
    let told: Vec<_> = chart.points.iter().map(|each| point(chart, each)).collect();
    let illustrative = if chart.illustrative { "Données illustratives" } else { "" };
    sentences(&[
        words(&chart.title),
        format!("{kind}{unit} : {}", told.join(" ; ")),
        illustrative.to_owned(),
    ])
}

fn point(chart: &Chart, point: &ChartPoint) -> String {
    let ChartPoint { label, values, rate, .. } = point;
    match (chart.style, values.as_slice()) {
        (ChartStyle::Gauge, [actual, objective]) => {
            format!("{label} : {actual} pour un objectif de {objective}, soit {rate}")
        }
        (ChartStyle::Funnel, [value]) if !rate.is_empty() => {
            format!("{label} {value}, soit {rate} de l’étape précédente")
        }
        (_, [value]) => format!("{label} {value}"),
        _ => {
            let told: Vec<_> = chart
                .series
                .iter()
                .zip(values)
                .map(|(name, value)| format!("{name} : {value}"))
                .collect();
            format!("{label} ({})", told.join(", "))
        }
    }
}

/// Describes a map: its title, the drawing, each place.
pub(super) fn map(title: &str, description: &str, places: &[(String, String)]) -> String {
    let told: Vec<_> = places.iter().map(|(name, text)| format!("{name} ({text})")).collect();
    let places = match told.join(", ") {
        told if told.is_empty() => told,
        told => format!("Lieux : {told}"),
    };
    // Most say themselves that they are maps.
    let described = match description.to_lowercase().starts_with("carte") {
        true => description.to_owned(),
        false => format!("Carte : {description}"),
    };
    let title = if title == description { "" } else { title };
    sentences(&[title.to_owned(), described, places])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Inline;

    fn drawn(style: ChartStyle, series: &[&str], points: &[(&str, &[&str], &str)]) -> String {
        let point = |(label, values, rate): &(&str, &[&str], &str)| ChartPoint {
            label: (*label).to_owned(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
            permille: Vec::new(),
            rate: (*rate).to_owned(),
        };
        chart(&Chart {
            style,
            title: vec![Inline::Text { text: "Nuitées".into() }],
            series: series.iter().map(|name| (*name).to_owned()).collect(),
            unit: String::new(),
            points: points.iter().map(point).collect(),
            illustrative: false,
            note: Vec::new(),
            alt: String::new(),
            data: None,
        })
        .replace(['\u{a0}', '\u{202f}'], " ")
    }

    #[test]
    fn every_value_is_told() {
        let points: &[(&str, &[&str], &str)] =
            &[("France", &["62 %"], ""), ("Belgique", &["38 %"], "")];
        assert_eq!(
            drawn(ChartStyle::Sectors, &[""], points),
            "Nuitées. Diagramme en secteurs : France 62 % ; Belgique 38 %."
        );
    }

    #[test]
    fn series_steps_and_objectives_have_words_of_their_own() {
        assert_eq!(
            drawn(ChartStyle::Columns, &["2020", "2021"], &[("Avril", &["12", "15"], "")]),
            "Nuitées. Diagramme en colonnes : Avril (2020 : 12, 2021 : 15)."
        );
        let steps: &[(&str, &[&str], &str)] =
            &[("Appels", &["100"], ""), ("Contacts", &["40"], "40 %")];
        assert_eq!(
            drawn(ChartStyle::Funnel, &[""], steps),
            "Nuitées. Entonnoir : Appels 100 ; Contacts 40, soit 40 % de l’étape précédente."
        );
        let gauge: &[(&str, &[&str], &str)] = &[("Rendez-vous", &["30", "40"], "75 %")];
        assert_eq!(
            drawn(ChartStyle::Gauge, &["Réalisé", "Objectif"], gauge),
            "Nuitées. Jauge : Rendez-vous : 30 pour un objectif de 40, soit 75 %."
        );
    }

    #[test]
    fn a_map_names_its_places() {
        let places = [("Commercy".to_owned(), "Meuse".to_owned())];
        let told = map("", "la Lorraine", &places).replace('\u{a0}', " ");
        assert_eq!(told, "Carte : la Lorraine. Lieux : Commercy (Meuse).");
        assert_eq!(map("", "la Lorraine", &[]).replace('\u{a0}', " "), "Carte : la Lorraine.");
    }
}
