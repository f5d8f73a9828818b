//! The exam as its author means it: takes a YAML file, gives a [`Subject`]
//! whose texts and formulas are parsed and know their places.
//!
//! Nothing is computed here. What can be told without computing is checked:
//! keys, types, names said twice, marking schemes that do not add up.

pub mod block;
mod check;
mod detour;
mod exam;
mod load;
mod model;
mod read;
pub mod scheme;
mod table;
mod text;
mod variants;

pub use detour::{Detour, Detours};
pub use exam::{Annexe, Document, Edition, Exam, Note};
pub use load::{Loaded, load};
pub use model::{
    Asset, Computation, Datum, Dossier, Identity, Mark, MarkRounding, Question, Scalar, Subject,
    Version,
};
pub use table::{CellKind, Column, ComputedColumn, Table};
pub use text::{Formula, Origin, Text};
pub use variants::{Cell, Domain, Draw, Fairness, Likeness, Parameter, Rule, Thresholds, Variants};
