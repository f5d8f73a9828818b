//! A subject taken away: which files it is made of, and the official command
//! that prints the same pages from them, where there is one.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::file::File;
use crate::support::printed::Subject;
use crate::support::{Folder, GOOD, project};
use expect_test::expect;

const SUBJECTS: [&str; 2] = ["subjects/2023/cloche-lorraine", "subjects/2025/markstein"];

/// Most that a page may differ from the one of the program, in points.
const NOTHING: f32 = 0.01;

/// Takes a subject of the project away.
fn exported(subject: &str) -> Folder {
    let folder = Folder::new();
    let subject = project().join(subject);
    let run = folder.run(&["typst", subject.to_str().expect("a path"), "--out", "projet"]);
    assert_eq!(run.status, 0, "{}", run.shown());
    folder
}

/// Lists the files below a folder, without templates and fonts, of which there
/// are many.
fn files(folder: &Path, below: &str, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        if !entry.path().is_dir() {
            found.insert(path);
        } else if ["templates", "fonts"].contains(&entry.file_name().to_string_lossy().as_ref()) {
            found.insert(format!("{path}/…"));
        } else {
            files(&entry.path(), &format!("{path}/"), found);
        }
    }
}

#[test]
fn a_project_holds_what_its_documents_need_and_nothing_else() {
    let folder = exported(SUBJECTS[0]);
    let mut found = BTreeSet::new();
    files(&folder.path("projet"), "", &mut found);
    let listed: Vec<_> = found.iter().map(String::as_str).collect();
    expect![[r#"
        .corrige/export.json
        README.md
        bareme/bareme.typ
        bareme/sheet.json
        bareme/templates/…
        corrige/corrige.typ
        corrige/sheet.json
        corrige/subject/image-2.svg
        corrige/subject/image-5.svg
        corrige/subject/image-6.svg
        corrige/templates/…
        fonts/…
        sujet-16pt/sheet.json
        sujet-16pt/subject/image-1.svg
        sujet-16pt/subject/image-2.svg
        sujet-16pt/subject/image-3.svg
        sujet-16pt/subject/image-4.svg
        sujet-16pt/sujet-16pt.typ
        sujet-16pt/templates/…
        sujet-20pt/sheet.json
        sujet-20pt/subject/image-1.svg
        sujet-20pt/subject/image-2.svg
        sujet-20pt/subject/image-3.svg
        sujet-20pt/subject/image-4.svg
        sujet-20pt/sujet-20pt.typ
        sujet-20pt/templates/…
        sujet-a3/sheet.json
        sujet-a3/subject/image-1.svg
        sujet-a3/subject/image-2.svg
        sujet-a3/subject/image-3.svg
        sujet-a3/subject/image-4.svg
        sujet-a3/sujet-a3.typ
        sujet-a3/templates/…
        sujet-dys/sheet.json
        sujet-dys/subject/image-1.svg
        sujet-dys/subject/image-2.svg
        sujet-dys/subject/image-3.svg
        sujet-dys/subject/image-4.svg
        sujet-dys/sujet-dys.typ
        sujet-dys/templates/…
        sujet/sheet.json
        sujet/subject/image-1.svg
        sujet/subject/image-2.svg
        sujet/subject/image-3.svg
        sujet/subject/image-4.svg
        sujet/sujet.typ
        sujet/templates/…"#]]
    .assert_eq(&listed.join("\n"));
    // Whoever takes the templates of the corrigé takes them as they are.
    let look = folder.bytes("projet/corrige/templates/look.typ");
    assert_eq!(look, fs::read(project().join("templates/look.typ")).expect("ours"));
    for file in fs::read_dir(project().join("templates/fonts")).expect("fonts") {
        let name = file.expect("a font").file_name();
        assert!(folder.path("projet/fonts").join(&name).is_file(), "{}", name.display());
    }
}

#[test]
fn a_folder_of_something_else_is_left_alone() {
    let folder =
        Folder::with(&[("subjects/essai/sujet.yaml", GOOD), ("lettre/a.txt", "Chère amie")]);
    let run = folder.run(&["typst", "subjects/essai", "--out", "lettre"]);
    expect![[r#"
        status 1
        --- stderr
        erreur[dossier-occupe] : « lettre » contient autre chose qu’un projet exporté
         |
         = aide : choisissez un dossier neuf ou vide avec « --out »
    "#]]
    .assert_eq(&run.shown());
    assert_eq!(folder.run(&["typst", "subjects/essai", "--out", "projet"]).status, 0);
    folder.alter("subjects/essai/sujet.yaml", "une idée", "une bonne idée");
    assert_eq!(folder.run(&["typst", "subjects/essai", "--out", "projet"]).status, 0);
    let sheet = folder.text("projet/corrige/sheet.json");
    assert!(sheet.contains("bonne"));
    folder.alter("projet/corrige/templates/look.typ", "justify: true", "justify: false");
    let run = folder.run(&["typst", "subjects/essai", "--out", "projet"]);
    expect![[r#"
        status 1
        --- stderr
        erreur[projet-modifie] : « corrige/templates/look.typ » de « projet » : modifié à la main
         |
         = aide : ces changements seraient perdus : choisissez un autre dossier avec « --out »
    "#]]
    .assert_eq(&run.shown());
}

#[test]
#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
fn the_official_command_prints_the_same_pages() {
    let official = std::env::var_os("TYPST").unwrap_or_else(|| OsString::from("typst"));
    if Command::new(&official).arg("--version").output().is_err() {
        println!("skipped: no official command; set $TYPST to its path");
        return;
    }
    for subject in SUBJECTS {
        let folder = exported(subject);
        let readme = folder.text("projet/README.md");
        let commands: Vec<_> =
            readme.lines().filter_map(|line| line.strip_prefix("typst ")).collect();
        let mut ours = Subject::of(&project().join(subject));
        let names: Vec<_> = ours.ready.documents.iter().map(|document| document.file).collect();
        assert_eq!(commands.len(), names.len());
        for (command, name) in commands.iter().zip(names) {
            let output = Command::new(&official)
                .args(command.split(' '))
                .current_dir(folder.path("projet"))
                .output()
                .expect("the official command");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let theirs = folder.bytes(&format!("projet/{name}"));
            same(subject, name, &File::read(&ours.print(name).bytes), &File::read(&theirs));
        }
    }
}

/// Holds two documents equal, page by page, and what is told of them.
fn same(subject: &str, name: &str, ours: &File, theirs: &File) {
    assert_eq!(ours.pages.len(), theirs.pages.len(), "{subject}: pages of {name}");
    for (rank, (our, their)) in ours.pages.iter().zip(&theirs.pages).enumerate() {
        assert_eq!(our, their, "{subject}: page {} of {name}", rank + 1);
    }
    for (our, their) in ours.sizes.iter().zip(&theirs.sizes) {
        let close = |a: f32, b: f32| (a - b).abs() < NOTHING;
        assert!(close(our.0, their.0) && close(our.1, their.1), "{name}: {our:?} {their:?}");
    }
    assert_eq!(ours.strings.get("Lang"), theirs.strings.get("Lang"), "{name}");
    assert_eq!(ours.strings.get("Alt"), theirs.strings.get("Alt"), "{name}");
    assert_eq!(ours.strings.get("Title"), theirs.strings.get("Title"), "{name}");
}
