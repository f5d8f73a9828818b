//! The program as a person meets it: what it prints and how it ends.

mod support;

use expect_test::{Expect, expect};
use support::{Folder, GOOD};

const SUBJECT: &str = "subjects/essai/sujet.yaml";

/// A project that holds one subject.
fn one(text: &str) -> Folder {
    Folder::with(&[(SUBJECT, text)])
}

/// A subject with two faults and a warning.
fn faulty() -> String {
    GOOD.replace("total: 4", "total: 5")
        .replace("session: 2025", "session: cette année")
        .replace("bareme", "baremes")
}

fn check(folder: &Folder, arguments: &[&str], shown: &Expect) {
    shown.assert_eq(&folder.run(arguments).shown());
}

#[test]
fn without_argument_it_says_what_to_give() {
    check(&Folder::new(), &[], &expect![[""]]);
}

#[test]
fn help_is_in_french() {
    let folder = Folder::new();
    check(&folder, &["--help"], &expect![[""]]);
    check(&folder, &["build", "--help"], &expect![[""]]);
    check(&folder, &["check", "-h"], &expect![[""]]);
    check(&folder, &["values", "--help"], &expect![[""]]);
}

#[test]
fn the_version_is_that_of_the_crate() {
    let version = format!("status 0\n--- stdout\ncorrige {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(Folder::new().run(&["--version"]).shown(), version);
    assert_eq!(Folder::new().run(&["-V"]).shown(), version);
}

#[test]
fn wrong_arguments_are_told_in_french() {
    let folder = Folder::new();
    check(&folder, &["biuld"], &expect![[""]]);
    check(&folder, &["imprimer"], &expect![[""]]);
    check(&folder, &["build", "--ouy", "x"], &expect![[""]]);
    check(&folder, &["check", "--out", "x"], &expect![[""]]);
    check(&folder, &["build", "--out"], &expect![[""]]);
    check(&folder, &["build", "--out", "a", "--out", "b"], &expect![[""]]);
    check(&folder, &["check", "--format", "jsn"], &expect![[""]]);
    check(&folder, &["values"], &expect![[""]]);
    check(&folder, &["values", "a", "b"], &expect![[""]]);
}

#[test]
fn a_good_subject_is_built_where_it_belongs() {
    let folder = one(GOOD);
    check(&folder, &["build"], &expect![[""]]);
    let bytes = std::fs::read(folder.path("out/essai/corrige.pdf")).expect("the document");
    assert!(bytes.starts_with(b"%PDF-"));
    check(&folder, &["build", "subjects/essai", "--out", "ailleurs/ici"], &expect![[""]]);
    assert!(folder.path("ailleurs/ici/essai/corrige.pdf").is_file());
}

#[test]
fn a_check_prints_nothing() {
    let folder = one(GOOD);
    check(&folder, &["check"], &expect![[""]]);
    assert!(!folder.path("out").exists());
}

#[test]
fn values_are_for_people_and_for_programs() {
    let folder = one(&format!(
        "{GOOD}donnees:
  effectif: {{valeur: 30, libelle: Effectif de la classe, unite: élèves}}
  debut: 2025-10-01
  notes: {{colonnes: [note], lignes: [[4], [\"7,5\"], [9]]}}
calculs:
  moyenne_notes: {{libelle: Moyenne, formule: moyenne(notes.note), decimales: 1}}
  reussite: notes.note >= 5
"
    ));
    check(&folder, &["values", "subjects/essai"], &expect![[""]]);
    check(&folder, &["values", SUBJECT, "--format", "json"], &expect![[""]]);
}

#[test]
fn faults_are_for_people_and_for_programs() {
    let folder = one(&faulty());
    check(&folder, &["check"], &expect![[""]]);
    check(&folder, &["check", "--format", "short"], &expect![[""]]);
    check(&folder, &["check", "--format", "json"], &expect![[""]]);
    check(&folder, &["check", "--format", "github"], &expect![[""]]);
    check(&folder, &["values", SUBJECT, "--format", "short"], &expect![[""]]);
}

#[test]
fn a_faulty_subject_leaves_the_others_alone() {
    let folder = Folder::with(&[
        ("subjects/2024/faux/sujet.yaml", &GOOD.replace("total: 4", "total: 5")),
        ("subjects/2025/bon/sujet.yaml", GOOD),
    ]);
    check(&folder, &["build"], &expect![[""]]);
    assert!(!folder.path("out/2024").exists());
    assert!(folder.path("out/2025/bon/corrige.pdf").is_file());
    check(&folder, &["values", "subjects"], &expect![[""]]);
}

#[test]
fn a_path_that_holds_no_subject_is_told() {
    let folder = one(GOOD);
    folder.write("vide/lisez-moi.txt", b"rien");
    check(&folder, &["build", "subject"], &expect![[""]]);
    check(&folder, &["check", "ailleurs/sujet.yaml", "vide"], &expect![[""]]);
    check(&folder, &["values", "subjects/esai"], &expect![[""]]);
    check(&Folder::new(), &["build"], &expect![[""]]);
}

#[test]
fn warnings_do_not_stop_a_document() {
    let folder = one(&GOOD.replace("session: 2025", "session: cette année"));
    check(&folder, &["build"], &expect![[""]]);
    assert!(folder.path("out/essai/corrige.pdf").is_file());
}
