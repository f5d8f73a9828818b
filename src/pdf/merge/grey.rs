//! Pages as a printer without colours prints them: takes a page, gives it with a
//! veil over it that takes its colours away and leaves its light.
//!
//! A viewer lays the veil, of the blend mode *Color* (ISO 32000-1, 11.3.5.3), over
//! text, drawings, pictures and emoji alike: nothing has to be drawn again, and
//! texts stay texts.

use std::io::Write;

use super::copy::Copier;
use super::fault::MergeFault;
use super::output::Output;
use super::source::{Source, Value};

/// The objects that all grey pages share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Veil {
    /// What keeps the graphics state of the page to itself.
    before: u32,
    /// What lays the veil.
    after: u32,
    /// Its blend mode.
    state: u32,
}

/// White, over the largest page there is, as a thing that nobody reads.
const LAID: &[u8] = b"Q /Artifact BMC q /Gris gs 1 1 1 rg 0 0 1700 1700 re f Q EMC";

impl Veil {
    /// Writes the veil.
    pub(super) fn new<W: Write>(output: &mut Output<W>) -> Result<Self, MergeFault> {
        let veil =
            Self { before: output.reserve()?, after: output.reserve()?, state: output.reserve()? };
        for (number, data) in [(veil.before, b"q".as_slice()), (veil.after, LAID)] {
            output.stream(number, format!("<</Length {}>>", data.len()).as_bytes(), data)?;
        }
        output.object(veil.state, b"<</Type/ExtGState/BM/Color>>")?;
        Ok(veil)
    }

    /// Writes a page under the veil.
    pub(super) fn over(
        self,
        page: &Value,
        source: &Source<'_>,
        copier: &Copier<'_>,
    ) -> Result<Vec<u8>, MergeFault> {
        let Self { before, after, .. } = self;
        let mut body = b"<<".to_vec();
        let mut group = false;
        for (key, value) in source.entries(page)? {
            group |= key == b"Group";
            named(key, &mut body);
            match key {
                b"Contents" => {
                    write!(body, "[{before} 0 R ")?;
                    copier.copy(&value, &mut body)?;
                    write!(body, " {after} 0 R]")?;
                }
                b"Resources" => self.resources(page, source, copier, &mut body)?,
                _ => copier.copy(&value, &mut body)?,
            }
        }
        if !group {
            body.extend_from_slice(b"/Group<</Type/Group/S/Transparency/CS/DeviceRGB>>");
        }
        body.extend_from_slice(b">>");
        Ok(body)
    }

    /// Writes what a page uses, and the blend mode.
    fn resources(
        self,
        page: &Value,
        source: &Source<'_>,
        copier: &Copier<'_>,
        body: &mut Vec<u8>,
    ) -> Result<(), MergeFault> {
        let resources = source.entry(page, b"Resources")?.ok_or(LOST)?;
        body.extend_from_slice(b"<<");
        for (key, value) in source.entries(&resources)? {
            if key != b"ExtGState" {
                named(key, body);
                copier.copy(&value, body)?;
            }
        }
        body.extend_from_slice(b"/ExtGState<<");
        if let Some(states) = source.entry(&resources, b"ExtGState")? {
            for (key, value) in source.entries(&states)? {
                named(key, body);
                copier.copy(&value, body)?;
            }
        }
        write!(body, "/Gris {} 0 R>>>>", self.state)?;
        Ok(())
    }
}

const LOST: MergeFault = MergeFault::Foreign("ce qu’utilise une page ne se trouve pas");

fn named(key: &[u8], body: &mut Vec<u8>) {
    body.push(b'/');
    body.extend_from_slice(key);
    body.push(b' ');
}
