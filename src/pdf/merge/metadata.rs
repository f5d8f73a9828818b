//! What the whole says of itself: takes its title and its date, gives them as
//! the dictionary that readers show and as the XML that PDF/A and PDF/UA read.

use chrono::NaiveDateTime;

use super::text::{text_string, xml};

/// The program, as files name it.
const CREATOR: &str = concat!("corrige ", env!("CARGO_PKG_VERSION"));

/// What a merged document is.
#[derive(Debug, Clone, Copy)]
pub struct MergedInfo<'a> {
    /// Title that readers show.
    pub title: &'a str,
    /// What the file is among those of the subject, whatever it holds: its path
    /// below the output folder.
    pub ident: &'a str,
    /// The date written in the file: no clock.
    pub date: NaiveDateTime,
}

impl MergedInfo<'_> {
    /// Writes the dictionary.
    pub(super) fn dictionary(&self) -> String {
        let (title, date) = (text_string(self.title), self.date.format("D:%Y%m%d%H%M%SZ"));
        format!("<</Title{title}/Creator({CREATOR})/CreationDate({date})/ModDate({date})>>")
    }

    /// Writes the XML.
    pub(super) fn xmp(&self) -> String {
        format!(
            include_str!("metadata.xml"),
            title = xml(self.title),
            creator = CREATOR,
            date = self.date.format("%Y-%m-%dT%H:%M:%S+00:00"),
        )
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn both_say_the_same() {
        let date = NaiveDate::from_ymd_opt(2026, 3, 14).unwrap().and_hms_opt(8, 5, 0).unwrap();
        let info = MergedInfo { title: "R & D", ident: "essai", date };
        let (dictionary, xmp) = (info.dictionary(), info.xmp());
        for part in [
            "/Title(R & D)",
            "(D:20260314080500Z)",
            concat!("(corrige ", env!("CARGO_PKG_VERSION")),
        ] {
            assert!(dictionary.contains(part), "{dictionary}");
        }
        for part in [">R &amp; D<", ">2026-03-14T08:05:00+00:00<"] {
            assert!(xmp.contains(part), "{xmp}");
        }
    }
}
