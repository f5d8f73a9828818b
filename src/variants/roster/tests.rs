//! What lists of pupils look like, right and wrong.

use expect_test::{Expect, expect};

use super::*;
use crate::diagnostic::{Format, render};

fn pupils(text: &str) -> Vec<Pupil> {
    let mut sources = Sources::default();
    read(&mut sources, "eleves.csv", text.as_bytes()).expect("pupils")
}

fn refused(bytes: &[u8], shown: &Expect) {
    let mut sources = Sources::default();
    let faults = read(&mut sources, "eleves.csv", bytes).expect_err("refused").in_order();
    shown.assert_eq(&render(&faults, &sources, Format::Full, false));
}

#[test]
fn a_list_gives_names_groups_and_files() {
    let pupils =
        pupils("Identifiant;NOM;Prénom;naissance;groupe\n17;Noël;Zoé;2005;A\n4/b;;Ana;;\n");
    let shown: Vec<_> = pupils
        .iter()
        .map(|pupil| {
            let (name, group) = (pupil.name.as_deref(), pupil.group.as_deref());
            (pupil.identifier.value.as_str(), name, group, pupil.file_name.as_str())
        })
        .collect();
    assert_eq!(
        shown,
        [("17", Some("Zoé Noël"), Some("A"), "17"), ("4/b", Some("Ana"), None, "4_b")]
    );
}

#[test]
fn identifiers_are_enough() {
    let pupils = pupils("identifiant\n17\n\n18\n");
    assert_eq!(pupils.len(), 2);
    assert_eq!((&pupils[1].name, &pupils[1].group), (&None, &None));
}

#[test]
fn lines_that_a_spreadsheet_leaves_empty_are_none() {
    assert_eq!(pupils("identifiant;nom\r\n;\r\n17;Noël;;\r\n;\r\n").len(), 1);
}

#[test]
fn tabs_and_the_western_code_page_are_read() {
    let mut sources = Sources::default();
    let pupils = read(&mut sources, "eleves.txt", b"identifiant\tpr\xE9nom\n1\tZo\xE9\n");
    assert_eq!(pupils.expect("pupils")[0].name.as_deref(), Some("Zoé"));
}

