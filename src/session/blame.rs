//! Which block of a subject makes a template fail: takes a document that cannot
//! be set, gives the place of the block in the subject.
//!
//! Typst tells which line of a template failed, and nothing of the data it was
//! given. Blocks are therefore blanked from the last one on, and the document is
//! set again, until it is known which of them it fails with.

use serde_json::{Value, json};

use super::origin::{Placed, blocks};
use crate::pdf::{self, Keep};
use crate::source::{Sources, Span};
use crate::typst::{Engine, Job, TypesetFault};

/// Finds the block with which a document fails as the first of some faults
/// says; none if it fails without any.
pub(super) fn blame(
    engine: &Engine,
    job: &Job<'_>,
    faults: &[TypesetFault],
    sources: &Sources,
) -> Option<Span> {
    let message = faults.iter().find_map(|fault| match fault {
        TypesetFault::Template(fault) => Some(fault.message.as_str()),
        _ => None,
    })?;
    let sheet: Value = serde_json::from_slice(&job.sheet).ok()?;
    let blocks = blocks(&sheet, sources);
    let trial = Trial { engine, job, message, sheet, blocks: &blocks };
    let guilty = trial.first();
    // What the trials leave behind serves nobody.
    pdf::forget(Keep::Nothing);
    blocks.get(guilty?)?.place
}

/// A document that fails.
struct Trial<'a> {
    engine: &'a Engine,
    job: &'a Job<'a>,
    message: &'a str,
    sheet: Value,
    blocks: &'a [Placed],
}

impl Trial<'_> {
    /// Finds the first block with which the document fails.
    fn first(&self) -> Option<usize> {
        let (mut sound, mut failing) = (0, self.blocks.len());
        if failing == 0 || self.fails(sound) {
            return None;
        }
        while failing - sound > 1 {
            let middle = usize::midpoint(sound, failing);
            if self.fails(middle) { failing = middle } else { sound = middle }
        }
        Some(sound)
    }

    /// Tells whether the document fails alike with its first blocks alone.
    fn fails(&self, kept: usize) -> bool {
        let mut sheet = self.sheet.clone();
        for block in &self.blocks[kept..] {
            if let Some(block) = sheet.pointer_mut(&block.pointer) {
                *block = json!({ "kind": "text", "content": [] });
            }
        }
        let Ok(sheet) = serde_json::to_vec(&sheet) else { return false };
        let job = Job { sheet, ..self.job.clone() };
        let laid = pdf::layout(self.engine, &job);
        laid.is_err_and(|faults| faults.iter().any(|fault| self.is_same(fault)))
    }

    fn is_same(&self, fault: &TypesetFault) -> bool {
        matches!(fault, TypesetFault::Template(fault) if fault.message == self.message)
    }
}
