//! `corrige verify`: a paper found again by its code.

use std::path::PathBuf;

use clap::Args;

use super::Status;
use super::arguments::{Output, Subjects};
use super::project::engine;
use super::report::Report;
use super::variants::{read_key, read_roster};
use crate::diagnostic::{Fault, Faults};
use crate::number::counted;
use crate::session::class::{Refusal, Verified, verify};
use crate::session::{Fingerprint, Planned, Prepared, Project, Ready, plan, prepare};
use crate::source::Sources;
use crate::typst::Engine;
use crate::variants::Key;
use crate::variants::code::{Code, CodeFault};
use crate::variants::roster::Pupil;

/// What `corrige verify` is asked.
#[derive(Debug, Args)]
pub(super) struct VerifyArguments {
    /// Code imprimé au bas d’une copie
    #[arg(value_name = "CODE")]
    code: String,
    #[command(flatten)]
    subjects: Subjects,
    /// Liste des élèves, qui donne le nom à imprimer
    #[arg(long, value_name = "FICHIER")]
    roster: Option<PathBuf>,
    /// Fichier de clé
    #[arg(long, value_name = "FICHIER")]
    key: Option<PathBuf>,
    #[command(flatten)]
    output: Output,
}

/// Prints the paper of a code again.
pub(super) fn run(arguments: &VerifyArguments, project: &Project, report: &mut Report) -> Status {
    let mut sources = Sources::default();
    match steps(arguments, project, &mut sources) {
        Ok(verified) => told(&verified, arguments, report),
        Err(refusal) => {
            let status = Status::from(&refusal);
            report.faults(&refusal.faults().in_order(), &sources);
            status
        }
    }
}

fn steps(
    arguments: &VerifyArguments,
    project: &Project,
    sources: &mut Sources,
) -> Result<Verified, Refusal> {
    let Asked { code, key, roster, planned, ready, read, engine } =
        asked(arguments, project, sources).map_err(Refusal::Asked)?;
    let name = planned.folder.display().to_string();
    let subject = (name.as_str(), &ready, &read);
    let found = verify(&engine, subject, &code, &key, roster.as_deref(), &arguments.output.out);
    *sources = read;
    found
}

/// What a paper is found again from.
struct Asked {
    code: Code,
    key: Key,
    roster: Option<Vec<Pupil>>,
    planned: Planned,
    ready: Ready,
    read: Sources,
    engine: Engine,
}

/// Reads what is asked.
fn asked(
    arguments: &VerifyArguments,
    project: &Project,
    sources: &mut Sources,
) -> Result<Asked, Faults> {
    let fingerprint = Code::fingerprint(&arguments.code).map_err(misread)?;
    let key = read_key(arguments.key.as_deref())?;
    let code = Code::decode(&arguments.code, &key).map_err(misread)?;
    let roster = match &arguments.roster {
        Some(path) => Some(read_roster(path, sources)?),
        None => None,
    };
    let planned = plan(&arguments.subjects.files).map_err(Faults::from_iter)?;
    let (planned, ready, read) = find(fingerprint, planned, project)?;
    Ok(Asked { code, key, roster, planned, ready, read, engine: engine(project)? })
}

/// Finds the subject whose fingerprint a code bears.
fn find(
    fingerprint: u16,
    planned: Vec<Planned>,
    project: &Project,
) -> Result<(Planned, Ready, Sources), Faults> {
    let (mut others, mut faulty) = (Vec::new(), Vec::new());
    for planned in planned {
        let Prepared { ready: Some(ready), sources, .. } =
            prepare(&planned.subject, project.limits.bounds())
        else {
            faulty.push(planned.folder.display().to_string());
            continue;
        };
        let own = Fingerprint::of_subject(&ready.subject, &sources).short();
        if own == fingerprint {
            return Ok((planned, ready, sources));
        }
        others.push(format!("{} ({})", planned.folder.display(), shown(own)));
    }
    let message = format!("aucun sujet n’a l’empreinte {} que demande ce code", shown(fingerprint));
    let fault = Fault::error("autre-version", message).help(
        "retrouvez la version du sujet qui a servi : son empreinte est dans « manifest.json »",
    );
    let told = [("sujets lus", others), ("sujets qui ont des fautes", faulty)];
    let told = told.into_iter().filter(|(_, names)| !names.is_empty());
    Err(told
        .fold(fault, |fault, (what, names)| fault.help(format!("{what} : {}", names.join(", "))))
        .into())
}

/// Writes the bits of a fingerprint that a code bears as the fingerprint
/// begins in a manifest.
fn shown(short: u16) -> String {
    format!("{:03x}…", short >> 3)
}

fn misread(fault: CodeFault) -> Fault {
    fault.into()
}

fn told(verified: &Verified, arguments: &VerifyArguments, report: &mut Report) -> Status {
    let (code, listed) = (&arguments.code, arguments.roster.is_some());
    for file in &verified.files {
        let path = verified.folder.join(&file.path);
        report.line(&format!("{}  {}", path.display(), counted(file.pages, "page")));
    }
    if let Some(line) = nameless(verified, code, listed) {
        report.line(&line);
    }
    match verified.same {
        Some(true) => report.line("identique à la copie imprimée"),
        Some(false) => {
            let fault =
                Fault::error("copie-differente", "la copie imprimée n’avait pas ces octets");
            let help = "le programme, ses gabarits ou la liste des élèves ont changé depuis";
            report.faults(&[fault.help(help)], &Sources::default());
            return Status::Faulty;
        }
        None if verified.nameless && verified.twins.is_empty() => {
            report.line("copie retrouvée ; sans le nom, elle ne se compare à aucune autre");
        }
        None => report.line("copie retrouvée ; rien à quoi la comparer dans le dossier de sortie"),
    }
    Status::Done
}

/// Says why a paper bears no name, and what would give it one.
fn nameless(verified: &Verified, code: &str, listed: bool) -> Option<String> {
    if !verified.twins.is_empty() {
        let twins: Vec<_> =
            verified.twins.iter().map(|one| format!("«\u{a0}{one}\u{a0}»")).collect();
        return Some(format!("sans nom : ce code peut être celui de {}", twins.join(" ou de ")));
    }
    verified.nameless.then(|| match listed {
        false => format!(
            "sans nom : cette copie vient d’une liste d’élèves ; ajoutez-la : \
             «\u{a0}corrige verify {code} --roster eleves.csv\u{a0}»"
        ),
        true => "sans nom : la liste ne dit pas de quel élève est ce code".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(twins: &[&str], is_nameless: bool, listed: bool) -> Option<String> {
        let verified = Verified {
            folder: PathBuf::new(),
            files: Vec::new(),
            same: None,
            nameless: is_nameless,
            twins: twins.iter().map(|twin| (*twin).to_owned()).collect(),
        };
        nameless(&verified, "T71Z-Q53J-T7R3-PATH-3CF0", listed)
    }

    #[test]
    fn a_paper_without_a_name_says_what_would_give_it_one() {
        let said = [
            told(&[], true, false),
            told(&[], true, true),
            told(&["e0073", "e1092"], true, true),
            told(&[], false, true),
        ];
        let said = said.map(|line| line.unwrap_or_default() + "\n");
        expect_test::expect![[r#"
            sans nom : cette copie vient d’une liste d’élèves ; ajoutez-la : « corrige verify T71Z-Q53J-T7R3-PATH-3CF0 --roster eleves.csv »
            sans nom : la liste ne dit pas de quel élève est ce code
            sans nom : ce code peut être celui de « e0073 » ou de « e1092 »

        "#]].assert_eq(&said.concat());
    }
}
