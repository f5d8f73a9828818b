//! E-mails as an author writes them.

use chrono::NaiveDate;

use crate::subject::block::{KeyGroup, Picture, Zone};
use crate::subject::text::Text;

/// An e-mail (*courriel*).
#[derive(Debug, Clone, PartialEq)]
pub struct Email {
    /// Who writes (*de*).
    pub from: Correspondent,
    /// To whom (*à*).
    pub to: Vec<Correspondent>,
    /// To whom else (*copie*).
    pub copy: Vec<Correspondent>,
    /// When.
    pub date: Option<NaiveDate>,
    /// Its subject (*objet*).
    pub subject: Text,
    /// What a list of e-mails shows after the subject (*aperçu*).
    pub preheader: Option<Text>,
    /// Logo of who writes.
    pub logo: Option<Picture>,
    /// Picture over the text.
    pub picture: Option<Picture>,
    /// What it says (*corps*).
    pub body: Text,
    /// The call to action (*bouton*).
    pub button: Option<Text>,
    /// Who signs.
    pub signature: Option<Signature>,
    /// Names of the files that go with it (*pièces jointes*).
    pub attachments: Vec<String>,
    /// Line at its foot: why it is received, how to receive no more (*mention*).
    pub mention: Option<Text>,
    /// What correctors look for (*repères*).
    pub keys: Vec<KeyGroup>,
}

impl Email {
    /// Lists its texts, in the order in which they are read.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let above = [&self.subject].into_iter().chain(&self.preheader);
        above.chain([&self.body]).chain(&self.button).chain(&self.mention)
    }

    /// Lists the zones on which a marker can stand.
    #[must_use]
    pub fn zones(&self) -> Vec<Zone> {
        let shown = [
            (Zone::Subject, true),
            (Zone::Sender, true),
            (Zone::Preheader, self.preheader.is_some()),
            (Zone::Picture, self.picture.is_some()),
            (Zone::Button, self.button.is_some()),
            (Zone::Signature, self.signature.is_some()),
            (Zone::Attachments, !self.attachments.is_empty()),
            (Zone::Mention, self.mention.is_some()),
        ];
        shown.into_iter().filter_map(|(zone, shown)| shown.then_some(zone)).collect()
    }
}

/// Who writes or receives an e-mail: a name, an address or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correspondent {
    /// Its name.
    pub name: Option<String>,
    /// Its address.
    pub address: Option<String>,
}

/// Who signs an e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Name.
    pub name: String,
    /// Function.
    pub function: Option<String>,
    /// Firm.
    pub firm: Option<String>,
    /// Phone.
    pub phone: Option<String>,
}
