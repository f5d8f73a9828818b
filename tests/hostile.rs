//! Inputs made on the spot: bombs, files of any spreadsheet, pictures outside
//! the project, an output that cannot be written.

use std::fmt::Write;
use std::time::{Duration, Instant};

use crate::support::{Folder, GOOD};
use corrige::diagnostic::{Fault, Format, render};
use corrige::session::{Prepared, prepare};
use corrige::typst::Bounds;
use expect_test::{Expect, expect};

fn prepared(folder: &Folder) -> Prepared {
    prepare(&folder.path("subjects/essai/sujet.yaml"), Bounds::default())
}

/// Prepares a text far faster than anyone could notice, and shows how fast.
#[expect(clippy::print_stdout, reason = "the measure is for whoever asks for it")]
fn quickly(what: &str, text: &str) -> Vec<Fault> {
    let folder = Folder::with(&[("subjects/essai/sujet.yaml", text)]);
    let start = Instant::now();
    let faults = prepared(&folder).faults;
    let spent = start.elapsed();
    println!("{what} : {spent:?} pour {} octets", text.len());
    assert!(spent < Duration::from_secs(2), "{what} : {spent:?}");
    faults
}

fn ids(faults: &[Fault]) -> Vec<&'static str> {
    faults.iter().map(|fault| fault.id).collect()
}

#[test]
fn an_alias_bomb_is_refused_at_once() {
    let mut bomb = String::from("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (letter, before) in ('b'..='z').zip('a'..='y') {
        let nine = vec![format!("*{before}"); 9].join(", ");
        let _ = writeln!(bomb, "{letter}: &{letter} [{nine}]");
    }
    let faults = quickly("bombe d’alias", &bomb);
    assert_eq!(ids(&faults[..3]), ["yaml-ancre", "yaml-ancre", "yaml-alias"]);
}

