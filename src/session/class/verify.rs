//! A paper found again by its code, or a draw of a stress by its number: the
//! same figures, the same bytes.

use std::path::{Path, PathBuf};

use super::manifest::{Manifest, Paper, Written};
use super::papers::{Copy, Course};
use super::print::nameless;
use super::request::Refusal;
use super::share::Person;
use crate::diagnostic::Fault;
use crate::pdf::Keep;
use crate::session::{Ready, print, write};
use crate::source::Sources;
use crate::typst::Engine;
use crate::variants::code::Code;
use crate::variants::roster::Pupil;
use crate::variants::stress::dealt;
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
    /// Whether nothing tells whose it is, among the pupils of a list: the paper
    /// then bears no name.
    pub nameless: bool,
    /// The pupils of the list that it may be of, by their identifiers, when
    /// they are several.
    pub twins: Vec<String>,
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
) -> Result<Verified, Refusal> {
    let questions = Course::coded(&ready.subject, code.questions);
    let course = Course::new(name, ready, sources, &questions)?;
    let class = out.join(course.folder(code.seed));
    let code_text = code.encode(key);
    let papers = Manifest::read(&class).into_iter().flat_map(|manifest| manifest.papers);
    let known = papers.into_iter().find(|paper| Some(&paper.code) == code_text.as_ref());
    let (person, twins) = owner(Person::of_code(code, key, roster), known.as_ref());
    let nameless = person.is_none();
    let person = person.unwrap_or_else(|| Person::nameless(code));
    let attempt = match code.direct {
        true => Attempt::Direct(code.attempt),
        false => Attempt::Drawn(code.attempt),
    };
    let copy = course.deal(key, code.seed, (code.pupil, attempt), &person)?;
    // Without its name a paper is another one: there is nothing to compare.
    let known = known.filter(|_| !nameless);
    let folder = class.join("verification");
    let files = course.print_again(engine, &copy, code.seed, &folder)?;
    let same = known.map(|known| {
        let mut pairs = known.files.iter().zip(&files);
        pairs.all(|(known, file)| known.sha256 == file.sha256)
    });
    Ok(Verified { folder, files, same, nameless, twins })
}

/// Chooses among the pupils whose paper it may be, or returns their identifiers
/// when only the manifest of the class would tell: no name is better than
/// another's.
fn owner(mut people: Vec<Person>, known: Option<&Paper>) -> (Option<Person>, Vec<String>) {
    if people.len() > 1 {
        let printed = known.map(|paper| paper.pupil.as_str());
        match people.iter().position(|person| Some(person.identifier.as_str()) == printed) {
            Some(rank) => people = vec![people.swap_remove(rank)],
            None => return (None, people.into_iter().map(|person| person.identifier).collect()),
        }
    }
    (people.pop(), Vec::new())
}

impl Course {
    /// Prints a draw of a stress, by its number, into
    /// `out/<subject>/variantes/<seed>/tirages`; returns the paths of its files
    /// and their pages.
    ///
    /// # Errors
    ///
    /// Constraints refuse the draw to the end, or a file cannot be written.
    pub fn replay(
        &self,
        engine: &Engine,
        seed: u32,
        draw: u32,
        out: &Path,
    ) -> Result<Vec<(PathBuf, usize)>, Refusal> {
        let copy = self.deal(&Key::public(), seed, dealt(draw), &Person::drawn(draw))?;
        let folder = out.join(self.folder(seed)).join("tirages");
        let files = self.print_again(engine, &copy, seed, &folder)?;
        Ok(files.into_iter().map(|file| (folder.join(file.path), file.pages)).collect())
    }

    /// Deals one paper, whatever the others are.
    fn deal(
        &self,
        key: &Key,
        seed: u32,
        (pupil, attempt): (u32, Attempt),
        person: &Person,
    ) -> Result<Copy, Refusal> {
        let mut dealer = self.plan.dealer(key, seed.into());
        let drawn = dealer.deal(pupil, attempt).map_err(Refusal::drawn)?;
        self.copy(key, seed, Assigned { pupil, attempt, drawn }, person)
    }

    /// Prints the documents of one paper beside those of its class.
    fn print_again(
        &self,
        engine: &Engine,
        copy: &Copy,
        seed: u32,
        folder: &Path,
    ) -> Result<Vec<Written>, Refusal> {
        // As for a class, faults never show the name of a pupil.
        let refused = |faults: Vec<Fault>| {
            Refusal::Subject(faults.into_iter().map(|fault| nameless(fault, copy)).collect())
        };
        let ready = self.compose(copy).map_err(refused)?;
        let mut sources = self.sources.clone();
        let mut files = Vec::with_capacity(ready.documents.len());
        for document in &ready.documents {
            let path = format!("{}/{}.pdf", super::print::plural(document), copy.stem);
            let ident = format!("{}/{path}", self.folder(seed).display());
            let printed = print(engine, &ready, document, &ident, Keep::Nothing, &mut sources)
                .map_err(refused)?;
            let path = path.replace('/', "-");
            write(&folder.join(&path), &printed.bytes).map_err(Refusal::asked)?;
            files.push(Written::new(path, printed.pages, &printed.bytes));
        }
        Ok(files)
    }
}
