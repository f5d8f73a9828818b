//! A subject to start from: takes what names an exam, gives a whole subject that
//! explains itself, with its pictures and the schema that editors read.
//!
//! The models of `model/` are themselves subjects, and print as they stand.

mod folder;
mod scalar;
mod text;

pub use folder::{Started, folder, start};

use scalar::one_line;

/// What names a new subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Its exam.
    pub exam: Words,
    /// Its session.
    pub session: Year,
    /// Its title.
    pub title: Words,
    /// What it is.
    pub kind: Kind,
}

/// What a new subject is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An exam paper of some dossiers, with its corrigé and its marking scheme.
    Paper(Dossiers),
    /// An exercise on one page, with variants.
    Exercise,
}

/// Words on one line, as a person typed them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(String);

impl Words {
    /// Reads words; there must be some.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let words = one_line(text);
        (!words.is_empty()).then_some(Self(words))
    }
}

/// The year of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year(u16);

impl Year {
    /// What a year should be.
    pub const EXPECTED: &str = "une année, de 2000 à 2099";

    /// Reads a year of this century.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let plain = text.len() == 4 && text.starts_with("20");
        let year = text.parse().ok().filter(|_| plain)?;
        Some(Self(year))
    }
}

/// How many dossiers a paper has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dossiers(usize);

impl Dossiers {
    /// What a number of dossiers should be.
    pub const EXPECTED: &str = "un nombre, de 1 à 6";

    /// Reads a number of dossiers.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        text.trim().parse().ok().filter(|number| (1..=6).contains(number)).map(Self)
    }
}

impl Default for Dossiers {
    fn default() -> Self {
        Self(2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_one_of_this_century() {
        assert_eq!(Year::read(" 2031 "), Some(Year(2031)));
        for wrong in ["", "31", "1998", "+203", "20a1", "20266", "deux mille"] {
            assert_eq!(Year::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_paper_has_from_one_to_six_dossiers() {
        let read: Vec<_> = (0..9).map(|number| Dossiers::read(&number.to_string())).collect();
        let some = read.iter().filter(|dossiers| dossiers.is_some()).count();
        assert_eq!((read[0], some, read[6]), (None, 6, Some(Dossiers(6))));
    }

    #[test]
    fn words_are_brought_to_one_line() {
        assert_eq!(Words::read("  La\tBobine\nBleue "), Some(Words("La Bobine Bleue".to_owned())));
        assert_eq!(Words::read(" \n"), None);
    }
}
