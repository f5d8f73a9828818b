//! Printing of a class: papers on every core, each file whole or not at all,
//! then what the whole class needs.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::manifest::{self, Journal, Manifest, Paper, Written};
use super::papers::{Class, Copy};
use super::{keys, merge, values};
use crate::diagnostic::{Fault, io_reason};
use crate::pdf::Keep;
use crate::session::threads::each;
use crate::session::write::write_quickly;
use crate::session::{Document, Fingerprint, Inputs, print, write};
use crate::source::Sources;
use crate::typst::Engine;

/// What became of a class.
#[derive(Debug)]
pub struct Outcome {
    /// Folder of its files.
    pub folder: PathBuf,
    /// What it was given; none when the run was stopped or a paper has faults.
    pub manifest: Option<Manifest>,
    /// Pupils, who may share papers.
    pub pupils: usize,
    /// Papers printed by this run.
    pub printed: usize,
    /// Papers that stood already.
    pub kept: usize,
    /// What went wrong, with the files it points into.
    pub faults: Vec<Fault>,
    /// The files faults point into.
    pub sources: Sources,
}

/// Papers of a class are alike: what a paper and its corrigé used on each of
/// some threads serves the next ones.
const KEEP: Keep = Keep::Recent(8);

/// Prints the papers of a class into `out/<subject>/variantes/<seed>`.
///
/// `progress` is told of each paper that is done. Once `stop` is set the papers
/// begun are ended; the next run goes on from there.
///
/// # Errors
///
/// The folder cannot be written.
pub fn print_class(
    engine: &Engine,
    class: &Class,
    out: &Path,
    threads: usize,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(),
) -> Result<Outcome, Fault> {
    let folder = out.join(class.course.folder(class.seed));
    let fingerprint = class.fingerprint(engine);
    let refused = |error: &io::Error| unwritable(&folder, error);
    if let Some(before) = Manifest::read(&folder)
        && before.papers.iter().all(|paper| !class.copies.iter().any(|c| c.pupil == paper.pupil))
    {
        return Err(another(&folder));
    }
    let (mut journal, kept) =
        Journal::open(&folder, &fingerprint).map_err(|error| refused(&error))?;
    let mut done: BTreeMap<_, _> =
        kept.into_iter().map(|paper| (paper.code.clone(), paper)).collect();
    let missing = |copy: &&Copy| !done.contains_key(&copy.ticket.code);
    let left: Vec<&Copy> = class.copies.iter().filter(missing).collect();
    let kept = class.copies.len() - left.len();
    (0..kept).for_each(|_| progress());
    let pupils = class.shared.pupils.len();
    let mut told = None;
    let mut printed = 0;
    let work = |copy: &&Copy| one(engine, class, copy, &folder);
    each(&left, threads, stop, work, |_, result| {
        let noted = result.and_then(|paper| match journal.add(&paper) {
            Ok(()) => Ok(paper),
            Err(error) => Err((vec![refused(&error)], Sources::default())),
        });
        match noted {
            Ok(paper) => {
                printed += 1;
                progress();
                done.insert(paper.code.clone(), paper);
            }
            // What is wrong with a paper is wrong with others: once is enough.
            Err(faults) => {
                told.get_or_insert(faults);
                stop.store(true, Ordering::Relaxed);
            }
        }
    });
    if let Some((faults, sources)) = told {
        return Ok(Outcome { folder, manifest: None, pupils, printed, kept, faults, sources });
    }
    let papers = class.copies.iter().map(|copy| done.remove(&copy.ticket.code));
    let manifest = match papers.collect::<Option<Vec<_>>>() {
        Some(papers) => {
            let manifest = finish(class, &folder, papers, threads, fingerprint)?;
            journal.end().map_err(|error| refused(&error))?;
            Some(manifest)
        }
        None => None,
    };
    let sources = Sources::default();
    Ok(Outcome { folder, manifest, pupils, printed, kept, faults: vec![], sources })
}

/// Tells that the papers of other pupils stand in a folder: they are worth more
/// than a command that forgot them.
fn another(folder: &Path) -> Fault {
    let message = format!("« {} » tient les copies d’une autre classe", folder.display());
    Fault::error("autre-classe", message)
        .help("choisissez une autre graine avec « --seed », ou un autre dossier avec « --out »")
        .help("ou supprimez ce dossier, si ces copies ne servent plus")
}

