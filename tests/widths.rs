//! Widths: every word of a table keeps its place on the page, whatever the other
//! columns ask; formulas are about as wide as they are said to be.

use std::path::PathBuf;

use corrige::pdf;
use corrige::session::{job, plan, prepare};
use corrige::sheet::{Block, Computation, Sheet};
use corrige::typst::{Bounds, Engine, Job};
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

#[test]
fn a_cell_of_several_lines_keeps_its_row() {
    let cell = "\"Première ligne\\\\\\nseconde ligne\\\\\\ntroisième ligne\"";
    let written = format!("{{colonnes: [Quoi, Combien], lignes: [[{cell}, 1], [Autre, 2]]}}");
    let text = paper(&["Un"]).replace("{table: saison}", &written);
    let folder = Folder::with(&[("sujet.yaml", &text)]);
    let prepared = prepare(&folder.path("sujet.yaml"), Bounds::default());
    let ready = prepared.ready.unwrap_or_else(|| panic!("{:?}", prepared.faults));
    for document in &ready.documents {
        let job = job(&ready, document, "essai").expect("a job");
        let laid = pdf::layout(&ENGINE, &job).unwrap_or_else(|faults| panic!("{faults:?}"));
        let pages = laid.document().pages();
        let over: Vec<_> = pages.iter().flat_map(|page| overprinted(&page.frame)).collect();
        assert!(over.is_empty(), "{} : {}", document.file, over.join(", "));
    }
}

/// Measures each formula long enough for a line to depend on it, and stops at
/// one whose estimate is farther from its width than templates trust.
const MEASURES: &str = r#"
#import "../components/equation.typ": sample, trust
#import "../components/formula.typ": formula, width-of, words
#import "../system.typ": fonts, sizes
#set text(font: fonts.serif, size: sizes.body)
#show math.equation: set text(font: fonts.math, size: sizes.equation)
#context {
  let unit = width-of(words(sample.text)) / sample.breadth
  let count = 0
  for step in json("/sheet.json") {
    for key in ("symbols", "figures", "unrounded", "result") {
      if key in step {
        let width = width-of(formula(step.at(key)))
        let away = step.breadths.at(key) * unit / width - 1
        if width > 80pt {
          count += 1
          assert(calc.abs(away) < trust / 100%, message: step.alt + repr(away))
        }
      }
    }
  }
  [#count formules]
}
"#;

#[test]
fn formulas_are_about_as_wide_as_they_are_said_to_be() {
    let mut steps: Vec<Computation> = Vec::new();
    for planned in plan(&[PathBuf::from("subjects")]).expect("subjects") {
        let ready = prepare(&planned.subject, Bounds::default()).ready.expect("a sound subject");
        for document in &ready.documents {
            if let Sheet::Corrige(sheet) = &document.sheet {
                let questions = sheet.parts.iter().flat_map(|part| &part.questions);
                for block in questions.flat_map(|question| &question.answer) {
                    if let Block::Computations { steps: found } = block {
                        steps.extend(found.iter().cloned());
                    }
                }
            }
        }
    }
    assert!(steps.len() > 60, "{}", steps.len());
    let folder = Folder::with(&[("documents/largeurs.typ", MEASURES)]);
    let engine = Engine::new(Some(&folder.path(""))).expect("templates");
    let job = Job {
        entry: "documents/largeurs.typ",
        ident: "largeurs",
        sheet: serde_json::to_vec(&steps).expect("JSON"),
        files: [].into(),
        title: "Largeurs".into(),
        authors: Vec::new(),
        paper: None,
        date: chrono::NaiveDate::MIN.and_time(chrono::NaiveTime::MIN),
    };
    let laid = pdf::layout(&engine, &job).unwrap_or_else(|faults| panic!("{faults:?}"));
    assert_eq!(laid.pages(), 1);
}
