//! A plan divided over runners and joined again: the same files and the same
//! manifest as one runner would have made.

use std::fs;

use crate::support::{Folder, Run};
use expect_test::expect;

/// A project of four subjects with two documents each.
fn project() -> Folder {
    Folder::session(&["a", "b", "c", "d"])
}

fn done(folder: &Folder, arguments: &[&str]) {
    let run = folder.run(arguments);
    assert_eq!(run.status, 0, "{arguments:?}\n{}", run.shown());
}

/// Prints three shares, each in a folder of its own.
fn divided(folder: &Folder) {
    for rank in ["1", "2", "3"] {
        let (share, out) = (format!("{rank}/3"), format!("part-{rank}"));
        done(folder, &["build", "--shard", &share, "--out", &out]);
    }
}

const PARTS: [&str; 3] = ["part-1", "part-2", "part-3"];

#[test]
fn three_runners_make_what_one_makes() {
    let folder = project();
    done(&folder, &["build", "--out", "seul"]);
    divided(&folder);
    done(&folder, &["merge", PARTS[2], PARTS[0], PARTS[1], "--out", "ensemble"]);
    assert_eq!(folder.bytes("ensemble/manifest.json"), folder.bytes("seul/manifest.json"));
    for name in ["a", "b", "c", "d"] {
        for file in ["corrige.pdf", "bareme.pdf"] {
            let path = format!("{name}/{file}");
            let parts = PARTS.iter().filter(|part| folder.path(part).join(&path).is_file());
            assert_eq!(parts.count(), 1, "{path}");
            let (one, joined) = (format!("seul/{path}"), format!("ensemble/{path}"));
            assert!(folder.bytes(&one) == folder.bytes(&joined), "{path}");
        }
    }
    // Nothing is due in the folder they make together.
    let run = folder.run(&["build", "--out", "ensemble", "--dry-run"]);
    assert!(!run.stdout.contains("nouveau"), "{}", run.shown());
    // It is what the next division starts from, whatever the times it holds.
    for rank in ["1", "2", "3"] {
        let out = format!("part-{rank}");
        fs::remove_dir_all(folder.path(&out)).expect("a share removed");
        folder.copy(&folder.path("ensemble"), &out);
        folder.alter("subjects/c/sujet.yaml", "titre: Essai", "titre: Autre essai");
        done(&folder, &["build", "--shard", &format!("{rank}/3"), "--out", &out]);
        folder.alter("subjects/c/sujet.yaml", "titre: Autre essai", "titre: Essai");
    }
    done(&folder, &["merge", PARTS[0], PARTS[1], PARTS[2], "--out", "ensemble"]);
    folder.alter("subjects/c/sujet.yaml", "titre: Essai", "titre: Autre essai");
    done(&folder, &["build", "--out", "seul"]);
    assert_eq!(folder.bytes("ensemble/manifest.json"), folder.bytes("seul/manifest.json"));
}

#[test]
fn a_machine_may_say_which_share_is_its_own() {
    let folder = project();
    divided(&folder);
    let run = folder
        .command(&["build", "--shard", "auto", "--out", "auto"])
        .envs([("CI_NODE_INDEX", "2"), ("CI_NODE_TOTAL", "3")])
        .status();
    assert!(run.expect("the program runs").success());
    assert_eq!(folder.bytes("auto/manifest.json"), folder.bytes("part-2/manifest.json"));
    let run = folder.run(&["build", "--shard", "4/3"]);
    expect![[r#"
        status 2
        --- stderr
        erreur[part-inconnue] : « 4/3 » n’est pas une part : attendu « 3/10 » ou « auto »
    "#]]
    .assert_eq(&run.shown());
}

#[test]
fn what_is_missing_is_named() {
    let folder = project();
    folder.alter("subjects/b/sujet.yaml", "{points: 4,", "{points: 5,");
    let mut failed = 0;
    for rank in ["1", "2", "3"] {
        let (share, out) = (format!("{rank}/3"), format!("part-{rank}"));
        failed += folder.run(&["build", "--shard", &share, "--out", &out]).status;
    }
    assert!(failed > 0);
    let run = folder.run(&["merge", PARTS[0], PARTS[1], PARTS[2]]);
    expect![[r#"
        status 1
        --- stderr
        erreur[document-manquant] : aucune part n’a imprimé « b/bareme.pdf »
         |
         = aide : la part qui devait l’imprimer a dit pourquoi

        erreur[document-manquant] : aucune part n’a imprimé « b/corrige.pdf »
         |
         = aide : la part qui devait l’imprimer a dit pourquoi
    "#]]
    .assert_eq(&run.shown());
    let run = folder.run(&["merge", PARTS[0], PARTS[0], PARTS[2]]);
    expect![[r#"
        status 1
        --- stderr
        erreur[part-double] : la part 1/3 est donnée deux fois : « part-1 » et « part-1 »

        erreur[part-manquante] : il manque la part 2/3
    "#]]
    .assert_eq(&run.shown());
}

#[test]
fn a_subject_that_no_share_could_read_is_missing() {
    let folder = project();
    folder.write("subjects/b/sujet.yaml", b"examen: [\n");
    for rank in ["1", "2"] {
        let (share, out) = (format!("{rank}/2"), format!("part-{rank}"));
        folder.run(&["build", "--shard", &share, "--out", &out]);
    }
    let run = folder.run(&["merge", "part-1", "part-2", "--format", "short"]);
    assert_eq!(run.status, 1, "{}", run.shown());
    assert!(run.stderr.contains("aucune part n’a imprimé"), "{}", run.shown());
    assert!(!folder.path("out/manifest.json").exists());
}

#[test]
fn shares_of_two_revisions_do_not_make_a_whole() {
    let folder = project();
    done(&folder, &["build", "--shard", "1/2", "--out", "part-1"]);
    folder.alter("subjects/d/sujet.yaml", "Une réponse", "Une autre réponse");
    done(&folder, &["build", "--shard", "2/2", "--out", "part-2"]);
    let run = folder.run(&["merge", "part-1", "part-2"]);
    expect![[r#"
        status 1
        --- stderr
        erreur[parts-differentes] : « part-1 » et « part-2 » ne viennent pas des mêmes fichiers : un sujet, un gabarit ou la date imposée diffère
         |
         = aide : imprimez toutes les parts à partir de la même révision du projet, avec la même date « SOURCE_DATE_EPOCH » s’il y en a une
    "#]].assert_eq(&run.shown());
    assert!(!folder.path("out/manifest.json").exists());
    let origin = |out: &str| {
        let manifest: serde_json::Value =
            serde_json::from_str(&folder.text(&format!("{out}/manifest.json"))).expect("JSON");
        manifest["share"]["origin"].as_str().expect("an origin").to_owned()
    };
    // What a runner remembers of the files changes nothing, the date imposed does.
    done(&folder, &["build", "--shard", "1/2", "--out", "part-1"]);
    assert_eq!(origin("part-1"), origin("part-2"));
    let mut dated = folder.command(&["build", "--shard", "1/2", "--out", "part-1"]);
    assert_eq!(Run::of(dated.env("SOURCE_DATE_EPOCH", "1700000000")).status, 0);
    assert_ne!(origin("part-1"), origin("part-2"));
}