/// Prints the documents of a paper.
fn one(
    engine: &Engine,
    class: &Class,
    copy: &Copy,
    folder: &Path,
) -> Result<Paper, (Vec<Fault>, Sources)> {
    let mut sources = class.course.sources.clone();
    let steps = |sources: &mut Sources| {
        let ready = class.course.compose(copy)?;
        let mut files = Vec::with_capacity(ready.documents.len());
        for document in &ready.documents {
            let path = format!("{}/{}.pdf", plural(document), copy.stem);
            let ident = format!("{}/{path}", class.course.folder(class.seed).display());
            let printed = print(engine, &ready, document, &ident, KEEP, sources)?;
            write_quickly(&folder.join(&path), &printed.bytes).map_err(|fault| vec![fault])?;
            files.push(Written::new(path, printed.pages, &printed.bytes));
        }
        Ok(Paper {
            pupil: copy.pupil.clone(),
            code: copy.ticket.code.clone(),
            values: values::exact(&class.course, &copy.drawn, &ready.answers),
            displayed: values::displayed(&class.course, &ready.answers),
            files,
        })
    };
    let nameless = |faults: Vec<_>| faults.into_iter().map(|fault| nameless(fault, copy)).collect();
    steps(&mut sources).map_err(|faults| (nameless(faults), sources))
}

/// Tells of a pupil's name that cannot be set by the identifier: a log keeps
/// what faults show, and names are for papers.
pub(super) fn nameless(mut fault: Fault, copy: &Copy) -> Fault {
    let found = |letter: char| fault.message.contains(&format!("U+{:04X}", u32::from(letter)));
    if fault.id == "caractere-absent" && copy.ticket.pupil.chars().any(found) {
        fault.help.retain(|line| !line.starts_with("il se trouve dans"));
        return fault.help(format!("il se trouve dans le nom de l’élève « {} »", copy.pupil));
    }
    fault
}

/// Returns the folder of a kind of document: papers are called *sujets*
/// whatever their form.
pub(super) fn plural(document: &Document) -> &'static str {
    if document.file == "corrige.pdf" { "corriges" } else { "sujets" }
}

/// Writes what the whole class needs, the manifest last.
fn finish(
    class: &Class,
    folder: &Path,
    papers: Vec<Paper>,
    threads: usize,
    fingerprint: String,
) -> Result<Manifest, Fault> {
    let mut files = merge::join(class, folder, &papers, threads)?;
    let mut add = |name: &str, bytes: Vec<u8>| {
        write(&folder.join(name), &bytes)?;
        files.push(Written::new(name.to_owned(), 0, &bytes));
        Ok::<_, Fault>(())
    };
    let (results, rows) = values::rows(class, &papers);
    add("cles.csv", keys::csv(&results, &rows)?)?;
    add("cles.xlsx", keys::xlsx(&results, &rows, class.course.date().date())?)?;
    if let Some(seats) = class.shared.seats() {
        add("places.csv", seats)?;
    }
    let manifest = Manifest { papers, files, ..class.manifest(fingerprint) };
    let before = Manifest::read(folder);
    write(&folder.join(manifest::FILE), &manifest.to_bytes())?;
    if let Some(before) = before {
        manifest.sweep(&before, folder);
    }
    Ok(manifest)
}

impl Class {
    /// Names all that the files of the class depend on.
    fn fingerprint(&self, engine: &Engine) -> String {
        let mut inputs = Inputs::new("classe");
        inputs.add(self.course.written.bytes());
        inputs.add(Fingerprint::of_engine(engine).bytes());
        for copy in &self.copies {
            for text in [&copy.stem, &copy.ticket.code, &copy.ticket.pupil, &copy.ticket.group] {
                inputs.add(text.as_bytes());
            }
        }
        inputs.finish().to_string()
    }

    fn manifest(&self, fingerprint: String) -> Manifest {
        Manifest {
            subject_fingerprint: self.course.written.to_string(),
            fingerprint,
            keyed: self.keyed,
            questions: self.course.questions.clone(),
            ..Manifest::new(self.course.name.clone(), self.seed)
        }
    }
}

fn unwritable(folder: &Path, error: &io::Error) -> Fault {
    let message = format!("« {} » ne s’écrit pas : {}", folder.display(), io_reason(error));
    Fault::error("sortie-refusee", message).help("choisissez un autre dossier avec « --out »")
}
