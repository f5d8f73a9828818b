//! The documents of the exam paper of 2023: which they are, the same pages on
//! A3, other pages in large type, and everywhere a table of annexes that tells
//! the truth.

use std::fs;
use std::sync::LazyLock;

use crate::support::file::{File, squeezed};
use crate::support::printed::Subject;
use crate::support::{Folder, GOOD, project};
use serde_json::Value;

const SUBJECT: &str = "subjects/2023/cloche-lorraine";
const EDITIONS: [&str; 5] =
    ["sujet.pdf", "sujet-a3.pdf", "sujet-16pt.pdf", "sujet-20pt.pdf", "sujet-dys.pdf"];

/// An edition, its sheet and its file.
struct Edition {
    name: &'static str,
    sheet: Value,
    file: File,
}

static ALL: LazyLock<Vec<Edition>> = LazyLock::new(|| {
    let mut subject = Subject::of(&project().join(SUBJECT));
    let print = |name| {
        let sheet = serde_json::to_value(&subject.document(name).sheet).expect("JSON");
        let print = subject.print(name);
        let file = File::read(&print.bytes);
        assert_eq!(file.pages.len(), print.pages, "{name}");
        Edition { name, sheet, file }
    };
    EDITIONS.map(print).into()
});

impl Edition {
    fn of(name: &str) -> &'static Self {
        ALL.iter().find(|edition| edition.name == name).expect("an edition")
    }

    fn pages(&self) -> &[String] {
        &self.file.pages
    }

    fn annexes(&self) -> &[Value] {
        self.sheet["annexes"].as_array().expect("annexes")
    }

    /// Returns the number of the only page that holds a text.
    fn page_of(&self, text: &str) -> usize {
        let wanted = squeezed(text);
        let holds = |(_, page): &(usize, &String)| squeezed(page).contains(&wanted);
        let found: Vec<_> = self.pages().iter().enumerate().filter(holds).collect();
        assert_eq!(found.len(), 1, "{} : « {text} »", self.name);
        found[0].0 + 1
    }

    /// Lists the first and last page on which each annexe stands, by the
    /// headings of the pages that follow the last question.
    fn stands(&self) -> Vec<(usize, usize)> {
        let essay = self.page_of(&line(&self.sheet["essay"]["statement"]));
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (rank, page) in self.pages().iter().enumerate().skip(essay) {
            for heading in page.lines().map(squeezed) {
                let current = found.len();
                if heading.starts_with(&format!("Annexe{}:", current + 1)) {
                    found.push((rank + 1, rank + 1));
                } else if heading.starts_with(&format!("Suitedel’annexe{current}:"))
                    || heading.starts_with(&format!("Suiteetfindel’annexe{current}:"))
                {
                    let (_, last) = found.last_mut().expect("an annexe that goes on");
                    assert_eq!(*last, rank, "{} : suite de l’annexe {current}", self.name);
                    *last = rank + 1;
                }
            }
        }
        found
    }
}

/// Returns the text of a line of the sheet.
fn line(line: &Value) -> String {
    let piece = |piece: &Value| match &piece["text"] {
        Value::String(text) => text.clone(),
        _ => self::line(&piece["content"]),
    };
    line.as_array().expect("a line").iter().map(piece).collect()
}

#[test]
fn the_documents_are_those_that_are_asked_for() {
    let subject = Subject::of(&project().join(SUBJECT));
    let names: Vec<_> = subject.ready.documents.iter().map(|document| document.file).collect();
    assert_eq!(names, [&EDITIONS[..], &["corrige.pdf", "bareme.pdf"]].concat());
}

#[test]
fn the_bareme_is_one_page() {
    assert_eq!(Subject::of(&project().join(SUBJECT)).print("bareme.pdf").pages, 1);
}

#[test]
fn a3_is_the_same_paper_enlarged() {
    let (a4, a3) = (Edition::of("sujet.pdf"), Edition::of("sujet-a3.pdf"));
    assert_eq!(a4.pages().len(), a3.pages().len());
    for (rank, (small, large)) in a4.pages().iter().zip(a3.pages()).enumerate() {
        assert_eq!(squeezed(small), squeezed(large), "page {}", rank + 1);
    }
}

