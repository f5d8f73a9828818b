//! Charts and maps from the tree.

use super::keys::{Cases, Form, Key, Mapping, When, optional, required, words};
use super::words::Choice;
use super::{
    Fields, Reader, choice, file, flag, formula, line, list, names, percent, plain, shares, spanned,
};
use crate::diagnostic::Fault;
use crate::source::Spanned;
use crate::subject::block::{Block, Chart, ChartPoints, ChartStyle, Gauge, Map};
use crate::subject::text::{Formula, Text};
use crate::yaml::Node;

/// Kinds of charts; a bar of shares is a block of its own.
const STYLES: [Choice<Option<ChartStyle>>; 7] = [
    ("barres", Some(ChartStyle::Bars)),
    ("colonnes", Some(ChartStyle::Columns)),
    ("secteurs", Some(ChartStyle::Sectors)),
    ("lignes", Some(ChartStyle::Lines)),
    ("entonnoir", Some(ChartStyle::Funnel)),
    (GAUGE_WORD, Some(ChartStyle::Gauge)),
    ("parts", None),
];

/// Keys that tell the block of a chart from another.
const GAUGE_WORD: &str = "jauge";
const TABLE_KEY: &str = "table";

pub(super) static CHART: Cases = Cases {
    name: "graphique",
    title: "Graphique",
    when: &[
        (When::Is("genre", "parts"), &shares::SHARES),
        (When::Is("genre", GAUGE_WORD), &GAUGE),
        (When::Has(TABLE_KEY), &ROWS),
    ],
    otherwise: &POINTS,
};

static HEAD: &[Key] = &[
    required("genre", Form::Choice(&words(&STYLES)), "barres", "Genre du graphique."),
    optional("titre", Form::Line, "Ce que les clients préfèrent", "Titre du graphique."),
];

static FOOT: &[Key] = &[
    optional("illustratif", Form::Flag, "oui", "Prévient que les données sont inventées.")
        .default("non"),
    optional("legende", Form::Line, "\"Source : enquête au rucher.\"", "Note placée dessous."),
];

pub(super) static POINTS: Mapping = Mapping {
    name: "graphique_de_points",
    title: "Graphique : points écrits un à un",
    expected: "un graphique : {genre: barres, points: […]}",
    keys: &[
        HEAD,
        &[required(
            "points",
            Form::Some(&Form::Block(&POINT)),
            "[{libelle: Le goût, valeur: 58 %}]",
            "Points, dans l’ordre ; pour un tableau de données, écrivez « table » à la place.",
        )],
        FOOT,
    ],
    ..Mapping::PLAIN
};

pub(super) static ROWS: Mapping = Mapping {
    name: "graphique_de_table",
    title: "Graphique : points tirés d’un tableau de données",
    expected: "un graphique : {genre: barres, points: […]}",
    keys: &[
        HEAD,
        &[
            required(TABLE_KEY, Form::Name, "audience", "Nom du tableau de données."),
            required("libelles", Form::Name, "mois", "Colonne des noms."),
            required(
                "valeurs",
                Form::Some(&Form::Name),
                "[site]",
                "Colonnes des nombres, une par série.",
            ),
        ],
        FOOT,
    ],
    ..Mapping::PLAIN
};

pub(super) static GAUGE: Mapping = Mapping {
    name: "jauge",
    title: "Graphique : jauge",
    expected: "un graphique : {genre: barres, points: […]}",
    keys: &[
        &[
            required("genre", Form::Choice(&[GAUGE_WORD]), GAUGE_WORD, "Genre du graphique."),
            optional("titre", Form::Line, "Objectif de la semaine", "Titre du graphique."),
            required("libelle", Form::Line, "Rendez-vous obtenus", "Ce que l’on mesure."),
            required("valeur", Form::Formula, "obtenus", "Valeur atteinte."),
            required("objectif", Form::Formula, "prevus", "Valeur visée."),
        ],
        FOOT,
    ],
    ..Mapping::PLAIN
};

pub(super) static POINT: Mapping = Mapping {
    name: "point",
    title: "Point d’un graphique",
    expected: "un point : {libelle: …, valeur: …}",
    keys: &[&[
        required("libelle", Form::Line, "Le goût", "Nom du point."),
        required("valeur", Form::Formula, "58 %", "Sa valeur."),
    ]],
    ..Mapping::PLAIN
};

pub(super) static MAP: Mapping = Mapping {
    name: "carte",
    title: "Carte",
    expected: "une carte : {image: …, lieux: […]}",
    keys: &[&[
        optional("titre", Form::Line, "Plan du village", "Titre de la carte."),
        required(
            "image",
            Form::Block(&file::PICTURE),
            "{fichier: images/plan.svg, description: Plan du village}",
            "La carte elle-même.",
        ),
        optional("largeur", Form::Percent, "55 %", "Largeur, en part de celle du texte.")
            .default("60 %"),
        optional(
            "lieux",
            Form::List(&Form::Block(&PLACE)),
            "[{nom: Le rucher, texte: sur la route du col}]",
            "Ce que montre la carte, lieu par lieu, en mots.",
        ),
        optional("legende", Form::Line, "Fond de carte simplifié.", "Note placée dessous."),
    ]],
    ..Mapping::PLAIN
};

pub(super) static PLACE: Mapping = Mapping {
    name: "lieu",
    title: "Lieu d’une carte",
    expected: "un lieu : {nom: …, texte: …}",
    keys: &[&[
        required("nom", Form::Line, "Le rucher", "Nom du lieu."),
        required("texte", Form::Line, "sur la route du col", "Où il est."),
    ]],
    ..Mapping::PLAIN
};

/// Reads a chart, or a bar of shares.
pub(super) fn chart(reader: &mut Reader<'_>, node: &Node) -> Option<Block> {
    let mut fields = Fields::open(reader, node, CHART.of(node))?;
    let Some(style) = fields.required(reader, "genre", choice(&STYLES))? else {
        return shares::share_bar(reader, node).map(Block::ShareBar);
    };
    let title = fields.optional(reader, "titre", line);
    let points = if style == ChartStyle::Gauge {
        gauge(reader, &mut fields)
    } else if fields.has(TABLE_KEY) {
        rows(reader, &mut fields, style)
    } else {
        fields.mention(TABLE_KEY);
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
    let table = fields.required(reader, TABLE_KEY, spanned(plain));
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
    let mut fields = Fields::open(reader, node, &POINT)?;
    let label = fields.required(reader, "libelle", line);
    let value = fields.required(reader, "valeur", formula);
    fields.close(reader);
    Some((label?, value?))
}

/// Reads a map.
pub(super) fn map(reader: &mut Reader<'_>, node: &Node) -> Option<Map> {
    let mut fields = Fields::open(reader, node, &MAP)?;
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
    let mut fields = Fields::open(reader, node, &PLACE)?;
    let name = fields.required(reader, "nom", line);
    let text = fields.required(reader, "texte", line);
    fields.close(reader);
    Some((name?, text?))
}
