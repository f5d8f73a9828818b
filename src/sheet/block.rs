//! Blocks of an answer: one variant a component of `templates/components`.

use serde::Serialize;

use super::calendar::EditorialCalendar;
use super::chart::{Chart, Map};
use super::email::Email;
use super::equation::Computation;
use super::inline::{Flow, Line};
use super::mockup::{Post, Review};
use super::person::{Dashboard, Persona};
use super::screen::{SearchResults, WebPage};

/// A part of an answer or an annex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Block {
    /// Paragraphs and lists.
    Text {
        /// In order.
        content: Vec<Flow>,
    },
    /// Arguments with a lead and a development (*liste d'éléments*).
    Arguments {
        /// Whether they carry numbers.
        numbered: bool,
        /// In order.
        items: Vec<Argument>,
    },
    /// A table.
    Table(Table),
    /// Lists side by side, of unequal lengths (*colonnes*).
    Columns {
        /// Heading over all columns; may be empty.
        title: Line,
        /// Left to right.
        columns: Vec<ListColumn>,
    },
    /// Worked computations.
    Computations {
        /// In order.
        steps: Vec<Computation>,
    },
    /// A social-network post.
    Post(Box<Post>),
    /// A review and its owner's answer.
    Review(Box<Review>),
    /// An e-mail.
    Email(Box<Email>),
    /// Editorial calendar: cards and month grids.
    EditorialCalendar(Box<EditorialCalendar>),
    /// A bar cut in shares of a whole.
    ShareBar(ShareBar),
    /// A framed remark (*encadré*).
    Callout {
        /// Its look.
        tone: Tone,
        /// Its heading; may be empty.
        title: Line,
        /// Its text.
        content: Vec<Flow>,
    },
    /// A picture.
    Image {
        /// Virtual path, `/subject/images/station.svg`.
        path: String,
        /// What it shows, for those who do not see it.
        alt: String,
        /// Share of the text width, in percent.
        width: u8,
        /// Caption; may be empty.
        caption: Line,
    },
    /// A chart.
    Chart(Box<Chart>),
    /// A map.
    Map(Map),
    /// A page of search results.
    SearchResults(Box<SearchResults>),
    /// The home page of a shop.
    WebPage(Box<WebPage>),
    /// A persona card.
    Persona(Box<Persona>),
    /// A dashboard.
    Dashboard(Box<Dashboard>),
    /// A structured essay (*réflexion structurée*).
    Essay(Essay),
}

/// Look of a framed remark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// How a result is read (*interprétation*).
    Interpretation,
    /// What follows from it (*conclusion*).
    Conclusion,
    /// A remark to the corrector (*remarque*).
    Remark,
    /// Something not to miss (*attention*).
    Warning,
}

/// One argument of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Argument {
    /// Its lead, a few words; may be empty.
    pub title: Line,
    /// Its development.
    pub content: Vec<Flow>,
}

/// One of the lists of [`Block::Columns`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListColumn {
    /// Its heading.
    pub title: Line,
    /// Its items.
    pub items: Vec<Line>,
}

/// Where the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Words.
    Start,
    /// Codes and short labels.
    Center,
    /// Figures: same number of decimals in a column, so flush right aligns.
    End,
}

/// A table with a header row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Title over the table; may be empty.
    pub title: Line,
    /// Left to right.
    pub columns: Vec<TableColumn>,
    /// Top to bottom.
    pub rows: Vec<TableRow>,
    /// Source or remark under the table; may be empty.
    pub note: Line,
    /// What the table is about, one sentence, for those who do not see it.
    pub summary: String,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableColumn {
    /// Header cell.
    pub title: Line,
    /// Where its cells stand.
    pub align: Align,
    /// Relative width; 0 for as wide as its content.
    pub weight: u8,
    /// Whether its values are computed from the others.
    pub computed: bool,
}

/// What a row of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowKind {
    /// An ordinary row.
    Body,
    /// An ordinary row brought out: tinted, marked, bold.
    Lit,
    /// Heading of a group of rows; one cell over all columns.
    Group,
    /// Sum of a group of rows.
    Subtotal,
    /// Total or mean.
    Total,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableRow {
    /// Its kind.
    pub kind: RowKind,
    /// One cell a column, or one for a group heading.
    pub cells: Vec<Line>,
}

/// A bar cut in shares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShareBar {
    /// Title; may be empty.
    pub title: Line,
    /// Left to right.
    pub shares: Vec<Share>,
    /// Result printed beside the bar, label then value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<(String, String)>,
    /// Description written from the data.
    pub alt: String,
}

/// Which pattern and tint a share takes; each stays apart in black and white.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    /// Against.
    Negative,
    /// Neither.
    Neutral,
    /// For.
    Positive,
}

/// A share of a bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Share {
    /// Its name: `Détracteurs`.
    pub label: String,
    /// What it gathers: `notes 0 à 6`; may be empty.
    pub detail: String,
    /// Its value as printed: `15 %`.
    pub value: String,
    /// Its length, in thousandths of the bar.
    pub permille: u16,
    /// Its look.
    pub sign: Sign,
}

/// A structured essay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Essay {
    /// Introduction.
    pub introduction: Vec<Flow>,
    /// Numbered parts.
    pub parts: Vec<EssayPart>,
    /// Conclusion.
    pub conclusion: Vec<Flow>,
}

/// A part of an essay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EssayPart {
    /// `1`.
    pub number: String,
    /// Title.
    pub title: Line,
    /// Announcement under the title; may be empty.
    pub lead: Vec<Flow>,
    /// Sections.
    pub sections: Vec<EssaySection>,
}

/// A section of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EssaySection {
    /// `1.1`.
    pub number: String,
    /// Title.
    pub title: Line,
    /// Text.
    pub content: Vec<Flow>,
}
