//! Where the blocks of a sheet were written: takes a sheet and the files it
//! comes from, gives its blocks in order with their places in the subject.
//!
//! A sheet has forgotten where its blocks come from. It has them in the order
//! of the subject, kind by kind, less the branches that a condition leaves out
//! and with the tables that some editions add: that is enough to find them.

use serde_json::Value;

use crate::source::{Sources, Span};
use crate::yaml::{self, Kind, Node};

/// A block of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    /// Where it stands in the sheet (RFC 6901).
    pub(super) pointer: String,
    /// Where it stands in the subject, if that is known.
    pub(super) place: Option<Span>,
}

/// What an author writes for each kind of block of a sheet.
const KINDS: [(&str, &[&str]); 18] = [
    ("texte", &["text"]),
    ("liste", &["arguments"]),
    ("tableau", &["table"]),
    ("colonnes", &["columns"]),
    ("calcul", &["computations"]),
    ("encadre", &["callout"]),
    ("image", &["image"]),
    ("post", &["post"]),
    ("avis", &["review"]),
    ("courriel", &["email"]),
    ("calendrier_editorial", &["editorial-calendar"]),
    ("graphique", &["chart", "share-bar"]),
    ("carte", &["map"]),
    ("resultats_recherche", &["search-results"]),
    ("page_web", &["web-page"]),
    ("persona", &["persona"]),
    ("tableau_de_bord", &["dashboard"]),
    ("plan", &["essay"]),
];

/// Lists the blocks of a sheet.
pub(super) fn blocks(sheet: &Value, sources: &Sources) -> Vec<Placed> {
    let tree = sources.iter().next().and_then(|(id, _)| yaml::read(sources, id).ok());
    let mut found = Vec::new();
    for (pointer, written) in lists(sheet, tree.as_ref()) {
        let Some(Value::Array(blocks)) = sheet.pointer(&pointer) else { continue };
        let kinds: Vec<&str> = blocks.iter().map(kind).collect();
        let places = align(&written, &kinds).unwrap_or_default();
        found.extend((0..blocks.len()).map(|rank| Placed {
            pointer: format!("{pointer}/{rank}"),
            place: places.get(rank).copied(),
        }));
    }
    found
}

/// Lists the lists of blocks of a sheet, each with what its author wrote.
fn lists<'t>(sheet: &Value, tree: Option<&'t Node>) -> Vec<(String, Vec<&'t Node>)> {
    let root = |key: &str| tree.and_then(|tree| entry(tree, key));
    let dossiers: Vec<&Node> = root("dossiers").map(items).unwrap_or_default();
    let below = |node: Option<&'t Node>, key: &str| {
        node.and_then(|node| entry(node, key)).map(items).unwrap_or_default()
    };
    let mut found = Vec::new();
    let count =
        |pointer: &str| sheet.pointer(pointer).and_then(Value::as_array).map_or(0, Vec::len);
    // The exercise sheet joins the case and the missions.
    let mut context = root("contexte").map(items).unwrap_or_default();
    if sheet["document"] == "exercice" {
        context.extend(dossiers.iter().flat_map(|dossier| below(Some(dossier), "mission")));
    }
    found.push(("/context".to_owned(), context));
    for rank in 0..count("/dossiers") {
        let mission = below(dossiers.get(rank).copied(), "mission");
        found.push((format!("/dossiers/{rank}/mission"), mission));
    }
    for part in 0..count("/parts") {
        let questions = match dossiers.get(part) {
            Some(dossier) => below(Some(dossier), "questions"),
            // The structured essay is its own only question.
            None => root("reflexion").into_iter().collect(),
        };
        for rank in 0..count(&format!("/parts/{part}/questions")) {
            let answer = below(questions.get(rank).copied(), "corrige");
            found.push((format!("/parts/{part}/questions/{rank}/answer"), answer));
        }
    }
    let annexes = root("annexes").map(values).unwrap_or_default();
    for rank in 0..count("/annexes") {
        let inner = below(annexes.get(rank).copied(), "contenu");
        found.push((format!("/annexes/{rank}/blocks"), inner));
    }
    found
}

/// Gives the first blocks of a list the places of what its author wrote.
fn align(written: &[&Node], kinds: &[&str]) -> Option<Vec<Span>> {
    let Some((first, others)) = written.split_first() else { return Some(Vec::new()) };
    ways(first, kinds).into_iter().find_map(|mut places| {
        let rest = kinds.get(places.len()..)?;
        places.extend(align(others, rest)?);
        Some(places)
    })
}

