//! Charts and maps from the tree.

use super::{
    Fields, Reader, choice, file, flag, formula, line, list, names, percent, plain, shares, spanned,
};
use crate::diagnostic::Fault;
use crate::source::Spanned;
use crate::subject::block::{Block, Chart, ChartPoints, ChartStyle, Gauge, Map};
use crate::subject::text::{Formula, Text};
use crate::yaml::Node;

/// Kinds of charts; a bar of shares is a block of its own.
const STYLES: [(&str, Option<ChartStyle>); 7] = [
    ("barres", Some(ChartStyle::Bars)),
    ("colonnes", Some(ChartStyle::Columns)),
    ("secteurs", Some(ChartStyle::Sectors)),
    ("lignes", Some(ChartStyle::Lines)),
    ("entonnoir", Some(ChartStyle::Funnel)),
    ("jauge", Some(ChartStyle::Gauge)),
    ("parts", None),
];

/// Reads a chart, or a bar of shares.
pub(super) fn chart(reader: &mut Reader<'_>, node: &Node) -> Option<Block> {
    let mut fields = Fields::open(reader, node, "un graphique : {genre: barres, points: […]}")?;
    let Some(style) = fields.required(reader, "genre", choice(&STYLES))? else {
        return shares::share_bar(reader, node).map(Block::ShareBar);
    };
    let title = fields.optional(reader, "titre", line);
    let points = if style == ChartStyle::Gauge {
        gauge(reader, &mut fields)
    } else if fields.take("table").is_some() {
        rows(reader, &mut fields, style)
    } else {
        let written = fields.required(reader, "points", points);
        written.map(ChartPoints::Written)
    };
    let illustrative = fields.optional(reader, "illustratif", flag);
    let caption = fields.optional(reader, "legende", line);
    fields.close(reader);
    Some(Block::Chart(Box::new(Chart {
        style,
        title,
        points: points?,
        illustrative: illustrative.unwrap_or_default(),
        note: caption,
        span: node.span,
    })))
}

fn gauge(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<ChartPoints> {
    let label = fields.required(reader, "libelle", line);
    let value = fields.required(reader, "valeur", formula);
    let objective = fields.required(reader, "objectif", formula);
    let gauge = Gauge { label: label?, value: value?, objective: objective? };
    Some(ChartPoints::Gauge(Box::new(gauge)))
}

fn rows(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    style: ChartStyle,
) -> Option<ChartPoints> {
    let table = fields.required(reader, "table", spanned(plain));
    let labels = fields.required(reader, "libelles", spanned(plain));
    let values = fields.required(reader, "valeurs", |reader, node| {
        let names = names(reader, node)?;
        series(reader, node, names, style)
    });
    Some(ChartPoints::Table { table: table?, labels: labels?, values: values? })
}

/// Refuses more series than the chart keeps apart in black and white.
fn series(
    reader: &mut Reader<'_>,
    node: &Node,
    names: Vec<Spanned<String>>,
    style: ChartStyle,
) -> Option<Vec<Spanned<String>>> {
    let most = match style {
        ChartStyle::Bars | ChartStyle::Columns | ChartStyle::Lines => 3,
        ChartStyle::Sectors | ChartStyle::Funnel | ChartStyle::Gauge => 1,
    };
    if names.is_empty() {
        return reader.expected(node, "au moins une colonne de valeurs");
    }
    let Some(beyond) = names.get(most) else { return Some(names) };
    let admitted = if most == 1 { "une seule série" } else { "trois séries au plus" };
    reader.faults.push(
        Fault::error("series-trop-nombreuses", format!("ce graphique montre {admitted}"))
            .at(beyond.span, "cette série est de trop")
            .help("faites-en un autre graphique, ou montrez un tableau"),
    );
    None
}

fn points(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<(Text, Formula)>> {
    let points = list(point)(reader, node)?;
    if points.is_empty() {
        return reader.expected(node, "au moins un point : {libelle: …, valeur: …}");
    }
    Some(points)
}

fn point(reader: &mut Reader<'_>, node: &Node) -> Option<(Text, Formula)> {
    let mut fields = Fields::open(reader, node, "un point : {libelle: …, valeur: …}")?;
    let label = fields.required(reader, "libelle", line);
    let value = fields.required(reader, "valeur", formula);
    fields.close(reader);
    Some((label?, value?))
}

/// Reads a map.
pub(super) fn map(reader: &mut Reader<'_>, node: &Node) -> Option<Map> {
    let mut fields = Fields::open(reader, node, "une carte : {image: …, lieux: […]}")?;
    let title = fields.optional(reader, "titre", line);
    let picture = fields.required(reader, "image", file::picture);
    let width = fields.optional(reader, "largeur", percent);
    let places = fields.optional(reader, "lieux", list(place));
    let caption = fields.optional(reader, "legende", line);
    fields.close(reader);
    Some(Map {
        title,
        picture: picture?,
        width: width.unwrap_or(60),
        places: places.unwrap_or_default(),
        note: caption,
    })
}

fn place(reader: &mut Reader<'_>, node: &Node) -> Option<(Text, Text)> {
    let mut fields = Fields::open(reader, node, "un lieu : {nom: …, texte: …}")?;
    let name = fields.required(reader, "nom", line);
    let text = fields.required(reader, "texte", line);
    fields.close(reader);
    Some((name?, text?))
}
