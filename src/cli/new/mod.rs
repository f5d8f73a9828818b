//! `corrige new`: a subject to start from, named by options or by what a person
//! answers.

mod ask;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::Args;

use super::Status;
use super::limits::Expected;
use super::report::Report;
use crate::diagnostic::Fault;
use crate::starter::{Dossiers, Kind, Started, Wanted, Words, Year, folder, start};
use ask::Talk;

/// What is asked of a title and of an exam.
const WORDS: &str = "quelques mots";
/// What a person most likely answers.
const EXAM: &str = "BTS Négociation et digitalisation de la relation client";

/// What `corrige new` is told.
#[derive(Debug, Default, Args)]
pub(super) struct NewArguments {
    /// Dossier à écrire, neuf ou vide ; « subjects/SESSION/TITRE » par défaut
    #[arg(value_name = "DOSSIER")]
    folder: Option<PathBuf>,
    /// Examen, comme « BTS Négociation et digitalisation de la relation client »
    #[arg(long, value_name = "EXAMEN", value_parser = words)]
    exam: Option<Words>,
    /// Année de la session : 2026
    #[arg(long, value_name = "ANNÉE", value_parser = year)]
    session: Option<Year>,
    /// Titre du sujet
    #[arg(long, value_name = "TITRE", value_parser = words)]
    title: Option<Words>,
    /// Nombre de dossiers, de 1 à 6 ; 2 par défaut
    #[arg(long, value_name = "NOMBRE", value_parser = dossiers, conflicts_with = "exercise")]
    dossiers: Option<Dossiers>,
    /// Écrit plutôt un exercice d’une page, avec des variantes
    #[arg(long)]
    exercise: bool,
}

/// Writes a subject to start from.
pub(super) fn run(arguments: &NewArguments, report: &mut Report) -> Status {
    let wanted = if io::stdin().is_terminal() {
        arguments.asked(&mut Talk::new(io::stdin().lock(), io::stderr().lock()))
    } else {
        arguments.told().map_err(|missing| lacking(&missing))
    };
    let wanted = match wanted {
        Ok(wanted) => wanted,
        Err(fault) => return report.refused(&[fault]),
    };
    let folder = arguments.folder.clone().unwrap_or_else(|| folder(&wanted));
    match start(&wanted, &folder) {
        Ok(started) => {
            said(&started, &folder, report);
            Status::Done
        }
        Err(fault) => report.refused(&[fault]),
    }
}

impl NewArguments {
    /// Returns what the options say, or those that are missing.
    fn told(&self) -> Result<Wanted, Vec<&'static str>> {
        match (&self.exam, self.session, &self.title) {
            (Some(exam), Some(session), Some(title)) => Ok(Wanted {
                exam: exam.clone(),
                session,
                title: title.clone(),
                kind: self.kind(self.dossiers.unwrap_or_default()),
            }),
            (exam, session, title) => {
                let all = [
                    ("--exam", exam.is_none()),
                    ("--session", session.is_none()),
                    ("--title", title.is_none()),
                ];
                Err(all.into_iter().filter(|(_, lacks)| *lacks).map(|(name, _)| name).collect())
            }
        }
    }

    /// Returns what the options say, and asks for the rest.
    fn asked<R: io::BufRead, W: io::Write>(&self, talk: &mut Talk<R, W>) -> Result<Wanted, Fault> {
        if let Ok(wanted) = self.told() {
            return Ok(wanted);
        }
        let exam = match &self.exam {
            Some(exam) => exam.clone(),
            None => talk.ask("Examen", EXAM, words)?,
        };
        let session = match self.session {
            Some(session) => session,
            None => talk.ask("Année de la session", "", year)?,
        };
        let title = match &self.title {
            Some(title) => title.clone(),
            None => talk.ask("Titre du sujet", "", words)?,
        };
        let number = match self.dossiers {
            Some(number) => number,
            None if self.exercise => Dossiers::default(),
            None => talk.ask("Nombre de dossiers, de 1 à 6", "2", dossiers)?,
        };
        Ok(Wanted { exam, session, title, kind: self.kind(number) })
    }

    fn kind(&self, dossiers: Dossiers) -> Kind {
        if self.exercise { Kind::Exercise } else { Kind::Paper(dossiers) }
    }
}

/// Says what was written, and what comes next.
fn said(started: &Started, folder: &Path, report: &mut Report) {
    for file in &started.files {
        report.line(&file.display().to_string());
    }
    if let Some(schema) = &started.other_schema {
        let schema = schema.display();
        report.line(&format!(
            "le schéma « {schema} », déjà là, n’est pas celui de cette version ; \
             « corrige schema > {schema} » le remplace"
        ));
    }
    let folder = folder.display().to_string();
    let folder = if folder.contains(' ') { format!("\"{folder}\"") } else { folder };
    report.line(&format!("le sujet est prêt ; pour l’imprimer : corrige build {folder}"));
}

