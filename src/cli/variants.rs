//! `corrige variants`: a paper a pupil, with its corrigé.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::{Args, ValueEnum};

use super::Status;
use super::arguments::{Output, Subjects};
use super::progress::Bar;
use super::project::engine;
use super::report::Report;
use crate::diagnostic::{Fault, Faults, io_reason};
use crate::number::{counted, grouped};
use crate::session::class::{
    Class, Collate, Course, Outcome, Pupils, Refusal, Request, print_class,
};
use crate::session::{Planned, Prepared, Project, cores, plan, prepare};
use crate::source::Sources;
use crate::typst::Engine;
use crate::variants::roster::{self, Pupil};
use crate::variants::{Key, seating};

/// What `corrige variants` is asked.
#[derive(Debug, Args)]
pub(super) struct VariantsArguments {
    #[command(flatten)]
    subjects: Subjects,
    /// Nombre de variantes
    #[arg(long, value_name = "NOMBRE", required_unless_present = "roster")]
    count: Option<u32>,
    /// Liste des élèves (CSV : identifiant;nom;groupe), une variante chacun
    #[arg(long, value_name = "FICHIER", conflicts_with = "count")]
    roster: Option<PathBuf>,
    /// Graine du tirage, de 0 à 268435455 ; 1 par défaut
    #[arg(long, value_name = "GRAINE", default_value_t = 1, hide_default_value = true)]
    seed: u32,
    /// Questions à imprimer seules, séparées par des virgules : 2.3,2.4
    #[arg(long, value_name = "QUESTIONS", value_delimiter = ',')]
    questions: Vec<String>,
    /// Nombre de séries, si plusieurs élèves partagent une variante
    #[arg(long, value_name = "NOMBRE")]
    series: Option<u32>,
    /// Plan de la salle, rangées × colonnes : deux voisins n’ont pas la même série
    #[arg(long, value_name = "6x6", requires = "series")]
    seating: Option<String>,
    /// Fichier de clé : sans lui, un code ne dit rien
    #[arg(long, value_name = "FICHIER")]
    key: Option<PathBuf>,
    /// Ordre des copies dans les fichiers à imprimer : roster, name, group, seat, series
    #[arg(long, value_name = "ORDRE", value_enum, hide_possible_values = true)]
    collate: Option<Order>,
    #[command(flatten)]
    output: Output,
    /// Nombre de copies imprimées à la fois ; une par cœur par défaut
    #[arg(long, value_name = "NOMBRE")]
    jobs: Option<usize>,
}

impl From<&Refusal> for Status {
    fn from(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::Asked(_) => Self::Refused,
            Refusal::Subject(_) => Self::Faulty,
        }
    }
}

/// The order of the papers in the files to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Order {
    /// That of the roster.
    Roster,
    /// By name.
    Name,
    /// By group.
    Group,
    /// By place in the room.
    Seat,
    /// By series.
    Series,
}

/// Prints the papers of a class, for each subject.
pub(super) fn run(arguments: &VariantsArguments, project: &Project, report: &mut Report) -> Status {
    let mut sources = Sources::default();
    let asked = request(arguments, &mut sources).and_then(|request| {
        let planned = plan(&arguments.subjects.files).map_err(Faults::from_iter)?;
        Ok((request, planned, engine(project)?))
    });
    let (request, planned, engine) = match asked {
        Ok(asked) => asked,
        Err(faults) => {
            report.faults(&faults.in_order(), &sources);
            return Status::Refused;
        }
    };
    let stop = stopped_by_hand();
    let mut status = Status::Done;
    for subject in &planned {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        status = status.max(one(&engine, subject, arguments, &request, &stop, report));
    }
    status
}

fn one(
    engine: &Engine,
    planned: &Planned,
    arguments: &VariantsArguments,
    request: &Request,
    stop: &AtomicBool,
    report: &mut Report,
) -> Status {
    let prepared = prepare(&planned.subject, engine.bounds());
    report.faults(&prepared.faults, &prepared.sources);
    let Prepared { ready: Some(ready), sources, .. } = prepared else { return Status::Faulty };
    let name = planned.folder.display().to_string();
    let class = Course::new(&name, &ready, &sources, &arguments.questions).and_then(|course| {
        report.faults(course.warnings(), &sources);
        Class::new(course, request)
    });
    let class = match class {
        Ok(class) => class,
        Err(refusal) => {
            let status = Status::from(&refusal);
            report.faults(&refusal.faults().in_order(), &sources);
            return status;
        }
    };
    let bar = Bar::new(class.papers(), "copies");
    let threads = arguments.jobs.unwrap_or_else(cores);
    let printed =
        print_class(engine, &class, &arguments.output.out, threads, stop, &mut || bar.advance());
    bar.end();
    match printed {
        Ok(outcome) => told(&outcome, class.papers(), report),
        Err(fault) => {
            report.faults(&[fault], &sources);
            Status::Refused
        }
    }
}

