//! Questions on a sheet without cover (*exercice*): for a class rather than
//! for an exam office.

use serde::Serialize;

use super::block::Block;
use super::exam::{Annexe, SujetQuestion};
use super::page::Paper;

/// An exercise sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Exercise {
    /// Title for the file's metadata.
    pub title: String,
    /// What identifies it.
    pub paper: Paper,
    /// The case, then the missions; may be empty.
    pub context: Vec<Block>,
    /// Numbers, statements, points.
    pub questions: Vec<SujetQuestion>,
    /// How many lines their answers need at least.
    pub lines: u32,
    /// What the questions need, numbered in this order.
    pub annexes: Vec<Annexe>,
}
