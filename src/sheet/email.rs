//! Mock-ups of e-mails.

use serde::Serialize;

use super::inline::{Flow, Line};
use super::mockup::{KeyGroup, ZoneMarker};

/// An e-mail in the window of a mail program (*courriel*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Email {
    /// Its subject.
    pub subject: Line,
    /// Who writes.
    pub from: Correspondent,
    /// Letters of the disc in place of a portrait: `RV`.
    pub initials: String,
    /// Virtual path of the logo of who writes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// To whom.
    pub to: Vec<Correspondent>,
    /// To whom else; may be empty.
    pub copy: Vec<Correspondent>,
    /// `3 mars 2026`; may be empty.
    pub date: Line,
    /// What a list of e-mails shows after the subject; may be empty.
    pub preheader: Line,
    /// Virtual path of the picture over the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// What it says, with markers.
    pub body: Vec<Flow>,
    /// The call to action; may be empty.
    pub button: Line,
    /// Who signs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
    /// `2 pièces jointes`; empty without any.
    pub attached: String,
    /// Names of the files that go with it.
    pub attachments: Vec<String>,
    /// Line at its foot; may be empty.
    pub mention: Line,
    /// Markers on zones.
    pub markers: Vec<ZoneMarker>,
    /// Key elements under the mock-up.
    pub keys: Vec<KeyGroup>,
    /// Description written from the data.
    pub alt: String,
}

/// Who writes or receives an e-mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correspondent {
    /// Its name; may be empty if the address is not.
    pub name: String,
    /// Its address; may be empty if the name is not.
    pub address: String,
}

/// Who signs an e-mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// Name.
    pub name: String,
    /// Function and firm: `Gérante, Les Ruchers`; may be empty.
    pub role: String,
    /// Phone; may be empty.
    pub phone: String,
}
