//! `corrige man`: the help of the commands as pages of manual, in French.
//!
//! The pages are written here: the usual crate for them has its titles in
//! English and makes its own usage lines.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use clap::{Arg, Command, CommandFactory};

use super::Status;
use super::arguments::Arguments;
use super::help::shown;
use super::report::Report;
use crate::diagnostic::Fault;
use crate::session::write;

/// What a page begins with: whoever finds it may write over it.
const MARK: &str = ".\\\" Page écrite par « corrige man ».\n";

/// Writes the pages of all commands into a folder.
pub(super) fn run(folder: &Path, report: &mut Report) -> Status {
    let pages = pages();
    let others: Vec<_> = pages.keys().filter(|name| !ours(&folder.join(name))).collect();
    if let Some(name) = others.first() {
        let path = folder.join(name);
        let message = format!("« {} » n’a pas été écrit par « corrige man »", path.display());
        let fault = Fault::error("fichier-present", message);
        return report.refused(&[fault.help("rien n’a été écrit ; choisissez un autre dossier")]);
    }
    for (name, text) in &pages {
        let path = folder.join(name);
        if let Err(fault) = write(&path, text.as_bytes()) {
            return report.refused(&[fault]);
        }
        report.line(&path.display().to_string());
    }
    Status::Done
}

/// Tells whether a page may be written there.
fn ours(path: &Path) -> bool {
    !path.exists() || fs::read(path).is_ok_and(|bytes| bytes.starts_with(MARK.as_bytes()))
}

/// Makes the pages, by the names of their files.
fn pages() -> BTreeMap<String, String> {
    let mut program = shown(&Arguments::command());
    program.build();
    let names: Vec<_> = program.get_subcommands().map(of_command).collect();
    let mut pages: BTreeMap<_, _> = program
        .get_subcommands()
        .map(|command| (format!("{}.1", of_command(command)), page(command, &["corrige".into()])))
        .collect();
    pages.insert("corrige.1".to_owned(), page(&program, &names));
    pages
}

/// Names the page of a command.
fn of_command(command: &Command) -> String {
    format!("corrige-{}", command.get_name())
}

/// Writes the page of a command, which refers to others.
fn page(command: &Command, others: &[String]) -> String {
    let name = if command.has_subcommands() { "corrige".to_owned() } else { of_command(command) };
    let version = env!("CARGO_PKG_VERSION");
    let title = name.to_uppercase();
    let head = format!(".TH \"{title}\" \"1\" \"\" \"corrige {version}\" \"Manuel de corrige\"");
    let named = format!("{name} \\- {}", escaped(&about(command)));
    let (arguments, options): (Vec<_>, Vec<_>) = command
        .get_arguments()
        .filter(|argument| !argument.is_hide_set())
        .partition(|argument| argument.is_positional());
    let commands = command.get_subcommands().map(|one| (page_of(&of_command(one)), about(one)));
    let after = command.get_after_help().map(|after| escaped(&after.to_string()));
    let others: Vec<_> = others.iter().map(|name| page_of(name)).collect();
    let sections = [
        section("NOM", vec![named]),
        section("SYNOPSIS", vec![escaped(&usage(command))]),
        section("ARGUMENTS", terms(arguments.into_iter().map(argument))),
        section("COMMANDES", terms(commands)),
        section("OPTIONS", terms(options.into_iter().map(option))),
        section("REMARQUES", after.into_iter().collect()),
        section("VOIR AUSSI", vec![others.join(", ")]),
    ];
    format!("{MARK}{head}\n{}\n", sections.concat().join("\n"))
}

/// Puts a title over lines, if there are any.
fn section(title: &str, lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() { lines } else { [vec![format!(".SH {title}")], lines].concat() }
}

/// Lists terms and what they mean.
fn terms(terms: impl Iterator<Item = (String, String)>) -> Vec<String> {
    terms.flat_map(|(term, says)| [".TP".to_owned(), term, escaped(&says)]).collect()
}

/// Refers to a page.
fn page_of(name: &str) -> String {
    format!("\\fB{}\\fR(1)", escaped(name))
}

