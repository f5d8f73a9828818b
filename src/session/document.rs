//! The documents of a subject: which files it asks for, and what each says.

use crate::answers::Answers;
use crate::diagnostic::Faults;
use crate::sheet::{self, Sheet};
use crate::source::Sources;
use crate::subject::{self, Edition, Subject};
use crate::typst::Paper;

/// A document that can be printed.
#[derive(Debug, Clone)]
pub struct Document {
    /// Name of its file: `corrige.pdf`.
    pub file: &'static str,
    /// Template it starts from.
    pub entry: &'static str,
    /// The paper its pages are brought to, if not that of the template.
    pub paper: Option<Paper>,
    /// The adapted edition it is, if it is one.
    pub edition: Option<Edition>,
    /// What it says.
    pub sheet: Sheet,
}

impl Document {
    /// Tells whether it is set as another is, so that what was laid out for one
    /// serves the other.
    pub(super) fn is_set_as(&self, other: &Self) -> bool {
        // A3 is the same pages, enlarged.
        let look = |document: &Self| document.edition.filter(|edition| *edition != Edition::A3);
        self.entry == other.entry && look(self) == look(other)
    }

    /// Composes every document of a subject, in the order of its list.
    pub(super) fn all(
        subject: &Subject,
        answers: &Answers,
        sources: &Sources,
    ) -> Vec<Result<(Self, Faults), Faults>> {
        let mut all = Vec::new();
        for document in &subject.documents {
            match document {
                subject::Document::Corrige => {
                    let sheet = sheet::corrige(subject, answers, sources);
                    all.push(plain("corrige.pdf", "documents/corrige.typ", sheet));
                }
                subject::Document::Bareme => {
                    let sheet = sheet::bareme(subject, answers, sources);
                    all.push(plain("bareme.pdf", "documents/bareme.typ", sheet));
                }
                subject::Document::Exercise => {
                    let sheet = sheet::exercise(subject, answers, sources);
                    all.push(plain("exercice.pdf", "documents/exercice.typ", sheet));
                }
                subject::Document::Sujet => {
                    let editions = subject.editions.iter().map(|edition| Some(*edition));
                    for edition in [None].into_iter().chain(editions) {
                        all.push(exam(subject, answers, sources, edition));
                    }
                }
            }
        }
        all
    }
}

fn plain(
    file: &'static str,
    entry: &'static str,
    composed: Result<(Sheet, Faults), Faults>,
) -> Result<(Document, Faults), Faults> {
    let (sheet, warnings) = composed?;
    Ok((Document { file, entry, paper: None, edition: None, sheet }, warnings))
}

fn exam(
    subject: &Subject,
    answers: &Answers,
    sources: &Sources,
    edition: Option<Edition>,
) -> Result<(Document, Faults), Faults> {
    let (file, told) = match edition {
        None => ("sujet.pdf", sheet::Edition::Standard),
        Some(Edition::A3) => ("sujet-a3.pdf", sheet::Edition::A3),
        Some(Edition::Large) => ("sujet-16pt.pdf", sheet::Edition::Large),
        Some(Edition::ExtraLarge) => ("sujet-20pt.pdf", sheet::Edition::ExtraLarge),
        Some(Edition::Dys) => ("sujet-dys.pdf", sheet::Edition::Dys),
    };
    let composed = sheet::sujet(subject, answers, sources, told);
    let (document, warnings) = plain(file, "documents/sujet.typ", composed)?;
    // The template of the exam paper lays out on a smaller page, so that all
    // sizes follow the edition; its pages are then brought to the paper.
    let paper = if edition == Some(Edition::A3) { Paper::A3 } else { Paper::A4 };
    Ok((Document { paper: Some(paper), edition, ..document }, warnings))
}
