//! How much a document may ask for: time, memory, pages, pixels an image.

use std::time::Duration;

use num_traits::ToPrimitive;
use serde::{Deserialize, Serialize};

use crate::number::{Exact, Unit, parse_quantity};
use crate::typst::Bounds;

/// What a document may ask for at the most.
///
/// Time and memory are those of a process, which is stopped when it goes
/// beyond; pages and pixels are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Seconds that a document may take, and the reading of its subject.
    pub seconds: u64,
    /// Memory of a process, in MiB.
    pub memory: u64,
    /// Pages of a document.
    pub pages: usize,
    /// Pixels of an image.
    pub pixels: u64,
}

impl Default for Limits {
    fn default() -> Self {
        let Bounds { pages, pixels } = Bounds::default();
        Self { seconds: 60, memory: 1024, pages, pixels }
    }
}

impl Limits {
    /// Returns the limits with another value for one of them.
    #[must_use]
    pub fn with(mut self, limit: Limit, value: u64) -> Self {
        match limit {
            Limit::Seconds => self.seconds = value,
            Limit::Memory => self.memory = value,
            Limit::Pages => self.pages = usize::try_from(value).unwrap_or(usize::MAX),
            Limit::Pixels => self.pixels = value,
        }
        self
    }

    /// Returns the time a document may take.
    #[must_use]
    pub fn time(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }

    /// Returns what is counted while a document is set.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        Bounds { pages: self.pages, pixels: self.pixels }
    }
}

/// One of the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Time.
    Seconds,
    /// Memory.
    Memory,
    /// Pages.
    Pages,
    /// Pixels.
    Pixels,
}

/// How a limit is written.
struct Writing {
    key: &'static str,
    expected: &'static str,
    least: u64,
    most: u64,
    units: &'static [(&'static str, u64)],
}

const SECONDS: Writing = Writing {
    key: "secondes",
    expected: "un temps de 1 s à 24 h, comme « 60 » ou « 2 min »",
    least: 1,
    most: 86_400,
    units: &[("s", 1), ("min", 60), ("h", 3_600)],
};

const MEMORY: Writing = Writing {
    key: "memoire",
    expected: "une mémoire de 128 Mio à 1 024 Gio, comme « 512 Mio » ou « 2 Gio »",
    least: 128,
    most: 1 << 20,
    units: &[("Mio", 1), ("Gio", 1 << 10)],
};

const PAGES: Writing = Writing {
    key: "pages",
    expected: "un nombre de pages, de 1 à 10 000",
    least: 1,
    most: 10_000,
    units: &[("pages", 1)],
};

const PIXELS: Writing = Writing {
    key: "pixels",
    expected: "un nombre de pixels par image, de 1 à 1 000 millions, comme « 40 millions »",
    least: 1_000_000,
    most: 1_000_000_000,
    units: &[("pixels", 1), ("millions", 1_000_000), ("millions de pixels", 1_000_000)],
};

impl Limit {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Seconds, Self::Memory, Self::Pages, Self::Pixels];

    fn writing(self) -> &'static Writing {
        match self {
            Self::Seconds => &SECONDS,
            Self::Memory => &MEMORY,
            Self::Pages => &PAGES,
            Self::Pixels => &PIXELS,
        }
    }

    /// Returns its key in the project file.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.writing().key
    }

    /// Says in French what it may be.
    #[must_use]
    pub fn expected(self) -> &'static str {
        self.writing().expected
    }

    /// Reads a limit as a person writes it; a bare number is in the first unit.
    #[must_use]
    pub fn read(self, text: &str) -> Option<u64> {
        let Writing { least, most, units, .. } = self.writing();
        let quantity = parse_quantity(text).ok()?;
        let known = |(name, _): &&(&str, u64)| Unit::parse(name).as_ref() == Ok(&quantity.unit);
        let factor = match units.iter().find(known) {
            Some((_, factor)) => *factor,
            None if quantity.unit.is_none() => 1,
            None => return None,
        };
        let value = quantity.figure() * Exact::from_integer(factor.into());
        let value = value.is_integer().then(|| value.numer().to_u64()).flatten()?;
        (*least..=*most).contains(&value).then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_as_people_write_them() {
        for (limit, text, value) in [
            (Limit::Seconds, "60", Some(60)),
            (Limit::Seconds, "90 s", Some(90)),
            (Limit::Seconds, "1,5 min", Some(90)),
            (Limit::Seconds, "24 h", Some(86_400)),
            (Limit::Seconds, "25 h", None),
            (Limit::Seconds, "0", None),
            (Limit::Memory, "1 024 Mio", Some(1024)),
            (Limit::Memory, "2 Gio", Some(2048)),
            (Limit::Memory, "2 Go", None),
            (Limit::Pages, "120", Some(120)),
            (Limit::Pages, "120 pages", Some(120)),
            (Limit::Pages, "1,5", None),
            (Limit::Pixels, "40 millions", Some(40_000_000)),
            (Limit::Pixels, "2,5 millions de pixels", Some(2_500_000)),
            (Limit::Pixels, "25 000 000", Some(25_000_000)),
            (Limit::Pixels, "beaucoup", None),
        ] {
            assert_eq!(limit.read(text), value, "{} : {text}", limit.key());
        }
    }

    #[test]
    fn what_holds_by_default_may_be_written() {
        let Limits { seconds, memory, pages, pixels } = Limits::default();
        for (limit, value) in [
            (Limit::Seconds, seconds),
            (Limit::Memory, memory),
            (Limit::Pages, pages as u64),
            (Limit::Pixels, pixels),
        ] {
            assert_eq!(limit.read(&value.to_string()), Some(value), "{}", limit.key());
        }
    }
}