fn about(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

fn argument(argument: &Arg) -> (String, String) {
    (value(argument), help(argument))
}

fn option(option: &Arg) -> (String, String) {
    let short = option.get_short().map(|letter| format!("\\fB\\-{letter}\\fR"));
    let long = option.get_long().map(|name| format!("\\fB\\-\\-{}\\fR", escaped(name)));
    let names: Vec<_> = short.into_iter().chain(long).collect();
    let value = if option.get_action().takes_values() {
        format!(" {}", value(option))
    } else {
        String::new()
    };
    (names.join(", ") + &value, help(option))
}

/// Names the value of an argument.
fn value(argument: &Arg) -> String {
    let names = argument.get_value_names().unwrap_or_default();
    let names: Vec<_> = names.iter().map(|name| escaped(name)).collect();
    format!("\\fI{}\\fR", names.join(" "))
}

fn help(argument: &Arg) -> String {
    argument.get_help().map(ToString::to_string).unwrap_or_default()
}

fn usage(command: &Command) -> String {
    let usage = command.clone().render_usage().to_string();
    usage.trim_start_matches("Usage: ").to_owned()
}

/// Writes a text for `man`: no backslash, hyphen or first point of its own.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    let lines = text.lines().map(|line| match line.starts_with(['.', '\'']) {
        true => format!("\\&{line}"),
        false => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    /// Returns a page as the first version of the program writes it.
    fn page(name: &str) -> String {
        pages()[name].replace(env!("CARGO_PKG_VERSION"), "0.1.0")
    }

    #[test]
    fn a_page_says_what_the_help_says() {
        expect![[r#"
            .\" Page écrite par « corrige man ».
            .TH "CORRIGE-EXPLAIN" "1" "" "corrige 0.1.0" "Manuel de corrige"
            .SH NOM
            corrige-explain \- Explique une règle de relecture, ou donne la liste des règles
            .SH SYNOPSIS
            corrige explain [RÈGLE]
            .SH ARGUMENTS
            .TP
            \fIRÈGLE\fR
            Nom de la règle, comme « mot\-double » ; toutes par défaut
            .SH OPTIONS
            .TP
            \fB\-\-format\fR \fIFORME\fR
            Forme des fautes : full (avec l’extrait), short, json, github, sarif
            .TP
            \fB\-h\fR, \fB\-\-help\fR
            Affiche cette aide
            .SH VOIR AUSSI
            \fBcorrige\fR(1)
        "#]]
        .assert_eq(&page("corrige-explain.1"));
        expect![[r#"
            .\" Page écrite par « corrige man ».
            .TH "CORRIGE-DIFF" "1" "" "corrige 0.1.0" "Manuel de corrige"
            .SH NOM
            corrige-diff \- Compare deux versions d’un sujet : valeurs, points, textes
            .SH SYNOPSIS
            corrige diff ANCIEN NOUVEAU [\-\-pdf [FICHIER]] [\-\-format json]
            .SH ARGUMENTS
            .TP
            \fIANCIEN\fR
            Ancienne version : fichier YAML, ou dossier d’un sujet
            .TP
            \fINOUVEAU\fR
            Nouvelle version
            .SH OPTIONS
            .TP
            \fB\-\-pdf\fR \fIFICHIER\fR
            Imprime aussi un rectificatif ; « out/…/rectificatif.pdf » par défaut
            .TP
            \fB\-\-format\fR \fIFORME\fR
            Forme des fautes : full (avec l’extrait), short, json, github, sarif
            .TP
            \fB\-h\fR, \fB\-\-help\fR
            Affiche cette aide
            .SH REMARQUES
            Code de sortie : 0 si rien ne diffère, 1 si quelque chose diffère, 2 si la
            comparaison n’a pas pu être faite.
            .SH VOIR AUSSI
            \fBcorrige\fR(1)
        "#]]
        .assert_eq(&page("corrige-diff.1"));
    }

    #[test]
    fn the_first_page_leads_to_all_the_others() {
        let first = page("corrige.1");
        for name in pages().keys().filter(|name| *name != "corrige.1") {
            let page = escaped(name.trim_end_matches(".1"));
            assert_eq!(first.matches(&format!("\\fB{page}\\fR(1)")).count(), 2, "{name}");
        }
        expect![[r#"
            .\" Page écrite par « corrige man ».
            .TH "CORRIGE" "1" "" "corrige 0.1.0" "Manuel de corrige"
            .SH NOM
            corrige \- Imprime des sujets d’examen et leurs corrigés à partir de leur description en YAML
            .SH SYNOPSIS
            corrige <COMMANDE> [OPTIONS]
            .SH COMMANDES
            .TP
            \fBcorrige\-new\fR(1)
            Écrit un sujet d’exemple, complet et commenté, à transformer peu à peu
            .TP
            \fBcorrige\-build\fR(1)
            Imprime les documents des sujets
            .TP
            \fBcorrige\-check\fR(1)
            Vérifie les sujets sans rien imprimer
            .TP
            \fBcorrige\-explain\fR(1)
            Explique une règle de relecture, ou donne la liste des règles
            .TP
            \fBcorrige\-values\fR(1)
            Donne toutes les valeurs nommées d’un sujet
            .TP
            \fBcorrige\-variants\fR(1)
            Imprime des variantes d’un sujet, une par élève, avec leurs corrigés
            .TP
            \fBcorrige\-stress\fR(1)
            Tire des milliers de variantes sans rien imprimer, et dit ce qu’elles donnent
            .TP
            \fBcorrige\-diff\fR(1)
            Compare deux versions d’un sujet : valeurs, points, textes
            .TP
            \fBcorrige\-verify\fR(1)
            Retrouve une copie par son code : l’imprime de nouveau, avec son corrigé
            .TP
            \fBcorrige\-watch\fR(1)
            Imprime de nouveau ce que touche chaque fichier enregistré
            .TP
            \fBcorrige\-merge\fR(1)
            Réunit les parts d’une session imprimée par plusieurs machines
            .TP
            \fBcorrige\-typst\fR(1)
            Écrit un sujet en projet Typst, que la commande officielle imprime à l’identique
            .TP
            \fBcorrige\-templates\fR(1)
            Donne la liste des gabarits, les montre dans un PDF, ou en copie un
            .TP
            \fBcorrige\-schema\fR(1)
            Écrit le schéma JSON des sujets, qui aide les éditeurs à les compléter
            .TP
            \fBcorrige\-completions\fR(1)
            Écrit de quoi compléter les commandes dans un terminal
            .TP
            \fBcorrige\-man\fR(1)
            Écrit les pages de manuel, une par commande
            .SH OPTIONS
            .TP
            \fB\-\-format\fR \fIFORME\fR
            Forme des fautes : full (avec l’extrait), short, json, github, sarif
            .TP
            \fB\-h\fR, \fB\-\-help\fR
            Affiche cette aide
            .TP
            \fB\-V\fR, \fB\-\-version\fR
            Affiche la version ; « \-\-version » dit aussi comment le programme est construit
            .SH REMARQUES
            « corrige build » imprime tous les sujets du dossier « subjects » dans « out ».
            Code de sortie : 0 si tout est fait, 1 si un sujet a des fautes, 2 si le travail
            n’a pas pu être fait.
            .SH VOIR AUSSI
            \fBcorrige\-new\fR(1), \fBcorrige\-build\fR(1), \fBcorrige\-check\fR(1), \fBcorrige\-explain\fR(1), \fBcorrige\-values\fR(1), \fBcorrige\-variants\fR(1), \fBcorrige\-stress\fR(1), \fBcorrige\-diff\fR(1), \fBcorrige\-verify\fR(1), \fBcorrige\-watch\fR(1), \fBcorrige\-merge\fR(1), \fBcorrige\-typst\fR(1), \fBcorrige\-templates\fR(1), \fBcorrige\-schema\fR(1), \fBcorrige\-completions\fR(1), \fBcorrige\-man\fR(1)
        "#]].assert_eq(&first);
    }

    #[test]
    fn what_the_formatter_would_take_for_itself_is_escaped() {
        assert_eq!(escaped(".point\n'a \\ -b"), "\\&.point\n\\&'a \\e \\-b");
    }
}
