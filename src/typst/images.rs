//! Checks of a subject's images: takes a file, tells before Typst sees it
//! whether it can be printed at a reasonable cost.
//!
//! A subject may come from anywhere. A file of a few kilobytes can ask for
//! gigabytes of pixels, so the size is read from the header first.

use std::sync::Arc;

use typst::foundations::{Bytes, Smart};
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};

use super::{Bounds, TypesetFault};
use crate::source::{Pixels, pixels};

/// Largest file of pixels and largest drawing.
const MAX_RASTER_BYTES: usize = 12 << 20;
const MAX_SVG_BYTES: usize = 2 << 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Png,
    Jpeg,
    Svg,
}

/// What is wrong, and how to mend it.
type Flaw = (String, String);

/// Checks one file of a subject.
pub(crate) fn check_bytes(
    path: &str,
    bytes: &Arc<[u8]>,
    bounds: Bounds,
) -> Result<(), TypesetFault> {
    check(path, &Bytes::new(bytes.clone()), bounds)
}

/// Does the same for bytes that are already Typst's.
pub(crate) fn check(path: &str, bytes: &Bytes, bounds: Bounds) -> Result<(), TypesetFault> {
    look(path, bytes, bounds).map_err(|(message, help)| TypesetFault::Image {
        path: path.to_owned(),
        message,
        help,
    })
}

fn look(path: &str, bytes: &Bytes, bounds: Bounds) -> Result<(), Flaw> {
    let format = detect(bytes).ok_or_else(|| {
        flaw("ce n’est ni du PNG, ni du JPEG, ni du SVG", "enregistrez-la dans l’un de ces formats")
    })?;
    let ending = path.rsplit('.').next().unwrap_or_default();
    let (name, endings): (&str, &[&str]) = match format {
        Format::Png => ("PNG", &["png"]),
        Format::Jpeg => ("JPEG", &["jpg", "jpeg"]),
        Format::Svg => ("SVG", &["svg"]),
    };
    if !endings.contains(&ending) {
        let message = format!("le contenu est du {name}, et non ce qu’annonce le nom");
        return Err((message, format!("donnez au fichier un nom en « .{} »", endings[0])));
    }
    match format {
        Format::Png | Format::Jpeg => look_raster(format, bytes, bounds),
        Format::Svg => look_svg(bytes),
    }
}

fn look_raster(format: Format, bytes: &Bytes, bounds: Bounds) -> Result<(), Flaw> {
    if bytes.len() > MAX_RASTER_BYTES {
        return Err(too_heavy(bytes.len(), MAX_RASTER_BYTES));
    }
    let exchange = if format == Format::Png { ExchangeFormat::Png } else { ExchangeFormat::Jpg };
    let Pixels { width, height, four_inks } = pixels(bytes).ok_or_else(damaged)?;
    if four_inks {
        return Err(flaw(
            "les couleurs sont en quadrichromie (CMJN)",
            "enregistrez-la en couleurs RVB",
        ));
    }
    if u64::from(width) * u64::from(height) > bounds.pixels {
        let message = format!("{width} × {height} pixels, c’est trop");
        return Err((message, format!("réduisez-la à {} au plus", told(bounds.pixels))));
    }
    // Typst decodes the same bytes later and finds this result in its memory.
    RasterImage::new(bytes.clone(), exchange, Smart::Auto).map(drop).map_err(|_| damaged())
}

fn look_svg(bytes: &Bytes) -> Result<(), Flaw> {
    if bytes.len() > MAX_SVG_BYTES {
        return Err(too_heavy(bytes.len(), MAX_SVG_BYTES));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| damaged())?;
    if text.contains("<!ENTITY") {
        return Err(flaw("le dessin définit des entités XML", "enregistrez-le en « SVG simple »"));
    }
    if text.contains("<image") || text.contains("<feImage") {
        return Err(flaw(
            "le dessin contient une autre image",
            "enregistrez cette autre image en PNG ou en JPEG, et citez-la à part",
        ));
    }
    SvgImage::new(bytes.clone()).map(drop).map_err(|_| damaged())
}

