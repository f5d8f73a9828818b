//! From a sheet to the bytes of its PDF.

use chrono::NaiveTime;

use super::blame::blame;
use super::document::Document;
use super::prepare::Ready;
use crate::diagnostic::{Fault, Place};
use crate::pdf::{self, Keep, Laid};
use crate::source::{Sources, Span};
use crate::subject::Asset;
use crate::typst::{Engine, Job, TypesetFault};

/// A document ready to be written.
#[derive(Debug)]
pub struct Printed {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its pages.
    pub pages: usize,
    /// The template files it was made with, by their paths below `templates`.
    pub templates: Vec<String>,
    /// What its author should look at.
    pub warnings: Vec<Fault>,
}

/// Makes the PDF of a document.
///
/// # Errors
///
/// Returns what keeps it from being printed, at its place in the subject
/// where there is one.
pub fn print(
    engine: &Engine,
    ready: &Ready,
    document: &Document,
    ident: &str,
    keep: Keep,
    sources: &mut Sources,
) -> Result<Printed, Vec<Fault>> {
    let job = job(ready, document, ident)?;
    set(engine, ready, &job, |_| keep, sources)
}

/// Makes the PDF of a document described to what sets it; what is kept of the
/// work depends on its pages.
///
/// # Errors
///
/// Returns what keeps it from being printed, at its place in the subject
/// where there is one.
pub(super) fn set(
    engine: &Engine,
    ready: &Ready,
    job: &Job,
    keep: impl FnOnce(usize) -> Keep,
    sources: &mut Sources,
) -> Result<Printed, Vec<Fault>> {
    let laid = pdf::layout(engine, job);
    // Before the export, which takes its memory from what this leaves.
    pdf::forget(keep(laid.as_ref().map_or(0, Laid::pages)));
    let printed = laid.and_then(|laid| Ok((pdf::export(engine, &laid, job)?, laid)));
    match printed {
        Ok((bytes, laid)) => Ok(Printed {
            bytes,
            pages: laid.pages(),
            templates: laid.templates().to_vec(),
            warnings: told(placed(laid.warnings().to_vec(), ready, sources), ready),
        }),
        Err(faults) => Err(refused(engine, ready, job, faults, sources)),
    }
}

/// Gives the faults that keep a document from being set their places, and to
/// those of templates the block that they fail with.
pub(super) fn refused(
    engine: &Engine,
    ready: &Ready,
    job: &Job,
    faults: Vec<TypesetFault>,
    sources: &mut Sources,
) -> Vec<Fault> {
    let block = blame(engine, job, &faults, sources);
    let of_template = |fault: &TypesetFault| matches!(fault, TypesetFault::Template(_));
    let owners: Vec<bool> = faults.iter().map(of_template).collect();
    let mut told = placed(faults, ready, sources);
    for (fault, _) in told.iter_mut().zip(owners).filter(|(_, of_template)| *of_template) {
        if let Some(span) = block {
            let rank = fault.places.len().min(1);
            let label = "ce bloc du sujet appelle le gabarit".to_owned();
            fault.places.insert(rank, Place { span, label });
        }
    }
    told
}

/// Leaves out the warnings that a subject ignores.
fn told(mut warnings: Vec<Fault>, ready: &Ready) -> Vec<Fault> {
    warnings.retain(|fault| ready.subject.proofing.tells(fault.id));
    warnings
}

/// Describes a document to what sets it.
///
/// # Errors
///
/// Returns why the sheet cannot be passed on, which no subject causes.
pub fn job<'a>(ready: &Ready, document: &Document, ident: &'a str) -> Result<Job<'a>, Vec<Fault>> {
    let sheet = serde_json::to_vec(&document.sheet).map_err(|error| {
        vec![Fault::error("feuille", format!("la feuille ne s’écrit pas : {error}"))]
    })?;
    Ok(Job {
        entry: document.entry,
        ident,
        sheet,
        files: ready
            .subject
            .assets
            .iter()
            .map(|asset| (asset.name.clone(), asset.bytes.clone()))
            .collect(),
        title: document.sheet.title().to_owned(),
        authors: Vec::new(),
        paper: document.paper,
        date: ready.subject.identity.date.and_time(NaiveTime::MIN),
    })
}

/// Gives the faults of typesetting the places where their author wrote what
/// caused them.
fn placed(faults: Vec<TypesetFault>, ready: &Ready, sources: &mut Sources) -> Vec<Fault> {
    faults.into_iter().map(|fault| place(fault, ready, sources)).collect()
}

fn place(fault: TypesetFault, ready: &Ready, sources: &mut Sources) -> Fault {
    match &fault {
        TypesetFault::Glyph { character, .. } => {
            let written = character.to_string();
            shown(fault.report(sources), &written, sources)
        }
        TypesetFault::Overfull { word } => {
            let written = word.clone();
            shown(fault.report(sources), &written, sources)
        }
        TypesetFault::Image { path, .. } => {
            match ready.subject.assets.iter().find(|asset| asset.name == *path) {
                Some(asset) => picture(fault, asset),
                None => fault.report(sources),
            }
        }
        TypesetFault::Template(_) | TypesetFault::Pages { .. } => fault.report(sources),
    }
}

/// Tells of a picture by the name and the place its author gave it.
pub(super) fn picture(fault: TypesetFault, asset: &Asset) -> Fault {
    let TypesetFault::Image { message, help, .. } = fault else {
        return Fault::error("image", "image illisible").at(asset.span, "nommée ici");
    };
    Fault::error("image", format!("image « {} » : {message}", asset.path.display()))
        .at(asset.span, "nommée ici")
        .help(help)
}

/// Adds the first place of the subject, or of its data files, where the words
/// stand; typography or a computation may have made them, then there is none.
fn shown(fault: Fault, words: &str, sources: &Sources) -> Fault {
    let place = sources.iter().find_map(|(id, source)| {
        let written = |(start, _): &(usize, &str)| !commented(&source.text, *start);
        let (start, _) = source.text.match_indices(words).find(written)?;
        Some(Span::new(id, start..start + words.len()))
    });
    match place {
        Some(span) => fault.at(span, "écrit ici"),
        None => fault,
    }
}

/// Tells whether a byte stands in a YAML comment.
fn commented(text: &str, at: usize) -> bool {
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    line.trim_start().starts_with('#') || line.contains(" # ")
}
