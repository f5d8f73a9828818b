//! Editorial calendars from the tree.

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

/// Reads an editorial calendar.
pub(super) fn editorial_calendar(
    reader: &mut Reader<'_>,
    node: &Node,
) -> Option<EditorialCalendar> {
    let mut fields = Fields::open(reader, node, "un calendrier : {de: …, a: …, articles: […]}")?;
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
    let mut fields = Fields::open(reader, node, "un article : {date: …, titre: …}")?;
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
