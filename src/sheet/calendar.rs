//! Editorial calendars: cards of articles and grids of months.

use serde::Serialize;

use super::inline::{Flow, Line};

/// An editorial calendar (*calendrier éditorial*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditorialCalendar {
    /// One card an article, in order of date.
    pub cards: Vec<Card>,
    /// The months of the season, in order.
    pub months: Vec<Month>,
    /// `1er novembre : Toussaint`, one a public holiday of the months shown.
    pub holidays: Vec<Line>,
    /// Description of the grids, written from the data.
    pub alt: String,
}

/// An article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Card {
    /// `1`.
    pub number: String,
    /// `samedi 8 novembre 2025`.
    pub date: Line,
    /// Title of the article.
    pub title: Line,
    /// Objectives, ideas and the optional fields, label then text.
    pub fields: Vec<CardField>,
}

/// A field of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CardField {
    /// `Objectifs`.
    pub label: String,
    /// Its text.
    pub content: Vec<Flow>,
}

/// A month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Month {
    /// `novembre 2025`.
    pub title: String,
    /// Weeks of seven days from Monday.
    pub weeks: Vec<Vec<Day>>,
}

/// What a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayKind {
    /// Of another month: left empty.
    Outside,
    /// A working day.
    Plain,
    /// Saturday or Sunday.
    Weekend,
    /// A public holiday (*jour férié*).
    Holiday,
    /// A publication day; shows the number of the article.
    Publication,
}

/// A day of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Day {
    /// `8`; empty outside the month.
    pub number: String,
    /// What it is.
    pub kind: DayKind,
    /// Number of the article published that day; may be empty.
    pub article: String,
}