fn detect(bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some(Format::Png);
    }
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return Some(Format::Jpeg);
    }
    let start = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes));
    start.contains("<svg").then_some(Format::Svg)
}

/// Says a number of pixels: `25 millions de pixels`.
fn told(pixels: u64) -> String {
    match (pixels / 1_000_000, pixels % 1_000_000) {
        (1, 0) => "un million de pixels".to_owned(),
        (millions, 0) => format!("{millions} millions de pixels"),
        _ => format!("{pixels} pixels"),
    }
}

fn flaw(message: &str, help: &str) -> Flaw {
    (message.to_owned(), help.to_owned())
}

fn damaged() -> Flaw {
    flaw("le fichier est abîmé", "ouvrez l’image et enregistrez-la de nouveau")
}

fn too_heavy(size: usize, limit: usize) -> Flaw {
    let message = format!("le fichier pèse {} Mio", size >> 20);
    (message, format!("réduisez-le à {} Mio au plus", limit >> 20))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SVG: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>"#;

    /// A black point.
    const PNG: [u8; 67] = [
        137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0,
        0, 0, 0, 58, 126, 155, 85, 0, 0, 0, 10, 73, 68, 65, 84, 120, 156, 99, 96, 0, 0, 0, 2, 0, 1,
        72, 175, 164, 113, 0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
    ];

    fn message(path: &str, bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> String {
        match check(path, &Bytes::new(bytes), Bounds::default()) {
            Ok(()) => "bonne".to_owned(),
            Err(TypesetFault::Image { message, .. }) => message,
            Err(other) => format!("{other:?}"),
        }
    }

    #[test]
    fn good_images_pass() {
        assert_eq!(message("logo.svg", SVG), "bonne");
        assert_eq!(message("point.png", PNG), "bonne");
    }

    #[test]
    fn the_name_must_tell_the_format() {
        assert_eq!(message("point.jpg", PNG), "le contenu est du PNG, et non ce qu’annonce le nom");
        assert_eq!(message("a.gif", *b"GIF89a"), "ce n’est ni du PNG, ni du JPEG, ni du SVG");
    }

    #[test]
    fn a_small_file_with_huge_pixels_is_never_decoded() {
        let mut bomb = PNG;
        bomb[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
        assert_eq!(message("bombe.png", bomb), "65535 × 65535 pixels, c’est trop");
    }

    #[test]
    fn pixels_are_counted_in_millions() {
        assert_eq!(told(25_000_000), "25 millions de pixels");
        assert_eq!(told(1_000_000), "un million de pixels");
        assert_eq!(told(2_500_000), "2500000 pixels");
    }

    #[test]
    fn a_cut_file_is_damaged() {
        assert_eq!(message("point.png", PNG[..40].to_vec()), "le fichier est abîmé");
        assert_eq!(message("logo.svg", SVG[..60].to_owned()), "le fichier est abîmé");
        for end in 3..12 {
            let head = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17];
            assert_eq!(message("a.jpg", head[..end].to_vec()), "le fichier est abîmé");
        }
    }

    proptest! {
        #[test]
        fn no_damaged_file_passes(tail in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_ne!(message("a.png", [&PNG[..8], &tail].concat()), "bonne");
            prop_assert_ne!(message("a.jpg", [&[0xff, 0xd8, 0xff], &tail[..]].concat()), "bonne");
            prop_assert_ne!(message("a.svg", [b"<svg", &tail[..]].concat()), "bonne");
        }
    }

    #[test]
    fn four_inks_are_refused() {
        let head = [0xff, 0xd8, 0xff, 0xc0, 0, 20, 8, 0, 9, 0, 9, 4, 0, 0, 0, 0];
        assert_eq!(message("photo.jpg", head), "les couleurs sont en quadrichromie (CMJN)");
    }

    #[test]
    fn a_drawing_brings_neither_entities_nor_images() {
        let bomb = SVG.replace("<svg", "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg");
        assert_eq!(message("a.svg", bomb), "le dessin définit des entités XML");
        let nested = SVG.replace("<rect", "<image href=\"/sheet.json\"/><rect");
        assert_eq!(message("a.svg", nested), "le dessin contient une autre image");
    }
}
