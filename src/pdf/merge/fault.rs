//! Why documents cannot be put together, in French.

use std::fmt;
use std::io;

use crate::diagnostic::io_reason;

/// What stops a merger.
#[derive(Debug)]
pub enum MergeFault {
    /// A part is not a PDF as this program prints them.
    Foreign(&'static str),
    /// A part says otherwise than the first one what the whole can say once.
    Different(&'static str),
    /// The whole would hold more objects than PDF/A-2 allows.
    TooLarge,
    /// There is nothing to put together.
    Empty,
    /// The result cannot be written.
    Write(io::Error),
}

impl fmt::Display for MergeFault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign(what) => {
                write!(to, "ce PDF n’est pas de ceux que ce programme imprime : {what}")
            }
            Self::Different(key) => {
                write!(to, "« {key} » n’est pas le même que dans le premier document")
            }
            Self::TooLarge => to.write_str(
                "le fichier dépasserait les 8 388 607 objets que PDF/A-2 admet : à imprimer en \
                 plusieurs fois",
            ),
            Self::Empty => to.write_str("il n’y a aucun document à réunir"),
            Self::Write(error) => {
                write!(to, "le fichier ne peut pas être écrit : {}", io_reason(error))
            }
        }
    }
}

impl std::error::Error for MergeFault {}

impl From<io::Error> for MergeFault {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

impl From<MergeFault> for io::Error {
    fn from(fault: MergeFault) -> Self {
        match fault {
            MergeFault::Write(error) => error,
            other => Self::other(other),
        }
    }
}
