//! Arguments, from words to meaning.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand, ValueEnum};

use crate::diagnostic::Format as FaultFormat;
use crate::subject;

const HELP: &str = "\
{about}

Usage : {usage}

Commandes :
{subcommands}

Options :
{options}{after-help}";

const HELP_FILES: &str = "\
{about}

Usage : {usage}

Arguments :
  [FICHIERS…]  Fichiers YAML, ou dossiers qui en contiennent ; « subjects » par défaut

Options :
{options}";

const HELP_FILE: &str = "\
{about}

Usage : {usage}

Arguments :
  FICHIER  Fichier YAML, ou dossier d’un sujet

Options :
{options}";

/// Imprime des sujets d’examen et leurs corrigés à partir de leur description en YAML
#[derive(Debug, Parser)]
#[command(
    name = "corrige",
    version,
    help_template = HELP,
    override_usage = "corrige <COMMANDE> [OPTIONS]",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    after_help = "\
« corrige build » imprime tous les sujets du dossier « subjects » dans « out ».
Code de sortie : 0 si tout est fait, 1 si un sujet a des fautes, 2 si le travail
n’a pas pu être fait."
)]
pub(super) struct Arguments {
    /// Ce qu’il faut faire
    #[command(subcommand)]
    pub(super) command: Command,
    /// Forme des fautes : full (avec l’extrait), short, json, github
    #[arg(
        long,
        global = true,
        value_name = "FORME",
        value_enum,
        default_value = "full",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) format: Format,
    /// Affiche cette aide
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// Affiche la version
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

/// What is asked for.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Imprime les documents des sujets
    #[command(
        help_template = HELP_FILES,
        override_usage = "corrige build [FICHIERS…] [--out DOSSIER] [--edition ÉDITION]",
    )]
    Build {
        /// Fichiers YAML, ou dossiers qui en contiennent ; « subjects » par défaut
        #[arg(value_name = "FICHIERS")]
        files: Vec<PathBuf>,
        /// Dossier des documents ; « out » par défaut
        #[arg(long, value_name = "DOSSIER", default_value = "out", hide_default_value = true)]
        out: PathBuf,
        /// Édition adaptée à imprimer seule : a3, 16pt, 20pt ou dys ; option répétable
        #[arg(long, value_name = "ÉDITION", value_enum, hide_possible_values = true)]
        edition: Vec<Edition>,
    },
    /// Vérifie les sujets sans rien imprimer
    #[command(
        help_template = HELP_FILES,
        override_usage = "corrige check [FICHIERS…]",
    )]
    Check {
        /// Fichiers YAML, ou dossiers qui en contiennent ; « subjects » par défaut
        #[arg(value_name = "FICHIERS")]
        files: Vec<PathBuf>,
    },
    /// Donne toutes les valeurs nommées d’un sujet
    #[command(
        help_template = HELP_FILE,
        override_usage = "corrige values FICHIER [--format json]",
    )]
    Values {
        /// Fichier YAML, ou dossier d’un sujet
        #[arg(value_name = "FICHIER")]
        file: PathBuf,
    },
}

/// How faults and values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With the guilty lines.
    Full,
    /// A line each.
    Short,
    /// A JSON object each.
    Json,
    /// Annotations of GitHub.
    Github,
}

/// An adapted edition of the exam paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Edition {
    /// A4 enlarged to A3.
    A3,
    /// 16 pt.
    #[value(name = "16pt")]
    Large,
    /// 20 pt.
    #[value(name = "20pt")]
    ExtraLarge,
    /// For dyslexic readers.
    Dys,
}

impl From<Edition> for subject::Edition {
    fn from(edition: Edition) -> Self {
        match edition {
            Edition::A3 => Self::A3,
            Edition::Large => Self::Large,
            Edition::ExtraLarge => Self::ExtraLarge,
            Edition::Dys => Self::Dys,
        }
    }
}

impl From<Format> for FaultFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Full => Self::Full,
            Format::Short => Self::Short,
            Format::Json => Self::Json,
            Format::Github => Self::Github,
        }
    }
}

/// Reads the arguments, the program's name first.
pub(super) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Arguments, clap::Error> {
    Arguments::try_parse_from(arguments)
}
