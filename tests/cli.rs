//! The command line: help, version, arguments that are not understood.

use crate::support::{Folder, check};
use expect_test::expect;

#[test]
fn without_argument_it_says_what_to_give() {
    check(
        &Folder::new(),
        &[],
        &expect![[r#"
            status 2
            --- stderr
            erreur : il manque une commande : build, check, explain, values, variants, stress, diff, verify, watch, merge, typst, templates, schema
              aide : « corrige --help » dit ce qui est possible
        "#]],
    );
}

#[test]
fn help_is_in_french() {
    let folder = Folder::new();
    check(
        &folder,
        &["--help"],
        &expect![[r#"
            status 0
            --- stdout
            Imprime des sujets d’examen et leurs corrigés à partir de leur description en YAML

            Usage : corrige <COMMANDE> [OPTIONS]

            Commandes :
              build      Imprime les documents des sujets
              check      Vérifie les sujets sans rien imprimer
              explain    Explique une règle de relecture, ou donne la liste des règles
              values     Donne toutes les valeurs nommées d’un sujet
              variants   Imprime des variantes d’un sujet, une par élève, avec leurs corrigés
              stress     Tire des milliers de variantes sans rien imprimer, et dit ce qu’elles donnent
              diff       Compare deux versions d’un sujet : valeurs, points, textes
              verify     Retrouve une copie par son code : l’imprime de nouveau, avec son corrigé
              watch      Imprime de nouveau ce que touche chaque fichier enregistré
              merge      Réunit les parts d’une session imprimée par plusieurs machines
              typst      Écrit un sujet en projet Typst, que la commande officielle imprime à l’identique
              templates  Donne la liste des gabarits, les montre dans un PDF, ou en copie un
              schema     Écrit le schéma JSON des sujets, qui aide les éditeurs à les compléter

            Options :
                  --format <FORME>  Forme des fautes : full (avec l’extrait), short, json, github, sarif
              -h, --help            Affiche cette aide
              -V, --version         Affiche la version

            « corrige build » imprime tous les sujets du dossier « subjects » dans « out ».
            Code de sortie : 0 si tout est fait, 1 si un sujet a des fautes, 2 si le travail
            n’a pas pu être fait.
        "#]],
    );
    check(
        &folder,
        &["build", "--help"],
        &expect![[r#"
            status 0
            --- stdout
            Imprime les documents des sujets

            Usage : corrige build [FICHIERS…] [OPTIONS]

            Arguments :
              [FICHIERS…]  Fichiers YAML, ou dossiers qui en contiennent ; « subjects » par défaut

            Options :
                  --session <SESSION>      Session à imprimer seule : 2025 ; option répétable
                  --exam <MOT>             Examen à imprimer seul, par un mot de l’examen, de l’épreuve ou du code ; répétable
                  --documents <DOCUMENTS>  Documents à imprimer seuls : sujet, corrige, bareme, exercice ; répétable
                  --edition <ÉDITION>      Édition adaptée à imprimer seule : a3, 16pt, 20pt ou dys ; option répétable
                  --out <DOSSIER>          Dossier des documents ; « out » par défaut
                  --jobs <NOMBRE>          Nombre de documents imprimés à la fois ; un par cœur par défaut
                  --dry-run                Dit ce qui serait imprimé, et n’imprime rien
                  --explain                Dit de chaque document pourquoi il est imprimé, ou qu’il est à jour
                  --keep-going             Imprime les autres sujets quand l’un a des fautes ; c’est le cas par défaut
                  --fail-fast              S’arrête à la première faute
                  --check                  Compare le dossier à ce qui serait imprimé, et n’écrit rien
                  --prune                  Supprime les documents qui ne sont plus demandés
                  --shard <PART>           N’imprime qu’une part des documents : 3/10, ou « auto » pour celle que dit la machine
                  --no-wait                N’attend pas, si une autre commande écrit dans le dossier
                  --timeout <SECONDES>     Temps accordé à un document ; 60 s par défaut
                  --memory <MIO>           Mémoire accordée à un document ; 1024 Mio par défaut
                  --max-pages <NOMBRE>     Nombre de pages accordé à un document ; 200 par défaut
                  --max-pixels <NOMBRE>    Nombre de pixels accordé à une image ; 25 millions par défaut
                  --format <FORME>         Forme des fautes : full (avec l’extrait), short, json, github, sarif
              -h, --help                   Affiche cette aide
        "#]],
    );
    check(
        &folder,
        &["check", "-h"],
        &expect![[r#"
            status 0
            --- stdout
            Vérifie les sujets sans rien imprimer

            Usage : corrige check [FICHIERS…] [--fix]

            Arguments :
              [FICHIERS…]  Fichiers YAML, ou dossiers qui en contiennent ; « subjects » par défaut

            Options :
                  --fix             Fait dans les fichiers les corrections sûres : typographie, mots doublés
                  --format <FORME>  Forme des fautes : full (avec l’extrait), short, json, github, sarif
              -h, --help            Affiche cette aide
        "#]],
    );
    check(
        &folder,
        &["values", "--help"],
        &expect![[r#"
            status 0
            --- stdout
            Donne toutes les valeurs nommées d’un sujet

            Usage : corrige values FICHIER [--format json]

            Arguments :
              FICHIER  Fichier YAML, ou dossier d’un sujet

            Options :
                  --format <FORME>  Forme des fautes : full (avec l’extrait), short, json, github, sarif
              -h, --help            Affiche cette aide
        "#]],
    );
}

#[test]
fn the_version_is_that_of_the_crate() {
    let version = format!("status 0\n--- stdout\ncorrige {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(Folder::new().run(&["--version"]).shown(), version);
    assert_eq!(Folder::new().run(&["-V"]).shown(), version);
}

#[test]
fn wrong_arguments_are_told_in_french() {
    let folder = Folder::new();
    check(
        &folder,
        &["biuld"],
        &expect![[r#"
        status 2
        --- stderr
        erreur : commande inconnue : « biuld »
          aide : vouliez-vous dire « build » ?
          aide : « corrige --help » dit ce qui est possible
    "#]],
    );
    check(
        &folder,
        &["imprimer"],
        &expect![[r#"
        status 2
        --- stderr
        erreur : commande inconnue : « imprimer »
          aide : « corrige --help » dit ce qui est possible
    "#]],
    );
    check(
        &folder,
        &["build", "--ouy", "x"],
        &expect![[r#"
        status 2
        --- stderr
        erreur : « --ouy » n’est pas attendu ici
          aide : vouliez-vous dire « --out » ?
          aide : « corrige --help » dit ce qui est possible
    "#]],
    );
    check(
        &folder,
        &["check", "--out", "x"],
        &expect![[r#"
        status 2
        --- stderr
        erreur : « --out » n’est pas attendu ici
          aide : « corrige --help » dit ce qui est possible
    "#]],
    );
    check(
        &folder,
        &["build", "--out"],
        &expect![[r#"
        status 2
        --- stderr
        erreur : il manque une valeur après « --out »
          aide : « corrige --help » dit ce qui est possible
    "#]],
    );
    check(
        &folder,
        &["build", "--out", "a", "--out", "b"],
        &expect![[r#"
        status 2
        --- stderr
        erreur : « --out » est donné deux fois
          aide : « corrige --help » dit ce qui est possible
    "#]],
    );
    check(
        &folder,
        &["check", "--format", "jsn"],
        &expect![[r#"
            status 2
            --- stderr
            erreur : « jsn » ne convient pas à « --format » ; attendu : full, short, json, github, sarif
              aide : vouliez-vous dire « json » ?
              aide : « corrige --help » dit ce qui est possible
        "#]],
    );
    check(
        &folder,
        &["values"],
        &expect![[r#"
        status 2
        --- stderr
        erreur : il manque « FICHIER »
          aide : « corrige --help » dit ce qui est possible
    "#]],
    );
    check(
        &folder,
        &["values", "a", "b"],
        &expect![[r#"
        status 2
        --- stderr
        erreur : « b » n’est pas attendu ici
          aide : « corrige --help » dit ce qui est possible
    "#]],
    );
}
