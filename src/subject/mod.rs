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
mod narrow;
mod passages;
mod proofing;
mod read;
mod schema;
pub mod scheme;
mod table;
mod text;
mod uses;
mod variants;
mod visit;

pub use detour::{Detour, Detours};
pub use exam::{Annexe, Document, Edition, Exam, Note};
pub use load::{Loaded, load};
pub use model::{
    Asset, Computation, Datum, Dossier, Identity, Mark, MarkRounding, Question, Scalar, Subject,
    Version,
};
pub use passages::{Passages, answer_texts, labels, passages};
pub use proofing::{Ignored, Proofing};
pub use schema::{reference, schema};
pub use table::{CellKind, Column, ComputedColumn, Table};
pub use text::{Formula, Origin, Text};
pub use uses::{needs, shown};
pub use variants::{
    Admission, Cell, Domain, Draw, Fairness, Flaw, Likeness, Parameter, Rule, Thresholds, Variants,
};

/// Reads the subject of a test from its text, unchecked.
#[cfg(test)]
pub(crate) fn sample(text: &str) -> Subject {
    use crate::diagnostic::{Format, render};

    let mut sources = crate::source::Sources::default();
    let id = sources.add("essai.yaml", text);
    let (subject, faults) = match crate::yaml::read(&sources, id) {
        Ok(tree) => {
            let here = std::path::Path::new(".");
            let mut reader = read::Reader::new(&mut sources, here, here);
            (read::subject(&mut reader, id, &tree), reader.faults)
        }
        Err(faults) => (None, faults),
    };
    let told = render(&faults.in_order(), &sources, Format::Short, false);
    subject
        .filter(|_| told.is_empty())
        .unwrap_or_else(|| panic!("a subject without fault:\n{told}"))
}
