//! Colours of a theme: takes what an author writes, gives a colour, how well it
//! reads on white paper, and the ground that goes with it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Least contrast of a text with its ground (WCAG 2.2, level AA).
const LEAST: f64 = 4.5;

/// Most of a colour that its ground holds, in thousandths: a copier in black and
/// white leaves the text on it readable.
const MOST_TINT: u8 = 75;

/// A colour of the screen: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Color([u8; 3]);

impl Color {
    const WHITE: Self = Self([255; 3]);

    /// Reads `#153e75`, `#15a`, or the same without the sign.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let figures = text.strip_prefix('#').unwrap_or(text);
        let figures: Vec<u8> = figures
            .chars()
            .map(|figure| figure.to_digit(16).and_then(|figure| u8::try_from(figure).ok()))
            .collect::<Option<_>>()?;
        let parts: Vec<u8> = match figures.len() {
            3 => figures.iter().map(|figure| figure * 17).collect(),
            6 => figures
                .chunks(2)
                .map(|pair| pair.iter().fold(0, |high, low| high * 16 + low))
                .collect(),
            _ => return None,
        };
        parts.try_into().ok().map(Self)
    }

    /// Returns its contrast with white as a text says it, `3,2`, when words of
    /// this colour would not read well on paper.
    #[must_use]
    pub fn too_light(self) -> Option<String> {
        let contrast = self.contrast(Self::WHITE);
        // Rounded down: 4.49 is not the 4.5 that is asked for.
        let told = || format!("{:.1}", (contrast * 10.0).floor() / 10.0).replace('.', ",");
        (contrast < LEAST).then(told)
    }

    /// Returns a ground for texts of this colour: as little white as lets them
    /// read well.
    #[must_use]
    pub fn tint(self) -> Self {
        let ground = |share: u8| {
            let mixed = |part: u8| {
                let (part, share) = (u32::from(part), u32::from(share));
                u8::try_from((part * share + 255 * (1000 - share)) / 1000).unwrap_or(u8::MAX)
            };
            Self(self.0.map(mixed))
        };
        let reads = |share: &u8| self.contrast(ground(*share)) >= LEAST;
        ground((0..=MOST_TINT).rev().find(reads).unwrap_or(0))
    }

    /// Returns the contrast of two colours, from 1 to 21.
    fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// Returns the relative luminance of WCAG 2.2.
    fn luminance(self) -> f64 {
        let light = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(light);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl fmt::Display for Color {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(formatter, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn color(text: &str) -> Color {
        Color::read(text).unwrap()
    }

    #[test]
    fn a_colour_is_three_or_six_figures() {
        assert_eq!(color("#153e75").to_string(), "#153e75");
        assert_eq!(color("7A1F2B").to_string(), "#7a1f2b");
        assert_eq!(color("#15a").to_string(), "#1155aa");
        for wrong in ["", "#", "rouge", "#12345", "#1234567", "##12345", "#12é45"] {
            assert_eq!(Color::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_does_not_read_on_white_is_told_with_its_contrast() {
        let told = |text| color(text).too_light();
        assert_eq!(told("#000"), None);
        assert_eq!(told("#767676"), None);
        assert_eq!(told("#777777").as_deref(), Some("4,4"));
        assert_eq!(told("#ff8800").as_deref(), Some("2,3"));
        assert_eq!(told("#fff").as_deref(), Some("1,0"));
    }

    #[test]
    fn a_ground_is_as_deep_as_its_text_allows() {
        assert_eq!(color("#153e75").tint().to_string(), "#edf0f4");
        assert_eq!(color("#767676").tint().to_string(), "#fefefe");
    }

    proptest! {
        #[test]
        fn words_read_on_their_ground(red: u8, green: u8, blue: u8) {
            let color = Color([red, green, blue]);
            prop_assert_eq!(Color::read(&color.to_string()), Some(color));
            if color.too_light().is_none() {
                prop_assert!(color.contrast(color.tint()) >= LEAST);
            }
        }
    }
}
