//! An independent opinion on our files, for tests: takes a document laid out,
//! gives the rules of PDF/UA-1 and PDF/A-2a that its PDF breaks.

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use typst_pdf::PdfOptions;

use super::{Job, Laid, options};

/// Returns the breaches that the checker finds, less the two that it invents.
pub(crate) fn breaches(laid: &Laid, job: &Job) -> Vec<String> {
    // It cuts the program of a colour glyph at white space only and misses the
    // width in `512 0 d0/x0 Do`: pretty printing writes the space.
    let options = PdfOptions { pretty: true, ..options(job).unwrap() };
    let mut bytes = typst_pdf::pdf(&laid.document, &options).unwrap();
    separate(&mut bytes);
    let profiles = [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a];
    profiles.into_iter().flat_map(|profile| check(&bytes, profile)).collect()
}

/// Returns the breaches of one standard.
pub(super) fn check(bytes: &[u8], profile: ValidationProfile) -> Vec<String> {
    let options = ValidationOptions::default().profile(profile);
    let report = validate_pdf_bytes(bytes, &options).unwrap();
    assert!(report.rules.total > 100, "{report}");
    report.failures.iter().map(ToString::to_string).collect()
}

/// Ends with a carriage return the compressed streams whose last byte is one by
/// chance: before a line feed, the checker takes it for a part of the line end.
fn separate(bytes: &mut [u8]) {
    const END: &[u8] = b"\r\nendstream";
    let ends: Vec<usize> = bytes
        .windows(END.len())
        .enumerate()
        .filter(|(_, at)| *at == END)
        .map(|(at, _)| at)
        .collect();
    for at in ends {
        bytes[at + 1] = b'\r';
    }
}
