//! What the exam paper says and the corrigé does not: cover, context, annexes.

use serde::{Deserialize, Serialize};

use crate::source::Spanned;
use crate::subject::block::Block;
use crate::subject::model::Subject;
use crate::subject::text::Text;

/// A document that can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Document {
    /// The exam paper (*sujet*).
    Sujet,
    /// The corrected answer sheet (*corrigé*).
    Corrige,
    /// The marking scheme on one page (*barème*).
    Bareme,
    /// The questions on a sheet without cover (*exercice*).
    Exercise,
}

/// An adapted edition of the exam paper (*édition adaptée*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Edition {
    /// A4 enlarged to A3.
    A3,
    /// 16 pt.
    Large,
    /// 20 pt.
    ExtraLarge,
    /// For dyslexic readers.
    Dys,
}

/// What only the exam paper says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Exam {
    /// What may be used (*matériel autorisé*).
    pub materials: Vec<Text>,
    /// Firm of the case (*entreprise*).
    pub company: Option<Text>,
    /// Confidentiality sentence.
    pub confidentiality: Option<Text>,
    /// What candidates must know before they write.
    pub recommendations: Vec<Text>,
    /// Whether points are printed.
    pub points_printed: bool,
    /// Footnotes.
    pub notes: Vec<Note>,
    /// The case.
    pub context: Vec<Block>,
    /// Annexes, in order.
    pub annexes: Vec<Annexe>,
}

/// A footnote (*note de bas de page*).
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The name texts use.
    pub name: Spanned<String>,
    /// Its text.
    pub text: Text,
}

/// An annexe.
#[derive(Debug, Clone, PartialEq)]
pub struct Annexe {
    /// The name dossiers use.
    pub name: Spanned<String>,
    /// Its title.
    pub title: Text,
    /// What it holds.
    pub blocks: Vec<Block>,
    /// Where it comes from.
    pub source: Option<Text>,
}

impl Subject {
    /// Returns the subject as a candidate may know it: without answers, marking
    /// schemes, remarks, nor anything that is computed.
    #[must_use]
    pub fn without_answers(&self) -> Self {
        let mut subject = self.clone();
        subject.remarks = None;
        subject.rules.clear();
        subject.computations.clear();
        subject.tables.iter_mut().for_each(|table| table.computed.clear());
        let questions = subject.dossiers.iter_mut().flat_map(|dossier| &mut dossier.questions);
        for question in questions.chain(&mut subject.essay) {
            question.scheme.entries.clear();
            question.answer.clear();
            question.detours = None;
            question.remarks = None;
        }
        subject
    }
}
