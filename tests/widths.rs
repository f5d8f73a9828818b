//! Tables of long titles: every word keeps its place on the page, whatever the
//! other columns ask.

use corrige::pdf;
use corrige::session::{job, prepare};
use corrige::typst::Bounds;
use typst::layout::{Abs, Frame, FrameItem, Point};

use crate::support::Folder;
use crate::support::printed::ENGINE;

/// A paper whose one annexe is a table of these columns of figures.
fn paper(titles: &[&str]) -> String {
    let columns: Vec<_> =
        titles.iter().enumerate().map(|(rank, title)| format!("c{rank}: {title}")).collect();
    let figures = vec!["67890"; titles.len()].join(", ");
    format!(
        "\
examen: BTS d’essai
epreuve: Épreuve d’essai
session: 2025
titre: Essai
duree: 1 h
total: 1
documents: [sujet, corrige]
editions: [16pt, dys]
donnees:
  saison:
    colonnes: {{lieu: Établissement, {}}}
    lignes:
      - [Hôtel du Port, {figures}]
      - [Camping municipal des Deux Rivières, {figures}]
dossiers:
  - titre: Un dossier
    points: 1
    capacites: [lire]
    annexes: [saison]
    questions:
      - enonce: Lire le tableau.
        points: 1
        bareme:
          - {{points: 1, libelle: lecture}}
        corrige:
          - tableau: {{table: saison}}
annexes:
  saison: {{titre: Saison, contenu: [tableau: {{table: saison}}]}}
",
        columns.join(", ")
    )
}

/// A text on a page: where it begins, how wide it is, what it says.
type Words = (Point, Abs, String);

fn words(frame: &Frame, at: Point, found: &mut Vec<Words>) {
    for (place, item) in frame.items() {
        match item {
            FrameItem::Group(group) => words(&group.frame, at + *place, found),
            FrameItem::Text(text) => found.push((at + *place, text.width(), text.text.to_string())),
            _ => {}
        }
    }
}

/// Tells which words stand over others, line by line.
fn overprinted(frame: &Frame) -> Vec<String> {
    let mut all = Vec::new();
    words(frame, Point::zero(), &mut all);
    let mut found = Vec::new();
    for (rank, (place, width, text)) in all.iter().enumerate() {
        for (other, other_width, over) in &all[rank + 1..] {
            let same_line = (place.y - other.y).abs() < Abs::pt(4.0);
            let shared = (place.x + *width).min(other.x + *other_width) - place.x.max(other.x);
            if same_line && shared > Abs::pt(1.0) {
                found.push(format!("« {text} » et « {over} »"));
            }
        }
    }
    found
}

#[test]
fn titles_leave_room_for_the_first_column() {
    let titles = [
        "Nombre de nuitées vendues",
        "Réparations effectuées",
        "Locations de tandems",
        "Sorties accompagnées",
        "Locations prévues",
    ];
    for count in 1..=titles.len() {
        let folder = Folder::with(&[("sujet.yaml", &paper(&titles[..count]))]);
        let prepared = prepare(&folder.path("sujet.yaml"), Bounds::default());
        let ready = prepared.ready.unwrap_or_else(|| panic!("{:?}", prepared.faults));
        for document in &ready.documents {
            let job = job(&ready, document, "essai").expect("a job");
            let laid = pdf::layout(&ENGINE, &job).unwrap_or_else(|faults| panic!("{faults:?}"));
            for page in laid.document().pages() {
                let over = overprinted(&page.frame);
                assert!(over.is_empty(), "{count}, {} : {}", document.file, over.join(", "));
            }
        }
    }
}
