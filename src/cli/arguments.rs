//! Arguments, from words to meaning.

use std::ffi::OsString;
use std::num::NonZero;
use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::diff::DiffArguments;
use super::help::{
    HELP, HELP_ALONE, HELP_CODE, HELP_DIFF, HELP_FILE, HELP_FILES, HELP_FOLDER, HELP_FOLDERS,
    HELP_PAGES, HELP_RULE, HELP_SHELL, VERSION,
};
use super::limits::LimitArguments;
use super::merge::MergeArguments;
use super::new::NewArguments;
use super::stress::StressArguments;
use super::templates::TemplatesArguments;
use super::typst::TypstArguments;
use super::variants::VariantsArguments;
use super::verify::VerifyArguments;
use super::watch::WatchArguments;
use crate::diagnostic::Format as FaultFormat;
use crate::session::worker::COMMAND;
use crate::subject;

/// Imprime des sujets d’examen et leurs corrigés à partir de leur description en YAML
#[derive(Debug, Parser)]
#[command(
    name = "corrige",
    version,
    long_version = VERSION,
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
    /// Forme des fautes : full (avec l’extrait), short, json, github, sarif
    #[arg(
        long,
        global = true,
        value_name = "FORME",
        value_enum,
        default_value = "full",
        hide_default_value = true,
        hide_possible_values = true,
        display_order = 100
    )]
    pub(super) format: Format,
    /// Affiche cette aide
    #[arg(short, long, global = true, action = ArgAction::Help, display_order = 101)]
    help: Option<bool>,
    /// Affiche la version ; « --version » dit aussi comment le programme est construit
    #[arg(short = 'V', long, action = ArgAction::Version, display_order = 102)]
    version: Option<bool>,
}

/// What is asked for.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Écrit un sujet d’exemple, complet et commenté, à transformer peu à peu
    #[command(
        help_template = HELP_FOLDER,
        override_usage = "corrige new [DOSSIER] [--exam EXAMEN] [--session ANNÉE] [--title TITRE]",
        after_help = "Dans un terminal, ce qui manque est demandé.",
    )]
    New(NewArguments),
    /// Imprime les documents des sujets
    #[command(
        help_template = HELP_FILES,
        override_usage = "corrige build [FICHIERS…] [OPTIONS]",
    )]
    Build(Box<BuildArguments>),
    /// Vérifie les sujets sans rien imprimer
    #[command(
        help_template = HELP_FILES,
        override_usage = "corrige check [FICHIERS…] [--fix]",
    )]
    Check {
        #[command(flatten)]
        subjects: Subjects,
        /// Fait dans les fichiers les corrections sûres : typographie, mots doublés
        #[arg(long)]
        fix: bool,
    },
    /// Explique une règle de relecture, ou donne la liste des règles
    #[command(
        help_template = HELP_RULE,
        override_usage = "corrige explain [RÈGLE]",
    )]
    Explain {
        /// Nom de la règle, comme « mot-double » ; toutes par défaut
        #[arg(value_name = "RÈGLE")]
        rule: Option<String>,
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
    /// Imprime des variantes d’un sujet, une par élève, avec leurs corrigés
    #[command(
        help_template = HELP_FILES,
        override_usage = "corrige variants [FICHIERS…] (--count NOMBRE | --roster FICHIER) [OPTIONS]",
    )]
    Variants(Box<VariantsArguments>),
    /// Tire des milliers de variantes sans rien imprimer, et dit ce qu’elles donnent
    #[command(
        help_template = HELP_FILES,
        override_usage = "corrige stress [FICHIERS…] [--draws NOMBRE] [OPTIONS]",
    )]
    Stress(StressArguments),
    /// Compare deux versions d’un sujet : valeurs, points, textes
    #[command(
        help_template = HELP_DIFF,
        override_usage = "corrige diff ANCIEN NOUVEAU [--pdf [FICHIER]] [--format json]",
        after_help = "\
Code de sortie : 0 si rien ne diffère, 1 si quelque chose diffère, 2 si la
comparaison n’a pas pu être faite.",
    )]
    Diff(DiffArguments),
    /// Retrouve une copie par son code : l’imprime de nouveau, avec son corrigé
    #[command(
        help_template = HELP_CODE,
        override_usage = "corrige verify CODE [FICHIERS…] [--roster FICHIER] [--key FICHIER]",
    )]
    Verify(VerifyArguments),
    /// Imprime ce qu’un autre processus du programme demande
    #[command(name = COMMAND, hide = true)]
    Worker,
    /// Imprime de nouveau ce que touche chaque fichier enregistré
    #[command(
        help_template = HELP_FILES,
        override_usage = "corrige watch [FICHIERS…] [--out DOSSIER] [--open]",
    )]
    Watch(WatchArguments),
    /// Réunit les parts d’une session imprimée par plusieurs machines
    #[command(
        help_template = HELP_FOLDERS,
        override_usage = "corrige merge DOSSIERS… [--out DOSSIER]",
    )]
    Merge(MergeArguments),
    /// Écrit un sujet en projet Typst, que la commande officielle imprime à l’identique
    #[command(
        help_template = HELP_FILE,
        override_usage = "corrige typst FICHIER --out DOSSIER",
    )]
    Typst(TypstArguments),
    /// Donne la liste des gabarits, les montre dans un PDF, ou en copie un
    #[command(
        help_template = HELP_ALONE,
        override_usage = "corrige templates [--gallery [FICHIER] | --eject GABARIT]",
    )]
    Templates(TemplatesArguments),
    /// Écrit le schéma JSON des sujets, qui aide les éditeurs à les compléter
    #[command(
        help_template = HELP_ALONE,
        override_usage = "corrige schema [--markdown]",
    )]
    Schema {
        /// Écrit plutôt, en Markdown, la page qui décrit toutes les clés
        #[arg(long)]
        markdown: bool,
    },
    /// Écrit de quoi compléter les commandes dans un terminal
    #[command(
        help_template = HELP_SHELL,
        override_usage = "corrige completions SHELL",
    )]
    Completions {
        /// Interpréteur de commandes : bash, elvish, fish, powershell ou zsh
        #[arg(value_name = "SHELL", value_enum, hide_possible_values = true)]
        shell: Shell,
    },
    /// Écrit les pages de manuel, une par commande
    #[command(
        help_template = HELP_PAGES,
        override_usage = "corrige man DOSSIER",
    )]
    Man {
        /// Dossier des pages
        #[arg(value_name = "DOSSIER")]
        folder: PathBuf,
    },
}

