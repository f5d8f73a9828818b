//! An independent opinion on a PDF file: takes its bytes, gives the rules of
//! PDF/UA-1 and PDF/A-2a that it breaks.

use std::collections::BTreeMap;

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

/// Counts the breaches of both standards, less the two that the checker
/// invents.
pub(crate) fn breaches(bytes: &[u8]) -> BTreeMap<String, usize> {
    let mut bytes = bytes.to_vec();
    separate(&mut bytes);
    let mut found = BTreeMap::new();
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
        let options = ValidationOptions::default().profile(profile);
        let report = validate_pdf_bytes(&bytes, &options).expect("a file that can be read");
        assert!(report.rules.total > 100, "{report}");
        for failure in report.failures.iter().map(ToString::to_string) {
            // The checker cuts the program of a colour glyph at white space
            // only and misses the width in `512 0 d0/x0 Do`.
            if !failure.contains("font object has rendered Type3 byte 0 width 0.000") {
                *found.entry(failure).or_default() += 1;
            }
        }
    }
    found
}

/// Ends with a carriage return the compressed streams whose last byte is one
/// by chance: before a line feed, the checker takes it for a part of the line
/// end.
fn separate(bytes: &mut [u8]) {
    const END: &[u8] = b"\r\nendstream";
    for at in 0..bytes.len().saturating_sub(END.len()) {
        if bytes[at..].starts_with(END) {
            bytes[at + 1] = b'\r';
        }
    }
}
