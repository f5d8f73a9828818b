//! The commands as a person meets them: what is printed, written, and the
//! exit status.

use crate::support::{Folder, GOOD, check};
use expect_test::expect;

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

#[test]
fn a_good_subject_is_built_where_it_belongs() {
    let folder = one(GOOD);
    check(
        &folder,
        &["build"],
        &expect![[r#"
        status 0
        --- stdout
        out/essai/corrige.pdf  1 page
        1 document imprimé, aucune faute
    "#]],
    );
    let bytes = folder.bytes("out/essai/corrige.pdf");
    assert!(bytes.starts_with(b"%PDF-"));
    check(
        &folder,
        &["build", "subjects/essai", "--out", "ailleurs/ici"],
        &expect![[r#"
        status 0
        --- stdout
        ailleurs/ici/essai/corrige.pdf  1 page
        1 document imprimé, aucune faute
    "#]],
    );
    assert!(folder.path("ailleurs/ici/essai/corrige.pdf").is_file());
}

#[test]
fn a_check_prints_nothing() {
    let folder = one(GOOD);
    check(
        &folder,
        &["check"],
        &expect![[r#"
        status 0
        --- stdout
        subjects/essai/sujet.yaml  en ordre
        1 sujet vérifié, aucune faute
    "#]],
    );
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
    check(
        &folder,
        &["values", "subjects/essai"],
        &expect![[r#"
        status 0
        --- stdout
        effectif       30 élèves         Effectif de la classe
        debut          1er octobre 2025  debut
        notes.note     4, 7,5 et 9       note
        moyenne_notes  6,8               Moyenne  = moyenne(notes.note)
        reussite       non, oui et oui   reussite  = notes.note >= 5
    "#]],
    );
    check(
        &folder,
        &["values", SUBJECT, "--format", "json"],
        &expect![[r#"
        status 0
        --- stdout
        [
        {"name":"effectif","label":"Effectif de la classe","exact":"30","displayed":"30 élèves","unit":"élèves"},
        {"name":"debut","label":"debut","exact":"2025-10-01","displayed":"1er octobre 2025"},
        {"name":"notes.note","label":"note","exact":["4","15/2","9"],"displayed":"4, 7,5 et 9"},
        {"name":"moyenne_notes","label":"Moyenne","exact":"41/6","displayed":"6,8","formula":"moyenne(notes.note)"},
        {"name":"reussite","label":"reussite","exact":["non","oui","oui"],"displayed":"non, oui et oui","formula":"notes.note >= 5"}
        ]
    "#]],
    );
}

#[test]
fn a_check_reads_the_proofs_and_mends_what_is_safe() {
    let folder = one(&GOOD.replace("Une question", "La 2ème question"));
    check(
        &folder,
        &["check", "--format", "short"],
        &expect![[r#"
            status 0
            --- stdout
            subjects/essai/sujet.yaml  en ordre
            1 sujet vérifié, 1 avertissement
            --- stderr
            subjects/essai/sujet.yaml:11:20: avertissement[ordinal-long] : un ordinal se termine plus court : « 2ème »
        "#]],
    );
    check(
        &folder,
        &["check", "--fix"],
        &expect![[r#"
        status 0
        --- stdout
        subjects/essai/sujet.yaml  1 correction
        subjects/essai/sujet.yaml  en ordre
        1 sujet vérifié, aucune faute
    "#]],
    );
    let mended = std::fs::read_to_string(folder.path("subjects/essai/sujet.yaml"));
    assert_eq!(mended.expect("the subject"), GOOD.replace("Une question", "La 2e question"));
}

#[test]
fn a_subject_ignores_a_rule_with_a_reason() {
    let relecture = "relecture: {ignorer: {session-inhabituelle: un examen blanc}}\n";
    let folder = one(&GOOD
        .replace("2025", "cette année")
        .replace("dossiers:", &format!("{relecture}dossiers:")));
    check(
        &folder,
        &["check"],
        &expect![[r#"
        status 0
        --- stdout
        subjects/essai/sujet.yaml  en ordre
        1 sujet vérifié, aucune faute
    "#]],
    );
}

#[test]
fn every_rule_has_its_page() {
    let folder = one(GOOD);
    let list = folder.run(&["explain"]);
    assert_eq!(list.status, 0);
    assert!(list.stdout.contains("mot-double"), "{}", list.stdout);
    let page = folder.run(&["explain", "mot-double"]);
    assert!(page.stdout.contains("À corriger"), "{}", page.stdout);
    let unknown = folder.run(&["explain", "mots-doubles"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.stderr.contains("mot-double"), "{}", unknown.stderr);
}

#[test]
fn faults_are_for_people_and_for_programs() {
    let folder = one(&faulty());
    check(
        &folder,
        &["check"],
        &expect![[r#"
        status 1
        --- stdout
        1 sujet vérifié, 1 faute, 1 avertissement
        --- stderr
        avertissement[session-inhabituelle] : « cette année » n’est pas une année
         --> subjects/essai/sujet.yaml:3:10
          |
        2 | epreuve: Épreuve d’essai
        3 | session: cette année
          |          ^^^^^^^^^^^ attendu : une année de session, comme 2025
        4 | titre: Essai
          |

        erreur[cle-inconnue] : clé inconnue : « baremes »
          --> subjects/essai/sujet.yaml:13:9
           |
        12 |         points: 4
        13 |         baremes:
           |         ^^^^^^^ cette clé ne dit rien ici
        14 |           - {points: 4, libelle: une idée}
           |
           = aide : vouliez-vous dire « bareme » ?
    "#]],
    );
    check(
        &folder,
        &["check", "--format", "short"],
        &expect![[r#"
        status 1
        --- stdout
        1 sujet vérifié, 1 faute, 1 avertissement
        --- stderr
        subjects/essai/sujet.yaml:3:10: avertissement[session-inhabituelle] : « cette année » n’est pas une année
        subjects/essai/sujet.yaml:13:9: erreur[cle-inconnue] : clé inconnue : « baremes »
    "#]],
    );
    check(
        &folder,
        &["check", "--format", "json"],
        &expect![[r#"
        status 1
        --- stdout
        {"version":1,"severity":"warning","id":"session-inhabituelle","message":"« cette année » n’est pas une année","places":[{"file":"subjects/essai/sujet.yaml","line":3,"column":10,"end_line":3,"end_column":21,"label":"attendu : une année de session, comme 2025"}],"help":[]}
        {"version":1,"severity":"error","id":"cle-inconnue","message":"clé inconnue : « baremes »","places":[{"file":"subjects/essai/sujet.yaml","line":13,"column":9,"end_line":13,"end_column":16,"label":"cette clé ne dit rien ici"}],"help":["vouliez-vous dire « bareme » ?"]}
        --- stderr
        1 sujet vérifié, 1 faute, 1 avertissement
    "#]],
    );
    check(
        &folder,
        &["check", "--format", "github"],
        &expect![[r#"
        status 1
        --- stdout
        ::warning file=subjects/essai/sujet.yaml,line=3,col=10,endColumn=21,title=session-inhabituelle::« cette année » n’est pas une année%0Aattendu : une année de session, comme 2025
        ::error file=subjects/essai/sujet.yaml,line=13,col=9,endColumn=16,title=cle-inconnue::clé inconnue : « baremes »%0Acette clé ne dit rien ici%0Aaide : vouliez-vous dire « bareme » ?
        --- stderr
        1 sujet vérifié, 1 faute, 1 avertissement
    "#]],
    );
    check(
        &folder,
        &["values", SUBJECT, "--format", "short"],
        &expect![[r#"
        status 1
        --- stderr
        subjects/essai/sujet.yaml:3:10: avertissement[session-inhabituelle] : « cette année » n’est pas une année
        subjects/essai/sujet.yaml:13:9: erreur[cle-inconnue] : clé inconnue : « baremes »
    "#]],
    );
}

#[test]
fn a_faulty_subject_leaves_the_others_alone() {
    let folder = Folder::with(&[
        ("subjects/2024/faux/sujet.yaml", &GOOD.replace("total: 4", "total: 5")),
        ("subjects/2025/bon/sujet.yaml", GOOD),
    ]);
    check(
        &folder,
        &["build"],
        &expect![[r#"
        status 1
        --- stdout
        out/2025/bon/corrige.pdf  1 page
        1 document imprimé, 1 faute
        --- stderr
        erreur[total-faux] : le sujet vaut 5 points, mais les dossiers en donnent 4 points
          --> subjects/2024/faux/sujet.yaml:6:8
           |
         5 | duree: 1 h
         6 | total: 5
           |        ^ 5 points ici
         7 | dossiers:
         8 |   - titre: Un dossier
         9 |     points: 4
           |             - 4 points
        10 |     questions:
           |
           = aide : corrigez l’un des deux : il manque 1 point
    "#]],
    );
    assert!(!folder.path("out/2024").exists());
    assert!(folder.path("out/2025/bon/corrige.pdf").is_file());
    check(
        &folder,
        &["values", "subjects"],
        &expect![[r#"
        status 2
        --- stderr
        erreur[plusieurs-sujets] : « subjects » contient 2 sujets
         |
         = aide : nommez l’un d’eux
    "#]],
    );
}

#[test]
fn a_path_that_holds_no_subject_is_told() {
    let folder = one(GOOD);
    folder.write("vide/lisez-moi.txt", b"rien");
    check(
        &folder,
        &["build", "subject"],
        &expect![[r#"
        status 2
        --- stderr
        erreur[chemin-absent] : « subject » n’existe pas
         |
         = aide : vouliez-vous dire « subjects » ?
    "#]],
    );
    check(
        &folder,
        &["check", "ailleurs/sujet.yaml", "vide"],
        &expect![[r#"
            status 2
            --- stderr
            erreur[chemin-absent] : « ailleurs/sujet.yaml » n’existe pas
             |
             = aide : donnez un fichier YAML, ou un dossier qui contient des sujets

            erreur[aucun-sujet] : « vide » ne contient aucun sujet
             |
             = aide : un sujet est un fichier nommé « sujet.yaml », ou qui commence par « examen: »
        "#]],
    );
    check(
        &folder,
        &["values", "subjects/esai"],
        &expect![[r#"
        status 2
        --- stderr
        erreur[chemin-absent] : « subjects/esai » n’existe pas
         |
         = aide : vouliez-vous dire « subjects/essai » ?
    "#]],
    );
    check(
        &Folder::new(),
        &["build"],
        &expect![[r#"
        status 2
        --- stderr
        erreur[chemin-absent] : « subjects » n’existe pas
         |
         = aide : « corrige new » y écrit un premier sujet
    "#]],
    );
}

#[test]
fn warnings_do_not_stop_a_document() {
    let folder = one(&GOOD.replace("session: 2025", "session: cette année"));
    check(
        &folder,
        &["build"],
        &expect![[r#"
        status 0
        --- stdout
        out/essai/corrige.pdf  1 page
        1 document imprimé, 1 avertissement
        --- stderr
        avertissement[session-inhabituelle] : « cette année » n’est pas une année
         --> subjects/essai/sujet.yaml:3:10
          |
        2 | epreuve: Épreuve d’essai
        3 | session: cette année
          |          ^^^^^^^^^^^ attendu : une année de session, comme 2025
        4 | titre: Essai
          |
    "#]],
    );
    assert!(folder.path("out/essai/corrige.pdf").is_file());
}

#[test]
fn keys_are_written_for_editors_and_for_authors() {
    let folder = Folder::new();
    let schema = folder.run(&["schema"]);
    assert_eq!((schema.status, schema.stdout), (0, corrige::subject::schema()));
    let page = folder.run(&["schema", "--markdown"]);
    assert_eq!((page.status, page.stdout.as_str()), (0, include_str!("../docs/cles.md")));
}

#[test]
fn faults_that_are_not_on_a_terminal_have_no_colour() {
    let folder = Folder::with(&[("subjects/essai/sujet.yaml", &GOOD.replace("duree", "dure"))]);
    let run = folder.run(&["check"]);
    assert!(run.stderr.contains("cle-inconnue"), "{}", run.stderr);
    assert!(!run.stderr.contains('\u{1b}'), "{}", run.stderr);
}
