//! `corrige new`: what it writes is without fault, shows every block, and harms
//! nothing.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use corrige::diagnostic::{Format, render};
use corrige::session::{Prepared, prepare};
use corrige::starter::{Dossiers, Kind, Wanted, Words, Year, start};
use corrige::typst::Bounds;
use expect_test::expect;
use serde_yaml::Value;

use crate::support::{Folder, Run, check};

const NAMED: [&str; 7] =
    ["new", "--exam", "BTS d’essai", "--session", "2031", "--title", "Le fil d’Ariane"];
const FOLDER: &str = "subjects/2031/le-fil-d-ariane";

fn wanted(title: &str, kind: Kind) -> Wanted {
    let exam = Words::read("BTS d’essai").expect("words");
    let session = Year::read("2031").expect("a year");
    Wanted { exam, session, title: Words::read(title).expect("words"), kind }
}

/// Lists the papers of all numbers of dossiers, and the exercise.
fn kinds() -> Vec<Kind> {
    let papers = (1..=6).filter_map(|number| Dossiers::read(&number.to_string()));
    papers.map(Kind::Paper).chain([Kind::Exercise]).collect()
}

/// Writes a subject and reads it as `corrige check` does.
fn started(folder: &Path, wanted: &Wanted) -> Prepared {
    start(wanted, folder).expect("a new subject");
    let mut prepared = prepare(&folder.join("sujet.yaml"), Bounds::default());
    prepared.proofread();
    prepared
}

fn told(prepared: &Prepared) -> String {
    render(&prepared.faults, &prepared.sources, Format::Full, false)
}

#[test]
fn whatever_the_number_of_dossiers_a_proof_reader_has_nothing_to_say() {
    let folder = Folder::new();
    for (rank, kind) in kinds().into_iter().enumerate() {
        let prepared = started(&folder.path(&rank.to_string()), &wanted("Ariane", kind));
        assert_eq!(told(&prepared), "", "{kind:?}");
        let ready = prepared.ready.expect("a subject");
        let expected = if let Kind::Paper(_) = kind { rank + 1 } else { 1 };
        assert_eq!(ready.subject.dossiers.len(), expected);
    }
}

#[test]
fn a_title_is_read_back_as_it_was_typed() {
    let folder = Folder::new();
    let titles = [
        "Noël : la boutique – suite",
        "#MielDeSapin",
        "1984",
        "1. Commencer",
        "Non",
        "Les *stars* de {demain} [bis] \\ fin",
        "- Tiret & Cie &amp;",
        "@bobine_bleue <ici>",
        "`code` ~~ ! % | > ?",
        "== Égal",
    ];
    for (rank, title) in titles.into_iter().enumerate() {
        let wanted = wanted(title, Kind::Exercise);
        let prepared = started(&folder.path(&rank.to_string()), &wanted);
        assert_eq!(told(&prepared), "", "{title}");
        let ready = prepared.ready.expect("a subject");
        // French puts a space before a semicolon, be it that of an entity.
        let read = ready.documents[0].sheet.title().replace("\u{202f};", ";");
        let read = read.replace(['\u{a0}', '\u{202f}'], " ");
        let expected =
            format!("Exercice – {title} – Relation client et digitalisation – session 2031");
        assert_eq!(read, expected);
    }
}

/// Collects the keys of the elements of all lists: a block is such an element.
fn elements(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Sequence(list) => {
            for element in list {
                let keys = element.as_mapping().into_iter().flat_map(|keys| keys.keys());
                found.extend(keys.filter_map(Value::as_str).map(str::to_owned));
                elements(element, found);
            }
        }
        Value::Mapping(keys) => keys.values().for_each(|value| elements(value, found)),
        _ => {}
    }
}

#[test]
fn a_paper_shows_every_block() {
    let folder = Folder::new();
    folder.run(&[&NAMED[..], &["--dossiers", "3"]].concat());
    let text = folder.text(&format!("{FOLDER}/sujet.yaml"));
    let mut shown = BTreeSet::new();
    elements(&serde_yaml::from_str(&text).expect("YAML"), &mut shown);
    let schema: serde_json::Value =
        serde_json::from_str(&corrige::subject::schema()).expect("JSON");
    let kinds = |part: &str| schema["definitions"][part]["properties"].as_object().cloned();
    let blocks = kinds("bloc").expect("the blocks");
    let choices = kinds("choix").expect("the choice between blocks");
    assert!(blocks.len() > 15 && choices.contains_key("si"), "the schema has other parts");
    let all = blocks.keys().map(String::as_str).chain(["si"]);
    let missing: Vec<_> = all.filter(|kind| !shown.contains(*kind)).collect();
    assert!(missing.is_empty(), "the model lacks {missing:?}");
}

