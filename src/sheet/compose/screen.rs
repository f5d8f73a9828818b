//! Mock-ups of screens: search results, home page of a shop.

use super::Composer;
use crate::sheet::{SearchResults, WebPage};
use crate::subject::block;

impl Composer<'_> {
    /// Composes a page of search results.
    pub(super) fn search_results(
        &mut self,
        _results: &block::SearchResults,
    ) -> Option<SearchResults> {
        None
    }

    /// Composes the home page of a shop.
    pub(super) fn web_page(&mut self, _page: &block::WebPage) -> Option<WebPage> {
        None
    }
}
