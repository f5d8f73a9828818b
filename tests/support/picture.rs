//! How much two images differ, for tests of looks.

use image::RgbImage;

/// Mean difference that a change of look exceeds and a change of machine does
/// not.
pub(crate) const TOLERANCE: f64 = 0.5;

/// Reads a PNG file.
pub(crate) fn read(bytes: &[u8]) -> Option<RgbImage> {
    image::load_from_memory(bytes).ok().map(|image| image.to_rgb8())
}

/// Returns the mean difference of two images, in levels of 255, if both have the
/// same size.
pub(crate) fn difference(one: &RgbImage, other: &RgbImage) -> Option<f64> {
    if one.dimensions() != other.dimensions() {
        return None;
    }
    let levels = one.as_raw();
    let pairs = levels.iter().zip(other.as_raw());
    let total: u64 = pairs.map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    #[expect(clippy::cast_precision_loss, reason = "a mean for a tolerance")]
    Some(total as f64 / levels.len() as f64)
}