/// The subjects that a command is about.
#[derive(Debug, Args)]
pub(super) struct Subjects {
    /// Fichiers YAML, ou dossiers qui en contiennent ; « subjects » par défaut
    #[arg(value_name = "FICHIERS")]
    pub(super) files: Vec<PathBuf>,
}

/// Where a command writes.
#[derive(Debug, Args)]
pub(super) struct Output {
    /// Dossier des documents ; « out » par défaut
    #[arg(long, value_name = "DOSSIER", default_value = "out", hide_default_value = true)]
    pub(super) out: PathBuf,
}

/// What `corrige build` is asked.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub(super) struct BuildArguments {
    #[command(flatten)]
    pub(super) subjects: Subjects,
    /// Session à imprimer seule : 2025 ; option répétable
    #[arg(long, value_name = "SESSION")]
    pub(super) session: Vec<String>,
    /// Examen à imprimer seul, par un mot de l’examen, de l’épreuve ou du code ; répétable
    #[arg(long, value_name = "MOT")]
    pub(super) exam: Vec<String>,
    /// Documents à imprimer seuls : sujet, corrige, bareme, exercice ; répétable
    #[arg(
        long,
        value_name = "DOCUMENTS",
        value_enum,
        value_delimiter = ',',
        hide_possible_values = true
    )]
    pub(super) documents: Vec<Document>,
    /// Édition adaptée à imprimer seule : a3, 16pt, 20pt ou dys ; option répétable
    #[arg(long, value_name = "ÉDITION", value_enum, hide_possible_values = true)]
    pub(super) edition: Vec<Edition>,
    #[command(flatten)]
    pub(super) output: Output,
    /// Nombre de documents imprimés à la fois ; un par cœur par défaut
    #[arg(long, value_name = "NOMBRE")]
    pub(super) jobs: Option<NonZero<usize>>,
    /// Dit ce qui serait imprimé, et n’imprime rien
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Dit de chaque document pourquoi il est imprimé, ou qu’il est à jour
    #[arg(long)]
    pub(super) explain: bool,
    /// Imprime les autres sujets quand l’un a des fautes ; c’est le cas par défaut
    #[arg(long, conflicts_with = "fail_fast")]
    pub(super) keep_going: bool,
    /// S’arrête à la première faute
    #[arg(long)]
    pub(super) fail_fast: bool,
    /// Compare le dossier à ce qui serait imprimé, et n’écrit rien
    #[arg(long, conflicts_with_all = ["dry_run", "explain", "prune"])]
    pub(super) check: bool,
    /// Supprime les documents qui ne sont plus demandés
    #[arg(long, conflicts_with = "dry_run")]
    pub(super) prune: bool,
    /// N’imprime qu’une part des documents : 3/10, ou « auto » pour celle que dit la machine
    #[arg(long, value_name = "PART", conflicts_with = "prune")]
    pub(super) shard: Option<String>,
    /// N’attend pas si une autre commande écrit dans le dossier
    #[arg(long)]
    pub(super) no_wait: bool,
    /// Ce qu’un document peut demander
    #[command(flatten)]
    pub(super) limits: LimitArguments,
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
    /// One SARIF document.
    Sarif,
}

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Document {
    /// The exam paper, with its adapted editions.
    Sujet,
    /// The answer sheet.
    Corrige,
    /// The marking scheme.
    Bareme,
    /// The questions on a sheet without cover.
    Exercice,
}

impl From<Document> for subject::Document {
    fn from(document: Document) -> Self {
        match document {
            Document::Sujet => Self::Sujet,
            Document::Corrige => Self::Corrige,
            Document::Bareme => Self::Bareme,
            Document::Exercice => Self::Exercise,
        }
    }
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
            Format::Sarif => Self::Sarif,
        }
    }
}

/// Reads the arguments, the program's name first.
pub(super) fn parse(arguments: &[OsString]) -> Result<Arguments, clap::Error> {
    Arguments::try_parse_from(arguments)
}
