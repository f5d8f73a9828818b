//! The corrigé of Le Markstein: exact values, all that its sheet says, and
//! conclusions that follow the data.

use crate::support::values::{exact, values};
use crate::support::{Folder, dump, project};
use corrige::session::{Ready, prepare};
use corrige::typst::Bounds;
use expect_test::expect_file;
use serde_json::{Value, json};

const SUBJECT: &str = "subjects/2025/markstein";

fn ready(folder: &Folder) -> Ready {
    prepare(&folder.path("sujet.yaml"), Bounds::default()).ready.expect("no fault")
}

/// Copies the subject to a folder of its own.
fn copy() -> Folder {
    let folder = Folder::new();
    folder.copy(&project().join(SUBJECT), "");
    folder
}

/// Tells what the sheet says in its framed remarks, on one line.
fn remarks(ready: &Ready) -> String {
    let text = dump::sheet(&ready.documents[0].sheet);
    let remarks = text.split("<callout>").skip(1);
    let inside = remarks.map(|text| text.split(['<', '#']).next().unwrap_or_default());
    let words: Vec<_> = inside.flat_map(str::split_whitespace).collect();
    words.join(" ")
}

#[test]
fn each_client_has_an_exact_score() {
    let values = values(SUBJECT);
    let rows = [
        ("clients.note_recence", [0, 5, 5, 5, 0, 5, 5, 0, 3, 3]),
        ("clients.note_frequence", [0, 6, 4, 6, 0, 6, 0, 4, 4, 6]),
        ("clients.note_montant", [0, 5, 3, 5, 3, 5, 0, 3, 3, 5]),
        ("clients.total", [0, 16, 12, 16, 3, 16, 5, 7, 10, 14]),
    ];
    for (name, scores) in rows {
        let scores: Vec<_> = scores.iter().map(ToString::to_string).collect();
        assert_eq!(exact(&values, name), json!(scores), "{name}");
    }
}

#[test]
fn means_and_shares_are_rationals() {
    let values = values(SUBJECT);
    let expected = [
        ("moyenne_cible", json!("8/3")),
        ("moyenne_autres", json!("13")),
        ("scores_cible", json!(["0", "3", "5"])),
        ("effectif_cible", json!("3")),
        ("numeros_cible", json!("1, 5 et 7")),
        ("promoteurs", json!("7/10")),
        ("passifs", json!("3/20")),
        ("detracteurs", json!("3/20")),
        ("nps", json!("55")),
    ];
    for (name, value) in expected {
        assert_eq!(exact(&values, name), value, "{name}");
    }
}

#[test]
fn the_sheet_says_what_it_should() {
    let prepared = prepare(&project().join(SUBJECT).join("sujet.yaml"), Bounds::default());
    assert_eq!(prepared.faults, []);
    let sheet = prepared.ready.expect("no fault").documents.remove(0).sheet;
    expect_file!["golden/markstein.txt"].assert_eq(&dump::sheet(&sheet));
}

#[test]
fn the_points_add_up_to_forty() {
    let prepared = prepare(&project().join(SUBJECT).join("sujet.yaml"), Bounds::default());
    let sheet = serde_json::to_value(prepared.ready.expect("no fault").documents.remove(0).sheet)
        .expect("JSON");
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let points = |value: &Value| value["points"].as_str()?.parse::<u32>().ok();
    let summary = list(&sheet["summary"]);
    let parts: Vec<_> = summary.iter().filter_map(points).collect();
    let questions =
        summary.iter().map(|part| list(&part["questions"]).iter().filter_map(points).sum::<u32>());
    assert_eq!(parts, [15, 15, 10]);
    assert_eq!(questions.take(2).collect::<Vec<_>>(), [15, 15]);
}

#[test]
fn one_more_faithful_client_changes_the_conclusion() {
    let folder = copy();
    let whole = "Les 3 clients de 15 à 24 ans";
    let target = "il faut réactiver les 15–24 ans";
    let before = remarks(&ready(&folder));
    assert!(before.contains(target), "{before}");
    folder.alter("clients.csv", "1;18;2023-02-25;1;29", "1;18;2025-02-25;9;486");
    let after = remarks(&ready(&folder));
    assert!(!after.contains(target) && !after.contains(whole), "{after}");
    assert!(after.contains("ne sont à réactiver qu’en partie"), "{after}");
    assert!(after.contains("(numéros 5 et 7) ont"), "{after}");
    folder.alter("clients.csv", "5;20;2023-03-11;2;134", "5;20;2025-03-11;7;334");
    folder.alter("clients.csv", "7;23;2025-02-22;1;32", "7;23;2025-02-22;6;320");
    let last = remarks(&ready(&folder));
    assert!(last.contains("ne sont pas une cible à réactiver"), "{last}");
}

#[test]
fn other_answers_change_the_comment() {
    let folder = copy();
    let comment = |folder: &Folder| remarks(&ready(folder));
    assert!(comment(&folder).contains("positif et dépasse le seuil"));
    folder.alter("sujet.yaml", "- [10, 40 %]", "- [10, 20 %]");
    folder.alter("sujet.yaml", "- [8, 10 %]", "- [8, 30 %]");
    assert!(comment(&folder).contains("positif sans dépasser le seuil"));
    folder.alter("sujet.yaml", "- [10, 20 %]", "- [10, 0 %]");
    folder.alter("sujet.yaml", "- [9, 30 %]", "- [9, 15 %]");
    folder.alter("sujet.yaml", "- [7, 5 %]", "- [7, 40 %]");
    assert!(comment(&folder).contains("Le NPS est nul"));
    folder.alter("sujet.yaml", "- [9, 15 %]", "- [9, 5 %]");
    folder.alter("sujet.yaml", "- [6, 4 %]", "- [6, 14 %]");
    assert!(comment(&folder).contains("le NPS est négatif"));
}
