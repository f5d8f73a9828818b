//! What the help of each command looks like: the templates of its sections, and
//! the program as help shows it.

use clap::Command;

/// What `--version` says below the name of the program: what its files are made
/// from, which Typst sets them, and for which machine it was built.
pub(super) const VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "\nempreinte  ",
    env!("CORRIGE_BUILD"),
    "\ntypst      ",
    env!("CORRIGE_TYPST"),
    "\ncible      ",
    env!("CORRIGE_TARGET"),
    "\nprofil     ",
    env!("CORRIGE_PROFILE"),
);

/// Of the program.
pub(super) const HELP: &str = "\
{about}

Usage : {usage}

Commandes :
{subcommands}

Options :
{options}{after-help}";

/// Of a command about subjects.
pub(super) const HELP_FILES: &str = "\
{about}

Usage : {usage}

Arguments :
  [FICHIERS…]  Fichiers YAML, ou dossiers qui en contiennent ; « subjects » par défaut

Options :
{options}";

/// Of `merge`.
pub(super) const HELP_FOLDERS: &str = "\
{about}

Usage : {usage}

Arguments :
  DOSSIERS…  Dossiers de toutes les parts

Options :
{options}";

/// Of `new`.
pub(super) const HELP_FOLDER: &str = "\
{about}

Usage : {usage}

Arguments :
  [DOSSIER]  Dossier à écrire, neuf ou vide ; « subjects/SESSION/TITRE » par défaut

Options :
{options}{after-help}";

/// Of `explain`.
pub(super) const HELP_RULE: &str = "\
{about}

Usage : {usage}

Arguments :
  [RÈGLE]  Nom que montre un avertissement, comme « mot-double » ; toutes par défaut

Options :
{options}";

/// Of `verify`.
pub(super) const HELP_CODE: &str = "\
{about}

Usage : {usage}

Arguments :
  CODE         Code imprimé au bas d’une copie
  [FICHIERS…]  Fichiers YAML, ou dossiers qui en contiennent ; « subjects » par défaut

Options :
{options}";

/// Of `diff`.
pub(super) const HELP_DIFF: &str = "\
{about}

Usage : {usage}

Arguments :
  ANCIEN   Ancienne version : fichier YAML, ou dossier d’un sujet
  NOUVEAU  Nouvelle version

Options :
{options}{after-help}";

/// Of `completions`.
pub(super) const HELP_SHELL: &str = "\
{about}

Usage : {usage}

Arguments :
  SHELL  Interpréteur de commandes : bash, elvish, fish, powershell ou zsh

Options :
{options}";

/// Of `man`.
pub(super) const HELP_PAGES: &str = "\
{about}

Usage : {usage}

Arguments :
  DOSSIER  Dossier des pages

Options :
{options}";

/// Of a command about one subject.
pub(super) const HELP_FILE: &str = "\
{about}

Usage : {usage}

Arguments :
  FICHIER  Fichier YAML, ou dossier d’un sujet

Options :
{options}";

/// Of a command without arguments.
pub(super) const HELP_ALONE: &str = "\
{about}

Usage : {usage}

Options :
{options}";

/// Returns the program as it is shown: without what it keeps to itself.
pub(super) fn shown(program: &Command) -> Command {
    let commands: Vec<_> =
        program.get_subcommands().filter(|command| !command.is_hide_set()).cloned().collect();
    let arguments: Vec<_> = program.get_arguments().cloned().collect();
    Command::new("corrige")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .about(program.get_about().cloned().unwrap_or_default())
        .after_help(program.get_after_help().cloned().unwrap_or_default())
        .override_usage("corrige <COMMANDE> [OPTIONS]")
        .args(arguments)
        .subcommands(commands)
}
