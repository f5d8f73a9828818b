//! `corrige build --check`: an output folder against what would be printed.

use std::fs;

use expect_test::expect;

use crate::support::{Folder, SECOND, check};

#[test]
fn a_check_compares_a_folder_with_what_would_be_printed() {
    let folder = Folder::two_sessions();
    folder.run(&["build"]);
    check(
        &folder,
        &["build", "--check"],
        &expect![[r#"
            status 0
            --- stdout
            3 documents conformes, aucune faute
        "#]],
    );
    folder.alter(SECOND, "Une réponse", "Une autre réponse");
    fs::remove_file(folder.path("out/2024/premier/bareme.pdf")).expect("removed");
    fs::write(folder.path("out/2025/second/vieux.pdf"), "vieux").expect("written");
    check(
        &folder,
        &["build", "--check", "--format", "short"],
        &expect![[r#"
            status 1
            --- stdout
            1 document conforme, 4 fautes
            --- stderr
            erreur[sortie-differente] : « out/2024/premier/bareme.pdf » n’est pas là
            erreur[sortie-differente] : « out/2025/second/corrige.pdf » n’est pas ce que donnent les sujets
            erreur[sortie-differente] : « out/2025/second/vieux.pdf » n’est demandé par aucun sujet
            erreur[sortie-differente] : « out/manifest.json » n’est pas ce que donnent les sujets
        "#]],
    );
}

#[test]
fn a_check_names_what_subjects_that_are_gone_have_left() {
    let folder = Folder::two_sessions();
    folder.run(&["build"]);
    // No subject asks for the page for correctors, and it is welcome.
    fs::write(folder.path("out/2024/premier/rectificatif.pdf"), "page").expect("written");
    fs::remove_file(folder.path(SECOND)).expect("removed");
    check(
        &folder,
        &["build", "--check", "--format", "short"],
        &expect![[r#"
            status 1
            --- stdout
            2 documents conformes, 2 fautes
            --- stderr
            erreur[sortie-differente] : « out/2025/second/corrige.pdf » n’est demandé par aucun sujet
            erreur[sortie-differente] : « out/manifest.json » n’est pas ce que donnent les sujets
        "#]],
    );
    folder.run(&["build", "--prune"]);
    check(
        &folder,
        &["build", "--check"],
        &expect![[r#"
            status 0
            --- stdout
            2 documents conformes, aucune faute
        "#]],
    );
}

#[test]
fn a_check_of_nothing_fails() {
    let folder = Folder::two_sessions();
    folder.run(&["build"]);
    for asked in ["--check", "--dry-run"] {
        let run = folder.run(&["build", asked, "--session", "2023", "--format", "short"]);
        assert_eq!(run.status, 1, "{}", run.shown());
        assert!(run.stderr.contains("[rien-a-imprimer]"), "{}", run.shown());
    }
}
