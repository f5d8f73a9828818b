//! Editorial calendars as an author writes them.

use chrono::NaiveDate;

use crate::source::{Span, Spanned};
use crate::subject::text::Text;

/// An editorial calendar (*calendrier éditorial*).
#[derive(Debug, Clone, PartialEq)]
pub struct EditorialCalendar {
    /// First day of the first month shown.
    pub from: NaiveDate,
    /// First day of the last month shown.
    pub to: Spanned<NaiveDate>,
    /// Whether the holidays of Alsace and Moselle are shown.
    pub alsace_moselle: bool,
    /// Articles, as they were written.
    pub articles: Vec<Article>,
    /// Where the block was written.
    pub span: Span,
}

/// An article.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Day of publication.
    pub date: Spanned<NaiveDate>,
    /// Title.
    pub title: Text,
    /// Label and text of each field, in the order of the trade.
    pub fields: Vec<(&'static str, Text)>,
}