/// Says what became of a class; no pupil is named.
pub(super) fn told(outcome: &Outcome, papers: usize, report: &mut Report) -> Status {
    report.faults(&outcome.faults, &outcome.sources);
    let folder = outcome.folder.display();
    match &outcome.manifest {
        Some(manifest) => {
            for file in &manifest.files {
                let pages = match file.pages {
                    0 => String::new(),
                    pages => format!("  {}", counted(pages, "page")),
                };
                report.line(&format!("{folder}/{}{pages}", file.path));
            }
            let kept = match outcome.kept {
                0 => String::new(),
                kept => format!(", dont {} déjà là", counted(kept, "copie")),
            };
            let shared = match outcome.pupils == papers {
                true => counted(papers, "copie"),
                false => {
                    format!("{} en {}", counted(outcome.pupils, "copie"), counted(papers, "série"))
                }
            };
            report.line(&format!("{shared} (graine {}){kept}, {}", manifest.seed, report.count()));
            Status::Done
        }
        None if outcome.faults.is_empty() => {
            let done = counted(outcome.kept + outcome.printed, "copie");
            let message = format!("interrompu : {done} sur {}", grouped(papers));
            let fault = Fault::error("interrompu", message);
            let help = "relancez la même commande : elle reprendra où elle s’est arrêtée";
            report.refused(&[fault.help(help)])
        }
        None => Status::Faulty,
    }
}

/// Reads what is asked.
fn request(arguments: &VariantsArguments, sources: &mut Sources) -> Result<Request, Faults> {
    let pupils = match &arguments.roster {
        Some(path) => Pupils::Roster(read_roster(path, sources)?),
        None => Pupils::Count(arguments.count.unwrap_or_default()),
    };
    let room = match &arguments.seating {
        Some(text) => Some(seating::Room::parse(text)?),
        None => None,
    };
    let lacking = match arguments.collate {
        Some(Order::Seat) if room.is_none() => Some(("seat", "--seating")),
        Some(Order::Series) if arguments.series.is_none() => Some(("series", "--series")),
        _ => None,
    };
    if let Some((order, lacking)) = lacking {
        let message = format!("« --collate {order} » ne dit rien sans « {lacking} »");
        return Err(Fault::error("argument-inutile", message)
            .help(format!("ajoutez « {lacking} », ou choisissez un autre ordre"))
            .into());
    }
    let collate = arguments.collate.map(|order| match order {
        Order::Roster => Collate::Roster,
        Order::Name => Collate::Name,
        Order::Group => Collate::Group,
        Order::Seat => Collate::Seat,
        Order::Series => Collate::Series,
    });
    Ok(Request {
        seed: arguments.seed,
        key: read_key(arguments.key.as_deref())?,
        keyed: arguments.key.is_some(),
        pupils,
        series: arguments.series,
        collate: collate.unwrap_or(if room.is_some() { Collate::Seat } else { Collate::Roster }),
        room,
    })
}

/// Reads the list of pupils.
pub(super) fn read_roster(path: &Path, sources: &mut Sources) -> Result<Vec<Pupil>, Faults> {
    let bytes = read(path)?;
    roster::read(sources, &path.display().to_string(), &bytes)
}

/// Reads the key of a file, or takes the one everybody has.
pub(super) fn read_key(path: Option<&Path>) -> Result<Key, Faults> {
    let Some(path) = path else { return Ok(Key::public()) };
    let bytes = read(path)?;
    if bytes.trim_ascii().len() < 16 {
        let message = format!("la clé « {} » est trop courte", path.display());
        let help =
            "écrivez-y au moins 16 caractères que personne ne devinera, et gardez ce fichier";
        return Err(Fault::error("cle-courte", message).help(help).into());
    }
    Ok(Key::of_file(&bytes))
}

fn read(path: &Path) -> Result<Vec<u8>, Fault> {
    fs::read(path).map_err(|error| {
        let message = format!("« {} » ne se lit pas : {}", path.display(), io_reason(&error));
        Fault::error("fichier-illisible", message)
    })
}

/// Returns what Ctrl-C sets: the paper being printed is ended, no other begun.
/// A second one ends the program at once.
pub(super) fn stopped_by_hand() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let set = Arc::clone(&stop);
    #[expect(clippy::exit, reason = "a second Ctrl-C wants the end at once")]
    let again = || std::process::exit(2);
    // Without a handler, Ctrl-C ends the program: files are whole all the same.
    let _ = ctrlc::set_handler(move || {
        if set.swap(true, Ordering::Relaxed) {
            again();
        }
    });
    stop
}
