//! The exam paper (*sujet*): what a candidate receives, and nothing of the
//! answers.

use serde::Serialize;

use super::block::Block;
use super::inline::Line;
use super::page::Paper;

/// For whom a paper is printed (*édition*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edition {
    /// A4, as the exam office prints it.
    Standard,
    /// A4 enlarged to A3: the same pages, 141.4 % as large.
    A3,
    /// Sans-serif 16 pt, reflowed.
    #[serde(rename = "16pt")]
    Large,
    /// Sans-serif 20 pt, reflowed.
    #[serde(rename = "20pt")]
    ExtraLarge,
    /// For dyslexic readers: sans-serif 14 pt, wide leading, no italics.
    Dys,
}

/// The exam paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sujet {
    /// Title for the file's metadata.
    pub title: String,
    /// For whom.
    pub edition: Edition,
    /// What identifies it; nothing about marks but the totals is printed.
    pub paper: Paper,
    /// What may be used during the exam (*matériel autorisé*).
    pub materials: Vec<Line>,
    /// Firm of the case, in capitals on the composition page.
    pub company: Line,
    /// Confidentiality sentence; may be empty.
    pub confidentiality: Line,
    /// What candidates must know before they write.
    pub recommendations: Vec<Line>,
    /// The case: what is read before the dossiers.
    pub context: Vec<Block>,
    /// Dossiers.
    pub dossiers: Vec<SujetPart>,
    /// Structured essay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub essay: Option<SujetEssay>,
    /// Annexes, in order.
    pub annexes: Vec<Annexe>,
}

/// A dossier as candidates read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SujetPart {
    /// `Dossier 1`.
    pub heading: String,
    /// Its title.
    pub title: Line,
    /// Points, `15 points`; empty when the paper does not print them.
    pub points: String,
    /// What it tests (*capacités*).
    pub abilities: Vec<Line>,
    /// `annexes 1 à 6`; may be empty.
    pub annexes_short: Line,
    /// `Annexe 1 : Histoire de…`, one a line.
    pub annexes: Vec<Line>,
    /// Mission.
    pub mission: Vec<Block>,
    /// Numbers and statements (*travail à faire*).
    pub questions: Vec<SujetQuestion>,
}

/// A question as candidates read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SujetQuestion {
    /// `1.1`.
    pub number: String,
    /// What is asked.
    pub statement: Line,
    /// Points; empty when the paper does not print them.
    pub points: String,
}

/// The structured essay as candidates read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SujetEssay {
    /// Heading.
    pub heading: String,
    /// Points; empty when the paper does not print them.
    pub points: String,
    /// What is expected (*consigne*); may be empty.
    pub instruction: Line,
    /// The question.
    pub statement: Line,
}

/// An annexe.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Annexe {
    /// `1`.
    pub number: String,
    /// Its title.
    pub title: Line,
    /// What it holds.
    pub blocks: Vec<Block>,
    /// `Source : INSEE 2021`; may be empty.
    pub source: Line,
}

/// The marking scheme on one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bareme {
    /// Title for the file's metadata.
    pub title: String,
    /// Title block and footer.
    pub paper: Paper,
    /// Dossiers and essay.
    pub parts: Vec<BaremePart>,
    /// Rules that hold for the whole paper.
    pub rules: Vec<Line>,
}

/// A dossier in the marking scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BaremePart {
    /// `Dossier 1`.
    pub heading: String,
    /// Its title.
    pub title: Line,
    /// `15`.
    pub points: String,
    /// Its questions.
    pub questions: Vec<BaremeQuestion>,
}

/// A question in the marking scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BaremeQuestion {
    /// `1.1`; empty for the essay.
    pub number: String,
    /// What is asked, in a few words.
    pub title: Line,
    /// What it tests; may be empty.
    pub ability: Line,
    /// What is paid and under which rules.
    pub scheme: Vec<super::scheme::SchemeLine>,
    /// `4`.
    pub points: String,
}
