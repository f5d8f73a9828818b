//! Mock-ups: posts of social networks, reviews.

use serde::Serialize;

use super::inline::{Flow, Line};

/// Which network a post imitates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
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

/// Part of a mock-up that a marker is tied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Zone {
    /// Account line: logo, name.
    Account,
    /// Picture.
    Picture,
    /// Reaction bar.
    Reactions,
    /// Comments.
    Comments,
    /// Rating: stars and date of a review.
    Rating,
    /// Owner's answer.
    Answer,
    /// Subject of an e-mail.
    Subject,
    /// Who writes an e-mail.
    Sender,
    /// What a list of e-mails shows after the subject.
    Preheader,
    /// Call to action of an e-mail.
    Button,
    /// Signature of an e-mail.
    Signature,
    /// Files that go with an e-mail.
    Attachments,
    /// Line at the foot of an e-mail.
    Mention,
}

/// A marker placed on a zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ZoneMarker {
    /// Where.
    pub zone: Zone,
    /// The number printed in the disc.
    pub number: String,
}

/// A group of key elements: *fond* (4 × 1 pt), *forme* (2 pts).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyGroup {
    /// Its name.
    pub title: Line,
    /// Its points as printed; may be empty.
    pub points: String,
    /// Its elements.
    pub elements: Vec<KeyElement>,
}

/// A key element of a mock-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyElement {
    /// Its number, the same as in the markers; empty if it has no place.
    pub number: String,
    /// What is expected.
    pub title: Line,
    /// How the example meets it; may be empty.
    pub content: Line,
}

/// A post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Post {
    /// The network imitated.
    pub network: Network,
    /// Name of the account as shown.
    pub account: String,
    /// Full name or description beside it; may be empty.
    pub name: String,
    /// What stands under the name: `Biscuiterie`; may be empty.
    pub headline: String,
    /// Virtual path of the logo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// Place shown under the name; may be empty.
    pub place: String,
    /// Virtual path of the picture.
    pub picture: String,
    /// Length of the video, `0:45`; empty for a picture.
    pub video: String,
    /// As the network says it: `128 J’aime`, `128`.
    pub likes: String,
    /// `Voir les 12 commentaires`, `12 commentaires`, `12`; may be empty.
    pub comments_count: String,
    /// `4 partages`, `4 republications`, `4`; may be empty.
    pub shares: String,
    /// `1 204 vues`; may be empty.
    pub views: String,
    /// `31`; may be empty.
    pub saves: String,
    /// Caption, with markers.
    pub caption: Vec<Flow>,
    /// Comments shown.
    pub comments: Vec<Comment>,
    /// `Il y a 5 jours`, `5 j`.
    pub age: String,
    /// Markers on zones.
    pub markers: Vec<ZoneMarker>,
    /// Key elements beside or under the mock-up.
    pub keys: Vec<KeyGroup>,
    /// Description written from the data.
    pub alt: String,
}

/// A comment under a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comment {
    /// Who.
    pub author: String,
    /// What.
    pub content: Line,
    /// When, `3 j`; may be empty.
    pub age: String,
}

/// A review on a map service with the owner's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Review {
    /// The firm reviewed.
    pub business: String,
    /// Author of the review.
    pub author: String,
    /// What stands under the author: `Local Guide · 12 avis`; may be empty.
    pub author_detail: String,
    /// Stars given, 0 to 5.
    pub stars: u8,
    /// `il y a 2 mois`.
    pub age: String,
    /// The review.
    pub content: Vec<Flow>,
    /// The owner's answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<OwnerAnswer>,
    /// Markers on zones.
    pub markers: Vec<ZoneMarker>,
    /// Key elements beside or under the mock-up.
    pub keys: Vec<KeyGroup>,
    /// Description written from the data.
    pub alt: String,
}

/// The owner's answer to a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnerAnswer {
    /// `Réponse du propriétaire`.
    pub title: String,
    /// `il y a 2 jours`.
    pub age: String,
    /// The answer, with markers.
    pub content: Vec<Flow>,
}
