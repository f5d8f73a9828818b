//! What differs between two revisions, as data.

use serde::Serialize;

use super::replaced::{FORMER, REPLACED};
use crate::answers::Answer;

/// All that differs between two revisions of a subject.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes<'a> {
    /// What identifies the paper: version, date, code…
    pub identity: Vec<Fact>,
    /// Named values, in the order of the new revision, those that are gone last.
    pub values: Vec<ValueChange<'a>>,
    /// Points of the paper, of its parts, questions and marking schemes.
    pub points: Vec<PointsChange>,
    /// Texts, place by place.
    pub sections: Vec<Section>,
    /// Pictures.
    pub pictures: Vec<PictureChange>,
}

impl Changes<'_> {
    /// Tells whether the two revisions say the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.identity.is_empty()
            && self.values.is_empty()
            && self.points.is_empty()
            && self.sections.is_empty()
            && self.pictures.is_empty()
    }
}

/// A fact about the paper; empty where a revision does not give it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is about: `version`.
    pub label: &'static str,
    /// As it was.
    pub old: String,
    /// As it is.
    pub new: String,
}

/// A named value whose exact value or formula differs, or that one revision
/// does not know.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueChange<'a> {
    /// The name formulas use.
    pub name: &'a str,
    /// The words documents show.
    pub label: &'a str,
    /// As it was.
    pub old: Option<&'a Answer>,
    /// As it is.
    pub new: Option<&'a Answer>,
    /// Of a column of the same length, the cells that differ; empty for
    /// anything else.
    pub cells: Vec<CellChange>,
}

/// A cell of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellChange {
    /// The row, by its first words or by its rank from 1.
    pub row: String,
    /// As it was.
    pub old: String,
    /// As it is.
    pub new: String,
}

/// Points that differ; empty where a revision does not give them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PointsChange {
    /// `Total`, `Dossier 1` or `Question 2.3`.
    pub place: String,
    /// The line of its marking scheme; empty for the whole.
    pub item: String,
    /// The same line as the old revision has it, where both do.
    #[serde(skip)]
    pub item_before: String,
    /// As they were.
    pub old: String,
    /// As they are.
    pub new: String,
}

/// Which document a text stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Document {
    /// The exam paper.
    Sujet,
    /// The corrected answer sheet.
    Corrige,
    /// The marking scheme on one page.
    Bareme,
}

/// Whether something was added, removed or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// The new revision alone has it.
    Added,
    /// The old revision alone has it.
    Removed,
    /// Both have it.
    Changed,
}

/// What copies that are marked already need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recheck {
    /// Nothing: what is paid has not changed.
    Nothing,
    /// A look: what is paid is said in other words.
    Look,
    /// A look: figures of the answer have changed, of which none is paid.
    Figures,
    /// To be marked again: a result that is paid has changed.
    Result,
    /// To be marked again: points have changed.
    Points,
}

/// Texts that differ in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// The document.
    pub document: Document,
    /// `Question 2.3`, `Annexe 4`, `Contexte`.
    pub place: String,
    /// Whether the place itself is new or gone.
    pub state: State,
    /// The name it had in the old revision, if another.
    pub before: String,
    /// What it is about: the statement, the title.
    pub title: String,
    /// What a question is called in a few words; empty if nothing is.
    #[serde(skip)]
    pub heading: String,
    /// For a question of the corrigé, what copies that are marked need.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recheck: Option<Recheck>,
    /// The texts.
    pub edits: Vec<Edit>,
}

/// A text that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// Where it stands: `barème`, `tableau « Fichier »`.
    pub at: String,
    /// The row of the table, by its first words; empty for anything else.
    pub row: String,
    /// As it was, word by word; empty if it was not there.
    pub old: Vec<Bit>,
    /// As it is, word by word; empty if it is no longer there.
    pub new: Vec<Bit>,
}

impl Edit {
    /// Tells whether it stands for a picture that is no longer the same.
    #[must_use]
    pub fn is_picture(&self) -> bool {
        let is = |bits: &[Bit], words| matches!(bits, [Bit { text, .. }] if text == words);
        is(&self.old, FORMER) && is(&self.new, REPLACED)
    }
}

/// Some words of a text, with the spaces between them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bit {
    /// The words; none where the other revision alone has some.
    pub text: String,
    /// Whether the other revision says something else there.
    pub changed: bool,
}

/// A picture that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PictureChange {
    /// Its file, as the subject names it.
    pub file: String,
    /// What became of it.
    pub state: State,
}
