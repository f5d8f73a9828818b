//! Papers for a class: what is printed, kept, found again and told.

use std::collections::BTreeSet;
use std::fs;

use expect_test::expect;

use crate::support::class::{PANIER, SUBJECT, built, check, class, codes, keys, text};
use crate::support::file::File;

#[test]
fn a_class_has_its_papers_its_corriges_and_its_keys() {
    let folder = class();
    check(
        &folder,
        "variants subjects/panier --count 3 --seed 7",
        &expect![[r#"
        status 0
        --- stdout
        out/panier/variantes/7/sujets.pdf  6 pages
        out/panier/variantes/7/corriges.pdf  6 pages
        out/panier/variantes/7/cles.csv
        out/panier/variantes/7/cles.xlsx
        3 copies (graine 7), aucune faute
    "#]],
    );
    for file in ["sujets/001.pdf", "corriges/003.pdf", "manifest.json", "cles.xlsx"] {
        assert!(folder.path(&built(file)).is_file(), "{file}");
    }
    assert!(!folder.path(&built("manifest.part")).exists());
    let keys = keys(&folder);
    // A pupil who leaves the class leaves no paper.
    folder.run(&["variants", "subjects/panier", "--count", "2", "--seed", "7"]);
    assert!(folder.path(&built("sujets/002.pdf")).is_file());
    assert!(!folder.path(&built("sujets/003.pdf")).exists());
    folder.run(&["variants", "subjects/panier", "--count", "3", "--seed", "7"]);
    expect![[r#"
        ﻿identifiant;groupe;variante;code;panier;panier (exact)
        1;;Variante 1;W7T6-56KX-XHCK-06PD-Y1BX;33,75 €;135/4
        2;;Variante 2;W7T3-D5WE-TGE5-3VQP-JXK8;54 €;54
        3;;Variante 3;W7TW-SRQR-6AFJ-AR0J-6978;56 €;56
    "#]]
    .assert_eq(&keys);
    let codes = BTreeSet::from_iter(codes(&keys));
    assert_eq!(codes.len(), 3);
    // Each paper starts on a right-hand page.
    let merged = File::read(&folder.bytes(&built("sujets.pdf")));
    assert_eq!(merged.pages.len(), 6);
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_one_more_pupil_changes_nobody_else() {
    let (one, other) = (class(), class());
    one.run(&["variants", "subjects/panier", "--count", "4", "--seed", "7", "--jobs", "1"]);
    other.run(&["variants", "subjects/panier", "--count", "5", "--seed", "7", "--jobs", "2"]);
    for file in ["sujets/001.pdf", "sujets/004.pdf", "corriges/002.pdf"] {
        let path = built(file);
        let bytes = one.bytes(&path);
        assert!(bytes == other.bytes(&path), "{file}");
    }
}

#[test]
fn a_second_run_prints_nothing_again() {
    let folder = class();
    let arguments = ["variants", "subjects/panier", "--count", "3", "--seed", "7"];
    folder.run(&arguments);
    fs::remove_file(folder.path(&built("sujets/002.pdf"))).unwrap();
    let before = folder.bytes(&built("manifest.json"));
    let shown = folder.run(&arguments).shown();
    assert!(shown.contains("3 copies (graine 7), dont 2 copies déjà là, aucune faute"), "{shown}");
    assert!(before == folder.bytes(&built("manifest.json")));
}

#[test]
fn names_stand_on_papers_and_nowhere_else() {
    let folder = class();
    let arguments = ["variants", "subjects/panier", "--roster", "eleves.csv", "--seed", "7"];
    let shown = folder.run(&arguments).shown();
    assert!(text(&folder, "sujets/b12.pdf").contains("Ana Martin"));
    assert!(text(&folder, "corriges/b12.pdf").contains("Ana Martin"));
    let keys = keys(&folder);
    let manifest = folder.text(&built("manifest.json"));
    for told in [&shown, &keys, &manifest] {
        assert!(!told.contains("Martin") && !told.contains("Roy"), "{told}");
        assert!(told.contains("b12") || *told == shown);
    }
}

#[test]
fn a_key_changes_every_paper() {
    let folder = class();
    fs::write(folder.path("cle"), "un secret assez long").unwrap();
    folder.run(&["variants", "subjects/panier", "--count", "3", "--seed", "7"]);
    let open = keys(&folder);
    folder.run(&["variants", "subjects/panier", "--count", "3", "--seed", "7", "--key", "cle"]);
    let keyed = keys(&folder);
    assert_ne!(open, keyed);
}

#[test]
fn neighbours_do_not_share_a_series() {
    let folder = class();
    let asked = "variants subjects/panier --count 20 --series 4 --seating 4x5 --seed 7";
    check(
        &folder,
        asked,
        &expect![[r#"
            status 0
            --- stdout
            out/panier/variantes/7/sujets.pdf  40 pages
            out/panier/variantes/7/corriges.pdf  40 pages
            out/panier/variantes/7/cles.csv
            out/panier/variantes/7/cles.xlsx
            out/panier/variantes/7/places.csv
            20 copies en 4 séries (graine 7), aucune faute
        "#]],
    );
    let plan = folder.text(&built("places.csv"));
    let mut room = [[""; 5]; 4];
    for line in plan.lines().skip(1) {
        let cells: Vec<_> = line.split(';').collect();
        room[cells[0].parse::<usize>().unwrap() - 1][cells[1].parse::<usize>().unwrap() - 1] =
            cells[3];
    }
    for row in 0..4 {
        for column in 0..5 {
            let beside = [(0, 1), (1, 0), (1, 1)].map(|(down, right)| (row + down, column + right));
            for (r, c) in beside.into_iter().filter(|(r, c)| *r < 4 && *c < 5) {
                assert_ne!(room[row][column], room[r][c], "{plan}");
            }
        }
    }
}

#[test]
fn a_draw_that_the_report_names_is_printed() {
    let folder = class();
    check(
        &folder,
        "stress subjects/panier --seed 7 --replay 1,262144",
        &expect![[r#"
            status 0
            --- stdout
            out/panier/variantes/7/tirages/sujets-1.pdf  1 page
            out/panier/variantes/7/tirages/corriges-1.pdf  1 page
            out/panier/variantes/7/tirages/sujets-262144.pdf  1 page
            out/panier/variantes/7/tirages/corriges-262144.pdf  1 page
        "#]],
    );
    let draw = text(&folder, "tirages/sujets-1.pdf");
    folder.run(&["variants", "subjects/panier", "--count", "1", "--seed", "7"]);
    // But for what stands at the foot, it is the first pupil's paper.
    let first = text(&folder, "sujets/001.pdf");
    assert!(first.contains("Variante"));
    assert_eq!(first.replace("Variante", "Tirage"), draw);
    check(
        &folder,
        "stress subjects/panier --replay 0",
        &expect![[r#"
            status 2
            --- stderr
            erreur : « 0 » ne convient pas à « --replay » ; attendu : un nombre entier, 1 au moins
              aide : « corrige stress --help » dit ce qui est possible
        "#]],
    );
}

#[test]
fn too_many_pupils_are_told_how_many_variants_exist() {
    let folder = class();
    check(
        &folder,
        "variants subjects/panier --count 60 --seed 7",
        &expect![[r#"
            status 1
            --- stderr
            erreur[variantes-insuffisantes] : il n’existe que 38 variantes différentes, pour 60 élèves
              --> subjects/panier/sujet.yaml:27:3
               |
            25 | variantes:
            26 |   ventes: {de: 1000 €, a: 1400 €, pas: 50 €}
               |   ------ 9 possibilités
            27 |   tickets: {parmi: [20 tickets, 25 tickets, 32 tickets, 40 tickets, 50 tickets]}
               |   ^^^^^^^ 5 possibilités
            28 |   contraintes: [panier entre 20 € et 60 €]
               |
               = aide : partagez-les entre les élèves : --series 38
               = aide : ou faites varier plus de données, plus largement
        "#]],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "each message stands here whole")]
fn what_is_asked_wrongly_is_told() {
    let folder = class();
    fs::write(folder.path("double.csv"), "identifiant\nb1\nb2\nb1\n").unwrap();
    check(
        &folder,
        "variants subjects/panier --count 0",
        &expect![[r#"
            status 2
            --- stderr
            erreur[effectif] : 0 variante demandée
             |
             = aide : donnez à « --count » un nombre de 1 à 262143
        "#]],
    );
    check(
        &folder,
        "variants subjects/panier",
        &expect![[r#"
        status 2
        --- stderr
        erreur : il manque « --count » ou « --roster »
          aide : « corrige variants --help » dit ce qui est possible
          aide : par exemple, « corrige variants subjects/panier --count 35 »
    "#]],
    );
    check(
        &folder,
        "variants subjects/panier --count trois",
        &expect![[r#"
        status 2
        --- stderr
        erreur : « trois » ne convient pas à « --count » ; attendu : un nombre entier
          aide : « corrige variants --help » dit ce qui est possible
    "#]],
    );
    check(
        &folder,
        "variants subjects/panier --count 3 --seed 300000000",
        &expect![[r#"
            status 2
            --- stderr
            erreur[graine] : la graine 300000000 est trop grande
             |
             = aide : choisissez un nombre de 0 à 268435455
        "#]],
    );
    check(
        &folder,
        "variants subjects/panier --count 3 --questions 1.1,4.2",
        &expect![[r#"
            status 2
            --- stderr
            erreur[question-inconnue] : question inconnue : « 4.2 »
             |
             = aide : questions connues : 1.1
        "#]],
    );
    check(
        &folder,
        "variants subjects/panier --roster absent.csv",
        &expect![[r#"
        status 2
        --- stderr
        erreur[fichier-illisible] : « absent.csv » ne se lit pas : il n’existe pas
    "#]],
    );
    check(
        &folder,
        "variants subjects/panier --roster double.csv",
        &expect![[r#"
        status 2
        --- stderr
        erreur[identifiant-double] : l’identifiant « b1 » désigne deux élèves
         --> double.csv:4:1
          |
        1 | identifiant
        2 | b1
          | -- le premier est ici
        3 | b2
        4 | b1
          | ^^ déjà pris
    "#]],
    );
    check(
        &folder,
        "variants subjects/panier --count 9 --series 3 --seating 6",
        &expect![[r#"
        status 2
        --- stderr
        erreur[salle-illisible] : « 6 » n’est pas un plan de salle
         |
         = aide : attendu : le nombre de rangs, puis de places par rang : « 6x5 »
         = aide : chacun va de 1 à 50
    "#]],
    );
    check(
        &folder,
        "variants subjects/panier --count 9 --series 3 --seating 2x2",
        &expect![[r#"
            status 2
            --- stderr
            erreur[salle-trop-petite] : 4 places pour 9 élèves
             |
             = aide : agrandissez le plan : « 5x2 »
        "#]],
    );
    check(
        &folder,
        "variants subjects/panier --count 3 --series 5",
        &expect![[r#"
            status 2
            --- stderr
            erreur[series] : 5 séries pour 3 élèves
             |
             = aide : il y a au plus autant de séries que d’élèves
        "#]],
    );
    check(
        &folder,
        "variants subjects/panier --count 9 --collate seat",
        &expect![[r#"
            status 2
            --- stderr
            erreur[argument-inutile] : « --collate seat » ne dit rien sans « --seating »
             |
             = aide : ajoutez « --seating », ou choisissez un autre ordre
        "#]],
    );
    check(
        &folder,
        "stress subjects/panier --draws 0",
        &expect![[r#"
            status 2
            --- stderr
            erreur : « 0 » ne convient pas à « --draws » ; attendu : un nombre entier, 1 au moins
              aide : « corrige stress --help » dit ce qui est possible
        "#]],
    );
    check(
        &folder,
        "stress subjects/panier --seed 300000000",
        &expect![[r#"
            status 2
            --- stderr
            erreur[graine] : la graine 300000000 est trop grande
             |
             = aide : choisissez un nombre de 0 à 268435455
        "#]],
    );
    check(
        &folder,
        "stress subjects/panier --questions 2.1",
        &expect![[r#"
            status 2
            --- stderr
            erreur[question-inconnue] : question inconnue : « 2.1 »
             |
             = aide : questions connues : 1.1
        "#]],
    );
    fs::write(folder.path(SUBJECT), PANIER.split("variantes:").next().unwrap()).unwrap();
    check(
        &folder,
        "variants subjects/panier --count 3",
        &expect![[r#"
            status 2
            --- stderr
            erreur[sans-variantes] : « panier » n’a pas de variantes
             --> subjects/panier/sujet.yaml:4:8
              |
            3 | session: 2025
            4 | titre: Panier moyen
              |        ^^^^^^^^^^^^ rien n’y change d’un élève à l’autre
            5 | duree: 10 min
              |
              = aide : ajoutez « variantes: » au sujet : ce qui change d’un élève à l’autre
        "#]],
    );
}

#[test]
fn another_class_does_not_take_the_place_of_one() {
    let folder = class();
    fs::write(folder.path("autres.csv"), "identifiant\nc1\nc2\n").unwrap();
    folder.run(&["variants", "subjects/panier", "--roster", "eleves.csv", "--seed", "7"]);
    let before = folder.bytes(&built("manifest.json"));
    check(
        &folder,
        "variants subjects/panier --roster autres.csv --seed 7",
        &expect![[r#"
        status 2
        --- stderr
        erreur[autre-classe] : « out/panier/variantes/7 » tient les copies d’une autre classe
         |
         = aide : choisissez une autre graine avec « --seed », ou un autre dossier avec « --out »
         = aide : ou supprimez ce dossier, si ces copies ne servent plus
    "#]],
    );
    assert!(before == folder.bytes(&built("manifest.json")));
}

#[test]
fn a_check_tells_what_no_variant_can_satisfy() {
    let folder = class();
    let impossible = PANIER.replace("[panier entre 20 € et 60 €]", "[panier < 0 €]");
    fs::write(folder.path(SUBJECT), impossible).unwrap();
    check(
        &folder,
        "check subjects/panier",
        &expect![[r#"
        status 1
        --- stdout
        1 sujet vérifié, 1 faute, 1 avertissement
        --- stderr
        avertissement[contrainte-fausse-ici] : le sujet tel qu’il est écrit ne respecte pas cette contrainte
          --> subjects/panier/sujet.yaml:28:17
           |
        27 |   tickets: {parmi: [20 tickets, 25 tickets, 32 tickets, 40 tickets, 50 tickets]}
        28 |   contraintes: [panier < 0 €]
           |                 ^^^^^^^^^^^^ fausse avec les valeurs écrites

        erreur[contraintes-impossibles] : aucune des 45 combinaisons possibles ne respecte les contraintes
          --> subjects/panier/sujet.yaml:28:17
           |
        27 |   tickets: {parmi: [20 tickets, 25 tickets, 32 tickets, 40 tickets, 50 tickets]}
        28 |   contraintes: [panier < 0 €]
           |                 ^^^^^^^^^^^^ refuse 100 % des essais ; panier y va de 20 à 70 €
           |
           = aide : sans « panier < 0 € », 100 % des essais seraient acceptés
           = aide : essai refusé : ventes = 1 000 € ; tickets = 20 tickets ; panier = 50 €
           = aide : essai refusé : ventes = 1 000 € ; tickets = 25 tickets ; panier = 40 €
    "#]],
    );
}
