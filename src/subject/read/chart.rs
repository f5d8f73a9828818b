//! Charts and maps from the tree.

use super::Reader;
use crate::subject::block::{Block, Map};
use crate::yaml::Node;

/// Reads a chart, or a bar of shares.
pub(super) fn chart(reader: &mut Reader<'_>, node: &Node) -> Option<Block> {
    super::shares::share_bar(reader, node).map(Block::ShareBar)
}

/// Reads a map.
pub(super) fn map(reader: &mut Reader<'_>, node: &Node) -> Option<Map> {
    reader.expected(node, "…")
}
