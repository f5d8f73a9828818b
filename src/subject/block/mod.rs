//! Blocks of an answer as an author writes them.

mod calendar;
mod chart;
mod email;
mod mockup;
mod person;
mod screen;

pub use calendar::{Article, EditorialCalendar};
pub use chart::{Chart, ChartPoints, ChartStyle, Gauge, Map};
pub use email::{Correspondent, Email, Signature};
pub use mockup::{
    Account, Comment, Detail, KeyElement, KeyGroup, Network, Picture, Post, Review, Zone,
};
pub use person::{Dashboard, FollowUp, KeyFigure, Persona};
pub use screen::{Listing, Pin, Purchase, SearchResults, WebPage};

use crate::source::Spanned;
use crate::subject::text::{Formula, Text};

/// A part of an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Paragraphs and lists (*texte*).
    Text(Text),
    /// Arguments (*liste*).
    Arguments {
        /// Whether they carry numbers.
        numbered: bool,
        /// Leads and developments.
        items: Vec<Argument>,
    },
    /// A table of data (*tableau* with *table*).
    DataTable(Box<DataTable>),
    /// Grids of classes as a table (*tableau* with *grilles*).
    GridTable(GridTable),
    /// A table that is written (*tableau* with *lignes*).
    WrittenTable(WrittenTable),
    /// Lists side by side (*colonnes*).
    Columns {
        /// Heading over all columns.
        title: Option<Text>,
        /// Title and items of each.
        columns: Vec<(Text, Vec<Text>)>,
    },
    /// Worked computations, by name (*calcul*).
    Computations(Vec<Spanned<String>>),
    /// A framed remark (*encadré*).
    Callout {
        /// Its look.
        tone: Tone,
        /// Its heading.
        title: Option<Text>,
        /// Its text.
        text: Text,
    },
    /// A picture (*image*).
    Image {
        /// The picture.
        picture: Picture,
        /// Share of the text width in percent.
        width: u8,
        /// Caption.
        caption: Option<Text>,
    },
    /// A post of a social network.
    Post(Box<Post>),
    /// A review (*avis*).
    Review(Box<Review>),
    /// An e-mail (*courriel*).
    Email(Box<Email>),
    /// An editorial calendar.
    EditorialCalendar(EditorialCalendar),
    /// A bar of shares (*graphique* of the kind *parts*).
    ShareBar(ShareBar),
    /// A chart (*graphique*).
    Chart(Box<Chart>),
    /// A map (*carte*).
    Map(Map),
    /// A page of search results (*résultats de recherche*).
    SearchResults(Box<SearchResults>),
    /// The home page of a shop (*page web*).
    WebPage(Box<WebPage>),
    /// A persona card.
    Persona(Box<Persona>),
    /// A dashboard (*tableau de bord*).
    Dashboard(Box<Dashboard>),
    /// A structured essay (*plan*).
    Essay(Essay),
    /// One of two answers, by a condition (*si … alors … sinon*).
    Choice {
        /// The condition.
        when: Formula,
        /// What is printed when it holds.
        then: Vec<Block>,
        /// What is printed when it does not.
        otherwise: Vec<Block>,
    },
}

/// An argument of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// Its lead.
    pub title: Option<Text>,
    /// Its development.
    pub text: Option<Text>,
}

/// A table whose rows are those of a table of data.
#[derive(Debug, Clone, PartialEq)]
pub struct DataTable {
    /// The table.
    pub table: Spanned<String>,
    /// Title over it.
    pub title: Option<Text>,
    /// Columns shown, with another title if there is one; all if none is named.
    pub columns: Vec<(Spanned<String>, Option<Text>)>,
    /// Rows brought out (*surligner*).
    pub lit: Option<Formula>,
    /// Whether rows are shown as columns (*transpose*).
    pub transposed: bool,
    /// How its rows are gathered and summed.
    pub gathering: Gathering,
    /// Note under it (*légende*).
    pub note: Option<Text>,
}

/// How the rows of a table of data are gathered and summed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gathering {
    /// Column whose values head the groups of rows (*grouper*).
    pub by: Option<Spanned<String>>,
    /// Columns that are summed (*sous-totaux*).
    pub sums: Vec<Spanned<String>>,
    /// Whether a last row sums all groups (*total*).
    pub total: bool,
}

/// A table that shows grids of classes side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct GridTable {
    /// The grids.
    pub grids: Vec<Spanned<String>>,
    /// Title over them.
    pub title: Option<Text>,
    /// Note under them (*légende*).
    pub note: Option<Text>,
}

/// Where the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// To the left.
    Start,
    /// In the middle.
    Center,
    /// To the right.
    End,
}

/// A table whose cells are written.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenTable {
    /// Title over it.
    pub title: Option<Text>,
    /// Header, relative width, alignment.
    pub columns: Vec<WrittenColumn>,
    /// Cells, row by row.
    pub rows: Vec<Vec<Text>>,
    /// Note under it (*légende*).
    pub note: Option<Text>,
}

/// A column of a written table.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenColumn {
    /// Its header.
    pub title: Text,
    /// Its relative width; 0 for as wide as its content.
    pub weight: u8,
    /// Where its cells stand.
    pub align: Align,
}

/// Look of a framed remark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// *Interprétation*.
    Interpretation,
    /// *Conclusion*.
    Conclusion,
    /// *Remarque*.
    Remark,
    /// *Attention*.
    Warning,
}

/// A bar cut in shares of a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareBar {
    /// Title.
    pub title: Option<Text>,
    /// Left to right.
    pub shares: Vec<Share>,
    /// The result shown beside it, by name.
    pub result: Option<Spanned<String>>,
}

/// Which way a share counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Against (*négatif*).
    Negative,
    /// Neither (*neutre*).
    Neutral,
    /// For (*positif*).
    Positive,
}

/// A share of a bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// Its name.
    pub label: Text,
    /// What it gathers.
    pub detail: Option<Text>,
    /// Its value.
    pub value: Formula,
    /// Which way it counts.
    pub sign: Sign,
}

/// A structured essay.
#[derive(Debug, Clone, PartialEq)]
pub struct Essay {
    /// Introduction.
    pub introduction: Text,
    /// Parts.
    pub parts: Vec<EssayPart>,
    /// Conclusion.
    pub conclusion: Text,
}

/// A part of an essay.
#[derive(Debug, Clone, PartialEq)]
pub struct EssayPart {
    /// Title.
    pub title: Text,
    /// Announcement (*chapeau*).
    pub lead: Option<Text>,
    /// Titles and texts.
    pub sections: Vec<(Text, Text)>,
}
