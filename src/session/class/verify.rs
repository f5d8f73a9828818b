//! A paper found again by its code: the same figures, the same bytes.

use std::path::{Path, PathBuf};

use super::manifest::{Manifest, Written};
use super::papers::Course;
use super::share::Person;
use crate::diagnostic::Faults;
use crate::pdf::Keep;
use crate::session::{Fingerprint, Ready, print, write};
use crate::source::Sources;
use crate::typst::Engine;
use crate::variants::code::Code;
use crate::variants::roster::Pupil;
use crate::variants::{Assigned, Attempt, Key};

/// A paper that was printed again.
#[derive(Debug)]
pub struct Verified {
    /// Folder of its files.
    pub folder: PathBuf,
    /// Its files, below the folder.
    pub files: Vec<Written>,
    /// Whether it is the same as the one that was printed, when the manifest
    /// of the class is there to tell.
    pub same: Option<bool>,
    /// Whether its pupil is one of a list that was not given: the paper then
    /// bears no name.
    pub nameless: bool,
}

/// Prints a paper again into `out/<subject>/variantes/<seed>/verification`.
///
/// # Errors
///
/// The code names questions or a draw that the subject does not have, or a
/// file cannot be written.
pub fn verify(
    engine: &Engine,
    (name, ready, sources): (&str, &Ready, &Sources),
    code: &Code,
    key: &Key,
    roster: Option<&[Pupil]>,
    out: &Path,
) -> Result<Verified, Faults> {
    let questions = Course::coded(&ready.subject, code.questions);
    let course = Course::new(name, ready, sources, &questions)?;
    let known = Person::of_code(code, key, roster);
    let nameless = known.is_none();
    let person = known.unwrap_or_else(|| Person::nameless(code));
    let attempt = match code.direct {
        true => Attempt::Direct(code.attempt),
        false => Attempt::Drawn(code.attempt),
    };
    let mut dealer = course.plan.dealer(key, code.seed.into());
    let drawn = dealer.deal(code.pupil, attempt).map_err(|fault| Faults::from(*fault))?;
    let assigned = Assigned { pupil: code.pupil, attempt, drawn };
    drop(dealer);
    let copy = course.copy(key, code.seed, assigned, &person)?;
    let class = course.folder(code.seed);
    let composed = course.compose(&copy).map_err(Faults::from_iter)?;
    let folder = out.join(&class).join("verification");
    let mut sources = sources.clone();
    let mut files = Vec::new();
    let known = Manifest::read(&out.join(&class));
    let known = known
        .and_then(|known| known.papers.into_iter().find(|paper| paper.code == copy.ticket.code));
    // Without its name a paper is another one: there is nothing to compare.
    let known = known.filter(|_| !nameless);
    let mut same = known.as_ref().map(|_| true);
    for (rank, document) in composed.documents.iter().enumerate() {
        let path = format!("{}/{}.pdf", super::print::plural(document), copy.stem);
        let ident = format!("{}/{path}", class.display());
        let printed = print(engine, &composed, document, &ident, Keep::Nothing, &mut sources)
            .map_err(Faults::from_iter)?;
        let sha256 = Fingerprint::of(&printed.bytes).to_string();
        if let Some(known) = known.as_ref().and_then(|known| known.files.get(rank)) {
            same = same.map(|same| same && known.sha256 == sha256);
        }
        let path = path.replace('/', "-");
        write(&folder.join(&path), &printed.bytes)?;
        files.push(Written::new(path, printed.pages, &printed.bytes));
    }
    Ok(Verified { folder, files, same, nameless })
}
