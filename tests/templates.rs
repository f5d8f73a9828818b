//! The templates as their author meets them: listed, shown, copied out, and what
//! is told of one that fails.

use std::collections::BTreeMap;
use std::fs;

use expect_test::{Expect, expect};

use crate::support::standards::breaches;
use crate::support::{Folder, GOOD, check, project};

const SUBJECT: &str = "subjects/essai/sujet.yaml";
const CALLOUT: &str = "templates/components/callout.typ";

#[test]
fn the_list_names_each_template_and_marks_those_of_the_project() {
    let folder = Folder::new();
    let run = folder.run(&["templates"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let parts: Vec<&str> = run.stdout.lines().filter(|line| !line.starts_with("  ")).collect();
    assert_eq!(
        parts,
        [
            "Documents",
            "",
            "Composants",
            "",
            "Communs à tous",
            "",
            "pour en modifier un : « corrige templates --eject GABARIT »"
        ]
    );
    let line = "  callout             un encadré (bloc « encadre »)";
    assert!(run.stdout.contains(&format!("{line}\n")), "{}", run.stdout);
    folder.run(&["templates", "--eject", "callout"]);
    let own = format!("{line}  (remplacé par le projet)\n");
    assert!(folder.run(&["templates"]).stdout.contains(&own));
}

#[test]
fn a_template_is_copied_once() {
    let folder = Folder::new();
    check(
        &folder,
        &["templates", "--eject", "components/callout.typ"],
        &expect![[r#"
            status 0
            --- stdout
            templates/components/callout.typ
            ce fichier remplace désormais le gabarit du programme ; supprimez-le pour y revenir
        "#]],
    );
    let ours = fs::read(project().join(CALLOUT)).expect("a template");
    assert!(folder.bytes(CALLOUT) == ours);
    check(
        &folder,
        &["templates", "--eject", "callout"],
        &expect![[r#"
            status 2
            --- stderr
            erreur[gabarit-existant] : « templates/components/callout.typ » existe déjà
             |
             = aide : le projet a déjà le sien : renommez-le ou supprimez-le d’abord
        "#]],
    );
    check(
        &folder,
        &["templates", "--eject", "calout"],
        &expect![[r#"
            status 2
            --- stderr
            erreur[gabarit-inconnu] : gabarit inconnu : « calout »
             |
             = aide : vouliez-vous dire « callout » ?
        "#]],
    );
    check(
        &folder,
        &["templates", "--eject", "../cachette"],
        &expect![[r#"
            status 2
            --- stderr
            erreur[gabarit-inconnu] : gabarit inconnu : « ../cachette »
             |
             = aide : « corrige templates » donne la liste des gabarits
        "#]],
    );
}

#[test]
fn the_gallery_shows_every_document_twice_and_breaks_no_rule() {
    let folder = Folder::new();
    let run = folder.run(&["templates", "--gallery"]);
    assert_eq!(run.status, 0, "{}", run.shown());
    let bytes = folder.bytes("out/galerie.pdf");
    assert_eq!(breaches(&bytes), BTreeMap::new());
    let gallery = lopdf::Document::load_mem(&bytes).expect("a PDF file");
    let pages: Vec<_> = gallery.get_pages().into_values().collect();
    let is_grey = |page: &lopdf::ObjectId| {
        let page = gallery.get_dictionary(*page).expect("a page");
        page.get(b"Contents").is_ok_and(|contents| contents.as_array().is_ok())
    };
    let colour = pages.iter().take_while(|page| !is_grey(page)).count();
    assert!(colour > 15 && colour * 2 == pages.len(), "{colour} of {}", pages.len());
    assert!(pages[colour..].iter().all(is_grey));
    // The same files give the same bytes.
    folder.run(&["templates", "--gallery", "ailleurs/autre.pdf"]);
    assert!(folder.bytes("ailleurs/autre.pdf") == bytes);
}

/// A subject whose second block is a callout, and the callout template with
/// some lines in the place of its own.
fn failing(template: &str) -> Folder {
    let text = GOOD.replace(
        "        corrige: Une réponse\n",
        "        corrige:\n          - Une réponse\n          - encadre:\n              \
         genre: conclusion\n              texte: La boutique progresse.\n          - Une suite\n",
    );
    Folder::with(&[(SUBJECT, &text), (CALLOUT, template)])
}

/// Holds what is told of a template that fails to what is expected.
fn told(template: &str, shown: &Expect) {
    check(&failing(template), &["build"], shown);
}

#[test]
fn a_template_that_is_badly_written_shows_the_place() {
    told(
        "#let callout((data) = [\n  Bonjour\n]\n",
        &expect![[r#"
            status 1
            --- stdout
            aucun document imprimé, 4 fautes
            --- stderr
            erreur[gabarit] : il manque une parenthèse, un crochet ou une accolade de fin
              --> templates/components/callout.typ:1:13
               |
             1 | #let callout((data) = [
               |             ^ Typst dit : « unclosed delimiter »
             2 |   Bonjour
               |
              ::: subjects/essai/sujet.yaml:17:13
               |
            16 |           - Une réponse
            17 |           - encadre:
               |             ------- ce bloc du sujet appelle le gabarit
            18 |               genre: conclusion
               |

            erreur[gabarit] : ceci n’est pas attendu ici : un signe égal
              --> templates/components/callout.typ:1:21
               |
             1 | #let callout((data) = [
               |                     ^ Typst dit : « unexpected equals sign »
             2 |   Bonjour
               |
              ::: subjects/essai/sujet.yaml:17:13
               |
            16 |           - Une réponse
            17 |           - encadre:
               |             ------- ce bloc du sujet appelle le gabarit
            18 |               genre: conclusion
               |

            erreur[gabarit] : attendu : un nom à définir ; trouvé : un bloc de contenu
              --> templates/components/callout.typ:1:23
               |
             1 |   #let callout((data) = [
               |  _______________________^
             2 | |   Bonjour
             3 | | ]
               | |_^ Typst dit : « expected pattern, found content block »
               |
              ::: subjects/essai/sujet.yaml:17:13
               |
            16 |             - Une réponse
            17 |             - encadre:
               |               ------- ce bloc du sujet appelle le gabarit
            18 |                 genre: conclusion
               |

            erreur[gabarit] : il manque ici un signe égal
              --> templates/components/callout.typ:3:2
               |
             2 |   Bonjour
             3 | ]
               |  ^ Typst dit : « expected equals sign »
               |
              ::: subjects/essai/sujet.yaml:17:13
               |
            16 |           - Une réponse
            17 |           - encadre:
               |             ------- ce bloc du sujet appelle le gabarit
            18 |               genre: conclusion
               |
        "#]],
    );
}

#[test]
fn a_template_that_panics_shows_the_block() {
    told(
        "#let callout(data) = {\n  if data.tone == \"conclusion\" { panic(\"genre inconnu\") }\n}\n",
        &expect![[r#"
            status 1
            --- stdout
            aucun document imprimé, 1 faute
            --- stderr
            erreur[gabarit] : le gabarit s’arrête de lui-même, par « panic » : genre inconnu
              --> templates/components/callout.typ:2:34
               |
             1 | #let callout(data) = {
             2 |   if data.tone == "conclusion" { panic("genre inconnu") }
               |                                  ^^^^^^^^^^^^^^^^^^^^^^ Typst dit : « panicked with: genre inconnu »
             3 | }
               |
              ::: subjects/essai/sujet.yaml:17:13
               |
            16 |           - Une réponse
            17 |           - encadre:
               |             ------- ce bloc du sujet appelle le gabarit
            18 |               genre: conclusion
               |
        "#]],
    );
}

#[test]
fn a_template_that_adds_what_cannot_be_added_shows_the_block() {
    told(
        "#let wide(tone) = tone + 1\n#let callout(data) = wide(data.tone)\n",
        &expect![[r#"
            status 1
            --- stdout
            aucun document imprimé, 1 faute
            --- stderr
            erreur[gabarit] : on n’additionne pas un texte et un nombre entier
              --> templates/components/callout.typ:1:19
               |
             1 | #let wide(tone) = tone + 1
               |                   ^^^^^^^^ Typst dit : « cannot add string and integer »
             2 | #let callout(data) = wide(data.tone)
               |
              ::: subjects/essai/sujet.yaml:17:13
               |
            16 |           - Une réponse
            17 |           - encadre:
               |             ------- ce bloc du sujet appelle le gabarit
            18 |               genre: conclusion
               |
              ::: templates/components/callout.typ:2:22
               |
             1 | #let wide(tone) = tone + 1
             2 | #let callout(data) = wide(data.tone)
               |                      --------------- appel de « wide »
        "#]],
    );
}

#[test]
fn a_template_that_reads_a_missing_key_or_file_shows_the_block() {
    told(
        "#let callout(data) = data.ton\n",
        &expect![[r#"
            status 1
            --- stdout
            aucun document imprimé, 1 faute
            --- stderr
            erreur[gabarit] : le dictionnaire n’a pas de clé « ton »
              --> templates/components/callout.typ:1:27
               |
             1 | #let callout(data) = data.ton
               |                           ^^^ Typst dit : « dictionary does not contain key "ton" »
               |
              ::: subjects/essai/sujet.yaml:17:13
               |
            16 |           - Une réponse
            17 |           - encadre:
               |             ------- ce bloc du sujet appelle le gabarit
            18 |               genre: conclusion
               |
        "#]],
    );
    told(
        "#let callout(data) = image(\"filet.svg\", alt: \"filet\")\n",
        &expect![[r#"
            status 1
            --- stdout
            aucun document imprimé, 1 faute
            --- stderr
            erreur[gabarit] : fichier introuvable : « templates/components/filet.svg »
              --> templates/components/callout.typ:1:28
               |
             1 | #let callout(data) = image("filet.svg", alt: "filet")
               |                            ^^^^^^^^^^^
               |
              ::: subjects/essai/sujet.yaml:17:13
               |
            16 |           - Une réponse
            17 |           - encadre:
               |             ------- ce bloc du sujet appelle le gabarit
            18 |               genre: conclusion
               |
        "#]],
    );
}

#[test]
fn a_template_that_imports_what_is_not_there_shows_the_place() {
    told(
        "#import \"led.typ\": lead\n#let callout(data) = lead\n",
        &expect![[r#"
            status 1
            --- stdout
            aucun document imprimé, 1 faute
            --- stderr
            erreur[gabarit] : fichier introuvable : « templates/components/led.typ »
              --> templates/components/callout.typ:1:9
               |
             1 | #import "led.typ": lead
               |         ^^^^^^^^^
             2 | #let callout(data) = lead
               |
              ::: subjects/essai/sujet.yaml:17:13
               |
            16 |           - Une réponse
            17 |           - encadre:
               |             ------- ce bloc du sujet appelle le gabarit
            18 |               genre: conclusion
               |
        "#]],
    );
    told(
        "#import \"lead.typ\": leed\n#let callout(data) = leed\n",
        &expect![[r#"
            status 1
            --- stdout
            aucun document imprimé, 1 faute
            --- stderr
            erreur[gabarit] : le fichier importé ne définit pas ce nom
              --> templates/components/callout.typ:1:21
               |
             1 | #import "lead.typ": leed
               |                     ^^^^ Typst dit : « unresolved import »
             2 | #let callout(data) = leed
               |
              ::: subjects/essai/sujet.yaml:17:13
               |
            16 |           - Une réponse
            17 |           - encadre:
               |             ------- ce bloc du sujet appelle le gabarit
            18 |               genre: conclusion
               |
        "#]],
    );
}

#[test]
fn a_template_that_fails_whatever_the_blocks_names_none() {
    let folder = failing("#let callout(data) = []\n");
    let title = fs::read_to_string(project().join("templates/components/title-block.typ"));
    let title = title.expect("a template").replace("sizes.title", "sizes.titre");
    folder.write("templates/components/title-block.typ", title.as_bytes());
    check(
        &folder,
        &["build"],
        &expect![[r#"
            status 1
            --- stdout
            aucun document imprimé, 1 faute
            --- stderr
            erreur[gabarit] : le dictionnaire n’a pas de clé « titre »
              --> templates/components/title-block.typ:75:23
               |
            74 |         sans(
            75 |           size: sizes.titre,
               |                       ^^^^^ Typst dit : « dictionary does not contain key "titre" »
            76 |           weight: "bold",
               |
        "#]],
    );
}

#[test]
fn a_template_that_fails_in_the_gallery_shows_the_block_of_the_case() {
    check(
        &failing("#let callout(data) = data.ton\n"),
        &["templates", "--gallery"],
        &expect![[r#"
            status 1
            --- stderr
            erreur[gabarit] : le dictionnaire n’a pas de clé « ton »
               --> templates/components/callout.typ:1:27
                |
              1 | #let callout(data) = data.ton
                |                           ^^^ Typst dit : « dictionary does not contain key "ton" »
                |
               ::: galerie/sujet.yaml:201:13
                |
            200 |                     - Aucun lien vers la boutique
            201 |           - encadre:
                |             ------- ce bloc du sujet appelle le gabarit
            202 |               genre: interpretation
                |
        "#]],
    );
}