#[test]
fn every_page_has_the_size_of_its_paper() {
    for edition in ALL.iter() {
        let millimetres =
            if edition.name == "sujet-a3.pdf" { (297.0, 420.0) } else { (210.0, 297.0) };
        for (width, height) in &edition.file.sizes {
            let near = |points: &f32, length: f32| (points * 25.4 / 72.0 - length).abs() < 0.5;
            assert!(
                near(width, millimetres.0) && near(height, millimetres.1),
                "{} : {width} × {height} pt",
                edition.name
            );
        }
    }
}

#[test]
fn large_type_takes_more_pages() {
    let pages = |name| Edition::of(name).pages().len();
    assert!(pages("sujet-20pt.pdf") > pages("sujet-16pt.pdf"));
    assert!(pages("sujet-16pt.pdf") > pages("sujet.pdf"));
    assert!(pages("sujet-dys.pdf") > pages("sujet.pdf"));
}

#[test]
fn the_table_of_annexes_tells_where_they_stand() {
    for edition in ALL.iter() {
        let stands = edition.stands();
        assert_eq!(stands.len(), 8, "{} : {stands:?}", edition.name);
        let rows = edition.annexes().iter().zip(&stands).map(|(annexe, (first, last))| {
            let range = match last - first {
                0 => first.to_string(),
                1 => format!("{first} et {last}"),
                _ => format!("{first} à {last}"),
            };
            let number = annexe["number"].as_str().expect("a number");
            squeezed(&format!("{number}{}{range}", line(&annexe["title"])))
        });
        let rows: String = rows.collect();
        let table = squeezed(&edition.pages()[edition.page_of("Liste des annexes") - 1]);
        let diploma = squeezed(&line(&edition.sheet["paper"]["diploma"]));
        let expected = format!("{rows}{diploma}");
        assert!(table.contains(&expected), "{}\n{table}\n{expected}", edition.name);
    }
}

#[test]
fn an_annexe_ends_where_its_source_stands() {
    for edition in ALL.iter() {
        for (annexe, (_, last)) in edition.annexes().iter().zip(edition.stands()) {
            let source = squeezed(&line(&annexe["source"]));
            let page = squeezed(&edition.pages()[last - 1]);
            assert!(source.len() > 10 && page.contains(&source), "{} : {source}", edition.name);
        }
    }
}

#[test]
fn a_sign_tells_that_an_annexe_goes_on() {
    for edition in ALL.iter() {
        let stands = edition.stands();
        let goes_on = |page| stands.iter().any(|(first, last)| (*first..*last).contains(&page));
        for (rank, page) in edition.pages().iter().enumerate() {
            let sign = page.lines().any(|line| line.trim() == "…/…");
            assert_eq!(sign, goes_on(rank + 1), "{}, page {}", edition.name, rank + 1);
        }
    }
}

#[test]
fn every_page_has_its_number() {
    for edition in ALL.iter() {
        let total = edition.pages().len();
        for (rank, page) in edition.pages().iter().enumerate() {
            let numbers = page.lines().map(squeezed).filter(|line| line.starts_with("Page"));
            let numbers: Vec<_> = numbers.filter(|line| line.contains("sur")).collect();
            assert_eq!(numbers, [format!("Page{}sur{total}", rank + 1)], "{}", edition.name);
        }
        let cover = squeezed(&edition.pages()[0]);
        let told = format!("Lesujetcomporte{total}pagesnumérotéesde1à{total}etcomprend8annexes");
        assert!(cover.contains(&told), "{} : {cover}", edition.name);
    }
}

