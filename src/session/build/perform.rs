//! One task, done: takes a subject and what is wanted of it, prints its
//! documents and tells what happens.

use std::path::Path;
use std::time::Instant;

use chrono::DateTime;

use super::task::{Event, Print, Reading, Task};
use crate::diagnostic::Fault;
use crate::pdf::{self, Keep};
use crate::session::document::Document;
use crate::session::inputs::{Input, slashed};
use crate::session::prepare::{Prepared, Ready, prepare_some};
use crate::session::print::{job, set};
use crate::session::select::Identity;
use crate::session::write::write;
use crate::session::{Fingerprint, Inputs};
use crate::source::Sources;
use crate::subject::Edition;
use crate::typst::{Engine, Job, Paper};

/// How many pages a document has at most for what it leaves behind to weigh
/// little.
const FEW: usize = 4;

/// What documents have in common that makes one help to set the next.
type Look = (&'static str, Option<Edition>);

/// What a worker remembers of the last document it set.
///
/// The next one is set several times faster when it is of the same kind; when
/// it is not, little of what is kept serves, and both would stand in memory.
#[derive(Debug, Default)]
pub struct Warm {
    look: Option<Look>,
    pages: usize,
}

impl Warm {
    fn before(&mut self, look: Look) {
        if self.look != Some(look) && self.pages > FEW {
            pdf::forget(Keep::Nothing);
        }
        self.look = Some(look);
    }

    /// Says what to keep of a document of so many pages, before its export,
    /// from the next one if it is known.
    fn after(&mut self, pages: usize, next: Option<Look>) -> Keep {
        self.pages = pages;
        if next.is_some() && self.look != next && pages > FEW {
            self.pages = 0;
            return Keep::Nothing;
        }
        Keep::Recent(1)
    }
}

fn look(document: &Document) -> Look {
    let edition = Document::kind(document.file).and_then(|(_, edition)| edition);
    // A3 is the same pages, enlarged.
    (document.entry, edition.filter(|edition| *edition != Edition::A3))
}

/// Does a task; the last event is [`Event::Ended`].
pub fn perform(
    engine: &Engine,
    task: &Task,
    out: &Path,
    warm: &mut Warm,
    tell: &mut dyn FnMut(Event),
) {
    let folder = slashed(&task.folder);
    let asked = |file: &str| task.wanted.document(&folder, file);
    let Prepared { mut sources, faults, ready } =
        prepare_some(&task.subject, engine.bounds(), |subject, file| {
            task.wanted.subject(&Identity::from(&subject.identity)) && asked(file)
        });
    let first = task.part.rank == 0;
    let identity = ready.as_ref().map(|ready| Identity::from(&ready.subject.identity));
    // Warnings of a subject that nobody asked for are for another day.
    let wanted = identity.as_ref().is_none_or(|identity| task.wanted.subject(identity));
    if first && wanted && !faults.is_empty() {
        tell(Event::Told { faults, sources: sources.clone() });
    }
    if let (Some(mut ready), Some(identity)) = (ready, identity) {
        let inputs = Input::all(&task.subject, &ready.subject, &sources);
        let documents = Document::files(&ready.subject).into_iter().map(str::to_owned).collect();
        tell(Event::Read(Reading { identity, inputs, documents }));
        // Each sheet goes when it is printed: together they weigh as much as a document.
        let ranked = std::mem::take(&mut ready.documents).into_iter().enumerate();
        let mut documents = ranked.filter(|(rank, _)| task.part.holds(*rank)).peekable();
        while let Some((_, document)) = documents.next() {
            let next = documents.peek().map(|(_, next)| look(next));
            tell(one(engine, task, &ready, (&document, next), out, warm, &mut sources));
        }
    }
    tell(Event::Ended);
}

/// Prints a document, unless it would be the one that stands there; the look
/// of the next one says what to keep.
fn one(
    engine: &Engine,
    task: &Task,
    ready: &Ready,
    (document, next): (&Document, Option<Look>),
    out: &Path,
    warm: &mut Warm,
    sources: &mut Sources,
) -> Event {
    let begun = Instant::now();
    let file = document.file.to_owned();
    let path = task.folder.join(document.file);
    let ident = slashed(&path);
    let mut steps = || {
        let mut job = job(ready, document, &ident)?;
        if let Some(date) = task.date.and_then(|date| DateTime::from_timestamp(date, 0)) {
            job.date = date.naive_utc();
        }
        let contents = contents(&job);
        if task.known.get(document.file) == Some(&contents) {
            return Ok(Event::Kept { file: file.clone() });
        }
        warm.before(look(document));
        let printed = set(engine, ready, &job, |pages| warm.after(pages, next), sources)?;
        if task.write {
            write(&out.join(&path), &printed.bytes).map_err(|fault| vec![fault])?;
        }
        Ok(Event::Printed(Print {
            file: file.clone(),
            pages: printed.pages,
            sha256: Fingerprint::of(&printed.bytes).to_string(),
            contents,
            templates: printed.templates,
            time: begun.elapsed(),
            warnings: printed.warnings,
            sources: Sources::default(),
        }))
    };
    match steps() {
        Ok(Event::Printed(print)) if !print.warnings.is_empty() => {
            Event::Printed(Print { sources: sources.clone(), ..print })
        }
        Ok(event) => event,
        Err::<_, Vec<Fault>>(faults) => Event::Failed { file, faults, sources: sources.clone() },
    }
}

/// Returns the fingerprint of what a document says: its sheet, the pictures
/// that the sheet names, its metadata.
pub(in crate::session) fn contents(job: &Job<'_>) -> String {
    let mut inputs = Inputs::new("contenu");
    let paper = match job.paper {
        None => "",
        Some(Paper::A4) => "a4",
        Some(Paper::A3) => "a3",
    };
    for text in [job.entry, job.ident, &job.title, paper, &job.date.to_string()] {
        inputs.add(text.as_bytes());
    }
    inputs.add(&job.sheet);
    let sheet = std::str::from_utf8(&job.sheet).unwrap_or_default();
    for (name, bytes) in &job.files {
        if !sheet.contains(&format!("/subject/{name}\"")) {
            continue;
        }
        inputs.add(name.as_bytes());
        inputs.add(bytes);
    }
    inputs.finish().to_string()
}
