//! What is asked for a class, and what keeps it from being done.

use crate::diagnostic::{Fault, Faults};
use crate::variants::Key;
use crate::variants::roster::Pupil;
use crate::variants::seating::Room;

/// What is asked for a class.
#[derive(Debug)]
pub struct Request {
    /// The seed, the same for the same papers.
    pub seed: u32,
    /// Key of a file, or the one everybody has.
    pub key: Key,
    /// Whether the key is that of a file.
    pub keyed: bool,
    /// For whom.
    pub pupils: Pupils,
    /// How many variants pupils share, when not one each.
    pub series: Option<u32>,
    /// The room, when neighbours must not share a series.
    pub room: Option<Room>,
    /// Order of the papers in the files to print.
    pub collate: Collate,
}

/// Why a class has no papers.
#[derive(Debug)]
pub enum Refusal {
    /// What is asked cannot be done: no such question, nobody to print for, a
    /// subject without variants, a folder that cannot be written.
    Asked(Faults),
    /// The subject has faults, or too few variants.
    Subject(Faults),
}

impl Refusal {
    /// Returns what to tell.
    #[must_use]
    pub fn faults(self) -> Faults {
        match self {
            Self::Asked(faults) | Self::Subject(faults) => faults,
        }
    }

    /// Tells that what is asked cannot be done.
    #[must_use]
    pub fn asked(faults: impl Into<Faults>) -> Self {
        Self::Asked(faults.into())
    }

    /// Tells the fault of a draw, which is the subject's.
    pub(super) fn drawn(fault: impl AsRef<Fault>) -> Self {
        Self::Subject(Faults::from(fault.as_ref().clone()))
    }
}

/// For whom papers are printed.
#[derive(Debug)]
pub enum Pupils {
    /// So many, known by their numbers.
    Count(u32),
    /// Those of a list.
    Roster(Vec<Pupil>),
}

/// Order of the papers in the files to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collate {
    /// That of the list.
    Roster,
    /// By name, then identifier.
    Name,
    /// By group, then as in the list.
    Group,
    /// By place in the room.
    Seat,
    /// By series.
    Series,
}
