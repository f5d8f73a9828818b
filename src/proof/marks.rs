//! Quotation marks: straight ones, in pairs or alone.

use std::ops::Range;

use super::reading::Reading;
use super::{Finding, Mend};
use crate::diagnostic::Fault;
use crate::source::Sources;

/// Letters of a quotation that a message shows whole.
const SHOWN: usize = 30;

/// Checks the quotation marks of a text, paragraph by paragraph.
pub(super) fn check(reading: &Reading<'_>, sources: &Sources, found: &mut Vec<Finding>) {
    if !reading.text.contains('"') {
        return;
    }
    let mut start = 0;
    for paragraph in reading.text.split("\n\n") {
        paired(reading, start..start + paragraph.len(), sources, found);
        start += paragraph.len() + 2;
    }
}

fn paired(
    reading: &Reading<'_>,
    paragraph: Range<usize>,
    sources: &Sources,
    found: &mut Vec<Finding>,
) {
    let text = &reading.text[paragraph.clone()];
    // After a figure it is a number of inches, unless it closes a quotation.
    let inches = |at: usize| text[..at].ends_with(|letter: char| letter.is_ascii_digit());
    let mut open = None;
    for (at, _) in text.match_indices('"') {
        match open.take() {
            Some(from) => {
                quotation(
                    reading,
                    paragraph.start + from..paragraph.start + at + 1,
                    sources,
                    found,
                );
            }
            None if inches(at) => {}
            None => open = Some(at),
        }
    }
    if let Some(at) = open {
        let place = reading.place(sources, paragraph.start + at..paragraph.start + at + 1);
        let fault = Fault::warning("guillemet-isole", "ce guillemet n’a pas son pareil")
            .at(place, "attendu : deux guillemets dans le paragraphe, « et »");
        found.push(fault.into());
    }
}

/// Remarks on a quotation, marks included.
fn quotation(
    reading: &Reading<'_>,
    range: Range<usize>,
    sources: &Sources,
    found: &mut Vec<Finding>,
) {
    let inside = range.start + 1..range.end - 1;
    let written = reading.written(inside.clone());
    let gap = |text: &str| text.len() - text.trim_start().len();
    let (before, after) = (gap(written), written.len() - written.trim_end().len());
    let label = if written.chars().count() <= SHOWN && !written.contains('\n') {
        format!("attendu : « {} »", written.trim())
    } else {
        "attendu : « … »".to_owned()
    };
    let fault = Fault::warning("guillemets-droits", "une citation est entre guillemets droits")
        .at(reading.place(sources, range.clone()), label);
    let mend =
        |range, text: &str| Mend { place: reading.place(sources, range), text: text.to_owned() };
    let mends = vec![
        mend(range.start..inside.start + before, "« "),
        mend(inside.end - after..range.end, " »"),
    ];
    let empty = written.trim().is_empty();
    found.push(Finding { fault, mends: if empty { Vec::new() } else { mends } });
}
