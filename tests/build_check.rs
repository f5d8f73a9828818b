//! `corrige build --check`: an output folder against what would be printed.

use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

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
fn a_check_waits_for_the_end_of_a_build() {
    let folder = Folder::two_sessions();
    folder.run(&["build"]);
    let document = folder.path("out/2025/second/corrige.pdf");
    let (lock, aside) = (folder.path("out/.corrige/lock"), document.with_extension("part"));
    let held = fs::OpenOptions::new().write(true).open(&lock).expect("a lock");
    held.lock().expect("held");
    fs::write(&lock, "4321\n").expect("signed");
    fs::rename(&document, &aside).expect("a document being written");
    check(
        &folder,
        &["build", "--check", "--no-wait"],
        &expect![[r#"
            status 2
            --- stderr
            erreur[dossier-occupe] : la commande de numéro 4321 écrit dans « out »
             |
             = aide : recommencez quand elle aura fini, ou choisissez un autre dossier
        "#]],
    );
    let mut waiting = folder
        .command(&["build", "--check"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    thread::sleep(Duration::from_millis(300));
    assert!(waiting.try_wait().expect("a child").is_none(), "it waits");
    fs::rename(&aside, &document).expect("a document written");
    held.unlock().expect("released");
    let output = waiting.wait_with_output().expect("it ends");
    let (told, noted) = (output.stdout, String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&told), "3 documents conformes, aucune faute\n");
    let holder = "la commande de numéro 4321 écrit dans «\u{a0}out\u{a0}»";
    assert!(noted.starts_with(holder) && noted.ends_with(" : attente…\n"), "{noted}");
    // The lock stays as it was found.
    assert_eq!(folder.text("out/.corrige/lock"), "4321\n");
}

#[test]
fn a_check_makes_no_folder() {
    let folder = Folder::two_sessions();
    let run = folder.run(&["build", "--check"]);
    assert_eq!(run.status, 1, "{}", run.shown());
    assert!(!folder.path("out").exists());
}

#[test]
fn a_check_of_nothing_fails() {
    let folder = Folder::two_sessions();
    folder.run(&["build"]);
    for asked in ["--check", "--dry-run"] {
        let run = folder.run(&["build", asked, "--session", "2023", "--format", "short"]);
        assert_eq!(run.status, 1, "{}", run.shown());
        assert!(run.stderr.contains("[session-absente]"), "{}", run.shown());
    }
}
