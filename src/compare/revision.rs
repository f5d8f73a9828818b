//! A revision of a subject as its documents say it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::answers::Answers;
use crate::diagnostic::Faults;
use crate::sheet::{self, Corrige, Line, Paper, Sheet, Sujet};
use crate::source::Sources;
use crate::subject::Subject;

/// A revision of a subject, computed and composed.
#[derive(Debug, Clone)]
pub struct Revision<'a> {
    pub(super) subject: &'a Subject,
    pub(super) answers: &'a Answers,
    pub(super) corrige: Corrige,
    /// None of a subject that is not written to be printed as an exam paper.
    pub(super) sujet: Option<Sujet>,
    /// Rules printed under the marking scheme.
    pub(super) rules: Vec<Line>,
    /// Pictures by their paths within the subject's folder.
    pub(super) pictures: Vec<(PathBuf, Arc<[u8]>)>,
    /// Title and identity of a page about corrections.
    pub(super) notice: (String, Paper),
}

impl<'a> Revision<'a> {
    /// Composes a revision.
    ///
    /// # Errors
    ///
    /// Returns every fault of its corrigé.
    pub fn new(
        subject: &'a Subject,
        answers: &'a Answers,
        sources: &Sources,
    ) -> Result<Self, Faults> {
        let (Sheet::Corrige(corrige), _) = sheet::corrige(subject, answers, sources)? else {
            return Err(Faults::default());
        };
        // A subject that asks for no exam paper may not make one: its faults
        // are not told.
        let standard = sheet::Edition::Standard;
        let sujet = match sheet::sujet(subject, answers, sources, standard) {
            Ok((Sheet::Sujet(sujet), _)) => Some(sujet),
            _ => None,
        };
        let rules = match sheet::bareme(subject, answers, sources)? {
            (Sheet::Bareme(bareme), _) => bareme.rules,
            _ => Vec::new(),
        };
        let folder = Path::new(&sources.get(subject.source).name).parent();
        let pictures = subject.assets.iter().map(|asset| {
            let within = folder.and_then(|folder| asset.path.strip_prefix(folder).ok());
            (within.unwrap_or(&asset.path).to_owned(), asset.bytes.clone())
        });
        let pictures = pictures.collect();
        let notice = sheet::identification(subject, answers, sources, "Rectificatif");
        Ok(Self { subject, answers, corrige, sujet, rules, pictures, notice })
    }
}