#[test]
fn a_hundred_thousand_levels_are_refused_at_once() {
    let depth = 100_000;
    for (open, close) in [("[", "]"), ("{a: ", "}")] {
        let text = format!("dossiers: {}{}\n", open.repeat(depth), close.repeat(depth));
        assert_eq!(ids(&quickly("imbrication", &text)), ["yaml-profondeur"]);
    }
    let unclosed = format!("dossiers: {}\n", "[".repeat(depth));
    assert_eq!(ids(&quickly("imbrication sans fin", &unclosed)), ["yaml-profondeur"]);
    let mut indented = String::from("dossiers:\n");
    for level in 1..2_000 {
        let _ = writeln!(indented, "{}a:", " ".repeat(level));
    }
    assert_eq!(ids(&quickly("décalages", &indented)), ["yaml-profondeur"]);
    let formula = format!("calculs:\n  a: {}1{}\n", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(
        ids(&quickly("parenthèses", &(GOOD.to_owned() + &formula))),
        ["formule-trop-longue"]
    );
}

/// A subject whose table comes from a file, and the sum of a column of it.
fn with_table() -> String {
    GOOD.to_owned()
        + "donnees:
  hebergements:
    colonnes: {departement: Département, type: Type, nombre: Nombre}
    fichier: données.csv
calculs:
  total_general: somme(hebergements.nombre)
"
}

#[test]
fn a_file_of_any_spreadsheet_is_read() {
    let text = "departement;type;nombre\r\nMeuse;\"Gîtes ; chambres\";208\r\nMoselle;Été;72,5\r\n";
    let comma = "type,nombre,departement\nÉté,\"72,5\",Moselle\n\"Gîtes ; chambres\",208,Meuse\n";
    let (western, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let files: [(&str, Vec<u8>); 4] = [
        ("UTF-8", text.into()),
        ("UTF-8 avec marque", ["\u{feff}", text].concat().into()),
        ("Windows-1252", western.into_owned()),
        ("virgules, colonnes dans un autre ordre", comma.into()),
    ];
    for (what, bytes) in files {
        let folder = Folder::with(&[("subjects/essai/sujet.yaml", &with_table())]);
        folder.write("subjects/essai/données.csv", &bytes);
        let prepared = prepared(&folder);
        let shown = render(&prepared.faults, &prepared.sources, Format::Short, false);
        assert_eq!(shown, "", "{what}");
        let answers = prepared.ready.expect(what).answers;
        let value = |name| format!("{:?}", answers.get(name).expect(name).value);
        assert!(value("hebergements.type").contains("Gîtes ; chambres"), "{what}");
        assert!(value("hebergements.type").contains("Été"), "{what}");
        let total = &answers.get("total_general").expect(what).value;
        let shown = corrige::sheet::value_text(total, None);
        assert_eq!(shown.as_deref(), Some("280,5"), "{what}");
    }
}

/// Compares what `check` says of a subject that shows a picture.
fn check_picture(folder: &Folder, path: &str, shown: &Expect) {
    let block =
        format!("corrige:\n          - image: {{fichier: {path}, description: Une image}}\n");
    let text = GOOD.replace("corrige: Une réponse\n", &block);
    folder.write("projet/subjects/essai/sujet.yaml", text.as_bytes());
    shown.assert_eq(&crate::support::run_in(&folder.path("projet"), &["check"]).shown());
}

#[test]
fn a_path_does_not_leave_the_project() {
    let folder = Folder::with(&[("dehors.svg", "<svg/>")]);
    check_picture(
        &folder,
        "../../../dehors.svg",
        &expect![[r#"
        status 1
        --- stdout
        1 sujet vérifié, 1 faute
        --- stderr
        erreur[fichier-hors-projet] : « ../../../dehors.svg » mène hors du projet
          --> subjects/essai/sujet.yaml:16:30
           |
        15 |         corrige:
        16 |           - image: {fichier: ../../../dehors.svg, description: Une image}
           |                              ^^^^^^^^^^^^^^^^^^^ attendu : un fichier du projet, liens compris
           |
           = aide : copiez le fichier d’image dans le dossier du sujet
    "#]],
    );
}

#[test]
#[cfg(unix)]
fn a_link_does_not_leave_the_project() {
    let folder = Folder::with(&[("dehors.svg", "<svg/>"), ("projet/subjects/essai/a", "")]);
    let link = folder.path("projet/subjects/essai/lien.svg");
    std::os::unix::fs::symlink(folder.path("dehors.svg"), link).expect("a link");
    check_picture(
        &folder,
        "lien.svg",
        &expect![[r#"
        status 1
        --- stdout
        1 sujet vérifié, 1 faute
        --- stderr
        erreur[fichier-hors-projet] : « lien.svg » mène hors du projet
          --> subjects/essai/sujet.yaml:16:30
           |
        15 |         corrige:
        16 |           - image: {fichier: lien.svg, description: Une image}
           |                              ^^^^^^^^ attendu : un fichier du projet, liens compris
           |
           = aide : copiez le fichier d’image dans le dossier du sujet
    "#]],
    );
}

#[test]
fn an_output_that_cannot_be_written_is_told() {
    let folder = Folder::with(&[("subjects/essai/sujet.yaml", GOOD), ("out", "un fichier")]);
    expect![[r#"
        status 2
        --- stderr
        erreur[sortie-refusee] : « out » ne s’écrit pas : un dossier du chemin est un fichier
         |
         = aide : choisissez un autre dossier avec « --out »
    "#]]
    .assert_eq(&folder.run(&["build"]).shown());
    expect![[r#"
        status 2
        --- stderr
        erreur[sortie-refusee] : « out/dossier » ne s’écrit pas : un dossier du chemin est un fichier
         |
         = aide : choisissez un autre dossier avec « --out »
    "#]].assert_eq(&folder.run(&["build", "--out", "out/dossier"]).shown());
}
