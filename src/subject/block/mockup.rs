//! Mock-ups as an author writes them: posts and reviews.

use chrono::NaiveDate;

use crate::number::Quantity;
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
    /// Facebook.
    Facebook,
    /// `LinkedIn`.
    Linkedin,
    /// X.
    X,
    /// `TikTok`.
    Tiktok,
}

impl Network {
    /// The words an author writes.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("instagram", Self::Instagram),
        ("facebook", Self::Facebook),
        ("linkedin", Self::Linkedin),
        ("x", Self::X),
        ("tiktok", Self::Tiktok),
    ];

    /// Returns its name as it writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Instagram => "Instagram",
            Self::Facebook => "Facebook",
            Self::Linkedin => "LinkedIn",
            Self::X => "X",
            Self::Tiktok => "TikTok",
        }
    }

    /// Tells whether its posts show a detail.
    #[must_use]
    pub const fn shows(self, detail: Detail) -> bool {
        match detail {
            Detail::Place => !matches!(self, Self::Linkedin | Self::X),
            Detail::Headline => matches!(self, Self::Linkedin),
            Detail::Shares | Detail::Video => !matches!(self, Self::Instagram),
            Detail::Views => matches!(self, Self::X),
            Detail::Saves => matches!(self, Self::Tiktok),
        }
    }
}

/// What some networks show of a post and others do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Place (*lieu*).
    Place,
    /// Line under the name of the account (*détail du compte*).
    Headline,
    /// Number of shares (*partages*).
    Shares,
    /// Number of views (*vues*).
    Views,
    /// Number of savings (*enregistrements*).
    Saves,
    /// Length of a video.
    Video,
}

/// The account that publishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// As the network shows it (*compte*).
    pub handle: String,
    /// Full name.
    pub name: Option<String>,
    /// What stands under the name (*détail du compte*).
    pub headline: Option<String>,
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
    /// The picture, or the first one of the video.
    pub picture: Picture,
    /// Length of the video, if it is one.
    pub video: Option<Quantity>,
    /// Day of publication.
    pub published: NaiveDate,
    /// Day on which it is looked at; ages are counted from it.
    pub seen: Spanned<NaiveDate>,
    /// Number of likes.
    pub likes: u64,
    /// Number of comments, when more exist than are shown.
    pub comments_count: Option<u64>,
    /// Number of shares (*partages*).
    pub shares: Option<u64>,
    /// Number of views (*vues*).
    pub views: Option<u64>,
    /// Number of savings (*enregistrements*).
    pub saves: Option<u64>,
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
    /// *Objet*.
    Subject,
    /// *Expéditeur*.
    Sender,
    /// *Aperçu*.
    Preheader,
    /// *Bouton*.
    Button,
    /// *Signature*.
    Signature,
    /// *Pièces jointes*.
    Attachments,
    /// *Mention*.
    Mention,
}

impl Zone {
    /// The words an author writes.
    pub const WORDS: [(&'static str, Self); 13] = [
        ("compte", Self::Account),
        ("image", Self::Picture),
        ("reactions", Self::Reactions),
        ("commentaires", Self::Comments),
        ("note", Self::Rating),
        ("reponse", Self::Answer),
        ("objet", Self::Subject),
        ("expediteur", Self::Sender),
        ("apercu", Self::Preheader),
        ("bouton", Self::Button),
        ("signature", Self::Signature),
        ("pieces_jointes", Self::Attachments),
        ("mention", Self::Mention),
    ];
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
    pub zone: Option<Spanned<Zone>>,
}
