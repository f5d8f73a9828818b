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
    /// What it says.
    pub sheet: Sheet,
}

/// Name of the page for correctors, which stands among the documents though no
/// subject asks for it.
pub const RECTIFICATIF: &str = "rectificatif.pdf";

/// All kinds of documents.
const KINDS: [subject::Document; 4] = [
    subject::Document::Sujet,
    subject::Document::Corrige,
    subject::Document::Bareme,
    subject::Document::Exercise,
];

/// All adapted editions.
const EDITIONS: [Edition; 4] = [Edition::A3, Edition::Large, Edition::ExtraLarge, Edition::Dys];

/// Names the file of a document in its standard edition.
fn standard_file(document: subject::Document) -> &'static str {
    match document {
        subject::Document::Sujet => "sujet.pdf",
        subject::Document::Corrige => "corrige.pdf",
        subject::Document::Bareme => "bareme.pdf",
        subject::Document::Exercise => "exercice.pdf",
    }
}

/// Names the file of an adapted edition of the exam paper.
fn adapted_file(edition: Edition) -> &'static str {
    match edition {
        Edition::A3 => "sujet-a3.pdf",
        Edition::Large => "sujet-16pt.pdf",
        Edition::ExtraLarge => "sujet-20pt.pdf",
        Edition::Dys => "sujet-dys.pdf",
    }
}

type Composed<T> = Result<(T, Faults), Faults>;

impl Document {
    /// Composes the documents of a subject that are wanted, by the names of their
    /// files, in the order of its list.
    pub(super) fn all(
        subject: &Subject,
        answers: &Answers,
        sources: &Sources,
        wanted: impl Fn(&str) -> bool,
    ) -> Vec<Composed<Self>> {
        Self::files(subject)
            .into_iter()
            .filter(|file| wanted(file))
            .filter_map(Self::kind)
            .map(|(kind, edition)| match kind {
                subject::Document::Sujet => exam(subject, answers, sources, edition),
                _ => Self::compose(kind, subject, answers, sources),
            })
            .collect()
    }

    /// Names the files of the documents a subject asks for, in the order in
    /// which they are composed.
    pub(super) fn files(subject: &Subject) -> Vec<&'static str> {
        let asked = |kind: &subject::Document| {
            let editions = match kind {
                subject::Document::Sujet => subject.editions.as_slice(),
                _ => &[],
            };
            let adapted = editions.iter().map(|edition| adapted_file(*edition));
            std::iter::once(standard_file(*kind)).chain(adapted).collect::<Vec<_>>()
        };
        subject.documents.iter().flat_map(asked).collect()
    }

    /// Names a kind of document, as people ask for it.
    pub(super) fn name(kind: subject::Document) -> &'static str {
        standard_file(kind).trim_end_matches(".pdf")
    }

    /// Names an adapted edition, as people ask for it.
    pub(super) fn edition(edition: Edition) -> &'static str {
        adapted_file(edition).trim_start_matches("sujet-").trim_end_matches(".pdf")
    }

    /// Tells what the document of a file is, by its name.
    pub(super) fn kind(file: &str) -> Option<(subject::Document, Option<Edition>)> {
        let standard = KINDS.iter().map(|kind| (standard_file(*kind), *kind, None));
        let adapted = EDITIONS
            .iter()
            .map(|edition| (adapted_file(*edition), subject::Document::Sujet, Some(*edition)));
        let (_, kind, edition) = standard.chain(adapted).find(|(name, ..)| *name == file)?;
        Some((kind, edition))
    }

    /// Composes one document, in its standard edition.
    pub(super) fn compose(
        document: subject::Document,
        subject: &Subject,
        answers: &Answers,
        sources: &Sources,
    ) -> Composed<Self> {
        let (entry, composed) = match document {
            subject::Document::Sujet => return exam(subject, answers, sources, None),
            subject::Document::Corrige => {
                ("documents/corrige.typ", sheet::corrige(subject, answers, sources))
            }
            subject::Document::Bareme => {
                ("documents/bareme.typ", sheet::bareme(subject, answers, sources))
            }
            subject::Document::Exercise => {
                ("documents/exercice.typ", sheet::exercise(subject, answers, sources))
            }
        };
        plain(standard_file(document), entry, composed)
    }
}

fn plain(file: &'static str, entry: &'static str, composed: Composed<Sheet>) -> Composed<Document> {
    let (sheet, warnings) = composed?;
    Ok((Document { file, entry, paper: None, sheet }, warnings))
}

fn exam(
    subject: &Subject,
    answers: &Answers,
    sources: &Sources,
    edition: Option<Edition>,
) -> Composed<Document> {
    let told = match edition {
        None => sheet::Edition::Standard,
        Some(Edition::A3) => sheet::Edition::A3,
        Some(Edition::Large) => sheet::Edition::Large,
        Some(Edition::ExtraLarge) => sheet::Edition::ExtraLarge,
        Some(Edition::Dys) => sheet::Edition::Dys,
    };
    let file = edition.map_or(standard_file(subject::Document::Sujet), adapted_file);
    let composed = sheet::sujet(subject, answers, sources, told);
    let (document, warnings) = plain(file, "documents/sujet.typ", composed)?;
    // The template of the exam paper lays out on a smaller page, so that all
    // sizes follow the edition; its pages are then brought to the paper.
    let paper = if edition == Some(Edition::A3) { Paper::A3 } else { Paper::A4 };
    Ok((Document { paper: Some(paper), ..document }, warnings))
}
