//! The theme of a project as a person meets it: documents in its colours, with
//! its fonts and its logo, as accessible as before; what a change of it prints
//! again, and what is told of its faults.

use std::collections::BTreeMap;
use std::fs;

use corrige::session::Project;
use corrige::session::watch::{Round, Watch};
use corrige::source::Sources;
use expect_test::expect;

use crate::support::standards::breaches;
use crate::support::{FIRST, Folder, GOOD, check, project};

const GUIDE: &str = include_str!("../docs/guide.md");

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"30\">\
                    <rect width=\"90\" height=\"30\" fill=\"#7a1f2b\"/></svg>";

/// A family of as many letters as the one that it is made of.
const FAMILY: &str = "Vallombreuse3";

/// A font of the program under another name.
fn font() -> Vec<u8> {
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
    let (from, to) = (wide("Source Sans 3"), wide(FAMILY));
    let path = project().join("templates/fonts/SourceSans3-Regular.ttf");
    let mut bytes = fs::read(path).expect("a font of the program");
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(from.len()).position(|some| some == from) {
        at += found;
        bytes[at..at + to.len()].copy_from_slice(&to);
    }
    bytes
}

/// Returns the theme of the guide, with a family that the tests have.
fn shown() -> String {
    let (_, theme) = GUIDE.split_once("```text\ntheme:\n").expect("the theme of the guide");
    let (theme, _) = theme.split_once("```").expect("a closed block");
    format!("theme:\n{}", theme.replace("Luciole", FAMILY))
}

/// A project of four documents with the theme of the guide.
fn themed() -> Folder {
    let text = GOOD.replace("total: 4\n", "total: 4\ndocuments: [corrige, bareme, exercice]\n");
    let folder = Folder::with(&[(FIRST, &text), ("corrige.yaml", &shown()), ("logo.svg", LOGO)]);
    folder.write("polices/Essai.ttf", &font());
    folder
}

#[test]
fn documents_wear_the_theme_and_break_no_rule() {
    let folder = themed();
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 0, "{}", run.shown());
    for file in ["corrige", "bareme", "exercice"] {
        let bytes = folder.bytes(&format!("out/2024/premier/{file}.pdf"));
        assert_eq!(breaches(&bytes), BTreeMap::new(), "{file}");
        let document = lopdf::Document::load_mem(&bytes).expect("a PDF file");
        let described = |object: &lopdf::Object| {
            let alt = object.as_dict().and_then(|dictionary| dictionary.get(b"Alt"));
            let alt = alt.ok().and_then(|alt| lopdf::decode_text_string(alt).ok());
            alt.as_deref() == Some("Logo de l’académie de Vallombreuse")
        };
        assert_eq!(document.objects.values().filter(|object| described(object)).count(), 1);
    }
}