#[test]
fn a_project_begins_with_one_command() {
    let folder = Folder::new();
    check(
        &folder,
        &NAMED,
        &expect![[r#"
        status 0
        --- stdout
        subjects/2031/le-fil-d-ariane/sujet.yaml
        subjects/2031/le-fil-d-ariane/images/boutique.svg
        subjects/2031/le-fil-d-ariane/images/logo.svg
        subjects/2031/le-fil-d-ariane/images/plan.svg
        subjects/sujet.schema.json
        le sujet est prêt ; pour l’imprimer : corrige build subjects/2031/le-fil-d-ariane
    "#]],
    );
    check(
        &folder,
        &["check"],
        &expect![[r#"
        status 0
        --- stdout
        subjects/2031/le-fil-d-ariane/sujet.yaml  en ordre
        1 sujet vérifié, aucune faute
    "#]],
    );
    assert_eq!(folder.text("subjects/sujet.schema.json"), corrige::subject::schema());
    let subject = folder.text(&format!("{FOLDER}/sujet.yaml"));
    let head: String = subject.split_inclusive('\n').take(14).collect();
    expect![[r#"
        # yaml-language-server: $schema=../../sujet.schema.json
        # Un sujet d'exemple, complet : imprimez-le d'abord tel quel, puis remplacez chaque partie par la
        # vôtre. L'entreprise est imaginaire. Une ligne qui commence par un dièse est un commentaire, pour
        # vous seul. Le guide de l'auteur (docs/guide.md) explique chaque clé ; docs/cles.md les énumère.

        # --- L'en-tête ----------------------------------------------------------------------------------
        # Un texte qui contient « : » ou un dièse se met entre guillemets.

        examen: BTS d’essai
        epreuve: Relation client et digitalisation
        session: 2031
        titre: Le fil d’Ariane
        duree: 3 h
        coefficient: 2
    "#]].assert_eq(&head);
}

#[test]
fn all_that_is_written_prints_as_it_stands() {
    let folder = Folder::new();
    for (rank, kind) in kinds().into_iter().enumerate() {
        start(&wanted("Ariane", kind), &folder.path(&format!("subjects/{}", rank + 1)))
            .expect("a new subject");
    }
    check(
        &folder,
        &["build"],
        &expect![[r#"
            status 0
            --- stdout
            out/1/sujet.pdf  7 pages
            out/1/corrige.pdf  5 pages
            out/1/bareme.pdf  1 page
            out/2/sujet.pdf  8 pages
            out/2/corrige.pdf  5 pages
            out/2/bareme.pdf  1 page
            out/3/sujet.pdf  9 pages
            out/3/corrige.pdf  5 pages
            out/3/bareme.pdf  1 page
            out/4/sujet.pdf  10 pages
            out/4/corrige.pdf  5 pages
            out/4/bareme.pdf  1 page
            out/5/sujet.pdf  11 pages
            out/5/corrige.pdf  5 pages
            out/5/bareme.pdf  1 page
            out/6/sujet.pdf  12 pages
            out/6/corrige.pdf  5 pages
            out/6/bareme.pdf  1 page
            out/7/exercice.pdf  1 page
            out/7/corrige.pdf  1 page
            20 documents imprimés, aucune faute
        "#]],
    );
}

#[test]
fn an_exercise_bears_its_variants() {
    let folder = Folder::new();
    check(
        &folder,
        &[&NAMED[..], &["--exercise", "ici"]].concat(),
        &expect![[r#"
        status 0
        --- stdout
        ici/sujet.yaml
        ici/sujet.schema.json
        le sujet est prêt ; pour l’imprimer : corrige build ici
    "#]],
    );
    let stress = folder.run(&["stress", "ici", "--draws", "2000"]);
    assert_eq!(stress.status, 0, "{}", stress.shown());
    assert!(folder.text("ici/sujet.yaml").starts_with(
        "# yaml-language-server: $schema=sujet.schema.json\n# Un exercice d'une page, complet"
    ));
    let both = [&NAMED[..], &["--exercise", "--dossiers", "2"]].concat();
    check(
        &folder,
        &both,
        &expect![[r#"
        status 2
        --- stderr
        erreur : « --exercise » et « --dossiers » ne vont pas ensemble
          aide : « corrige new --help » dit ce qui est possible
    "#]],
    );
}

#[test]
fn nothing_is_written_over() {
    let folder = Folder::new();
    folder.write(&format!("{FOLDER}/notes.txt"), b"les miennes");
    check(
        &folder,
        &NAMED,
        &expect![[r#"
        status 2
        --- stderr
        erreur[dossier-occupe] : « subjects/2031/le-fil-d-ariane » n’est pas vide
         |
         = aide : rien n’a été écrit ; donnez un autre dossier, ou un autre titre
    "#]],
    );
    assert!(!folder.path("subjects/sujet.schema.json").exists());
    // A schema of another version is the author's to replace.
    folder.write("subjects/sujet.schema.json", b"{}");
    check(
        &folder,
        &[&NAMED[..], &["subjects/ailleurs"]].concat(),
        &expect![[r#"
        status 0
        --- stdout
        subjects/ailleurs/sujet.yaml
        subjects/ailleurs/images/boutique.svg
        subjects/ailleurs/images/logo.svg
        subjects/ailleurs/images/plan.svg
        le schéma « subjects/sujet.schema.json », déjà là, n’est pas celui de cette version ; « corrige schema > subjects/sujet.schema.json » le remplace
        le sujet est prêt ; pour l’imprimer : corrige build subjects/ailleurs
    "#]],
    );
    assert_eq!(folder.text("subjects/sujet.schema.json"), "{}");
}

#[test]
fn a_folder_that_cannot_be_is_told_and_nothing_is_left() {
    let folder = Folder::with(&[("subjects/2031", "un fichier")]);
    check(
        &folder,
        &NAMED,
        &expect![[r#"
        status 2
        --- stderr
        erreur[dossier-occupe] : « subjects/2031/le-fil-d-ariane » ne se lit pas : un dossier du chemin est un fichier
         |
         = aide : rien n’a été écrit ; donnez un autre dossier, ou un autre titre
    "#]],
    );
    let left: Vec<_> = fs::read_dir(folder.path("subjects")).expect("a folder").collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn a_subject_that_cannot_be_written_leaves_no_schema() {
    let folder = Folder::new();
    // In the way of what is written beside.
    folder.write(&format!("subjects/.{}.part", std::process::id()), b"");
    let fault = start(&wanted("Ariane", Kind::Exercise), &folder.path("subjects/ariane"));
    assert_eq!(fault.expect_err("a fault").id, "sortie-refusee");
    assert!(!folder.path("subjects/ariane").exists());
    assert!(!folder.path("subjects/sujet.schema.json").exists());
}

#[test]
fn an_empty_folder_is_filled_where_it_is() {
    let folder = Folder::new();
    let run = folder.run(&[&NAMED[..], &["."]].concat());
    assert_eq!(run.status, 0, "{}", run.shown());
    let names = fs::read_dir(folder.path("")).expect("a folder");
    let names: BTreeSet<_> = names.map(|entry| entry.expect("an entry").file_name()).collect();
    assert_eq!(names, ["images", "sujet.schema.json", "sujet.yaml"].map(Into::into).into());
}

#[test]
fn without_a_terminal_what_is_missing_is_told() {
    let folder = Folder::new();
    let run = |arguments: &[&str]| {
        let mut command = folder.command(arguments);
        Run::of(command.stdin(std::process::Stdio::null())).shown()
    };
    expect![[r#"
        status 2
        --- stderr
        erreur[options-absentes] : il manque « --exam » et « --title »
         |
         = aide : dans un terminal, « corrige new » les demande
    "#]]
    .assert_eq(&run(&["new", "--session", "2031"]));
    expect![[r#"
        status 2
        --- stderr
        erreur : « 31 » ne convient pas à « --session » ; attendu : une année, de 2000 à 2099
          aide : « corrige new --help » dit ce qui est possible
    "#]]
    .assert_eq(&run(&["new", "--title", "Ariane", "--session", "31"]));
    expect![[r#"
        status 2
        --- stderr
        erreur : « 7 » ne convient pas à « --dossiers » ; attendu : un nombre, de 1 à 6
          aide : « corrige new --help » dit ce qui est possible
    "#]]
    .assert_eq(&run(&["new", "--dossiers", "7"]));
    expect![[r#"
        status 2
        --- stderr
        erreur : «   » ne convient pas à « --title » ; attendu : quelques mots
          aide : « corrige new --help » dit ce qui est possible
    "#]]
    .assert_eq(&run(&["new", "--title", " "]));
    assert!(!folder.path("subjects").exists());
}
