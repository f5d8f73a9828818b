//! What a document depends on, as one number: the bytes of all inputs, the
//! version of the program, the options.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::source::Sources;
use crate::subject::Subject;
use crate::typst::Engine;

/// A SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Returns the fingerprint of some bytes: their SHA-256.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Returns the fingerprint of a file, read piece by piece.
    ///
    /// # Errors
    ///
    /// Returns why the file cannot be read.
    pub fn of_file(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let mut hash = Sha256::new();
        let mut piece = vec![0; 1 << 16];
        loop {
            match file.read(&mut piece)? {
                0 => return Ok(Self(hash.finalize().into())),
                read => hash.update(&piece[..read]),
            }
        }
    }

    /// Returns the fingerprint of what an author wrote: YAML, data files,
    /// pictures, whatever their paths.
    #[must_use]
    pub fn of_subject(subject: &Subject, sources: &Sources) -> Self {
        let mut inputs = Inputs::new("sujet");
        sources.iter().for_each(|(_, source)| inputs.add(source.text.as_bytes()));
        subject.assets.iter().for_each(|asset| inputs.add(&asset.bytes));
        inputs.finish()
    }

    /// Returns the fingerprint of what all documents share: the program, its
    /// templates, its fonts.
    #[must_use]
    pub fn of_engine(engine: &Engine) -> Self {
        let mut inputs = Inputs::new(env!("CARGO_PKG_VERSION"));
        for (path, bytes) in engine.files() {
            inputs.add(path.as_bytes());
            inputs.add(bytes);
        }
        inputs.finish()
    }

    /// Returns its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Returns the 15 bits that a paper's code carries.
    #[must_use]
    pub fn short(&self) -> u16 {
        u16::from_be_bytes([self.0[0], self.0[1]]) >> 1
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// Inputs of a fingerprint, one after the other, told apart by their lengths.
pub struct Inputs(Sha256);

impl Inputs {
    /// Starts with what the inputs are for.
    #[must_use]
    pub fn new(purpose: &str) -> Self {
        let mut inputs = Self(Sha256::new());
        inputs.add(purpose.as_bytes());
        inputs
    }

    /// Adds an input.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// Ends.
    #[must_use]
    pub fn finish(self) -> Fingerprint {
        Fingerprint(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_sha_256() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Fingerprint::of(b"").to_string(), empty);
        assert_eq!(Fingerprint::of(b"").short(), 0xe3b0 >> 1);
    }

    #[test]
    fn inputs_are_told_apart() {
        let of = |parts: &[&str]| {
            let mut inputs = Inputs::new("essai");
            parts.iter().for_each(|part| inputs.add(part.as_bytes()));
            inputs.finish()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_eq!(of(&["ab", "c"]), of(&["ab", "c"]));
    }
}
