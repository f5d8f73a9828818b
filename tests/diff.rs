//! `corrige diff`: what differs between two revisions, for people and for
//! programs, and the page for correctors.

use std::collections::BTreeMap;

use crate::support::file::{File, squeezed};
use crate::support::standards::breaches;
use crate::support::{Folder, project};
use expect_test::{Expect, expect};
use serde_json::Value;

/// A subject with a computation, a scheme, an annexe and a version.
const SUBJECT: &str = "\
examen: BTS d’essai
epreuve: Épreuve d’essai
session: 2025
titre: Essai
duree: 1 h
total: 6
version: {numero: 1, date: 15 mai 2025}
documents: [sujet, corrige, bareme]
annexes:
  fichier: {titre: Le fichier, contenu: [{tableau: {table: communes}}]}
donnees:
  validite: 95 %
  communes:
    colonnes: {commune: Commune, fiches: {titre: Fiches, unite: fiches}}
    lignes: [[Verdun, 208], [Épinal, 640]]
calculs:
  contacts: {libelle: Contacts, formule: plafond(somme(communes.fiches) × validite), unite: contacts}
dossiers:
  - titre: Un dossier
    points: 6
    capacites: [Préparer une campagne]
    annexes: [fichier]
    questions:
      - enonce: Compter les contacts.
        points: 4
        bareme:
          - {points: 3, libelle: contacts, calcul: contacts}
          - {points: 1, libelle: méthode}
        corrige:
          - calcul: [contacts]
          - texte: Il reste {contacts} à appeler.
      - enonce: Dire pourquoi appeler le soir.
        points: 2
        bareme:
          - {points: 2, libelle: une raison}
        corrige: Les clients sont chez eux le soir.
";

/// Makes a folder with two revisions; the new one differs by some passages.
fn revisions(changes: &[(&str, &str)]) -> Folder {
    let folder =
        Folder::with(&[("avant/essai/sujet.yaml", SUBJECT), ("apres/essai/sujet.yaml", SUBJECT)]);
    for (from, to) in changes {
        folder.alter("apres/essai/sujet.yaml", from, to);
    }
    folder
}

fn check(changes: &[(&str, &str)], shown: &Expect) {
    shown.assert_eq(&revisions(changes).run(&["diff", "avant", "apres"]).shown());
}

const VERSION: (&str, &str) = ("numero: 1, date: 15 mai 2025", "numero: 2, date: 17 mai 2025");

