//! Mock-ups as an author writes them: posts and reviews.

use chrono::NaiveDate;

use crate::source::{Span, Spanned};
use crate::subject::text::Text;

/// A picture and what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Name among the subject's assets.
    pub asset: String,
    /// What it shows, for those who do not see it.
    pub description: String,
    /// Where it was named.
    pub span: Span,
}

/// A social network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Network {
    /// Instagram.
    Instagram,
}

/// The account that publishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// As the network shows it (*compte*).
    pub handle: String,
    /// Full name.
    pub name: Option<String>,
    /// Logo.
    pub logo: Option<Picture>,
}

/// A post of a social network.
#[derive(Debug, Clone, PartialEq)]
pub struct Post {
    /// The network imitated.
    pub network: Network,
    /// Who publishes.
    pub account: Account,
    /// Where the picture was taken.
    pub place: Option<String>,
    /// The picture.
    pub picture: Picture,
    /// Day of publication.
    pub published: NaiveDate,
    /// Day on which it is looked at; ages are counted from it.
    pub seen: Spanned<NaiveDate>,
    /// Number of likes.
    pub likes: u64,
    /// Number of comments, when more exist than are shown.
    pub comments_count: Option<u64>,
    /// Caption, with markers.
    pub caption: Text,
    /// Comments shown.
    pub comments: Vec<Comment>,
    /// What correctors look for (*repères*).
    pub keys: Vec<KeyGroup>,
    /// Where the block was written.
    pub span: Span,
}

/// A comment under a post.
#[derive(Debug, Clone, PartialEq)]
pub struct Comment {
    /// Who.
    pub author: String,
    /// What.
    pub text: Text,
    /// When.
    pub date: Option<NaiveDate>,
}

/// A review with its owner's answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// The firm reviewed (*lieu*).
    pub business: String,
    /// Who.
    pub author: String,
    /// What stands under the author's name.
    pub author_detail: Option<String>,
    /// Stars, 0 to 5.
    pub stars: u8,
    /// When.
    pub date: NaiveDate,
    /// Day on which it is looked at.
    pub seen: Spanned<NaiveDate>,
    /// What.
    pub text: Text,
    /// The owner's answer and its day.
    pub answer: Option<(NaiveDate, Text)>,
    /// What correctors look for.
    pub keys: Vec<KeyGroup>,
    /// Where the block was written.
    pub span: Span,
}

/// Part of a mock-up a marker can stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// *Compte*.
    Account,
    /// *Image*.
    Picture,
    /// *Réactions*.
    Reactions,
    /// *Commentaires*.
    Comments,
    /// *Note*.
    Rating,
    /// *Réponse*.
    Answer,
}

/// Key elements that go together.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyGroup {
    /// Its name.
    pub title: Text,
    /// Its points, in words.
    pub points: Option<Text>,
    /// Its elements.
    pub elements: Vec<KeyElement>,
}

/// A key element.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyElement {
    /// Name by which a text of the mock-up places its marker.
    pub name: Option<Spanned<String>>,
    /// What is expected.
    pub title: Text,
    /// How the example meets it.
    pub text: Option<Text>,
    /// Part of the mock-up its marker stands on.
    pub zone: Option<Zone>,
}