#[test]
fn adapted_editions_give_the_data_of_charts_and_maps() {
    let drawings = [
        "Données illustratives du graphique : Nuitées selon l’origine des touristes, en 2021",
        "Données illustratives du graphique : Principaux départements d’origine, en part des nuitées des touristes français",
        "Données illustratives du graphique : Touristes par tranche d’âge, en 2021",
        "Lieux de la carte de la Lorraine",
    ];
    for edition in ALL.iter() {
        let whole = squeezed(&edition.pages().concat());
        let adapted = !["sujet.pdf", "sujet-a3.pdf"].contains(&edition.name);
        for drawing in drawings {
            let given = whole.matches(&squeezed(drawing)).count();
            assert_eq!(given, usize::from(adapted), "{} : {drawing}", edition.name);
        }
        // Bars carry their figures; the table gives them once more.
        let figure = whole.matches("780000").count();
        assert_eq!(figure, 1 + usize::from(adapted), "{}", edition.name);
        let place = whole.contains(&squeezed("Meuse, champ de bataille de 1916"));
        assert_eq!(place, adapted, "{}", edition.name);
    }
}

/// Prints an ordinary paper and a large one that have this table, and returns
/// what both say.
fn with_table(table: &str) -> [String; 2] {
    let annexe = format!(
        "annexes:\n  ventes:\n    titre: Les ventes\n    contenu:\n      - tableau:\n{table}\
         dossiers:\n"
    );
    let subject = GOOD
        .replace("total: 4\n", "total: 4\ndocuments: [sujet]\neditions: [20pt]\n")
        .replace("dossiers:\n", &annexe)
        .replace(
            "    points: 4\n    questions:",
            "    capacites: [Vendre]\n    annexes: [ventes]\n    points: 4\n    questions:",
        );
    let folder = Folder::with(&[("subjects/essai/sujet.yaml", &subject)]);
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    ["sujet.pdf", "sujet-20pt.pdf"].map(|file| {
        squeezed(&File::read(&folder.bytes(&format!("out/essai/{file}"))).pages.concat())
    })
}

#[test]
fn a_wide_table_of_few_rows_is_set_upright_in_large_type() {
    let [ordinary, large] = with_table(
        "          colonnes: [Mois, Plantes vertes, Poteries, Outillage, Épicerie, Animaux, Librairie]
          lignes:
            - [janvier, 12 500 €, 13 400 €, 18 900 €, 14 800 €, 11 200 €, 18 600 €]
            - [février, 15 800 €, 14 100 €, 19 700 €, 16 500 €, 13 500 €, 17 600 €]
",
    );
    assert!(ordinary.contains("MoisPlantesvertesPoteries"), "{ordinary}");
    assert!(large.contains("MoisjanvierfévrierPlantesvertes"), "{large}");
}

#[test]
fn a_table_far_too_wide_is_cut_in_parts_that_begin_alike() {
    let row = format!("            - [Rayon 1{}]\n", ", 12 500 €".repeat(13));
    let rows = row.repeat(10);
    let [ordinary, large] = with_table(&format!(
        "          titre: Ventes de l'année
          colonnes: [Rayon, Janvier, Février, Mars, Avril, Mai, Juin, Juillet, Août, Septembre, \
         Octobre, Novembre, Décembre, Total]
          lignes:\n{rows}"
    ));
    assert!(!ordinary.contains("Ventesdel’année(suite)"), "{ordinary}");
    for part in [
        "Ventesdel’annéeRayonJanvierFévrierMarsAvrilMaiRayon1",
        "Ventesdel’année(suite)RayonJuinJuilletAoûtSeptembreRayon1",
        "Ventesdel’année(suite)RayonOctobreNovembreDécembreTotalRayon1",
    ] {
        assert!(large.contains(part), "{part}\n{large}");
    }
}

#[test]
fn one_edition_can_be_asked_for() {
    let folder = Folder::new();
    folder.copy(&project().join(SUBJECT), SUBJECT);
    let run = folder.run(&["build", "--edition", "20pt"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    let out = fs::read_dir(folder.path("out/2023/cloche-lorraine")).expect("the documents");
    let names: Vec<_> = out.map(|entry| entry.expect("a file").file_name()).collect();
    assert_eq!(names, ["sujet-20pt.pdf"]);
    let run = folder.run(&["build", "--edition", "a3", "--edition", "dys", "--out", "deux"]);
    assert_eq!(run.status, 0);
    let out = fs::read_dir(folder.path("deux/2023/cloche-lorraine")).expect("the documents");
    assert_eq!(out.count(), 2);
}
