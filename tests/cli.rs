//! The command line: help, version, arguments that are not understood.

use std::fs;

use crate::support::{Folder, check, project};
use expect_test::expect;

#[test]
fn without_argument_it_says_what_to_give() {
    check(
        &Folder::new(),
        &[],
        &expect![[r#"
            status 2
            --- stderr
            erreur : il manque une commande : new, build, check, explain, values, variants, stress, diff, verify, watch, merge, typst, templates, schema, completions, man
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
              new          Écrit un sujet d’exemple, complet et commenté, à transformer peu à peu
              build        Imprime les documents des sujets
              check        Vérifie les sujets sans rien imprimer
              explain      Explique une règle de relecture, ou donne la liste des règles
              values       Donne toutes les valeurs nommées d’un sujet
              variants     Imprime des variantes d’un sujet, une par élève, avec leurs corrigés
              stress       Tire des milliers de variantes sans rien imprimer, et dit ce qu’elles donnent
              diff         Compare deux versions d’un sujet : valeurs, points, textes
              verify       Retrouve une copie par son code : l’imprime de nouveau, avec son corrigé
              watch        Imprime de nouveau ce que touche chaque fichier enregistré
              merge        Réunit les parts d’une session imprimée par plusieurs machines
              typst        Écrit un sujet en projet Typst, que la commande officielle imprime à l’identique
              templates    Donne la liste des gabarits, les montre dans un PDF, ou en copie un
              schema       Écrit le schéma JSON des sujets, qui aide les éditeurs à les compléter
              completions  Écrit de quoi compléter les commandes dans un terminal
              man          Écrit les pages de manuel, une par commande

            Options :
                  --format <FORME>  Forme des fautes : full (avec l’extrait), short, json, github, sarif
              -h, --help            Affiche cette aide
              -V, --version         Affiche la version ; « --version » dit aussi comment le programme est construit

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
                  --no-wait                N’attend pas si une autre commande écrit dans le dossier
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
fn the_version_says_how_the_program_is_built() {
    let folder = Folder::new();
    let version = env!("CARGO_PKG_VERSION");
    let short = format!("status 0\n--- stdout\ncorrige {version}\n");
    assert_eq!(folder.run(&["-V"]).shown(), short);
    let long = folder.run(&["--version"]);
    let built = long.stdout.split_once(&format!("{version}+")).expect("a fingerprint").1;
    let print: String = built.chars().take_while(char::is_ascii_hexdigit).collect();
    assert_eq!(print.len(), 16, "{}", long.stdout);
    let machine = long.stdout.lines().find_map(|line| line.strip_prefix("cible      "));
    let machine = machine.expect("a machine");
    assert!(machine.starts_with(std::env::consts::ARCH), "{machine}");
    let profile = long.stdout.lines().find_map(|line| line.strip_prefix("profil     "));
    let profile = profile.expect("a profile");
    assert!(env!("CARGO_BIN_EXE_corrige").contains(profile), "{profile}");
    let shown = long
        .shown()
        .replace(version, "0.1.0")
        .replace(&print, "[empreinte]")
        .replace(machine, "[cible]")
        .replace(profile, "[profil]");
    expect![[r#"
        status 0
        --- stdout
        corrige 0.1.0
        empreinte  0.1.0+[empreinte]
        typst      0.15.1
        cible      [cible]
        profil     [profil]
    "#]]
    .assert_eq(&shown);
}

#[test]
fn every_command_stands_in_the_tables_of_the_guide_and_of_the_readme() {
    let names = commands(&Folder::new());
    assert!(names.len() > 12, "{names:?}");
    for file in ["docs/guide.md", "README.md"] {
        let page = fs::read_to_string(project().join(file)).expect("a page");
        for name in &names {
            let shown = [' ', '`'].map(|end| format!("`corrige {name}{end}"));
            let mut rows = page.lines().filter(|line| line.starts_with("| "));
            let told = rows.any(|row| shown.iter().any(|command| row.contains(command)));
            assert!(told, "« corrige {name} » manque dans {file}");
        }
    }
}

/// Shows what is told of commands that are not understood.
fn refused(commands: &[&str]) -> String {
    let folder = Folder::new();
    let told = commands.iter().map(|typed| {
        let words: Vec<_> = typed.split(' ').collect();
        format!("$ corrige {typed}\n{}", folder.run(&words).stderr)
    });
    told.collect()
}

#[test]
fn what_lacks_is_told_with_the_line_to_type() {
    let lacking = [
        "variants subjects",
        "variants subjects --count",
        "variants subjects --roster --seed 3",
        "variants --count 5 --seating 6x6",
        "new --title",
        "diff",
        "diff avant",
        "typst",
        "merge",
        "verify",
        "man",
    ];
    expect![[r#"
        $ corrige variants subjects
        erreur : il manque « --count » ou « --roster »
          aide : « corrige variants --help » dit ce qui est possible
          aide : par exemple, « corrige variants subjects --count 35 »
        $ corrige variants subjects --count
        erreur : il manque une valeur après « --count »
          aide : « corrige variants --help » dit ce qui est possible
          aide : par exemple, « corrige variants subjects --count 35 »
        $ corrige variants subjects --roster --seed 3
        erreur : il manque une valeur après « --roster »
          aide : « corrige variants --help » dit ce qui est possible
          aide : par exemple, « corrige variants subjects --roster eleves.csv --seed 3 »
        $ corrige variants --count 5 --seating 6x6
        erreur : il manque « --series »
          aide : « corrige variants --help » dit ce qui est possible
          aide : par exemple, « corrige variants --count 5 --seating 6x6 --series 4 »
        $ corrige new --title
        erreur : il manque une valeur après « --title »
          aide : « corrige new --help » dit ce qui est possible
          aide : par exemple, « corrige new --title TITRE »
        $ corrige diff
        erreur : il manque « ANCIEN », « NOUVEAU »
          aide : « corrige diff --help » dit ce qui est possible
          aide : par exemple, « corrige diff avant/val-dore subjects/2026/val-dore »
        $ corrige diff avant
        erreur : il manque « NOUVEAU »
          aide : « corrige diff --help » dit ce qui est possible
          aide : par exemple, « corrige diff avant subjects/2026/val-dore »
        $ corrige typst
        erreur : il manque « FICHIER », « --out »
          aide : « corrige typst --help » dit ce qui est possible
          aide : par exemple, « corrige typst subjects/2026/val-dore --out sortie »
        $ corrige merge
        erreur : il manque « DOSSIERS »
          aide : « corrige merge --help » dit ce qui est possible
          aide : par exemple, « corrige merge part-1 part-2 »
        $ corrige verify
        erreur : il manque « CODE »
          aide : « corrige verify --help » dit ce qui est possible
          aide : par exemple, « corrige verify CODE »
        $ corrige man
        erreur : il manque « DOSSIER »
          aide : « corrige man --help » dit ce qui est possible
          aide : par exemple, « corrige man pages »
    "#]]
    .assert_eq(&refused(&lacking));
}

#[test]
fn what_is_unknown_is_told_with_the_line_that_was_meant() {
    let unknown = [
        "buil subjects --out sortie",
        "build --ouput=sortie",
        "stress --draw 5",
        "new --titre",
        "check --format=jsn",
        "explain a b",
        "completions fsh",
    ];
    expect![[r#"
        $ corrige buil subjects --out sortie
        erreur : commande inconnue : « buil »
          aide : « corrige --help » dit ce qui est possible
          aide : vouliez-vous dire « corrige build subjects --out sortie » ?
        $ corrige build --ouput=sortie
        erreur : « --ouput » n’est pas attendu ici
          aide : « corrige build --help » dit ce qui est possible
          aide : la commande s’écrit « corrige build [FICHIERS…] [OPTIONS] »
        $ corrige stress --draw 5
        erreur : « --draw » n’est pas attendu ici
          aide : « corrige stress --help » dit ce qui est possible
          aide : vouliez-vous dire « corrige stress --draws 5 » ?
        $ corrige new --titre
        erreur : « --titre » n’est pas attendu ici
          aide : « corrige new --help » dit ce qui est possible
          aide : vouliez-vous dire « corrige new --title » ?
        $ corrige check --format=jsn
        erreur : « jsn » ne convient pas à « --format » ; attendu : full, short, json, github, sarif
          aide : « corrige check --help » dit ce qui est possible
          aide : vouliez-vous dire « corrige check --format=json » ?
        $ corrige explain a b
        erreur : « b » n’est pas attendu ici
          aide : « corrige explain --help » dit ce qui est possible
          aide : la commande s’écrit « corrige explain [RÈGLE] »
        $ corrige completions fsh
        erreur : « fsh » ne convient pas à « SHELL » ; attendu : bash, elvish, fish, powershell, zsh
          aide : « corrige completions --help » dit ce qui est possible
          aide : vouliez-vous dire « corrige completions fish » ?
    "#]]
    .assert_eq(&refused(&unknown));
    let spaced = Folder::new().run(&["buld", "mes sujets"]).stderr;
    expect![[r#"
        erreur : commande inconnue : « buld »
          aide : « corrige --help » dit ce qui est possible
          aide : vouliez-vous dire « corrige build "mes sujets" » ?
    "#]]
    .assert_eq(&spaced);
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
              aide : « corrige --help » dit ce qui est possible
              aide : vouliez-vous dire « corrige build » ?
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
              aide : « corrige build --help » dit ce qui est possible
              aide : vouliez-vous dire « corrige build --out x » ?
        "#]],
    );
    check(
        &folder,
        &["check", "--out", "x"],
        &expect![[r#"
            status 2
            --- stderr
            erreur : « --out » n’est pas attendu ici
              aide : « corrige check --help » dit ce qui est possible
              aide : la commande s’écrit « corrige check [FICHIERS…] [--fix] »
        "#]],
    );
    check(
        &folder,
        &["build", "--out"],
        &expect![[r#"
            status 2
            --- stderr
            erreur : il manque une valeur après « --out »
              aide : « corrige build --help » dit ce qui est possible
              aide : par exemple, « corrige build --out sortie »
        "#]],
    );
    check(
        &folder,
        &["build", "--out", "a", "--out", "b"],
        &expect![[r#"
            status 2
            --- stderr
            erreur : « --out » est donné deux fois
              aide : « corrige build --help » dit ce qui est possible
        "#]],
    );
    check(
        &folder,
        &["check", "--format", "jsn"],
        &expect![[r#"
            status 2
            --- stderr
            erreur : « jsn » ne convient pas à « --format » ; attendu : full, short, json, github, sarif
              aide : « corrige check --help » dit ce qui est possible
              aide : vouliez-vous dire « corrige check --format json » ?
        "#]],
    );
    check(
        &folder,
        &["values"],
        &expect![[r#"
            status 2
            --- stderr
            erreur : il manque « FICHIER »
              aide : « corrige values --help » dit ce qui est possible
              aide : par exemple, « corrige values subjects/2026/val-dore »
        "#]],
    );
    check(
        &folder,
        &["values", "a", "b"],
        &expect![[r#"
            status 2
            --- stderr
            erreur : « b » n’est pas attendu ici
              aide : « corrige values --help » dit ce qui est possible
              aide : la commande s’écrit « corrige values FICHIER [--format json] »
        "#]],
    );
}

/// The commands that the help lists.
fn commands(folder: &Folder) -> Vec<String> {
    let help = folder.run(&["--help"]).stdout;
    let (_, list) = help.split_once("Commandes :\n").expect("the commands");
    let names = list.lines().map_while(|line| line.trim().split_once("  "));
    names.map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn every_shell_completes_every_command() {
    let folder = Folder::new();
    let commands = commands(&folder);
    assert!(commands.len() > 12, "{commands:?}");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = folder.run(&["completions", shell]);
        assert_eq!(script.status, 0);
        for command in &commands {
            assert!(script.stdout.contains(command.as_str()), "{shell}: {command}");
        }
        assert!(script.stdout.contains("--exam") || script.stdout.contains("-l exam"), "{shell}");
        // What one process of the program asks of another is nobody's to type.
        assert!(!script.stdout.contains("worker"), "{shell}");
    }
    check(
        &folder,
        &["completions", "tcsh"],
        &expect![[r#"
            status 2
            --- stderr
            erreur : « tcsh » ne convient pas à « SHELL » ; attendu : bash, elvish, fish, powershell, zsh
              aide : « corrige completions --help » dit ce qui est possible
              aide : vouliez-vous dire « corrige completions zsh » ?
        "#]],
    );
}

#[test]
fn every_command_has_its_page_of_manual() {
    let folder = Folder::new();
    check(
        &folder,
        &["man", "pages"],
        &expect![[r#"
            status 0
            --- stdout
            pages/corrige-build.1
            pages/corrige-check.1
            pages/corrige-completions.1
            pages/corrige-diff.1
            pages/corrige-explain.1
            pages/corrige-man.1
            pages/corrige-merge.1
            pages/corrige-new.1
            pages/corrige-schema.1
            pages/corrige-stress.1
            pages/corrige-templates.1
            pages/corrige-typst.1
            pages/corrige-values.1
            pages/corrige-variants.1
            pages/corrige-verify.1
            pages/corrige-watch.1
            pages/corrige.1
        "#]],
    );
    for command in commands(&folder) {
        assert!(folder.path(&format!("pages/corrige-{command}.1")).is_file(), "{command}");
    }
    // Written again where they are; never over a file of somebody else.
    assert_eq!(folder.run(&["man", "pages"]).status, 0);
    folder.write("pages/corrige-diff.1", b"la mienne");
    let mark = ".\\\" Page écrite par « corrige man ».\n";
    folder.write("pages/corrige.1", mark.as_bytes());
    check(
        &folder,
        &["man", "pages"],
        &expect![[r#"
        status 2
        --- stderr
        erreur[fichier-present] : « pages/corrige-diff.1 » n’a pas été écrit par « corrige man »
         |
         = aide : rien n’a été écrit ; choisissez un autre dossier
    "#]],
    );
    assert_eq!(folder.text("pages/corrige-diff.1"), "la mienne");
    assert_eq!(folder.text("pages/corrige.1").lines().count(), 1);
}
