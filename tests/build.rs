//! `corrige build` of a session as a person and a machine meet it: what is
//! printed again and why, the record, the manifest, runs that are killed, runs
//! that meet.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::support::{FIRST, Folder, GOOD, Run, SECOND, check};
use expect_test::expect;

/// Runs the program with `SOURCE_DATE_EPOCH`.
fn dated(folder: &Folder, date: &str, arguments: &[&str]) -> Run {
    Run::of(folder.command(arguments).env("SOURCE_DATE_EPOCH", date))
}

/// Reads the files of an output folder, without what only the program reads.
fn files(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![out.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                if !path.ends_with(".corrige") {
                    folders.push(path);
                }
            } else {
                let name = path.strip_prefix(out).expect("below").display().to_string();
                found.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

#[test]
fn a_second_build_prints_nothing() {
    let folder = Folder::two_sessions();
    check(
        &folder,
        &["build"],
        &expect![[r#"
            status 0
            --- stdout
            out/2024/premier/corrige.pdf  1 page
            out/2024/premier/bareme.pdf  1 page
            out/2025/second/corrige.pdf  1 page
            3 documents imprimés, aucune faute
        "#]],
    );
    check(
        &folder,
        &["build"],
        &expect![[r#"
            status 0
            --- stdout
            aucun document imprimé, 3 à jour, aucune faute
        "#]],
    );
}

#[test]
fn each_document_says_why_it_is_printed() {
    let folder = Folder::two_sessions();
    check(
        &folder,
        &["build", "--dry-run"],
        &expect![[r#"
            status 0
            --- stdout
            out/2024/premier/corrige.pdf  nouveau
            out/2024/premier/bareme.pdf  nouveau
            out/2025/second/corrige.pdf  nouveau
            3 documents à imprimer
        "#]],
    );
    assert!(!folder.path("out").exists());
    folder.run(&["build"]);
    folder.alter(FIRST, "Une réponse", "Une autre réponse");
    check(
        &folder,
        &["build", "--dry-run"],
        &expect![[r#"
            status 0
            --- stdout
            out/2024/premier/corrige.pdf  sujet modifié : sujet.yaml
            out/2024/premier/bareme.pdf  sujet modifié : sujet.yaml
            2 documents à imprimer, 1 à jour
        "#]],
    );
    check(
        &folder,
        &["build", "--explain"],
        &expect![[r#"
            status 0
            --- stdout
            out/2024/premier/corrige.pdf  1 page  sujet modifié : sujet.yaml
            out/2024/premier/bareme.pdf  à jour : le sujet a changé, pas ce document
            out/2025/second/corrige.pdf  à jour
            1 document imprimé, 2 à jour, aucune faute
        "#]],
    );
    fs::remove_file(folder.path("out/2025/second/corrige.pdf")).expect("removed");
    fs::write(folder.path("out/2024/premier/bareme.pdf"), "abîmé").expect("written");
    check(
        &folder,
        &["build", "--explain"],
        &expect![[r#"
            status 0
            --- stdout
            out/2024/premier/corrige.pdf  à jour
            out/2024/premier/bareme.pdf  1 page  fichier changé
            out/2025/second/corrige.pdf  1 page  fichier absent
            2 documents imprimés, 1 à jour, aucune faute
        "#]],
    );
}

#[test]
fn a_template_touches_what_uses_it() {
    let folder = Folder::two_sessions();
    folder.run(&["build"]);
    let page = fs::read(crate::support::project().join("templates/components/bareme-page.typ"));
    let page = [page.expect("a template"), b"// autre\n".to_vec()].concat();
    folder.write("templates/components/bareme-page.typ", &page);
    check(
        &folder,
        &["build", "--explain"],
        &expect![[r#"
            status 0
            --- stdout
            out/2024/premier/corrige.pdf  à jour
            out/2024/premier/bareme.pdf  1 page  gabarit modifié : components/bareme-page.typ
            out/2025/second/corrige.pdf  à jour
            1 document imprimé, 2 à jour, aucune faute
        "#]],
    );
    // What is left as it came is no template of one's own.
    let look = fs::read(crate::support::project().join("templates/look.typ")).expect("a template");
    folder.write("templates/look.typ", &look);
    assert!(folder.run(&["build"]).stdout.starts_with("aucun document imprimé, 3 à jour"));
}

#[test]
fn what_is_wanted_is_printed_and_nothing_else() {
    let folder = Folder::two_sessions();
    let printed = |arguments: &[&str]| {
        let run = folder.run(&[&["build", "--dry-run"], arguments].concat());
        run.stdout
            .lines()
            .filter_map(|line| line.split_once("  "))
            .map(|(path, _)| path.to_owned())
            .collect::<Vec<_>>()
    };
    let second = ["out/2025/second/corrige.pdf"];
    assert_eq!(printed(&["--session", "2025"]), second);
    assert_eq!(printed(&["--session", "2025", "--session", "2024"]).len(), 3);
    assert_eq!(printed(&["--documents", "bareme"]), ["out/2024/premier/bareme.pdf"]);
    assert_eq!(printed(&["--documents", "bareme,corrige", "subjects/2025"]), second);
    assert_eq!(printed(&["--exam", "epreuve d’ESSAI"]).len(), 3);
    check(
        &folder,
        &["build", "--session", "2023"],
        &expect![[r#"
            status 1
            --- stdout
            aucun document imprimé, 1 faute
            --- stderr
            erreur[session-absente] : aucun sujet de la session « 2023 »
             |
             = aide : sessions présentes : 2024, 2025
        "#]],
    );
    check(
        &folder,
        &["build", "--documents", "sujet"],
        &expect![[r#"
            status 1
            --- stdout
            aucun document imprimé, 1 faute
            --- stderr
            erreur[document-absent] : aucun sujet ne demande le document « sujet »
             |
             = aide : documents demandés : bareme, corrige
             = aide : un document se demande dans le sujet : « documents: [sujet, corrige, bareme] »
        "#]],
    );
}

#[test]
fn a_demand_that_chooses_nothing_is_told_beside_others() {
    let folder = Folder::two_sessions();
    check(
        &folder,
        &["build", "--session", "2025", "--session", "2062", "--documents", "corrige,exercice"],
        &expect![[r#"
            status 1
            --- stdout
            out/2025/second/corrige.pdf  1 page
            1 document imprimé, 1 faute, 1 avertissement
            --- stderr
            erreur[session-absente] : aucun sujet de la session « 2062 »
             |
             = aide : sessions présentes : 2024, 2025

            avertissement[document-absent] : aucun sujet ne demande le document « exercice »
             |
             = aide : documents demandés : bareme, corrige
             = aide : un document se demande dans le sujet : « documents: [sujet, corrige, bareme] »
        "#]],
    );
    // Every way to ask says the same.
    for asked in ["--dry-run", "--check", "--shard=1/1"] {
        let run =
            folder.run(&["build", asked, "--exam", "essais", "--exam", "BTS", "--format", "short"]);
        assert_eq!(run.status, 1, "{}", run.shown());
        let mut told = run.stderr.lines().filter(|line| !line.contains("[sortie-differente]"));
        let expected = "aucun examen, aucune épreuve, aucun code ne contient «\u{a0}essais\u{a0}»";
        assert_eq!(told.next(), Some(format!("erreur[examen-absent] : {expected}").as_str()));
        assert_eq!(told.next(), None, "{asked}");
    }
    check(
        &folder,
        &["build", "--exam", "essais", "--exam", "BTS", "--session", "2025"],
        &expect![[r#"
            status 1
            --- stdout
            aucun document imprimé, 1 à jour, 1 faute
            --- stderr
            erreur[examen-absent] : aucun examen, aucune épreuve, aucun code ne contient « essais »
             |
             = aide : vouliez-vous dire « essai » ?
             = aide : examens présents : BTS d’essai
        "#]],
    );
    // The others leave out all that it would choose.
    check(
        &folder,
        &["build", "--session", "2024", "--session", "2025", "--documents", "bareme"],
        &expect![[r#"
            status 0
            --- stdout
            aucun document imprimé, 1 à jour, 1 avertissement
            --- stderr
            avertissement[demande-vaine] : « --session 2025 » n’ajoute aucun document
             |
             = aide : les autres options écartent tous les siens
        "#]],
    );
    check(
        &folder,
        &["build", "--session", "2025", "--documents", "bareme"],
        &expect![[r#"
        status 1
        --- stdout
        aucun document imprimé, 1 faute
        --- stderr
        erreur[rien-a-imprimer] : aucun document ne répond à tout ce qui est demandé
         |
         = aide : chaque option seule en choisirait, toutes ensemble n’en laissent aucun
    "#]],
    );
}

#[test]
fn the_same_bytes_whatever_the_workers_and_the_way_there() {
    let folder = Folder::two_sessions();
    for (out, jobs) in [("un", "1"), ("deux", "2")] {
        assert_eq!(folder.run(&["build", "--out", out, "--jobs", jobs]).status, 0);
    }
    let clean = files(&folder.path("un"));
    assert_eq!(clean.len(), 4);
    assert_eq!(clean, files(&folder.path("deux")));
    // There and back, document after document.
    folder.alter(FIRST, "Une réponse", "Une autre réponse");
    folder.run(&["build", "--out", "un", "--documents", "corrige"]);
    assert_ne!(clean, files(&folder.path("un")));
    folder.alter(FIRST, "Une autre réponse", "Une réponse");
    folder.run(&["build", "--out", "un"]);
    assert_eq!(clean, files(&folder.path("un")));
}

#[test]
fn a_project_that_moves_is_not_printed_again() {
    let folder = Folder::two_sessions();
    folder.run(&["build"]);
    let elsewhere = Folder::new();
    elsewhere.copy(&folder.path("subjects"), "subjects");
    elsewhere.copy(&folder.path("out"), "sortie");
    let run = elsewhere.run(&["build", "--out", "sortie"]);
    assert_eq!(run.stdout, "aucun document imprimé, 3 à jour, aucune faute\n");
}

#[test]
fn a_record_that_cannot_be_read_counts_as_empty() {
    let folder = Folder::two_sessions();
    folder.run(&["build"]);
    let record = folder.path("out/.corrige/record.json");
    let text = fs::read_to_string(&record).expect("a record");
    let older = text.replacen("\"version\":1", "\"version\":0", 1);
    for text in ["", "{", &text[..text.len() / 2], &older] {
        fs::write(&record, text).expect("written");
        let run = folder.run(&["build"]);
        assert!(run.stdout.ends_with("3 documents imprimés, aucune faute\n"), "{}", run.stdout);
    }
    assert!(folder.run(&["build"]).stdout.starts_with("aucun document imprimé, 3 à jour"));
}

#[test]
fn the_date_may_be_imposed() {
    let folder = Folder::two_sessions();
    folder.run(&["build"]);
    let asked = ["build", "--explain", "--session", "2025"];
    let run = dated(&folder, "1700000000", &asked);
    assert!(
        run.stdout.contains("corrige.pdf  1 page  autre date : SOURCE_DATE_EPOCH"),
        "{}",
        run.stdout
    );
    let pdf = folder.bytes("out/2025/second/corrige.pdf");
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.contains("D:20231114221320"), "14 November 2023, 22:13:20");
    let run = dated(&folder, "1700000000", &asked);
    assert!(
        run.stdout.ends_with("aucun document imprimé, 1 à jour, aucune faute\n"),
        "{}",
        run.stdout
    );
    let shown = dated(&folder, "hier", &["build"]).shown();
    expect![[r#"
        status 2
        --- stderr
        erreur[date-imposee] : SOURCE_DATE_EPOCH vaut « hier », qui n’est pas une date
         |
         = aide : donnez-lui un nombre de secondes depuis 1970 : « git log -1 --format=%ct »
    "#]]
    .assert_eq(&shown);
}

#[test]
fn a_faulty_subject_keeps_its_last_good_document() {
    let folder = Folder::two_sessions();
    folder.run(&["build"]);
    let good = folder.bytes("out/2024/premier/corrige.pdf");
    folder.alter(FIRST, "total: 4", "total: 5");
    folder.alter(SECOND, "Une réponse", "Une autre réponse");
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 1);
    assert_eq!(run.stdout, "out/2025/second/corrige.pdf  1 page\n1 document imprimé, 1 faute\n");
    assert_eq!(folder.bytes("out/2024/premier/corrige.pdf"), good);
    assert_eq!(folder.run(&["build"]).status, 1, "told again until it is mended");
}

#[test]
fn the_first_fault_may_end_the_run() {
    let folder = Folder::two_sessions();
    folder.alter(FIRST, "total: 4", "total: 5");
    for rank in 0..8 {
        folder.write(&format!("subjects/2025/x{rank}/sujet.yaml"), GOOD.as_bytes());
    }
    let run = folder.run(&["build", "--fail-fast", "--jobs", "1"]);
    assert_eq!(run.status, 1);
    assert_eq!(run.stdout, "aucun document imprimé, 9 sujets laissés, 1 faute\n");
}

#[test]
fn what_is_asked_for_no_longer_is_told_then_removed() {
    let folder = Folder::two_sessions();
    folder.run(&["build"]);
    folder.alter(FIRST, "documents: [corrige, bareme]", "documents: [corrige]");
    fs::remove_dir_all(folder.path("subjects/2025")).expect("removed");
    check(
        &folder,
        &["build"],
        &expect![[r#"
            status 0
            --- stdout
            out/2024/premier/bareme.pdf  n’est plus demandé : « --prune » le supprime
            out/2025/second/corrige.pdf  n’est plus demandé : « --prune » le supprime
            aucun document imprimé, 1 à jour, aucune faute
        "#]],
    );
    check(
        &folder,
        &["build", "--prune"],
        &expect![[r#"
            status 0
            --- stdout
            out/2024/premier/bareme.pdf  supprimé
            out/2025/second/corrige.pdf  supprimé
            aucun document imprimé, 1 à jour, aucune faute
        "#]],
    );
    assert!(!folder.path("out/2025").exists());
    assert_eq!(folder.run(&["build"]).stdout, "aucun document imprimé, 1 à jour, aucune faute\n");
}

#[test]
fn the_manifest_lists_every_document() {
    let folder = Folder::two_sessions();
    folder.run(&["build"]);
    let text = folder.text("out/manifest.json");
    let manifest: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(manifest["version"], 1);
    let documents = manifest["documents"].as_array().expect("documents");
    let paths: Vec<_> =
        documents.iter().map(|entry| entry["path"].as_str().expect("a path")).collect();
    assert_eq!(
        paths,
        ["2024/premier/bareme.pdf", "2024/premier/corrige.pdf", "2025/second/corrige.pdf"]
    );
    for entry in documents {
        let bytes = folder.bytes(&format!("out/{}", entry["path"].as_str().expect("a path")));
        let found = corrige::session::Fingerprint::of(&bytes).to_string();
        assert_eq!(entry["sha256"], found.as_str());
        assert_eq!(entry["pages"], 1);
        assert_eq!(entry["fingerprint"].as_str().map(str::len), Some(64));
    }
}

#[test]
fn two_builds_do_not_mix() {
    let folder = Folder::two_sessions();
    fs::create_dir_all(folder.path("out/.corrige")).expect("a folder");
    let lock = fs::File::create(folder.path("out/.corrige/lock")).expect("a lock");
    lock.lock().expect("held");
    fs::write(folder.path("out/.corrige/lock"), "4321\n").expect("signed");
    let run = folder.run(&["build", "--no-wait"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.starts_with(
            "erreur[dossier-occupe] : la commande de numéro 4321 écrit dans «\u{a0}out\u{a0}»"
        ),
        "{}",
        run.stderr
    );
    let mut waiting = folder
        .command(&["build"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    std::thread::sleep(Duration::from_millis(300));
    assert!(waiting.try_wait().expect("a child").is_none(), "it waits");
    assert!(!folder.path("out/2025").exists());
    lock.unlock().expect("released");
    let output = waiting.wait_with_output().expect("it ends");
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains(": attente…"));
    assert!(folder.path("out/2025/second/corrige.pdf").is_file());
}

#[test]
fn a_build_that_is_killed_leaves_whole_files_and_the_next_one_carries_on() {
    let folder = Folder::two_sessions();
    for rank in 0..6 {
        folder.write(&format!("subjects/2025/x{rank}/sujet.yaml"), GOOD.as_bytes());
    }
    folder.run(&["build", "--out", "modele"]);
    let whole = files(&folder.path("modele"));
    for delay in [5, 40, 80, 120, 160, 200, 250, 300, 400, 500] {
        let mut build = folder
            .command(&["build", "--jobs", "1"])
            .stdout(Stdio::null())
            .spawn()
            .expect("the program runs");
        std::thread::sleep(Duration::from_millis(delay));
        build.kill().expect("killed");
        build.wait().expect("ended");
        let found = if folder.path("out").exists() { files(&folder.path("out")) } else { continue };
        for (name, bytes) in found.iter().filter(|(name, _)| name.ends_with(".pdf")) {
            assert!(bytes == &whole[name], "{name} after {delay} ms");
        }
    }
    assert_eq!(folder.run(&["build"]).status, 0);
    assert_eq!(files(&folder.path("out")), whole, "and nothing is left half-written");
}

#[test]
fn documents_that_stand_are_answered_at_once() {
    let folder = Folder::new();
    let names: Vec<_> = (0..40).map(|rank| format!("subjects/2025/s{rank}/sujet.yaml")).collect();
    names.iter().for_each(|name| folder.write(name, GOOD.as_bytes()));
    assert_eq!(folder.run(&["build"]).status, 0);
    let begun = Instant::now();
    let run = folder.run(&["build"]);
    assert_eq!(run.stdout, "aucun document imprimé, 40 à jour, aucune faute\n");
    // A build of them all takes seconds: nothing was set.
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
}
