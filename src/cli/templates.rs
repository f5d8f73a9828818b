//! `corrige templates`: the templates listed, shown, or copied into a project.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Status;
use super::project::{TEMPLATES, engine};
use super::report::Report;
use crate::diagnostic::Fault;
use crate::number::counted;
use crate::session::{Project, gallery, write};
use crate::typst::{catalogue, listed};

/// What `corrige templates` is asked.
#[derive(Debug, Args)]
pub(super) struct TemplatesArguments {
    /// Imprime chaque bloc, en couleur puis en noir et blanc ; « out/galerie.pdf » par défaut
    #[arg(
        long,
        value_name = "FICHIER",
        num_args = 0..=1,
        default_missing_value = "out/galerie.pdf",
        conflicts_with = "eject"
    )]
    gallery: Option<PathBuf>,
    /// Copie un gabarit dans le dossier « templates », pour le modifier
    #[arg(long, value_name = "GABARIT")]
    eject: Option<String>,
}

/// Lists the templates, prints their gallery, or copies one.
pub(super) fn run(
    arguments: &TemplatesArguments,
    project: &Project,
    report: &mut Report,
) -> Status {
    if let Some(path) = &arguments.gallery {
        return show(path, project, report);
    }
    if let Some(name) = &arguments.eject {
        return match eject(name) {
            Ok(path) => {
                report.line(&path.display().to_string());
                report.line(
                    "ce fichier remplace désormais le gabarit du programme ; \
                     supprimez-le pour y revenir",
                );
                Status::Done
            }
            Err(fault) => report.refused(&[fault]),
        };
    }
    report.output(&list());
    Status::Done
}

/// Writes the templates by folder, and marks those that the project replaces.
fn list() -> String {
    let parts = [("Documents", "documents"), ("Composants", "components"), ("Communs à tous", "")];
    let width = catalogue().map(|listed| listed.name().len()).max().unwrap_or_default();
    let mut text = String::new();
    for (title, folder) in parts {
        let _ = writeln!(text, "{title}");
        for listed in catalogue().filter(|listed| listed.folder() == folder) {
            let own = Path::new(TEMPLATES).join(listed.path);
            let own = if own.is_file() { "  (remplacé par le projet)" } else { "" };
            let _ = writeln!(text, "  {:width$}  {}{own}", listed.name(), listed.about);
        }
        text.push('\n');
    }
    text.push_str("pour en modifier un : « corrige templates --eject GABARIT »\n");
    text
}

/// Prints the gallery.
fn show(path: &Path, project: &Project, report: &mut Report) -> Status {
    let engine = match engine(project) {
        Ok(engine) => engine,
        Err(fault) => return report.refused(&[fault]),
    };
    match gallery(&engine) {
        Ok(gallery) => match write(path, &gallery.bytes) {
            Ok(()) => {
                report.line(&format!("{}  {}", path.display(), counted(gallery.pages, "page")));
                Status::Done
            }
            Err(fault) => report.refused(&[fault]),
        },
        Err((faults, sources)) => {
            report.faults(&faults, &sources);
            Status::Faulty
        }
    }
}

/// Copies a template into the project; returns where it stands.
fn eject(name: &str) -> Result<PathBuf, Fault> {
    let listed = listed(name).map_err(|near| {
        let fault = Fault::error("gabarit-inconnu", format!("gabarit inconnu : « {name} »"));
        match near {
            Some(near) => fault.help(format!("vouliez-vous dire « {near} » ?")),
            None => fault.help("« corrige templates » donne la liste des gabarits"),
        }
    })?;
    let path = Path::new(TEMPLATES).join(listed.path);
    if path.exists() {
        let message = format!("« {} » existe déjà", path.display());
        return Err(Fault::error("gabarit-existant", message)
            .help("le projet a déjà le sien : renommez-le ou supprimez-le d’abord"));
    }
    write(&path, listed.bytes())?;
    Ok(path)
}
