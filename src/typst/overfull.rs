//! Words wider than their place: takes a document laid out, gives those for
//! which `templates/components/overfull.typ` left a trace.

use typst::foundations::{Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::TypesetFault;

/// Label of the traces.
const TRACE: &str = "overfull";

/// Finds the words that stick out of a cell, each once.
pub(crate) fn overfull(document: &PagedDocument) -> Vec<TypesetFault> {
    let Some(label) = Label::new(PicoStr::intern(TRACE)) else { return Vec::new() };
    let mut words: Vec<_> = document
        .introspector()
        .query(&Selector::Label(label))
        .iter()
        .filter_map(|trace| match &trace.to_packed::<MetadataElem>()?.value {
            Value::Str(word) => Some(word.to_string()),
            _ => None,
        })
        .collect();
    words.sort_unstable();
    words.dedup();
    words.into_iter().map(|word| TypesetFault::Overfull { word }).collect()
}
