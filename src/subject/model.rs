//! A subject as its author means it: identity, values, dossiers, essay.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::formula::{Grid, Value};
use crate::number::{Exact, Quantity, Unit};
use crate::source::{SourceId, Span, Spanned};
use crate::subject::block::Block;
use crate::subject::detour::Detours;
use crate::subject::exam::{Document, Edition, Exam};
use crate::subject::proofing::Proofing;
use crate::subject::scheme::Scheme;
use crate::subject::table::Table;
use crate::subject::text::{Formula, Text};
use crate::subject::variants::Variants;

/// A written exam with all that its documents need.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// The YAML file.
    pub source: SourceId,
    /// Title block, version, marks.
    pub identity: Identity,
    /// Which documents are printed.
    pub documents: Vec<Document>,
    /// Adapted editions of the exam paper.
    pub editions: Vec<Edition>,
    /// What only the exam paper says.
    pub exam: Exam,
    /// General remarks to correctors.
    pub remarks: Option<Text>,
    /// Rules printed under the marking scheme (*règles*).
    pub rules: Vec<Text>,
    /// Named values (*données*).
    pub data: Vec<Datum>,
    /// Named tables.
    pub tables: Vec<Table>,
    /// Named grids of classes.
    pub grids: Vec<Spanned<Grid>>,
    /// Named formulas (*calculs*).
    pub computations: Vec<Computation>,
    /// Dossiers, in order.
    pub dossiers: Vec<Dossier>,
    /// Structured essay (*réflexion structurée*).
    pub essay: Option<Question>,
    /// How its figures may change.
    pub variants: Option<Variants>,
    /// Pictures, as the documents name them.
    pub assets: Vec<Asset>,
    /// What its author asks of the proof-reader.
    pub proofing: Proofing,
}

/// What identifies a paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    /// Diploma (*examen*).
    pub diploma: Text,
    /// Test (*épreuve*).
    pub test: Text,
    /// Part of the test.
    pub part: Option<Text>,
    /// Year of the session.
    pub session: String,
    /// Code of the paper (*code sujet*).
    pub code: Option<String>,
    /// Name of the case.
    pub title: Text,
    /// Duration.
    pub duration: Quantity,
    /// Coefficient.
    pub coefficient: Option<Exact>,
    /// Sum of the points.
    pub total: Spanned<Exact>,
    /// What the total is brought to (*note sur 20*).
    pub mark: Mark,
    /// Version of the corrigé.
    pub version: Option<Version>,
    /// Date written into the files: the author's, never the clock's.
    pub date: NaiveDate,
}

/// How the total becomes a mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The highest mark.
    pub out_of: Exact,
    /// How it is rounded.
    pub rounding: MarkRounding,
}

/// How a mark is rounded (*arrondi de la note*).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkRounding {
    /// As it falls.
    None,
    /// To the nearest quarter of a point.
    Quarter,
    /// To the nearest half point.
    Half,
    /// To the next half point.
    HalfUp,
}

/// A version of the corrigé.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Its number.
    pub number: String,
    /// Its date.
    pub date: NaiveDate,
    /// What it replaces.
    pub replaces: Option<Text>,
}

/// A named value.
#[derive(Debug, Clone, PartialEq)]
pub struct Datum {
    /// The name formulas use.
    pub name: Spanned<String>,
    /// The words documents show.
    pub label: Option<Spanned<String>>,
    /// The value.
    pub value: Spanned<Scalar>,
}

/// A value an author writes in one go.
#[derive(Debug, Clone, PartialEq)]
pub enum Scalar {
    /// A number with its unit.
    Number(Quantity),
    /// A day.
    Date(NaiveDate),
    /// Words.
    Text(String),
    /// Yes or no.
    Truth(bool),
}

impl Scalar {
    /// Returns it as formulas know it.
    #[must_use]
    pub fn to_value(&self) -> Value {
        match self {
            Self::Number(quantity) => Value::Number(quantity.clone()),
            Self::Date(date) => Value::Date(*date),
            Self::Text(text) => Value::Text(text.clone()),
            Self::Truth(truth) => Value::Truth(*truth),
        }
    }
}

/// A named formula.
#[derive(Debug, Clone, PartialEq)]
pub struct Computation {
    /// The name other formulas use.
    pub name: Spanned<String>,
    /// What is computed, as documents say it.
    pub label: Option<Spanned<String>>,
    /// How.
    pub formula: Formula,
    /// Unit given to the result.
    pub unit: Option<Spanned<Unit>>,
    /// Decimals shown.
    pub decimals: Option<u32>,
    /// Whether a value above zero is shown with its plus (*signe*).
    pub signed: bool,
}

/// A dossier.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    /// Its title.
    pub title: Text,
    /// Its points.
    pub points: Spanned<Exact>,
    /// What it tests (*capacités*).
    pub abilities: Vec<Text>,
    /// Names of its annexes.
    pub annexes: Vec<Spanned<String>>,
    /// What candidates are asked to do and why (*mission*).
    pub mission: Vec<Block>,
    /// Where it was written.
    pub span: Span,
    /// Its questions.
    pub questions: Vec<Question>,
}

/// A question with its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Its number in the paper, `2.3`; empty for the essay.
    pub number: String,
    /// What is asked.
    pub statement: Text,
    /// What is asked, in a few words (*intitulé*).
    pub heading: Option<Text>,
    /// What it tests (*capacité*).
    pub ability: Option<Text>,
    /// What is expected of an essay (*consigne*).
    pub instruction: Option<Text>,
    /// Its points.
    pub points: Spanned<Exact>,
    /// How they are given.
    pub scheme: Scheme,
    /// The answer.
    pub answer: Vec<Block>,
    /// Other ways through its steps (*chemins*).
    pub detours: Option<Detours>,
    /// Annexes it needs when it is printed alone; those of its dossier unless
    /// said.
    pub annexes: Option<Vec<Spanned<String>>>,
    /// Remarks to correctors.
    pub remarks: Option<Text>,
}

/// A picture read from the subject's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// The name documents use, `image-1.svg`.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// Where it was named first.
    pub span: Span,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}
