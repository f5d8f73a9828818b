//! `corrige verify`: a paper of a class, found again by its code.

use std::fs;

use expect_test::expect;

use crate::support::Folder;
use crate::support::class::{PANIER, SUBJECT, built, check, class, codes, keys};

#[test]
fn a_paper_is_found_again_by_its_code() {
    let folder = class();
    folder.run(&["variants", "subjects/panier", "--roster", "eleves.csv", "--seed", "7"]);
    let keys = keys(&folder);
    let code = codes(&keys)[1].to_lowercase().replace('-', " ");
    let run = folder.run(&["verify", &code, "--roster", "eleves.csv"]);
    expect![[r#"
        status 0
        --- stdout
        out/panier/variantes/7/verification/sujets-b07.pdf  1 page
        out/panier/variantes/7/verification/corriges-b07.pdf  1 page
        identique à la copie imprimée
    "#]]
    .assert_eq(&run.shown());
    let printed = folder.bytes(&built("sujets/b07.pdf"));
    let again = built("verification/sujets-b07.pdf");
    assert!(printed == folder.bytes(&again));
    // Without the list the name is missing, and that is said.
    let shown = folder.run(&["verify", &code]).shown();
    assert!(shown.contains("sans nom"), "{shown}");
}

#[test]
fn a_code_says_what_it_needs() {
    let folder = class();
    folder.run(&["variants", "subjects/panier", "--count", "1", "--seed", "7"]);
    let keys = keys(&folder);
    let code = codes(&keys)[0];
    check(
        &folder,
        "verify K7QF-3M2X",
        &expect![[r#"
        status 2
        --- stderr
        erreur[code-longueur] : le code compte 8 caractères
         |
         = aide : attendu : 20 caractères, tels qu’ils figurent au bas de la copie (les tirets sont facultatifs)
    "#]],
    );
    fs::write(folder.path("cle"), "un secret assez long").unwrap();
    let keyed = folder.run(&["verify", code, "--key", "cle"]).shown();
    expect![[r#"
        status 2
        --- stderr
        erreur[code-inconnu] : ce code ne se déchiffre pas
         |
         = aide : un caractère a peut-être été pris pour un autre : relisez la copie
         = aide : « --key » doit nommer le fichier qui a servi à tirer les variantes, et manquer s’il n’y en avait pas
    "#]]
    .assert_eq(&keyed);
    fs::write(folder.path(SUBJECT), PANIER.replace("1200 €", "1250 €")).unwrap();
    let other = folder.run(&["verify", code]).shown();
    expect![[r#"
        status 2
        --- stderr
        erreur[autre-version] : aucun sujet n’a l’empreinte e1f… que demande ce code
         |
         = aide : retrouvez la version du sujet qui a servi : son empreinte est dans « manifest.json »
         = aide : sujets lus : panier (54a…)
    "#]].assert_eq(&other);
}

#[test]
fn pupils_who_share_a_number_are_both_told() {
    // Their identifiers have the same hash.
    let roster = "identifiant;nom\ne0073;Martin\ne1092;Roy\n";
    let folder = Folder::with(&[(SUBJECT, PANIER), ("eleves.csv", roster)]);
    folder.run(&["variants", "subjects/panier", "--roster", "eleves.csv", "--seed", "7"]);
    let keys = keys(&folder);
    let asked = ["verify", codes(&keys)[1], "--roster", "eleves.csv"];
    expect![[r#"
        status 0
        --- stdout
        out/panier/variantes/7/verification/sujets-e1092.pdf  1 page
        out/panier/variantes/7/verification/corriges-e1092.pdf  1 page
        identique à la copie imprimée
    "#]]
    .assert_eq(&folder.run(&asked).shown());
    // Without the manifest nothing tells them apart.
    fs::remove_file(folder.path(&built("manifest.json"))).unwrap();
    expect![[r#"
        status 0
        --- stdout
        out/panier/variantes/7/verification/sujets-sans-nom.pdf  1 page
        out/panier/variantes/7/verification/corriges-sans-nom.pdf  1 page
        sans nom : ce code peut être celui de « e0073 » ou de « e1092 »
        copie retrouvée ; rien à quoi la comparer dans le dossier de sortie
    "#]]
    .assert_eq(&folder.run(&asked).shown());
}

#[test]
fn a_name_that_no_font_draws_is_not_told_by_verify_either() {
    let folder = class();
    folder.run(&["variants", "subjects/panier", "--roster", "eleves.csv", "--seed", "7"]);
    let keys = keys(&folder);
    fs::write(folder.path("eleves.csv"), "identifiant;nom\nb12;Martin\u{13000}\n").unwrap();
    let run = folder.run(&["verify", codes(&keys)[0], "--roster", "eleves.csv"]).shown();
    assert!(run.starts_with("status 1"), "{run}");
    assert!(run.contains("il se trouve dans le nom de l’élève «\u{a0}b12\u{a0}»"), "{run}");
    assert!(!run.contains("Martin"), "{run}");
}
