//! Persona cards and dashboards from the tree.

use super::Reader;
use crate::subject::block::{Dashboard, Persona};
use crate::yaml::Node;

/// Reads a persona card.
pub(super) fn persona(reader: &mut Reader<'_>, node: &Node) -> Option<Persona> {
    reader.expected(node, "…")
}

/// Reads a dashboard.
pub(super) fn dashboard(reader: &mut Reader<'_>, node: &Node) -> Option<Dashboard> {
    reader.expected(node, "…")
}
