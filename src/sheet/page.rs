//! A whole document: what its title block, footer, parts and questions say.

use serde::Serialize;

use super::block::Block;
use super::exam::{Bareme, Sujet};
use super::exercise::Exercise;
use super::inline::{Flow, Line};
use super::rectificatif::Rectificatif;
use super::scheme::SchemeLine;

/// All that a document says; the variant chooses the template
/// `documents/<kind>.typ`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "document", rename_all = "kebab-case")]
pub enum Sheet {
    /// The corrected answer sheet (*corrigé*).
    Corrige(Corrige),
    /// The exam paper (*sujet*).
    Sujet(Sujet),
    /// The marking scheme on one page (*barème*).
    Bareme(Bareme),
    /// Questions on a sheet without cover (*exercice*).
    #[serde(rename = "exercice")]
    Exercise(Exercise),
    /// Corrections to the corrected answer sheet (*rectificatif*).
    Rectificatif(Rectificatif),
}

impl Sheet {
    /// Returns the title for the file's metadata.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Self::Corrige(sheet) => &sheet.title,
            Self::Sujet(sheet) => &sheet.title,
            Self::Bareme(sheet) => &sheet.title,
            Self::Exercise(sheet) => &sheet.title,
            Self::Rectificatif(sheet) => &sheet.title,
        }
    }

    /// Returns the same document made out to a pupil.
    #[must_use]
    pub fn with_ticket(mut self, ticket: Ticket) -> Self {
        let paper = match &mut self {
            Self::Corrige(sheet) => &mut sheet.paper,
            Self::Sujet(sheet) => &mut sheet.paper,
            Self::Bareme(sheet) => &mut sheet.paper,
            Self::Exercise(sheet) => &mut sheet.paper,
            Self::Rectificatif(sheet) => &mut sheet.paper,
        };
        paper.ticket = Some(ticket);
        self
    }
}

/// The corrected answer sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Corrige {
    /// Title for the file's metadata.
    pub title: String,
    /// Title block and footer.
    pub paper: Paper,
    /// General remarks to correctors; may be empty.
    pub remarks: Vec<Flow>,
    /// Summary of points: one row a question.
    pub summary: Vec<SummaryPart>,
    /// Dossiers and structured essay.
    pub parts: Vec<Part>,
}

/// What identifies a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// Diploma: `BTS Négociation et digitalisation de la relation client`.
    pub diploma: Line,
    /// Test: `E5 : Relation client à distance et digitalisation`.
    pub test: Line,
    /// Part of the test; may be empty.
    pub part: Line,
    /// `Session 2025`.
    pub session: String,
    /// Code of the paper (*code sujet*); may be empty.
    pub code: String,
    /// Name of the case: `Le Markstein`.
    pub subject: Line,
    /// `3 h`; empty for some questions of a paper.
    pub duration: String,
    /// `3 heures`, as a cover says it.
    pub duration_words: String,
    /// `2`.
    pub coefficient: String,
    /// `Version 2 du 17 mai 2025`; may be empty.
    pub version: Line,
    /// What the version replaces; may be empty.
    pub replaces: Line,
    /// `40 points`.
    pub total: String,
    /// How the mark out of 20 is had from the total: `note sur 20 : total ÷ 2`.
    pub mark: Line,
    /// Short form for the footer: `Corrigé · E5 · Le Markstein`.
    pub running: Line,
    /// Whose paper it is, when it is a variant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticket: Option<Ticket>,
}

/// Whose variant a paper is, and what it is found again by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ticket {
    /// The pupil as the roster names them; empty when a number is all there is.
    pub pupil: String,
    /// The class or group; may be empty.
    pub group: String,
    /// `Variante 17` or `Série B`.
    pub variant: String,
    /// The short code: `K7QF-3M2X-9TBD-4WHC-8NRA`.
    pub code: String,
    /// The code as a QR code, an SVG file.
    pub qr: String,
}

/// A part in the summary of points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SummaryPart {
    /// `Dossier 1`.
    pub heading: String,
    /// Its title.
    pub title: Line,
    /// `15`.
    pub points: String,
    /// Its questions: number, short statement, points.
    pub questions: Vec<SummaryRow>,
}

/// A question in the summary of points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SummaryRow {
    /// `1.1`.
    pub number: String,
    /// What is asked, in a few words.
    pub title: Line,
    /// `4`.
    pub points: String,
}

/// A dossier or the structured essay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// `Dossier 1`.
    pub heading: String,
    /// Its title; may be empty.
    pub title: Line,
    /// `15 points`.
    pub points: String,
    /// Its questions.
    pub questions: Vec<Question>,
}

/// A question with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// `1.1`; empty for the essay.
    pub number: String,
    /// What is asked.
    pub statement: Line,
    /// `4 points`.
    pub points: String,
    /// Marking scheme.
    pub scheme: Vec<SchemeLine>,
    /// Answer.
    pub answer: Vec<Block>,
    /// Remarks to correctors; may be empty.
    pub remarks: Vec<Flow>,
}
