//! Editorial calendars from the tree.

use super::keys::{Form, Key, Mapping, optional, required};
use super::{Fields, Reader, date, flag, line, list, month, spanned, text};
use crate::subject::block::{Article, EditorialCalendar};
use crate::yaml::Node;

/// Optional fields of an article after its title: key and printed label.
const FIELDS: [(&str, &str); 9] = [
    ("objectifs", "Objectifs"),
    ("idees", "Idées de contenu"),
    ("cible", "Cible"),
    ("canal", "Canal"),
    ("format", "Format"),
    ("mots_cles", "Mots-clés"),
    ("auteur", "Auteur"),
    ("appel_a_l_action", "Appel à l’action"),
    ("statut", "Statut"),
];

pub(super) static CALENDAR: Mapping = Mapping {
    name: "calendrier_editorial",
    title: "Calendrier éditorial",
    expected: "un calendrier : {de: …, a: …, articles: […]}",
    keys: &[&[
        required("de", Form::Month, "avril 2026", "Premier mois montré."),
        required("a", Form::Month, "mai 2026", "Dernier mois montré."),
        optional(
            "alsace_moselle",
            Form::Flag,
            "oui",
            "Ajoute les jours fériés d’Alsace-Moselle : vendredi saint et 26 décembre.",
        )
        .default("non"),
        required(
            "articles",
            Form::List(&Form::Block(&ARTICLE)),
            "[{date: 8 avril 2026, titre: Le réveil des ruches}]",
            "Publications prévues, une fiche chacune.",
        ),
    ]],
    ..Mapping::PLAIN
};

pub(super) static ARTICLE: Mapping = Mapping {
    name: "article_editorial",
    title: "Article d’un calendrier éditorial",
    expected: "un article : {date: …, titre: …}",
    keys: &[
        &[
            required("date", Form::Date, "8 avril 2026", "Jour de publication."),
            required("titre", Form::Line, "Le réveil des ruches", "Titre de l’article."),
        ],
        DETAILS,
    ],
    ..Mapping::PLAIN
};

static DETAILS: &[Key] = &[
    optional("objectifs", Form::Text, "Attirer de nouveaux lecteurs.", "Ce que l’article vise."),
    optional("idees", Form::Text, "Reportage photo.", "Idées de contenu."),
    optional("cible", Form::Text, "Les familles.", "À qui il s’adresse."),
    optional("canal", Form::Text, "Instagram", "Où il paraît."),
    optional("format", Form::Text, "Vidéo courte", "Sa forme."),
    optional("mots_cles", Form::Text, "miel, montagne", "Mots-clés à placer."),
    optional("auteur", Form::Text, "Lina", "Qui le rédige."),
    optional(
        "appel_a_l_action",
        Form::Text,
        "Commandez en ligne.",
        "Ce que le lecteur doit faire.",
    ),
    optional("statut", Form::Text, "à valider", "Où en est sa préparation."),
];

/// Reads an editorial calendar.
pub(super) fn editorial_calendar(
    reader: &mut Reader<'_>,
    node: &Node,
) -> Option<EditorialCalendar> {
    let mut fields = Fields::open(reader, node, &CALENDAR)?;
    let from = fields.required(reader, "de", month);
    let to = fields.required(reader, "a", spanned(month));
    let alsace_moselle = fields.optional(reader, "alsace_moselle", flag);
    let articles = fields.required(reader, "articles", list(article));
    fields.close(reader);
    Some(EditorialCalendar {
        from: from?,
        to: to?,
        alsace_moselle: alsace_moselle.unwrap_or_default(),
        articles: articles?,
        span: node.span,
    })
}

fn article(reader: &mut Reader<'_>, node: &Node) -> Option<Article> {
    let mut fields = Fields::open(reader, node, &ARTICLE)?;
    let date = fields.required(reader, "date", spanned(date));
    let title = fields.required(reader, "titre", line);
    let mut filled = Vec::new();
    for (key, label) in FIELDS {
        if let Some(text) = fields.optional(reader, key, text) {
            filled.push((label, text));
        }
    }
    fields.close(reader);
    Some(Article { date: date?, title: title?, fields: filled })
}
