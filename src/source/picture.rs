//! Pictures made of pixels: takes a file, gives its size from its header.
//!
//! The header is all that is read: a file of a few kilobytes can ask for
//! gigabytes of pixels.

/// Size of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pixels {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
    /// Whether its colours are those of four inks (CMJN).
    pub four_inks: bool,
}

/// Reads the size of a PNG or JPEG file.
#[must_use]
pub fn pixels(bytes: &[u8]) -> Option<Pixels> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") { png(bytes) } else { jpeg(bytes) }
}

/// Reads width and height from the first chunk.
fn png(bytes: &[u8]) -> Option<Pixels> {
    let number = |at: usize| {
        let four = bytes.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_be_bytes(four))
    };
    (bytes.get(12..16)? == b"IHDR").then_some(())?;
    Some(Pixels { width: number(16)?, height: number(20)?, four_inks: false })
}

/// Walks the segments to the frame header and reads width and height there.
fn jpeg(bytes: &[u8]) -> Option<Pixels> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    while let [0xff, marker, tail @ ..] = rest {
        // Markers without a length: filling, and those without content.
        if matches!(marker, 0x01 | 0xd0..=0xd9) {
            rest = tail;
            continue;
        }
        if *marker == 0xff {
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            let [_, _, _, high, low, wide, narrow, components, ..] = tail else { return None };
            let join = |high: u8, low: u8| u32::from(u16::from_be_bytes([high, low]));
            let (width, height) = (join(*wide, *narrow), join(*high, *low));
            return Some(Pixels { width, height, four_inks: *components == 4 });
        }
        let [high, low, ..] = tail else { return None };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        rest = tail.get(length..).unwrap_or_default();
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sizes_stand_in_headers() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\x2c\0\0\0\xc8\x08";
        assert_eq!(pixels(png), Some(Pixels { width: 300, height: 200, four_inks: false }));
        let jpeg =
            [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xc0, 0, 11, 8, 0, 200, 1, 44, 4, 0, 0, 0];
        assert_eq!(pixels(&jpeg), Some(Pixels { width: 300, height: 200, four_inks: true }));
        assert_eq!(pixels(b"<svg/>"), None);
    }

    #[test]
    fn the_size_of_a_photograph_stands_after_other_segments() {
        let head = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 7, 7, 0xff, 0xff, 0xc2, 0, 11, 8, 0, 9, 1, 0, 3];
        assert_eq!(pixels(&head), Some(Pixels { width: 256, height: 9, four_inks: false }));
    }

    proptest! {
        #[test]
        fn any_file_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let jpeg = [&[0xff, 0xd8][..], &bytes].concat();
            let _ = (pixels(&bytes), pixels(&jpeg));
        }
    }
}