#[test]
fn nothing_differs_but_comments_and_layout() {
    check(
        &[("titre: Essai\n", "titre: 'Essai' # le même\n\n")],
        &expect![[r#"
            status 0
            --- stdout
            aucune différence
        "#]],
    );
}

#[test]
fn a_figure_shows_wherever_it_is_read() {
    check(
        &[("validite: 95 %", "validite: 90 %"), VERSION],
        &expect![[r#"
        status 1
        --- stdout
        Identité
          version  Version 1 du 15 mai 2025 → Version 2 du 17 mai 2025
          date     15 mai 2025 → 17 mai 2025

        Valeurs
          validite  95 % → 90 %                  validite
          contacts  806 contacts → 764 contacts  Contacts

        Corrigé
          Question 1.1 – copies déjà corrigées : à reprendre, un résultat attendu change
            barème
              - Contacts : [806 contacts]
              + Contacts : [764 contacts]
            calcul « Contacts »
              - (208 fiches + 640 fiches) × [95 %] = [805,6 fiches] → [806 contacts]
              + (208 fiches + 640 fiches) × [90 %] = [763,2 fiches] → [764 contacts]
            réponse
              - Il reste [806 contacts] à appeler.
              + Il reste [764 contacts] à appeler.

        2 mentions de l’identité, 2 valeurs, 3 textes
    "#]],
    );
}

#[test]
fn a_cell_of_a_table_is_told_by_its_row() {
    check(
        &[("[Épinal, 640]", "[Épinal, 641]")],
        &expect![[r#"
        status 1
        --- stdout
        Valeurs
          communes.fiches [Épinal]  640 fiches → 641 fiches      Fiches
          contacts                  806 contacts → 807 contacts  Contacts

        Corrigé
          Question 1.1 – copies déjà corrigées : à reprendre, un résultat attendu change
            barème
              - Contacts : [806 contacts]
              + Contacts : [807 contacts]
            calcul « Contacts »
              - (208 fiches + [640 fiches]) × 95 % = [805,6 fiches] → [806 contacts]
              + (208 fiches + [641 fiches]) × 95 % = [806,55 fiches] → [807 contacts]
            réponse
              - Il reste [806 contacts] à appeler.
              + Il reste [807 contacts] à appeler.

        Sujet
          Annexe 1
            tableau
              - Épinal | Fiches : [640]
              + Épinal | Fiches : [641]

        2 valeurs, 4 textes
    "#]],
    );
}

#[test]
fn words_change_no_mark() {
    check(
        &[("chez eux le soir", "chez eux après 18 heures")],
        &expect![[r#"
        status 1
        --- stdout
        Corrigé
          Question 1.2 – copies déjà corrigées : rien à reprendre
            réponse
              - Les clients sont chez eux [le soir].
              + Les clients sont chez eux [après 18 heures].

        1 texte
    "#]],
    );
}

#[test]
fn points_that_move_are_told() {
    check(
        &[
            ("{points: 3, libelle: contacts, ", "{points: 2, libelle: contacts, "),
            ("{points: 1, libelle: méthode}", "{points: 2, libelle: méthode détaillée}"),
        ],
        &expect![[r#"
            status 1
            --- stdout
            Points
              Question 1.1  3 pts → 2 pts  Contacts : 806 contacts
              Question 1.1  1 pt → 2 pts   Méthode détaillée

            Corrigé
              Question 1.1 – copies déjà corrigées : à reprendre, les points changent
                barème
                  - Méthode
                  + Méthode [détaillée]

            2 nombres de points, 1 texte
        "#]],
    );
}

#[test]
fn a_figure_that_turns_a_conclusion_is_read_again() {
    let answer = "        corrige:
          - si: validite > 90 %
            alors: [Le fichier est bon.]
            sinon: [Le fichier est à revoir.]
";
    let text = SUBJECT.replace("        corrige: Les clients sont chez eux le soir.\n", answer);
    let text = text.replace(" × validite", "");
    let folder =
        Folder::with(&[("avant/essai/sujet.yaml", &text), ("apres/essai/sujet.yaml", &text)]);
    folder.alter("apres/essai/sujet.yaml", "validite: 95 %", "validite: 85 %");
    expect![[r#"
        status 1
        --- stdout
        Valeurs
          validite  95 % → 85 %  validite

        Corrigé
          Question 1.2 – copies déjà corrigées : à relire, des nombres de la réponse changent
            réponse
              - Le fichier est [bon].
              + Le fichier est [à revoir].

        1 valeur, 1 texte
    "#]]
    .assert_eq(&folder.run(&["diff", "avant", "apres"]).shown());
}

#[test]
fn questions_and_annexes_come_and_go() {
    check(
        &[
            (
                "      - enonce: Dire pourquoi",
                "      - enonce: Citer un texte qui protège les clients.
        points: 1
        bareme: [{points: 1, libelle: un texte}]
        corrige: Le règlement général sur la protection des données.
      - enonce: Dire pourquoi",
            ),
            ("        points: 2\n", "        points: 1\n"),
            ("{points: 2, libelle: une raison}", "{points: 1, libelle: une raison}"),
            (
                "annexes:\n",
                "annexes:\n  horaires: {titre: Les horaires, contenu: [De 9 h à 20 h.]}\n",
            ),
            ("annexes: [fichier]", "annexes: [horaires, fichier]"),
        ],
        &expect![[r#"
            status 1
            --- stdout
            Points
              Question 1.2  rien → 1 point
              Question 1.3  2 points → 1 point
              Question 1.3  2 pts → 1 pt        Une raison

            Corrigé
              Question 1.2 : ajoutée – copies déjà corrigées : à reprendre, les points changent
                Citer un texte qui protège les clients.
              Question 1.3 (auparavant : Question 1.2) – copies déjà corrigées : à reprendre, les points changent

            Sujet
              Dossier 1
                annexes
                  - annexe 1
                  + annexes 1 et 2
              Annexe 1 : ajoutée
                Les horaires
              Annexe 2 (auparavant : Annexe 1)

            3 nombres de points, 5 textes
        "#]],
    );
}

#[test]
fn a_picture_that_was_replaced_is_told_where_it_is_seen() {
    let square = |side: u8| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"40\">\
             <rect width=\"{side}\" height=\"{side}\"/></svg>"
        )
    };
    let text = SUBJECT
        .replace(
            "contenu: [{tableau: {table: communes}}]",
            "contenu: [{image: {fichier: plan.svg, description: Le plan}}]",
        )
        .replace(
            "          - texte: Il reste {contacts} à appeler.\n",
            "          - image: {fichier: a.svg, description: Un carré}\n          \
             - image: {fichier: b.svg, description: Un autre}\n",
        );
    let folder = Folder::new();
    for revision in ["avant", "apres"] {
        folder.write(&format!("{revision}/essai/sujet.yaml"), text.as_bytes());
        for file in ["plan", "a", "b"] {
            let path = format!("{revision}/essai/{file}.svg");
            folder.write(&path, square(10).as_bytes());
        }
    }
    // Another file with the same drawing shows nothing new.
    folder.alter("apres/essai/sujet.yaml", "fichier: b.svg", "fichier: c.svg");
    folder.write("apres/essai/c.svg", square(10).as_bytes());
    folder.write("apres/essai/a.svg", square(20).as_bytes());
    folder.write("apres/essai/plan.svg", square(30).as_bytes());
    expect![[r#"
        status 1
        --- stdout
        Corrigé
          Question 1.1 – copies déjà corrigées : rien à reprendre
            image « Un carré »
              - ancienne image
              + image remplacée

        Sujet
          Annexe 1
            image « Le plan »
              - ancienne image
              + image remplacée

        Images
          plan.svg  changée
          a.svg     changée
          c.svg     ajoutée
          b.svg     supprimée

        4 images
    "#]]
    .assert_eq(&folder.run(&["diff", "avant", "apres"]).shown());
    // One of another name in its place is another one.
    folder.write("apres/essai/c.svg", square(30).as_bytes());
    folder.alter("apres/essai/sujet.yaml", "numero: 1", "numero: 2");
    folder.run(&["diff", "avant", "apres", "--pdf", "ici.pdf"]);
    let text = squeezed(&File::read(&folder.bytes("ici.pdf")).pages.concat());
    for told in ["Image « Un carré »", "Image « Un autre »", "Annexe 1 : Le fichier"] {
        assert!(text.contains(&squeezed(told)), "{told}\n{text}");
    }
    assert_eq!(text.matches(&squeezed("image remplacée")).count(), 2, "{text}");
}

#[test]
fn a_program_reads_one_object() {
    let folder = revisions(&[("validite: 95 %", "validite: 90 %")]);
    let run = folder.run(&["diff", "avant", "apres", "--format", "json"]);
    assert_eq!((run.status, run.stderr.as_str()), (1, ""));
    assert_eq!(run.stdout.lines().count(), 1);
    let changes: Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(changes["version"], 1);
    assert_eq!(changes["values"][0]["old"]["exact"], "19/20");
    assert_eq!(changes["values"][0]["new"]["displayed"], "90\u{a0}%");
    assert_eq!(changes["sections"][0]["recheck"], "result");
    let run = folder.run(&["diff", "avant", "avant", "--format", "json"]);
    expect![[r#"
        status 0
        --- stdout
        {"version":1,"identity":[],"values":[],"points":[],"sections":[],"pictures":[]}
    "#]]
    .assert_eq(&run.shown());
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let folder = revisions(&[("total: 6", "total: 7")]);
    expect![[r#"
        status 2
        --- stderr
        erreur[total-faux] : le sujet vaut 7 points, mais les dossiers en donnent 6 points
          --> apres/essai/sujet.yaml:6:8
           |
         5 | duree: 1 h
         6 | total: 7
           |        ^ 7 points ici
         7 | version: {numero: 1, date: 15 mai 2025}
        ...
        19 |   - titre: Un dossier
        20 |     points: 6
           |             - 6 points
        21 |     capacites: [Préparer une campagne]
           |
           = aide : corrigez l’un des deux : il manque 1 point
    "#]]
    .assert_eq(&folder.run(&["diff", "avant", "apres"]).shown());
    expect![[r#"
        status 2
        --- stderr
        erreur[chemin-absent] : « ailleurs » n’existe pas
         |
         = aide : donnez un fichier YAML, ou un dossier qui contient des sujets
    "#]]
    .assert_eq(&folder.run(&["diff", "avant", "ailleurs"]).shown());
    expect![[r#"
        status 2
        --- stderr
        erreur : il manque « NOUVEAU »
          aide : « corrige diff --help » dit ce qui est possible
          aide : par exemple, « corrige diff avant subjects/2026/val-dore »
    "#]]
    .assert_eq(&folder.run(&["diff", "avant"]).shown());
}

#[test]
fn the_page_for_correctors_is_printed_where_it_belongs() {
    let folder = revisions(&[("chez eux le soir", "chez eux après 18 heures")]);
    let run = folder.run(&["diff", "avant", "apres", "--pdf"]);
    expect![[r#"
        status 1
        --- stdout
        Corrigé
          Question 1.2 – copies déjà corrigées : rien à reprendre
            réponse
              - Les clients sont chez eux [le soir].
              + Les clients sont chez eux [après 18 heures].

        1 texte
        out/essai/rectificatif.pdf  1 page
        --- stderr
        avertissement[version-inchangee] : le corrigé change, mais ni sa version ni sa date
         |
         = aide : numérotez-le : « version: {numero: 2, date: 17 mai 2025} »
    "#]]
    .assert_eq(&run.shown());
    assert!(folder.path("out/essai/rectificatif.pdf").is_file());
    folder.run(&["diff", "avant", "apres", "--pdf", "ici.pdf"]);
    assert_eq!(folder.bytes("ici.pdf"), folder.bytes("out/essai/rectificatif.pdf"));
}

#[test]
fn a_corrige_that_says_the_same_has_no_page() {
    let folder = revisions(&[("titre: Le fichier", "titre: Le fichier des clients")]);
    let run = folder.run(&["diff", "avant", "apres", "--pdf"]);
    expect![[r#"
        status 1
        --- stdout
        Sujet
          Annexe 1
            titre
              - Le fichier
              + Le fichier [des clients]

        1 texte
        le corrigé dit la même chose : aucun rectificatif à imprimer
    "#]]
    .assert_eq(&run.shown());
    assert!(!folder.path("out").exists());
}

#[test]
fn a_figure_of_a_real_subject_is_corrected_on_a_page() {
    let folder = Folder::new();
    let real = project().join("subjects/2023/cloche-lorraine");
    folder.copy(&real, "avant/cloche-lorraine");
    folder.copy(&real, "apres/cloche-lorraine");
    let subject = "apres/cloche-lorraine/sujet.yaml";
    folder.alter(subject, "validite: {valeur: 95 %", "validite: {valeur: 90 %");
    folder.alter(subject, "numero: 1, date: 15 mai 2023", "numero: 2, date: 17 mai 2023");
    let run = folder.run(&["diff", "avant", "apres", "--pdf", "rectificatif.pdf"]);
    assert_eq!((run.status, run.stderr.as_str()), (1, ""));
    for line in [
        "  version  Version 1 du 15 mai 2023 → Version 2 du 17 mai 2023",
        "  Question 2.3 – copies déjà corrigées : à reprendre, un résultat attendu change",
        "      - Contacts exploitables : [1 275 contacts]",
        "      + Contacts exploitables : [1 208 contacts]",
        "  Question 2.4 – copies déjà corrigées : à relire, des nombres de la réponse changent",
    ] {
        let plain = run.stdout.replace(['\u{a0}', '\u{202f}'], " ");
        assert!(plain.lines().any(|shown| shown == line), "{line}\n{plain}");
    }
    let bytes = folder.bytes("rectificatif.pdf");
    assert_eq!(breaches(&bytes), BTreeMap::new());
    let text = squeezed(&File::read(&bytes).pages.concat());
    for words in ["Rectificatif du corrigé", "À reprendre", "question 2.3", "Au lieu de", "1 208"]
    {
        assert!(text.contains(&squeezed(words)), "{words}");
    }
}

#[test]
fn a_question_that_is_gone_leaves_its_number_and_takes_its_points() {
    let first = "      - enonce: Compter les contacts.
        points: 4
        bareme:
          - {points: 3, libelle: contacts, calcul: contacts}
          - {points: 1, libelle: méthode}
        corrige:
          - calcul: [contacts]
          - texte: Il reste {contacts} à appeler.
";
    let folder =
        revisions(&[(first, ""), ("total: 6", "total: 2"), ("points: 6", "points: 2"), VERSION]);
    folder.run(&["diff", "avant", "apres", "--pdf", "ici.pdf"]);
    let bytes = std::fs::read(folder.path("ici.pdf")).expect("the page");
    let text = squeezed(&File::read(&bytes).pages.concat());
    assert!(text.contains(&squeezed("question 1.1 (supprimée)")), "{text}");
    // The question that has its number now pays what it paid.
    assert_eq!(text.matches(&squeezed("Points de la question")).count(), 1, "{text}");
}

#[test]
fn the_same_revisions_give_the_same_page() {
    let folder = revisions(&[("validite: 95 %", "validite: 90 %"), VERSION]);
    for path in ["a.pdf", "b.pdf"] {
        folder.run(&["diff", "avant", "apres", "--pdf", path]);
    }
    assert_eq!(folder.bytes("a.pdf"), folder.bytes("b.pdf"));
}