#[test]
fn a_change_of_theme_prints_what_wears_it() {
    let folder = themed();
    folder.run(&["build"]);
    let told = |from: &str, to: &str| {
        folder.alter("corrige.yaml", from, to);
        folder.run(&["build", "--explain"]).stdout
    };
    expect![[r#"
        out/2024/premier/corrige.pdf  1 page  thème modifié : corrige.yaml
        out/2024/premier/bareme.pdf  1 page  thème modifié : corrige.yaml
        out/2024/premier/exercice.pdf  1 page  thème modifié : corrige.yaml
        3 documents imprimés, aucune faute
    "#]]
    .assert_eq(&told("#1d4e4a", "#153e75"));
    folder.write("logo.svg", LOGO.replace("#7a1f2b", "#000").as_bytes());
    expect![[r#"
        out/2024/premier/corrige.pdf  1 page  thème modifié : logo
        out/2024/premier/bareme.pdf  1 page  thème modifié : logo
        out/2024/premier/exercice.pdf  1 page  thème modifié : logo
        3 documents imprimés, aucune faute
    "#]]
    .assert_eq(&folder.run(&["build", "--explain"]).stdout);
    fs::remove_file(folder.path("corrige.yaml")).expect("the project file");
    let plain = folder.run(&["build"]);
    assert!(plain.stdout.ends_with("3 documents imprimés, aucune faute\n"), "{}", plain.shown());
    let before = folder.bytes("out/2024/premier/corrige.pdf");
    folder.write("corrige.yaml", b"theme:\n");
    let empty = folder.run(&["build"]);
    assert!(empty.stdout.starts_with("aucun document imprimé"), "{}", empty.shown());
    assert!(folder.bytes("out/2024/premier/corrige.pdf") == before);
}

#[test]
fn a_project_taken_away_takes_its_theme() {
    let folder = themed();
    let run = folder.run(&["typst", FIRST, "--out", "projet"]);
    assert_eq!(run.status, 0, "{}", run.shown());
    let theme = folder.text("projet/corrige/templates/theme.json");
    assert!(theme.contains("\"accent\": \"#1d4e4a\""), "{theme}");
    assert_eq!(folder.text("projet/corrige/templates/theme/logo.svg"), LOGO);
    assert!(folder.path("projet/fonts/theme/essai.ttf").is_file());
}

#[test]
fn fonts_are_read_from_their_folder() {
    let folder = themed();
    folder.alter("corrige.yaml", FAMILY, "Valombreuse3");
    check(
        &folder,
        &["check"],
        &expect![[r#"
            status 2
            --- stderr
            erreur[police-absente] : aucune police de la famille « Valombreuse3 »
             --> corrige.yaml:7:12
              |
            6 |     dossier: polices
            7 |     texte: Valombreuse3
              |            ^^^^^^^^^^^^ attendu : une famille des polices du projet ou du programme
            8 |   logo:
              |
              = aide : vouliez-vous dire « Vallombreuse3 » ?
              = aide : familles présentes : Source Sans 3, Source Serif 4, STIX Two Math, Twemoji Mozilla, Vallombreuse3
        "#]],
    );
    folder.alter("corrige.yaml", "polices\n", "vides\n");
    folder.write("vides/lisez-moi.txt", b"rien");
    check(
        &folder,
        &["check"],
        &expect![[r#"
            status 2
            --- stderr
            erreur[police-absente] : aucune police dans « vides »
             --> corrige.yaml:6:14
              |
            5 |   polices:
            6 |     dossier: vides
              |              ^^^^^ attendu : un dossier de fichiers .ttf ou .otf
            7 |     texte: Valombreuse3
              |
        "#]],
    );
    folder.write("vides/Fausse.otf", b"un texte");
    check(
        &folder,
        &["check"],
        &expect![[r#"
            status 2
            --- stderr
            erreur[gabarit] : police illisible : « vides/Fausse.otf »
             --> corrige.yaml:6:14
              |
            5 |   polices:
            6 |     dossier: vides
              |              ^^^^^ nommé ici
            7 |     texte: Valombreuse3
              |
              = aide : attendu : une police TrueType ou OpenType
        "#]],
    );
}

#[test]
fn a_theme_that_is_saved_is_worn_at_once() {
    let folder = themed();
    let (subjects, templates) = ([folder.path("subjects")], folder.path("templates"));
    let read = || Project::read(&folder.path(""), &mut Sources::default()).expect("a theme");
    let bounds = read().limits.bounds();
    let mut watch = Watch::new(&subjects, &templates, &folder.path("out"), bounds)
        .and_then(|watch| watch.of_project(&folder.path(""), read()))
        .expect("a watch");
    let mut saved = |round: &Round| {
        let mut told = Vec::new();
        watch.saved(round, &mut |news| told.push(format!("{news:?}"))).expect("a folder");
        told
    };
    assert_eq!(saved(&Round::everything()).len(), 3);
    let file = Round::of([folder.path("corrige.yaml")]);
    folder.alter("corrige.yaml", "#1d4e4a", "#153e75");
    assert_eq!(saved(&file).len(), 3);
    assert_eq!(saved(&file), [""; 0]);
    folder.alter("corrige.yaml", "#153e75", "#ffffff");
    let told = saved(&file);
    assert!(told.len() == 1 && told[0].contains("couleur-inadmise"), "{told:?}");
    folder.alter("corrige.yaml", "#ffffff", "#153e75");
    folder.write("logo.svg", LOGO.replace("#7a1f2b", "#000").as_bytes());
    assert_eq!(saved(&Round::of([folder.path("logo.svg")])).len(), 3);
}
