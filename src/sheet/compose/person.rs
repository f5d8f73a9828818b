//! Persona cards and dashboards.

use super::Composer;
use crate::sheet::{Dashboard, Persona};
use crate::subject::block;

impl Composer<'_> {
    /// Composes a persona card.
    pub(super) fn persona(&mut self, _persona: &block::Persona) -> Option<Persona> {
        None
    }

    /// Composes a dashboard.
    pub(super) fn dashboard(&mut self, _dashboard: &block::Dashboard) -> Option<Dashboard> {
        None
    }
}
