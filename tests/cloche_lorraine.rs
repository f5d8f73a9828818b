//! The exam of À la Cloche Lorraine: exact values, all that its sheets say, and
//! conclusions that follow the data.

use crate::support::printed::Subject;
use crate::support::values::{exact, values};
use crate::support::{Folder, dump, project};
use corrige::answers::Formulas;
use corrige::formula;
use corrige::number::exact_text;
use corrige::session::Ready;
use corrige::source::Sources;
use expect_test::expect_file;
use serde_json::{Value, json};

const SUBJECT: &str = "subjects/2023/cloche-lorraine";

/// Prepares the subject, a few lines of it altered.
fn altered(lines: &[(&str, &str)]) -> Ready {
    let folder = Folder::new();
    folder.copy(&project().join(SUBJECT), "");
    for (from, to) in lines {
        folder.alter("sujet.yaml", from, to);
    }
    Subject::of(&folder.path("")).ready
}

/// Returns what the corrigé says in answer to a question, on one line.
fn answer(ready: &Ready, question: &str) -> String {
    let corrige = ready.document("corrige.pdf").expect("a corrigé");
    let text = dump::sheet(&corrige.sheet);
    let start = text.find(&format!("\n## {question} ")).expect("a question") + 1;
    let rest = &text[start..];
    let end = rest.find("\n## ").unwrap_or(rest.len());
    rest[..end].split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_website_is_measured_with_rationals() {
    let values = values(SUBJECT);
    let expected = [
        ("vues_2021", "20000"),
        ("vues_2022", "10000"),
        ("evolution_visiteurs", "-3/8"),
        ("evolution_pages", "-1/5"),
        ("evolution_duree", "-5/12"),
        ("evolution_vues", "-1/2"),
        ("variation_rebond", "0"),
        ("ecart_rebond", "15"),
        ("ecart_relatif_rebond", "1/2"),
    ];
    for (name, value) in expected {
        assert_eq!(exact(&values, name), json!(value), "{name}");
    }
    let visitors = exact(&values, "trafic.visiteurs");
    assert_eq!(visitors, json!(["500", "3250", "500", "750"]));
}

#[test]
fn a_gap_between_rates_is_in_points() {
    let values = values(SUBJECT);
    let gap = values.iter().find(|value| value["name"] == "ecart_rebond").expect("the gap");
    assert_eq!((&gap["unit"], &gap["displayed"]), (&json!("points"), &json!("+15\u{a0}points")));
}

#[test]
fn each_step_to_the_number_of_callers_is_exact() {
    let values = values(SUBJECT);
    // Times are in seconds.
    let expected = [
        ("fichier_meuse", "345"),
        ("fichier_vosges", "997"),
        ("fichier", "1342"),
        ("contacts", "1275"),
        ("contacts_tronques", "1274"),
        ("appels", "1530"),
        ("charge", "367200"),
        ("charge_heures", "367200"),
        ("presence", "126000"),
        ("reunion_lundi", "16200"),
        ("reunion_vendredi", "9000"),
        ("pauses", "9600"),
        ("comptes_rendus", "4800"),
        ("capacite", "86400"),
        ("capacite_heures", "86400"),
        ("rapport", "17/4"),
        ("teleacteurs", "5"),
    ];
    for (name, value) in expected {
        assert_eq!(exact(&values, name), json!(value), "{name}");
    }
    assert_eq!(367_200, 6_120 * 60);
    assert_eq!(86_400, 1_440 * 60);
    let days = json!(["6600", "21600", "21600", "21600", "15000"]);
    assert_eq!(exact(&values, "semaine.appels"), days);
}

#[test]
fn every_other_path_leads_where_it_should() {
    let ready = altered(&[]);
    let question = &ready.subject.dossiers[1].questions[2];
    let detours = question.detours.as_ref().expect("other ways");
    let formulas = Formulas::new(&ready.subject);
    let sources = Sources::default();
    let led: Vec<_> = detours
        .cases
        .iter()
        .map(|detour| {
            let names = ["rapport", "teleacteurs"];
            let values = ready.answers.detoured(&formulas, detour, &names, &sources);
            let exact = |value: &Option<_>| match value {
                Some(formula::Value::Number(quantity)) => exact_text(&quantity.value),
                other => panic!("{other:?}"),
            };
            values.expect("sound changes").iter().map(exact).collect::<Vec<_>>()
        })
        .collect();
    // Three ways are accepted, eight are wrong; the first four of these give 5
    // all the same.
    let expected = [
        ["306/71", "5"],
        ["153/35", "5"],
        ["1529/360", "5"],
        ["306/71", "5"],
        ["153/38", "5"],
        ["179/40", "5"],
        ["212/45", "5"],
        ["85/24", "4"],
        ["51/14", "4"],
        ["102/31", "4"],
        ["102/35", "3"],
    ];
    assert_eq!(led, expected);
    assert_eq!(detours.cases.iter().filter(|detour| detour.accepted).count(), 3);
}

#[test]
fn a_mistake_costs_its_own_steps_only() {
    let told = answer(&altered(&[]), "2.3");
    for row in [
        "Neuf pauses | 6 120 | 1 420 | 4,31 | 5 | 5,0",
        "Comptes rendus oubliés | 6 120 | 1 520 | 4,03 | 5 | 4,5 lit",
        "Pauses et comptes rendus oubliés | 6 120 | 1 680 | 3,64 | 4 | 4,0",
        "Temps de présence pris en entier | 6 120 | 2 100 | 2,91 | 3 | 3,0",
        "4 erreurs sur 8, qui donnent malgré tout 5 téléacteurs",
    ] {
        let row: Vec<_> = row.split_whitespace().collect();
        assert!(told.contains(&row.join(" ")), "{row:?} dans {told}");
    }
}

#[test]
fn other_data_change_what_the_other_ways_lead_to() {
    let told =
        answer(&altered(&[("duree_appel: {valeur: 4 min", "duree_appel: {valeur: 3 min")]), "2.3");
    let row = "Comptes rendus oubliés | 4 590 | 1 520 | 3,02 | 4 | 4,5 lit";
    assert!(told.contains(row), "{told}");
}

#[test]
fn the_scheme_says_what_else_is_accepted() {
    let told = answer(&altered(&[]), "2.3");
    for line in [
        "[accepted] 1\u{202f}274\u{a0}contacts, par troncature",
        "[accepted] 9\u{a0}pauses, soit 180\u{a0}min",
        "[accepted] 10\u{a0}pauses, soit 200\u{a0}min",
    ] {
        let line: Vec<_> = line.split_whitespace().collect();
        assert!(told.contains(&line.join(" ")), "{line:?} dans {told}");
    }
}

#[test]
fn the_sheets_say_what_they_should() {
    let subject = Subject::of(&project().join(SUBJECT));
    let text = |file| dump::sheet(&subject.document(file).sheet);
    expect_file!["golden/cloche-lorraine-sujet.txt"].assert_eq(&text("sujet.pdf"));
    expect_file!["golden/cloche-lorraine-corrige.txt"].assert_eq(&text("corrige.pdf"));
    expect_file!["golden/cloche-lorraine-bareme.txt"].assert_eq(&text("bareme.pdf"));
}

#[test]
fn an_adapted_edition_adds_the_data_of_drawings_and_nothing_else() {
    let subject = Subject::of(&project().join(SUBJECT));
    let lines = |file| {
        let text = dump::sheet(&subject.document(file).sheet);
        text.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let standard = lines("sujet.pdf");
    let same = |line: &&String| !["edition: ", "title: "].iter().any(|key| line.starts_with(key));
    let a3 = lines("sujet-a3.pdf");
    assert!(a3.iter().filter(same).eq(standard.iter().filter(same)));
    let mut adapted = lines("sujet-20pt.pdf").into_iter();
    for line in standard.iter().filter(same) {
        assert!(adapted.any(|other| other == *line), "« {line} »");
    }
}

#[test]
fn the_points_add_up_to_forty() {
    let subject = Subject::of(&project().join(SUBJECT));
    let bareme = serde_json::to_value(&subject.document("bareme.pdf").sheet).expect("JSON");
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let points = |value: &Value| value["points"].as_str()?.parse::<u32>().ok();
    let parts = list(&bareme["parts"]);
    let sums = parts
        .iter()
        .map(|part| list(&part["questions"]).iter().filter_map(points).sum::<u32>())
        .collect::<Vec<_>>();
    assert_eq!(parts.iter().filter_map(points).collect::<Vec<_>>(), [15, 15, 10]);
    assert_eq!(sums, [15, 15, 10]);
}

#[test]
fn other_statistics_change_the_conclusion() {
    let figures = "- [2022, 5000, 2, 70, 45]";
    let declining = answer(&altered(&[]), "1.1");
    assert!(declining.contains("la marque décroche en ligne"), "{declining}");
    assert!(declining.contains("dépasse de 15 points la moyenne du secteur"), "{declining}");
    let growing = answer(&altered(&[(figures, "- [2022, 9000, \"2,5\", 150, 28]")]), "1.1");
    assert!(growing.contains("la marque se maintient ou progresse en ligne"), "{growing}");
    assert!(growing.contains("(évolution du nombre de visiteurs : 12,5 %)"), "{growing}");
    assert!(growing.contains("ne dépasse pas la moyenne du secteur"), "{growing}");
    let mixed = answer(&altered(&[(figures, "- [2022, 9000, 2, 150, 28]")]), "1.1");
    assert!(mixed.contains("des résultats contrastés"), "{mixed}");
    for other in [growing, mixed] {
        assert!(!other.contains("décroche") && !other.contains("15 points"), "{other}");
    }
}

#[test]
fn other_notes_change_the_chosen_network() {
    let told = |lines: &[(&str, &str)]| answer(&altered(lines), "1.4");
    assert!(told(&[]).contains("**Instagram** l’emporte, avec 16 sur 18"));
    let criterion = "\"Présence de la cible (familles, 35 à 49 ans)\"";
    let (before, after) = (format!("{criterion}, 3, 3, 1]"), format!("{criterion}, 0, 3, 1]"));
    assert!(told(&[(&before, &after)]).contains("**Facebook** l’emporte, avec 14 sur 18"));
}

#[test]
fn more_establishments_ask_for_more_callers() {
    let told = answer(&altered(&[("Gîtes touristiques, 640]", "Gîtes touristiques, 940]")]), "2.3");
    assert!(told.contains("Il faut **6 téléacteurs**"), "{told}");
}