fn lacking(missing: &[&str]) -> Fault {
    let names = missing.iter().map(|name| format!("« {name} »")).collect::<Vec<_>>();
    let names = match names.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} et {last}", first.join(", ")),
        _ => names.concat(),
    };
    Fault::error("options-absentes", format!("il manque {names}"))
        .help("dans un terminal, « corrige new » les demande")
}

fn words(text: &str) -> Result<Words, Expected> {
    Words::read(text).ok_or(Expected(WORDS))
}

fn year(text: &str) -> Result<Year, Expected> {
    Year::read(text).ok_or(Expected(Year::EXPECTED))
}

fn dossiers(text: &str) -> Result<Dossiers, Expected> {
    Dossiers::read(text).ok_or(Expected(Dossiers::EXPECTED))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    /// Shows what a person reads who types these lines.
    fn check(arguments: &NewArguments, typed: &str, expected: &Expect) {
        let mut shown = Vec::new();
        let wanted = arguments.asked(&mut Talk::new(typed.as_bytes(), &mut shown));
        let shown = String::from_utf8(shown).unwrap();
        let wanted = wanted.map_err(|fault| fault.message);
        expected.assert_eq(&format!("{shown}\n{wanted:?}"));
    }

    #[test]
    fn a_person_is_asked_for_what_is_missing() {
        let none = NewArguments::default();
        check(
            &none,
            "\n2031\nLe fil : d’Ariane\n\n",
            &expect![[r#"
            Examen [BTS Négociation et digitalisation de la relation client] : Année de la session : Titre du sujet : Nombre de dossiers, de 1 à 6 [2] : 
            Ok(Wanted { exam: Words("BTS Négociation et digitalisation de la relation client"), session: Year(2031), title: Words("Le fil : d’Ariane"), kind: Paper(Dossiers(2)) })"#]],
        );
        let some = NewArguments {
            exam: Words::read("CAP"),
            dossiers: Dossiers::read("4"),
            ..NewArguments::default()
        };
        check(
            &some,
            "2031\nLe fil\n",
            &expect![[r#"
            Année de la session : Titre du sujet : 
            Ok(Wanted { exam: Words("CAP"), session: Year(2031), title: Words("Le fil"), kind: Paper(Dossiers(4)) })"#]],
        );
        let exercise = NewArguments { exercise: true, session: Year::read("2031"), ..some };
        check(
            &exercise,
            "Le fil\n",
            &expect![[r#"
            Titre du sujet : 
            Ok(Wanted { exam: Words("CAP"), session: Year(2031), title: Words("Le fil"), kind: Exercise })"#]],
        );
    }

    #[test]
    fn a_wrong_answer_is_asked_again() {
        let arguments = NewArguments { exam: Words::read("CAP"), ..NewArguments::default() };
        check(
            &arguments,
            "\nl’an prochain\n2031\n \nLe fil\nsept\n6\n",
            &expect![[r#"
            Année de la session :   attendu : une année, de 2000 à 2099
            Année de la session :   attendu : une année, de 2000 à 2099
            Année de la session : Titre du sujet :   attendu : quelques mots
            Titre du sujet : Nombre de dossiers, de 1 à 6 [2] :   attendu : un nombre, de 1 à 6
            Nombre de dossiers, de 1 à 6 [2] : 
            Ok(Wanted { exam: Words("CAP"), session: Year(2031), title: Words("Le fil"), kind: Paper(Dossiers(6)) })"#]],
        );
    }

    #[test]
    fn a_talk_that_is_cut_short_writes_nothing() {
        check(
            &NewArguments::default(),
            "CAP\n2031",
            &expect![[r#"
            Examen [BTS Négociation et digitalisation de la relation client] : Année de la session : Titre du sujet : 

            Err("il manque une réponse")"#]],
        );
    }

    #[test]
    fn the_guide_shows_this_talk() {
        let typed = ["BTS Tourisme", "2026", "Le Petit Atelier", "3"];
        let mut shown = Vec::new();
        let answers = typed.join("\n");
        let wanted = NewArguments::default().asked(&mut Talk::new(answers.as_bytes(), &mut shown));
        assert!(wanted.is_ok());
        let shown = String::from_utf8(shown).unwrap();
        let questions = shown.split_inclusive(" : ");
        let talk = questions.zip(typed).map(|(question, answer)| format!("{question}{answer}\n"));
        assert!(include_str!("../../../docs/guide.md").contains(&talk.collect::<String>()));
    }
}
