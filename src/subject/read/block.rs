//! Blocks of an answer from the tree: one key says the kind.

use super::{
    Fields, Reader, calendar, chart, choice, essay, file, flag, formula, line, list, mockup, names,
    percent, person, screen, tables, text,
};
use crate::diagnostic::{Fault, nearest};
use crate::source::Spanned;
use crate::subject::block::{Argument, Block, Tone};
use crate::subject::text::Text;
use crate::yaml::{Kind, Node};

const KINDS: [&str; 18] = [
    "texte",
    "liste",
    "tableau",
    "colonnes",
    "calcul",
    "encadre",
    "image",
    "post",
    "avis",
    "calendrier_editorial",
    "graphique",
    "carte",
    "resultats_recherche",
    "page_web",
    "persona",
    "tableau_de_bord",
    "plan",
    "si",
];

/// Reads the blocks of an answer; a text alone is a block of text.
pub(super) fn blocks(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<Block>> {
    list(block)(reader, node)
}

fn block(reader: &mut Reader<'_>, node: &Node) -> Option<Block> {
    if let Kind::Scalar { .. } = node.kind {
        return text(reader, node).map(Block::Text);
    }
    let Kind::Map(entries) = &node.kind else {
        return reader.expected(node, "un bloc : « texte : … », « tableau : … », « post : … »");
    };
    let Some((kind, body)) = entries.first() else {
        return reader.expected(node, "un bloc");
    };
    if kind.value == "si" {
        return choice_of_blocks(reader, node);
    }
    if let Some((second, _)) = entries.get(1) {
        reader.faults.push(
            Fault::error("bloc-double", format!("« {} » suit « {} »", second.value, kind.value))
                .at(second.span, "attendu : une seule clé par bloc")
                .help("commencez un nouveau bloc par « - », ou décalez cette clé vers la droite"),
        );
        return None;
    }
    body_of(reader, kind, body)
}

fn body_of(reader: &mut Reader<'_>, kind: &Spanned<String>, body: &Node) -> Option<Block> {
    match kind.value.as_str() {
        "texte" => text(reader, body).map(Block::Text),
        "liste" => arguments(reader, body),
        "tableau" => tables::table(reader, body),
        "colonnes" => columns(reader, body),
        "calcul" => names(reader, body).map(Block::Computations),
        "encadre" => callout(reader, body),
        "image" => image(reader, body),
        "post" => mockup::post(reader, body).map(|post| Block::Post(Box::new(post))),
        "avis" => mockup::review(reader, body).map(|review| Block::Review(Box::new(review))),
        "calendrier_editorial" => {
            calendar::editorial_calendar(reader, body).map(Block::EditorialCalendar)
        }
        "graphique" => chart::chart(reader, body),
        "carte" => chart::map(reader, body).map(Block::Map),
        "resultats_recherche" => screen::search_results(reader, body)
            .map(|results| Block::SearchResults(Box::new(results))),
        "page_web" => screen::web_page(reader, body).map(|page| Block::WebPage(Box::new(page))),
        "persona" => person::persona(reader, body).map(|persona| Block::Persona(Box::new(persona))),
        "tableau_de_bord" => {
            person::dashboard(reader, body).map(|board| Block::Dashboard(Box::new(board)))
        }
        "plan" => essay::essay(reader, body).map(Block::Essay),
        other => {
            let fault = Fault::error("bloc-inconnu", format!("bloc inconnu : « {other} »"))
                .at(kind.span, "aucun bloc ne porte ce nom");
            reader.faults.push(match nearest(other, KINDS) {
                Some(known) => fault.help(format!("vouliez-vous dire « {known} » ?")),
                None => fault.help(format!("blocs admis : {}", KINDS.join(", "))),
            });
            None
        }
    }
}

fn choice_of_blocks(reader: &mut Reader<'_>, node: &Node) -> Option<Block> {
    let mut fields = Fields::open(reader, node, "un choix : si … alors … sinon")?;
    let when = fields.required(reader, "si", formula);
    let then = fields.required(reader, "alors", blocks);
    let otherwise = fields.optional(reader, "sinon", blocks);
    fields.close(reader);
    Some(Block::Choice { when: when?, then: then?, otherwise: otherwise.unwrap_or_default() })
}

fn arguments(reader: &mut Reader<'_>, node: &Node) -> Option<Block> {
    let mut fields = Fields::open(reader, node, "une liste : {elements: […]}")?;
    let numbered = fields.optional(reader, "numerotee", flag);
    let items = fields.required(
        reader,
        "elements",
        list(|reader, node| {
            if !matches!(node.kind, Kind::Map(_)) {
                return Some(Argument { title: None, text: Some(text(reader, node)?) });
            }
            let mut fields = Fields::open(reader, node, "un élément")?;
            let title = fields.optional(reader, "titre", line);
            let text = fields.optional(reader, "texte", text);
            fields.close(reader);
            Some(Argument { title, text })
        }),
    );
    fields.close(reader);
    Some(Block::Arguments { numbered: numbered.unwrap_or_default(), items: items? })
}

fn columns(reader: &mut Reader<'_>, node: &Node) -> Option<Block> {
    let mut fields = Fields::open(reader, node, "des colonnes : {colonnes: […]}")?;
    let title = fields.optional(reader, "titre", line);
    let columns = fields.required(
        reader,
        "colonnes",
        list(|reader, node| -> Option<(Text, Vec<Text>)> {
            let mut fields = Fields::open(reader, node, "une colonne : {titre: …, elements: […]}")?;
            let title = fields.required(reader, "titre", line);
            let items = fields.required(reader, "elements", list(line));
            fields.close(reader);
            Some((title?, items?))
        }),
    );
    fields.close(reader);
    Some(Block::Columns { title, columns: columns? })
}

fn callout(reader: &mut Reader<'_>, node: &Node) -> Option<Block> {
    let mut fields = Fields::open(reader, node, "un encadré : {genre: …, texte: …}")?;
    let tone = fields.required(
        reader,
        "genre",
        choice(&[
            ("interpretation", Tone::Interpretation),
            ("conclusion", Tone::Conclusion),
            ("remarque", Tone::Remark),
            ("attention", Tone::Warning),
        ]),
    );
    let title = fields.optional(reader, "titre", line);
    let text = fields.required(reader, "texte", text);
    fields.close(reader);
    Some(Block::Callout { tone: tone?, title, text: text? })
}

fn image(reader: &mut Reader<'_>, node: &Node) -> Option<Block> {
    let mut fields = Fields::open(reader, node, "une image : {fichier: …, description: …}")?;
    let picture = file::picture_fields(reader, &mut fields, node.span);
    let width = fields.optional(reader, "largeur", percent);
    let caption = fields.optional(reader, "legende", line);
    fields.close(reader);
    Some(Block::Image { picture: picture?, width: width.unwrap_or(100), caption })
}
