//! Pictures too coarse for the width at which they are printed.

use super::Finding;
use crate::diagnostic::Fault;
use crate::source::pixels;
use crate::subject::Subject;
use crate::subject::block::{Block, Network, Picture};

/// Width of a line, in millimetres: that of the page less its margins.
const LINE: u32 = 172;
/// Dots in an inch below which print shows them.
const LEAST: u32 = 150;
/// Tenths of a millimetre in an inch.
const INCH: u32 = 254;
/// Width of the portrait of a persona, in millimetres.
const PORTRAIT: u32 = 32;

/// Checks the pictures of some blocks.
pub(super) fn check(subject: &Subject, blocks: &[&Block], found: &mut Vec<Finding>) {
    for block in blocks {
        if let Some((picture, width)) = printed(block) {
            found.extend(coarse(subject, picture, width));
        }
    }
}

/// Returns the picture of a block and its width on paper, in millimetres.
fn printed(block: &Block) -> Option<(&Picture, u32)> {
    let share = |percent: u8| LINE * u32::from(percent) / 100;
    Some(match block {
        Block::Image { picture, width, .. } => (picture, share(*width)),
        Block::Map(map) => (&map.picture, share(map.width)),
        Block::Post(post) => {
            let percent = match post.network {
                Network::Instagram => 37,
                Network::Tiktok => 40,
                Network::Facebook | Network::Linkedin | Network::X => 60,
            };
            (&post.picture, share(percent))
        }
        Block::Email(email) => (email.picture.as_ref()?, LINE),
        Block::Persona(persona) => (persona.portrait.as_ref()?, PORTRAIT),
        _ => return None,
    })
}

/// Tells of a picture with too few pixels for its width.
fn coarse(subject: &Subject, picture: &Picture, width: u32) -> Option<Finding> {
    let asset = subject.assets.iter().find(|asset| asset.name == picture.asset)?;
    let found = pixels(&asset.bytes)?.width;
    let dots = found.saturating_mul(INCH) / (width * 10);
    if width == 0 || dots >= LEAST {
        return None;
    }
    let wanted = (width * 10 * LEAST).div_ceil(INCH);
    let message = format!("l’image sera floue à l’impression : {dots} points par pouce");
    let fault = Fault::warning("image-trop-petite", message)
        .at(picture.span, format!("{found} pixels pour {} cm de large", centimetres(width)))
        .help(format!("il en faut {wanted} au moins : reprenez l’image d’origine, ou réduisez-la"));
    Some(fault.into())
}

/// Writes millimetres as centimetres: `10,3`.
fn centimetres(millimetres: u32) -> String {
    match millimetres % 10 {
        0 => (millimetres / 10).to_string(),
        rest => format!("{},{rest}", millimetres / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_written_in_centimetres() {
        assert_eq!(centimetres(103), "10,3");
        assert_eq!(centimetres(170), "17");
    }
}