#[test]
fn each_wrong_line_is_told() {
    refused(
        "identifiant;nom;groupe\n17;Noël;A\n18;Ruiz\n;Petit;A\n17;Klein;B\n19;Roy;B;oui\n"
            .as_bytes(),
        &expect![[r#"
            erreur[ligne-irreguliere] : cette ligne a 2 cellules
             --> eleves.csv:3:1
              |
            2 | 17;*****;A
            3 | 18;****
              | ^^^^^^^ attendu : 3 cellules, comme l’en-tête
            4 | ;*****;A
              |

            erreur[identifiant-vide] : cet élève n’a pas d’identifiant
             --> eleves.csv:4:1
              |
            3 | 18;****
            4 | ;*****;A
              | ^^^^^^^^ attendu : un identifiant en colonne 1
            5 | 17;*****;B
              |

            erreur[identifiant-double] : l’identifiant « 17 » désigne deux élèves
             --> eleves.csv:5:1
              |
            1 | identifiant;nom;groupe
            2 | 17;*****;A
              | -- le premier est ici
            3 | 18;****
            4 | ;*****;A
            5 | 17;*****;B
              | ^^ déjà pris
            6 | 19;***;B;***
              |

            erreur[ligne-irreguliere] : cette ligne a 4 cellules
             --> eleves.csv:6:10
              |
            5 | 17;*****;B
            6 | 19;***;B;***
              |          ^^^ attendu : 3 cellules, comme l’en-tête
        "#]],
    );
}

#[test]
fn files_that_a_disk_would_confuse_are_told() {
    refused(
        "identifiant\néa\nA/b\nÉA\na:B\n".as_bytes(),
        &expect![[r#"
            erreur[fichiers-confondus] : les fichiers de « éa » et « ÉA » auraient le même nom
             --> eleves.csv:4:1
              |
            1 | identifiant
            2 | éa
              | -- le premier est ici
            3 | A/b
            4 | ÉA
              | ^^ donne « ÉA »
            5 | a:B
              |
              = aide : ni les capitales ni les signes interdits dans un nom de fichier ne suffisent à distinguer deux élèves

            erreur[fichiers-confondus] : les fichiers de « A/b » et « a:B » auraient le même nom
             --> eleves.csv:5:1
              |
            2 | éa
            3 | A/b
              | --- le premier est ici
            4 | ÉA
            5 | a:B
              | ^^^ donne « a_B »
              |
              = aide : ni les capitales ni les signes interdits dans un nom de fichier ne suffisent à distinguer deux élèves
        "#]],
    );
}

#[test]
fn an_accent_may_be_written_in_two_ways() {
    let mut sources = Sources::default();
    let faults = read(&mut sources, "eleves.csv", "identifiant\nÉa\nE\u{301}a\n".as_bytes());
    assert_eq!(faults.expect_err("refused").in_order()[0].id, "fichiers-confondus");
}

#[test]
fn a_header_without_identifiers_is_told() {
    refused(
        "identifant;nom\n17;Noël\n".as_bytes(),
        &expect![[r#"
            erreur[colonne-absente] : la liste n’a pas de colonne « identifiant »
             --> eleves.csv:1:1
              |
            1 | identifant;nom
              | ^^^^^^^^^^ est-ce « identifiant » ?
            2 | ********
              |
        "#]],
    );
    refused(
        "nom;prénom\nNoël;Zoé\n".as_bytes(),
        &expect![[r#"
            erreur[colonne-absente] : la liste n’a pas de colonne « identifiant »
             --> eleves.csv:1:1
              |
            1 | nom;prénom
              | ^^^^^^^^^^ l’en-tête lu
            2 | **********
              |
              = aide : la première ligne nomme les colonnes ; « identifiant » est obligatoire, « nom », « prenom » et « groupe » ne le sont pas
        "#]],
    );
}

#[test]
fn a_pupil_in_the_place_of_the_header_is_not_named() {
    refused(
        "17;Noël;Zoé\n".as_bytes(),
        &expect![[r#"
            erreur[colonne-absente] : la liste n’a pas de colonne « identifiant »
             --> eleves.csv:1:1
              |
            1 | 17;*****;****
              | ^^^^^^^^^^^^^ l’en-tête lu
              |
              = aide : la première ligne nomme les colonnes ; « identifiant » est obligatoire, « nom », « prenom » et « groupe » ne le sont pas
        "#]],
    );
}

#[test]
fn a_column_found_twice_is_told() {
    refused(
        b"identifiant;nom;Nom\n17;a;b\n",
        &expect![[r#"
            erreur[colonne-double] : la liste a deux colonnes « nom »
             --> eleves.csv:1:17
              |
            1 | identifiant;nom;Nom
              |             --- ^^^ déjà là
              |             |
              |             la première est ici
            2 | ******
              |
        "#]],
    );
}

#[test]
fn a_file_without_pupils_is_told() {
    refused(
        b"",
        &expect![[r#"
        erreur[csv-vide] : la liste « eleves.csv » est vide
         |
         = aide : attendu : une ligne d’en-tête, « identifiant;nom;prenom;groupe », puis une ligne par élève
    "#]],
    );
    refused(
        b"identifiant;nom\n;\n",
        &expect![[r#"
            erreur[liste-vide] : la liste « eleves.csv » ne compte aucun élève
             --> eleves.csv:1:1
              |
            1 | identifiant;nom
              | ^^^^^^^^^^^^^^^ attendu : une ligne par élève sous l’en-tête
            2 | ;
              |
        "#]],
    );
    refused(
        b"PK\x03\x04\x14\0",
        &expect![[r#"
        erreur[liste-classeur] : « eleves.csv » est un classeur
         |
         = aide : enregistrez la feuille des élèves au format CSV
    "#]],
    );
}

#[test]
fn no_name_is_shown_under_a_header_that_cannot_be_read() {
    for text in [
        "ident;nom\na01;Bellot\n",
        "nom;prenom\nBellot;Ines\n",
        "identifiant|nom\na01|Bellot\n",
        "a01;Caron;Malik\na02;Bellot;Ines\n",
        "identifiant;nom;nom\na01;Bellot;Ines\n",
    ] {
        let mut sources = Sources::default();
        let faults = read(&mut sources, "eleves.csv", text.as_bytes()).expect_err("refused");
        let shown = render(&faults.in_order(), &sources, Format::Full, false);
        assert!(!["Bellot", "Ines", "Malik"].iter().any(|name| shown.contains(name)), "{shown}");
    }
}

#[test]
fn a_quote_left_open_swallows_nobody() {
    refused(
        "identifiant;nom\na01;\"Bellot\na02;Caron\n".as_bytes(),
        &expect![[r#"
        erreur[guillemet-ouvert] : ce guillemet n’est pas refermé à la fin de sa cellule
         --> eleves.csv:2:5
          |
        1 | identifiant;nom
        2 | a01;*******
          |     ^ attendu : un guillemet de chaque côté, sur la même ligne, ou aucun
        3 | *********
          |
          = aide : sans cela, les élèves qui suivent passeraient pour un seul nom
    "#]],
    );
    for text in ["identifiant;nom\na01;\"Bellot", "identifiant;nom\na01;\"Bel\"lot\n"] {
        let mut sources = Sources::default();
        assert!(read(&mut sources, "eleves.csv", text.as_bytes()).is_err(), "{text}");
    }
    assert_eq!(pupils("identifiant;nom\na01;\"Bel; \"\"dit\"\" Lot\"\n").len(), 1);
}
