//! Mock-ups of screens from the tree.

use super::Reader;
use crate::subject::block::{SearchResults, WebPage};
use crate::yaml::Node;

/// Reads a page of search results.
pub(super) fn search_results(reader: &mut Reader<'_>, node: &Node) -> Option<SearchResults> {
    reader.expected(node, "…")
}

/// Reads the home page of a shop.
pub(super) fn web_page(reader: &mut Reader<'_>, node: &Node) -> Option<WebPage> {
    reader.expected(node, "…")
}
