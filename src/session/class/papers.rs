//! The papers of a class: from a subject and what is asked to the draw, the
//! code and the files of each.

use std::path::{Path, PathBuf};

use chrono::{NaiveDateTime, NaiveTime};

use super::request::{Refusal, Request};
use super::share::{Person, Shared, share};
use crate::diagnostic::Fault;
use crate::session::{Fingerprint, Ready};
use crate::sheet::Ticket;
use crate::source::Sources;
use crate::subject::{Document, Subject};
use crate::variants::code::Code;
use crate::variants::{Assigned, Attempt, Dealer, Drawn, Key, Plan, assign, qr};

/// Most questions that a code can name.
const CODED_QUESTIONS: usize = 16;
/// The first seed that a code cannot hold.
const SEEDS: u32 = 1 << 28;

/// What a subject gives a class, before anything is drawn.
pub struct Course {
    /// Folder of the subject's documents, `2023/cloche-lorraine`.
    pub(super) name: String,
    /// The subject, narrowed to the questions asked for.
    pub(super) subject: Subject,
    /// Which documents each pupil has.
    pub(super) documents: Vec<Document>,
    /// Its files.
    pub(super) sources: Sources,
    /// Fingerprint of the subject, whole.
    pub(super) written: Fingerprint,
    /// Questions asked for; all when empty.
    pub(super) questions: Vec<String>,
    /// The same, one bit each, the first question in the lowest.
    mask: u16,
    /// What is drawn.
    pub(super) plan: Plan,
}

impl Course {
    /// Plans the draws of a subject.
    ///
    /// # Errors
    ///
    /// The subject has no variants, a question is unknown, a constraint can
    /// never be met.
    pub fn new(
        name: &str,
        ready: &Ready,
        sources: &Sources,
        questions: &[String],
    ) -> Result<Self, Refusal> {
        let whole = &ready.subject;
        if whole.variants.is_none() {
            let message = format!("« {name} » n’a pas de variantes");
            let help = "ajoutez « variantes: » au sujet : ce qui change d’un élève à l’autre";
            let fault = Fault::error("sans-variantes", message)
                .at(whole.identity.title.span, "rien n’y change d’un élève à l’autre");
            return Err(Refusal::asked(fault.help(help)));
        }
        let (subject, documents) = if questions.is_empty() {
            (whole.clone(), each_pupil(&whole.documents).to_vec())
        } else {
            (
                whole.only(questions).map_err(Refusal::Asked)?,
                vec![Document::Exercise, Document::Corrige],
            )
        };
        // Groups of draws that the questions do not need are not drawn.
        let chosen = (!questions.is_empty()).then_some(questions);
        let mask = mask(whole, questions).map_err(Refusal::asked)?;
        Ok(Self {
            plan: Plan::new(&subject, &ready.answers, sources, chosen).map_err(Refusal::Subject)?,
            // As a code names them: whatever the order they were asked in.
            questions: Self::coded(whole, mask),
            mask,
            name: name.to_owned(),
            written: Fingerprint::of_subject(whole, sources),
            sources: sources.clone(),
            subject,
            documents,
        })
    }

    /// Names the questions of a code.
    pub(super) fn coded(subject: &Subject, mask: u16) -> Vec<String> {
        let numbers = subject.numbers().zip(0..16);
        numbers
            .filter(|(_, rank)| mask >> rank & 1 == 1)
            .map(|(number, _)| number.to_owned())
            .collect()
    }

    /// Returns what to look at though papers can be printed.
    #[must_use]
    pub fn warnings(&self) -> &[Fault] {
        self.plan.warnings()
    }

    /// Returns what is drawn.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Returns the name of the case, for the metadata of files.
    pub(super) fn title(&self) -> String {
        self.subject.identity.title.words()
    }

    /// Returns the date written into files.
    pub(super) fn date(&self) -> NaiveDateTime {
        self.subject.identity.date.and_time(NaiveTime::MIN)
    }

    /// Returns the folder of a class below that of all documents.
    pub(super) fn folder(&self, seed: u32) -> PathBuf {
        let mut name = seed.to_string();
        for question in &self.questions {
            name = format!("{name}-{question}");
        }
        Path::new(&self.name).join("variantes").join(name)
    }