/// Lists what a block that was written can have become.
fn ways(written: &Node, kinds: &[&str]) -> Vec<Vec<Span>> {
    let Kind::Map(entries) = &written.kind else {
        return if kinds.first() == Some(&"text") { vec![vec![written.span]] } else { Vec::new() };
    };
    let Some((key, _)) = entries.first() else { return Vec::new() };
    if key.value == "si" {
        let branch = |name| entry(written, name).map(items).unwrap_or_default();
        return ["alors", "sinon"].iter().filter_map(|name| align(&branch(name), kinds)).collect();
    }
    let becomes = KINDS.iter().find(|(name, _)| *name == key.value).map(|(_, kinds)| *kinds);
    let Some((kind, after)) = kinds.split_first() else { return Vec::new() };
    if !becomes.is_some_and(|becomes| becomes.contains(kind)) {
        return Vec::new();
    }
    let added = match *kind {
        "chart" | "map" => Some("table"),
        "search-results" | "web-page" => Some("text"),
        _ => None,
    };
    let alone = vec![vec![key.span]];
    if added.is_some() && after.first() == added.as_ref() {
        return [vec![vec![key.span; 2]], alone].concat();
    }
    alone
}

fn kind(block: &Value) -> &str {
    block["kind"].as_str().unwrap_or_default()
}

fn entry<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let Kind::Map(entries) = &node.kind else { return None };
    entries.iter().find(|(name, _)| name.value == key).map(|(_, value)| value)
}

/// Returns the elements of a list; a value alone is a list of one.
fn items(node: &Node) -> Vec<&Node> {
    match &node.kind {
        Kind::List(items) => items.iter().collect(),
        Kind::Null => Vec::new(),
        _ => vec![node],
    }
}

fn values(node: &Node) -> Vec<&Node> {
    match &node.kind {
        Kind::Map(entries) => entries.iter().map(|(_, value)| value).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::subject::schema;

    /// Tells what of a subject each block of a sheet comes from.
    fn told(text: &str, sheet: &Value) -> Vec<String> {
        let mut sources = Sources::default();
        sources.add("sujet.yaml", text);
        let told = |block: Placed| {
            let place = block.place.map(|span| {
                let (line, _) = sources.line_column(span.source, span.range().start);
                format!("{line} {}", sources.slice(span).lines().next().unwrap_or_default())
            });
            format!("{} {}", block.pointer, place.unwrap_or_else(|| "?".to_owned()))
        };
        blocks(sheet, &sources).into_iter().map(told).collect()
    }

    fn of(kinds: &[&str]) -> Value {
        kinds.iter().map(|kind| serde_json::json!({ "kind": kind })).collect()
    }

    #[test]
    fn blocks_are_found_through_conditions_and_added_tables() {
        let text = "dossiers:\n- questions:\n  - corrige: Seule.\n  - corrige:\n    - si: a > b\n      \
                    alors:\n      - calcul: [a]\n      sinon:\n      - encadre: {}\n      - texte: b\n    \
                    - graphique: {}\n    - tableau: {}\nreflexion:\n  corrige:\n  - plan: {}\n";
        let answer = ["callout", "text", "chart", "table", "table", "callout"];
        let sheet = serde_json::json!({ "parts": [
            { "questions": [{ "answer": of(&["text"]) }, { "answer": of(&answer) }] },
            { "questions": [{ "answer": of(&["essay"]) }] },
        ]});
        assert_eq!(
            told(text, &sheet),
            [
                "/parts/0/questions/0/answer/0 3 Seule.",
                "/parts/0/questions/1/answer/0 9 encadre",
                "/parts/0/questions/1/answer/1 10 texte",
                "/parts/0/questions/1/answer/2 11 graphique",
                "/parts/0/questions/1/answer/3 11 graphique",
                "/parts/0/questions/1/answer/4 12 tableau",
                // Where other ways lead, which the program adds.
                "/parts/0/questions/1/answer/5 ?",
                "/parts/1/questions/0/answer/0 15 plan",
            ]
        );
    }

    #[test]
    fn the_exercise_sheet_joins_the_case_and_the_missions() {
        let text = "contexte:\n- texte: a\ndossiers:\n- mission: b\nannexes:\n  x:\n    contenu:\n    \
                    - image: {}\n";
        let sheet = serde_json::json!({
            "document": "exercice", "context": of(&["text", "text"]),
            "annexes": [{ "blocks": of(&["image"]) }],
        });
        assert_eq!(
            told(text, &sheet),
            ["/context/0 2 texte", "/context/1 4 b", "/annexes/0/blocks/0 8 image"]
        );
    }

    #[test]
    fn every_block_that_can_be_written_is_known() {
        let schema: Value = serde_json::from_str(&schema()).unwrap();
        let keys = schema["definitions"]["bloc"]["properties"].as_object().unwrap();
        let mut known: Vec<_> = KINDS.iter().map(|(key, _)| *key).collect();
        known.sort_unstable();
        let mut keys: Vec<_> = keys.keys().map(String::as_str).collect();
        keys.sort_unstable();
        assert_eq!(keys, known);
    }
}
