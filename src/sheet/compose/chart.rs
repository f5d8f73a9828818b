//! Charts and maps: lengths of bars, alternative texts, data as tables.

use super::Composer;
use crate::sheet::{Chart, Map};
use crate::subject::block;

impl Composer<'_> {
    /// Composes a chart.
    pub(super) fn chart(&mut self, _chart: &block::Chart) -> Option<Chart> {
        None
    }

    /// Composes a map.
    pub(super) fn map(&mut self, _map: &block::Map) -> Option<Map> {
        None
    }
}