    /// Makes out a paper to someone.
    pub(super) fn copy(
        &self,
        key: &Key,
        seed: u32,
        assigned: Assigned,
        person: &Person,
    ) -> Result<Copy, Refusal> {
        let (attempt, direct) = match assigned.attempt {
            Attempt::Drawn(attempt) => (attempt, false),
            Attempt::Direct(rank) => (rank, true),
        };
        let code = Code {
            fingerprint: self.written.short(),
            seed,
            pupil: assigned.pupil,
            attempt,
            direct,
            questions: self.mask,
        };
        let code = code.encode(key).ok_or_else(|| Refusal::asked(large_seed(seed)))?;
        let ticket = Ticket {
            pupil: person.name.clone(),
            group: person.group.clone(),
            variant: person.variant.clone(),
            qr: qr::svg(&code).unwrap_or_default(),
            code,
        };
        let (stem, pupil) = (person.stem.clone(), person.identifier.clone());
        Ok(Copy { stem, pupil, ticket, drawn: assigned.drawn })
    }
}

/// A class whose papers are drawn.
pub struct Class {
    /// The subject.
    pub(super) course: Course,
    /// Distinct papers.
    pub(super) copies: Vec<Copy>,
    /// Who has which, and in which order they are printed.
    pub(super) shared: Shared,
    /// The seed.
    pub(super) seed: u32,
    /// Whether the key is that of a file.
    pub(super) keyed: bool,
}

/// A distinct paper.
pub(super) struct Copy {
    /// Stem of its files, `017`.
    pub(super) stem: String,
    /// What the manifest knows it by.
    pub(super) pupil: String,
    /// What is printed on it.
    pub(super) ticket: Ticket,
    /// Its figures.
    pub(super) drawn: Drawn,
}

impl Class {
    /// Draws the papers of a class.
    ///
    /// # Errors
    ///
    /// Constraints leave fewer distinct variants than pupils, a room is too
    /// small, a seed too large.
    pub fn new(course: Course, request: &Request) -> Result<Self, Refusal> {
        check_seed(request.seed)?;
        let shared = share(request).map_err(Refusal::asked)?;
        let numbers: Vec<u32> = shared.people.iter().map(|person| person.number).collect();
        let mut dealer: Dealer<'_> = course.plan.dealer(&request.key, request.seed.into());
        let drawn = assign(&mut dealer, &numbers).map_err(Refusal::drawn)?;
        let copies = drawn
            .into_iter()
            .zip(&shared.people)
            .map(|(assigned, person)| course.copy(&request.key, request.seed, assigned, person));
        let copies = copies.collect::<Result<_, _>>()?;
        Ok(Self { course, copies, shared, seed: request.seed, keyed: request.keyed })
    }

    /// Returns the number of distinct papers.
    #[must_use]
    pub fn papers(&self) -> usize {
        self.copies.len()
    }
}

/// Chooses the documents that each pupil has of a whole paper: a subject that
/// prints none for candidates gives exercise sheets.
fn each_pupil(documents: &[Document]) -> [Document; 2] {
    let asked = [Document::Exercise, Document::Sujet].into_iter().find(|it| documents.contains(it));
    [asked.unwrap_or(Document::Exercise), Document::Corrige]
}

/// Names questions by bits.
fn mask(subject: &Subject, questions: &[String]) -> Result<u16, Fault> {
    let known: Vec<_> = subject.numbers().collect();
    let mut mask = 0;
    for name in questions {
        match known.iter().position(|known| *known == name.trim()) {
            Some(rank) if rank < CODED_QUESTIONS => mask |= 1 << rank,
            _ => {
                let message = format!("la question {name} ne peut pas être choisie");
                let help = "seules les 16 premières questions d’un sujet se choisissent";
                return Err(Fault::error("question-lointaine", message).help(help));
            }
        }
    }
    Ok(mask)
}

/// Refuses a seed that no code could hold.
///
/// # Errors
///
/// Says which seeds there are.
pub fn check_seed(seed: u32) -> Result<(), Refusal> {
    if seed < SEEDS { Ok(()) } else { Err(Refusal::asked(large_seed(seed))) }
}

fn large_seed(seed: u32) -> Fault {
    Fault::error("graine", format!("la graine {seed} est trop grande"))
        .help(format!("choisissez un nombre de 0 à {}", SEEDS - 1))
}
